"""The bytes of a feed → its entries as JSON-able items, newest first."""

import calendar
import io
import re
import time
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from ingest.errors import SourceRejected
from ingest.sources import links
from ingest.sources.connector import Item
from ingest.sources.rss_dates import is_local, named_moment
from ingest.sources.rss_entry import dated, text_of
from ingest.sources.rss_guids import unresolve
from ingest.sources.rss_long import newest
from ingest.sources.rss_pages import told
from ingest.web.answer import Answer
from ingest.web.redaction import MASK, masked

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ENDS = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
GZIP = b"\x1f\x8b"
LARGEST = 50_000_000  # bytes of a feed that is a compressed file, unpacked
# "base" is the feed's own address, which may hold a secret; the others are names of our own.
LEFT_OUT = ("base", "post_id", "first_dated", "changed_at", "story", "parent_post_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's entries.

    Attributes:
        items: newest first, undated ones last.
        home: address of what the feed is about; empty where it says none.
        atom: address of the same feed as Atom, where the feed is none and names one.
        is_torn: the document breaks off before its end.
    """

    items: tuple[Item, ...]
    home: str
    atom: str | None
    is_torn: bool


def read_feed(source: str, answer: Answer, limit: int) -> Feed:
    """Split a feed into items, newest first, undated ones last, at most so many.

    Faults of the markup are forgiven, as readers of feeds do; a document without its end is not.

    Raises:
        SourceRejected: this is no feed; where it is a web page, the feeds it links to are named.
    """
    import feedparser  # noqa: PLC0415 - a third of a second that only the reading of feeds is worth

    body = _unpacked(source, answer.body)
    # As bytes in a stream: feedparser would open a string that looks like an address or a path.
    parsed = feedparser.parse(
        io.BytesIO(newest(body, limit)),
        response_headers={
            "content-type": _content_type(answer, body),
            "content-location": _base(answer.url),
        },
    )
    if not parsed.entries and not parsed.get("version"):
        raise SourceRejected(f"{source}: not a feed: {told(answer)}")
    language = parsed.feed.get("language")
    items = [masked(_item(entry, language)) for entry in parsed.entries]
    unresolve(items, body, _base(answer.url))
    items.sort(key=lambda item: dated(item) or "", reverse=True)
    return Feed(
        items=tuple(items[:limit]),
        home=text_of(parsed.feed.get("link")),
        atom=None if parsed.version.startswith("atom") else _atom(parsed.feed.get("links")),
        is_torn=bool(parsed.bozo) and not ENDS.search(body),
    )


def _item(entry: dict[str, Any], language: str | None) -> Item:
    item: Item = _plain(entry)
    for name in ("published", "updated"):
        raw = text_of(item.get(name))
        if moment := named_moment(raw):
            item[f"{name}_parsed"] = moment.isoformat()
        elif is_local(raw):
            item[f"{name}_parsed"] = None
    return {**item, "feed_language": language}


def _plain(value: Any) -> Any:
    """Only what JSON knows."""
    if isinstance(value, time.struct_time):
        return _iso(value)
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items() if key not in LEFT_OUT}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _iso(moment: time.struct_time) -> str | None:
    try:
        return (EPOCH + timedelta(seconds=calendar.timegm(moment))).isoformat()
    except (ValueError, OverflowError):
        return None


def _unpacked(source: str, body: bytes) -> bytes:
    """A feed that is kept as a compressed file, unpacked."""
    if not body.startswith(GZIP):
        return body
    unpacking = zlib.decompressobj(31)
    try:
        read = unpacking.decompress(body, LARGEST)
    except zlib.error as error:
        raise SourceRejected(f"{source}: not a feed: a damaged gzip file: {error}") from error
    if unpacking.unconsumed_tail:
        raise SourceRejected(f"{source}: more than {LARGEST:,} bytes unpacked")
    return read


def _content_type(answer: Answer, body: bytes) -> str:
    given = answer.headers.get("content-type", "application/xml")
    return given if body is answer.body else "application/xml"


def _base(address: str) -> str:
    """What relative links are completed with: the feed's address without what may be a secret."""
    parts = urlsplit(address)
    path = "/".join(MASK if links.is_drawn(one) else one for one in parts.path.split("/"))
    return parts._replace(path=path, query="", fragment="").geturl()


def _atom(named: Any) -> str | None:
    for link in named if isinstance(named, list) else ():
        kind, relation = text_of(link.get("type")), text_of(link.get("rel"))
        if kind == "application/atom+xml" and (relation == "alternate" or "#feed" in relation):
            return text_of(link.get("href")) or None
    return None
