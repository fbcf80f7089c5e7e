"""Unknown is never zero, and every number has its unit."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from wording import clocks, numbers
from wording.said import speaking


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (89, "89 s"),
        (90, "2 min"),
        (2460, "41 min"),
        (5400, "1.5 h"),
        (172799, "48.0 h"),
        (172800, "2.0 d"),
        (None, "not reached"),
        (float("nan"), "not reached"),
        (pd.NA, "not reached"),
    ],
)
def test_durations_are_in_their_largest_sensible_unit(seconds, words):
    assert words == numbers.duration(seconds)


@pytest.mark.parametrize("null", [None, float("nan"), pd.NA, pd.NaT])
def test_unknown_is_a_dash(null):
    """Never 0: that would be a claim."""
    shown = {
        numbers.count(null),
        numbers.compact(null),
        numbers.percent(null),
        numbers.points(null),
        numbers.moment(null, ZoneInfo("UTC")),
    }

    assert {"–"} == shown


@pytest.mark.parametrize(
    ("share", "words"), [(0.098, "+9.8"), (-0.04, "−4.0"), (0.0, "0.0"), (-0.0004, "0.0")]
)
def test_points_carry_a_sign_and_zero_carries_none(share, words):
    assert words == numbers.points(share)


@pytest.mark.parametrize(
    ("value", "words"),
    [(940, "940"), (9400, "9.4k"), (12400, "12k"), (1.9e6, "1.9M"), (2e9, "2.0bn"), (0, "0")],
)
def test_large_numbers_have_two_or_three_digits(value, words):
    assert words == numbers.compact(value)


def test_an_interval_that_is_not_reached_stays_open():
    assert "5 min to open" == numbers.interval(300, None)
    assert "5 min to 2.0 h" == numbers.interval(300, 7200)
    assert "" == numbers.interval(None, None)


def test_moments_are_in_the_brands_zone():
    assert "1 Jun 2026, 00:30" == numbers.moment(
        datetime(2026, 5, 31, 22, 30, tzinfo=UTC), ZoneInfo("Europe/Berlin")
    )


def test_one_is_singular():
    assert "1 mention" == numbers.plural(1, "mention")
    assert "2,340 mentions" == numbers.plural(2340, "mention")


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        (
            "de",
            ["1.234", "9,4\u00a0Tsd.", "12,3\u00a0%", "−4,0", "2,5 h", "1.234 h",
             "5 min bis offen", "12 bis 18\u00a0%", "1.\u00a0Juni 2026, 00:30"],
        ),
        (
            "es",
            ["1.234", "9,4\u00a0mil", "12,3\u00a0%", "−4,0", "2,5 h", "1.234 h",
             "5 min a abierto", "12 a 18\u00a0%", "1 jun 2026, 00:30"],
        ),
    ],
)  # fmt: skip
def test_numbers_read_as_the_language_writes_them(language, shown):
    with speaking(language):
        assert shown == [
            numbers.count(1234),
            numbers.compact(9400),
            numbers.percent(0.123, 1),
            numbers.points(-0.04),
            numbers.duration(9000),
            clocks.wait(1234 * 3600, clocks.BUSINESS),
            numbers.interval(300, None),
            numbers.percents(0.12, 0.18),
            numbers.moment(datetime(2026, 5, 31, 22, 30, tzinfo=UTC), ZoneInfo("Europe/Berlin")),
        ]
