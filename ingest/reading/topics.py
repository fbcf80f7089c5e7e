"""What a text is about, by an editable table of keywords."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from ingest.reading.phrases import Phrases

TOPIC_WORDS = Path(__file__).parent / "words" / "topics.toml"

Table = Mapping[str, Sequence[str]]


@cache
def default_topics() -> dict[str, tuple[str, ...]]:
    """The shipped table: topic → English words and phrases, for any trade."""
    table = tomllib.loads(TOPIC_WORDS.read_text(encoding="utf-8"))["topics"]
    return {topic: tuple(phrases) for topic, phrases in table.items()}


def topics_for(own: Table) -> dict[str, tuple[str, ...]]:
    """The shipped table with a brand's own topics added; the same name replaces."""
    return {**default_topics(), **{topic: tuple(phrases) for topic, phrases in own.items()}}


class TopicWords:
    """Looks for the topics of one table."""

    def __init__(self, table: Table) -> None:
        self._phrases = Phrases(table)

    def topics(self, words: Sequence[str]) -> tuple[str, ...]:
        """The topics hit, most hits first; empty where none is."""
        hits = self._phrases.labels(words)
        return tuple(sorted(hits, key=lambda topic: -hits[topic]))
