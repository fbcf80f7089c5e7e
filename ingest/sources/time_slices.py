"""Searches that show only so much of a long span of time: the span is halved until all shows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest.errors import SourceRejected
from ingest.sources.connector import Item

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """One page of a search; hit_count and page_count are those of the whole search."""

    items: tuple[Item, ...]
    hit_count: int
    page_count: int


Ask = Callable[[Span, int], Hits]


def slices(
    ask: Ask, span: Span, *, reachable: int, source: str
) -> Iterator[tuple[tuple[Item, ...], int]]:
    """Yield (items, mark) from the oldest slice of time to the newest.

    All up to the mark has been yielded: it moves with the last page of a slice only.

    Args:
        ask: gives a page of the hits after the begin of a span and up to its end.
        span: epoch seconds.
        reachable: hits that one search shows at most.
        source: named in errors.

    Raises:
        SourceError: as ask does, or a page brought nothing new; what was yielded stays good.
    """
    pending = [span]
    while pending:
        low, high = pending.pop()
        first = ask((low, high), 0)
        if first.hit_count > reachable and high - low > 1:
            middle = (low + high) // 2
            pending += [(middle, high), (low, middle)]
            continue
        for items, is_last in _pages(ask, (low, high), first, source):
            yield items, high if is_last else low


def _pages(
    ask: Ask, span: Span, first: Hits, source: str
) -> Iterator[tuple[tuple[Item, ...], bool]]:
    """Yield a span's pages; a server that repeats itself would be asked without end."""
    seen: set[str] = set()
    page = first
    for number in range(1, max(first.page_count, 1) + 1):
        texts = [repr(item) for item in page.items]
        if number > 1 and seen.issuperset(texts):
            raise SourceRejected(f"{source}: page {number} brought nothing new")
        seen.update(texts)
        yield page.items, number >= first.page_count
        if number < first.page_count:
            page = ask(span, number)
