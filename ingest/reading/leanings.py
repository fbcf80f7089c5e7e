"""The editable tables of turns of phrase and words that leave little doubt."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, reduce
from operator import or_

from ingest.reading.remembered import OfWords, Remembered
from ingest.reading.word_files import WORDS

_TABLES = ("leaning.toml", "verdicts.toml")


class WordSet:
    """Words, some of them stems that end in a star: one of the entries of the tables."""

    def __init__(self, mark: int) -> None:
        self._mark = mark

    def __contains__(self, word: str) -> bool:
        """Whether a word in lower case is one of them or begins like a stem."""
        return _marks()[word] & self._mark != 0

    def meets(self, words: Sequence[str]) -> bool:
        """Whether any of the words is one of them."""
        return _marks_of(words) & self._mark != 0

    def places(self, words: Sequence[str]) -> list[int]:
        """Where its words stand among the words."""
        mark = self._mark
        found = map(_marks().__getitem__, words)
        return [place for place, marks in enumerate(found) if marks & mark]


@cache
def table() -> Mapping[str, Mapping[str, list[str]]]:
    """Group → name → words and phrases, as written."""
    found: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(edition())
    return found


@cache
def word_set(group: str, name: str = "words") -> WordSet:
    """The words of one entry."""
    return WordSet(1 << _entries().index((group, name)))


@cache
def _entries() -> list[tuple[str, str]]:
    return [(group, name) for group, names in table().items() for name in names]


@cache
def _marks() -> Remembered[int]:
    """By word the entries that hold it, one bit each: a word is looked at once for all of them."""
    whole: dict[str, int] = {}
    stems: dict[str, int] = {}
    for place, (group, name) in enumerate(_entries()):
        for word in table()[group][name]:
            held, key = (stems, word[:-1]) if word.endswith("*") else (whole, word)
            held[key] = held.get(key, 0) | 1 << place
    lengths = sorted({len(stem) for stem in stems})

    def look(word: str) -> int:
        marks = whole.get(word, 0)
        for length in lengths:
            if length > len(word):
                break
            marks |= stems.get(word[:length], 0)
        return marks

    return Remembered(look)


_marks_of = OfWords(lambda words: reduce(or_, map(_marks().__getitem__, words), 0))


def edition() -> str:
    """What is written in the tables, to tell one edition from another."""
    return "\n".join((WORDS / name).read_text(encoding="utf-8") for name in _TABLES)
