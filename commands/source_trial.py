"""A source that is tried, as `earshot sources test` tells it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ingest.config import Config
from ingest.errors import ConfigError
from ingest.setup.sources import NewSource, drafted, pairs
from ingest.setup.trial import Trial
from ingest.sources.options import Source
from ingest.web.network_file import FILE
from sql.warehouse import published

HEADS = {
    "works": "works",
    "empty": "answers, nothing there",
    "not understood": "answers what nobody understands",
    "missing": "misses what it needs",
    "refused": "is refused",
    "spent": "has spent its budget",
    "unreachable": "cannot be reached",
    "broken": "cannot be understood by Earshot",
    "too slow": "does not answer in time",
}


def chosen(config: Config, name: str, kind: str | None, values: Sequence[str]) -> Source:
    """The source of that name, or a draft of one where a kind is told.

    Raises:
        ConfigError: there is none of that name, or the draft is wrong.
    """
    if kind is not None:
        return drafted(config, NewSource(kind=kind, name=name, values=pairs(list(values))))
    if name not in config.sources:
        raise ConfigError(
            f"no source is called {name}; there are {', '.join(config.sources) or 'none'}"
        )
    if values:
        raise ConfigError("values are for a source that is not written yet: say its --kind")
    return config.sources[name]


def counted_in(data: Path) -> Path | None:
    """Where budgets are counted, once anything is loaded or fetched; a trial makes no folder."""
    return data if published(data) or (data / FILE).exists() else None


def trial_as_text(trial: Trial) -> str:
    """One screen: what came of it, then up to three posts as they are understood."""
    return "\n".join(
        [
            f"{trial.source} ({trial.kind}) {HEADS[trial.state]}",
            *(f"  {line}" for line in trial.told),
            *(f"  refused: {line}" for line in trial.refused),
            *(line for one in trial.shown for line in _post(one)),
            "Nothing was written.",
        ]
    )


def _post(shown: Mapping[str, Any]) -> list[str]:
    who = f"{shown['author'] or 'nobody named'}{', the brand itself' * shown['is_outbound']}"
    rated = "" if shown["rating"] is None else f", {shown['rating']:g} of 5"
    said = " / ".join(part for part in (shown["title"], " ".join(shown["text"].split())) if part)
    return [
        f"  {shown['created_at']:%Y-%m-%d %H:%M} UTC, {shown['kind']}{rated}, by {who}",
        f"    {said}",
    ]
