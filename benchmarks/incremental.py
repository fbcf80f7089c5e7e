"""What a run of 1,000 new mentions costs, part by part."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from benchmarks import generate
from ingest.load import finish, load
from ingest.state import succeeded
from sql import warehouse

COUNT, RUNS = 1000, 6
PARTS = ("open", "load", "judge", "close", "copy")


def measure(data: Path) -> float:
    """Print the median of each part over some runs; returns their sum without the copy.

    The first run is left out: it loads the models that read texts.
    """
    known = warehouse.versions(data)
    first = int(known[0][1:9])
    runs = [_run(data, first + number) for number in range(RUNS)][1:]
    medians = {part: statistics.median(run[part] for run in runs) for part in PARTS}
    print("1,000 new mentions: " + ", ".join(f"{k} {v * 1e3:.0f} ms" for k, v in medians.items()))
    return sum(medians.values()) - medians["copy"]


def _run(data: Path, number: int) -> dict[str, float]:
    """One run as ingest does it: load, record what was watched, judge volume, publish."""
    records = list(generate.news(data, COUNT, number))
    at = generate.END + timedelta(minutes=number + 1)
    marks = [time.perf_counter()]
    with _timed_copy() as copies:
        with warehouse.writer(data) as con:
            marks.append(time.perf_counter())
            load(con, records, config=generate.config(), run_id=f"run{number}", now=at)
            for source in generate.SOURCES:
                succeeded(
                    con, source, kind="rss", run_id=f"run{number}", since=None, until=at, at=at
                )
            marks.append(time.perf_counter())
            finish(con)
            marks.append(time.perf_counter())
        marks.append(time.perf_counter())
    taken = [later - earlier for earlier, later in pairwise(marks)]
    copied = sum(copies)
    return dict(zip(PARTS, [*taken[:3], taken[3] - copied, copied], strict=True))


@contextmanager
def _timed_copy() -> Iterator[list[float]]:
    """Measure what publishing takes, which grows with the file by design."""
    copies: list[float] = []
    publish = warehouse._publish  # noqa: SLF001

    def timed(data: Path, number: int) -> None:
        begun = time.perf_counter()
        publish(data, number)
        copies.append(time.perf_counter() - begun)

    warehouse._publish = timed  # noqa: SLF001
    try:
        yield copies
    finally:
        warehouse._publish = publish  # noqa: SLF001
