"""Runs the files of sql/derive: one statement or more each, over temp tables of the connection."""

import re
from collections.abc import Mapping
from pathlib import Path

import duckdb

from sql.rows import scalar

STEPS = {path.stem: path for path in Path(__file__).parent.rglob("*.sql")}
PARAMETER = re.compile(r"\$([a-z_]+)")


def step(
    con: duckdb.DuckDBPyConnection, name: str, params: Mapping[str, object] | None = None
) -> None:
    """Run one file of sql/derive; $name in it is replaced by the parameter of that name."""
    text = STEPS[name].read_text(encoding="utf-8")
    con.execute(PARAMETER.sub(lambda match: str((params or {})[match[1]]), text))


def count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    """Rows of a table."""
    return int(scalar(con, f"select count(*) from {table}"))  # noqa: S608 - our own names
