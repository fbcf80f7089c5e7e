"""What one look at a word found, kept for the next time: most words of a text were seen before."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")
MOST = 100_000  # words; beyond it those go that were not asked for lately
LONGEST = 60  # characters; longer ones are addresses and lines without blanks, and never come again


class Remembered(dict[str, T]):
    """Word → what `look` finds in it, looked at when it is first asked for.

    `map(remembered.__getitem__, words)` stays in C for words that are known.
    """

    def __init__(self, look: Callable[[str], T], most: int = MOST) -> None:
        super().__init__()
        self._look = look
        self._half = most // 2
        self._before: dict[str, T] = {}  # what stood here when it was full for the last time

    def __missing__(self, word: str) -> T:
        found = self._before[word] if word in self._before else self._look(word)
        if len(word) <= LONGEST:
            if len(self) >= self._half:
                self._before = dict(self)
                self.clear()
            self[word] = found
        return found


class OfWords(Generic[T]):
    """What is found in the words of a text, for rules that ask one after the other of the same."""

    def __init__(self, find: Callable[[tuple[str, ...]], T], most: int = 1_024) -> None:
        self._find = lru_cache(maxsize=most)(find)
        self._last: tuple[Sequence[str], T] | None = None

    def __call__(self, words: Sequence[str]) -> T:
        """Of these words; the very same object as last time is not even compared."""
        last = self._last
        if last is not None and last[0] is words:
            return last[1]
        found = self._find(tuple(words))
        self._last = words, found
        return found
