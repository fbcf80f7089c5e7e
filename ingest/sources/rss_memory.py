"""Which entry of a feed is which: the same one at every poll, and two of them never one.

Publishers give one guid to many entries or none to any, another guid or address at each poll, http
today and https tomorrow, and new titles and dates to old entries. What an entry was called when it
was first seen it is called for good; the source's cursor remembers the entries.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.sources import links
from ingest.sources.connector import Item
from ingest.sources.rss_comments import reference, references
from ingest.sources.rss_entry import text_of
from ingest.sources.rss_marks import Marks, digest, marked
from ingest.sources.rss_matching import recognised, repeated
from ingest.web.redaction import without_masked

OLDER = 500  # entries that a feed does not list any more are remembered so far back


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The entries of one answer, each by its name.

    Attributes:
        items: with post_id and first_dated; with story, the address that several feeds may list,
            and parent_post_id where they are known. One that is listed twice stands there once.
        memory: for the cursor, JSON-able: what to remember, the entries just read first.
        count: of those just read.
        is_met: one of them was listed at the last poll, too.
    """

    items: tuple[Item, ...]
    memory: list[str]
    count: int
    is_met: bool


def named(items: Sequence[Item], home: str, cursor: Mapping[str, Any]) -> Named:
    """Give each entry of an answer its name.

    Args:
        items: of one answer.
        home: address of what the feed is about, as the feed says it.
        cursor: of the source; "entries" and "listed" are those of the last poll.
    """
    remembered = _remembered(cursor)
    last = set(remembered[: cursor.get("listed", 0)])
    marks = list(marked(items, home))
    found = recognised(marks, remembered)
    namer = _Namer(remembered, repeated(marks), cursor.get("seen", ()))
    kept = [
        _told(item, settled)
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


def identity(item: Item) -> str:
    """What an entry is called as far as it says by itself: its id, its address, or a digest.

    A secret in an address is no part of it: with the next secret it would be another entry.
    """
    for name in ("post_id", "id", "link"):
        if given := text_of(item.get(name)).strip():
            return reference(without_masked(given))
    return _digest_of(item)


class _Namer:
    """Names entry after entry; two of them never get one name."""

    def __init__(
        self, remembered: Sequence[Marks], shared: set[str], former: Container[str]
    ) -> None:
        self.settled_by_id: dict[str, Marks] = {}
        self.has_met_former = False
        self._taken = {one.post_id for one in remembered}
        self._shared, self._former = shared, former
        self._seen: set[tuple[str, ...]] = set()

    def settled(self, item: Item, one: Marks, known: Marks | None) -> Marks | None:
        """The entry's marks with its name; None for one that is listed a second time."""
        body = "" if one.guid or one.page else one.body
        told = (one.guid, one.page, one.title, one.published, body)
        if told in self._seen or (known and known.post_id in self.settled_by_id):
            return None
        self._seen.add(told)
        post_id = known.post_id if known else self._new(item, one)
        first = (known.first_dated if known else "") or one.first_dated
        settled = replace(one, post_id=post_id, first_dated=first)
        self.settled_by_id[post_id] = settled
        return settled

    def _new(self, item: Item, one: Marks) -> str:
        held = text_of(item.get("id")) or text_of(item.get("link"))
        held = without_masked(held) or _digest_of(item)
        is_own = one.guid not in self._shared and held not in self.settled_by_id
        if is_own and digest(held, 16) in self._former:  # as earlier versions called it
            self.has_met_former = True
            return held
        base = identity(item) if one.guid or one.link else _digest_of(item)
        if one.guid not in self._shared and base not in {*self._taken, *self.settled_by_id}:
            return base
        return f"{base}#{digest(one.link or f'{one.title} {one.published} {one.body}')}"


def _remembered(cursor: Mapping[str, Any]) -> list[Marks]:
    held = cursor.get("entries")
    marks = map(Marks.remembered, held if isinstance(held, list) else ())
    return [one for one in marks if one]


def _told(item: Item, settled: Marks) -> Item:
    address = links.canonical(text_of(item.get("link"))) if settled.link else None
    return {
        **item,
        "post_id": settled.post_id,
        "first_dated": settled.first_dated or None,
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


def _digest_of(item: Item) -> str:
    return digest(f"{item.get('title')}\n{item.get('published') or item.get('updated')}", 16)
