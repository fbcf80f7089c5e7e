"""Listings by time of change, the oldest first, read to their end though they change meanwhile.

What changes while a listing is read leaves its page, so that later ones move up by one, unseen by
who asks for pages by number. So each page is asked for by the time of the last one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ingest.errors import SourceRejected
from ingest.sources.connector import Item

T = TypeVar("T", int, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch(Generic[T]):
    """One page of a listing.

    Attributes:
        items: in the listing's order.
        newest: the latest time of change among them; None where they tell none.
        next: how the server itself would go on; None at the end.
    """

    items: tuple[Item, ...]
    newest: T | None
    next: Any


def forwards(ask: Callable[[T, Any], Batch[T]], since: T, *, source: str) -> Iterator[Batch[T]]:
    """Yield a listing's pages; what stands on the seam of two is in both.

    A server that does not understand "since" shows its first page again: it is followed the way it
    goes on by itself.

    Args:
        ask: gives a page of what changed at a time or later; or, where its second argument is not
            None, the page that a `Batch.next` names.
        since: where to begin.
        source: named in errors.

    Raises:
        SourceError: as ask does, or the server repeats itself; what was yielded stays good.
    """
    seen: set[str] = set()
    follow, goes_by_time = None, True
    while True:
        batch = ask(since, follow)
        yield batch
        if batch.next is None:
            return
        shown = {repr(item) for item in batch.items}
        is_new = not shown <= seen
        seen |= shown
        if goes_by_time and is_new and batch.newest is not None and batch.newest > since:
            since, follow = batch.newest, None
        elif is_new or goes_by_time:
            goes_by_time, follow = goes_by_time and is_new, batch.next
        else:
            raise SourceRejected(f"{source}: a page of a listing brought nothing new")
