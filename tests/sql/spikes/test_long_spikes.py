"""Spikes of days: they end when they end, teach nothing, and what lasts becomes usual."""

from itertools import pairwise

import pytest

from tests.build import rows
from tests.sql.spikes.volume_build import at, burst, hours, judge, spikes, steady

STATE = (
    "select * from spike_episodes order by all",
    "select * from spike_marks order by all",
    "select * from volume_hours order by all",
)


def raised(counts, day, days, factor):
    """So many times as much for some days."""
    span = {
        moment: n * factor for moment, n in counts.items() if at(day) <= moment < at(day + days)
    }
    return counts | span


def starts(data):
    return [(one["started"], one["ended"]) for one in spikes(data)]


def times(*moments):
    return tuple(moment.timestamp() for moment in moments)


def test_a_crisis_of_five_days_is_one_episode_and_teaches_nothing(tmp_path):
    """Three times as much, a calmer third day, and a burst eight days after it."""
    counts = raised(raised(steady(38), 20, 5, 3), 22, 1, 0.67)
    counts = {moment: round(n) for moment, n in burst(counts, 33, 10, [20] * 8).items()}
    judge(tmp_path, counts)

    crisis, later = starts(tmp_path)

    assert at(20).timestamp() == crisis[0]
    assert crisis[1] == pytest.approx(at(25).timestamp(), abs=3600)
    assert later == pytest.approx(times(at(33, 10), at(33, 12)), abs=3600)
    drawn = hours(tmp_path)
    assert {12.0} == {round(drawn[at(day, 10)]["expected_count"], 6) for day in range(20, 38)}
    assert 24 > max(drawn[at(day, 10)]["expected_high"] for day in range(20, 38))


def test_a_level_that_lasts_a_week_is_usual_from_then_on(tmp_path):
    """The episode ends on the seventh day; what comes twelve days after the start is found."""
    judge(tmp_path, burst(raised(steady(40), 20, 20, 3), 32, 10, [30] * 4))

    shift, later = starts(tmp_path)
    drawn = hours(tmp_path)

    assert shift == pytest.approx(times(at(20), at(27)), abs=6 * 3600)
    assert later[0] == pytest.approx(at(32, 10).timestamp(), abs=3600)
    assert 12 == pytest.approx(drawn[at(26, 10)]["expected_count"])
    usual = [drawn[at(day, 10)]["expected_count"] for day in range(28, 40)]
    assert usual == pytest.approx([36] * 12, rel=0.02)


def test_a_slow_rise_is_known_within_a_day(tmp_path):
    """Nine times as much after five days, of which the first hours hold hardly more than usual."""
    counts = steady(26)
    for hour in range(120):
        counts = burst(counts, 20, hour, [hour // 5] * 4)
    judge(tmp_path, counts)

    (rise,) = spikes(tmp_path)

    assert at(20).timestamp() <= rise["started"]
    assert rise["detected"] <= at(21).timestamp()
    assert rise["ended"] == pytest.approx(at(25).timestamp(), abs=3600)


def test_weekends_that_are_always_busy_are_no_spikes(tmp_path):
    counts = steady(50)
    for week in range(7):
        counts = raised(counts, 7 * week + 5, 2, 3)
    judge(tmp_path, counts)

    assert [one["started"] for one in spikes(tmp_path) if one["started"] > at(14).timestamp()] == []


@pytest.mark.parametrize("counts", [raised(steady(38), 20, 5, 4), raised(steady(38), 20, 18, 3)])
def test_run_by_run_a_long_spike_ends_where_a_rebuild_ends(tmp_path, counts):
    """A crisis, and a level that is adopted between two runs."""
    judge(tmp_path / "all", counts)
    cuts = [at(0), at(20, 5), at(20, 5.5), at(24, 3), at(26, 20), at(27, 3.25), at(30), at(38)]
    for since, until in pairwise(cuts):
        judge(
            tmp_path / "runs",
            {moment: n for moment, n in counts.items() if since <= moment < until},
            watched=[(since, until)],
        )

    for sql in STATE:
        assert rows(tmp_path / "all", sql) == rows(tmp_path / "runs", sql)
