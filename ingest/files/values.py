"""Text of a column → the value of a record; whatever is not allowed is refused by name."""

import re

from ingest.files.preset import Context, Refused, Row
from ingest.mention import KINDS

SHOWN = 60

_COUNT = re.compile(r"\s*([0-9]{1,18})(?:\.0*)?\s*")
_ROUNDED = re.compile(r"\d+[.,]\d+[eE]\+?\d+|\d+[eE]\+\d+")  # not 1e5: a sound base-36 id
_FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False, "": False}


def shown(value: str) -> str:
    """A value for a message: quoted, unprintable characters escaped, cut when long."""
    return repr(value if len(value) <= SHOWN else value[:SHOWN] + "…")


def optional(row: Row, column: str) -> str | None:
    """Text without the blanks around it; None when nothing is left."""
    value = row.get(column)
    return (value.strip() or None) if value else None


def identifier(row: Row, column: str) -> str | None:
    """An id as delivered; None when absent.

    Raises:
        Refused: a spreadsheet has rounded it to scientific notation.
    """
    value = optional(row, column)
    if value is not None and _ROUNDED.fullmatch(value):
        raise Refused(f"{column} {shown(value)} was rounded: export ids as text")
    return value


def required_identifier(row: Row, column: str) -> str:
    """An id that every row must have.

    Raises:
        Refused: it is missing, or rounded.
    """
    value = identifier(row, column)
    if value is None:
        raise Refused(f"{column} is missing")
    return value


def source(row: Row, context: Context) -> str:
    """The row's source, else the file's.

    Raises:
        Refused: it holds a colon, which divides the source from the id in the warehouse.
    """
    value = optional(row, "source") or context.source
    if ":" in value:
        raise Refused(f"source {shown(value)} holds a colon")
    return value


def count(row: Row, column: str) -> int | None:
    """A whole number from 0; None when absent.

    Raises:
        Refused: it is anything else.
    """
    value = row.get(column)
    if not value or value.isspace():
        return None
    match = _COUNT.fullmatch(value)
    if match is None:
        raise Refused(f"{column} {shown(value)} is not a whole number from 0")
    return int(match[1])


def rating(row: Row) -> float | None:
    """Stars from 1 to 5; None when absent.

    Raises:
        Refused: it is no number, or outside.
    """
    value = optional(row, "rating")
    if value is None:
        return None
    try:
        stars = float(value)
    except ValueError:
        raise Refused(f"rating {shown(value)} is not a number") from None
    if not 1 <= stars <= 5:  # not-a-number is outside, too
        raise Refused(f"rating {shown(value)} is outside 1 to 5")
    return stars


def flag(row: Row, column: str) -> bool:
    """True or false, 1 or 0, yes or no; absent is False.

    Raises:
        Refused: it is anything else.
    """
    value = row.get(column)
    if not value:
        return False
    known = _FLAGS.get(value.strip().lower())
    if known is None:
        raise Refused(f"{column} {shown(value)} is not true or false")
    return known


def kind(row: Row) -> str | None:
    """One of KINDS; None when absent.

    Raises:
        Refused: it is none of them.
    """
    value = optional(row, "kind")
    if value is not None and value not in KINDS:
        raise Refused(f"kind {shown(value)} is not one of {', '.join(KINDS)}")
    return value


def link(row: Row, context: Context) -> str | None:
    """A link that may be shown; one that is not http or https is dropped and counted."""
    value = optional(row, "url")
    if value is None or value.startswith(("https://", "http://")):
        return value
    if value.lower().startswith(("https://", "http://")):
        return value
    context.notes.count("url")
    return None
