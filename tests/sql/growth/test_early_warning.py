"""Growing posts now, and looked back on: when they could be known and what was still to come."""

from datetime import timedelta

import pytest

from tests.build import row, rows
from tests.sql.growth.viral_build import BORN, said, seen, take_in

ANGRY = "@acme worst service ever, you broke my guitar, refund me"
SHARES = {0.5: 300, 1: 1200, 6: 4000, 24: 5000, 170: 6000}


def reply(hours):
    at = BORN + timedelta(hours=hours)
    return said("r", born=at, text="So sorry!", author_id="acme", parent_id="p")


def ordinary(until=170):
    for n in range(40):
        born = BORN - timedelta(days=40 - n)
        yield said(f"o{n}", born=born)
        yield from seen({1: 0, 2: 0, until: 0}, post_id=f"o{n}", born=born)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """6,000 shares in a week; answered after eight hours."""
    folder = tmp_path_factory.mktemp("warning")
    take_in(folder, [*ordinary(), said(text=ANGRY), *seen(SHARES), reply(8)])
    return folder


def test_the_first_snapshot_at_the_level_is_the_warning(data):
    """The first snapshot claims nothing, so the second: 1,200 of 6,000 shares, four fifths left."""
    found = row(data, "select * from early_warning")
    first = row(
        data,
        "select min(age_hours) as age from viral_risk_by_snapshot "
        "where post_id = 'x:p' and viral_risk >= 70",
    )

    assert ("x:p", 1.0, 1200, 6000) == (
        found["post_id"],
        found["hours_to_pass"],
        found["share_count"],
        found["final_share_count"],
    )
    assert first["age"] == found["hours_to_pass"]
    assert 0.8 == pytest.approx(found["share_to_come"])


def test_what_was_spent_before_the_answer_is_told(data):
    """4,000 of 6,000 shares by the last snapshot before it."""
    found = row(data, "select * from early_warning")

    assert 4000 / 6000 == pytest.approx(found["share_before_answer"])
    assert found["is_finished"]


def test_an_alarm_is_right_where_half_of_what_it_foresaw_came(data):
    """What was projected when it passed, against what the post came to in seven days."""
    found = row(data, "select * from early_warning")

    assert found["is_finished"]
    assert found["final_share_count"] >= 0.5 * found["projected_share_count"]
    assert "right" == found["outcome"]


def test_an_alarm_for_what_then_stood_still_is_called_false(tmp_path):
    """It grew by 1,200 in an hour and not at all afterwards; while it may grow, it is open."""
    stood = dict.fromkeys(SHARES, 1200) | {min(SHARES): SHARES[min(SHARES)]}
    take_in(tmp_path, [*ordinary(), said(text=ANGRY), *seen(stood)])
    found = row(tmp_path, "select * from early_warning")

    assert found["final_share_count"] < 0.5 * found["projected_share_count"]
    assert "false alarm" == found["outcome"]


def test_a_post_that_nobody_answered_says_so(tmp_path):
    take_in(tmp_path, [*ordinary(), said(text=ANGRY), *seen(SHARES)])

    found = row(tmp_path, "select * from early_warning")

    assert (None, None) == (found["answered_at"], found["share_before_answer"])


def test_the_replay_of_a_rule_is_the_same_moment(data):
    """Alert and early warning read the same snapshot; the lead is to nine tenths of the shares."""
    (alert,) = rows(
        data,
        "select subject, epoch(alerted_at) as at, lead_hours "
        "from alert_moments('acme', 'viral', 70)",
    )

    assert ("x:p", BORN.timestamp() + 3600, 169.0) == (
        alert["subject"],
        alert["at"],
        alert["lead_hours"],
    )


@pytest.mark.parametrize(
    ("shares", "answered", "step"),
    [
        ({1: 3000}, None, "wait"),
        ({0.5: 900, 1: 4000}, None, "answer"),
        ({0.5: 900, 1: 4000}, 0.75, "follow"),
        ({1: 0, 20: 0}, None, "stands"),
    ],
)
def test_the_next_step_follows_from_growth_and_answer(tmp_path, shares, answered, step):
    """Watched to the post's second day, so that it still counts as growing."""
    until = timedelta(days=7)
    born = BORN + until
    more = [reply(answered + 168)] if answered else []
    take_in(tmp_path, [*ordinary(), said(text=ANGRY, born=born), *seen(shares, born=born), *more])

    assert (
        step == row(tmp_path, "select next_step from live_risk where post_id = 'x:p'")["next_step"]
    )


def test_how_a_post_went_is_told_step_by_step(data):
    """Fastest in its first hour; below a tenth of that from the snapshot at 24 hours on."""
    steps = rows(data, "select * from post_timeline('acme', 'x:p') order by hours_after, step")
    went = [(one["step"], one["hours_after"], one["share_share_before"]) for one in steps]

    assert [
        ("posted", 0.0, 0.0),
        ("detected", 1.0, 0.2),
        ("peak", 1.0, 0.2),
        ("first_reply", 8.0, pytest.approx(4 / 6)),
        ("ended", 24.0, pytest.approx(5 / 6)),
        ("alerted", None, None),
    ] == went


def test_a_post_that_nobody_shared_has_no_peak(data):
    steps = rows(data, "select step from post_timeline('acme', 'x:o1') where happened_at is null")

    assert {"detected", "alerted", "first_reply", "peak", "ended"} == {one["step"] for one in steps}
