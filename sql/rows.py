"""Fetching without leaving a result half-read: DuckDB refuses further work until it is read."""

from collections.abc import Sequence
from typing import Any

import duckdb


def one(con: duckdb.DuckDBPyConnection, sql: str, params: Sequence[Any] | None = None) -> Any:
    """The first row as a tuple, None when there is none."""
    rows = con.execute(sql, params).fetchall()
    return rows[0] if rows else None


def scalar(con: duckdb.DuckDBPyConnection, sql: str, params: Sequence[Any] | None = None) -> Any:
    """The first value of the first row, None when there is none."""
    row = one(con, sql, params)
    return row[0] if row else None
