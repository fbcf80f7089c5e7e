"""Viral risk: what two looks at a post say about the third, and what they do not."""

import math
from datetime import timedelta

import pytest

from ingest.mention import Post
from tests.build import row, rows
from tests.sql.growth.viral_build import BORN, risk, said, seen, take_in


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


def test_a_billion_followers_stay_a_number(tmp_path):
    """0.06 of the followers and a hundred people a share; a probability stays one."""
    usual = [said(f"u{n}", followers=200) for n in range(9)]
    star = said(followers=1_000_000_000)
    take_in(tmp_path, [*usual, star, *seen({0.5: 2_000_000_000, 1: 4_000_000_000})])

    found = risk(tmp_path)

    assert 60_000_000 == found["estimated_audience"]
    reach = 60_000_000 + 100 * found["projected_share_count"]
    assert reach == pytest.approx(found["projected_audience"])
    assert math.isfinite(found["projected_high"])
    assert 1 == found["pass_probability"]
    assert 0 <= found["viral_risk"] <= 100


def test_unknown_followers_stay_unknown_and_shares_decide(tmp_path):
    take_in(tmp_path, [said(followers=None), *seen({0.5: 500, 1: 900})])

    found = risk(tmp_path)

    assert (None, None) == (found["estimated_audience"], found["projected_audience"])
    assert found["pass_probability"] is not None


def test_views_grow_with_the_shares(tmp_path):
    take_in(tmp_path, [said(view_count=3000), *seen({0.5: 10, 1: 15})])

    found = risk(tmp_path)

    grown = (found["projected_share_count"] + 1) / 16
    assert 3000 * grown == pytest.approx(found["projected_audience"])


def test_the_threshold_is_twenty_times_what_is_usual(tmp_path):
    """Median followers 1,000 are 150 people; a post that will reach 3,000 is an even chance."""
    usual = [said(f"u{n}") for n in range(9)]
    take_in(tmp_path, [*usual, said(), *seen({0.5: 1, 1: 2})])

    found = risk(tmp_path)

    assert 20 * 150 == found["threshold_audience"]
    assert found["pass_probability"] < 0.1


def test_the_score_is_the_product_of_its_parts(tmp_path):
    """An answer halves it; praise weighs a fifth of a complaint."""
    grows = [0.5, 1]
    posts = [
        said("bad", text="acme is the worst, it broke my guitar"),
        said("glad", text="acme is wonderful, I love it so much"),
        said("answered", text="acme is the worst, it broke my guitar"),
    ]
    snapshots = [
        s
        for p in posts
        for s in seen({h: 40 * n for n, h in enumerate(grows, 1)}, post_id=p.post_id)
    ]
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

    assert (1, 1, False) == (bad["negativity_weight"], bad["waiting_weight"], bad["is_answered"])
    assert 0.2 == glad["negativity_weight"]
    assert (0.5, True) == (answered["waiting_weight"], answered["is_answered"])
    assert bad["viral_risk"] == 100 * bad["pass_probability"] > 0
    assert answered["viral_risk"] == pytest.approx(bad["viral_risk"] / 2)
    assert glad["viral_risk"] == pytest.approx(bad["viral_risk"] / 5)


def test_every_snapshot_keeps_what_it_said(tmp_path):
    """The early warning, looked back on."""
    take_in(tmp_path, [said(), *seen({0.5: 4, 1: 6, 2: 14})])

    told = rows(tmp_path, "select * exclude (observed_at) from viral_risk_by_snapshot order by 3")

    assert [0.5, 1, 2] == [row["age_hours"] for row in told]
    assert told[0]["viral_risk"] is None
    assert told[1]["viral_risk"] < told[2]["viral_risk"]
