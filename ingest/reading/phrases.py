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

    is_longer: bool = False

    def add(self, label: str, tail: tuple[str, ...]) -> None:
        if not tail:
            self.single.append(label)
            return
        self.is_longer = True
        if tail[0].endswith("*"):
            self.starred.append((label, tail))
        else:
            self.by_next.setdefault(tail[0], []).append((label, tail))

    def longer(self, words: Sequence[str], start: int) -> list[str]:
        following = words[start + 1] if start + 1 < len(words) else ""
        begun = self.by_next.get(following, [])
        if self.starred:
            begun = begun + self.starred
        return [label for label, tail in begun if _goes_on(tail, words, start + 1)]


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
        self._stem_heads = {stem[: self._stem_lengths[0]] for stem in stems}
        self._memory: dict[str, _Begun | None] = {}

    def labels(self, words: Sequence[str]) -> dict[str, int]:
        """How often each label is hit in the words of a text; labels without a hit are left out."""
        hits: dict[str, int] = {}
        memory = self._memory
        for start, word in enumerate(words):
            begun = memory[word] if word in memory else self._look_up(word)
            if begun is not None:
                for label in begun.single:
                    hits[label] = hits.get(label, 0) + 1
                if begun.is_longer:
                    for label in begun.longer(words, start):
                        hits[label] = hits.get(label, 0) + 1
        return hits

    def _look_up(self, word: str) -> _Begun | None:
        stems: list[str] = []
        # Nearly no word begins like any stem: one look settles it.
        if self._stem_lengths and word[: self._stem_lengths[0]] in self._stem_heads:
            stems = [f"{word[:length]}*" for length in self._stem_lengths if length <= len(word)]
        begun = _Begun()
        for first in (word, *stems):
            for label, tail in self._beginnings.get(first, ()):
                begun.add(label, tail)
        found = begun if begun.single or begun.is_longer else None
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


def _goes_on(tail: tuple[str, ...], words: Sequence[str], start: int) -> bool:
    if len(tail) > len(words) - start:
        return False
    return all(_fits(pattern, words[start + i]) for i, pattern in enumerate(tail))


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
