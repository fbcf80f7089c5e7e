"""Pictures show gaps as gaps, strangers' words as text, and the theme's colours alone."""

import json
import math
import re
from datetime import date

import pandas as pd
import pytest

from charts import basics
from charts.sentiment import sentiment_line
from charts.theme import Look
from charts.waiting import answered_curve

TONES = Look("BRAND", "BETTER", "WORSE", "NEUTRAL", "PALE", "MUTED", "PAPER", ("NONE", "MOST"))
DAYS = pd.DataFrame(
    {
        "local_date": pd.to_datetime(["2026-05-01", "2026-05-02", "2026-05-05", "2026-05-06"]),
        "net_sentiment": [0.1, 0.2, None, -0.1],
        "net_low": [0.0, 0.1, None, -0.2],
        "net_high": [0.2, 0.3, None, 0.0],
        "scored_count": [10, 12, 0, 9],
        "negative_count": [1, 2, 0, 3],
        "neutral_count": [4, 4, 0, 4],
        "positive_count": [5, 6, 0, 2],
        "unscored_count": [0, 0, 3, 1],
    }
)
CURVE = pd.DataFrame(
    {
        "elapsed_seconds": [0.0, 60.0, 3600.0, 86400.0],
        "answered_share": [0.0, 0.1, 0.5, 0.7],
        "answered_share_low": [0.0, 0.05, 0.4, 0.6],
        "answered_share_high": [0.0, 0.2, 0.6, 0.8],
    }
)
ROWS = pd.DataFrame({"source": ["a", "b"], "contribution": [-0.02, 0.01]})


def test_a_line_ends_where_days_are_missing():
    """Days without a row, or without a scored mention, are null in the line and in its band."""
    line, edge, width = sentiment_line(TONES, DAYS, date(2026, 5, 5)).spec["series"]
    drawn = [value for _, value, _ in line["data"]]

    assert [10, 20, None, None, None, -10] == drawn
    assert [None if value is None else True for value in drawn] == [
        None if value is None else True for value in edge["data"]
    ]
    assert [20, 20, None, None, None, 20] == pytest.approx(width["data"])
    assert line["showSymbol"]  # the last day stands alone


def test_the_period_is_shaded_and_the_time_before_is_not():
    spec = sentiment_line(TONES, DAYS, date(2026, 5, 5)).spec
    start, end = spec["series"][0]["markArea"]["data"][0]

    assert ("5 May", "6 May") == tuple(spec["xAxis"]["data"][at["xAxis"]] for at in (start, end))


def test_the_hover_names_day_interval_and_n():
    line = sentiment_line(TONES, DAYS, date(2026, 5, 5)).spec["series"][0]

    assert "Fri 1 May 2026: +10.0 (0.0 to +20.0), 10 scored" == line["data"][0][2]


def test_unscored_mentions_are_a_block_of_their_own():
    """Never counted as neutral; a day without a row has no bar."""
    blocks = {
        series["name"]: series["data"]
        for series in basics.mentions_stacked(TONES, DAYS).spec["series"]
    }

    assert [0, 0, None, None, 3, 1] == blocks["Unscored"]
    assert [4, 4, None, None, 0, 4] == blocks["Neutral"]


def test_hours_without_a_row_are_zero_and_monday_is_first():
    hours = pd.DataFrame({"hour_of_week": [0, 167], "row_count": [5, 7]})
    spec = basics.week_heatmap(TONES, hours, "complaints").spec
    cells = {(day, hour): count for hour, day, count, _ in spec["series"][0]["data"]}

    assert (5, 7, 12, 168) == (cells[0, 0], cells[6, 23], sum(cells.values()), len(cells))
    assert "Mon" == spec["yAxis"]["data"][0]
    assert 7 == spec["visualMap"]["max"]


def test_worse_goes_left_in_one_colour_and_better_right_in_another():
    worse, better = basics.contributions(TONES, ROWS, "source").spec["series"][0]["data"]

    assert (-2.0, "WORSE", "left", "−2.0") == told(worse)
    assert (1.0, "BETTER", "right", "+1.0") == told(better)


def told(bar):
    return (
        bar["value"],
        bar["itemStyle"]["color"],
        bar["label"]["position"],
        bar["label"]["formatter"],
    )


def test_names_from_outside_are_cut_and_lose_their_tricks():
    spec = basics.bars(TONES, ["a\u202eb" + "x" * 100], [1.0], ["1"]).spec

    assert "ab" + "x" * 25 + "…" == spec["yAxis"]["data"][0]


def test_times_stand_where_their_exponent_is():
    """The axis is drawn by exponent; round times and the target are named on it."""
    spec = answered_curve(TONES, CURVE, 7200).spec
    lines = {
        line["label"]["formatter"]: line["xAxis"] for line in spec["series"][0]["markLine"]["data"]
    }

    assert {
        "1 min": math.log10(60),
        "5 min": math.log10(300),
        "15 min": math.log10(900),
        "1 h": math.log10(3600),
        "4 h": math.log10(14400),
        "1 d": math.log10(86400),
        "Target 2.0 h": math.log10(7200),
    } == lines


def test_the_band_of_the_curve_is_its_interval():
    _, low, width = answered_curve(TONES, CURVE, None).spec["series"]

    assert [5, 40, 60] == pytest.approx([value for _, value in low["data"]])
    assert [15, 20, 20] == pytest.approx([value for _, value in width["data"]])


@pytest.mark.parametrize(
    "picture",
    [
        sentiment_line(TONES, DAYS, date(2026, 5, 5)),
        basics.mentions_stacked(TONES, DAYS),
        basics.contributions(TONES, ROWS, "source"),
        basics.bars(TONES, ["a"], [1.0], ["1"]),
        basics.spark(TONES, [1.0, 2.0], "worse"),
        answered_curve(TONES, CURVE, 3600),
    ],
    ids=["line", "stack", "contributions", "bars", "spark", "curve"],
)
def test_a_picture_is_json_and_chooses_no_colour(picture):
    """Colours are the theme's, or grey that is seen through."""
    found = re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\([^)]*\)", json.dumps(picture.spec))

    assert all(colour.startswith("rgba(128,140,160") for colour in found)
