"""What a cluster derives from the archive, written into the warehouse and published as ever.

Spark derives turns with both clocks, the counts of volume by quarter of an hour, and the growth of
posts with what it teaches: by the same files of sql/derive, driven by the same runners. It reads
posts with their conversations, brands, sentiment and complaints as the warehouse holds them, and
leaves replies, the hours of volume and spikes as they are; `earshot rebuild` derives those.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import duckdb

from sql import schema
from sql.cluster.archive import manifest, write_archive
from sql.cluster.engine import Cluster, cluster
from sql.derive.conversations import find_turns
from sql.derive.growth import rebuild_viral
from sql.derive.rebuild import Rebuilt, counts
from sql.derive.steps import STEPS
from sql.derive.volume import recount_volume
from sql.errors import WarehouseEmpty
from sql.statements import literal
from sql.warehouse import ARCHIVE, published, writer

# Of sql/derive/order.py: what a cluster runs of it.
STAGES = ("turns", "volume", "growth")
RUNS = "runs"  # below the archive: what a run has made so far
# Tables of the warehouse: what the cluster leaves for each, and the column in whose order it lies.
DERIVED: Mapping[str, tuple[str, str]] = {
    "turn_facts": ("turns_final", "started_at"),
    "viral_authors": ("viral_authors", "from_week"),
    "viral_curves": ("viral_curves", "week_no"),
    "viral_growth": ("viral_growth", "observed_at"),
    "viral_levels": ("viral_levels", "week_no"),
    "viral_samples": ("viral_samples", "finished_week"),
    "volume_slots": ("volume_slots", "slot_at"),
    "volume_sources": ("volume_sources", "source"),
}


def rebuild_on(data: Path, master: str, settings: Mapping[str, str] | None = None) -> Rebuilt:
    """Derive anew what a cluster derives, and publish it; writers wait meanwhile, readers do not.

    A run that was ended goes on where it was when it is called again, as long as the warehouse is
    as it was; what it made lies below the archive until then.

    Args:
        data: the warehouse's folder; the cluster's workers see its archive by the same path.
        master: spark://host:port, or local[2].
        settings: of Spark, beside ours.

    Raises:
        WarehouseEmpty: nothing is loaded.
        ClusterMissing: Spark is not installed, or the master does not answer.
        WarehouseError: another writer is at work, or the result cannot be stored.
    """
    if published(data) is None:
        raise WarehouseEmpty(f"{data}: nothing is loaded; try `earshot demo` or `earshot load`")
    archive = (data / ARCHIVE).resolve()
    with writer(data) as con:
        before = counts(con)
        write_archive(con, archive)
        work = _work(archive)
        with cluster(master, archive, work, settings) as engine:
            derive(engine)
            for table, (made, order) in DERIVED.items():
                _replace(con, table, order, engine.files(made))
        done = Rebuilt(before, counts(con))
    shutil.rmtree(archive / RUNS, ignore_errors=True)
    return done


def derive(engine: Cluster) -> None:
    """Leave the tables of DERIVED on the cluster."""
    # The runners ask for what Cluster has of a connection, and for nothing else.
    con = cast("duckdb.DuckDBPyConnection", engine)
    con.execute("create or replace temp view final_rows as select * from posts")
    find_turns(con)
    recount_volume(con)
    rebuild_viral(con)


def _work(archive: Path) -> Path:
    """Where this run's tables lie: the same place for the same rows and the same SQL."""
    digest = hashlib.sha256(schema.fingerprint().encode())
    digest.update(json.dumps(manifest(archive)["tables"], sort_keys=True).encode())
    for name in sorted(STEPS):
        digest.update(STEPS[name].read_bytes())
    place = archive / RUNS / digest.hexdigest()[:16]
    for other in (archive / RUNS).glob("*"):
        if other != place:
            shutil.rmtree(other)
    return place


def _replace(con: duckdb.DuckDBPyConnection, table: str, order: str, files: list[Path]) -> None:
    con.execute(f"delete from {table}")  # noqa: S608 - our own names
    if files:
        held = f"read_parquet({literal([str(one) for one in files])})"
        con.execute(f"insert into {table} by name select * from {held} order by {order}")  # noqa: S608
