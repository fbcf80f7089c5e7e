"""Pictures show gaps as gaps, strangers' words as text, and no colour of their own."""

import json
import re
from datetime import date

import pandas as pd

from dashboard import charts
from dashboard.palette import BRAND, NEGATIVE, POSITIVE
from dashboard.reply_charts import answered_curve

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


def test_a_line_ends_where_days_are_missing():
    """Two runs of days are two lines and two bands: nothing is drawn across the gap."""
    picture = charts.sentiment_line(DAYS, date(2026, 5, 5))
    lines = [trace for trace in picture.data if trace.mode != "lines" or trace.fill is None]

    assert [2, 1] == [len(trace.x) for trace in lines]
    assert "markers" == lines[1].mode


def test_the_period_is_shaded_and_the_time_before_is_not():
    picture = charts.sentiment_line(DAYS, date(2026, 5, 5))

    assert pd.Timestamp("2026-05-05") == pd.Timestamp(picture.layout.shapes[0].x0)


def test_unscored_mentions_are_a_block_of_their_own():
    """Never counted as neutral."""
    blocks = {trace.name: list(trace.y) for trace in charts.mentions_stacked(DAYS).data}

    assert [0, 0, 3, 1] == blocks["Unscored"]
    assert [4, 4, 0, 4] == blocks["Neutral"]


def test_hours_without_a_row_are_zero_and_monday_is_first():
    hours = pd.DataFrame({"hour_of_week": [0, 167], "row_count": [5, 7]})
    heat = charts.week_heatmap(hours, "complaints").data[0]

    assert (5, 7, 12) == (heat.z[0][0], heat.z[6][23], sum(map(sum, heat.z)))
    assert "Mon" == heat.y[0]


def test_worse_goes_left_in_one_colour_and_better_right_in_another():
    rows = pd.DataFrame({"source": ["a", "b"], "contribution": [-0.02, 0.01]})
    bar = charts.contributions(rows, "source").data[0]

    assert [-2.0, 1.0] == list(bar.x)
    assert [NEGATIVE, POSITIVE] == list(bar.marker.color)
    assert ["−2.0", "+1.0"] == list(bar.text)


def test_names_from_outside_are_escaped():
    rows = pd.DataFrame({"source": ["<a href='https://evil.example'>x</a>"], "contribution": [0.1]})
    drawn = [
        charts.contributions(rows, "source"),
        charts.bars(rows["source"], [1.0], ["1"]),
    ]

    assert not any("<a " in picture.to_json() for picture in drawn)


def test_the_target_stands_where_its_time_is():
    """On a logarithmic axis a line is placed by value and its name by exponent."""
    picture = answered_curve(CURVE, 3600)

    assert 3600 == picture.layout.shapes[0].x0
    assert 3.556 == round(picture.layout.annotations[0].x, 3)
    assert "Target 60 min" == picture.layout.annotations[0].text


def test_a_stair_holds_each_value_until_the_next():
    """The band has the corners of the stair, so that the line lies inside it everywhere."""
    band = answered_curve(CURVE, None).data[0]

    assert [60, 3600, 3600, 86400, 86400] == list(band.x)[:5]
    assert [20, 20, 60, 60, 80] == [round(y) for y in list(band.y)[:5]]


def test_no_chart_chooses_a_colour():
    """Placeholders, which the browser replaces by the theme's colours, and see-through grey."""
    rows = pd.DataFrame({"source": ["a"], "contribution": [0.1]})
    drawn = [
        charts.sentiment_line(DAYS, date(2026, 5, 5)),
        charts.mentions_stacked(DAYS),
        charts.contributions(rows, "source"),
        charts.bars(["a"], [1.0], ["1"]),
        charts.stacked(DAYS, "local_date", [("negative_count", "Missed", BRAND)]),
        answered_curve(CURVE, 3600),
    ]
    for picture in drawn:
        plain = json.loads(picture.to_json())
        plain["layout"].pop("template", None)
        found = re.findall(r"#[0-9a-fA-F]{6}|rgba?\([^)]*\)", json.dumps(plain))

        assert {
            one
            for one in found
            if not one.startswith(("#0000", "rgba(128,140,160", "rgba(0,0,0,0)"))
        } == set()
