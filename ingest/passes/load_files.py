"""Files into the warehouse, and what was refused once more."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb

from ingest import files, sources
from ingest.config import Config
from ingest.errors import LoadError
from ingest.loading.load import finish, load
from ingest.loading.loaded import Loaded
from ingest.loading.run_log import new_run_id
from ingest.loading.source_state import log_run, succeeded
from ingest.loading.unload import forget_old_loads
from ingest.mention import Record, Reject
from sql.maintenance import make_room
from sql.warehouse import writer

AUTO = "auto"
INSTANT = timedelta(microseconds=1)  # spans end before their end: the last post lies in its file's
LOAD = "load"  # the command whose runs can be taken back
REASONS_SHOWN = 5
REASONS_KEPT = 1000  # a reason names the cell, so there may be as many as rows


@dataclass(frozen=True, slots=True)
class Imported:
    """What one file, or one replay, did.

    Attributes:
        loaded: counts.
        warnings: sentences for people: what was taken for granted, and what was odd.
        run_id: by which the whole load can be undone; None for a replay.
        reasons: why rows were refused, and how many for each, the commonest first.
    """

    loaded: Loaded
    warnings: tuple[str, ...]
    run_id: str | None = None
    reasons: tuple[tuple[str, int], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON; counts are posts, engagement counts snapshots."""
        return {
            "run_id": self.run_id,
            "new": self.loaded.post_count,
            "changed": self.loaded.changed_count,
            "same": self.loaded.same_count,
            "engagement": self.loaded.engagement_count,
            "rejected": self.loaded.rejected_count,
            "observed_until": self.loaded.observed_until,
            "warnings": list(self.warnings),
            "reasons": dict(self.reasons),
            "replaced": self.loaded.replaced_count,
        }

    def exit_code(self, rejected_share: float) -> int:
        """1 where more than this share (0 .. 1) of the rows was rejected, else 0."""
        loaded = self.loaded
        kept = loaded.post_count + loaded.changed_count + loaded.same_count
        rows = kept + loaded.engagement_count + loaded.rejected_count
        return int(loaded.rejected_count > rejected_share * rows)

    def __str__(self) -> str:
        loaded = self.loaded
        counts = (
            f"{loaded.post_count:,} new, {loaded.changed_count:,} changed, "
            f"{loaded.same_count:,} as before, {loaded.engagement_count:,} snapshots, "
            f"{loaded.rejected_count:,} rejected"
        )
        refused = [
            f"  {count:,} of them: {reason}" for reason, count in self.reasons[:REASONS_SHOWN]
        ]
        undo = [f"undo: earshot unload {self.run_id}"] if self.run_id else []
        return "\n".join([counts, *refused, *self.warnings, *undo])


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOptions:
    """How a file is to be read; None lets the file decide.

    Attributes:
        format: "auto" looks what the file is; else posts, engagement, twcs, ….
        file_map: what is said of the file's columns, for "auto"; what stands below goes before it.
        timezone: IANA name for times without an offset.
        dates: "dmy" or "mdy", for dates in figures.
        source: for rows that name none.
        brand: for rows that name none.
        own_accounts: handles that answer for brand.
        observed_since: begin of the span that the file covers, aware.
        observed_until: end of it; None is the newest time in the file.
    """

    format: str = AUTO
    file_map: files.FileMap = field(default_factory=files.FileMap)
    timezone: str | None = None
    dates: str | None = None
    source: str | None = None
    brand: str | None = None
    own_accounts: Sequence[str] = ()
    observed_since: datetime | None = None
    observed_until: datetime | None = None


def import_file(
    data: Path,
    path: Path,
    options: FileOptions,
    *,
    config: Config,
    on_reading: Callable[[files.Reading], Iterator[Record]] = iter,
) -> Imported:
    """Load one file into the warehouse's folder and publish it; arguments as for load_file().

    Raises:
        LoadError: the file cannot be read at all; nothing of it is kept then.
        WarehouseError: another writer is at work, or the result cannot be stored.
    """
    with writer(data) as con:
        make_room(con)
        done = load_file(con, path, options, config=config, on_reading=on_reading)
        finish(con)
    return done


def load_file(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    options: FileOptions,
    *,
    config: Config,
    on_reading: Callable[[files.Reading], Iterator[Record]] = iter,
    command: str = LOAD,
) -> Imported:
    """Load one file in the writer's transaction; the same file twice changes nothing.

    Call finish() when the last file of the transaction is loaded.

    Args:
        con: from `writer()`.
        path: the file.
        options: how to read it.
        config: of the brands.
        on_reading: may wrap the records, for a progress bar.
        command: kept in the run log; what "load" does can be taken back.

    Raises:
        LoadError: the file cannot be read at all; nothing of it is kept then.
    """
    started_at = datetime.now(UTC)
    run_id = new_run_id(command, started_at)
    reading, told, options = _opened(path, options, config)
    own = {options.brand: options.own_accounts} if options.brand else {}
    reasons: Counter[str] = Counter()
    loaded = load(
        con,
        _counted(on_reading(reading), reasons),
        config=config,
        run_id=run_id,
        now=started_at,
        own_accounts=own,
        is_undoable=command == LOAD,
    )
    forget_old_loads(con, started_at)
    _observed(con, loaded, options, run_id, started_at)
    log_run(
        con,
        run_id,
        options.source or path.name,
        command=command,
        started_at=started_at,
        ended_at=datetime.now(UTC),
        outcome="ok" if loaded.post_count + loaded.changed_count else "unchanged",
        loaded=loaded,
        message="; ".join(reading.warnings) or None,
    )
    warnings = (*_replaced(loaded), *told, *reading.warnings)
    return Imported(loaded, warnings, run_id, tuple(reasons.most_common()))


