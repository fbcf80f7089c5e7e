"""Sources read side by side, and handed over as they come: none waits for another."""

import queue
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from ingest.passes.fetching import Fetched
from ingest.sources.options import Source

# Threads that mostly wait. A source that hangs keeps one of them for as long as it may.
MOST_AT_ONCE = 64
# Each time that something is stored a version is published: those that end together share one.
GATHER_SECONDS = 2.0


def as_they_come(
    sources: Sequence[Source],
    read: Callable[[Source], Iterable[Fetched]],
    break_off: Callable[[], None],
) -> Iterator[list[Fetched]]:
    """Yield the parts that have come, a few at a time, until every source has ended.

    Args:
        sources: each is read in a thread of its own.
        read: yields a source's parts; the last one has is_end.
        break_off: makes those that still read end soon, where nobody takes their parts any more.

    Raises:
        Exception: what read raised, which ends all of it.
    """
    come: queue.Queue[Fetched | BaseException] = queue.Queue()
    open_count = len(sources)
    with ThreadPoolExecutor(min(MOST_AT_ONCE, max(1, open_count))) as threads:
        for source in sources:
            threads.submit(partial(_hand_over, come, read, source))
        try:
            while open_count:
                parts = list(_gathered(come, open_count))
                open_count -= sum(part.is_end for part in parts)
                yield parts
        except BaseException:
            break_off()
            raise


def _gathered(come: "queue.Queue[Fetched | BaseException]", open_count: int) -> Iterator[Fetched]:
    """The next part, and what comes soon after it."""
    until, left = None, open_count
    while left:
        try:
            wait = None if until is None else max(0.0, until - time.monotonic())
            part = come.get(timeout=wait)
        except queue.Empty:
            return
        if isinstance(part, BaseException):
            raise part
        until = until or time.monotonic() + GATHER_SECONDS
        left -= part.is_end
        yield part


def _hand_over(
    come: "queue.Queue[Fetched | BaseException]",
    read: Callable[[Source], Iterable[Fetched]],
    source: Source,
) -> None:
    try:
        for part in read(source):
            come.put(part)
    except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
        come.put(error)
