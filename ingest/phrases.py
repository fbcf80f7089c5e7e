"""Finds the words and phrases of a table in a text, one look-up per word."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_PATTERN = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?|\*")
_MEMORY = 50_000  # words; beyond it the memory starts afresh


@dataclass(frozen=True, slots=True)
class _Phrase:
    label: str
    words: tuple[str, ...]

    def goes_on(self, words: Sequence[str], start: int) -> bool:
        tail = words[start + 1 : start + len(self.words)]
        return len(tail) == len(self.words) - 1 and all(map(_fits, self.words[1:], tail))


class Phrases:
    """A table of labels, each with words and phrases, looked for all at once.

    A phrase is written as people write it, in any case: "never again", "refund*". A star stands
    for the rest of a word; a lone star for any one word.
    """

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        self._words: dict[str, list[_Phrase]] = {}
        self._stems: dict[str, list[_Phrase]] = {}
        for label, phrases in table.items():
            for phrase in phrases:
                self._add(_Phrase(label, tuple(_PATTERN.findall(phrase.lower()))))
        self._stem_lengths = sorted({len(stem) for stem in self._stems})
        self._memory: dict[str, tuple[_Phrase, ...]] = {}

    def _add(self, phrase: _Phrase) -> None:
        if not phrase.words:
            return
        first = phrase.words[0]
        kind = self._stems if first.endswith("*") else self._words
        kind.setdefault(first.rstrip("*"), []).append(phrase)

    def labels(self, words: Sequence[str]) -> dict[str, int]:
        """How often each label is hit in the words of a text; labels without a hit are left out."""
        hits: dict[str, int] = {}
        for start, word in enumerate(words):
            for phrase in self._starting(word):
                if phrase.goes_on(words, start):
                    hits[phrase.label] = hits.get(phrase.label, 0) + 1
        return hits

    def _starting(self, word: str) -> tuple[_Phrase, ...]:
        known = self._memory.get(word)
        if known is None:
            if len(self._memory) >= _MEMORY:
                self._memory.clear()
            stems = (self._stems.get(word[:n], ()) for n in self._stem_lengths if n <= len(word))
            known = (*self._words.get(word, ()), *(phrase for found in stems for phrase in found))
            self._memory[word] = known
        return known


def words_of(text: str) -> list[str]:
    """Lower-case words and numbers in order; an apostrophe inside a word belongs to it."""
    return _WORD.findall(text.lower())


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
