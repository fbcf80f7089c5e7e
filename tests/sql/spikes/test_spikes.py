"""Spikes: what stands out, against what, and when it could be known."""

import importlib.util
import sys

import numpy as np
import pytest

from tests.build import rows
from tests.places import PUBLIC, ROOT
from tests.sql.spikes.volume_build import (
    QUARTER,
    at,
    burst,
    hours,
    judge,
    like_people,
    spikes,
    steady,
)

NAB = PUBLIC / "nab"


def test_a_burst_is_one_episode_with_its_start_peak_end_and_size(tmp_path):
    """120 mentions in an hour where 12 are usual; known after the second full quarter."""
    judge(tmp_path, burst(steady(21), 18, 10, [20, 40, 30, 30]))

    (found,) = spikes(tmp_path)

    assert at(18, 10).timestamp() == found["started"]
    assert at(18, 10.5).timestamp() == found["detected"]
    assert at(18, 10.25).timestamp() == found["peak"]
    assert at(18, 11).timestamp() <= found["ended"] <= at(18, 12).timestamp()
    quarters = (found["ended"] - found["started"]) / 900
    assert 120 + 3 * quarters == found["observed_count"]
    assert 3 * quarters == pytest.approx(found["expected_count"], rel=1e-6)
    assert 120 == pytest.approx(found["excess_count"], rel=1e-3)
    assert 2 == found["severity"]  # 120 more, where a day has 288


def test_a_spike_teaches_later_baselines_nothing(tmp_path):
    """Expected stays at 12 the day after, and the second crisis within a week is found."""
    counts = burst(burst(steady(25), 18, 10, [60] * 8), 21, 10, [60] * 8)
    judge(tmp_path, counts)

    assert [at(18, 10).timestamp(), at(21, 10).timestamp()] == [
        spike["started"] for spike in spikes(tmp_path)
    ]
    assert 12 == pytest.approx(hours(tmp_path)[at(19, 10)]["expected_count"], rel=1e-6)


def test_the_tested_hour_is_not_its_own_baseline(tmp_path):
    judge(tmp_path, burst(steady(20), 19, 10, [2]))

    assert 12 == pytest.approx(hours(tmp_path)[at(19, 10)]["expected_count"], abs=1e-9)
    assert 12 < hours(tmp_path)[at(19, 20)]["expected_count"]


def test_a_lasting_new_level_is_learned(tmp_path):
    """One alarm, not one for ever: three weeks later the new level is what is expected."""
    judge(tmp_path, steady(20) | steady(35, 12, start=20))

    found = spikes(tmp_path)

    assert 1 == len(found)
    assert found[0]["ended"] is not None
    assert 48 == pytest.approx(hours(tmp_path)[at(50, 10)]["expected_count"], rel=0.1)


