"""Times in the notations that exports use; always aware, never far from when posts can be written.

A time without an offset is read in the time zone given with the file. An hour that happens twice,
when clocks go back, is its first pass; a time that the clock skips is refused, since it shows that
the zone is wrong. Whether 05/11 is in May or in November the context says, or nobody.
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from ingest.files.notations import Ambiguous, OtherOrder, written
from ingest.files.preset import Context, Refused
from ingest.files.values import shown

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)

_SPACED_OFFSET = re.compile(r"(.*\d)\s*(?:([+-]\d\d:?\d\d)|(?:UTC|GMT|Z|z))")
_EPOCH = re.compile(r"\d{1,19}(?:\.\d*)?", re.ASCII)
_POWER = re.compile(r"(\d)[.,](\d+)e\+?(\d{1,2})", re.ASCII | re.IGNORECASE)
_COMPACT = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
# A spreadsheet counts days since then; 1990 to 2099.
_SHEET_START = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
_SHEET_DAYS = range(32_874, 73_051)
# How many digits the seconds, milli-, micro- and nanoseconds of our time have at most.
_SCALES = ((10**11, 1), (10**14, 10**3), (10**17, 10**6), (10**20, 10**9))


def moment(cell: str, column: str, context: Context) -> datetime | None:
    """The time in a cell, aware; None when it is blank.

    Raises:
        Refused: it is no time, has no offset and no zone was given, may be two days, or cannot be
            true.
    """
    read = _iso(cell) or _number(cell) or _written(cell, column, context)
    if read is None:
        if cell.isspace():
            return None
        raise Refused(
            f"{column} {shown(cell)} is not a time: ISO 8601, RFC 822 and epochs are allowed"
        )
    if read.tzinfo is None:
        read = _localised(read, column, context.zone)
    elif isinstance(read.tzinfo, ZoneInfo):
        read = _localised(read.replace(tzinfo=None), column, read.tzinfo)
    if read < EARLIEST:
        raise Refused(f"{column} {shown(cell)} is before 1990")
    if read > context.latest:
        raise Refused(f"{column} {shown(cell)} is more than 2 days in the future")
    return read


def is_time(cell: str) -> bool:
    """Whether a text says a time in any notation, whatever its zone and order."""
    try:
        return bool(_iso(cell) or _number(cell) or written(cell, None))
    except (Ambiguous, OtherOrder):
        return True


def is_naive(cell: str) -> bool:
    """Whether a text says a time, but neither offset nor zone."""
    try:
        read = _iso(cell) or _number(cell) or written(cell, "dmy")
    except OtherOrder:
        read = written(cell, "mdy")
    return read is not None and read.tzinfo is None


def _written(cell: str, column: str, context: Context) -> datetime | None:
    try:
        return written(cell, context.dates)
    except Ambiguous:
        raise Refused(
            f"{column} {shown(cell)} is one day by day and month and another by month and day: "
            "pass --dates dmy or --dates mdy"
        ) from None
    except OtherOrder:
        raise Refused(f"{column} {shown(cell)} is no date in the order {context.dates}") from None


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


def _number(cell: str) -> datetime | None:
    """A date in one figure, a spreadsheet's count of days, or an epoch in s, ms, µs or ns."""
    text: str | None = cell.strip()
    if text and not _EPOCH.fullmatch(text):
        text = _unpowered(text)
    if not text:
        return None
    whole, _, fraction = text.partition(".")
    if not fraction.strip("0") and whole[:2] in ("19", "20") and len(whole) in _COMPACT:
        try:
            return datetime.strptime(whole, _COMPACT[len(whole)])  # noqa: DTZ007 - no zone in it
        except ValueError:
            pass
    number = int(whole)
    if number in _SHEET_DAYS:
        # To the second: a sheet keeps fractions of days as they come out.
        seconds = round(float(text) % 1 * 86_400)
        return _SHEET_START + timedelta(days=number, seconds=seconds)
    scale = next((scale for limit, scale in _SCALES if number < limit), None)
    if scale is None:
        return None
    at = float(text) / scale if fraction or scale > 1 else number
    return datetime.fromtimestamp(at, UTC)


def _unpowered(text: str) -> str | None:
    """All digits of a number written with a power of ten, None where some were rounded away."""
    match = _POWER.fullmatch(text)
    if match is None or int(match[3]) > 18:
        return None
    digits, places = match[1] + match[2], int(match[3]) + 1
    if len(digits) + 1 < places:  # one zero at the end may be left out, more were rounded
        return None
    return f"{digits[:places].ljust(places, '0')}.{digits[places:]}"
