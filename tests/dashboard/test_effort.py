"""What Replies says of effort, of complaints beyond our accounts, and of what is asked back."""

from tests.dashboard.conftest import run, troubles, words


def test_cheap_and_hollow_beyond_our_accounts_and_asked_back_are_told(story):
    """The story as a manager reads it: the two weeks by name, hours without money, codes masked."""
    app = run("replies", period="all")
    said = words(app)

    assert not app.exception
    assert [] == troubles(app)
    assert ["Fast but hollow: the weeks of 24 Aug and 31 Aug"] == [
        one.proto.title for one in app.warning
    ]
    (effort,) = [one.value for one in app.markdown if "person-hours" in one.value]
    assert effort.startswith("A reply took **11 min**")
    assert "replies. Machines" in effort  # and no money, since nobody said what an hour costs
    assert "complaints that never spoke to you" in said
    assert "asked although it stood there already" in said
    shown = [one.value for one in app.dataframe]
    outside = next(rows for rows in shown if {"Post", "Waiting"} <= set(rows))
    assert outside["Audience"].is_monotonic_decreasing
    asked = next(rows for rows in shown if "First reply" in rows)
    assert asked["Complaint"].str.contains("•••").any()
    assert not (asked["Complaint"] + asked["First reply"]).str.contains(r"\b[A-Z]{3}\d{3}\b").any()
    assert (asked["It held"] != "").all()
