"""Undo of a whole load: what it brought is gone, and what it replaced is back."""

from collections.abc import Hashable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from ingest.errors import LoadError
from ingest.loading.loaded import Loaded
from ingest.loading.run_log import new_run_id
from ingest.loading.source_state import log_run
from sql.derive.conversations import refresh
from sql.derive.copies import join_copies
from sql.derive.growth import rebuild_viral
from sql.derive.steps import run_stage
from sql.derive.volume import refresh_volume, touch_volume
from sql.reader import Reader
from sql.rows import one, scalar
from sql.warehouse import writer

KEPT = timedelta(days=90)  # how long a load can be taken back: what it replaced takes room
LOADS = """
    select runs.run_id, runs.source, runs.started_at, runs.new_count, runs.changed_count,
        runs.same_count, runs.rejected_count
    from runs
    where runs.run_id in (select distinct load_posts.run_id from load_posts)
    order by runs.started_at desc
"""
# Brands that only files named are gone with the last of their posts.
UNNAMED = (
    "select brand from brands where not is_configured and brand not in "
    "(select given_brand from posts where given_brand is not null "
    "and post_id not in (select post_id from gone_posts))"
)
OF_UNNAMED = (
    "insert into extra_conversations select distinct conversation_id from posts "
    "where brand in (select unnest(?::varchar[]))"
)
GROWN = "select count(*) from engagement where post_id in (select post_id from known)"
OF_BRANDS = (
    *("brands", "own_accounts", "automated_patterns", "brand_events"),
    *("business_days", "business_dates"),
)


@dataclass(frozen=True, slots=True)
class Unloaded:
    """What taking back a load did, in posts.

    Attributes:
        removed_count: gone, because that load had brought them.
        restored_count: as they were before.
        kept_count: stay, because a later run brought or changed them too.
        rejected_count: refused rows of it that are gone.
    """

    run_id: str
    removed_count: int
    restored_count: int
    kept_count: int
    rejected_count: int

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    def __str__(self) -> str:
        kept = f"; {self.kept_count:,} stay, a later run has them too" if self.kept_count else ""
        return (
            f"{self.removed_count:,} posts gone, {self.restored_count:,} as before, "
            f"{self.rejected_count:,} refused rows gone{kept}"
        )


def unload(data: Path, run_id: str) -> Unloaded:
    """Take back one load of a file, derive what it touched anew, and publish.

    Args:
        data: the warehouse's folder.
        run_id: of the load, as it said itself and undoable_loads() lists.

    Raises:
        LoadError: no load of that name can be taken back.
        WarehouseError: another writer is at work, or the result cannot be stored.
    """
    started_at = datetime.now(UTC)
    with writer(data) as con:
        source = _source(con, run_id)
        counts = _take_back(con, run_id)
        log_run(
            con,
            new_run_id("unload", started_at),
            source,
            command="unload",
            started_at=started_at,
            ended_at=datetime.now(UTC),
            outcome="ok",
            loaded=Loaded(0, counts[1], counts[2], 0, 0),
            message=f"took back {run_id}: {counts[0]} posts removed",
        )
    return Unloaded(run_id, *counts)


def _take_back(con: duckdb.DuckDBPyConnection, run_id: str) -> Sequence[int]:
    """The counts of Unloaded; what is left equals a derivation of everything from nothing."""
    snapshots = scalar(con, "select count(*) from load_engagement where run_id = ?", [run_id])
    run_stage(con, "anew")
    run_stage(con, "unload", {"run_id": run_id})
    counts: Sequence[int] = one(con, "select * from unload_counts")
    _forget_brands(con)
    join_copies(con, is_less=True)
    refresh(con)
    touch_volume(con)
    refresh_volume(con, is_less=True)
    if snapshots or scalar(con, GROWN):
        rebuild_viral(con)
    return counts


def undoable_loads(data: Path) -> list[dict[Hashable, Any]]:
    """Loads that can be taken back, the newest first.

    Each has run_id, source (or the file's name), started_at (aware), new_count, changed_count,
    same_count and rejected_count.

    Raises:
        WarehouseEmpty: nothing is loaded.
    """
    reader = Reader(data)
    try:
        return [dict(row) for row in reader.query(LOADS).to_dict("records")]
    except duckdb.CatalogException:  # published by a release that kept no loads
        return []
    finally:
        reader.close()


def forget_old_loads(con: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Forget what loads replaced that nobody took back in time."""
    for table in ("load_engagement", "replaced_posts", "load_posts"):
        con.execute(
            f"delete from {table} where run_id in "  # noqa: S608 - our own names
            "(select run_id from load_posts where loaded_at < ?)",
            [now - KEPT],
        )


def _source(con: duckdb.DuckDBPyConnection, run_id: str) -> str:
    found = con.execute(
        "select source from runs where run_id = ? and run_id in (select run_id from load_posts)",
        [run_id],
    ).fetchall()
    if not found:
        raise LoadError(
            f"no load {run_id!r} can be taken back: `earshot unload` lists those that can, "
            f"for {KEPT.days} days"
        )
    return str(found[0][0])


def _forget_brands(con: duckdb.DuckDBPyConnection) -> None:
    gone = [brand for (brand,) in con.execute(UNNAMED).fetchall()]
    con.execute(OF_UNNAMED, [gone])
    for table in OF_BRANDS:
        con.execute(f"delete from {table} where brand in (select unnest(?::varchar[]))", [gone])  # noqa: S608
