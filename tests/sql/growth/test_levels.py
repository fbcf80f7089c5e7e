"""What is usual for a brand, and what a risk asks for: at each limit and beside it."""

from datetime import timedelta

import pytest

from tests.build import row, rows
from tests.sql.growth.viral_build import BORN, risk, said, seen, take_in

NEUTRAL = "acme shop opens at nine on Monday"
SPREADS = {0.5: 2_000_000, 1: 4_000_000}
THRESHOLD = 20  # times the brand's median audience


def test_the_largest_accounts_reach_a_smaller_share_of_their_followers(tmp_path):
    """6 % of twenty million followers are 1,200,000 people."""
    usual = [said(f"u{n}", followers=20_000_000) for n in range(9)]
    take_in(tmp_path, [*usual, said(followers=20_000_000), *seen({0.5: 1, 1: 2})])

    assert THRESHOLD * 1_200_000 == risk(tmp_path)["threshold_audience"]


def test_what_is_usual_is_the_median_of_ninety_days(tmp_path):
    """Three posts of 1,500 people on the first of the days, one of 150 now, four too old."""
    old = BORN - timedelta(days=90)
    before = [said(f"b{n}", born=old - timedelta(seconds=1), followers=1_000_000) for n in range(4)]
    usual = [said(f"u{n}", born=old, followers=10_000) for n in range(3)]
    take_in(tmp_path, [*before, *usual, said(), *seen({0.5: 1, 1: 2})])

    assert THRESHOLD * 1_500 == risk(tmp_path)["threshold_audience"]


def growing(data, level, *, text=NEUTRAL, answered=False, shares=SPREADS):
    """One post that passes any threshold, on the last day that is watched."""
    born = BORN + timedelta(days=8)
    usual = [said(f"u{n}", followers=200) for n in range(9)]
    post = said(text=text, born=born, followers=1000)
    replies = [
        said("r", born=born + timedelta(minutes=10), text="Hello!", author_id="acme", parent_id="p")
    ]
    take_in(
        data,
        [*usual, post, *seen(shares, born=born), *(replies if answered else [])],
        alert_level=level,
    )
    return row(data, "select * from live_risk where post_id = 'x:p'")


@pytest.mark.parametrize(
    ("level", "step"), [(50, "answer"), (51, "prepare"), (100, "prepare")], ids=str
)
def test_at_the_alert_level_itself_it_is_answered(tmp_path, level, step):
    """A neutral post that surely passes the threshold has a risk of 50."""
    found = growing(tmp_path, level)

    assert (1, 50, step) == (found["pass_probability"], found["viral_risk"], found["next_step"])


@pytest.mark.parametrize(("level", "step"), [(50, "prepare"), (51, "watch"), (70, "watch")])
def test_from_half_the_alert_level_on_one_prepares(tmp_path, level, step):
    """Answered, the same post has half of that: 25."""
    found = growing(tmp_path, level, answered=True)

    assert (1, 25, step) == (found["pass_probability"], found["viral_risk"], found["next_step"])


def test_praise_that_spreads_is_thanked(tmp_path):
    """A fifth of 100, far below the level, and sure to pass the threshold."""
    found = growing(tmp_path, 70, text="acme is wonderful, I love it so much")

    assert (20, "thank") == (found["viral_risk"], found["next_step"])


def test_an_answered_post_passes_no_level_that_half_its_risk_does_not(tmp_path):
    """Sure to pass the threshold and negative: 100 without an answer, 50 with one."""
    angry = "@acme worst service ever, you broke my guitar, refund me"
    alone, answered = tmp_path / "alone", tmp_path / "answered"
    growing(alone, 70, text=angry)
    growing(answered, 70, text=angry, answered=True)
    looked_back = "select viral_risk from early_warning where post_id = 'x:p'"

    assert [{"viral_risk": 100.0}] == rows(alone, looked_back)
    assert [] == rows(answered, looked_back)
    assert 50 == risk(answered)["viral_risk"]
