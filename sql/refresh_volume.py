"""Hourly volume and its spikes, brought up to date for what a batch touches."""

from pathlib import Path

import duckdb

STEPS = Path(__file__).parent / "steps"
# How far back a judgement reaches, in hours: 14 days of errors of expectations that look back
# 28 days, and 14 more to see that a source had been busy before it fell silent.
LOOKBACK_HOURS = 1370
# One default for all brands, chosen on five public series and their thinned copies
# (benchmarks/spikes.py). The middle of a plateau: 2.5 to 3.25 serve almost as well.
CONSTANTS = {
    "lookback": LOOKBACK_HOURS,
    "enough": 5,  # mentions in the tested window, at least
    "quiet": 2,  # mentions an hour; below that three hours are summed
    "quiet_alarm": 2.4,  # normal score of a window that stands out, for the quiet
    "alarm": 2.9,
    "mark": 3.5,  # an hour above this teaches later baselines nothing
}
# Series and hours judged at once, so that a rebuild of years stays within memory.
PART_HOURS = 400_000
JUDGE = (
    "volume_series",
    "volume_grid",
    "volume_base",
    "volume_expected",
    "spike_marks",
    "volume_expected",
    "spike_tests",
    "volume_write",
    "spike_episodes",
)


def refresh_volume(con: duckdb.DuckDBPyConnection) -> None:
    """Count the touched quarters of an hour again and judge what may have changed.

    Expects the temp table `volume_touched` (brand, slot_at: start of a quarter of an hour, UTC),
    inside the caller's transaction, after posts and observations were written. Hours that were
    watched since the last run are judged even where nothing came.
    """
    _step(con, "volume_counts")
    judge_volume(con)


def rebuild_volume(con: duckdb.DuckDBPyConnection) -> None:
    """Count and judge everything from the posts as they are."""
    for table in ("volume_slots", "volume_sources", "volume_hours", "spike_marks"):
        con.execute(f"delete from {table}")  # noqa: S608 - our own names
    con.execute("delete from spike_slots")
    con.execute("delete from spike_episodes")
    con.execute(
        "create or replace temp table volume_touched as select distinct brand, "
        "to_timestamp(floor(epoch(created_at) / 900) * 900) as slot_at "
        "from posts where brand is not null"
    )
    refresh_volume(con)


def judge_volume(con: duckdb.DuckDBPyConnection) -> None:
    """Judge the counts in volume_slots from the earliest of `volume_touched` on."""
    _step(con, "volume_scope")
    for brands in _parts(con):
        con.execute(
            "create or replace temp table volume_part as "
            "select * from volume_scope where list_contains($brands, brand)",
            {"brands": brands},
        )
        for name in JUDGE:
            _step(con, name)


def _parts(con: duckdb.DuckDBPyConnection) -> list[list[str]]:
    """Brands in groups of bounded work."""
    rows = con.execute(
        "select brand, until_hour - from_hour from volume_scope order by brand"
    ).fetchall()
    parts: list[list[str]] = []
    room = 0
    for brand, hours in rows:
        if room < hours or not parts:
            parts.append([])
            room = PART_HOURS
        parts[-1].append(brand)
        room -= hours + LOOKBACK_HOURS
    return parts


def _step(con: duckdb.DuckDBPyConnection, name: str) -> None:
    text = (STEPS / f"{name}.sql").read_text(encoding="utf-8")
    for key, value in sorted(CONSTANTS.items(), reverse=True):
        text = text.replace(f"${key}", str(value))
    con.execute(text)
