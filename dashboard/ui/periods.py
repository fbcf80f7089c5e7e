"""From the period that a reader picks to two spans of time that can be compared."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wording.said import mark

DAYS = {mark("7d"): 7, mark("28d"): 28, mark("90d"): 90, mark("12m"): 365}
ALL, DATES = mark("all"), mark("dates")
PERIODS = (*DAYS, ALL, DATES)
PREVIOUS, LAST_YEAR, NOTHING = (
    mark("previous period"),
    mark("a year earlier"),
    mark("nothing"),
)
COMPARISONS = (PREVIOUS, LAST_YEAR, NOTHING)


@dataclass(frozen=True, slots=True)
class Span:
    """Whole local days up to a moment.

    Attributes:
        since: first moment, UTC.
        until: first moment after the span, UTC.
        first: first day, in the brand's time zone.
        last: last day, which `until` may cut short.
    """

    since: datetime
    until: datetime
    first: date
    last: date

    @property
    def day_count(self) -> int:
        """How many days the span touches."""
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        """As people write it: 25 Oct - 21 Nov 2026."""
        start = f"{self.first.day} {self.first:%b}"
        if self.first.year != self.last.year:
            start += f" {self.first.year}"
        return f"{start} – {self.last.day} {self.last:%b %Y}"  # noqa: RUF001 - a dash between dates


def current(period: str, now: datetime, earliest: datetime, zone: ZoneInfo) -> Span:
    """The span that ends at `now`; `all` starts with the earliest mention.

    Args:
        period: a key of DAYS, or ALL.
        now: up to when the brand was observed, UTC.
        earliest: time of the brand's first mention, UTC.
        zone: the brand's time zone, in which days are cut.
    """
    first, last = known_days(now, earliest, zone)
    if period != ALL:
        first = last - timedelta(days=DAYS[period] - 1)
    return Span(_midnight(first, zone), now, first, last)


def between(first: date, last: date, now: datetime, earliest: datetime, zone: ZoneInfo) -> Span:
    """Whole days that a reader picked, cut where the brand is not known yet.

    Args:
        first: first day, in the brand's time zone.
        last: last day, itself included; not before `first`.
        now: as of `current`.
        earliest: as of `current`.
        zone: as of `current`.
    """
    begin, end = known_days(now, earliest, zone)
    first, last = min(max(first, begin), end), min(max(last, begin), end)
    return Span(
        _midnight(first, zone), min(_midnight(last + timedelta(days=1), zone), now), first, last
    )


def known_days(now: datetime, earliest: datetime, zone: ZoneInfo) -> tuple[date, date]:
    """The first and the last day of which something is known; arguments as of `current`."""
    last = _day_before(now, zone)
    return min(earliest.astimezone(zone).date(), last), last


def compared(span: Span, comparison: str, zone: ZoneInfo) -> Span | None:
    """The span to compare with, cut at the same hour of its last day; None for NOTHING."""
    if comparison == NOTHING:
        return None
    # 364 days keep the weekdays in step.
    days = timedelta(days=364 if comparison == LAST_YEAR else span.day_count)
    first, last = span.first - days, span.last - days
    ends = (span.until.astimezone(zone).replace(tzinfo=None) - days).replace(tzinfo=zone)
    return Span(_midnight(first, zone), ends.astimezone(UTC), first, last)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _day_before(moment: datetime, zone: ZoneInfo) -> date:
    """The day that holds the last instant before `moment`: midnight belongs to the day it ends."""
    return (moment - timedelta(microseconds=1)).astimezone(zone).date()
