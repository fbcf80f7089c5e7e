"""Is all well? What `earshot doctor`, the address /health and the metrics say, from one look."""

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd

from commands.configuration import read_config, unset_variables
from commands.delivery import known_people
from ingest.backups import keeping
from ingest.config import Config
from ingest.errors import EarshotError
from notify.people import Person
from notify.sending import unread_channels
from sql import deliveries, warehouse
from sql.errors import WarehouseEmpty, WarehouseError
from sql.past import past_bytes
from sql.progress import brought_up
from sql.reader import Reader

LEAST_FREE = 2.5  # times the size of work.duckdb: a run needs two copies
OLD_BACKUPS = 2  # intervals of [backup] without a success
LATE = 3  # intervals of a source without a success


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        what: it is.
        is_well: nothing has to be done.
        said: what was found.
        next_step: what to do where it is not well.
    """

    what: str
    is_well: bool
    said: str
    next_step: str = ""

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)


def findings(data: Path, config: Path) -> list[Finding]:
    """Look at everything; nothing is changed, and nothing that is wrong stops the look."""
    return [
        *_configuration(config),
        *_folder(data),
        *_warehouse(data, config),
        *_backups(data, config),
        *_messages(data),
    ]


def freshness(data: Path) -> pd.DataFrame:
    """Rows of freshness_by_source.

    Raises:
        WarehouseError: nothing can be read.
    """
    rows = Reader(data).query("select * from freshness_by_source order by source")
    return brought_up(rows, data)


def _configuration(path: Path) -> Iterator[Finding]:
    try:
        config = read_config(path)
    except EarshotError as error:
        yield Finding(
            what="earshot.toml", is_well=False, said=str(error), next_step=f"mend {path} as it says"
        )
        return
    told = f"{len(config.brands)} brands, {len(config.sources)} sources"
    yield Finding(what="earshot.toml", is_well=True, said=told)
    for one in unset_variables(config):
        yield Finding(
            what="environment", is_well=False, said=one, next_step="set it where Earshot is started"
        )
    yield from _addresses(known_people(config).values())


def _addresses(people: Iterable[Person]) -> Iterator[Finding]:
    for person in people:
        for number in unread_channels(person):
            yield Finding(
                what="people told",
                is_well=False,
                said=f"address {number} of people.{person.key} is no address of Apprise",
                next_step="https://appriseit.com/services/ says how one is written",
            )


def _folder(data: Path) -> Iterator[Finding]:
    what = f"the folder {data}"
    if not data.is_dir():
        yield Finding(
            what=what,
            is_well=False,
            said="there is none",
            next_step="`earshot demo`, `load` or `ingest` makes it; else say --data",
        )
        return
    if not os.access(data, os.W_OK):
        yield Finding(
            what=what,
            is_well=False,
            said="cannot be written",
            next_step="give it to the user that Earshot runs as",
        )
    free, work = shutil.disk_usage(data).free, data / warehouse.WORK
    held = work.stat().st_size if work.exists() else 0
    yield Finding(
        what="disk",
        is_well=free > LEAST_FREE * held,
        said=f"{free / 1e9:.1f} GB free, the warehouse has {held / 1e9:.2f} GB",
        next_step="make room for two copies of the warehouse",
    )
    older, past = warehouse.older_bytes(data), past_bytes(data)
    yield Finding(
        what="versions",
        is_well=True,
        said=f"older ones take {older / 1e9:.2f} GB, {warehouse.VERSIONS_SHARE:.0%} of what is "
        f"free at most; those that go back to a moment {past / 1e9:.2f} GB, a tenth at most",
    )
    if (cut := warehouse.cut_off(data)) is not None:
        yield Finding(
            what="restore",
            is_well=False,
            said=f"restoring {cut} was cut off",
            next_step=f"`earshot restore {cut}` again",
        )


def _warehouse(data: Path, config: Path) -> Iterator[Finding]:
    try:
        reader = Reader(data)
        rows = brought_up(reader.query("select * from freshness_by_source order by source"), data)
    except WarehouseEmpty as error:
        yield Finding(
            what="warehouse", is_well=False, said=str(error), next_step="load or fetch something"
        )
        return
    except WarehouseError as error:
        yield Finding(
            what="warehouse",
            is_well=False,
            said=str(error),
            next_step="`earshot restore FILE` brings a backup back",
        )
        return
    yield Finding(
        what="warehouse",
        is_well=reader.problem is None,
        said=reader.problem or f"{reader.version} is read",
        next_step="`earshot rebuild`, else `earshot restore FILE`",
    )
    yield from _sources(rows, config)


def _sources(rows: pd.DataFrame, path: Path) -> Iterator[Finding]:
    try:
        config = read_config(path)
    except EarshotError:
        config = Config()
    now = datetime.now(UTC)
    held = {row["source"]: row for _, row in rows.iterrows()}
    for name, source in config.sources.items():
        row = held.get(name)
        last = None if row is None or pd.isna(row["last_success_at"]) else row["last_success_at"]
        if last is None:
            told = "never read" if row is None else f"never read: {row['last_error']}"
            yield Finding(
                what=f"source {name}",
                is_well=False,
                said=told,
                next_step=f"`earshot sources test {name}` says why; `earshot schedule` reads it",
            )
            continue
        age = now - last.to_pydatetime()
        is_late = age > LATE * timedelta(minutes=source.every_minutes)
        said = f"last read {last:%Y-%m-%d %H:%M} UTC"
        if row is not None and row["failure_count"]:
            said += f"; {row['failure_count']} failures since: {row['last_error']}"
        yield Finding(
            what=f"source {name}",
            is_well=not is_late,
            said=said,
            next_step=f"is `earshot schedule` running? `earshot sources test {name}` tries it",
        )


def _backups(data: Path, path: Path) -> Iterator[Finding]:
    """By what was written down here: the place itself is not asked."""
    try:
        options = read_config(path).backup
    except EarshotError:
        return
    if options is None or warehouse.published(data) is None:
        return
    known, now = keeping.state(data), datetime.now(UTC)
    late = OLD_BACKUPS * timedelta(hours=options.every_hours)
    said = "none was made yet"
    if known.made_at is not None:
        said = f"the last of {known.made_at:%Y-%m-%d %H:%M} UTC, {known.made}"
    if known.failed_at is not None:
        said += f"; failed {known.failed_at:%Y-%m-%d %H:%M} UTC: {known.problem}"
    yield Finding(
        what="backup",
        is_well=known.made_at is not None and now - known.made_at <= late,
        said=said,
        next_step="is `earshot schedule` running? `earshot backup` makes one now, or says why not",
    )


def _messages(data: Path) -> Iterator[Finding]:
    if not (data / deliveries.FILE).exists():
        return
    with deliveries.opened(data) as con:
        failed = deliveries.found(
            con, "state = 'failed' or (state = 'waiting' and attempt_count > 0)"
        )
    if failed:
        yield Finding(
            what="people told",
            is_well=False,
            said=f"{len(failed)} messages were not taken; the last: {failed[-1].problem}",
            next_step="see [people] of earshot.toml and the page Live risk, People told",
        )
