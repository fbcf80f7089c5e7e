"""Response figures on 100,000 to 10,000,000 mentions, beside PostgreSQL, pandas and polars.

Run it as `python -m benchmarks.response [SIZE…] [--scratch FOLDER]`. For each size it invents the
mentions (see generate.py), asks the main figures of the response desk's default view (28 days with
comparison) and of the whole history from the published file, from PostgreSQL 15, from pandas and
from polars, compares the answers (to a billionth), and times runs that bring 1,000 new mentions.
PostgreSQL is asked twice: over the posts alone, and over a copy of the turns that our runs keep;
pandas and polars have those turns in memory. The other figures of the page are timed for us alone.
Times are medians of warm repetitions of the same run, each beside the scan measured right before
it; only the ratios mean anything on another machine.
"""

import argparse
import math
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks import frames, generate, incremental, postgres
from benchmarks.polars_frames import Polars
from benchmarks.postgres_sql import queries
from sql.reader import Reader
from sql.warehouse import open_file, published

BRAND = "acme"
SIZES = incremental.SIZES
SCAN = "select count(*), avg(sentiment), min(created_at) from mentions"
SUMMARY = "select * from response_summary(?, ?, ?)"
CURVE = "select * from response_curve(?, ?, ?) order by elapsed_seconds"
UNANSWERED = (
    "select turn_id, priority from unanswered where brand = ? order by priority desc, turn_id "
    "limit 50"
)
WEEKS = timedelta(days=28)
NOW = (generate.END - WEEKS, generate.END)
BEFORE = (generate.END - 2 * WEEKS, generate.END - WEEKS)
EVER = (generate.START, generate.END)
CHECKED = (NOW, BEFORE, EVER)
Span = tuple[datetime, datetime]
Question = Callable[[], Any]
InMemory = frames.Frames | Polars
# What one page view asks: figure, span.
VIEW = (("summary", NOW), ("summary", BEFORE), ("curve", NOW), ("unanswered", NOW))
HISTORY = (("summary", EVER), ("curve", EVER))
# The rest of the page, with what each is asked beside brand and span.
OTHERS = {
    "by source": "select * from response_by_group(?, ?, ?, 'source')",
    "by week": "select * from response_by_group(?, ?, ?, 'week')",
    "by responder": "select * from response_by_responder(?, ?, ?)",
    "coverage by hour": "select * from coverage_by_hour(?, ?, ?)",
    "backlog": "select * from backlog_by_hour(?, ?, ?)",
    "silence": "select * from silence_summary(?, ?, ?)",
    "reach before reply": "select * from reach_summary(?, ?, ?)",
}


def seconds(question: Question, repeats: int) -> float:
    """Median of repetitions, after one that warms."""
    question()
    taken = []
    for _ in range(repeats):
        begun = time.perf_counter()
        question()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def product(reader: Reader, figure: str, span: Span) -> Question:
    """A figure as the dashboard asks it."""
    texts = {"summary": SUMMARY, "curve": CURVE, "unanswered": UNANSWERED}
    params = [BRAND] if figure == "unanswered" else [BRAND, *span]
    return lambda: reader.query(texts[figure], params)


def elephant(con: Any, statements: dict[str, str], figure: str, span: Span) -> Question:
    """A figure from PostgreSQL."""
    params = {"brand": BRAND, "since": span[0], "until": span[1]}
    return lambda: con.execute(statements[figure], params).fetchall()


def panda(held: InMemory, figure: str, span: Span) -> Question:
    """A figure from frames in memory, of pandas or of polars."""
    if figure == "unanswered":
        return lambda: held.unanswered(BRAND)
    return lambda: getattr(held, figure)(BRAND, *span)


def check(reader: Reader, con: Any, held: Sequence[InMemory]) -> int:
    """Compare all answers to a billionth; returns how many values were compared."""
    kept, derived = queries(kept=True), queries(kept=False)
    return (
        sum(
            _check_summary(reader, con, held, it, span)
            for it in (kept, derived)
            for span in CHECKED
        )
        + _check_curve(reader, con, held, kept)
        + sum(_check_waiting(reader, con, held, statements) for statements in (kept, derived))
    )


def _check_summary(
    reader: Reader, con: Any, held: Sequence[InMemory], statements: dict[str, str], span: Span
) -> int:
    row = con.execute(statements["summary"], {"brand": BRAND, "since": span[0], "until": span[1]})
    names = [column.name for column in row.description]
    theirs = row.fetchone()
    ours = product(reader, "summary", span)().iloc[0]
    frames_say = [one.summary(BRAND, *span) for one in held]
    for name, value in zip(names, theirs, strict=True):
        _same(name, ours[name], value, *(said[name] for said in frames_say))
    return len(names)


