"""The scorers by their kinds in earshot.toml."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from ingest.config import Cutoffs
from ingest.errors import ConfigError
from ingest.reading.linear.model import shipped
from ingest.reading.scorer import Scorer
from ingest.reading.scorers.huggingface import HuggingFace
from ingest.reading.scorers.openai import Budget, OpenAI
from ingest.reading.scorers.options import (
    HuggingFaceOptions,
    OpenAIOptions,
    ScorerOptions,
    VaderOptions,
)
from ingest.reading.scorers.vader import Vader
from ingest.web.config_text import ConfigText, expand


@contextmanager
def opened(options: ScorerOptions, cutoffs: Cutoffs) -> Iterator[Scorer]:
    """Lend the scorer that [scorer] asks for; what it holds open is closed afterwards.

    Raises:
        ConfigError: its model, its extra or its key is missing.
        ModelRefused: the weights of the shipped model are missing or damaged.
    """
    match options:
        case VaderOptions():
            yield Vader(positive=cutoffs.positive, negative=cutoffs.negative)
        case HuggingFaceOptions():
            yield _huggingface(options)
        case OpenAIOptions():
            with closing(_openai(options)) as scorer:
                yield scorer
        case _:
            yield shipped()


def _huggingface(options: HuggingFaceOptions) -> HuggingFace:
    return HuggingFace(options.model, languages=frozenset(options.languages), labels=options.labels)


def _openai(options: OpenAIOptions) -> OpenAI:
    return OpenAI(
        _known("base_url", options.base_url),
        options.model,
        api_key=_known("api_key", options.api_key) if options.api_key else None,
        languages=frozenset(options.languages),
        budget=Budget(
            texts=options.texts_per_run,
            seconds=options.seconds_per_run,
            answer_seconds=options.seconds_per_answer,
        ),
        cache=options.answers,
    )


def _known(key: str, text: ConfigText) -> str:
    """The text with the environment in it, which is masked in messages from then on."""
    if text.missing:
        raise ConfigError(f"scorer.{key}: the environment variable {text.missing[0]} is not set")
    return expand("scorer", text)
