"""The warehouse as it was at a moment: copies that go back there, kept beside the versions.

A copy holds what was known by then, derived by the steps of every run: pages read it as they read
any version, with the same metrics. It is a cache. Its name bears the moment and a fingerprint of
all that it depends on, so one that is out of date is never found; erasing deletes all of them.
"""

import hashlib
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import filelock
import pandas as pd

from sql import schema
from sql.errors import WarehouseBusy, WarehouseDamaged, WarehouseEmpty, WarehouseFull
from sql.reader import Reader, bound
from sql.rows import one
from sql.warehouse import PAST, copy_rows, open_file, published, sync

LOCK = "maker.lock"
PATIENCE = 1800.0  # seconds for another copy to be made: they are made one after the other
FREE_PART = 10  # copies take at most this part of what is free, and always the newest stays
ROOM = 3  # times the size of a version are free before one begins
# Posts that came later and are older count, too: of a file they would be known, of a pass they cost
# one copy more than needed. So does what was erased since, whenever that was.
KEY = """
    select md5(concat_ws(
        ' ',
        $rules,
        (select schema_hash || coalesce(scorer, '') from warehouse_state),
        (
            select count(*) || ' ' || coalesce(bit_xor(hash(
                post_id, brand, created_at, edited_at, erased_at, is_declared_outbound
            )), 0)
            from posts where created_at <= $moment
        ),
        (select count(*) from engagement where observed_at <= $moment),
        (select count(*) from erasures),
        (
            select count(*) || ' ' || coalesce(bit_xor(hash(
                source, since_at, least(until_at, $moment)
            )), 0)
            from observations where since_at <= $moment
        ),
        (select count(*) from runs where ended_at <= $moment),
        (select count(*) from rejects where seen_at <= $moment),
        (select count(*) from alerts where recorded_at <= $moment),
        (select coalesce(bit_xor(hash(action_id, value)), 0) from actions where said_at <= $moment),
        (
            select coalesce(bit_xor(hash(version, left_at <= $moment)), 0)
            from models where adopted_at <= $moment
        ),
        (select coalesce(bit_xor(hash(brand, settings_hash, names)), 0) from brands),
        (select coalesce(bit_xor(hash(brand, account)), 0) from own_accounts),
        (select coalesce(bit_xor(hash(name, value)), 0) from settings),
        (select coalesce(bit_xor(hash(brand, cost_per_hour, currency)), 0) from desk_costs),
        (select coalesce(bit_xor(hash(rule_name, brand, kind, level)), 0) from alert_rules)
    )) as name
"""
KNOWN = """
    select
        (select epoch_us(min(created_at)) from posts where brand is not null) as since,
        (select epoch_us(max(observed_until)) from sources) as until
"""


def name_of(reader: Reader, moment: datetime) -> str:
    """What the copy of a moment is called, below the warehouse's folder.

    Args:
        reader: of the warehouse as it is now.
        moment: aware.

    Raises:
        WarehouseEmpty: nothing has been published.
    """
    key = reader.query(KEY, {"moment": moment, "rules": _rules()})["name"].iloc[0]
    return f"{PAST}/{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}-{key[:12]}.duckdb"


