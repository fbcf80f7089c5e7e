"""One pass over the sources: read each of them, then store everything in one transaction."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from ingest import sources as connectors
from ingest.config import Config
from ingest.errors import ConfigError, SourceError
from ingest.loading.load import Loaded, apply_config, finish, load
from ingest.loading.remains import clear_remains
from ingest.loading.resume import ResumePoint, resume_points
from ingest.loading.scoring import scorer_in_use
from ingest.loading.source_state import failed, log_run, succeeded
from ingest.mention import Post, Record, Reject
from ingest.passes.deletions import Rechecked, recheck, standing, store_deletions
from ingest.passes.load_files import new_run_id
from ingest.passes.outcome import Outcome, Summary
from ingest.reading.scorer import Scorer
from ingest.sources.connector import Cursor, Item, Page
from ingest.sources.options import Source
from ingest.web.client import Client
from ingest.web.redaction import redact
from sql.warehouse import writer

AT_ONCE = 8  # sources read side by side: one that asks us to wait must not delay the others
NOTHING = Loaded(0, 0, 0, 0, 0)
EvaluateAlerts = Callable[[duckdb.DuckDBPyConnection], object]

_storing = threading.Lock()  # passes of one process take turns instead of running into time-outs


@dataclass(slots=True, kw_only=True)
class Fetched:
    """What one source delivered; error says why it ended early, None where it did not."""

    source: Source
    started_at: datetime
    records: list[Record] = field(default_factory=list)
    page: Page | None = None
    cursor: Cursor | None = None
    error: str | None = None
    rechecked: Rechecked = field(default_factory=Rechecked)


def run_pass(
    data: Path,
    config: Config,
    names: Sequence[str] = (),
    *,
    client: Client | None = None,
    evaluate_alerts: EvaluateAlerts | None = None,
) -> Summary:
    """Read sources and store what they delivered; one failing source never stops another.

    Nothing is locked while sources are read. Posts and cursors are committed together: a pass
    that is killed anywhere repeats itself and loses nothing.

    Args:
        data: the warehouse's folder.
        config: brands and sources.
        names: sources to read; all of the configuration where none is named.
        client: what to ask with, where not the usual one.
        evaluate_alerts: called with the writing connection when all is stored, before it is
            published; None gives no alerts.

    Raises:
        ConfigError: a name is no source.
        WarehouseError: the result cannot be stored; the next pass fetches it again.
    """
    sources = _chosen(config, names)
    started_at = datetime.now(UTC)
    run_id = new_run_id("ingest", started_at)
    if not sources:
        return Summary(run_id=run_id, started_at=started_at, ended_at=started_at, outcomes=())
    known = resume_points(data, sources, started_at)
    with client or Client(data=data) as open_client, ThreadPoolExecutor(AT_ONCE) as threads:
        fetched = list(
            threads.map(
                lambda source: fetch(open_client, source, config, known[source.name]),
                sources,
            )
        )
    with _storing, writer(data) as con:
        with scorer_in_use(con, config) as scorer:
            outcomes = tuple(_stored(con, fetched, config, run_id, scorer, data))
        finish(con)
        if evaluate_alerts:
            evaluate_alerts(con)
    clear_remains(data, now=datetime.now(UTC))
    return Summary(
        run_id=run_id, started_at=started_at, ended_at=datetime.now(UTC), outcomes=outcomes
    )


def fetch(client: Client, source: Source, config: Config, resume: ResumePoint) -> Fetched:
    """Read one source to its end, then held posts again; where it fails, what came is kept.

    Of held posts first the counts are read, then whether they are still there.
    """
    fetched = Fetched(source=source, started_at=datetime.now(UTC))
    brands = {key: config.brands[key] for key in source.brands or config.brands}
    pages = connectors.fetch(client, source, brands, resume.cursor, fetched.started_at)
    try:
        for page in pages:
            _take(fetched, page)
        for items in connectors.poll(client, source, _affordable(fetched, resume.polls)):
            _keep(fetched, items, datetime.now(UTC))
        fetched.rechecked = Rechecked(due=resume.rechecks, records=fetched.records)
        recheck(client, source, fetched.rechecked, datetime.now(UTC))
    except SourceError as error:
        fetched.error = redact(str(error))
    return fetched


def _take(fetched: Fetched, page: Page) -> None:
    """Keep a page's records, and its cursor where it proves anything."""
    _keep(fetched, page.items, fetched.started_at)
    fetched.cursor = page.cursor
    if page.observed_until is not None:
        fetched.page = page


