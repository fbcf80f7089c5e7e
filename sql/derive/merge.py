"""What a batch of staged posts changes, decided in one place."""

from datetime import datetime

import duckdb

from sql.derive.steps import run_stage


def merge(con: duckdb.DuckDBPyConnection, *, now: datetime, observed_at: datetime) -> None:
    """Leave the temp table `merged`: every staged post beside what is known of it.

    observed_at stands in where a row does not say when it was read. The outcome does not depend
    on the order in which observations arrive.
    """
    run_stage(con, "merge", {"now": now, "observed_at": observed_at})


def write_delta(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Leave the temp table `delta`: the posts to be written, with the newest reading of each."""
    run_stage(con, "delta", {"run_id": run_id})
