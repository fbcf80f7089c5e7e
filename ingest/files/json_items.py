"""Objects of a JSON file, one by one: lines, an array, documents one after the other.

An object that only wraps a list, as answers of interfaces do, is opened by whoever unfolds it.
Numbers keep the digits that the file has. A broken piece costs nothing but itself.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from ingest.files.csv_rows import Broken
from ingest.files.flat import LISTS
from ingest.files.lines import EXCERPT
from ingest.files.notes import Notes

ITEM_LIMIT = 1 << 26  # characters of one object: pages of interfaces reach some millions
CHUNK = 1 << 20
_BETWEEN = re.compile(r"[\s,\x00]*")
_NEXT = re.compile(r"(?:\}\s*,|\n)\s*(?=\{)")
_LIST = re.compile(rf'"(?:{"|".join(LISTS)})"\s*:\s*\[\s*(?=\{{)')
HEAD = 1 << 16  # where the list of a document that only wraps one begins

Item = dict[str, Any] | Broken


class TooLong(ValueError):  # noqa: N818 - a state, named as one
    """A value is longer than may be held at once."""


def json_items(
    pieces: Iterator[str], notes: Notes, limit: int = ITEM_LIMIT
) -> Iterator[tuple[int, Item]]:
    """Yield each object with its number, from 1; values that are no objects come as Broken.

    A document that is longer than the limit, in characters, and only wraps a list is opened here.
    """
    text = _Text(pieces, limit)
    text.skip(_BETWEEN)
    if text.starts("["):
        text.at += 1
    for number, value in enumerate(_values(text), 1):
        if isinstance(value, dict | Broken):
            yield number, value
        else:
            excerpt = json.dumps(value)[:EXCERPT]
            yield number, Broken(f"not a JSON object but {excerpt[:40]!r}", {"line": excerpt})
    if text.nul_count:
        notes.count("nul", text.nul_count)


def _values(text: "_Text") -> Iterator[Any]:
    while not _is_over(text):
        try:
            value = text.value()
        except TooLong as error:
            if not text.enter():
                yield Broken(str(error), {"line": text.skip_broken()})
            continue
        except (ValueError, RecursionError) as error:
            yield Broken(f"not JSON: {error}", {"line": text.skip_broken()})
            continue
        if isinstance(value, list):
            yield from value
        else:
            yield value


def _is_over(text: "_Text") -> bool:
    """Go on to the next value, behind ends of arrays; True where there is none."""
    text.skip(_BETWEEN)
    while text.starts("]"):
        if text.is_inside:
            return True
        text.at += 1
        text.skip(_BETWEEN)
    return text.is_over


class _Text:
    """The part of the text that is being read; `at` is where, nothing before it is kept for long.

    Attributes:
        nul_count: NUL characters left out.
        is_inside: a document too long to be held was entered; what follows its list is left.
    """

    def __init__(self, pieces: Iterator[str], limit: int) -> None:
        self._pieces = pieces
        self._limit = limit
        self.is_inside = False
        self._held = ""
        self._is_whole = False
        self.at = 0
        self.nul_count = 0

    @property
    def is_over(self) -> bool:
        return self._is_whole and self.at >= len(self._held)

    def starts(self, sign: str) -> bool:
        return self._held.startswith(sign, self.at)

    def skip(self, pattern: re.Pattern[str]) -> None:
        while True:
            match = pattern.match(self._held, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self._held) or not self._more():
                return

    def value(self) -> Any:
        """The value that begins here.

        Raises:
            TooLong: it is longer than the limit.
            ValueError: it is none.
        """
        while True:
            try:
                value, end = _DECODER.raw_decode(self._held, self.at)
            except json.JSONDecodeError as error:
                is_near = error.pos >= len(self._held) - 16 or "Unterminated" in error.msg
                if not is_near or not self._more():
                    raise
            else:
                # A number or word at the end may go on in the next piece.
                if end < len(self._held) or isinstance(value, dict | list) or not self._more():
                    self.at = end
                    return value

    def enter(self) -> bool:
        """Go on at the first object of the list that a long document wraps; False for none."""
        match = _LIST.search(self._held, self.at, self.at + HEAD)
        if match:
            self.at, self.is_inside = match.end(), True
        return match is not None

    def skip_broken(self) -> str:
        """Go on where the next object begins: behind another one, or on a line of its own."""
        excerpt = self._held[self.at : self.at + EXCERPT]
        self.at += 1
        while not (match := _NEXT.search(self._held, self.at)):
            self.at = max(self.at, len(self._held) - 1)
            if not self._more():
                self.at = len(self._held)
                return excerpt.strip()
        passed, self.at = match.start() - self.at + 2, match.end()
        return excerpt[: max(passed, 0)].strip() or excerpt.strip()

    def _more(self) -> bool:
        """Take in more, as much again as is held; False at the end or where too much is held."""
        self._held, self.at = self._held[self.at :], 0
        if len(self._held) > self._limit:
            raise TooLong(f"an object is longer than {self._limit:,} characters")
        wanted = max(CHUNK, len(self._held))
        taken: list[str] = []
        size = 0
        for piece in self._pieces:
            taken.append(piece)
            size += len(piece)
            if size >= wanted:
                break
        new = "".join(taken)
        self.nul_count += new.count("\0")
        self._held += new.replace("\0", "")
        self._is_whole = not taken
        return bool(taken)


_DECODER = json.JSONDecoder(
    parse_int=str,
    parse_float=lambda digits: digits.removesuffix(".0"),
    parse_constant=lambda name: None if name == "NaN" else name,
)
