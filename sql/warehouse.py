"""One writer, many readers, nobody waits: the only code that opens a database file.

DuckDB lets one process write or many read. So the database is published, not shared: writers
take turns on `work.duckdb` and publish an immutable copy under a new name; readers follow the
pointer file `CURRENT`. A reader never meets a writer and never sees half a run.
"""

import logging
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import duckdb
import filelock

from sql import schema
from sql.derive.upgrade import fill
from sql.errors import WarehouseBusy, WarehouseDamaged, WarehouseError, WarehouseFull
from sql.feedback_exchange import exchange

WORK = "work.duckdb"
LOCK = "writer.lock"
CURRENT = "CURRENT"
LINK = "current.duckdb"  # leads other tools to the newest version, under a name that stays
PAST = "as_of"  # the folder of copies that go back to a moment
ARCHIVE = "archive"  # the folder of what sql/cluster makes of a version
KEPT_VERSIONS = 3
# Versions before the newest take at most this part of what would be free without them, 0 to 1.
VERSIONS_SHARE = float(os.environ.get("EARSHOT_VERSIONS_SHARE", "0.1"))
NAME = re.compile(r"v\d{8}\.duckdb")
RESTORING = "RESTORING"  # names the backup while it is being restored
QUOTE = "'"

# A file of the older format can be read by DuckDB 1.5, so a step back stays possible.
# Nothing outside the wheel is ever loaded: a typo must not reach for the network.
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.5.0",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
# Of one connection. Who writes holds a whole load in temporary tables; what does not fit goes to
# disk; with 800 MB a file of 300,000 posts could not be loaded. Who reads is one of many.
WRITING_MEMORY, READING_MEMORY = "1200MB", "800MB"
# Of one connection: processes that share a machine each take fewer.
THREADS = int(os.environ.get("EARSHOT_THREADS", "2"))
log = logging.getLogger(__name__)
FULL = ("no space left", "disk is full", "file too large", "not enough space")


