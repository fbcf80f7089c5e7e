"""Times in the notations that exports use; always aware, never far from when posts can be written.

A time without an offset is read in the time zone given with the file. An hour that happens twice,
when clocks go back, is its first pass; a time that the clock skips is refused, since it shows that
the zone is wrong.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from ingest.files.preset import Context, Refused
from ingest.files.values import shown

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ZONES = {  # RFC 822, in hours
    **dict.fromkeys(("UTC", "GMT", "UT", "Z"), 0),
    **dict.fromkeys(("EDT",), -4),
    **dict.fromkeys(("EST", "CDT"), -5),
    **dict.fromkeys(("CST", "MDT"), -6),
    **dict.fromkeys(("MST", "PDT"), -7),
    **dict.fromkeys(("PST",), -8),
}
_SPACED_OFFSET = re.compile(r"(.*\d)\s*(?:([+-]\d\d:?\d\d)|(?:UTC|GMT|Z|z))")
_EPOCH = re.compile(r"\d{1,17}(?:\.\d*)?", re.ASCII)
_RFC822 = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(\d{1,2})\s+([a-z]{3})\s+(\d{4})\s+(\d\d?):(\d\d)(?::(\d\d))?"
    r"(?:\s+([+-]\d{4}|[a-z]{1,3}))?(?:\s*\([^)]*\))?",
    re.ASCII | re.IGNORECASE,
)


def moment(cell: str, column: str, context: Context) -> datetime | None:
    """The time in a cell, aware; None when it is blank.

    Raises:
        Refused: it is no time, has no offset and no zone was given, or cannot be true.
    """
    read = _iso(cell) or _twitter(cell) or _epoch(cell) or _rfc822(cell)
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


def _twitter(cell: str) -> datetime | None:
    """Like "Tue Oct 31 22:10:47 +0000 2017"; by position, strptime takes eight times as long."""
    month = _MONTHS.get(cell[4:7].lower())
    if month is None or len(cell) != 30 or cell[13] + cell[16] != "::":
        return None
    try:
        return datetime(
            int(cell[26:]),
            month,
            int(cell[8:10]),
            int(cell[11:13]),
            int(cell[14:16]),
            int(cell[17:19]),
            tzinfo=UTC if cell[20:25] == "+0000" else _offset(cell[20:25]),
        )
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


def _rfc822(cell: str) -> datetime | None:
    match = _RFC822.fullmatch(cell.strip())
    if match is None:
        return None
    day, month, year, hour, minute, second, offset = match.groups()
    try:
        return datetime(
            int(year),
            _MONTHS[month.lower()],
            int(day),
            int(hour),
            int(minute),
            int(second or 0),
            tzinfo=_offset(offset) if offset else None,
        )
    except (KeyError, ValueError):
        return None


def _offset(text: str) -> timezone:
    """Like "+0530", or a zone's name of RFC 822.

    Raises:
        KeyError, ValueError: it is neither.
    """
    if text[0] not in "+-":
        return timezone(timedelta(hours=_ZONES[text.upper()]))
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[3:5])))
