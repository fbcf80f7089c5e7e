"""Physical lines of text out of bytes, whatever their encoding, each of bounded length.

The encoding is the byte order mark's; without one UTF-8, decided again for every line: a line that
is not UTF-8 is read as Windows-1252, or, where most of its special characters are sound UTF-8, as
UTF-8 with the broken bytes shown as U+FFFD. So one odd line changes no other, and none is lost.
"""

import codecs
import io
from collections.abc import Iterator

from ingest.files.notes import Notes
from ingest.files.opening import Pieces

LINE_LIMIT = 1 << 20  # bytes of UTF-8 or Windows-1252
EXCERPT = 1000
CHUNK_BYTES = 1 << 16

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


def lines(stream: io.BufferedReader, notes: Notes, encoding: str | None = None) -> Iterator[str]:
    """Yield the lines of a stream with their ends; one that is too long as an Overlong.

    Without an encoding it is told from the stream itself.
    """
    encoding = encoding or encoding_of(stream.peek(4096)[:4096], notes)
    if encoding != "utf-8":
        stream = io.BufferedReader(Pieces(_as_utf8(stream, encoding)), CHUNK_BYTES)
    if stream.peek(3).startswith(codecs.BOM_UTF8):
        stream.read(3)
    while raw := stream.readline(LINE_LIMIT):
        try:
            line = raw.decode()
        except UnicodeDecodeError:
            line = _legacy(raw, notes)
        if "\0" in line:
            notes.count("nul", line.count("\0"))
            line = line.replace("\0", "")
        if len(raw) == LINE_LIMIT and not raw.endswith(b"\n"):
            _skip_line(stream)
            line = Overlong(line[:EXCERPT])
        yield line


def texts(stream: io.BufferedReader, notes: Notes, encoding: str) -> Iterator[str]:
    """Yield the text of a stream in pieces, without its mark; broken bytes show as U+FFFD."""
    for mark, named in MARKS.items():
        if stream.peek(4).startswith(mark):
            encoding = "utf-8-sig" if named == "utf-8" else named
            break
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    while chunk := stream.read(CHUNK_BYTES):
        piece = decoder.decode(chunk)
        if "\ufffd" in piece:
            notes.count("damaged", piece.count("\ufffd"))
        yield piece
    yield decoder.decode(b"", final=True)


def _skip_line(stream: io.BufferedReader) -> None:
    while (rest := stream.readline(LINE_LIMIT)) and not rest.endswith(b"\n"):
        pass


def encoding_of(head: bytes, notes: Notes) -> str:
    """The encoding that a stream's first bytes tell; "utf-8" may yet turn out to be another."""
    for mark, encoding in MARKS.items():
        if head.startswith(mark):
            return encoding
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) / 6 and min(even, odd) == 0:  # Latin text, every other byte empty
        notes.count("utf16")
        return "utf-16-le" if odd else "utf-16-be"
    return "utf-8"


def _as_utf8(stream: io.BufferedReader, encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    while chunk := stream.read(CHUNK_BYTES):
        yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", final=True).encode()


def _legacy(raw: bytes, notes: Notes) -> str:
    """Text of bytes that are no UTF-8, or of which some are not."""
    sound = sum(not character.isascii() for character in raw.decode(errors="ignore"))
    patched = raw.decode(errors="replace")
    is_damaged = sound >= patched.count("\ufffd")
    notes.count("damaged" if is_damaged else "cp1252")
    return patched if is_damaged else raw.decode("cp1252", errors="replace")
