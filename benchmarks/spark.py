"""What a cluster costs: turns, counts and growth of invented posts by 1, 2 and 4 executors.

Run it as `python -m benchmarks.spark [SIZE]` (100,000 posts where none is named), with the extra
`spark` and a Java runtime. Each time a master and so many workers, with one core each, are started
on loopback, and `earshot rebuild --engine spark` derives into a copy of the same warehouse. The
CPU time is of driver, workers and executors together; where they outnumber the cores of the
machine the time on the clock says nothing of a real cluster. The tables are compared with those
that DuckDB derived.
"""

import os
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import generate
from sql.cluster.rebuild import DERIVED, rebuild_on
from sql.derive.rebuild import rebuild_all
from sql.warehouse import open_file, published
from tests.sql.cluster.standalone import SMALL, Standalone

EXECUTORS = (1, 2, 4)
# Compiled and adaptive, as on a real cluster; small processes, as on one machine.
SETTINGS = {
    name: value
    for name, value in SMALL.items()
    if not name.startswith(("spark.sql.", "spark.driver.extra", "spark.executor.extra"))
}


def measure(data: Path, scratch: Path, count: int, size: int) -> float:
    """Derive a copy by so many executors; CPU seconds of them all."""
    copy = scratch / f"by-{count}"
    shutil.copytree(data, copy)
    (scratch / f"cluster-{count}").mkdir()
    cluster = Standalone(scratch / f"cluster-{count}")
    settings = {**SETTINGS, "spark.sql.shuffle.partitions": str(2 * count)}
    spent, since = family_seconds(), time.perf_counter()
    try:
        cluster.start_master()
        for number in range(count):
            cluster.start_worker(f"worker-{number}")
        rebuild_on(copy, cluster.address, settings)
        taken, cpu = time.perf_counter() - since, family_seconds() - spent
    finally:
        cluster.stop()
    apart = differing(data, copy)
    print(
        f"{count} executor(s): {cpu:,.0f} CPU seconds, {cpu / size * 1e6:,.0f} per million posts; "
        f"{taken:,.0f} s on the clock; rows that differ from DuckDB's: {apart}",
        flush=True,
    )
    return cpu


def family_seconds() -> float:
    """CPU seconds of this process, of all that descend from it, and of those that ended."""
    parents, ticks = {}, {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = place.read_text().rsplit(")", 1)[1].split()
            pid = int(place.parent.name)
            parents[pid], ticks[pid] = int(fields[1]), sum(map(int, fields[11:15]))

    def is_ours(pid: int) -> bool:
        while pid in parents and pid != os.getpid():
            pid = parents[pid]
        return pid == os.getpid()

    return sum(ticks[pid] for pid in ticks if is_ours(pid)) / os.sysconf("SC_CLK_TCK")


def differing(data: Path, copy: Path) -> int:
    """Rows of the derived tables that are in one of two warehouses only, reals to 9 digits."""
    con = open_file(data / str(published(data)), read_only=True)
    con.execute(f"attach '{copy / str(published(copy))}' as other (read_only)")
    apart = 0
    for table in DERIVED:
        told = ", ".join(
            f"if({name} = 0, 0, round({name}, 8 - cast(floor(log10(abs({name}))) as integer)))"
            if kind == "DOUBLE"
            else name
            for name, kind, *_ in con.execute(f"describe {table}").fetchall()
        )
        for one, two in ((table, f"other.{table}"), (f"other.{table}", table)):
            lost = f"select {told} from {one} except all select {told} from {two}"
            (rows,) = con.execute(f"select count(*) from ({lost})").fetchall()
            apart += rows[0]
    con.close()
    return apart


def main() -> None:
    """Build the warehouse, derive it by DuckDB, then by each number of executors."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        generate.build(data, size)
        since = time.process_time()
        rebuild_all(data)
        spent = time.process_time() - since
        print(f"{size:,} posts; DuckDB, which derives everything: {spent:,.0f} CPU seconds")
        for count in EXECUTORS:
            measure(data, Path(folder), count, size)


if __name__ == "__main__":
    main()
