"""What a run of 1,000 new mentions costs, part by part.

Run it as `python -m benchmarks.incremental FOLDER [SIZE ...]`; benchmarks/response.py measures it
too.
"""

import argparse
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from benchmarks import generate
from ingest.loading.load import finish, load
from ingest.loading.source_state import succeeded
from sql import warehouse

COUNT, RUNS = 1000, 6
SIZES = (100_000, 1_000_000, 10_000_000)
PARTS = ("open", "load", "judge", "close", "copy")


def measure(data: Path) -> float:
    """Print the median of each part over some runs; returns CPU seconds of a run without the copy.

    The copy is made by another process and reported apart. CPU time is what is compared: other
    work on the machine stretches a run, and does not change what it costs. The first run is left
    out: it loads the models that read texts.
    """
    known = warehouse.versions(data)
    first = int(known[0][1:9])
    runs = [_run(data, first + number) for number in range(RUNS)][1:]
    medians = {part: statistics.median(run[part] for run in runs) for part in PARTS}
    print("1,000 new mentions: " + ", ".join(f"{k} {v * 1e3:.0f} ms" for k, v in medians.items()))
    cpu = statistics.median(run["cpu"] for run in runs)
    print(f"  {cpu * 1e3:.0f} ms of CPU time without the copy")
    return cpu


def main() -> None:
    """Measure at the sizes, in warehouses kept in the folder that is named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE")
    given = asked.parse_args()
    costs: dict[int, float] = {}
    for size in given.sizes:
        data = given.folder / f"mentions-{size}"
        if warehouse.published(data) is None:
            generate.build(data, size)
        print(f"{size:,} mentions; ", end="")
        costs[size] = measure(data)
    least = min(costs)
    for size, cost in costs.items():
        print(f"1,000 new at {size:>10,}: {cost / costs[least]:.2f} of the cost at {least:,}")


def _run(data: Path, number: int) -> dict[str, float]:
    """One run as ingest does it: load, record what was watched, judge volume, publish."""
    records = list(generate.news(data, COUNT, number))
    at = generate.END + timedelta(minutes=number + 1)
    cpu = time.process_time()
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
    parts = dict(zip(PARTS, [*taken[:3], taken[3] - copied, copied], strict=True))
    return parts | {"cpu": time.process_time() - cpu}


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


if __name__ == "__main__":
    main()
