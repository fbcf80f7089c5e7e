"""Runs the files of sql/derive: one statement or more each, over temp tables of the connection."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import duckdb

from sql.derive.columns import TEXTS
from sql.derive.order import ORDER
from sql.rows import scalar

STEPS = {path.stem: path for path in Path(__file__).parent.rglob("*.sql")}
PLACE = re.compile(r"^( *)(.*)\{(\w+)\}", re.MULTILINE)


def step(
    con: duckdb.DuckDBPyConnection, name: str, params: Mapping[str, object] | None = None
) -> None:
    """Run one file of sql/derive; $name in it is bound to the parameter of that name."""
    values = params or {}
    for statement in con.extract_statements(sql_of(name)):
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
