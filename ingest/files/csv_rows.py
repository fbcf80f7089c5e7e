"""Rows of a delimited file, split so that a broken one costs nothing but itself.

The standard library's strict reader takes line after line while a quote stays open. If it fails,
takes too many, or the columns do not add up, the first line alone is set aside and reading goes on
with the second: a quote that was never closed swallows no row after it. Nor does one that another
row's quote closed: a record of many lines, most of which are rows by themselves, is taken for that.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.errors import LoadError
from ingest.files.lines import Overlong
from ingest.files.names import plain
from ingest.files.notes import Notes, listed
from ingest.files.preset import Preset, Row

DELIMITERS = ",;\t|"
RECORD_LINES = 1000  # the strict reader itself stops at 131,072 characters in a field
LONG_LINES = 20  # texts of more lines than these are looked at, and pointed out
SWALLOWED = 0.5  # the share of a long record's lines that are rows by themselves

REASONS = {  # how the strict reader begins its complaint, and how we say it
    "unexpected end": "a quote is opened and not closed",
    "field larger": "a field is longer than 131,072 characters, or its quote is not closed",
    "new-line": "a carriage return stands outside quotes",
}


@dataclass(frozen=True, slots=True)
class Broken:
    """What could not be split into columns: why, and the line with whatever splitting it needs."""

    reason: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Header:
    """How a file is divided: the delimiter, and the columns, those of a preset by its own names."""

    delimiter: str
    columns: list[str]


def csv_rows(
    lines: Iterator[str], preset: Preset, notes: Notes
) -> Iterator[tuple[int, Row | Broken]]:
    """Yield each row with the number of its first line; blank rows are left out.

    Raises:
        LoadError: the header lacks a required column or names a known one twice.
    """
    number, header = read_header(lines, preset)
    columns = header.columns
    for column in columns:
        if column not in preset.COLUMNS:
            notes.ignore(column)
    yield from rows_below(lines, header, number + 1, notes)


def rows_below(
    lines: Iterator[str], header: Header, number: int, notes: Notes
) -> Iterator[tuple[int, Row | Broken]]:
    """Yield each row below a header with the number of its first line, the first being number."""
    columns = header.columns
    feed = _Feed(lines, number)
    reader = csv.reader(feed, delimiter=header.delimiter, strict=True)
    while (number := feed.begin()) and (fields := _fields(reader, columns)) is not None:
        if not isinstance(fields, csv.Error) and len(feed.taken) > LONG_LINES:
            fields = _checked(fields, feed.taken, header, notes)
        if isinstance(fields, csv.Error):
            yield number, Broken(reason(fields), _payload(feed.give_back(), header))
        elif any(fields):
            yield number, dict(zip(columns, fields, strict=True))


def _checked(
    fields: list[str], taken: list[str], header: Header, notes: Notes
) -> list[str] | csv.Error:
    """The fields of a long record, or an error where its quote swallowed rows."""
    inner = taken[1:-1]
    reader = csv.reader(inner, delimiter=header.delimiter)
    rows = sum(len(row) == len(header.columns) for row in reader) if len(header.columns) > 1 else 0
    if rows > SWALLOWED * len(inner):
        return csv.Error(REASONS["unexpected end"])
    notes.count("long_row")
    return fields


def split_again(payload: dict[str, Any]) -> Row:
    """The row in the payload of a Broken.

    Raises:
        csv.Error: it still cannot be split.
    """
    columns = payload["columns"]
    fields = next(csv.reader([payload["line"]], delimiter=payload["delimiter"], strict=True), [])
    _check_width(fields, columns)
    return dict(zip(columns, fields, strict=True))


def read_header(lines: Iterator[str], preset: Preset) -> tuple[int, Header]:
    """Take the first line that is not blank, with its number; its best divider is the delimiter.

    Raises:
        LoadError: there is none, or it lacks a required column or names a known one twice.
    """
    numbered = enumerate(lines, 1)
    number, line = next(((number, line) for number, line in numbered if line.strip()), (0, ""))
    candidates = [Header(mark, _names(line, mark, preset)) for mark in DELIMITERS]
    best = max(candidates, key=lambda header: (_known_count(header, preset), len(header.columns)))
    missing = [name for name in preset.REQUIRED if name not in best.columns]
    if missing:
        found = listed(best.columns) if line else "none, the file is empty"
        raise LoadError(f"columns missing: {', '.join(missing)}; columns found: {found}")
    twice = sorted({name for name in preset.COLUMNS if best.columns.count(name) > 1})
    if twice:
        raise LoadError(f"columns named twice: {', '.join(twice)}")
    return number, best


def reason(error: csv.Error) -> str:
    """What is wrong with a line, for people."""
    said = str(error)
    return "broken CSV: " + next((it for key, it in REASONS.items() if said.startswith(key)), said)


def _names(line: str, delimiter: str, preset: Preset) -> list[str]:
    try:
        names = next(csv.reader((line,), delimiter=delimiter), [])
    except csv.Error:
        names = [line]
    return [spelled if (spelled := plain(name)) in preset.COLUMNS else name for name in names]


def _known_count(header: Header, preset: Preset) -> int:
    return sum(name in header.columns for name in preset.COLUMNS)


class _Feed(Iterator[str]):
    """What the strict reader pulls lines from.

    Attributes:
        taken: the lines of the record being read.
    """

    def __init__(self, lines: Iterator[str], number: int) -> None:
        self._lines = lines
        self._number = number
        self._back: list[str] = []
        self.taken: list[str] = []

    def __next__(self) -> str:
        line = self._back.pop() if self._back else next(self._lines)
        self.taken.append(line)
        if len(self.taken) > RECORD_LINES:
            raise csv.Error(REASONS["unexpected end"])
        if type(line) is Overlong:
            raise csv.Error("a line is longer than 1 MB")
        return line

    def begin(self) -> int:
        """Begin a record; answers with the number of its first line."""
        self._number += len(self.taken)
        self.taken.clear()
        return self._number

    def give_back(self) -> str:
        """Take the record's lines back except the first, which is the answer."""
        self._back.extend(reversed(self.taken[1:]))
        del self.taken[1:]
        return self.taken[0]


def _fields(reader: Iterator[list[str]], columns: list[str]) -> list[str] | csv.Error | None:
    try:
        fields = next(reader, None)
        if fields and len(fields) != len(columns):
            if not any(fields[len(columns) :]):  # delimiters at the end that head nothing
                del fields[len(columns) :]
            _check_width(fields, columns)
    except csv.Error as error:
        return error
    return fields


def _check_width(fields: list[str], columns: list[str]) -> None:
    if len(fields) != len(columns):
        raise csv.Error(f"{len(fields)} columns where the header has {len(columns)}")


def _payload(line: str, header: Header) -> dict[str, Any]:
    return {
        "line": line.rstrip("\r\n"),
        "columns": header.columns,
        "delimiter": header.delimiter,
    }
