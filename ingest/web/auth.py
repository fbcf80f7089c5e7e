"""Credentials: fixed headers, and tokens that servers give for a time.

A token is got when it is first needed, again before it ends and once after it is refused; all
threads and passes of a process share it. The usual ways to get one are in `oauth.py`; a session
that a platform starts in its own way is a Grant of the connector's own: a frozen dataclass with
`token`.
"""

import base64
import threading
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Protocol

from ingest.web.answer import Answer
from ingest.web.asking import Asker
from ingest.web.redaction import keep_back_token


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a server gave.

    Attributes:
        value: of the header Authorization, after "Bearer".
        ends_at: seconds by the monotonic clock; None lasts until it is refused.
        refresh: what the next one is got with, where the server gives such a thing.
    """

    value: str = field(repr=False)
    ends_at: float | None = None
    refresh: str | None = field(default=None, repr=False)


class Grant(Hashable, Protocol):
    """A way to get tokens; equal ones share a token."""

    def token(self, source: str, asker: Asker, last: Token | None) -> Token:
        """Get a token; last is the one before, if there was one in this process.

        Raises:
            SourceError: the server gives none.
        """


@dataclass(frozen=True, slots=True)
class FixedHeaders:
    """Headers that stay: a key, or a token that does not end."""

    values: Mapping[str, str] = field(repr=False)

    def headers(self, source: str, asker: Asker) -> Mapping[str, str]:  # noqa: ARG002
        """What goes with a question."""
        return self.values

    def refused(self, answer: Answer) -> bool:
        """Whether the server says so."""
        return answer.status == HTTPStatus.UNAUTHORIZED

    def renewed(self, source: str, asker: Asker, sent: Mapping[str, str]) -> None:
        """There are no others."""


def bearer(token: str) -> FixedHeaders:
    """A token that does not end."""
    return FixedHeaders({"Authorization": f"Bearer {token}"})


def basic(user: str, password: str) -> FixedHeaders:
    """A user's name and password."""
    return FixedHeaders({"Authorization": f"Basic {_encoded(user, password)}"})


@dataclass(frozen=True, slots=True)
class Granted:
    """Tokens by a grant, sent as "Authorization: Bearer"."""

    grant: Grant

    def headers(self, source: str, asker: Asker) -> Mapping[str, str]:
        """What goes with a question; got from the server where there is none yet.

        Raises:
            SourceError: the server gives none.
        """
        return self._headers(source, asker, None)

    def refused(self, answer: Answer) -> bool:
        """Whether the server says so."""
        return answer.status == HTTPStatus.UNAUTHORIZED

    def renewed(self, source: str, asker: Asker, sent: Mapping[str, str]) -> Mapping[str, str]:
        """The next token; another thread may have got it already.

        Raises:
            SourceError: the server gives none.
        """
        return self._headers(source, asker, sent["Authorization"].removeprefix("Bearer "))

    def _headers(self, source: str, asker: Asker, refused: str | None) -> dict[str, str]:
        def get(last: Token | None) -> Token:
            return self.grant.token(source, asker, last)

        return {"Authorization": f"Bearer {TOKENS.get(self.grant, get, refused).value}"}


class Tokens:
    """The token of each grant; one thread gets it, the others wait for it."""

    def __init__(self) -> None:
        self._held: dict[Grant, Token] = {}
        self._locks: dict[Grant, threading.Lock] = {}

    def get(
        self, grant: Grant, get: Callable[[Token | None], Token], refused: str | None = None
    ) -> Token:
        """The token held, unless it ends or is the one that was refused."""
        with self._locks.setdefault(grant, threading.Lock()):
            held = self._held.get(grant)
            if held is None or held.value == refused or _ends(held):
                held = self._held[grant] = get(held)
                keep_back_token(held.value)
            return held


TOKENS = Tokens()


def _ends(token: Token) -> bool:
    return token.ends_at is not None and time.monotonic() >= token.ends_at


def _encoded(user: str, password: str) -> str:
    encoded = base64.b64encode(f"{user}:{password}".encode()).decode()
    keep_back_token(encoded)
    return encoded
