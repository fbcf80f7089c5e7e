"""The scorers by their names in earshot.toml."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ingest.config import Cutoffs
from ingest.errors import ConfigError
from ingest.reading.linear.model import shipped
from ingest.reading.scorer import Scorer
from ingest.reading.scorers.huggingface import HuggingFace
from ingest.reading.scorers.openai_compatible import Budget, OpenAICompatible
from ingest.reading.scorers.vader import Vader

API_KEY = "EARSHOT_SCORER_KEY"

Options = Mapping[str, Any]


def _linear(_cutoffs: Cutoffs, _options: Options) -> Scorer:
    return shipped()


def _vader(cutoffs: Cutoffs, _options: Options) -> Scorer:
    return Vader(positive=cutoffs.positive, negative=cutoffs.negative)


def _huggingface(_cutoffs: Cutoffs, options: Options) -> Scorer:
    return HuggingFace(_needed(options, "model"), languages=frozenset(options.get("languages", ())))


def _openai_compatible(_cutoffs: Cutoffs, options: Options) -> Scorer:
    cache = options.get("cache")
    return OpenAICompatible(
        _needed(options, "url"),
        _needed(options, "model"),
        api_key=os.environ.get(API_KEY),
        languages=frozenset(options.get("languages", ())),
        budget=Budget(texts=int(options.get("texts_per_run", 5_000))),
        cache=Path(cache) if cache else None,
    )


SCORERS: dict[str, Callable[[Cutoffs, Options], Scorer]] = {
    "linear": _linear,
    "vader": _vader,
    "huggingface": _huggingface,
    "openai_compatible": _openai_compatible,
}


def scorer_named(name: str, cutoffs: Cutoffs, options: Options | None = None) -> Scorer:
    """The scorer of this name; options are model, url, languages, texts_per_run, cache.

    Raises:
        ConfigError: no scorer has this name, or an option that it needs is missing.
        ModelRefused: its weights are missing or damaged.
    """
    if name not in SCORERS:
        raise ConfigError(f"scorer {name!r}: there are {', '.join(SCORERS)}")
    return SCORERS[name](cutoffs, options or {})


def _needed(options: Options, key: str) -> str:
    if not options.get(key):
        raise ConfigError(f"scorer: {key} is missing")
    return str(options[key])