def _check_curve(
    reader: Reader, con: Any, held: Sequence[InMemory], statements: dict[str, str]
) -> int:
    curve = product(reader, "curve", NOW)()
    theirs = pd.DataFrame(elephant(con, statements, "curve", NOW)())
    frames_say = [one.curve(BRAND, *NOW) for one in held]
    for place, name in enumerate(curve.columns):
        said = (one[one.columns[place]] for one in frames_say)
        for values in zip(curve[name], theirs[place], *said, strict=True):
            _same(name, *values)
    return int(curve.size)


def _check_waiting(
    reader: Reader, con: Any, held: Sequence[InMemory], statements: dict[str, str]
) -> int:
    ours = product(reader, "unanswered", NOW)().itertuples(index=False, name=None)
    theirs = elephant(con, statements, "unanswered", NOW)()
    rows = list(zip(ours, theirs, *(one.unanswered(BRAND) for one in held), strict=True))
    for answers in rows:
        turns, priorities = zip(*answers, strict=True)
        if len(set(turns)) > 1:
            raise AssertionError(f"unanswered: {answers}")
        _same("priority", *priorities)
    return 2 * len(rows)


def _same(name: str, *values: Any) -> None:
    numbers = [None if value is None or pd.isna(value) else float(value) for value in values]
    first = numbers[0]
    for other in numbers[1:]:
        if first is None or other is None:
            if first is not other:
                raise AssertionError(f"{name}: {values}")
        elif not math.isclose(first, other, rel_tol=1e-9, abs_tol=1e-9):
            raise AssertionError(f"{name}: {values}")


def measure(size: int, scratch: Path) -> float:
    """One size: build, compare, print; returns the CPU seconds of an incremental run."""
    data = scratch / f"mentions-{size}"
    if published(data) is None:
        generate.build(data, size)
    with closing(Reader(data)) as reader, postgres.cluster(scratch / "postgres") as con:
        postgres.fill(con, _exports(data, scratch))
        held = (frames.Frames.read(reader), Polars.read(reader))
        print(f"\n{size:,} mentions; {check(reader, con, held)} values equal in all four")
        _table(reader, con, held)
        _others(reader)
    return incremental.measure(data)


def _table(reader: Reader, con: Any, held: Sequence[InMemory]) -> None:
    print(f"one scan: {SCAN}")
    print(
        "figure                 ours, in scans  PostgreSQL ÷ ours  … of kept turns  pandas ÷ ours"
        "  polars ÷ ours"
    )
    for title, parts, repeats in (("default view", VIEW, 5), ("whole history", HISTORY, 2)):
        sums = [0.0] * (4 + len(held))
        for figure, span in parts:
            taken = [
                seconds(lambda: reader.query(SCAN), 9),
                seconds(product(reader, figure, span), 3 * repeats),
                seconds(elephant(con, queries(kept=False), figure, span), 1),
                seconds(elephant(con, queries(kept=True), figure, span), repeats),
                *(seconds(panda(one, figure, span), repeats) for one in held),
            ]
            _row(f"  {figure}", taken)
            sums = [a + b for a, b in zip(sums, taken, strict=True)]
        _row(title, [sums[0] / len(parts), *sums[1:]])


def _others(reader: Reader) -> None:
    print("other figures, in scans   28 days   whole history")
    scan = seconds(lambda: reader.query(SCAN), 9)
    sums = [0.0, 0.0]
    for title, text in OTHERS.items():
        taken = [_asked(reader, text, span) / scan for span in (NOW, EVER)]
        print(f"  {title:20s} {taken[0]:10.2f} {taken[1]:15.2f}")
        sums = [a + b for a, b in zip(sums, taken, strict=True)]
    print(f"all of them            {sums[0]:10.2f} {sums[1]:15.2f}")


def _asked(reader: Reader, text: str, span: Span) -> float:
    return seconds(lambda: reader.query(text, [BRAND, *span]), 5)


def _row(title: str, taken: Sequence[float]) -> None:
    scan, ours, alone, kept, pandas_took, polars_took = taken
    print(
        f"{title:22s} {ours / scan:15.2f} {alone / ours:18.1f} {kept / ours:16.1f} "
        f"{pandas_took / ours:14.1f} {polars_took / ours:14.1f}"
    )


def _exports(data: Path, scratch: Path) -> dict[str, Path]:
    folder = scratch / "exports"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with closing(open_file(data / str(published(data)), read_only=True)) as con:
        for table, text in postgres.EXPORTS.items():
            con.execute(f"copy ({text}) to '{folder / table}.csv' (header false)").fetchall()
    return {table: folder / f"{table}.csv" for table in postgres.EXPORTS}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables of every size, then the growth of an incremental run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--scratch", type=Path, help="kept; default: a folder removed at the end")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        scratch = chosen.scratch or Path(temporary)
        scratch.chmod(0o755)
        runs = {size: measure(size, scratch) for size in chosen.sizes}
    smallest = min(runs)
    for size, taken in runs.items():
        print(f"1,000 new at {size:>10,}: {taken / runs[smallest]:.2f} of the cost at {smallest:,}")


if __name__ == "__main__":
    main()
