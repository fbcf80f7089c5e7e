"""Opening hours as moments in UTC: right across clock changes, holidays left out."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ingest.brand import Brand
from ingest.hours import DAY_MINUTES


def open_spans(brand: Brand, first: date, last: date) -> Iterator[tuple[date, datetime, datetime]]:
    """Yield (local date, opens, closes) from first to last, in order; times are UTC.

    Hours that cross midnight are cut there; what a holiday cuts off is the holiday's own part.
    Spans of one day that overlap are merged, so no minute counts twice.
    """
    if brand.hours is None:
        return
    zone, holidays = ZoneInfo(brand.time_zone), frozenset(brand.holidays)
    weekly = _weekly_pieces(brand)
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if day in holidays:
            continue
        for start, end in weekly[day.weekday()]:
            opens, closes = _moment(day, start, zone), _moment(day, end, zone)
            if closes > opens:
                yield day, opens, closes


def _weekly_pieces(brand: Brand) -> dict[int, list[tuple[int, int]]]:
    pieces = defaultdict(list)
    for weekday, span in brand.hours.spans() if brand.hours else ():
        for later, start, end in span.pieces():
            pieces[(weekday + later) % 7].append((start, end))
    return defaultdict(list, {weekday: _merged(spans) for weekday, spans in pieces.items()})


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Local clock time as UTC; skipped by a clock change, the moment of it."""
    if minutes == DAY_MINUTES:
        day, minutes = day + timedelta(days=1), 0
    local = datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=zone)
    return local.astimezone(UTC)
