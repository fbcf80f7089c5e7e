"""The editable tables of turns of phrase and words that leave little doubt."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache

from ingest.reading.word_files import WORDS

_TABLES = ("leaning.toml", "verdicts.toml")
_MEMORY = 50_000  # words; beyond it the memory starts afresh


class WordSet:
    """Words, some of them stems that end in a star."""

    def __init__(self, words: Iterable[str]) -> None:
        held = list(words)
        self._words = frozenset(word for word in held if not word.endswith("*"))
        self._stems = tuple(word[:-1] for word in held if word.endswith("*"))
        self._memory: dict[str, bool] = {}

    def __contains__(self, word: str) -> bool:
        """Whether a word in lower case is one of them or begins like a stem."""
        known = self._memory.get(word)
        if known is None:
            known = word in self._words or word.startswith(self._stems)
            if len(self._memory) >= _MEMORY:
                self._memory.clear()
            self._memory[word] = known
        return known


@cache
def table() -> Mapping[str, Mapping[str, list[str]]]:
    """Group → name → words and phrases, as written."""
    found: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(edition())
    return found


@cache
def word_set(group: str, name: str = "words") -> WordSet:
    """The words of one entry."""
    return WordSet(table()[group][name])


def edition() -> str:
    """What is written in the tables, to tell one edition from another."""
    return "\n".join((WORDS / name).read_text(encoding="utf-8") for name in _TABLES)
