"""What an older Earshot did not keep, derived once when its warehouse is brought up."""

import duckdb

from sql.derive.steps import count, run_stage


def fill(con: duckdb.DuckDBPyConnection) -> None:
    """Derive what every page reads and no run would bring back, in a transaction of its own.

    Args:
        con: of a warehouse with today's tables.
    """
    if count(con, "posts") and not count(con, "post_counts"):
        con.begin()
        run_stage(con, "counts_anew")
        con.commit()
