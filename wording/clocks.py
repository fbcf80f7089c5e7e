"""The two clocks on which waits are read, and how a wait reads on each."""

from wording.numbers import count, duration, is_known

CALENDAR, BUSINESS = "calendar", "business"
NAMES = {CALENDAR: "calendar time", BUSINESS: "business hours"}
_LONG_SECONDS = 48 * 3600


def named(clock: str) -> str:
    """As a label goes on: in calendar time, in business hours."""
    return f"in {NAMES[clock]}"


def suffix(clock: str) -> str:
    """What sets a figure's name apart from the one in calendar time."""
    return f", {NAMES[clock]}" if clock == BUSINESS else ""


def wait(seconds: float | None, clock: str, otherwise: str = "not reached") -> str:
    """A wait as people read it; business hours never add up to days, which have no fixed length.

    Args:
        seconds: on that clock; null where there is none.
        clock: calendar or business.
        otherwise: the words for null.
    """
    if clock == BUSINESS and seconds is not None and is_known(seconds) and seconds >= _LONG_SECONDS:
        return f"{count(seconds / 3600)} h"
    return duration(seconds, otherwise)


def running(seconds: float) -> str:
    """A time as a clock that runs shows it: 41 min 07 s, 4 h 41 min, 3 d 4 h.

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
    return f"{wait(low, clock)} to {wait(high, clock, beyond(end, clock) or 'open')}"
