"""Finds the words and phrases of a table in a text, one look-up per word."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.reading.remembered import Remembered

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_PATTERN = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?|\*")


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

    def longer(self, words: Sequence[str], start: int) -> Iterable[str]:
        """Labels of the phrases of several words that begin at a place."""
        following = words[start + 1] if start + 1 < len(words) else ""
        begun = (*self.by_next.get(following, ()), *self.starred)
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
        self._begun = Remembered(self._look_up)

    def labels(self, words: Sequence[str]) -> dict[str, int]:
        """How often each label is hit in the words of a text; labels without a hit are left out."""
        found = list(map(self._begun.__getitem__, words))
        hits: dict[str, int] = {}
        if not any(found):
            return hits
        for start, (begun, following) in enumerate(zip(found, (*words[1:], ""), strict=True)):
            if begun is not None:
                for label in begun.single:
                    hits[label] = hits.get(label, 0) + 1
                if following in begun.by_next or begun.starred:
                    for label in begun.longer(words, start):
                        hits[label] = hits.get(label, 0) + 1
        return hits

    def _look_up(self, word: str) -> _Begun | None:
        stems: list[str] = []
        # Nearly no word begins like any stem: one look settles it.
        if self._stem_lengths and word[: self._stem_lengths[0]] in self._stem_heads:
            stems = [f"{word[:length]}*" for length in self._stem_lengths if length <= len(word)]
        elif word not in self._beginnings:
            return None
        begun = _Begun()
        for first in (word, *stems):
            for label, tail in self._beginnings.get(first, ()):
                begun.add(label, tail)
        return begun if begun.single or begun.is_longer else None


@lru_cache(maxsize=2_048)
def words_of(text: str) -> tuple[str, ...]:
    """Lower-case words and numbers in order; an apostrophe inside a word belongs to it.

    Language, cues, complaint and topics all ask for the words of the same text: it is read once.
    """
    return tuple(_WORD.findall(text.lower()))


def _goes_on(tail: tuple[str, ...], words: Sequence[str], start: int) -> bool:
    if len(tail) > len(words) - start:
        return False
    for place, pattern in enumerate(tail, start):  # noqa: SIM110 - a generator takes twice as long
        if not _fits(pattern, words[place]):
            return False
    return True


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
