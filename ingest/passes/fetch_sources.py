"""One pass over the sources: read side by side, each stored when it is done."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from ingest.config import Config
from ingest.errors import ConfigError
from ingest.loading.load import NOTHING, Loaded, apply_config, finish, load
from ingest.loading.remains import clear_remains
from ingest.loading.resume import ResumePoint, resume_points
from ingest.loading.run_log import new_run_id
from ingest.loading.scoring import scorer_in_use
from ingest.loading.source_state import failed, log_run, progressed, succeeded
from ingest.passes.deletions import standing, store_deletions
from ingest.passes.fetching import Fetched, fetch
from ingest.passes.outcome import Outcome, Summary
from ingest.passes.side_by_side import as_they_come
from ingest.reading.scorer import Scorer
from ingest.sources.options import Source
from ingest.web.client import Client
from sql.maintenance import make_room
from sql.warehouse import writer

EvaluateAlerts = Callable[[duckdb.DuckDBPyConnection], object]

_storing = threading.Lock()  # passes of one process take turns instead of running into time-outs


def run_pass(
    data: Path,
    config: Config,
    names: Sequence[str] = (),
    *,
    client: Client | None = None,
    evaluate_alerts: EvaluateAlerts | None = None,
) -> Summary:
    """Read sources and store what they deliver; a failing or slow one never holds up another.

    Nothing is locked while sources are read. What has ended is stored while others are still read,
    and what takes long in parts. Posts and cursors are committed together: a pass that is killed
    anywhere goes on where its last part ended, and loses nothing.

    Args:
        data: the warehouse's folder.
        config: brands and sources.
        names: sources to read; all of the configuration where none is named.
        client: what to ask with, where not the usual one.
        evaluate_alerts: called with the writing connection each time that something is stored,
            before it is published; None gives no alerts.

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
    with client or Client(data=data) as open_client, ExitStack() as stack:
        storing = Storing(data, config, run_id, evaluate_alerts, stack)
        for parts in as_they_come(sources, partial(_read, open_client, config, known)):
            storing.store(parts)
    clear_remains(data, now=datetime.now(UTC))
    return Summary(
        run_id=run_id,
        started_at=started_at,
        ended_at=datetime.now(UTC),
        outcomes=tuple(storing.outcomes[source.name] for source in sources),
    )


def _read(
    client: Client, config: Config, known: dict[str, ResumePoint], source: Source
) -> Iterator[Fetched]:
    return fetch(client, source, config, known[source.name])


@dataclass(slots=True)
class Storing:
    """Stores what sources deliver, in short transactions of which each is published.

    Attributes:
        outcomes: of the sources that have ended, by name.
    """

    data: Path
    config: Config
    run_id: str
    evaluate_alerts: EvaluateAlerts | None
    stack: ExitStack
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    _loaded: dict[str, Loaded] = field(default_factory=dict)
    _erased: dict[str, int] = field(default_factory=dict)
    _scorer: Scorer | None = None

    def store(self, parts: Sequence[Fetched]) -> None:
        """Store parts in one transaction and publish it.

        Raises:
            WarehouseError: they cannot be stored; the next pass fetches them again.
        """
        with _storing, writer(self.data) as con:
            if any(part.records for part in parts):
                make_room(con)
            else:
                apply_config(con, self.config, now=datetime.now(UTC))
            with self._scorer_in_use(con) as scorer:
                for part in parts:
                    self._store(con, part, scorer)
            finish(con)
            if self.evaluate_alerts:
                self.evaluate_alerts(con)

    def _store(self, con: duckdb.DuckDBPyConnection, part: Fetched, scorer: Scorer) -> None:
        name, now = part.source.name, datetime.now(UTC)
        loaded = NOTHING
        if part.records:
            loaded = load(
                con,
                standing(part.records),
                config=self.config,
                run_id=self.run_id,
                now=now,
                scorer=scorer,
            )
        erased = store_deletions(
            con, part.source, part.records, part.rechecked, now=datetime.now(UTC), data=self.data
        )
        self._loaded[name] = self._loaded.get(name, NOTHING) + loaded
        self._erased[name] = self._erased.get(name, 0) + erased
        if part.is_end:
            outcome = _outcome(part, self._loaded[name], self._erased[name])
            _note(con, part, self._loaded[name], outcome, self.run_id)
            self.outcomes[name] = outcome
        else:
            progressed(con, name, **_known(part, self.run_id))

    @contextmanager
    def _scorer_in_use(self, con: duckdb.DuckDBPyConnection) -> Iterator[Scorer]:
        """What reads texts; one that may be asked so much in a run counts over the whole pass."""
        if self._scorer:
            yield self._scorer
            return
        with ExitStack() as stack:
            scorer = stack.enter_context(scorer_in_use(con, self.config))
            if scorer.texts_per_run is not None:
                self._scorer = scorer
                self.stack.push(stack.pop_all())
            yield scorer


def _chosen(config: Config, names: Sequence[str]) -> list[Source]:
    if unknown := [name for name in names if name not in config.sources]:
        raise ConfigError(
            f"no source is called {', '.join(unknown)}; there are "
            f"{', '.join(config.sources) or 'none'}"
        )
    return [source for name, source in config.sources.items() if not names or name in names]


def _note(
    con: duckdb.DuckDBPyConnection, one: Fetched, loaded: Loaded, outcome: Outcome, run_id: str
) -> None:
    """Write the source's state and its line in the run log."""
    source, at = one.source, datetime.now(UTC)
    if one.error:
        failed(con, source.name, error=one.error, at=at, **_known(one, run_id))
    else:
        succeeded(con, source.name, at=at, **_known(one, run_id))
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


def _known(one: Fetched, run_id: str) -> dict[str, Any]:
    """How far the source got."""
    return {
        "kind": one.source.kind,
        "run_id": run_id,
        "cursor": one.cursor,
        "since": one.page.observed_since if one.page else None,
        "until": one.page.observed_until if one.page else None,
    }


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
    rejected, limit = one.all_rejected_count, one.source.rejected_share_limit
    if rejected <= limit * one.all_count:
        return None
    return f"{rejected} of {one.all_count} items rejected, the limit is {limit:.0%}"
