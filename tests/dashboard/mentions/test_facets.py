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
        ("hour", "2026-02-28T17:00~6", True),
        ("hour", "2026-02-28T17:00~0", False),
        ("hour", "2026-02-28T17:00~9999", False),
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


def test_facets_are_handed_on_by_the_names_that_the_macros_have():
    """Those of a turn without the word that sets them apart in the address."""
    chosen = {"polarity": "negative", "turn_source": "chirp", "waiting": "yes"}

    assert {"polarity": "negative"} == facets.of_mentions(chosen)
    assert {"source": "chirp", "waiting": "yes"} == facets.of_turns(chosen)
