"""One pass over the sources: read side by side, each stored when it is done."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from ingest.config import Config
from ingest.errors import ConfigError
from ingest.loading.remains import clear_remains
from ingest.loading.resume import ResumePoint, resume_points
from ingest.loading.run_log import new_run_id
from ingest.passes.fetching import Fetched, fetch
from ingest.passes.outcome import Summary
from ingest.passes.side_by_side import as_they_come
from ingest.passes.storing import EvaluateAlerts, Storing
from ingest.sources.options import Source
from ingest.web.client import Client
from sql.progress import progress


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
    known = _gone_on(data, resume_points(data, sources, started_at))
    with client or Client(data=data) as open_client, ExitStack() as stack:
        storing = Storing(data, config, run_id, evaluate_alerts, stack)
        read = partial(_read, open_client, config, known)
        for parts in as_they_come(sources, read, open_client.break_off):
            storing.store(parts)
    clear_remains(data, now=datetime.now(UTC))
    return Summary(
        run_id=run_id,
        started_at=started_at,
        ended_at=datetime.now(UTC),
        outcomes=tuple(storing.outcomes[source.name] for source in sources),
    )


def _gone_on(data: Path, known: dict[str, ResumePoint]) -> dict[str, ResumePoint]:
    """From where passes got that published nothing, where such came after the version."""
    noted = progress(data)
    cursors = {name: one.get("cursor") for name, one in noted.sources.items()} if noted else {}
    return {
        name: replace(point, cursor=cursors.get(name) or point.cursor)
        for name, point in known.items()
    }


def _read(
    client: Client, config: Config, known: dict[str, ResumePoint], source: Source
) -> Iterator[Fetched]:
    return fetch(client, source, config, known[source.name])


def _chosen(config: Config, names: Sequence[str]) -> list[Source]:
    if unknown := [name for name in names if name not in config.sources]:
        raise ConfigError(
            f"no source is called {', '.join(unknown)}; there are "
            f"{', '.join(config.sources) or 'none'}"
        )
    return [source for name, source in config.sources.items() if not names or name in names]
