"""Fields of items, held against what the platform promises of them."""

import re
from datetime import UTC, datetime
from typing import Any, TypeVar

from ingest.errors import UnexpectedPayload
from ingest.sources.connector import Item
from ingest.sources.options import Source

T = TypeVar("T")

LARGEST = 2**63 - 1
SHOWN_LENGTH = 60  # of a wrong value in a message
EPOCH = re.compile(r"\d{1,12}(\.\d+)?", re.ASCII)
DIGITS = re.compile(r"\d{1,18}", re.ASCII)
DASHED = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]", re.ASCII)


def text(source: Source, item: Item, field: str) -> str | None:
    """A field that holds text; None where it is missing, null or empty.

    Raises:
        UnexpectedPayload: it holds something else.
    """
    value = item.get(field)
    if value is None or isinstance(value, str):
        return value or None
    raise UnexpectedPayload(f"{source.name}: {field} holds {shown(value)}, text is due")


def whole(source: Source, item: Item, field: str) -> int | None:
    """A field that holds a whole number; None where it is missing or null.

    Raises:
        UnexpectedPayload: it holds something else.
    """
    value = item.get(field)
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST:
        return value
    raise UnexpectedPayload(f"{source.name}: {field} holds {shown(value)}, a whole number is due")


def count(source: Source, item: Item, field: str) -> int | None:
    """A field that holds a whole number, written as text too; None where it is missing or null.

    Raises:
        UnexpectedPayload: it holds something else.
    """
    value = item.get(field)
    if isinstance(value, str) and DIGITS.fullmatch(value):
        return int(value)
    return whole(source, item, field)


def part(source: Source, item: Item, field: str) -> Item:
    """A field that holds an object; an empty one where it is missing or null.

    Raises:
        UnexpectedPayload: it holds something else.
    """
    value = item.get(field)
    if value is None or isinstance(value, dict):
        return value or {}
    raise UnexpectedPayload(f"{source.name}: {field} holds {shown(value)}, an object is due")


def moment(source: Source, item: Item, field: str) -> datetime | None:
    """A field that holds a time, as UTC; None where it is missing or null.

    A number, of text too, is seconds since 1970; other text is ISO 8601 and names its offset.

    Raises:
        UnexpectedPayload: it holds something else, a time without offset, or one beyond the
            calendar.
    """
    value = item.get(field)
    if value is None:
        return None
    try:
        return _epoch(value) if _is_number(value) else _iso(value)
    except (ValueError, OverflowError, OSError) as error:
        told = f"{field} holds {shown(value)}, epoch seconds or ISO 8601 with an offset are due"
        raise UnexpectedPayload(f"{source.name}: {told}") from error


def due(source: Source, field: str, value: T | None) -> T:
    """A field's value, which has to be there.

    Raises:
        UnexpectedPayload: it is None.
    """
    if value is None:
        raise UnexpectedPayload(f"{source.name}: item without '{field}'")
    return value


def inside(item: Any, *path: str) -> Item:
    """An object inside of an object, for what is only passed on; empty where there is none."""
    for field in path:
        item = item.get(field) if isinstance(item, dict) else None
    return item if isinstance(item, dict) else {}


def text_inside(item: Any, *path: str) -> str:
    """A text inside of an object, for what is only passed on; empty where there is none."""
    found = inside(item, *path[:-1]).get(path[-1])
    return found if isinstance(found, str) else ""


def shown(value: Any) -> str:
    """A wrong value as it is named in a message."""
    return f"{value!r}"[:SHOWN_LENGTH]


def _is_number(value: Any) -> bool:
    is_digits = isinstance(value, str) and EPOCH.fullmatch(value) is not None
    return is_digits or (isinstance(value, int | float) and not isinstance(value, bool))


def _epoch(value: float | str) -> datetime:
    return datetime.fromtimestamp(float(value) if isinstance(value, str) else value, UTC)


def _iso(value: Any) -> datetime:
    # The standard library takes any character between date and time.
    if not isinstance(value, str) or not DASHED.match(value):
        raise ValueError("no ISO 8601")
    read = datetime.fromisoformat(value.upper())
    if read.tzinfo is None:
        raise ValueError("no offset")
    return read.astimezone(UTC)
