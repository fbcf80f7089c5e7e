"""Rows of a delimited file, split so that a broken one costs nothing but itself.

A record is read by the standard library's strict reader, line after line while a quote stays open.
If that fails, takes too long, or the columns do not add up, the first line alone is set aside and
reading goes on with the second: a quote that was never closed swallows no row after it.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.errors import LoadError
from ingest.files.lines import Lines, Overlong
from ingest.files.notes import Notes, listed
from ingest.files.preset import Preset, Row

DELIMITERS = ",;\t|"
RECORD_LINES = 1000
RECORD_CHARACTERS = 1 << 20


@dataclass(frozen=True, slots=True)
class Broken:
    """What could not be split into columns: why, and the line with whatever splitting it needs."""

    reason: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Header:
    """How a file is divided: the delimiter, and the columns with the known ones in lower case."""

    delimiter: str
    columns: list[str]


def csv_rows(lines: Lines, preset: Preset, notes: Notes) -> Iterator[tuple[int, Row | Broken]]:
    """Yield each row with the number of its first line; blank rows are left out.

    Raises:
        LoadError: the header lacks a required column or names a known one twice.
    """
    header = read_header(lines, preset)
    for column in header.columns:
        if column not in preset.COLUMNS:
            notes.ignore(column)
    for line in lines:
        number = lines.number
        try:
            fields = _fields(line, lines, header)
        except csv.Error as error:
            yield number, Broken(f"broken CSV: {error}", _payload(line, header))
        else:
            if any(fields):
                yield number, dict(zip(header.columns, fields, strict=True))


def split_again(payload: dict[str, Any]) -> Row:
    """The row in the payload of a Broken.

    Raises:
        csv.Error: it still cannot be split.
    """
    header = Header(payload["delimiter"], payload["columns"])
    fields = _fields(payload["line"], iter(()), header)
    return dict(zip(header.columns, fields, strict=True))


def read_header(lines: Iterator[str], preset: Preset) -> Header:
    """Take the first line that is not blank; the delimiter is what divides it best.

    Raises:
        LoadError: there is none, or it lacks a required column or names a known one twice.
    """
    line = next((line for line in lines if line.strip()), "")
    candidates = [Header(mark, _names(line, mark, preset)) for mark in DELIMITERS]
    best = max(candidates, key=lambda header: (_known_count(header, preset), len(header.columns)))
    missing = [name for name in preset.REQUIRED if name not in best.columns]
    if missing:
        found = listed(best.columns) if line else "none, the file is empty"
        raise LoadError(f"columns missing: {', '.join(missing)}; columns found: {found}")
    twice = sorted({name for name in preset.COLUMNS if best.columns.count(name) > 1})
    if twice:
        raise LoadError(f"columns named twice: {', '.join(twice)}")
    return best


def _names(line: str, delimiter: str, preset: Preset) -> list[str]:
    try:
        names = next(csv.reader((line,), delimiter=delimiter), [])
    except csv.Error:
        names = [line]
    plain = {name: name.strip().lower() for name in names}
    return [plain[name] if plain[name] in preset.COLUMNS else name for name in names]


def _known_count(header: Header, preset: Preset) -> int:
    return sum(name in header.columns for name in preset.COLUMNS)


def _fields(line: str, following: Iterator[str], header: Header) -> list[str]:
    bare = line.rstrip("\r\n")
    if not bare:
        return []
    if '"' in bare or "\r" in bare or isinstance(line, Overlong):
        return _quoted(line, following, header)
    fields = bare.split(header.delimiter)
    _check_width(fields, header)
    return fields


def _quoted(line: str, following: Iterator[str], header: Header) -> list[str]:
    taken: list[str] = []
    reader = csv.reader(
        _record_lines(line, following, taken), delimiter=header.delimiter, strict=True
    )
    try:
        fields = next(reader)
        _check_width(fields, header)
    except csv.Error:
        if isinstance(following, Lines):
            following.put_back(taken)
        raise
    return fields


def _record_lines(line: str, following: Iterator[str], taken: list[str]) -> Iterator[str]:
    """Hand out the first line, then, as long as somebody asks, more of them, noted in taken."""
    size = 0
    while len(taken) <= RECORD_LINES and size <= RECORD_CHARACTERS:
        if isinstance(line, Overlong):
            raise csv.Error("a line is longer than 1 MB")
        size += len(line)
        yield line
        following_line = next(following, None)
        if following_line is None:
            break
        line = following_line
        taken.append(line)
    raise csv.Error("a quote is opened and not closed")


def _check_width(fields: list[str], header: Header) -> None:
    if len(fields) != len(header.columns):
        raise csv.Error(f"{len(fields)} columns where the header has {len(header.columns)}")


def _payload(line: str, header: Header) -> dict[str, Any]:
    return {
        "line": line.rstrip("\r\n"),
        "columns": header.columns,
        "delimiter": header.delimiter,
    }
