"""Finds configured names in texts, as they are written and as people write them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from ingest.reading.folding import bare, bare_with_places, fold
from ingest.reading.spelling import Spelling, spellings
from ingest.reading.word_files import words_in

_TAG = re.compile(r"#(\w+)")
_SIGNS = ("#", "$")
_MEMORY = 2_000  # patterns; beyond it the memory starts afresh


@dataclass(frozen=True, slots=True)
class Found:
    """Where a name stands in a plain text.

    Attributes:
        names: the configured names of this spelling.
        start: place of its first character; a "#" or "$" in front of it belongs to it.
        end: place after its last character.
        is_whole: it stands for itself; False where it only begins a hashtag that may be any
            other name ("#UnitedNations").
    """

    names: tuple[str, ...]
    start: int
    end: int
    is_whole: bool


class Names:
    """Looks for many names at once.

    A name is found whatever its capitals, apostrophes, hyphens and accents (if it is long enough
    to stay itself without them), with any gap between its parts or none ("Coca-Cola", "coca cola",
    "#CocaCola"), as a whole word where its script has words, and in a hashtag together with what
    people tie to names ("#BoycottAcme"). A longer name is not a shorter one and a word.
    """

    def __init__(self, names: Iterable[str]) -> None:
        held: dict[str, _Group] = {}
        for name in dict.fromkeys(names):
            for spelling in spellings(name):
                held.setdefault(spelling.joined, _Group()).add(name, spelling)
        # Longest first: "Acme Air" is one name, not "Acme" and a word.
        self._groups = [held[joined] for joined in sorted(held, key=lambda j: (-len(j), j))]
        self._needles = [
            (needle, group) for group in self._groups for needle in sorted(group.needles)
        ]
        self._memory: dict[tuple[int, ...], re.Pattern[str]] = {}

    def find(self, text: str) -> list[Found]:
        """Every name in a plain text, in order."""
        if not self._needles:
            return []
        searched = bare(fold(text))
        # Looking for a few letters is much quicker than the search for names.
        groups = list(dict.fromkeys(g for needle, g in self._needles if needle in searched))
        if not groups:
            return []
        places: Sequence[int] = range(len(text) + 1)
        if not text.isascii():
            searched, places = bare_with_places(text)
        found = [*self._words(searched, groups), *_tags(searched, groups)]
        placed = [
            (group, Found(group.names, places[start], places[end - 1] + 1, is_whole))
            for group, start, end, is_whole in found
        ]
        by_start = {
            one.start: one for group, one in placed if group.is_spelt(text[one.start : one.end])
        }
        return [by_start[start] for start in sorted(by_start)]

    def _words(self, searched: str, groups: Sequence["_Group"]) -> Iterator["_Place"]:
        for match in self._any_of(groups).finditer(searched):
            if match.lastindex:
                is_marked = searched[max(match.start() - 1, 0) : match.start()] in _SIGNS
                yield groups[match.lastindex - 1], match.start() - is_marked, match.end(), True

    def _any_of(self, groups: Sequence["_Group"]) -> re.Pattern[str]:
        key = tuple(map(id, groups))
        if key not in self._memory:
            if len(self._memory) >= _MEMORY:
                self._memory.clear()
            self._memory[key] = re.compile("|".join(f"({group.framed})" for group in groups))
        return self._memory[key]


class _Group:
    """Names that are the same letters, and every way to spell them."""

    def __init__(self) -> None:
        self.names: tuple[str, ...] = ()
        self.needles: set[str] = set()
        self._spellings: dict[Spelling, None] = {}

    def add(self, name: str, spelling: Spelling) -> None:
        if name not in self.names:
            self.names += (name,)
        self.needles.add(spelling.needle)
        self._spellings[spelling] = None

    @cached_property
    def framed(self) -> str:
        return "|".join(spelling.framed for spelling in self._spellings)

    @cached_property
    def in_tag(self) -> re.Pattern[str]:
        return re.compile("|".join(f"{one.pattern}|{one.joined}" for one in self._spellings))

    @cached_property
    def _accents(self) -> re.Pattern[str] | None:
        strict = [spelling.accents for spelling in self._spellings]
        known = [pattern for pattern in strict if pattern is not None]
        return re.compile("|".join(known)) if len(known) == len(strict) else None

    def is_spelt(self, written: str) -> bool:
        """Whether a place in the text has the accents that a short name needs."""
        return self._accents is None or self._accents.search(fold(written)) is not None


_Place = tuple[_Group, int, int, bool]


def _tags(searched: str, groups: Sequence[_Group]) -> Iterator[_Place]:
    for tag in _TAG.finditer(searched) if "#" in searched else ():
        held = (place for group in groups for place in _in_tag(tag, group))
        if longest := next(held, None):
            yield longest


def _in_tag(tag: re.Match[str], group: _Group) -> Iterator[_Place]:
    """The name inside a hashtag, alone or with more in front of it or behind it."""
    word = tag[1]
    for match in group.in_tag.finditer(word):
        front, rest = word[: match.start()], word[match.end() :]
        start = tag.start(1) + match.start() - (not front)
        end = tag.start(1) + match.end()
        if _is_tied(front) and _is_tied(rest):
            yield group, start, end, True
        elif not front:
            yield group, start, end, False


@lru_cache(maxsize=10_000)
def _is_tied(words: str) -> bool:
    return _tied().fullmatch(words) is not None


@cache
def _tied() -> re.Pattern[str]:
    return re.compile(
        f"(?:{'|'.join(sorted(words_in('hashtags'), key=len, reverse=True))}|[0-9_])*"
    )
