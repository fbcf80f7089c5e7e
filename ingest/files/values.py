"""Text of a column → the value of a record; whatever is not allowed is refused by name.

Every cast takes the text of a cell that is not empty, the column's name and the file's context. It
returns None for blanks: unknown, as for an empty cell.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from ingest.entities import decoded
from ingest.files.preset import Context, Refused, Row
from ingest.mention import KINDS, LARGEST, POLARITIES

Cast = Callable[[str, str, Context], Any]

SHOWN = 60

_COUNT = re.compile(r"\s*([0-9]{1,19})(?:\.0*)?\s*")
_ROUNDED = re.compile(r"\d+[.,]\d+[eE]\+?\d+|\d+[eE]\+\d+")  # not 1e5: a sound base-36 id
_DOUBLE = re.compile(r"\d{16,}\.0+", re.ASCII)  # more digits than a data frame's decimals hold
_FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False, "": False}


def cast_row(row: Row, casts: Mapping[str, Cast], context: Context) -> dict[str, Any]:
    """The values of a row's cells by column, those that are empty or of no known column left out.

    Raises:
        Refused: a cell holds what it may not.
    """
    values = {}
    for column, cell in row.items():
        if cell and (cast := casts.get(column)):
            values[column] = cast(cell, column, context)
    return values


def require(values: Mapping[str, Any], *columns: str) -> None:
    """Check that there is a value in each of the columns.

    Raises:
        Refused: one is missing.
    """
    for column in columns:
        if values.get(column) is None:
            raise Refused(f"{column} is missing")


def shown(cell: str) -> str:
    """A cell for a message: quoted, unprintable characters escaped, cut when long."""
    return repr(cell if len(cell) <= SHOWN else cell[:SHOWN] + "…")


def as_delivered(cell: str, _column: str, _context: Context) -> str:
    """The cell itself, blanks and all."""
    return cell


def text(cell: str, _column: str, _context: Context) -> str | None:
    """A text, blanks and all; platforms deliver &, < and > escaped."""
    return None if cell.isspace() else decoded(cell)


def words(cell: str, _column: str, _context: Context) -> str | None:
    """Text without the blanks around it."""
    return cell.strip() or None


def headline(cell: str, column: str, context: Context) -> str | None:
    """The same, for people to read: entities are decoded."""
    found = words(cell, column, context)
    return decoded(found) if found else None


def handle(cell: str, _column: str, _context: Context) -> str | None:
    """The name of an account, without the "@"."""
    return cell.strip().lstrip("@") or None


def identifier(cell: str, column: str, _context: Context) -> str | None:
    """An id as delivered.

    Raises:
        Refused: a spreadsheet or data frame has rounded it.
    """
    text = cell.strip()
    is_power = ("E" in text or "e" in text) and _ROUNDED.fullmatch(text)
    if is_power or (text.endswith("0") and "." in text and _DOUBLE.fullmatch(text)):
        raise Refused(f"{column} {shown(cell)} was rounded: export ids as text")
    return text or None


def source(cell: str, column: str, _context: Context) -> str | None:
    """The short name of a source.

    Raises:
        Refused: it holds a colon, which divides the source from the id in the warehouse.
    """
    if ":" in cell:
        raise Refused(f"{column} {shown(cell)} holds a colon")
    return cell.strip() or None


def count(cell: str, column: str, _context: Context) -> int | None:
    """A whole number from 0.

    Raises:
        Refused: it is anything else.
    """
    if cell.isdecimal() and len(cell) < 19:
        return int(cell)
    if cell.isspace():
        return None
    match = _COUNT.fullmatch(cell)
    if match and int(match[1]) <= LARGEST:
        return int(match[1])
    raise Refused(f"{column} {shown(cell)} is not a whole number from 0 to {LARGEST}")


def rating(cell: str, column: str, _context: Context) -> float | None:
    """Stars from 1 to 5.

    Raises:
        Refused: it is no number, or outside.
    """
    if cell.isspace():
        return None
    try:
        stars = float(cell)
    except ValueError:
        raise Refused(f"{column} {shown(cell)} is not a number from 1 to 5") from None
    if not 1 <= stars <= 5:  # not-a-number is outside, too
        raise Refused(f"{column} {shown(cell)} is outside 1 to 5")
    return stars


def polarity(cell: str, column: str, _context: Context) -> str | None:
    """One of POLARITIES.

    Raises:
        Refused: it is none of them.
    """
    name = cell.strip().lower()
    if name and name not in POLARITIES:
        raise Refused(f"{column} {shown(cell)} is not one of {', '.join(POLARITIES)}")
    return name or None


def flag(cell: str, column: str, _context: Context) -> bool:
    """True or false, 1 or 0, yes or no; blank is False.

    Raises:
        Refused: it is anything else.
    """
    known = _FLAGS.get(cell.strip().lower())
    if known is None:
        raise Refused(f"{column} {shown(cell)} is not true or false")
    return known


def kind(cell: str, column: str, _context: Context) -> str | None:
    """One of KINDS.

    Raises:
        Refused: it is none of them.
    """
    name = cell.strip().lower()
    if name and name not in KINDS:
        raise Refused(f"{column} {shown(cell)} is not one of {', '.join(KINDS)}")
    return name or None


def link(cell: str, _column: str, context: Context) -> str | None:
    """A link that may be shown; one that is not http or https is dropped and counted."""
    url = cell.strip()
    if url.lower().startswith(("https://", "http://")):
        return url
    if url:
        context.notes.count("url")
    return None
