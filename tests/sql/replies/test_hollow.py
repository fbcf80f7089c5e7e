"""Speed against what came of it: the call centre stands out, and nobody else."""

from datetime import UTC, datetime

import pytest

OUTSIDE = {"QL", "QV", "QZ"}
VERDICTS = """
select *
from fast_but_hollow('tavornay', $since, $until, $dimension)
where not is_small
"""


def verdicts(reader, dimension, since=None, until=None):
    found = reader.query(VERDICTS, {"since": since, "until": until, "dimension": dimension})
    return found.set_index("group_value")


def test_the_storys_two_call_centre_weeks_are_hollow_and_no_other(sample_reader):
    """Fast and in stock phrases and less calm; of all other weeks none is even two of the three."""
    weeks = verdicts(sample_reader, "week")

    assert {"2026-08-24", "2026-08-31"} == set(weeks[weeks["verdict"] == "hollow"].index)
    others = weeks[weeks["verdict"] != "hollow"]
    assert {"fine"} == set(others["verdict"])
    assert not others["is_stock"].any()
    assert not others["is_lower"].fillna(value=False).any()
    assert weeks["calm_difference"].idxmin() == "2026-08-24"
    # The last days' 72 hours are not over: nothing is compared, and nothing claimed.
    assert weeks.loc["2026-09-28"][["calm_difference", "is_lower"]].isna().all()


def test_of_all_who_answer_only_the_call_centre_is_hollow(sample_reader):
    """Whom fewer than 50 can judge is fast in stock phrases, and no more is said."""
    people = verdicts(sample_reader, "responder")

    assert OUTSIDE == set(people[people["verdict"] != "fine"].index)
    assert {"hollow", "stock"} == set(people.loc[list(OUTSIDE)]["verdict"])
    assert people.loc[people["verdict"] == "stock", "calm_difference"].isna().all()


def test_the_others_are_all_but_the_group_itself(sample_reader):
    """Their mean is weighted by turns: checked against the rows of turnaround."""
    weeks = verdicts(sample_reader, "week")
    turned = sample_reader.query(
        "select group_value, matched_count, calm_difference from "
        "turnaround('tavornay', null, null, 'week') where not is_small"
    ).set_index("group_value")
    others = turned.drop("2026-08-24")
    usual = (others["matched_count"] * others["calm_difference"]).sum()

    assert usual / others["matched_count"].sum() == pytest.approx(
        weeks.loc["2026-08-24"]["usual_calm"]
    )


def test_a_week_alone_stands_beside_no_other(sample_reader):
    """So nothing is lower than usual, and fast is in stock phrases at most."""
    since, until = datetime(2026, 8, 24, tzinfo=UTC), datetime(2026, 8, 30, tzinfo=UTC)
    alone = verdicts(sample_reader, "week", since, until)

    assert ["fine"] == list(alone["verdict"])
    assert alone["is_stock"].all()
    assert alone["usual_calm"].isna().all()