def _replaced(loaded: Loaded) -> list[str]:
    """Says where rows went that another row of the file replaced."""
    if not loaded.replaced_count:
        return []
    ids = ", ".join(loaded.replaced_ids)
    many = f"{loaded.replaced_count:,}"
    return [f"rows replaced by others of the file with the same id: {many} ({ids}); rounded ids?"]


def _counted(records: Iterable[Record], reasons: Counter[str]) -> Iterator[Record]:
    """The records; why some were refused is counted on the way."""
    for record in records:
        if isinstance(record, Reject) and (record.reason in reasons or len(reasons) < REASONS_KEPT):
            reasons[record.reason] += 1
        yield record


def _opened(
    path: Path, options: FileOptions, config: Config
) -> tuple[files.Reading, tuple[str, ...], FileOptions]:
    """The reading of a file, what was taken for granted, and the options with what was found."""
    said = options.file_map.but(
        timezone=options.timezone,
        dates=options.dates,
        source=options.source,
        brand=options.brand,
        own_accounts=tuple(options.own_accounts),
    )
    options = replace(options, brand=said.brand, own_accounts=said.own_accounts)
    told: tuple[str, ...] = ()
    if options.format == AUTO:
        guessed = files.guess(path, said)
        if guessed.format == files.FORMAT:
            guessed.check()
            guessed, told = _with_brand(guessed, config)
            options = replace(options, brand=guessed.file_map.brand)
            return files.read_by_map(guessed), told, options
        options = replace(options, format=guessed.format)
    reading = files.read(
        path,
        format=options.format,
        timezone=said.timezone,
        dates=said.dates,
        source=said.source,
        brand=said.brand,
        own_accounts=said.own_accounts,
    )
    return reading, told, options


def _with_brand(guessed: files.Guess, config: Config) -> tuple[files.Guess, tuple[str, ...]]:
    """Reviews and tickets name no brand: they are about the only one that is our own."""
    own = [brand.key for brand in config.brands.values() if brand.role == "own"]
    told = guessed.told
    if guessed.shape:
        told = (f"read as an export of {guessed.shape.title}", *told)
    if guessed.file_map.brand or not guessed.file_map.is_page:
        return guessed, told
    if len(own) != 1:
        return guessed, (*told, "it speaks to one brand and does not say which: pass --brand")
    file_map = guessed.file_map.but(brand=own[0])
    return replace(guessed, file_map=file_map), (*told, f"all of it is about {own[0]}")


def replay_rejected(
    data: Path,
    config: Config,
    *,
    source: str | None = None,
    timezone: str | None = None,
    dates: str | None = None,
) -> Imported:
    """Try everything once more that was refused; what loads now is no longer rejected.

    Args:
        data: the warehouse's folder.
        config: today's; connectors replay with their entry in it.
        source: only this source's; None is all.
        timezone: IANA name for times without an offset, where the first reading had none.
        dates: "dmy" or "mdy" for dates in figures, where the first reading left them open.

    Raises:
        LoadError: the time zone is unknown.
    """
    now = datetime.now(UTC)
    run_id = new_run_id("replay", now)
    with writer(data) as con:
        held = con.execute(
            "select reject_id, source, format, reason, payload, place from rejects "
            "where ? is null or source = ? order by reject_id",
            [source, source],
        ).fetchall()
        again = [
            _again(
                Reject(source=s, format=f, reason=r, payload=json.loads(p), place=place),
                config,
                now,
                timezone=timezone,
                dates=dates,
            )
            for _, s, f, r, p, place in held
        ]
        mended = [
            row[0]
            for row, records in zip(held, again, strict=True)
            if not any(isinstance(record, Reject) for record in records)
        ]
        loaded = load(con, chain.from_iterable(again), config=config, run_id=run_id, now=now)
        con.execute("delete from rejects where reject_id in (select unnest(?))", [mended])
        for name, (_, last) in loaded.spans.items():
            until = last + INSTANT
            succeeded(con, name, kind="file", run_id=run_id, since=until, until=until, at=now)
        finish(con)
    return Imported(loaded, ())


def _again(
    reject: Reject,
    config: Config,
    now: datetime,
    *,
    timezone: str | None,
    dates: str | None,
) -> tuple[Record, ...]:
    if reject.format in (*files.PRESETS, files.FORMAT):
        return files.replayed(reject, timezone=timezone, dates=dates)
    entry = config.sources.get(reject.source)
    if entry is None or entry.kind != reject.format:
        return (reject,)
    return sources.read_item(reject.payload, entry, reject.place, now)


def _observed(
    con: duckdb.DuckDBPyConnection,
    loaded: Loaded,
    options: FileOptions,
    run_id: str,
    at: datetime,
) -> None:
    """A file covers from its first to its last post, or as its owner says."""
    for source, (first, last) in loaded.spans.items():
        since, until = options.observed_since or first, options.observed_until or last + INSTANT
        if since > until:
            raise LoadError(f"observed since {since} lies after observed until {until}")
        succeeded(con, source, kind="file", run_id=run_id, since=since, until=until, at=at)
