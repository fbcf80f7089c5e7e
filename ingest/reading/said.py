"""The phrases of every table in a text, all of them looked for at once."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache

from ingest.reading.leanings import table
from ingest.reading.phrases import Phrases
from ingest.reading.remembered import OfWords
from ingest.reading.word_files import WORDS, phrases_in

Hits = Mapping[str, int]
NONE: Hits = {}
_LABEL_ENDS = "/"


def said(name: str, words: Sequence[str]) -> Hits:
    """How often each label of a table is hit; labels without a hit are left out.

    Args:
        name: evidence, asking, cues, complaint, turns or relief.
        words: of a text, in lower case and in order.
    """
    return _all_said(words).get(name, NONE)


@cache
def labels_of(name: str) -> tuple[str, ...]:
    """The labels of a table, in order."""
    return tuple(_tables()[name])


def _find(words: tuple[str, ...]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for label, count in _phrases().labels(words).items():
        name, _, own = label.partition(_LABEL_ENDS)
        found.setdefault(name, {})[own] = count
    return found


_all_said = OfWords(_find)


@cache
def _phrases() -> Phrases:
    return Phrases(
        {
            f"{name}{_LABEL_ENDS}{label}": phrases
            for name, labels in _tables().items()
            for label, phrases in labels.items()
        }
    )


@cache
def _tables() -> Mapping[str, Mapping[str, Sequence[str]]]:
    turns, relief = table()["turns"], table()["relief"]
    return {
        "evidence": _written("evidence", "evidence"),
        "asking": _written("asking", "asking"),
        "cues": _written("cues", "cues"),
        "complaint": {"complaint": phrases_in("complaints")},
        "turns": {label: turns[label] for label in ("good", "bad", "longed")},
        "relief": {label: relief[label] for label in ("at_last", "outcomes", "alone")},
    }


def _written(file: str, name: str) -> Mapping[str, Sequence[str]]:
    held = tomllib.loads((WORDS / f"{file}.toml").read_text(encoding="utf-8"))
    written: Mapping[str, Sequence[str]] = held[name]
    return written
