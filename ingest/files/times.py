"""Times in the notations that exports use; always aware, never far from when posts can be written.

A time without an offset is read in the time zone given with the file. An hour that happens twice,
when clocks go back, is its first pass; a time that the clock skips is refused, since it shows that
the zone is wrong.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from ingest.files.preset import Context, Refused
from ingest.files.values import shown

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)

_SPACED_OFFSET = re.compile(r"(.*\d)\s*(?:([+-]\d\d:?\d\d)|(?:UTC|GMT|Z|z))")
_EPOCH = re.compile(r"\d{1,17}(?:\.\d*)?", re.ASCII)
_NAMED_MONTH = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(?:"
    r"\d{1,2}\s+[a-z]{3}\s+[1-9]\d{3}\s+\d\d?:\d\d(?::\d\d)?"
    r"(?:\s+(?:[+-]\d{4}|UTC?|GMT|Z|[ECMP][SD]T))?(?:\s*\([^)]*\))?"  # AST is on two continents
    r"|[a-z]{3}\s+\d{1,2}\s+\d\d:\d\d:\d\d\s+[+-]\d{4}\s+[1-9]\d{3})",
    re.ASCII | re.IGNORECASE,
)


def moment(cell: str, column: str, context: Context) -> datetime | None:
    """The time in a cell, aware; None when it is blank.

    Raises:
        Refused: it is no time, has no offset and no zone was given, or cannot be true.
    """
    read = _iso(cell) or _epoch(cell) or _named_month(cell)
    if read is None:
        if cell.isspace():
            return None
        raise Refused(
            f"{column} {shown(cell)} is not a time: ISO 8601, RFC 822 and epochs are allowed"
        )
    if read.tzinfo is None:
        read = _localised(read, column, context.zone)
    if read < EARLIEST:
        raise Refused(f"{column} {shown(cell)} is before 1990")
    if read > context.latest:
        raise Refused(f"{column} {shown(cell)} is more than 2 days in the future")
    return read


def _localised(naive: datetime, column: str, zone: ZoneInfo | None) -> datetime:
    if zone is None:
        raise Refused(f"{column} has no offset: pass --timezone")
    try:
        time = naive.replace(tzinfo=zone).astimezone(UTC)
        back = time.astimezone(zone)
    except OverflowError:
        raise Refused(f"{column} {naive} is before 1990 or far in the future") from None
    if back.replace(tzinfo=None) != naive:
        raise Refused(f"{column} {naive} does not exist in {zone.key}: the clock skips it")
    return time


def _iso(cell: str) -> datetime | None:
    """ISO 8601; a blank before the offset and the names of UTC, as databases write them, pass."""
    text = cell.strip()
    is_dashed = text[4:5] == "-" and text[10:11] in "Tt "
    if not is_dashed and not (text[:8].isdecimal() and text[8:9] in "Tt "):
        return None  # fromisoformat takes any character between date and time, digits included
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        match = _SPACED_OFFSET.fullmatch(text)
    try:
        return datetime.fromisoformat(match[1] + (match[2] or "+00:00")) if match else None
    except ValueError:
        return None


def _epoch(cell: str) -> datetime | None:
    """Seconds since 1970, or milli- or microseconds where seconds would pass the year 5138."""
    text = cell.strip()
    if not _EPOCH.fullmatch(text):
        return None
    number, _, fraction = text.partition(".")
    scale = 1 if int(number) < 10**11 else 10**3 if int(number) < 10**14 else 10**6
    seconds = float(text) / scale if fraction or scale > 1 else int(number)
    return datetime.fromtimestamp(seconds, UTC)


def _named_month(cell: str) -> datetime | None:
    """RFC 822, and Twitter's own like "Tue Oct 31 22:10:47 +0000 2017"."""
    text = cell.strip()
    if not _NAMED_MONTH.fullmatch(text):
        return None
    try:
        read = parsedate_to_datetime(text)
    except ValueError:
        return None
    # The library takes "-0000" for no offset: it is UTC, of a place that is not told.
    return read.replace(tzinfo=UTC) if "-0000" in text else read
