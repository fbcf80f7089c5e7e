"""What sources delivered, stored in short transactions; one source's trouble is its own.

Most passes find nothing new. What reads and derives is imported where something came: importing it
costs more than all the rest of such a pass.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from ingest.config import Config
from ingest.loading.loaded import NOTHING, Loaded
from ingest.loading.source_state import failed, log_run, progressed, succeeded
from ingest.passes import quiet
from ingest.passes.deletions import standing, store_deletions
from ingest.passes.fetching import Fetched
from ingest.passes.outcome import Outcome
from ingest.reading.scorer import Scorer
from ingest.web.redaction import redact
from ingest.web.response import EXCERPT_LENGTH
from sql.maintenance import make_room
from sql.warehouse import writer

EvaluateAlerts = Callable[[duckdb.DuckDBPyConnection], object]

# What a value that no column takes makes of storing it.
UNSTORABLE = (duckdb.Error, ValueError, OverflowError)

# What of a load changes a figure; posts that are held as they are do not.
SEEN = ("post_count", "changed_count", "engagement_count", "rejected_count")

log = logging.getLogger(__name__)
_storing = threading.Lock()  # passes of one process take turns instead of running into time-outs


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
    _lost: dict[str, str] = field(default_factory=dict)
    _scorer: Scorer | None = None

    def store(self, parts: Sequence[Fetched]) -> None:
        """Store parts in one transaction and publish it.

        Where that fails by what one source delivered, each is stored by itself, and that one is
        told to have failed: its cursor stays, and the next pass fetches it again.

        Raises:
            WarehouseError: nothing can be stored; the next pass fetches all of it again.
        """
        parts = [self._without_lost(part) for part in parts]
        try:
            self._commit(parts)
        except UNSTORABLE as error:
            names = list(dict.fromkeys(part.source.name for part in parts))
            for name in names if len(names) > 1 else ():
                self.store([part for part in parts if part.source.name == name])
            if len(names) == 1:
                self._give_up(parts, names[0], error)

    def _give_up(self, parts: Sequence[Fetched], name: str, error: Exception) -> None:
        if name in self._lost:  # not even that it failed can be stored
            raise error
        log.error("%s: cannot be stored: %s", name, redact(str(error)))
        told = " ".join(redact(str(error)).split())[:EXCERPT_LENGTH]
        self._lost[name] = f"{name}: what it delivered cannot be stored: {told}"
        self._commit([self._without_lost(part) for part in parts])

    def _without_lost(self, part: Fetched) -> Fetched:
        """A part as it is; of a source that lost one before, nothing but its end."""
        if part.source.name not in self._lost:
            return part
        return Fetched(
            source=part.source,
            started_at=part.started_at,
            is_end=part.is_end,
            error=self._lost[part.source.name],
        )

    def _commit(self, parts: Sequence[Fetched]) -> None:
        before = dict(self._loaded), dict(self._erased)
        try:
            self._store_all(parts)
        except BaseException:
            self._loaded, self._erased = before
            raise

    def _store_all(self, parts: Sequence[Fetched]) -> None:
        before, is_quiet = self._moved(), False
        with _storing:
            with writer(self.data, publishes=lambda: not is_quiet) as con:
                may_be_quiet = quiet.may_be_quiet(con, self.data, self.config, parts)
                known = quiet.known(self.data, parts) if may_be_quiet else set()
                has_come = any(part.records for part in parts if part.source.name not in known)
                if has_come:
                    make_room(con)
                elif not may_be_quiet:
                    from ingest.loading.load import apply_config

                    apply_config(con, self.config, now=datetime.now(UTC))
                with self._scorer_in_use(con) if has_come else nullcontext() as scorer:
                    for part in parts:
                        self._store(con, part, scorer, is_known=part.source.name in known)
                is_quiet = may_be_quiet and self._moved() == before
                if not is_quiet:
                    self._conclude(con)
                state = quiet.settled(con, self.config)
            quiet.note(self.data, state, parts, is_quiet=is_quiet)

    def _conclude(self, con: duckdb.DuckDBPyConnection) -> None:
        from ingest.loading.load import finish

        finish(con)
        if self.evaluate_alerts:
            self.evaluate_alerts(con)

    def _moved(self) -> list[int]:
        """Counts that grow with whatever a reader can see of posts."""
        return [sum(getattr(one, name) for one in self._loaded.values()) for name in SEEN] + [
            sum(self._erased.values())
        ]

    def _store(
        self,
        con: duckdb.DuckDBPyConnection,
        part: Fetched,
        scorer: Scorer | None,
        *,
        is_known: bool,
    ) -> None:
        name, now = part.source.name, datetime.now(UTC)
        loaded = NOTHING
        if is_known:
            loaded = replace(NOTHING, same_count=len(part.fresh))
        elif part.records:
            from ingest.loading.load import load

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
        from ingest.loading.scoring import scorer_in_use

        with ExitStack() as stack:
            scorer = stack.enter_context(scorer_in_use(con, self.config))
            if scorer.texts_per_run is not None:
                self._scorer = scorer
                self.stack.push(stack.pop_all())
            yield scorer


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
