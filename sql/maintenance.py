"""Backups, and the demo's place in a warehouse."""

import subprocess
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from sql import feedback, schema, warehouse
from sql.errors import WarehouseBusy, WarehouseDamaged, WarehouseEmpty, WarehouseError
from sql.rows import scalar
from sql.warehouse import open_file, published

DEMO_STALE_AFTER = timedelta(hours=6)


def backup(data: Path, file: Path) -> None:
    """Copy the newest published version to file, with what people said up to now.

    Their words are taken in first, unless another writer is at work: then it takes them.

    Raises:
        WarehouseEmpty: nothing has been published.
        WarehouseError: the copy failed.
    """
    if published(data) is None:
        raise WarehouseEmpty(f"{data}: nothing to back up yet")
    if (data / feedback.FILE).exists():
        with suppress(WarehouseBusy), warehouse.writer(data):
            pass
    _copy(data / str(published(data)), file)


def restore(data: Path, file: Path, *, what: str | None = None) -> str:
    """Check a backup through and make it the newest version; returns that version's name.

    Args:
        data: the warehouse's folder.
        file: the backup.
        what: how people call it, where that is not the file.

    Raises:
        WarehouseDamaged: the file is no whole warehouse; nothing was changed.
        WarehouseNewer: a later Earshot has written it; nothing was changed.
        WarehouseBusy: another writer is at work.
    """
    read_through(file)
    warehouse.replace_work(data, lambda place: _copy(file, place), what=what or str(file))
    return published(data) or ""


def replace_demo(data: Path, tell: Callable[[duckdb.DuckDBPyConnection], int]) -> int:
    """Put a freshly told sample story in the place of an older one.

    Raises:
        WarehouseError: there is something other than the sample story.
    """
    if published(data) is not None and not is_demo(data):
        raise WarehouseError(
            f"{data} holds data of your own; load the sample story into another folder: "
            "earshot demo --data demo-data"
        )
    with warehouse.writer(data) as con:
        _empty(con)
        return tell(con)


def remove_demo(data: Path) -> bool:
    """Take the sample story away; False where there is none, or something else beside it.

    Raises:
        WarehouseError: another writer is at work.
    """
    if not is_demo(data):
        return False
    with warehouse.writer(data) as con:
        _empty(con)
    return True


def make_room(con: duckdb.DuckDBPyConnection) -> None:
    """Take the sample story away before the first data of one's own: nothing stands beside it.

    Args:
        con: from `writer()`; where its transaction is rolled back, the story stays.
    """
    if _holds_demo_only(con):
        _empty(con)


def _holds_demo_only(con: duckdb.DuckDBPyConnection) -> bool:
    """A run that brought nothing, as that of a source that fails, changes nothing of it."""
    own = "command <> 'demo' and new_count + changed_count + engagement_count + rejected_count > 0"
    return not scalar(con, f"select count(*) from runs where {own}") and bool(  # noqa: S608 - ours
        scalar(con, "select count(*) from runs where command = 'demo'")
    )


def _empty(con: duckdb.DuckDBPyConnection) -> None:
    names = con.execute("select table_name from duckdb_tables() where not temporary").fetchall()
    for (name,) in names:
        if name != "warehouse_state":
            con.execute(f"delete from {name}")  # noqa: S608 - names of our own tables


def refresh_demo(data: Path, tell: Callable[[], object]) -> None:
    """Tell the sample story anew when it has fallen behind; real data is left alone."""
    if not is_demo(data):
        return
    name = published(data)
    with closing(open_file(data / str(name), read_only=True)) as con:
        until = scalar(con, "select epoch(max(observed_until)) from sources")
    if until is None or datetime.now(UTC).timestamp() - until > DEMO_STALE_AFTER.total_seconds():
        tell()


def is_demo(data: Path) -> bool:
    """Whether everything in the warehouse is the sample story."""
    name = published(data)
    if name is None:
        return False
    with closing(open_file(data / name, read_only=True)) as con:
        return _holds_demo_only(con)


def read_through(file: Path) -> None:
    """Read every column of every table: damage inside a file shows only then.

    Raises:
        WarehouseDamaged: the file is no whole warehouse.
        WarehouseNewer: a later Earshot has written it.
    """
    if not file.is_file():
        raise WarehouseDamaged(f"{file}: no such file")
    with closing(open_file(file, read_only=True)) as con:
        try:
            con.execute("select version from warehouse_state").fetchall()
            schema.check(con)
            for (name,) in con.execute("select table_name from duckdb_tables()").fetchall():
                con.execute(f"select max(hash(columns(*))) from {name}").fetchall()  # noqa: S608
        except duckdb.Error as error:
            raise WarehouseDamaged(f"{file} is no whole warehouse: {error}") from error


def _copy(source: Path, target: Path) -> None:
    scrap = target.with_name(target.name + ".tmp")
    copy = subprocess.run(  # noqa: S603 - fixed program, paths of our own
        ["/bin/cp", "--reflink=auto", str(source), str(scrap)],
        capture_output=True,
        text=True,
        check=False,
    )
    if copy.returncode:
        scrap.unlink(missing_ok=True)
        raise WarehouseError(f"{target}: {copy.stderr.strip()}")
    scrap.rename(target)
