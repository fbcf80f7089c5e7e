"""What the fields of one entry of a feed say."""

from datetime import datetime
from typing import Any

from ingest.sources import links
from ingest.sources.connector import Item
from ingest.sources.rss_dates import unknown_zone
from ingest.web.html_text import plain_text, unescaped


def dated(item: Item) -> str | None:
    """When an entry appeared: ISO 8601 in UTC; None without a readable date."""
    date = item.get("published_parsed") or item.get("updated_parsed")
    return date if isinstance(date, str) else None


def created(item: Item) -> str | None:
    """When it appeared as it was first seen: an edit that moves a feed's date moves no day."""
    return text_of(item.get("first_dated")) or dated(item)


def edited(item: Item) -> datetime | None:
    """When an entry was last updated, in UTC; None unless that was after it appeared.

    RSS does not say it: then it is when other words were first read.
    """
    first = created(item)
    last = max(text_of(item.get(f"{name}_parsed")) for name in ("published", "updated"))
    if not first or last <= first:
        last = text_of(item.get("changed_at"))
    return datetime.fromisoformat(last) if first and last > first else None


def undated(item: Item) -> str:
    """Why an entry has no date, for people."""
    raw = text_of(item.get("published")) or text_of(item.get("updated"))
    if zone := unknown_zone(raw):
        return f"{raw[:60]!r} names the time zone {zone}, which is not known or means several"
    return f"{raw[:60]!r} is no date" if raw else "None is no date"


def title_of(item: Item) -> str:
    """The headline on one line; its markup, if it is any, is taken off."""
    title = text_of(item.get("title"))
    return " ".join(readable(title, part(item, "title_detail", "type")).split())


def bodies(item: Item) -> list[tuple[str, str]]:
    """(text as delivered, its type), contents before the summary, the longest content first."""
    contents = item.get("content") or ()
    held = [one for one in contents if isinstance(one, dict)] if isinstance(contents, list) else []
    found = [(text_of(one.get("value")), text_of(one.get("type"))) for one in held]
    found.sort(key=lambda one: -len(one[0]))
    summary = (text_of(item.get("summary")), text_of(part(item, "summary_detail", "type")))
    return [*found, summary]


def language_of(item: Item) -> str | None:
    """Language as the entry or the feed declares it."""
    contents = item.get("content")
    first = contents[0] if isinstance(contents, list) and contents else None
    declared = first.get("language") if isinstance(first, dict) else None
    return text_of(declared or item.get("feed_language")) or None


def address_of(item: Item) -> str | None:
    """The permalink without what only follows its reader; None unless it is http or https."""
    return links.cleaned(text_of(item.get("link")))


def readable(value: str, kind: str | None) -> str:
    """Text without markup."""
    return unescaped(value) if kind == "text/plain" else plain_text(value)


def part(item: Item, field: str, name: str) -> Any:
    """What a field of several parts holds; None where it has none."""
    value = item.get(field)
    return value.get(name) if isinstance(value, dict) else None


def text_of(value: Any) -> str:
    """Text as it is, anything else as none."""
    return value if isinstance(value, str) else ""
