"""Hourly volume and its spikes, brought up to date for what a batch touches.

Moments are bound as values: only these, and no subquery, let DuckDB skip what is older.
"""

import duckdb

from sql.derive.steps import count, run_stage
from sql.rows import one, scalar

# Series and hours judged at once, so that a rebuild of years stays within memory.
PART_HOURS = 400_000
TOUCHED = "create temp table if not exists volume_touched (brand varchar, slot_at timestamptz)"
TABLES = (
    "volume_slots",
    "volume_sources",
    "volume_hours",
    "spike_marks",
    "spike_episodes",
)


def touch_volume(con: duckdb.DuckDBPyConnection) -> None:
    """Note what a batch changed, right after its conversations were derived.

    Several batches of one transaction add up; refresh_volume() takes them all.
    """
    run_stage(con, "touch_volume")


def refresh_volume(con: duckdb.DuckDBPyConnection, *, is_less: bool = False) -> None:
    """Count the touched quarters of an hour again and look again for what stands out.

    Inside the caller's transaction, after posts, observations and brands were written. Hours that
    were watched since the last run are judged even where nothing came. The outcome equals that
    of rebuild_volume().

    Args:
        con: inside the caller's transaction.
        is_less: posts are gone, or hours are not watched any more.
    """
    con.execute(TOUCHED)
    # Two batches may touch the same quarter of an hour; it is counted once.
    con.execute("create or replace temp table volume_once as select distinct * from volume_touched")
    con.execute("delete from volume_touched")
    con.execute("insert into volume_touched select * from volume_once")
    _count(con)
    if is_less:
        run_stage(con, "volume_less")
    find_spikes(con)
    con.execute("delete from volume_touched")


def rebuild_volume(con: duckdb.DuckDBPyConnection) -> None:
    """Count and judge everything from the posts as they are."""
    for table in TABLES:
        con.execute(f"delete from {table}")  # noqa: S608 - our own names
    _touch_all(con)
    refresh_volume(con)


def recount_volume(con: duckdb.DuckDBPyConnection) -> None:
    """Count every quarter of an hour anew, and judge none."""
    for table in ("volume_slots", "volume_sources"):
        con.execute(f"delete from {table}")  # noqa: S608 - our own names
    _touch_all(con)
    _count(con)
    con.execute("delete from volume_touched")


def _touch_all(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(TOUCHED)
    con.execute(
        "insert into volume_touched select distinct brand, "
        "to_timestamp(floor(epoch(created_at) / 900) * 900) as slot_at "
        "from posts where brand is not null and direction = 'inbound'"
    )


def find_spikes(con: duckdb.DuckDBPyConnection) -> None:
    """Find what stands out in volume_slots from the earliest of `volume_touched` on."""
    run_stage(con, "scope")
    for brands in _parts(con):
        con.execute(
            "create or replace temp table volume_part as "
            "select * from volume_scope where list_contains($brands, brand)",
            {"brands": brands},
        )
        since = scalar(
            con,
            "select to_timestamp(min(first_hour) * 3600)::varchar from volume_part",
        )
        run_stage(con, "spikes", {"since": since})
        if count(con, "volume_marked"):
            run_stage(con, "spikes_again")
        run_stage(con, "spikes_told", {"since": since})


def _count(con: duckdb.DuckDBPyConnection) -> None:
    since, until = one(
        con,
        "select min(slot_at)::varchar, (max(slot_at) + interval 15 minute)::varchar "
        "from volume_touched",
    )
    if since is not None:
        run_stage(con, "volume", {"since": since, "until": until})


def _parts(con: duckdb.DuckDBPyConnection) -> list[list[str]]:
    """Brands in groups of bounded work."""
    rows = con.execute(
        "select brand, until_hour - from_hour, from_hour - first_hour from volume_scope "
        "order by brand"
    ).fetchall()
    parts: list[list[str]] = []
    room = 0
    for brand, hours, lookback in rows:
        if room < hours or not parts:
            parts.append([])
            room = PART_HOURS
        parts[-1].append(brand)
        room -= hours + lookback
    return parts