def _keep(fetched: Fetched, items: tuple[Item, ...], now: datetime) -> None:
    for number, item in enumerate(items, len(fetched.records) + 1):
        place = f"{fetched.source.name}, item {number}"
        fetched.records.extend(connectors.read_item(item, fetched.source, place, now))


def _affordable(fetched: Fetched, polls: Sequence[str]) -> list[str]:
    """What new posts leave of the source's limit; those just read are known already."""
    fresh = {record.post_id for record in fetched.records if isinstance(record, Post)}
    room = max(0, fetched.source.max_items - len(fetched.records))
    return [post_id for post_id in polls if post_id not in fresh][:room]


def _chosen(config: Config, names: Sequence[str]) -> list[Source]:
    if unknown := [name for name in names if name not in config.sources]:
        raise ConfigError(
            f"no source is called {', '.join(unknown)}; there are "
            f"{', '.join(config.sources) or 'none'}"
        )
    return [source for name, source in config.sources.items() if not names or name in names]


def _stored(
    con: duckdb.DuckDBPyConnection,
    fetched: Sequence[Fetched],
    config: Config,
    run_id: str,
    scorer: Scorer,
    data: Path,
) -> Iterator[Outcome]:
    if not any(one.records for one in fetched):
        apply_config(con, config, now=datetime.now(UTC))
    for one in fetched:
        loaded = NOTHING
        if one.records:
            loaded = load(
                con,
                standing(one.records),
                config=config,
                run_id=run_id,
                now=datetime.now(UTC),
                scorer=scorer,
            )
        erased_count = store_deletions(
            con, one.source, one.records, one.rechecked, now=datetime.now(UTC), data=data
        )
        outcome = _outcome(one, loaded, erased_count)
        _note(con, one, loaded, outcome, run_id)
        yield outcome


def _note(
    con: duckdb.DuckDBPyConnection, one: Fetched, loaded: Loaded, outcome: Outcome, run_id: str
) -> None:
    """Write the source's state and its line in the run log."""
    source, at = one.source, datetime.now(UTC)
    known: dict[str, Any] = {
        "kind": source.kind,
        "run_id": run_id,
        "at": at,
        "cursor": one.cursor,
        "since": one.page.observed_since if one.page else None,
        "until": one.page.observed_until if one.page else None,
    }
    if one.error:
        failed(con, source.name, error=one.error, **known)
    else:
        succeeded(con, source.name, **known)
    log_run(
        con,
        run_id,
        source.name,
        command="ingest",
        started_at=one.started_at,
        ended_at=at,
        outcome=outcome.outcome,
        loaded=loaded,
        message=outcome.message,
    )


def _outcome(one: Fetched, loaded: Loaded, erased_count: int) -> Outcome:
    moved = loaded.post_count or loaded.changed_count or loaded.rejected_count or erased_count
    return Outcome(
        source=one.source.name,
        kind=one.source.kind,
        outcome="failed" if one.error else "ok" if moved else "unchanged",
        new_count=loaded.post_count,
        changed_count=loaded.changed_count,
        same_count=loaded.same_count,
        rejected_count=loaded.rejected_count,
        erased_count=erased_count,
        observed_until=one.page.observed_until if one.page else None,
        message=one.error or _too_many_rejected(one),
    )


def _too_many_rejected(one: Fetched) -> str | None:
    rejected = sum(isinstance(record, Reject) for record in one.records)
    limit = one.source.rejected_share_limit
    if rejected <= limit * len(one.records):
        return None
    return f"{rejected} of {len(one.records)} items rejected, the limit is {limit:.0%}"
