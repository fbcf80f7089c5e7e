"""Periods end with what is known and are compared with like."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from dashboard.ui.periods import (
    ALL,
    LAST_YEAR,
    NOTHING,
    PREVIOUS,
    Span,
    between,
    compared,
    current,
)

LONDON, BERLIN = ZoneInfo("Europe/London"), ZoneInfo("Europe/Berlin")
EARLIEST = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def at(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_a_period_is_whole_local_days_up_to_now():
    """Seven days: six before today and the part of today that is known."""
    span = current("7d", at(2026, 6, 10, 9, 40), EARLIEST, LONDON)

    assert (
        Span(at(2026, 6, 3, 23), at(2026, 6, 10, 9, 40), date(2026, 6, 4), date(2026, 6, 10))
        == span
    )
    assert 7 == span.day_count


def test_midnight_belongs_to_the_day_that_it_ends():
    span = current("7d", at(2026, 1, 10, 0, 0), EARLIEST, LONDON)

    assert date(2026, 1, 9) == span.last


def test_days_are_cut_in_the_brands_zone_right_across_a_clock_change():
    """Berlin's days begin at 23:00 UTC before 29 March 2026 and at 22:00 after it."""
    span = current("7d", at(2026, 4, 1, 12), EARLIEST, BERLIN)

    assert at(2026, 3, 25, 23) == span.since
    assert at(2026, 3, 18, 23) == compared(span, PREVIOUS, BERLIN).since


def test_the_period_before_ends_at_the_same_local_hour():
    """Half a day is compared with half a day, not with a whole one."""
    span = current("7d", at(2026, 4, 1, 12), EARLIEST, BERLIN)
    before = compared(span, PREVIOUS, BERLIN)

    assert (date(2026, 3, 19), date(2026, 3, 25)) == (before.first, before.last)
    assert at(2026, 3, 25, 13) == before.until  # 14:00 in Berlin on both days


def test_a_year_earlier_keeps_the_weekdays():
    span = current("28d", at(2026, 6, 10, 9), EARLIEST, LONDON)
    before = compared(span, LAST_YEAR, LONDON)

    assert span.first.weekday() == before.first.weekday()
    assert 28 == before.day_count


def test_nothing_is_compared_with_nothing():
    assert compared(current("7d", at(2026, 6, 10), EARLIEST, LONDON), NOTHING, LONDON) is None


def test_all_begins_with_the_first_mention():
    assert date(2026, 1, 5) == current(ALL, at(2026, 6, 10), EARLIEST, LONDON).first


def test_all_of_a_source_that_is_known_up_to_before_its_first_mention_is_one_day():
    """A clock that runs ahead makes no period that ends before it begins."""
    span = current(ALL, at(2026, 1, 1, 12), EARLIEST, LONDON)

    assert span.first == span.last


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 10, 25), date(2026, 11, 21), "25 Oct – 21 Nov 2026"),
        (date(2025, 12, 25), date(2026, 1, 21), "25 Dec 2025 – 21 Jan 2026"),
    ],
)
def test_a_span_names_its_year_once_or_twice(first, last, words):
    assert words == str(Span(EARLIEST, EARLIEST, first, last))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        # Whole days, the last one too.
        (
            date(2026, 6, 2),
            date(2026, 6, 3),
            Span(at(2026, 6, 1, 23), at(2026, 6, 3, 23), date(2026, 6, 2), date(2026, 6, 3)),
        ),
        # Today is cut where it is known, and what comes after it is not known yet.
        (
            date(2026, 6, 10),
            date(2026, 7, 1),
            Span(at(2026, 6, 9, 23), at(2026, 6, 10, 9, 40), date(2026, 6, 10), date(2026, 6, 10)),
        ),
        # Before the first mention there is nothing.
        (
            date(2025, 1, 1),
            date(2026, 1, 5),
            Span(at(2026, 1, 5), at(2026, 1, 6), date(2026, 1, 5), date(2026, 1, 5)),
        ),
    ],
)
def test_days_that_are_picked_are_whole_and_known(first, last, expected):
    assert expected == between(first, last, at(2026, 6, 10, 9, 40), EARLIEST, LONDON)
