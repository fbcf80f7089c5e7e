"""Whether a pass brought anything that a reader could see; one that did not publishes nothing.

Figures of readers count to `observed_until` of their version, up to QUIET_FOR ago, and say so.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from ingest.config import Config
from ingest.mention import COUNTS, Post, Record
from ingest.passes.fetching import Fetched
from sql.progress import Progress, progress, write_progress
from sql.rows import scalar
from sql.warehouse import published

# Waiting times grow and silent hours are judged while nothing comes: as long as that may be late.
QUIET_FOR = timedelta(minutes=15)
AT_ONCE = ("linear", "vader")  # scorers that read every text when it comes
GOOD = (
    "select count(*) from sources where source in (select unnest(?)) "
    "and failure_count = 0 and last_success_at is not null"
)


def settled(con: duckdb.DuckDBPyConnection, config: Config) -> str:
    """Changes whenever the configuration does, or people say something."""
    said = scalar(con, "select count(*) from actions")
    return hashlib.sha256(f"{said} {config.model_dump_json()}".encode()).hexdigest()


def may_be_quiet(
    con: duckdb.DuckDBPyConnection, data: Path, config: Config, parts: Sequence[Fetched]
) -> bool:
    """Whether nothing but the records of these parts could change what readers see.

    Args:
        con: from `writer()`, before anything is stored.
        data: the warehouse's folder.
        config: brands and sources.
        parts: of this transaction.
    """
    # Others leave texts for later passes, which read them though no source brings anything.
    if config.scorer is None or config.scorer.kind not in AT_ONCE:
        return False
    if any(part.error or part.rechecked.due.asked or not part.is_end for part in parts):
        return False
    noted = progress(data)
    if noted is None or noted.settled != settled(con, config) or _age(data, noted) > QUIET_FOR:
        return False
    names = sorted({part.source.name for part in parts})
    return int(scalar(con, GOOD, [names])) == len(names)


def known(data: Path, parts: Sequence[Fetched]) -> set[str]:
    """Names of sources that delivered what they delivered last, word for word.

    The same records twice change nothing, so that they need not be held against those in the
    warehouse. What was refused is counted anew in each pass.
    """
    noted = progress(data)
    last = {name: one.get("delivered") for name, one in noted.sources.items()} if noted else {}
    return {
        part.source.name
        for part in parts
        if part.records
        and not part.all_rejected_count
        and last.get(part.source.name) == _delivered(part)
    }


def note(data: Path, state: str, parts: Sequence[Fetched], *, is_quiet: bool) -> None:
    """Write down what a pass did, after its transaction; a published one starts a new note."""
    version = published(data)
    if version is None:
        return
    before = progress(data) if is_quiet else None
    sources: dict[str, Mapping[str, Any]] = dict(before.sources) if before else {}
    for part in parts:
        name = part.source.name
        learned = _learned(part, sources.get(name, {})) if is_quiet else {}
        sources[name] = {**learned, "delivered": _delivered(part)}
    write_progress(data, Progress(version=version, settled=state, sources=sources))


def _learned(part: Fetched, known: Mapping[str, Any]) -> dict[str, Any]:
    until = part.page.observed_until if part.page else None
    now = datetime.now(UTC).isoformat()
    return {
        "cursor": known.get("cursor") if part.cursor is None else part.cursor,
        "observed_until": until.isoformat() if until else known.get("observed_until"),
        "last_success_at": now,
        "last_attempt_at": now,
    }


def _delivered(part: Fetched) -> str:
    told = "\n".join(repr(_timeless(record)) for record in part.records)
    return hashlib.sha256(told.encode()).hexdigest()


def _timeless(record: Record) -> Record:
    """Without the moment of reading; but counts belong to theirs, though they be the same."""
    if isinstance(record, Post) and all(getattr(record, name) is None for name in COUNTS):
        return replace(record, observed_at=None)
    return record


def _age(data: Path, noted: Progress) -> timedelta:
    at = datetime.fromtimestamp((data / noted.version).stat().st_mtime, UTC)
    return datetime.now(UTC) - at
