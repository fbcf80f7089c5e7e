"""Moments by the reader's own clock; days stay the brand's."""

import re

import pytest

from tests.dashboard.conftest import run
from tests.places import ROOT

# A moment by the brand's clock whatever the reader chose.
BRANDS = re.compile(r"moment\([^()]*(\[[^\]]*\])?[^()]*, \w+\.brand\.zone\)")


@pytest.mark.parametrize(
    ("mine", "zones", "started"),
    [
        (False, "Europe/London (your clock: +4.5 h)", "30 Sep 2026, 13:30"),
        (True, "days by Europe/London, times by Asia/Kolkata", "30 Sep 2026, 18:00"),
    ],
)
def test_moments_are_told_by_the_clock_that_the_reader_chose(story, mine, zones, started):
    """The spike that runs began at 12:30 UTC; the period is of the brand's days either way."""
    app = run("spikes", context={"timezone": "Asia/Kolkata"}, **({"mine": "true"} if mine else {}))

    assert mine == app.toggle(key="mine").value
    told = app.caption[0].value
    assert zones in told.replace("\\", "")
    assert "3 Sep – 30 Sep 2026" in told
    assert started == app.dataframe[0].value["Started"].iloc[0]


def test_a_reader_of_the_brands_zone_is_not_asked(story):
    """Nor one who sits elsewhere by the same clock; the address of another one changes nothing."""
    app = run("spikes", context={"timezone": "Europe/Lisbon"}, mine="true")

    assert [] == [one.key for one in app.toggle if one.key == "mine"]
    assert "30 Sep 2026, 13:30" == app.dataframe[0].value["Started"].iloc[0]


def test_no_card_tells_a_moment_past_the_choice():
    texts = {path: path.read_text("utf-8") for path in (ROOT / "dashboard").rglob("*.py")}

    assert BRANDS.search('moment(row["at"], scope.brand.zone)')
    assert [] == [path.name for path, text in texts.items() if BRANDS.search(text)]
