"""What must not raise an alarm: gaps, silence, trickles, history that arrives late."""

import pytest

from tests.sql.volume_build import at, burst, hours, judge, like_people, spikes, steady


def test_a_gap_is_blank_and_teaches_nothing(tmp_path):
    """A week in which nothing was fetched: no zeros, no alarm when it comes back."""
    counts = steady(20) | steady(13, start=27)
    judge(tmp_path, counts, watched=[(at(0), at(20)), (at(27), at(40))])

    drawn = hours(tmp_path)

    assert [] == spikes(tmp_path)
    assert (True, None) == (drawn[at(23)]["is_gap"], drawn[at(23)]["observed_count"])
    assert (False, 12) == (drawn[at(28)]["is_gap"], drawn[at(28)]["observed_count"])
    assert 12 == pytest.approx(drawn[at(27, 5)]["expected_count"], rel=1e-6)


def test_a_silent_week_is_no_quiet_week(tmp_path):
    """The fetches went well and brought nothing; when the source speaks again, nobody is woken."""
    counts = steady(20) | steady(13, start=27)
    judge(tmp_path, counts, watched=[(at(0), at(40))])

    drawn = hours(tmp_path)

    assert [] == spikes(tmp_path)
    assert (False, 0) == (drawn[at(23)]["is_gap"], drawn[at(23)]["observed_count"])
    assert 10 < drawn[at(28, 5)]["expected_count"]


def test_one_mention_a_month_is_no_spike(tmp_path):
    judge(tmp_path, {at(30 * n, 11): 1 for n in range(8)})

    assert [] == spikes(tmp_path)


def test_four_at_once_are_too_few_and_five_are_enough(tmp_path):
    """The minimum count, for a brand that hardly anybody speaks of."""
    quiet = {at(0, 11): 1}
    judge(tmp_path / "four", burst(dict(quiet), 37, 8, [2, 2]), watched=[(at(0), at(40))])
    judge(tmp_path / "five", burst(dict(quiet), 37, 8, [3, 2]), watched=[(at(0), at(40))])

    assert [] == spikes(tmp_path / "four")
    assert [at(37, 8).timestamp()] == [s["started"] for s in spikes(tmp_path / "five")]


def test_a_year_delivered_at_once_is_history(tmp_path):
    """A new source brings a year of posts in one batch: no alarm, in the past or now."""
    judge(tmp_path, steady(30, start=335))
    judge(tmp_path, like_people(365, 900), source="y")

    assert [] == spikes(tmp_path)


def test_a_new_source_is_no_spike(tmp_path):
    """Ten times the volume begins to be watched: it is compared once it has a history."""
    judge(tmp_path, steady(40))
    judge(tmp_path, steady(20, 30, start=20), source="y")

    drawn = hours(tmp_path)

    assert [] == spikes(tmp_path)
    assert 132 == drawn[at(20, 5)]["observed_count"]
    assert 132 == pytest.approx(drawn[at(39)]["expected_count"], rel=1e-6)
    assert 170 > drawn[at(23)]["expected_high"]


def test_a_small_source_that_fails_does_not_blind_a_large_one(tmp_path):
    judge(tmp_path, steady(30, 9))
    judge(tmp_path, steady(20, 1), source="y")
    drawn = hours(tmp_path)
    assert (False, 36) == (drawn[at(22)]["is_gap"], drawn[at(22)]["observed_count"])
    assert 36 == pytest.approx(drawn[at(22)]["expected_count"], rel=1e-6)

    judge(tmp_path / "large", steady(20, 9))
    judge(tmp_path / "large", steady(30, 1), source="y")
    assert hours(tmp_path / "large")[at(22)]["is_gap"]
