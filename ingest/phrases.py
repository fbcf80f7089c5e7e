"""Finds the words and phrases of a table in a text, one look-up per word."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_PATTERN = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?|\*")
_MEMORY = 50_000  # words; beyond it the memory starts afresh


@dataclass(slots=True)
class _Begun:
    """What may have begun with one word."""

    single: list[str] = field(default_factory=list)
    by_next: dict[str, list[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)
    starred: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def add(self, label: str, tail: tuple[str, ...]) -> None:
        if not tail:
            self.single.append(label)
        elif tail[0].endswith("*"):
            self.starred.append((label, tail))
        else:
            self.by_next.setdefault(tail[0], []).append((label, tail))

    def labels(self, words: Sequence[str], start: int) -> Iterable[str]:
        yield from self.single
        following = words[start + 1] if start + 1 < len(words) else ""
        for label, tail in (*self.by_next.get(following, ()), *self.starred):
            rest = words[start + 1 : start + 1 + len(tail)]
            if len(rest) == len(tail) and all(map(_fits, tail, rest)):
                yield label


class Phrases:
    """A table of labels, each with words and phrases, looked for all at once.

    A phrase is written as people write it, in any case: "never again", "refund*". A star stands
    for the rest of a word; a lone star for any one word.

    Attributes:
        table: label → phrases, as given.
    """

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        self.table = {label: tuple(phrases) for label, phrases in table.items()}
        self._beginnings: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for label, phrases in self.table.items():
            for phrase in phrases:
                if words := _PATTERN.findall(phrase.lower()):
                    self._beginnings[words[0]].append((label, tuple(words[1:])))
        stems = {first[:-1] for first in self._beginnings if first.endswith("*")}
        self._stem_lengths = sorted({len(stem) for stem in stems})
        self._memory: dict[str, _Begun | None] = {}

    def labels(self, words: Sequence[str]) -> dict[str, int]:
        """How often each label is hit in the words of a text; labels without a hit are left out."""
        hits: dict[str, int] = {}
        memory = self._memory
        for start, word in enumerate(words):
            begun = memory[word] if word in memory else self._look_up(word)
            if begun is not None:
                for label in begun.labels(words, start):
                    hits[label] = hits.get(label, 0) + 1
        return hits

    def _look_up(self, word: str) -> _Begun | None:
        stems = [f"{word[:length]}*" for length in self._stem_lengths if length <= len(word)]
        begun = _Begun()
        for first in (word, *stems):
            for label, tail in self._beginnings.get(first, ()):
                begun.add(label, tail)
        found = begun if begun.single or begun.by_next or begun.starred else None
        if len(self._memory) >= _MEMORY:
            self._memory.clear()
        self._memory[word] = found
        return found


@lru_cache(maxsize=2_048)
def words_of(text: str) -> tuple[str, ...]:
    """Lower-case words and numbers in order; an apostrophe inside a word belongs to it.

    Language, cues, complaint and topics all ask for the words of the same text: it is read once.
    """
    return tuple(_WORD.findall(text.lower()))


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
