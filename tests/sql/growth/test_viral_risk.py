"""Viral risk: what two looks at a post say about the third, and what they do not."""

import math
from datetime import timedelta

import pytest

from ingest.mention import Post
from tests.build import row, rows
from tests.sql.growth.viral_build import BORN, risk, said, seen, take_in

ANGRY = "@acme worst service ever, you broke my guitar, refund me"


def default_factor(age):
    """Shares to come for each of the last third, when half of all come within ten minutes."""

    def left(hours):
        return 1 / (1 + 6 * hours)

    return (left(age) - left(168)) / (left(age - max(age / 3, min(0.25, age / 2))) - left(age))


def test_nothing_is_claimed_before_two_snapshots(tmp_path):
    take_in(tmp_path, [said(), *seen({1: 40})])

    found = risk(tmp_path)

    assert (40, 1) == (found["share_count"], found["age_hours"])
    claims = ("shares_per_hour", "projected_share_count", "projected_high", "viral_risk")
    assert [None] * 4 == [found[claim] for claim in claims]


def test_the_shipped_default_expects_ordinary_posts_to_be_nearly_finished(tmp_path):
    """10 shares at 30 minutes and 15 at an hour: 3.3 in the last third."""
    take_in(tmp_path, [said(), *seen({0.5: 10, 1: 15})])

    found = risk(tmp_path)

    late = 15 - (10 + 5 * (2 / 3 - 0.5) / 0.5)
    assert 3 * late == pytest.approx(found["shares_per_hour"])
    assert 15 + default_factor(1) * late == pytest.approx(found["projected_share_count"])
    assert 15 <= found["projected_low"] < found["projected_share_count"] < found["projected_high"]
    assert 0 == found["learned_count"]


def test_a_counter_that_falls_stands_still(tmp_path):
    """Spam that is removed takes its shares along; nobody unsees a post."""
    take_in(tmp_path, [said(), *seen({0.5: 90, 1: 100, 1.5: 20, 2: 100})])

    found = risk(tmp_path)

    assert (100, 0) == (found["share_count"], found["shares_per_hour"])
    assert 100 == found["projected_share_count"]


def test_a_post_that_stands_still_may_be_shared_once_more(tmp_path):
    take_in(tmp_path, [said(), *seen({1: 7, 5: 7})])

    found = risk(tmp_path)

    assert (7, 7) == (found["projected_share_count"], found["projected_low"])
    assert 7 < found["projected_high"] < 12


def test_after_seven_days_it_is_what_it_is(tmp_path):
    take_in(tmp_path, [said(), *seen({100: 50, 170: 80})])

    found = risk(tmp_path)

    assert [80, 80, 80] == [found[f"projected_{n}"] for n in ("share_count", "low", "high")]


@pytest.mark.parametrize("order", ["forwards", "backwards", "twice", "before the post"])
def test_the_order_of_arrival_does_not_matter(tmp_path, order):
    """Snapshots late, doubled or earlier than their post end in the same growth."""
    snapshots = seen({0.25: 4, 0.5: 10, 1: 15, 3: 14, 6: 40})
    batches = {
        "forwards": [[said()], *([s] for s in snapshots)],
        "backwards": [[said()], *([s] for s in reversed(snapshots))],
        "twice": [[said(), *snapshots], snapshots, [snapshots[2]]],
        "before the post": [snapshots, [said()]],
    }[order]
    for batch in batches:
        take_in(tmp_path / "piecemeal", batch)
    take_in(tmp_path / "whole", [said(), *snapshots])
    growth = (
        "select * exclude (observed_at), epoch(observed_at) as observed from viral_growth "
        "order by observed"
    )

    assert rows(tmp_path / "whole", growth) == rows(tmp_path / "piecemeal", growth)
    assert risk(tmp_path / "whole") == risk(tmp_path / "piecemeal")


def test_a_snapshot_from_before_the_post_is_left_out(tmp_path):
    take_in(tmp_path, [said(), *seen({-2: 5, 0.5: 10, 1: 15})])

    assert 2 == row(tmp_path, "select count(*) as n from viral_growth")["n"]


def test_a_billion_views_stay_a_number(tmp_path):
    """Read by everybody and passed on by nobody: there is nothing to come, and no alarm."""
    star = said(text=ANGRY, followers=1_000_000_000)
    take_in(tmp_path, [star, *seen({0.5: 0, 1: 0, 2: 0}, views=1_000_000_000)])

    found = risk(tmp_path)

    assert (1e9, True) == (found["estimated_audience"], found["is_passed"])
    assert found["audience_to_come"] < 2000
    assert 0.01 <= found["pass_probability"] < 0.03
    assert [] == rows(tmp_path, "select * from alert_moments('acme', 'viral', 70)")


def test_two_billion_shares_stay_a_number(tmp_path):
    take_in(tmp_path, [said(text=ANGRY), *seen({0.5: 2_000_000_000, 1: 4_000_000_000})])

    found = risk(tmp_path)

    claims = ("projected_high", "projected_pickup", "audience_to_come", "harmful_audience")
    assert all(math.isfinite(found[claim]) for claim in claims)
    assert 0.98 < found["pass_probability"] <= 0.99


