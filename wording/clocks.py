"""The two clocks on which waits are read, and how a wait reads on each."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wording.numbers import between, count, duration, is_known, moment
from wording.said import mark, say

CALENDAR, BUSINESS = "calendar", "business"
NAMES = {CALENDAR: mark("calendar time"), BUSINESS: mark("business hours")}
_LONG_SECONDS = 48 * 3600


def named(clock: str) -> str:
    """As a label goes on: in calendar time, in business hours."""
    return say("in business hours" if clock == BUSINESS else "in calendar time")


def suffix(clock: str) -> str:
    """What sets a figure's name apart from the one in calendar time."""
    return f", {say(NAMES[clock])}" if clock == BUSINESS else ""


def wait(seconds: float | None, clock: str, otherwise: str | None = None) -> str:
    """A wait as people read it; business hours never add up to days, which have no fixed length.

    Args:
        seconds: on that clock; null where there is none.
        clock: calendar or business.
        otherwise: the words for null, said already; None for "not reached".
    """
    if clock == BUSINESS and seconds is not None and is_known(seconds) and seconds >= _LONG_SECONDS:
        return say("{n} h", n=count(seconds / 3600))
    return duration(seconds, otherwise)


def running(seconds: float) -> str:
    """A time as a clock that runs shows it, in every language: 41 min 07 s, 4 h 41 min, 3 d 4 h.

    `dashboard/static/clock.js` says the same in the browser, second by second.
    """
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    if not hours:
        return f"{minute} min {second:02d} s"
    if int(seconds) < _LONG_SECONDS:
        return f"{hours} h {minute:02d} min"
    days, hour = divmod(hours, 24)
    return f"{days} d {hour} h"


def beyond(end: float | None, clock: str) -> str:
    """What is known of a percentile that is not reached: it lies beyond the end of the curve."""
    return f"> {wait(end, clock)}" if is_known(end) else ""


def interval(low: float | None, high: float | None, end: float | None, clock: str) -> str:
    """The ends of a 95 % interval; an end that is not reached lies beyond the curve's end."""
    if not is_known(low):
        return ""
    return between(wait(low, clock), wait(high, clock, beyond(end, clock) or say("open")))


def hours_told(at: datetime, hours: int, zone: ZoneInfo) -> str:
    """A stretch of time: its begin, and how long it is where that is more than an hour."""
    told = moment(at, zone)
    return say("{at} and {n} h more", at=told, n=hours - 1) if hours > 1 else told


def ahead(theirs: str | None, zone: ZoneInfo, when: datetime) -> float:
    """Hours by which a reader's clock is ahead of a zone at a moment.

    Args:
        theirs: the reader's zone; 0 comes of one that is not told or not known.
        zone: in which days and times are told.
        when: aware.
    """
    try:
        shown = when.astimezone(ZoneInfo(theirs or zone.key))
    except (ZoneInfoNotFoundError, ValueError):
        return 0.0
    away = shown.replace(tzinfo=None) - when.astimezone(zone).replace(tzinfo=None)
    return away.total_seconds() / 3600
