"""What is known of a source besides its posts: cursor, freshness, spans watched, the run log."""

import json
from datetime import datetime
from typing import Any

import duckdb

from ingest.loading.loaded import Loaded
from sql.rows import one, scalar


def succeeded(
    con: duckdb.DuckDBPyConnection,
    source: str,
    *,
    kind: str,
    run_id: str,
    since: datetime | None,
    until: datetime | None,
    cursor: dict[str, Any] | None = None,
    at: datetime,
) -> None:
    """Record that a source was read up to until; since is where the watched span begins.

    Without since the span begins where the last one ended. Times are aware.
    """
    _ensure(con, source, kind)
    con.execute(
        "update sources set last_success_at = ?, last_attempt_at = ?, failure_count = 0, "
        "last_error = null where source = ?",
        [at, at, source],
    )
    _advance(con, source, run_id=run_id, since=since, until=until, cursor=cursor)


def progressed(
    con: duckdb.DuckDBPyConnection,
    source: str,
    *,
    kind: str,
    run_id: str,
    since: datetime | None,
    until: datetime | None,
    cursor: dict[str, Any] | None,
) -> None:
    """Record how far a source has been read while it is still being read."""
    _ensure(con, source, kind)
    _advance(con, source, run_id=run_id, since=since, until=until, cursor=cursor)


def failed(
    con: duckdb.DuckDBPyConnection,
    source: str,
    *,
    kind: str,
    run_id: str,
    error: str,
    at: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
    cursor: dict[str, Any] | None = None,
) -> None:
    """Record that a source could not be read to its end.

    What came before the failure is kept: cursor, since and until of the pages that were whole.
    """
    _ensure(con, source, kind)
    con.execute(
        "update sources set last_attempt_at = ?, failure_count = failure_count + 1, "
        "last_error = ? where source = ?",
        [at, error, source],
    )
    _advance(con, source, run_id=run_id, since=since, until=until, cursor=cursor)


def _advance(
    con: duckdb.DuckDBPyConnection,
    source: str,
    *,
    run_id: str,
    since: datetime | None,
    until: datetime | None,
    cursor: dict[str, Any] | None,
) -> None:
    con.execute(
        "update sources set cursor = coalesce(?, cursor), "
        "observed_until = greatest(observed_until, ?) where source = ?",
        [None if cursor is None else json.dumps(cursor), until, source],
    )
    if until is None:
        return
    known = one(
        con,
        "select count(*), count(*) filter (where since_at <= ?::timestamptz and until_at >= ?) "
        "from observations where source = ?",
        [since, until, source],
    )
    if since is None:
        _extend(con, source, until, run_id)
    elif not known[1]:
        con.execute("insert into observations values (?, ?, ?, ?)", [source, since, until, run_id])


def log_run(
    con: duckdb.DuckDBPyConnection,
    run_id: str,
    source: str,
    *,
    command: str,
    started_at: datetime,
    ended_at: datetime,
    outcome: str,
    loaded: Loaded | None = None,
    message: str | None = None,
) -> None:
    """Write one line of the run log; outcome is ok, unchanged or failed."""
    counts = (
        (0, 0, 0, 0, 0)
        if loaded is None
        else (
            loaded.post_count,
            loaded.changed_count,
            loaded.same_count,
            loaded.engagement_count,
            loaded.rejected_count,
        )
    )
    con.execute(
        "insert into runs values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [run_id, source, command, started_at, ended_at, outcome, *counts, message],
    )


def _ensure(con: duckdb.DuckDBPyConnection, source: str, kind: str) -> None:
    con.execute(
        "insert into sources select ?, ?, '{}', null, null, null, 0, null "
        "where not exists (select 1 from sources where source = ?)",
        [source, kind, source],
    )


def _extend(con: duckdb.DuckDBPyConnection, source: str, until: datetime, run_id: str) -> None:
    """Lengthen the newest span, so that regular polling stays one row and not thousands."""
    moved = scalar(
        con,
        "update observations set until_at = greatest(until_at, ?) where source = ? "
        "and since_at = (select max(since_at) from observations where source = ?)",
        [until, source, source],
    )
    if not moved:
        con.execute("insert into observations values (?, ?, ?, ?)", [source, until, until, run_id])
