"""The cards on emerging issues, as a reader sees them, and what a person says of one."""

import pytest

from tests.build import published_once
from tests.dashboard.conftest import run, troubles, words
from tests.sql.issues.test_emerging_issues import CONFIG, END, said


@pytest.fixture
def told(data):
    """A brand of which six people complain for the first time."""
    return published_once("issues", data, said(), config=CONFIG, now=END)


def standing(app):
    """The issues that a card shows in full."""
    return {one.value[3:].partition("”")[0] for one in app.markdown if one.value[:3] == "**“"}


@pytest.mark.usefixtures("told")
def test_a_new_issue_is_shown_and_a_person_calls_it_known():
    """It leaves the card and is back when that is taken back."""
    app = run("spikes")

    assert not troubles(app)
    shown = words(app)
    assert "New this week" in shown
    assert "Nobody in the eight weeks before" in shown
    assert "100% negative (61% to 100%, n = 6)" in shown
    assert "charged twice" in shown
    assert "with less than a third of them negative: “love”" in shown
    assert "twice" in standing(app)

    app.button(key="issue-known-twice").click().run()
    assert not troubles(app)
    assert ["1 issue known or done"] == [one.label for one in app.expander if "known" in one.label]

    app.button(key="issue-undo-twice").click().run()
    assert not troubles(app)
    assert not [one for one in app.expander if "known" in one.label]


def test_the_storys_first_morning_of_double_billing(story):
    """A period that ends that day lists it; what people say of a storm is another issue."""
    app = run("spikes", period="dates", dates=["2026-07-08", "2026-08-04"])

    assert story
    assert not troubles(app)
    assert {"twice", "storm"} <= standing(app)
    assert "“twice”, “charged”, “billed”" in words(app)
    links = {one.proto.label: one.proto.query_string for one in app.get("page_link")}
    assert "term=twice&days_to=2026-08-04&direction=inbound" in links["Read 230 mentions"]
