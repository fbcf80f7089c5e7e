"""Fewer points, and the picture stays: no peak and no gap is lost."""

import numpy as np
import pandas as pd
import pytest

from charts.points import first, log_spaced, note, thinned


@pytest.fixture
def noise():
    """A long line with one peak, one dip and one gap in it."""
    values = np.random.default_rng(1).normal(size=50_000)
    values[20_001], values[30_003], values[40_007] = 99, -99, np.nan
    return pd.DataFrame({"x": np.arange(50_000), "y": values, "z": -values})


def test_short_rows_are_left_alone(noise):
    assert noise.head(2000) is not None
    assert 2000 == len(thinned(noise.head(2000), "x", ["y"]))


def test_peaks_gaps_and_ends_stay(noise):
    left = thinned(noise, "x", ["y", "z"], 500)

    assert {0, 20_001, 30_003, 40_007, 49_999} <= set(left["x"])
    assert len(left) <= 500
    assert left["x"].is_monotonic_increasing


def test_every_stretch_keeps_its_own_extremes(noise):
    """A screen of 100 columns shows in each column the same span as of all points."""
    columns = noise["x"] * 100 // len(noise)
    left = thinned(noise, "x", ["y"], 3 * 100 + 2)
    spans = noise.groupby(columns)["y"].agg(["min", "max"])

    pd.testing.assert_frame_equal(
        spans, left.groupby(columns[left.index])["y"].agg(["min", "max"]), check_names=False
    )


def test_times_and_equal_values_can_be_thinned():
    at = pd.date_range("2026-01-01", periods=9000, freq="h", tz="Europe/London")
    flat = pd.DataFrame({"at": at, "y": 1.0})

    assert 2 <= len(thinned(flat, "at", ["y"], 100)) <= 100
    assert 2 <= len(thinned(flat.assign(y=np.nan), "at", ["y"], 100)) <= 100


def test_a_curve_keeps_steps_equally_far_apart_on_a_logarithmic_axis():
    """Each of them is one of its own, the first and the last among them."""
    rows = pd.DataFrame({"x": np.arange(1.0, 71_224), "y": np.arange(71_223)})
    left = log_spaced(rows, "x", 500)
    steps = np.diff(np.log10(left["x"][left["x"] > 1000]))

    assert (1, 71_223) == (left["x"].iloc[0], left["x"].iloc[-1])
    assert 300 < len(left) <= 500
    assert left["x"].is_unique
    assert steps.max() / steps.min() < 1.5
    assert (left["y"] == left["x"] - 1).all()


def test_what_is_left_out_is_said():
    assert "" == note(5, 5) == first(5, 5)
    assert note(800, 2208).startswith("800 of 2,208 steps are drawn")
    assert "The first 40 of 1,000 are drawn." == first(40, 1000)
