"""Growth of posts and what it teaches, brought up to date for what a batch touches."""

import duckdb

from sql.derive.order import ORDER
from sql.derive.steps import count, run_stage, step
from sql.rows import scalar

# What finished posts teach changes, or a week has come that nobody has learned for.
LESSONS = """
    select count(*)
    from viral_relearned
    where
        from_week is not null
        or exists (
            select 1
            from viral_growth
            where week_no(observed_at) not in (
                select week_no from viral_curves where week_no is not null
            )
        )
"""
TOUCHED = "create temp table if not exists viral_touched (post_id varchar, observed_at timestamptz)"
EVERYTHING = """
    insert into viral_touched
    select post_id, min(observed_at)
    from engagement
    group by post_id
"""


def touch_viral(con: duckdb.DuckDBPyConnection) -> None:
    """Note what a batch changed, right after its snapshots were written.

    Several batches of one transaction add up; refresh_viral() takes them all.
    """
    run_stage(con, "touch_growth")


def refresh_viral(con: duckdb.DuckDBPyConnection) -> None:
    """Follow the touched snapshots, and learn anew when posts have finished.

    Inside the caller's transaction, after posts and engagement were written; the two may arrive
    in any order. The outcome equals that of rebuild_viral().
    """
    con.execute(TOUCHED)
    if scalar(con, "select count(*) from viral_samples where finished_week is null"):
        con.execute(EVERYTHING)  # written before weeks were told apart
    growth, *learning, levels = ORDER["growth"]
    if count(con, "viral_touched"):
        step(con, growth)
        if scalar(con, LESSONS):
            for one in learning:
                step(con, one)
        con.execute("delete from viral_touched")
    if count(con, "viral_growth") or count(con, "viral_levels"):
        step(con, levels)


def rebuild_viral(con: duckdb.DuckDBPyConnection) -> None:
    """Follow every snapshot held, from nothing."""
    for table in ("viral_growth", "viral_samples", "viral_curves", "viral_authors"):
        con.execute(f"delete from {table}")  # noqa: S608 - our own names
    con.execute(TOUCHED)
    con.execute(EVERYTHING)
    refresh_viral(con)
