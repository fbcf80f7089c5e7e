"""What the entries of a feed are called."""

from collections.abc import Container, Sequence
from dataclasses import replace

from ingest.sources.connector import Item
from ingest.sources.rss_comments import reference
from ingest.sources.rss_entry import text_of
from ingest.sources.rss_marks import Marks, digest
from ingest.web.redaction import without_masked


def identity(item: Item) -> str:
    """What an entry is called as far as it says by itself: its id, its address, or a digest.

    A secret in an address is no part of it: with the next secret it would be another entry.
    """
    for name in ("post_id", "id", "link"):
        if given := text_of(item.get(name)).strip():
            return reference(without_masked(given))
    return _digest_of(item)


class Namer:
    """Names entry after entry; two of them never get one name.

    Attributes:
        settled_by_id: marks of those named, by their names.
        has_met_former: one of them was listed at the last poll of an earlier version.
    """

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
        # A date that is moved back was wrong before; one that is moved on is that of an edit.
        dates = [at for at in (known and known.first_dated, one.first_dated) if at]
        first = min(dates, default="")
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
        is_taken = base in self._taken or base in self.settled_by_id
        if one.guid not in self._shared and not is_taken:
            return base
        return f"{base}#{digest(one.link or f'{one.title} {one.published} {one.body}')}"


def _digest_of(item: Item) -> str:
    return digest(f"{item.get('title')}\n{item.get('published') or item.get('updated')}", 16)