@cache
def _rules() -> str:
    """Changes whenever a step of a run does."""
    digest = hashlib.sha256()
    for path in sorted((schema.ROOT / "derive").rglob("*.sql")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_past(version: str) -> bool:
    """Whether the name of a version is that of such a copy."""
    return version.startswith(f"{PAST}/")


def moment_of(version: str) -> datetime:
    """The moment that such a copy goes back to, aware."""
    stamp = version.removeprefix(f"{PAST}/").partition("-")[0]
    return datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def kept(data: Path, name: str) -> bool:
    """Whether a copy is on disk; one that is asked for is the last to go."""
    try:
        os.utime(data / name)
    except FileNotFoundError:
        return False
    return True


class PastReader:
    """One copy, opened to read; safe to share between threads.

    Raises:
        WarehouseEmpty: it is gone.
        WarehouseDamaged: it cannot be read; it is deleted, so that another is made.
    """

    def __init__(self, data: Path, name: str) -> None:
        path = data / name
        if not path.exists():
            raise WarehouseEmpty(f"{path} is gone: open the page again, and it is made anew")
        self._guard = threading.Lock()
        try:
            self._con = open_file(path, read_only=True)
        except WarehouseDamaged:
            path.unlink(missing_ok=True)
            raise

    def query(
        self, sql: str, params: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> pd.DataFrame:
        """Run one statement and fetch all of it; as `Reader.query`.

        Raises:
            duckdb.Error: the statement is wrong.
        """
        with self._guard:
            cursor = self._con.cursor()
        with closing(cursor):
            cursor.execute("set TimeZone = 'UTC'")
            return cursor.execute(sql, bound(params)).df()


@contextmanager
def making(data: Path, moment: datetime) -> Iterator[tuple[str, duckdb.DuckDBPyConnection | None]]:
    """Lend a connection to a copy of the newest version, inside a transaction, to take it back.

    What the block leaves is put in its place when it ends well; one copy is made at a time.

    Args:
        data: the warehouse's folder.
        moment: aware.

    Yields:
        Its name, and the connection; None where the copy is there already.

    Raises:
        WarehouseEmpty: nothing has been published.
        WarehouseBusy: another copy is being made, or what it depends on changed meanwhile.
        WarehouseFull: there is no room for it.
    """
    version = published(data)
    if version is None:
        raise WarehouseEmpty(f"{data}: nothing loaded yet")
    (data / PAST).mkdir(exist_ok=True)
    with _locked(data / PAST / LOCK):
        name = _name_now(data, moment)
        if kept(data, name):
            yield name, None
            return
        scrap = _begun(data, version)
        try:
            with closing(open_file(scrap, read_only=False)) as con:
                schema.apply(con)
                con.begin()
                yield name, con
                con.commit()
                (number,) = one(con, "select version from warehouse_state")
            swept = scrap.with_name("swept.tmp")
            copy_rows(scrap, swept, number)
            sync(swept)
            _put(data, moment, name, swept)
        finally:
            _clean(data)
    _bound_share(data)


def known_span(reader: Reader) -> tuple[datetime | None, datetime | None]:
    """From the first mention to where the newest version ends; None while there is none, UTC."""
    row = reader.query(KNOWN).iloc[0]
    since, until = (
        None if pd.isna(row[name]) else datetime.fromtimestamp(row[name] / 1e6, UTC)
        for name in ("since", "until")
    )
    return since, until


def _name_now(data: Path, moment: datetime) -> str:
    with closing(Reader(data)) as reader:
        return name_of(reader, moment)


def _begun(data: Path, version: str) -> Path:
    """A copy of a version, made by a child process: nothing here has it open."""
    _clean(data)
    size, free = (data / version).stat().st_size, shutil.disk_usage(data).free
    if free < ROOM * size:
        raise WarehouseFull(
            f"{data}: a past state needs {ROOM * size / 1e6:,.0f} MB while it is made, and "
            f"{free / 1e6:,.0f} MB are free"
        )
    scrap = data / PAST / "copied.tmp"
    copy = subprocess.run(  # noqa: S603 - fixed program, paths of our own
        ["/bin/cp", "--reflink=auto", str(data / version), str(scrap)],
        capture_output=True,
        text=True,
        check=False,
    )
    if copy.returncode:
        raise WarehouseBusy(f"{version} could not be copied, try again: {copy.stderr.strip()}")
    return scrap


def _put(data: Path, moment: datetime, name: str, made: Path) -> None:
    """Put it in its place, unless somebody was erased or something loaded meanwhile."""
    try:
        if _name_now(data, moment) == name:
            made.rename(data / name)
            if _name_now(data, moment) == name:
                return
            (data / name).unlink(missing_ok=True)
    except FileNotFoundError:  # whoever erases deletes what is half made, too
        pass
    raise WarehouseBusy(f"{data}: what was known then changed meanwhile; ask again")


def _bound_share(data: Path) -> None:
    """Delete the copies that were asked for longest ago, down to their share of the disk."""
    found = [(path.stat(), path) for path in (data / PAST).glob("*.duckdb")]
    newest = sorted(found, key=lambda one: -one[0].st_mtime_ns)
    taken = sum(stat.st_size for stat, _ in newest)
    limit = (shutil.disk_usage(data).free + taken) // FREE_PART
    for stat, path in reversed(newest[1:]):
        if taken <= limit:
            return
        path.unlink(missing_ok=True)
        taken -= stat.st_size


def past_bytes(data: Path) -> int:
    """What all copies that go back take on disk."""
    return sum(path.stat().st_size for path in (data / PAST).glob("*.duckdb"))


def _clean(data: Path) -> None:
    for scrap in (data / PAST).glob("*.tmp*"):
        with suppress(FileNotFoundError, IsADirectoryError):
            scrap.unlink()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    try:
        with filelock.FileLock(path, timeout=PATIENCE):
            yield
    except filelock.Timeout as error:
        raise WarehouseBusy(
            f"{path.parent}: another past state is being made; try again when it is"
        ) from error
