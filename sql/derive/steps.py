"""Runs the files of sql/derive: one statement or more each, over temp tables of the connection."""

import atexit
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import duckdb

from sql.derive.columns import TEXTS
from sql.derive.order import ORDER
from sql.rows import scalar

STEPS = {path.stem: path for path in Path(__file__).parent.rglob("*.sql")}
# By name, for every connection of the process: parsing again is a seventh of a run of ten posts.
_parsed: dict[tuple[str, str], list[duckdb.Statement]] = {}
# The bindings complain on stderr of what outlives the interpreter.
atexit.register(_parsed.clear)
PLACE = re.compile(r"^( *)(.*)\{(\w+)\}", re.MULTILINE)


def step(
    con: duckdb.DuckDBPyConnection, name: str, params: Mapping[str, object] | None = None
) -> None:
    """Run one file of sql/derive; $name in it is bound to the parameter of that name."""
    values = params or {}
    if (kind := (type(con).__name__, name)) not in _parsed:
        _parsed[kind] = con.extract_statements(sql_of(name))
    for statement in _parsed[kind]:
        con.execute(statement, {key: values[key] for key in statement.named_parameters})


def run_stage(
    con: duckdb.DuckDBPyConnection,
    name: str,
    params: Mapping[str, object] | None = None,
    after: Mapping[str, Callable[[duckdb.DuckDBPyConnection], None]] | None = None,
) -> None:
    """Run the steps of one stage of ORDER; `after` holds what follows a step within it."""
    for one in ORDER[name]:
        step(con, one, params)
        if after and one in after:
            after[one](con)


@cache
def sql_of(name: str) -> str:
    """The SQL of a step as it runs: where its file says {list}, the columns of that list."""
    written = STEPS[name].read_text(encoding="utf-8")
    if name not in TEXTS:
        return written
    return PLACE.sub(
        lambda place: place[1] + place[2] + TEXTS[name][place[3]].replace("\n", "\n" + place[1]),
        written,
    )


def count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    """Rows of a table."""
    return int(scalar(con, f"select count(*) from {table}"))  # noqa: S608 - our own names