def test_the_hour_of_the_day_is_known(tmp_path):
    """What is usual at four in the afternoon is a spike at four in the night."""
    counts = like_people(30, 480)
    usual = sum(counts[at(24, 14) + n * QUARTER] for n in range(4))
    judge(tmp_path, burst(counts, 24, 2, [usual // 4 + 1] * 4))

    (found,) = spikes(tmp_path)

    assert at(24, 2).timestamp() == found["started"]


def test_expected_is_what_the_definition_says(tmp_path):
    """An independent loop over plain lists gives the same number."""
    dice = np.random.default_rng(7)
    counts = {at(0) + n * QUARTER: int(dice.poisson(2)) for n in range(35 * 96)}
    judge(tmp_path, counts)

    expected = hours(tmp_path)[at(33, 15)]["expected_count"]

    marked = rows(tmp_path, "select * from spike_marks")
    assert [] == marked
    hourly = [sum(counts[at(0, h) + n * QUARTER] for n in range(4)) for h in range(35 * 24)]
    tested = 33 * 24 + 15
    level = [hourly[h] for h in range(tested - 336, tested - 6)]
    day = [hourly[h] for h in range(tested - 336, tested - 6, 24)]
    week = [hourly[h] for h in range(tested - 672, tested - 6, 168)]
    by_day = (sum(day) + 3 * np.mean(level)) / (len(day) + 3)
    assert (sum(week) + 3 * by_day) / (len(week) + 3) == pytest.approx(expected, abs=1e-9)


def test_ordinary_hours_lie_in_the_band(tmp_path):
    dice = np.random.default_rng(8)
    judge(tmp_path, {at(0) + n * QUARTER: int(dice.poisson(4)) for n in range(40 * 96)})

    known = [h for h in hours(tmp_path).values() if h["expected_low"] is not None]
    inside = [h["expected_low"] <= h["observed_count"] <= h["expected_high"] for h in known]

    assert 0.93 <= np.mean(inside) <= 0.98


def test_the_past_does_not_change_when_the_future_comes(tmp_path):
    """Cut anywhere, the same spikes are known at the same moments."""
    dice = np.random.default_rng(9)
    counts = {at(0) + n * QUARTER: int(dice.negative_binomial(1, 0.2)) for n in range(30 * 96)}
    counts = burst(burst(counts, 20, 7, [40] * 6), 26, 20, [60] * 3)
    judge(tmp_path / "all", counts)
    full = {s["detected"] for s in spikes(tmp_path / "all")}

    for cut in (at(20, 7.5), at(20, 9), at(24), at(27)):
        part = tmp_path / cut.isoformat()
        judge(part, {m: n for m, n in counts.items() if m < cut})
        assert {d for d in full if d <= cut.timestamp()} == {s["detected"] for s in spikes(part)}


def test_the_quiet_are_judged_by_three_hours(tmp_path):
    """Nine in three hours, never five in one, where twelve a day are usual."""
    counts = {at(0, 2 * n): 1 for n in range(30 * 12)}
    judge(tmp_path, burst(counts, 25, 9, [1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1]))

    (found,) = spikes(tmp_path)
    assert at(25, 9).timestamp() <= found["detected"] <= at(25, 12).timestamp()


def test_complaints_have_spikes_of_their_own(tmp_path):
    counts = steady(21, 20)
    judge(tmp_path, counts, complaints={at(18, 10) + n * QUARTER: 10 for n in range(4)})

    assert [("complaints", at(18, 10).timestamp())] == [
        (s["measure"], s["started"]) for s in spikes(tmp_path)
    ]


def test_a_spike_that_still_runs_has_no_end(tmp_path):
    judge(tmp_path, burst(steady(20), 19, 23, [40] * 4))

    assert [None] == [s["ended"] for s in spikes(tmp_path)]


@pytest.mark.skipif(not NAB.is_dir(), reason=f"{NAB} is absent")
def test_the_public_benchmark_is_met():
    """NAB standard score ≥ 87, ≥ 0.9 of the windows found, ≤ 1 false alert a week."""
    spec = importlib.util.spec_from_file_location("spikes", ROOT / "benchmarks" / "spikes.py")
    benchmark = importlib.util.module_from_spec(spec)
    sys.modules["spikes"] = benchmark
    spec.loader.exec_module(benchmark)
    series = benchmark.load()

    sums = benchmark.total(benchmark.evaluate(series).values())

    assert 87 <= sums["nab"]
    assert 0.9 <= sums["found_share"]
    assert 1 >= sums["false_a_week"]
    everything = [[first for first, _ in one.windows] for one in series.values()]
    perfect = [
        benchmark.score(len(one.rows), one.windows, alerts)
        for one, alerts in zip(series.values(), everything, strict=True)
    ]
    assert 100 == pytest.approx(benchmark.total(perfect)["nab"])
    silent = [benchmark.score(len(one.rows), one.windows, []) for one in series.values()]
    assert 0 == benchmark.total(silent)["nab"]
