"""Marks of a feed's entries, by which each is known again."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Self

from ingest.sources import links
from ingest.sources.connector import Item
from ingest.sources.rss_comments import reference
from ingest.sources.rss_entry import bodies, dated, text_of

PARTS = 8
_NO_WORDS = re.compile(r"<[^<>]*>|https?://[^\s<>\"']+")


@dataclass(frozen=True, slots=True)
class Marks:
    """Fingerprints of an entry; an empty one says nothing.

    Attributes:
        guid: of its id, http and https being one.
        link: of its address; empty where that is the feed's home, or that of other entries too.
        page: of its address, whatever it is.
        title: of its headline.
        published: of the date of its publication; an update alone is none.
        body: of its words.
        first_dated: when it appeared as first seen, ISO 8601; empty without a date.
        post_id: what it is called.
    """

    guid: str
    link: str
    page: str
    title: str
    published: str
    body: str
    first_dated: str
    post_id: str

    @classmethod
    def remembered(cls, text: object) -> Self | None:
        """What `written` made of one; None for anything else."""
        parts = text.split(" ", PARTS - 1) if isinstance(text, str) else []
        return cls(*parts) if len(parts) == PARTS else None

    def written(self) -> str:
        """One line; the id, which may hold blanks, stands last."""
        return " ".join(astuple(self))


def digest(text: str, length: int = 10) -> str:
    """A short fingerprint."""
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()[:length]


def marked(items: Sequence[Item], home: str) -> Iterator[Marks]:
    """The marks of each entry of an answer, not called anything yet.

    Args:
        items: of one answer.
        home: address of what the feed is about, as the feed says it.
    """
    addresses = [links.canonical(text_of(item.get("link"))) or "" for item in items]
    guids = [reference(text_of(item.get("id"))) for item in items]
    own = _own(zip(addresses, guids, items, strict=True), home)
    for item, address, guid in zip(items, addresses, guids, strict=True):
        yield Marks(
            _mark(guid),
            _mark(address) if address in own else "",
            _mark(address),
            _mark(text_of(item.get("title")).strip().casefold()),
            _mark(text_of(item.get("published_parsed"))),
            _mark(_words(next((value for value, _ in bodies(item) if value), ""))),
            dated(item) or "",
            "",
        )


def _own(entries: Iterable[tuple[str, str, Item]], home: str) -> set[str]:
    """Addresses that are those of one entry alone, and no front page."""
    by: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for address, guid, item in entries:
        told = (text_of(item.get(name)) for name in ("title", "published_parsed"))
        by[address].add((guid, *told))
    front = (links.canonical(home) or "").rstrip("/")
    return {
        address
        for address, told in by.items()
        if len(told) == 1
        and address.rstrip("/") != front
        and address.partition("://")[2].partition("/")[2]
    }


def _words(body: str) -> str:
    """A text without markup and addresses, which may change at each poll: read roughly, quickly."""
    return " ".join(_NO_WORDS.sub(" ", body).split())


def _mark(text: str) -> str:
    return digest(text) if text else ""
