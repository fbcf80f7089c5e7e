"""What a page asks of the warehouse: every question with its file, its cost and its memory.

    python -m benchmarks.pages FOLDER [--page NAME] [--period all]

Each page is run as a reader opens it, and what it asks is written down; then every question is
asked again three times by itself and the least is taken. A cost is in scans: CPU time of the
statement, planned and run, beside that of a scan of three columns over all mentions, measured right
before. Planning and memory are what DuckDB's profile tells. The goals at 10,000,000: a page's
default view 10 scans (Replies and what is as of a moment 20), the whole history 40; 300 MB a
question; 2,000 rows handed to a browser.
"""

import argparse
import json
import os
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import duckdb
from streamlit.testing.v1 import AppTest

from benchmarks.yardstick import cpu
from sql import reader as reading
from sql.schema import files
from sql.warehouse import open_file, published

ROOT = Path(__file__).parents[1]
APP = ROOT / "dashboard" / "app.py"
PAGES = sorted(path.stem for path in (ROOT / "dashboard" / "app_pages").glob("[a-z]*.py"))
SCAN = "select count(*), avg(sentiment), min(created_at) from mentions"
TIMES = 3
PLANNING = ("planner", "optimizer", "physical_planner")
_WORDS = re.compile(r"\w+")


class Question(NamedTuple):
    """One statement that a page asked, with the values that it was given."""

    name: str
    sql: str
    named: dict[str, Any]


class Cost(NamedTuple):
    """CPU seconds of planning and of all of it, MB held at most, rows handed over."""

    planning: float
    seconds: float
    memory: float
    rows: int


def main() -> None:
    """Run the pages that are named, and print what they ask."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--page", choices=PAGES, action="append")
    asked.add_argument("--period", default="")
    given = asked.parse_args()
    os.environ["EARSHOT_DATA"] = str(given.folder)
    with closing(_opened(given.folder)) as con:
        for page in given.page or PAGES:
            _print(con, page, questions(page, given.period))


def questions(page: str, period: str = "") -> list[Question]:
    """What a page asks when it is opened: each statement once, in the order of asking.

    Raises:
        RuntimeError: the page shows an error.
    """
    with _written_down() as heard:
        app = AppTest.from_file(APP, default_timeout=1200)
        if period:
            app.query_params["period"] = period
        app.run()  # the app is asked for the file's name, not the address, before it has run
        heard.clear()
        _forget()
        app.switch_page(f"app_pages/{page}.py")
        app.run()
        if app.exception:
            raise RuntimeError(f"{page}: {app.exception[0].message}")
    return list({str((one.sql, one.named)): one for one in heard}.values())


def cost(con: duckdb.DuckDBPyConnection, question: Question) -> Cost:
    """The least of some times; the first warms up."""
    given = reading.bound(question.named)
    rows = len(con.execute(question.sql, given).fetchall())
    seconds = cpu(lambda: con.execute(question.sql, given).fetchall(), times=TIMES)
    told = _profiled(con, question)
    planning = sum(told[part]["total_time"] for part in PLANNING)
    return Cost(planning, seconds, told["system"]["peak_buffer_memory"] / 1e6, rows)


def _opened(folder: Path) -> duckdb.DuckDBPyConnection:
    name = published(folder)
    if name is None:
        raise SystemExit(f"{folder}: nothing is published there")
    con = open_file(folder / name, read_only=True)
    con.execute("set TimeZone = 'UTC'")
    return con


@contextmanager
def _written_down() -> Iterator[list[Question]]:
    heard: list[Question] = []
    asked = reading.Reader.query

    def query(self: reading.Reader, sql: str, params: Any = None) -> Any:
        heard.append(Question(_name(sql), sql, dict(params or {})))
        return asked(self, sql, params)

    reading.Reader.query = query  # type: ignore[method-assign]
    try:
        yield heard
    finally:
        reading.Reader.query = asked  # type: ignore[method-assign]


def _forget() -> None:
    """Empty what the app keeps, so that the page asks everything itself."""
    import streamlit as st  # noqa: PLC0415 - it reads the environment that main sets

    st.cache_data.clear()


def _name(sql: str) -> str:
    """The question's file, or the metric's."""
    from dashboard.ui.query import QUESTIONS, question  # noqa: PLC0415 - as above

    own = next((QUESTIONS[name] for name in QUESTIONS if question(name) == sql), None)
    if own:
        return str(own.relative_to(ROOT))
    metrics = {path.stem: path for path in files("metrics")}
    first = next((word for word in _WORDS.findall(sql) if word in metrics), "")
    return f"sql/metrics/{first}.sql" if first else sql[:50]


def _profiled(con: duckdb.DuckDBPyConnection, question: Question) -> dict[str, dict[str, float]]:
    """What DuckDB tells of one run."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "profile.json"
        for setting in ("enable_profiling = 'json'", "profiling_mode = 'detailed'"):
            con.execute(f"set {setting}")
        con.execute(f"set profiling_output = '{path}'")
        con.execute(question.sql, reading.bound(question.named)).fetchall()
        con.execute("pragma disable_profiling")
        told: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return told


def _print(con: duckdb.DuckDBPyConnection, page: str, asked: list[Question]) -> None:
    scan = cpu(lambda: con.execute(SCAN).fetchall(), times=2 * TIMES)
    costs = sorted(((cost(con, one), one) for one in asked), key=lambda pair: -pair[0].seconds)
    total = sum(each.seconds for each, _ in costs)
    planned = sum(each.planning for each, _ in costs)
    print(
        f"\n{page}: {len(costs)} questions, {total / scan:.1f} scans of {scan * 1e3:.1f} ms, "
        f"{planned / scan:.1f} of them planning"
    )
    print("  scans  planning     ms    MB    rows  question")
    for each, one in costs:
        print(
            f"{each.seconds / scan:7.1f} {each.planning / scan:9.1f} {each.seconds * 1e3:6.0f} "
            f"{each.memory:5.0f} {each.rows:7,}  {one.name}"
        )


if __name__ == "__main__":
    main()
