"""What a server said."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

_LINK = re.compile(r"<([^<>]*)>((?:[^<>\",]|\"[^\"]*\")*)")
_REL = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said.

    Attributes:
        headers: names in lower case.
        url: where the body came from, after redirects, without a user's name and password; its
            query may hold a secret.
        moved_to: the new address after permanent redirects, None where there were none.
        body: decompressed.
    """

    status: int
    headers: Mapping[str, str]
    url: str
    moved_to: str | None
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonAnswer:
    """What a server said in JSON.

    Attributes:
        data: the body, decoded.
        headers: names in lower case.
        links: addresses of the header Link, absolute, by their relation: next, prev, ….
    """

    data: Any
    headers: Mapping[str, str]
    links: Mapping[str, str]


def links(answer: Answer) -> dict[str, str]:
    """Addresses of the header Link, absolute, by their relation; of two the first (RFC 8288).

    What is no address is left out.
    """
    found: dict[str, str] = {}
    for address, parameters in _LINK.findall(answer.headers.get("link", "")):
        with suppress(ValueError):
            target = urljoin(answer.url, address)
            for quoted, bare in _REL.findall(parameters):
                for relation in (quoted or bare).lower().split():
                    found.setdefault(relation, target)
    return found
