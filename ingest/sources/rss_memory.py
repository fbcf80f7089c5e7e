"""Which entry of a feed is which: the same one at every poll, and two of them never one.

Publishers give one guid to many entries or none to any, another guid or address at each poll, http
today and https tomorrow, and new titles and dates to old entries. What an entry was called when it
was first seen it is called for good; the source's cursor remembers the entries.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ingest.sources import links
from ingest.sources.connector import Item
from ingest.sources.rss_comments import references, thread_of
from ingest.sources.rss_entry import text_of
from ingest.sources.rss_marks import Marks, digest, marked
from ingest.sources.rss_matching import recognised, repeated
from ingest.sources.rss_names import Namer

OLDER = 500  # entries that a feed does not list any more are remembered so far back


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The entries of one answer, each by its name.

    Attributes:
        items: with post_id and first_dated; with changed_at where other words are read than at the
            last poll, with story, the address that several feeds may list, and with parent_post_id
            where these are known. One that is listed twice stands there once.
        memory: for the cursor, JSON-able: what to remember, the entries just read first.
        count: of those just read.
        is_met: one of them was listed at the last poll, too.
    """

    items: tuple[Item, ...]
    memory: list[str]
    count: int
    is_met: bool


def named(items: Sequence[Item], home: str, cursor: Mapping[str, Any], now: datetime) -> Named:
    """Give each entry of an answer its name.

    Args:
        items: of one answer.
        home: address of what the feed is about, as the feed says it.
        cursor: of the source; "entries" and "listed" are those of the last poll.
        now: when it was read, aware.
    """
    remembered = _remembered(cursor)
    last = set(remembered[: cursor.get("listed", 0)])
    marks = list(marked(items, home))
    found = recognised(marks, remembered)
    namer = Namer(remembered, repeated(marks), cursor.get("seen", ()))
    kept = [
        _told(item, settled, now.isoformat() if _is_edited(item, settled, known) else None)
        for item, one, known in zip(items, marks, found, strict=True)
        if (settled := namer.settled(item, one, known))
    ]
    read = [*namer.settled_by_id.values()]
    older = [one for one in remembered if one.post_id not in namer.settled_by_id][:OLDER]
    _answer(kept, [*read, *older])
    return Named(
        items=tuple(kept),
        memory=[one.written() for one in (*read, *older)],
        count=len(read),
        is_met=any(known in last for known in found) or namer.has_met_former,
    )


def _remembered(cursor: Mapping[str, Any]) -> list[Marks]:
    held = cursor.get("entries")
    marks = map(Marks.remembered, held if isinstance(held, list) else ())
    return [one for one in marks if one]


def _is_edited(item: Item, one: Marks, known: Marks | None) -> bool:
    """Whether its own words are others; the title of a comment is its article's."""
    if known is None or (one.title, one.body) == (known.title, known.body):
        return False
    return one.body != known.body or thread_of(item) is None


def _told(item: Item, settled: Marks, changed_at: str | None) -> Item:
    address = links.canonical(text_of(item.get("link"))) if settled.link else None
    return {
        **item,
        "post_id": settled.post_id,
        "first_dated": settled.first_dated or None,
        "changed_at": changed_at,
        # As its own site's feeds and those of others may write it.
        "story": address and address.partition("#")[0].rstrip("/").replace("://www.", "://", 1),
    }


def _answer(items: Sequence[Item], known: Sequence[Marks]) -> None:
    """Say of each comment what the entry is called that it answers."""
    by_mark = {mark: one.post_id for one in reversed(known) for mark in (one.page, one.guid)}
    for item in items:
        for given in references(item):
            if found := by_mark.get(digest(given)):
                item["parent_post_id"] = found
                break