@contextmanager
def writer(
    data: Path, *, timeout: float = 60.0, publishes: Callable[[], bool] = lambda: True
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Lend the one writing connection, inside a transaction; publish when the block ends well.

    Whatever an earlier writer had committed and could not publish is published first. What people
    said in the dashboard since then is taken into `actions`.

    Args:
        data: the warehouse's folder; made if it is missing.
        timeout: seconds to wait for another writer.
        publishes: asked when the block has ended well; where it says no, what was written is kept
            and is published with whatever comes next.

    Raises:
        WarehouseBusy: another writer did not finish in time.
        WarehouseFull: no space left; nothing of this run is kept unless it was committed.
        WarehouseDamaged: work.duckdb cannot be opened.
    """
    data.mkdir(parents=True, exist_ok=True)
    with _locked(data, timeout), _named(data):
        with _settled(data) as con:
            number = _next_number(data)
            con.begin()
            try:
                exchange(con, data)
                yield con
                is_shown = publishes() or published(data) is None
                if is_shown:
                    con.execute("update warehouse_state set version = ?", [number])
                con.commit()
            except BaseException:
                # After a fatal error the instance refuses even this; the file is still whole.
                with suppress(duckdb.Error):
                    con.rollback()
                raise
        if is_shown:
            _publish(data, number)


def forget_versions(data: Path) -> None:
    """Delete every published version but the newest, and whatever was made of an older one."""
    newest = published(data)
    for name in versions(data):
        if name != newest:
            (data / name).unlink(missing_ok=True)
    _forget_past(data)
    forget_archive(data)


def forget_archive(data: Path) -> None:
    """Delete what lies in the archive, not its folder, which may be a disk of its own."""
    for path in (data / ARCHIVE).glob("*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _forget_past(data: Path) -> None:
    for path in (data / PAST).glob("*.duckdb"):
        path.unlink(missing_ok=True)
    for scrap in (data / PAST).glob("*.tmp"):
        scrap.unlink(missing_ok=True)  # whoever makes it finds it gone


def bring_up(data: Path) -> bool:
    """Publish what an older Earshot published anew, as this one reads it; whether that was needed.

    Raises:
        WarehouseError: as of `writer`.
    """
    name = published(data)
    if name is None:
        return False
    with closing(open_file(data / name, read_only=True)) as con:
        if schema.is_applied(con):
            return False
    with _locked(data, 60.0), _named(data), _settled(data):
        return True


def replace_work(
    data: Path, copy: Callable[[Path], None], *, what: str, timeout: float = 60.0
) -> None:
    """Put another database in the place of work.duckdb and publish it under a new number.

    Args:
        data: the warehouse's folder; made if it is missing.
        copy: writes the other database to the path it is given.
        what: it is, for whoever finds that this was cut off.
        timeout: seconds to wait for another writer.

    Raises:
        WarehouseBusy: another writer did not finish in time.
        WarehouseFull: no space left.
    """
    data.mkdir(parents=True, exist_ok=True)
    with _locked(data, timeout), _named(data):
        number = _next_number(data)
        (data / RESTORING).write_text(what, encoding="utf-8")
        copy(data / WORK)
        (data / f"{WORK}.wal").unlink(missing_ok=True)
        with _work(data) as con:
            if schema.apply(con):
                fill(con)
            exchange(con, data)
            con.execute("update warehouse_state set version = ?", [number])
        _publish(data, number)
        _forget_past(data)
        (data / RESTORING).unlink()


def cut_off(data: Path) -> str | None:
    """What was being restored when somebody ended it; None where nothing was."""
    try:
        return (data / RESTORING).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def sweep(data: Path, *, timeout: float = 60.0) -> None:
    """Write the warehouse anew, without the remains of what was erased, and publish it.

    What is deleted from a database stays in its file, unreachable by SQL, until it is written over.

    Args:
        data: the warehouse's folder.
        timeout: seconds to wait for another writer.

    Raises:
        WarehouseBusy: another writer did not finish in time.
        WarehouseFull: no space left; the warehouse is as it was.
    """
    with _locked(data, timeout), _named(data):
        with _settled(data):
            number = _next_number(data)
        swept = data / "swept.tmp"
        copy_rows(data / WORK, swept, number)
        sync(swept)
        swept.replace(data / WORK)
        _publish(data, number)


def copy_rows(source: Path, target: Path, number: int) -> None:
    """Write every row of every table, in order, into a new file.

    Args:
        source: a database that nobody has open.
        target: the new file.
        number: of the version that it is.
    """
    with closing(open_file(target, read_only=False)) as con:
        schema.apply(con)
        con.execute(f"attach '{str(source).replace(QUOTE, QUOTE * 2)}' as old (read_only)")
        con.execute("delete from warehouse_state")
        for path in schema.files("tables"):
            con.execute(f"insert into {path.stem} by name select * from old.{path.stem}")  # noqa: S608
        con.execute("update warehouse_state set version = ?, unswept_since = null", [number])
        con.execute("detach old")


def published(data: Path) -> str | None:
    """Name of the newest published version, None before the first.

    Where the pointer holds rubbish the newest file counts: that is what it points to.
    """
    try:
        name = (data / CURRENT).read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None
    except IsADirectoryError:
        name = "a folder"
    if NAME.fullmatch(name):
        return name
    newest = next(iter(versions(data)), None)
    log.warning("%s holds %r, no name of a version: %s is read", data / CURRENT, name[:40], newest)
    return newest


def versions(data: Path) -> list[str]:
    """Names of the versions on disk, newest first."""
    return sorted((path.name for path in data.glob("v????????.duckdb")), reverse=True)


def older_bytes(data: Path) -> int:
    """What the versions before the newest take on disk."""
    return sum(size for _, size in _older(data))


def _older(data: Path) -> list[tuple[str, int]]:
    """Names and sizes of the versions that readers need no more, the newest first."""
    newest = published(data)
    found = []
    for name in versions(data):
        with suppress(FileNotFoundError):  # whoever erases deletes them meanwhile
            if name != newest:
                found.append((name, (data / name).stat().st_size))
    return found


def _thin(data: Path, *, needed: int = 0) -> None:
    """Delete the oldest versions: beyond their number, their share, and where room is needed.

    A reader that still has one open reads on; its room is free once that reader has followed.

    Args:
        data: the warehouse's folder.
        needed: bytes that are to be written next.
    """
    older = _older(data)
    taken, free = sum(size for _, size in older), shutil.disk_usage(data).free
    limit = min(VERSIONS_SHARE * (free + taken), free + taken - needed)
    while older and (len(older) >= KEPT_VERSIONS or taken > limit):
        name, size = older.pop()
        (data / name).unlink(missing_ok=True)
        taken -= size


def open_file(path: Path, *, read_only: bool, threads: int = THREADS) -> duckdb.DuckDBPyConnection:
    """Connect with the project's settings; the session's time zone is UTC.

    Raises:
        WarehouseDamaged: the file is no readable database.
    """
    spill = {} if read_only else {"temp_directory": str(path.parent / "spill")}
    usual = READING_MEMORY if read_only else WRITING_MEMORY
    memory = os.environ.get("EARSHOT_MEMORY_LIMIT", usual)
    config = {**SETTINGS, **spill, "memory_limit": memory, "threads": threads}
    try:
        con = duckdb.connect(path, read_only=read_only, config=config)
    except duckdb.Error as error:
        raise WarehouseDamaged(f"{path} cannot be opened: {error}") from error
    con.execute("set TimeZone = 'UTC'")
    return con


@contextmanager
def _locked(data: Path, timeout: float) -> Iterator[None]:
    lock = filelock.FileLock(data / LOCK)
    try:
        lock.acquire(timeout=timeout)
    except filelock.Timeout as error:
        raise WarehouseBusy(
            f"{data}: another writer has been at work for {timeout:.0f} s; try again when it ends"
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _named(data: Path) -> Iterator[None]:
    """Say "the disk is full" where DuckDB or the system says it in many ways."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        if any(word in str(error).lower() for word in FULL):
            free = shutil.disk_usage(data).free / 1e6
            raise WarehouseFull(
                f"{data}: no space left ({free:.0f} MB free). Readers keep the last good version; "
                "make room for two copies of work.duckdb and run again"
            ) from error
        raise


@contextmanager
def _work(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    con = open_file(data / WORK, read_only=False)
    try:
        yield con
    finally:
        con.close()


@contextmanager
def _settled(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The work file, opened, once what a killed writer left is finished.

    Opening and closing a file is a fifth of a run of few posts, so it is opened again only where
    something had to be done first: definitions and data never share one write-ahead log, which a
    killed writer may have left, too.
    """
    _clear(data)
    is_cut_off = (data / f"{WORK}.wal").exists()
    with _work(data) as con:
        changed = schema.apply(con)
        if changed:
            fill(con)
        pending, current = schema.version(con), _number(published(data))
        if not (is_cut_off or changed or pending > current):
            yield con
            return
    if pending > current:
        _publish(data, pending)
    elif changed and current:
        _publish(data, _next_number(data))
    with _work(data) as con:
        yield con


def _clear(data: Path) -> None:
    """Take away the scraps of a killed writer; say where a restore was cut off."""
    if (what := cut_off(data)) is not None:
        log.warning("restoring %s was cut off: restore it again, or go on with what is here", what)
        (data / RESTORING).unlink()
    for scrap in [*data.glob("*.tmp"), *data.glob("*.tmp.wal")]:
        if scrap.is_file():  # a folder is where a reader of a version puts what memory cannot hold
            scrap.unlink()
    _thin(data)
    if (name := published(data)) is not None:
        _link(data, name)


def _number(name: str | None) -> int:
    return int(name[1:9]) if name else 0


def _next_number(data: Path) -> int:
    on_disk = versions(data)
    return max(_number(published(data)), _number(on_disk[0] if on_disk else None)) + 1


def _publish(data: Path, number: int) -> None:
    """Copy the closed work file under a new name and point CURRENT at it.

    The copy is made by a child process: a database file that this process opened and closed by
    ordinary means would drop the lock of any connection still open on it.
    """
    work, final = data / WORK, data / f"v{number:08d}.duckdb"
    if work.with_suffix(".duckdb.wal").exists():
        raise WarehouseError(f"{work} was not closed cleanly: a cursor of the run is still open")
    scrap = final.with_suffix(".tmp")
    _thin(data, needed=work.stat().st_size)
    copy = subprocess.run(  # noqa: S603 - fixed program, paths of our own
        ["/bin/cp", "--reflink=auto", str(work), str(scrap)],
        capture_output=True,
        text=True,
        check=False,
    )
    if copy.returncode:
        scrap.unlink(missing_ok=True)
        reason = copy.stderr.strip() or f"cp ended with {copy.returncode}: file too large"
        raise OSError(f"publishing {final.name} failed: {reason}")
    sync(scrap)
    scrap.rename(final)
    _point(data, final.name)
    _thin(data)


def _point(data: Path, name: str) -> None:
    scrap = data / "CURRENT.tmp"
    scrap.write_text(f"{name}\n", encoding="ascii")
    sync(scrap)
    scrap.replace(data / CURRENT)
    _link(data, name)
    sync(data)


def _link(data: Path, name: str) -> None:
    """Lead LINK to a version; where the file system has no links there is none."""
    scrap = data / f"{LINK}.tmp"
    with suppress(OSError):
        scrap.unlink(missing_ok=True)
        scrap.symlink_to(name)
        scrap.replace(data / LINK)


def sync(path: Path) -> None:
    """See to it that a file or folder that is closed is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
