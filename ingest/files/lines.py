"""Physical lines of text out of bytes, whatever their encoding, each of bounded length.

The encoding is the byte order mark's; without one UTF-8, decided again for every line: a line that
is not UTF-8 is read as Windows-1252, or, where most of its special characters are sound UTF-8, as
UTF-8 with the broken bytes shown as U+FFFD. So one odd line changes no other, and none is lost.
"""

import codecs
import io
from collections.abc import Iterator

from ingest.files.notes import Notes

LINE_LIMIT = 1 << 20  # bytes or, in UTF-16, characters
EXCERPT = 1000

MARKS = {  # the longer mark first: UTF-32's begins like UTF-16's
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    codecs.BOM_UTF8: "utf-8",
}


class Overlong(str):
    """The beginning of a line that is longer than LINE_LIMIT; the rest of it is skipped."""

    __slots__ = ()


class Lines:
    """An iterator over lines, line ends kept, that takes lines back.

    Attributes:
        number: the number of the line handed out last, the first being 1.
    """

    def __init__(self, stream: io.BufferedReader, notes: Notes) -> None:
        self.number = 0
        self._back: list[str] = []
        self._fresh = _lines(stream, notes)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else next(self._fresh)
        self.number += 1
        return line

    def put_back(self, lines: list[str]) -> None:
        """Hand these lines, the last ones handed out, out again."""
        self.number -= len(lines)
        self._back.extend(reversed(lines))


def _lines(stream: io.BufferedReader, notes: Notes) -> Iterator[str]:
    encoding = _encoding(stream.peek(4096)[:4096], notes)
    fresh = _narrow(stream, notes) if encoding == "utf-8" else _wide(stream, encoding)
    for line in fresh:
        if "\0" in line:
            notes.count("nul", line.count("\0"))
            yield type(line)(line.replace("\0", ""))
        else:
            yield line


def _encoding(head: bytes, notes: Notes) -> str:
    for mark, encoding in MARKS.items():
        if head.startswith(mark):
            return encoding
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) / 6 and min(even, odd) == 0:  # Latin text, every other byte empty
        notes.count("utf16")
        return "utf-16-le" if odd else "utf-16-be"
    return "utf-8"


def _narrow(stream: io.BufferedReader, notes: Notes) -> Iterator[str]:
    if stream.peek(3).startswith(codecs.BOM_UTF8):
        stream.read(3)
    while raw := stream.readline(LINE_LIMIT):
        if len(raw) == LINE_LIMIT and not raw.endswith(b"\n"):
            while (rest := stream.readline(LINE_LIMIT)) and not rest.endswith(b"\n"):
                pass
            yield Overlong(_decoded(raw[:EXCERPT], notes))
        else:
            yield _decoded(raw, notes)


def _wide(stream: io.BufferedReader, encoding: str) -> Iterator[str]:
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
    while line := text.readline(LINE_LIMIT):
        if len(line) == LINE_LIMIT and not line.endswith("\n"):
            while (rest := text.readline(LINE_LIMIT)) and not rest.endswith("\n"):
                pass
            yield Overlong(line[:EXCERPT])
        else:
            yield line


def _decoded(raw: bytes, notes: Notes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        pass
    sound = sum(not character.isascii() for character in raw.decode(errors="ignore"))
    patched = raw.decode(errors="replace")
    is_damaged = sound >= patched.count("\ufffd")
    notes.count("damaged" if is_damaged else "cp1252")
    return patched if is_damaged else raw.decode("cp1252", errors="replace")
