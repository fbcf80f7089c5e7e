"""Weekly hours and time zones as people write them."""

import difflib
import re
import zoneinfo
from dataclasses import dataclass
from functools import cache

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 24 * 60

_SPAN = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class HourSpan:
    """Minutes after local midnight; an end at or before the start lies on the next day."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{_clock(self.start)}-{_clock(self.end)}"

    def pieces(self) -> list[tuple[int, int, int]]:
        """(days later, start, end): the span cut at midnight."""
        if self.end > self.start:
            return [(0, self.start, self.end)]
        cut = [(0, self.start, DAY_MINUTES), (1, 0, self.end)]
        return [piece for piece in cut if piece[2] > piece[1]]


def parse_span(text: str) -> HourSpan:
    """Read "09:00-17:30"; "22:00-02:00" crosses midnight, "00:00-24:00" is the whole day.

    Raises:
        ValueError: not a span of two clock times.
    """
    match = _SPAN.fullmatch(text)
    if match is None:
        raise ValueError('is no span of hours; write "09:00-17:30"')
    hours = [int(part) for part in match.groups()]
    start, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    if start >= DAY_MINUTES or end > DAY_MINUTES or max(hours[1], hours[3]) > 59 or start == end:
        raise ValueError('is no span of hours; clock times run from "00:00" to "24:00"')
    return HourSpan(start, end)


def time_zone(name: str) -> str:
    """Return name if it is an IANA time zone.

    Raises:
        ValueError: it is none; the nearest ones are named.
    """
    if name in _zones():
        return name
    near = difflib.get_close_matches(name, _zones(), n=1, cutoff=0.6)
    hint = f"; did you mean '{near[0]}'?" if near else "; for example 'Europe/Berlin'"
    raise ValueError(f"is no IANA time zone{hint}")


@cache
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
