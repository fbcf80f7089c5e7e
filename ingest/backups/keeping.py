"""Make a backup, know which there are, bring one back.

In the warehouse's folder `backup/` lies the copy while it is checked and sent, and what became of
the last tries: who asks how old the last backup is needs no credentials and no network.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import filelock

from ingest.backups.options import S3, Backup, s3_place
from ingest.backups.places import Place, bucket_of, place_of
from ingest.errors import BackupError, EarshotError
from ingest.web.redaction import redact
from sql import maintenance
from sql.errors import WarehouseError

FOLDER = "backup"
STATE = "state.json"
COPY = "copy.duckdb"
STAMP = "%Y%m%dT%H%M%SZ"
NAME = re.compile(r"earshot-\d{8}T\d{6}Z\.duckdb")
AGAIN_AFTER = timedelta(hours=1)  # from a try that failed to the next


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What became of the last tries.

    Attributes:
        made_at: when the last good one was begun, UTC; None: there was none.
        made: its address.
        failed_at: when the last try failed, UTC; None: it did not.
        problem: why.
    """

    made_at: datetime | None = None
    made: str = ""
    failed_at: datetime | None = None
    problem: str = ""

    def is_due(self, every_hours: int, now: datetime) -> bool:
        """Whether it is time for another: an hour after a failure, else after every_hours."""
        if self.failed_at is not None:
            return now - self.failed_at >= AGAIN_AFTER
        return self.made_at is None or now - self.made_at >= timedelta(hours=every_hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One backup.

    Attributes:
        address: where it is; `earshot restore` takes it.
        made_at: UTC, by its name.
        byte_count: of the file.
        gone_count: older ones that were deleted when it was made.
    """

    address: str
    made_at: datetime
    byte_count: int
    gone_count: int = 0

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "address": self.address,
            "made_at": self.made_at.isoformat(),
            "byte_count": self.byte_count,
            "gone_count": self.gone_count,
        }

    def __str__(self) -> str:
        gone = f"; {self.gone_count} older deleted" if self.gone_count else ""
        return f"Saved to {self.address} ({self.byte_count / 1e6:,.1f} MB{gone})"


def state(data: Path) -> State:
    """What became of the last tries; a file that cannot be read says nothing."""
    try:
        held = json.loads((data / FOLDER / STATE).read_text(encoding="utf-8"))
        return State(
            made_at=_moment(held["made_at"]),
            made=held["made"],
            failed_at=_moment(held["failed_at"]),
            problem=held["problem"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return State()


def make(data: Path, options: Backup, *, now: datetime) -> Made:
    """Copy the newest version, read the copy through, keep it, and delete those beyond `keep`.

    Nothing is deleted before the new one is kept.

    Args:
        data: the warehouse's folder.
        options: [backup].
        now: aware.

    Raises:
        EarshotError: the place refuses or cannot be reached, a variable is not set.
        WarehouseError: nothing is published, the copy failed or cannot be read.
    """
    return _noted(data, now, lambda: _make(data, options, now))


def kept(options: Backup) -> list[Made]:
    """Backups of the place of [backup], newest first; other files there are none of ours.

    Raises:
        EarshotError: the place refuses or cannot be reached, a variable is not set.
    """
    return _kept(place_of(options))


def bring_back(data: Path, what: str, options: Backup | None) -> str:
    """Make a backup the newest version; returns that version's name.

    Args:
        data: the warehouse's folder.
        what: a file; s3://bucket/prefix/name; s3://bucket/prefix, whose newest it is; or a name
            as `earshot backups` lists it.
        options: [backup], for credentials; None where the file has none.

    Raises:
        EarshotError: there is no such backup, the place refuses or cannot be reached.
        WarehouseError: it is no whole warehouse, or a later Earshot's; nothing was changed.
    """
    if Path(what).exists() or not (what.startswith(S3) or NAME.fullmatch(what)):
        return maintenance.restore(data, Path(what))
    if options is None:
        raise BackupError(f"{what}: write [backup] in earshot.toml, which says how to reach it")
    place, name = _named(what, options)
    with _workplace(data) as copy:
        place.get(name, copy)
        return maintenance.restore(data, copy, what=place.address(name))


def _named(what: str, options: Backup) -> tuple[Place, str]:
    """The place and the name in it."""
    if not what.startswith(S3):
        return place_of(options), what
    try:
        bucket, key = s3_place(what)
    except ValueError as error:
        raise BackupError(f"{what} {error}") from error
    prefix, _, name = key.rpartition("/")
    if name.endswith(".duckdb"):
        return bucket_of(options, bucket, prefix), name
    place = bucket_of(options, bucket, key)
    if not (held := _kept(place)):
        raise BackupError(f"{what}: there is no backup")
    return place, _name(held[0].made_at)


def _make(data: Path, options: Backup, now: datetime) -> Made:
    place, at = place_of(options), now.astimezone(UTC).replace(microsecond=0)
    with _workplace(data) as copy:
        maintenance.backup(data, copy)
        maintenance.read_through(copy)
        size = copy.stat().st_size
        place.put(copy, _name(at))
    old = [one for one in _kept(place) if one.made_at < at][options.keep - 1 :]
    for one in old:
        place.delete(_name(one.made_at))
    address = place.address(_name(at))
    return Made(address=address, made_at=at, byte_count=size, gone_count=len(old))


def _kept(place: Place) -> list[Made]:
    found = [
        Made(address=place.address(name), made_at=at, byte_count=size)
        for name, size in place.names().items()
        if (at := _of(name)) is not None
    ]
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def _noted(data: Path, now: datetime, act: Callable[[], Made]) -> Made:
    """What act came to, written down either way; a warehouse without a folder gets none."""
    before = state(data)
    try:
        made = act()
    except (EarshotError, WarehouseError, duckdb.Error, OSError) as error:
        if data.is_dir():
            problem = " ".join(redact(str(error)).split())
            _write(data, replace(before, failed_at=now, problem=problem))
        raise
    _write(data, State(made_at=now, made=made.address))
    return made


def _write(data: Path, what: State) -> None:
    held = {
        "made_at": what.made_at and what.made_at.isoformat(),
        "made": what.made,
        "failed_at": what.failed_at and what.failed_at.isoformat(),
        "problem": what.problem,
    }
    (data / FOLDER).mkdir(exist_ok=True)
    scrap = data / FOLDER / f"{STATE}.new"
    scrap.write_text(json.dumps(held), encoding="utf-8")
    scrap.replace(data / FOLDER / STATE)


@contextmanager
def _workplace(data: Path) -> Iterator[Path]:
    """Path for a copy, of one process at a time; what a killed one left goes first."""
    folder = data / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    try:
        lock = filelock.FileLock(folder / "lock", timeout=0).acquire()
    except filelock.Timeout as error:
        raise BackupError(f"{folder}: another backup is being made or brought back") from error
    with lock:
        _clear(folder)
        try:
            yield folder / COPY
        finally:
            _clear(folder)


def _clear(folder: Path) -> None:
    for left in folder.glob(f"{COPY}*"):
        left.unlink()


def _name(at: datetime) -> str:
    return f"earshot-{at.astimezone(UTC):{STAMP}}.duckdb"


def _of(name: str) -> datetime | None:
    """When the backup of a name was made; None where it is none of ours."""
    if not NAME.fullmatch(name):
        return None
    try:
        return datetime.strptime(name, f"earshot-{STAMP}.duckdb").replace(tzinfo=UTC)
    except ValueError:
        return None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