def test_unknown_followers_stay_unknown_and_shares_decide(tmp_path):
    """A hundred people a share: 900 shares are 90,000 people, more than the 10,000 at least."""
    take_in(tmp_path, [said(followers=None), *seen({0.5: 500, 1: 900})])

    found = risk(tmp_path)

    assert (None, None) == (found["estimated_audience"], found["projected_audience"])
    assert found["is_passed"]
    to_come = found["projected_share_count"] - 900
    pickup = found["projected_pickup"] - found["projected_share_count"]
    assert 100 * (to_come + 0.02 * pickup) == pytest.approx(found["audience_to_come"])


def test_views_tell_what_a_share_reaches(tmp_path):
    """6,500 views of 30 shares beside 20 invented ones of 100 people: 170 people a share."""
    take_in(tmp_path, [said(), *seen({0.5: 20, 1: 30}, views=6500)])

    found = risk(tmp_path)

    to_come = found["projected_share_count"] - 30
    assert 6500 + 170 * to_come == pytest.approx(found["projected_audience"])
    assert 170 * found["shares_per_hour"] == pytest.approx(found["audience_per_hour"])


def test_a_late_pick_up_is_an_upper_band(tmp_path):
    """Twenty times as large; no sooner than something is known, and not after seven days."""
    shares = {0.5: 10, 1: 15, 100: 15, 170: 15}
    take_in(tmp_path, [said(), *seen(shares)])

    told = rows(tmp_path, "select * from viral_risk_by_snapshot order by age_hours")

    assert [None, 320, 15] == [told[n]["projected_pickup"] for n in (0, 2, 3)]
    assert 20 * (told[1]["projected_share_count"] + 1) == pytest.approx(told[1]["projected_pickup"])


def test_what_has_passed_is_asked_whether_it_gains_as_much_again(tmp_path):
    """300 people and 100 a share: 96 shares are below the floor of 10,000, 97 are at it."""
    posts = [said("below", followers=2000), said("above", followers=2000)]
    below = seen({1: 60, 2: 96}, post_id="below")
    above = seen({1: 60, 2: 97}, post_id="above")
    take_in(tmp_path, [*posts, *below, *above])

    before, after = risk(tmp_path, "below"), risk(tmp_path, "above")

    assert (10_000, 10_000) == (before["threshold_audience"], after["threshold_audience"])
    assert (9_900, False) == (before["estimated_audience"], before["is_passed"])
    assert (10_000, True) == (after["estimated_audience"], after["is_passed"])
    assert before["pass_probability"] > 0.9
    assert after["pass_probability"] < 0.5


def test_the_score_is_the_product_of_its_parts(tmp_path):
    """An answer halves it; praise is likely harmless."""
    posts = [
        said("bad", text=ANGRY),
        said("glad", text="acme is wonderful, I love it so much"),
        said("answered", text=ANGRY),
    ]
    snapshots = [s for p in posts for s in seen({0.5: 40, 1: 80}, post_id=p.post_id)]
    reply = Post(
        source="x",
        post_id="r",
        created_at=BORN + timedelta(hours=2),
        text="Sorry about the guitar!",
        author_id="acme",
        parent_id="answered",
        brand="acme",
    )
    take_in(tmp_path, [*posts, *snapshots, reply])

    bad, glad, answered = (risk(tmp_path, n) for n in ("bad", "glad", "answered"))

    assert (1, False) == (bad["waiting_weight"], bad["is_answered"])
    assert glad["harm"] < 0.3
    assert bad["harm"] > 0.9
    assert (0.5, True) == (answered["waiting_weight"], answered["is_answered"])
    assert bad["viral_risk"] == 100 * bad["pass_probability"] * bad["harm"] > 0
    assert answered["viral_risk"] == pytest.approx(bad["viral_risk"] / 2)
    assert answered["harmful_audience"] == pytest.approx(bad["harmful_audience"] / 2)
    assert bad["harmful_audience"] == pytest.approx(bad["audience_to_come"] * bad["harm"])


def test_every_snapshot_keeps_what_it_said(tmp_path):
    """The early warning, looked back on."""
    take_in(tmp_path, [said(), *seen({0.5: 4, 1: 6, 2: 14})])

    told = rows(tmp_path, "select * exclude (observed_at) from viral_risk_by_snapshot order by 3")

    assert [0.5, 1, 2] == [row["age_hours"] for row in told]
    assert told[0]["viral_risk"] is None
    assert told[1]["viral_risk"] < told[2]["viral_risk"]


def test_ten_posts_a_month_alarm_nobody(tmp_path):
    """Months of a quiet brand, each post shared a little: the floor is their threshold."""
    records = []
    for n in range(40):
        born = BORN - timedelta(days=3 * n)
        records += [said(f"q{n}", born=born, text=ANGRY, followers=300)]
        records += seen({0.5: n % 4, 2: n % 7, 30: 8}, post_id=f"q{n}", born=born)
    take_in(tmp_path, records)

    (found,) = rows(tmp_path, "select distinct threshold_audience from viral_risk")

    assert 10_000 == found["threshold_audience"]
    assert [] == rows(tmp_path, "select * from alert_moments('acme', 'viral', 70)")
