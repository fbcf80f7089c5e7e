"""How far a reader's clock is from the zone of a page."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from wording import clocks

SUMMER = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("theirs", "hours"),
    [
        ("Europe/Berlin", 1.0),
        ("America/New_York", -5.0),
        ("Asia/Kolkata", 4.5),
        ("Europe/London", 0.0),
        ("Nowhere/At_all", 0.0),
        (None, 0.0),
    ],
)
def test_a_clock_elsewhere_is_told_by_its_hours(theirs, hours):
    assert hours == clocks.ahead(theirs, ZoneInfo("Europe/London"), SUMMER)
