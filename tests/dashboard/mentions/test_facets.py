"""Only what is allowed gets from the address to the database."""

import pytest

from dashboard.mentions import facets


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("polarity", "negative", True),
        ("polarity", "ugly", False),
        ("day", "2026-02-28", True),
        ("day", "2026-02-30", False),
        ("day", "yesterday", False),
        ("turn_week", "2026-13-01", False),
        ("hour", "2026-02-28T17:00", True),
        ("hour", "noon", False),
        ("week_hour", "167", True),
        ("week_hour", "168", False),
        ("conversation", "chirp:1", True),
        ("conversation", "x" * 201, False),
    ],
)
def test_values_are_checked(key, value, expected):
    assert expected == facets.is_allowed(key, value)


def test_questions_about_now_are_not_cut_by_the_period():
    """Who waits since last month waits now."""
    assert facets.is_timeless({"polarity": "negative", "waiting": "yes"})
    assert not facets.is_timeless({"polarity": "negative", "turn_status": "open"})


def test_values_are_bound_never_written():
    """A condition has one place for its value and no word of the value."""
    assert all(1 == facet.condition.count("?") for facet in facets.FACETS.values())
