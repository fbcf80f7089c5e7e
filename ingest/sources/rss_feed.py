"""The bytes of a feed → its entries as JSON-able items, newest first."""

import calendar
import hashlib
import io
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from ingest.errors import SourceRejected
from ingest.sources.connector import Item
from ingest.web.answer import Answer
from ingest.web.html_text import plain_text, unescaped
from ingest.web.redaction import masked, without_masked
from ingest.web.response import excerpt

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CAMPAIGN = re.compile(r"utm_\w+=[^&]*&?")
ENDS = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's entries; is_torn says that the document breaks off before its end."""

    items: tuple[Item, ...]
    is_torn: bool


def read_feed(source: str, answer: Answer) -> Feed:
    """Split a feed into items, newest first, undated ones last.

    Faults of the markup are forgiven, as readers of feeds do; a document without its end is not.

    Raises:
        SourceRejected: this is no feed.
    """
    import feedparser  # noqa: PLC0415 - a third of a second that only the reading of feeds is worth

    # As bytes in a stream: feedparser would open a string that looks like an address or a path.
    parsed = feedparser.parse(
        io.BytesIO(answer.body),
        response_headers={
            "content-type": answer.headers.get("content-type", "application/xml"),
            "content-location": answer.url.partition("?")[0],  # a link without a query has none
        },
    )
    if not parsed.entries and not parsed.get("version"):
        raise SourceRejected(f"{source}: not a feed: {excerpt(answer)}")
    items = [masked(_item(entry, parsed.feed.get("language"))) for entry in parsed.entries]
    items.sort(key=lambda item: dated(item) or "", reverse=True)
    return Feed(items=tuple(items), is_torn=bool(parsed.bozo) and not ENDS.search(answer.body))


def dated(item: Item) -> str | None:
    """When an entry appeared: ISO 8601 in UTC; None without a readable date."""
    date = item.get("published_parsed") or item.get("updated_parsed")
    return date if isinstance(date, str) else None


def edited(item: Item) -> datetime | None:
    """When an entry was last updated, in UTC; None unless that was after it appeared."""
    first, last = _text(item.get("published_parsed")), _text(item.get("updated_parsed"))
    return datetime.fromisoformat(last) if first and last > first else None


def identity(item: Item) -> str:
    """The entry's id, else its address, else a digest of its title and date.

    A secret in an address is no part of it: with the next secret it would be another entry.
    """
    given = item.get("id") or item.get("link")
    if isinstance(given, str):
        return without_masked(given)
    return digest(f"{item.get('title')}\n{item.get('published') or item.get('updated')}")


def title_of(item: Item) -> str:
    """The headline on one line; its markup, if it is any, is taken off."""
    return " ".join(_read(_text(item.get("title")), _part(item, "title_detail", "type")).split())


def body_of(item: Item) -> str:
    """The longest of what the entry gives as its text, without markup."""
    parts = [{"value": item.get("summary"), "type": _part(item, "summary_detail", "type")}]
    parts += [content for content in item.get("content") or () if isinstance(content, dict)]
    return max((_read(_text(part.get("value")), part.get("type")) for part in parts), key=len)


def language_of(item: Item) -> str | None:
    """Language as the entry or the feed declares it."""
    contents: list[Any] = item.get("content") or [{}]
    declared = contents[0].get("language") if isinstance(contents[0], dict) else None
    return _text(declared or item.get("feed_language")) or None


def address_of(item: Item) -> str | None:
    """The permalink without campaign parameters; None unless it is http or https."""
    try:
        parts = urlsplit(without_masked(_text(item.get("link"))))
    except ValueError:
        return None
    query = CAMPAIGN.sub("", parts.query).rstrip("&")
    return parts._replace(query=query).geturl() if parts.scheme in {"http", "https"} else None


def parent_of(item: Item) -> str | None:
    """Id of the entry that this one comments on (thr:in-reply-to)."""
    return without_masked(_text(_part(item, "thr_in-reply-to", "ref"))) or None


def digest(text: str) -> str:
    """A short fingerprint."""
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()[:16]


def _item(entry: dict[str, Any], language: str | None) -> Item:
    item: Item = _plain(entry)
    return {**item, "feed_language": language}


def _plain(value: Any) -> Any:
    """Only what JSON knows. The feed's own address ("base") is left out: it may hold a secret."""
    if isinstance(value, time.struct_time):
        return _iso(value)
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items() if key != "base"}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _iso(moment: time.struct_time) -> str | None:
    try:
        return (EPOCH + timedelta(seconds=calendar.timegm(moment))).isoformat()
    except (ValueError, OverflowError):
        return None


def _part(item: Item, field: str, part: str) -> Any:
    value = item.get(field)
    return value.get(part) if isinstance(value, dict) else None


def _read(value: str, kind: Any) -> str:
    return unescaped(value) if kind == "text/plain" else plain_text(value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
