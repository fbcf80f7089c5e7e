"""What the first load of a file costs, stage by stage, in CPU seconds.

Run it as `python -m benchmarks.first_load [SIZE]` (100,000 posts where none is named), with
`--folder FOLDER` to keep what it makes. The file holds the sample story again and again, each time
earlier, by other people and in other words, so that nearly every text is different; with
`--invented` the two years of five brands of `generate.py`, whose volume costs most. CPU time is
what is compared: other work on the machine stretches a load, and does not change what it costs.
"""

import argparse
import csv
import gzip
import random
import re
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sample_data
from benchmarks import generate
from ingest.config import Config
from ingest.config_file import load_config
from ingest.loading import load as loading
from ingest.mention import Record
from ingest.passes.load_files import FileOptions, load_file
from sql import warehouse
from sql.derive import conversations, growth, steps
from sql.derive.order import ORDER

STORY = Path(sample_data.__file__).parent
FILES = ("chirp_until_outage.csv.gz", "chirp_since_outage.csv.gz", "elsewhere.csv.gz")
SEED = 7
# What a step of sql/derive belongs to; others count for whoever calls them.
STAGES = {
    **dict.fromkeys(ORDER["merge"], "merge"),
    **dict.fromkeys((*ORDER["relabel"], *ORDER["threads"]), "threads, brands, mentions"),
    **dict.fromkeys(ORDER["posts"], "posts written"),
    **dict.fromkeys(ORDER["turns"], "turns"),
    **dict.fromkeys((*ORDER["touch_volume"], *ORDER["volume"], *ORDER["scope"]), "volume"),
    **dict.fromkeys((*ORDER["spikes"], *ORDER["spikes_again"], *ORDER["spikes_told"]), "spikes"),
    **dict.fromkeys((*ORDER["touch_growth"], *ORDER["growth"]), "growth"),
}
CALLS = {
    (loading, "stage"): "staging",
    (loading, "read_texts"): "texts",
    (loading, "join_copies"): "copies",
    (warehouse, "_publish"): "publish",
}


class Clock:
    """CPU seconds by stage; a stage within another one counts for itself alone."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._stack = ["the rest"]
        self._mark = _cpu()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Whatever is done in the block."""
        self._note()
        self._stack.append(name)
        try:
            yield
        finally:
            self._note()
            self._stack.pop()

    def each(self, records: Iterator[Record]) -> Iterator[Record]:
        """Reading and parsing the file, which its consumer asks for record by record."""
        iterator = iter(records)
        while True:
            with self.stage("file read and parsed"):
                record = next(iterator, None)
            if record is None:
                return
            yield record

    def _note(self) -> None:
        now = _cpu()
        self.spent[self._stack[-1]] += now - self._mark
        self._mark = now


def main() -> None:
    """Write the file, load it, print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("size", nargs="?", type=int, default=100_000)
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--invented", action="store_true")
    given = asked.parse_args()
    kind, write, config = "posts", write_file, load_config(STORY / "earshot.toml")
    if given.invented:
        kind, write, config = "invented", generate.write_file, generate.config()
    with TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        path = folder / f"{kind}-{given.size}.csv"
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            write(path, given.size)
        measure(path, folder / f"first-load-{kind}-{given.size}", config)


def measure(path: Path, data: Path, config: Config) -> float:
    """Load a file into a new folder and print what each stage cost; returns all CPU seconds."""
    clock, begun = Clock(), time.perf_counter()
    with _watched(clock), warehouse.writer(data) as con:
        options = FileOptions(format="posts")
        done = load_file(con, path, options, config=config, on_reading=clock.each)
        loading.finish(con)
    wall, total = time.perf_counter() - begun, sum(clock.spent.values())
    posts = done.loaded.post_count
    print(f"{posts:,} posts, {done.loaded.rejected_count:,} refused")
    for name, spent in sorted(clock.spent.items(), key=lambda one: -one[1]):
        print(
            f"{name:28}{spent:>9.1f} s {spent / total:>6.1%}  {posts / max(spent, 1e-9):>11,.0f}/s"
        )
    print(f"{'all':28}{total:>9.1f} s, {wall:.1f} s by the clock")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{peak:,.0f} MB at most here, {warehouse.WRITING_MEMORY} of it for DuckDB to use")
    return total


def write_file(path: Path, size: int) -> None:
    """The sample story as often as it takes, in chunks of one telling."""
    rows = [row for name in FILES for row in _rows(STORY / name)]
    words = [sentence for row in rows for sentence in re.split(r"(?<=[.!?]) ", row["text"])]
    dice = random.Random(SEED)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        for number in range(size):
            telling, place = divmod(number, len(rows))
            writer.writerow(_told_again(rows[place], telling, words, dice))


def _told_again(
    row: dict[str, str], telling: int, words: list[str], dice: random.Random
) -> dict[str, str]:
    """A post of another telling: its own ids, people, days and words."""
    if not telling:
        return row
    again = dict(row)
    for name in ("post_id", "parent_id", "conversation_id"):
        again[name] = row[name] and f"{row[name]}{telling}"
    if "acme" not in row["author_handle"] and row["author_followers"]:
        again["author_id"] = row["author_id"] and f"{row['author_id']}t{telling % 50}"
        again["author_handle"] = row["author_handle"] and f"{row['author_handle']}{telling % 50}"
    at = datetime.fromisoformat(row["created_at"]).astimezone(UTC)
    again["created_at"] = (at - timedelta(days=7 * telling)).isoformat()
    again["removed_at"] = ""
    own = re.split(r"(?<=[.!?]) ", row["text"])
    own[dice.randrange(len(own))] = dice.choice(words)
    again["text"] = " ".join([*own, dice.choice(words)])
    return again


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@contextmanager
def _watched(clock: Clock) -> Iterator[None]:
    """Have the clock look at every stage while the block runs."""
    kept = {place: getattr(*place) for place in CALLS}
    for (module, name), stage in CALLS.items():
        setattr(module, name, _timed(clock, kept[module, name], stage))
    step = steps.step

    def timed_step(con: Any, name: str, params: Any = None) -> None:
        if stage := STAGES.get(name):
            with clock.stage(stage):
                step(con, name, params)
        else:
            step(con, name, params)

    for module in (steps, conversations, growth):
        module.step = timed_step  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for (module, name), call in kept.items():
            setattr(module, name, call)
        for module in (steps, conversations, growth):
            module.step = step  # type: ignore[attr-defined]


def _timed(clock: Clock, call: Callable[..., Any], stage: str) -> Callable[..., Any]:
    def timed(*args: Any, **named: Any) -> Any:
        with clock.stage(stage):
            return call(*args, **named)

    return timed


def _cpu() -> float:
    """Of this process and of those that read texts for it and are done."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
