"""What a text is about, by an editable table of keywords."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ingest.reading.phrases import Phrases

TOPIC_WORDS = Path(__file__).parent / "words" / "topics.toml"

Table = Mapping[str, Sequence[str]]


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(TOPIC_WORDS.read_text(encoding="utf-8"))


@cache
def default_topics() -> dict[str, tuple[str, ...]]:
    """The shipped table: topic → English words and phrases, for any trade."""
    return {topic: tuple(phrases) for topic, phrases in _shipped()["topics"].items()}


def topics_for(own: Table) -> dict[str, tuple[str, ...]]:
    """The shipped table with a brand's own topics added; the same name replaces."""
    return {**default_topics(), **{topic: tuple(phrases) for topic, phrases in own.items()}}


def needs_for(own: Table, patterns: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """What complaints on a topic have to hold, as rows (topic, detail, pattern); sorted.

    Args:
        own: a brand's own needs by topic, which replace the shipped ones of the same name.
        patterns: its own patterns by detail, which do the same.

    Raises:
        ValueError: a topic needs a detail that has no pattern.
    """
    looks = _shipped()["details"] | dict(patterns)
    needs = _shipped()["needs"] | dict(own)
    if missing := sorted({one for wanted in needs.values() for one in wanted} - set(looks)):
        raise ValueError(f"no pattern says how {', '.join(missing)} looks: add it to details")
    return sorted((topic, one, looks[one]) for topic, wanted in needs.items() for one in wanted)


class TopicWords:
    """Looks for the topics of one table."""

    def __init__(self, table: Table) -> None:
        self._phrases = Phrases(table)

    def topics(self, words: Sequence[str]) -> tuple[str, ...]:
        """The topics hit, most hits first; empty where none is."""
        hits = self._phrases.labels(words)
        return tuple(sorted(hits, key=lambda topic: -hits[topic]))
