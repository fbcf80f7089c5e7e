"""Pictures show gaps as gaps, intervals as bands, and every number where it belongs."""

from datetime import date
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from charts import axes, bars, counts, growth, hours, sentiment, volume, waits
from charts.theme import LIGHT
from tests.charts.examples import posts, voices
from wording import clocks
from wording.said import LANGUAGES, speaking

DAYS = pd.DataFrame(
    {
        "local_date": pd.to_datetime(["2026-05-01", "2026-05-02", "2026-05-05", "2026-05-07"]),
        "net_sentiment": [0.1, 0.2, None, -0.1],
        "net_sentiment_low": [0.0, 0.1, None, -0.2],
        "net_sentiment_high": [0.2, 0.3, None, 0.0],
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
        "answered_share_low": [0.0, 0.05, 0.4, None],
        "answered_share_high": [0.0, 0.2, 0.6, None],
    }
)
ROWS = pd.DataFrame({"source": ["a", "b"], "contribution": [-0.02, 0.01]})
LONDON = ZoneInfo("Europe/London")


def named(drawn):
    """Traces by their names."""
    return {trace.name: trace for trace in drawn.data if trace.name}


def test_a_line_ends_where_days_are_missing():
    """Days without a row, or without a scored mention, are null in the line."""
    _, line = sentiment.sentiment_line(LIGHT, DAYS, date(2026, 5, 5)).data

    assert (10, 20, None, None, None, None, -10) == line.y
    assert "2026-05-03 00:00" == line.x[2]
    # The last day stands alone: no line could show it, so it is a dot.
    assert (0, 0, 0, 0, 0, 0, 1) == line.marker.opacity


def test_an_interval_is_one_shape_for_each_stretch_of_days():
    """There along its upper edge and back along the lower; a null between two shapes."""
    band, _ = sentiment.sentiment_line(LIGHT, DAYS, date(2026, 5, 5)).data

    assert "toself" == band.fill
    assert (20, 30, 10, 0, None, 0, -20) == pytest.approx(band.y)
    assert ["01", "02", "02", "01", None, "07", "07"] == [x and x[8:10] for x in band.x]


def test_the_period_is_shaded_and_the_time_before_is_not():
    shade, zero = sentiment.sentiment_line(LIGHT, DAYS, date(2026, 5, 5)).layout.shapes

    assert ("2026-05-05", "2026-05-07", "This period") == (shade.x0, shade.x1, shade.label.text)
    assert (0, 0) == (zero.y0, zero.y1)


def test_the_hover_names_day_interval_and_n():
    _, line = sentiment.sentiment_line(LIGHT, DAYS, date(2026, 5, 5)).data

    assert "<b>+10.0</b> (0.0 to +20.0)<br>Fri 1 May 2026, 10 scored" == line.hovertext[0]


def test_small_courses_stand_on_one_scale_and_know_their_weeks():
    """The scales are those of all; what lies seven days apart opens a week, not a day."""
    low = DAYS.assign(net_sentiment=-0.9)
    weeks = DAYS.head(2).assign(local_date=pd.to_datetime(["2026-05-04", "2026-05-11"]))
    by_day = sentiment.small_course(LIGHT, DAYS, pd.concat([DAYS, low]))
    by_week = sentiment.small_course(LIGHT, weeks, weeks, {"from_source": "a"})

    assert (-104, 50) == by_day.layout.yaxis.range
    assert {"day": "2026-05-01", "direction": "inbound"} == by_day.data[1].customdata[0]
    assert {"week": "2026-05-11", "from_source": "a"} == by_week.data[1].customdata[1]


def test_unscored_mentions_are_a_block_of_their_own():
    """Never counted as neutral; a day without a row has no bar."""
    blocks = named(counts.mentions_by_day(LIGHT, DAYS))

    assert (0, 0, None, None, 3, None, 1) == blocks["Unscored"].y
    assert (4, 4, None, None, 0, None, 4) == blocks["Neutral"].y
    assert {"day": "2026-05-05", "polarity": "unscored", "direction": "inbound"} == (
        blocks["Unscored"].customdata[4]
    )


def test_a_week_says_how_much_of_what_was_due_was_met():
    """The share stands on top of all three blocks, pending ones included."""
    weeks = pd.DataFrame(
        {
            "week_date": pd.to_datetime(["2026-05-04", "2026-05-11"]),
            "met_count": [3, 0],
            "missed_count": [1, 0],
            "pending_count": [2, 5],
            "attainment_share": [0.75, None],
        }
    )
    drawn = counts.targets_by_week(LIGHT, weeks)
    above = drawn.data[-1]

    assert [("75%", 6), ("–", 5)] == list(zip(above.text, above.y, strict=True))
    # The share above the highest bar stays below the legend.
    assert drawn.layout.yaxis.range[1] > 6
    assert {"turn_week": "2026-05-11", "sla": "pending"} == (named(drawn)["Pending"].customdata[1])
    # Weeks are named by their own first day.
    assert ("2026-05-04 00:00", 7 * 86400 * 1000) == (
        drawn.layout.xaxis.tick0,
        drawn.layout.xaxis.dtick,
    )


def test_a_gap_is_a_gap_in_the_queue():
    """An hour that nobody watched has no point, and the line does not bridge it."""
    steps = pd.DataFrame(
        {
            "step_at": pd.date_range("2026-05-01", periods=3, freq="h", tz=LONDON),
            "waiting_count": [5, None, 7],
            "waiting_overdue_count": [1, None, 2],
        }
    )
    lines = counts.queue_length(LIGHT, steps).data

    assert [(5, None, 7), (1, None, 2)] == [line.y for line in lines]
    assert not any(line.connectgaps for line in lines)
    assert "2026-05-01 01:00" == lines[0].x[1]


def test_hours_without_a_row_are_zero_and_monday_is_first():
    rows = pd.DataFrame({"hour_of_week": [0, 167], "row_count": [5, 7]})
    drawn = hours.counts_by_hour(LIGHT, rows, "complaints", complaint="yes")
    (cells,) = drawn.data

    assert (5, 7, 12) == (cells.z[0][0], cells.z[6][23], sum(map(sum, cells.z)))
    assert "<b>Sun 23:00</b><br>7 complaints" == cells.hovertext[6][23]
    assert {"complaint": "yes", "week_hour": "167"} == cells.customdata[6][23]
    assert ("Mon", (6.5, -0.5)) == (drawn.layout.yaxis.ticktext[0], drawn.layout.yaxis.range)
    assert 7 == cells.zmax


def test_an_hour_of_few_is_faint_and_one_of_none_is_blank():
    shown = {0: hours.Hour(0.5, "ten"), 1: hours.Hour(0.5, "two", is_faint=True)}
    strong, faint = hours.by_hour(LIGHT, shown, 1).data

    assert (0.5, None, None) == tuple(strong.z[0][:3])
    assert (None, 0.5, None) == tuple(faint.z[0][:3])
    assert strong.opacity > faint.opacity


def test_worse_goes_left_in_one_colour_and_better_right_in_another():
    drawn, ends = bars.contributions(LIGHT, ROWS, "source", [{"from_source": "a"}, {}]).data

    assert ((-2, 1), (LIGHT.negative, LIGHT.positive)) == (drawn.x, drawn.marker.color)
    assert ("\u00a0−2.0\u00a0", "\u00a0+1.0\u00a0") == ends.text
    assert ("middle left", "middle right") == ends.textposition
    assert ({"from_source": "a"}, {}) == drawn.customdata


@pytest.mark.parametrize(
    ("contributions", "reach"),
    [([-0.02, 0.01], (-3.2, 2.2)), ([0.01, 0.02], (0, 2.8)), ([0.0], (0, 0.04))],
)
def test_no_room_is_left_on_the_side_that_nothing_moved(contributions, reach):
    rows = pd.DataFrame({"source": "a", "contribution": contributions})
    drawn = bars.contributions(LIGHT, rows, "source")

    assert reach == pytest.approx(drawn.layout.xaxis.range)


def test_a_long_name_takes_two_lines_and_the_hover_has_all_of_it():
    name = "Answered within the target of an hour"
    drawn = bars.bars(LIGHT, [name], [1.0], ["76%\n85% of all"], full=1)

    assert ("Answered within<br>the target of an…",) == drawn.layout.yaxis.ticktext
    assert (f"<b>{name}</b><br>76%<br>85% of all",) == drawn.data[0].hovertext


def test_bars_make_room_for_the_lines_of_their_texts():
    """Two lines as a name may have; more push the bars apart, so that no text lies on another."""
    short, long = (
        bars.bars(LIGHT, ["a", "b"], [1, 2], [text, "x"]) for text in ("1", "1\n2\n3\n4")
    )

    assert 24 + 2 * 38 == short.layout.height
    assert long.layout.height >= 2 * 4 * 16


def test_times_stand_where_their_logarithm_is():
    """Round times have a line, the target a dashed one with its name."""
    drawn = waits.answered_curve(LIGHT, CURVE, 7200)
    (target,) = drawn.layout.shapes

    assert (60, 300, 900, 3600, 14400, 86400) == drawn.layout.xaxis.tickvals
    assert ("log", 7200, "dash") == (drawn.layout.xaxis.type, target.x0, target.line.dash)
    assert "Target 2.0 h" == drawn.layout.annotations[0].text
    assert 3.857332 == pytest.approx(drawn.layout.annotations[0].x)


def test_a_target_outside_the_axis_is_not_drawn():
    assert {} == axes.target(LIGHT, 7200, (60, 3600), clocks.CALENDAR)
    assert {} == axes.target(LIGHT, None, (60, 3600), clocks.CALENDAR)


def test_business_hours_never_add_up_to_days():
    assert "24 h" in axes.waits((60, 1e6), clocks.BUSINESS)["ticktext"]
    assert "1 d" in axes.waits((60, 1e6), clocks.CALENDAR)["ticktext"]


def test_the_band_of_the_curve_is_its_interval_and_ends_with_it():
    low, high, line = waits.answered_curve(LIGHT, CURVE, None).data

    assert ((5, 40), (20, 60)) == (pytest.approx(low.y), pytest.approx(high.y))
    assert ("tonexty", "hv") == (high.fill, line.line.shape)
    assert (10, 50, 70) == pytest.approx(line.y)
    assert "<b>50%</b> within 60 min<br>95%: 40% to 60%" == line.hovertext[1]


def test_an_open_interval_runs_to_the_edge_and_a_median_not_reached_is_words():
    rows = pd.DataFrame(
        {
            "group_value": ["a", "b"],
            "median_seconds": [600.0, None],
            "median_low_seconds": [300.0, None],
            "median_high_seconds": [None, None],
        }
    )
    spreads, medians = waits.ranges(LIGHT, rows, ["10 min", "not reached"], 900, "calendar").data

    # Room to three times the longest that is known, the target included.
    assert (300, 2700, None) == spreads.x
    assert ((600, 2700), (1, 0)) == (medians.x, medians.marker.opacity)
    assert ("10 min", "not reached") == medians.text


def test_what_was_not_watched_is_a_hole_in_line_and_range():
    """A spike is drawn over the line; what lies between two is not bridged."""
    rows = pd.DataFrame(
        {
            "hour_at": pd.date_range("2026-05-01 12:00", periods=6, freq="h", tz="UTC"),
            "observed_count": [5, 50, None, 5, 60, 6],
            "expected_count": [5.0, 5, None, 5, 5, 5],
            "expected_low": [2.0, 2, None, 2, 2, 2],
            "expected_high": [9.0, 9, None, 9, 9, 9],
            "is_gap": [False, False, True, False, False, False],
            "is_spike": [False, True, None, False, True, False],
        }
    )
    days = [date(2026, 5, 1), date(2026, 4, 1)]
    happened = pd.DataFrame({"event_date": days, "label": "ab", "said_by": ""})
    drawn = volume.volume(LIGHT, rows, happened, LONDON, "complaints")
    shown = named(drawn)

    assert (5, 50, None, 5, 60, 6) == shown["Observed"].y
    assert "2026-05-01 13:00" == shown["Observed"].x[0]
    assert (50, None, 60, None) == shown["Spike"].y
    assert (9, 9, 2, 2, None, 9, 9, 9, 2, 2, 2) == shown["95% range"].y
    assert "Fri 1 May 15:00<br>not watched" == shown["Observed"].hovertext[2]
    assert (
        "<b>50 complaints</b><br>Fri 1 May 14:00<br>5.0 expected (2 to 9)"
        == shown["Observed"].hovertext[1]
    )
    assert {"hour": "2026-05-01T12:00", "direction": "inbound", "complaint": "yes"} == (
        shown["Observed"].customdata[0]
    )


def test_events_are_numbered_on_the_line_and_named_below():
    """Their names may be long and close to each other; those outside are left out."""
    rows = pd.DataFrame(
        {
            "hour_at": pd.date_range("2026-05-01", periods=5, freq="D", tz="UTC"),
            "observed_count": 5,
            "expected_count": 5.0,
            "expected_low": None,
            "expected_high": None,
            "is_gap": False,
            "is_spike": False,
        }
    )
    at = [date(2026, 5, 3), date(2026, 5, 2), date(2026, 6, 1)]
    happened = pd.DataFrame(
        {"event_date": at, "label": ["second", "first", "later"], "said_by": ""}
    )
    drawn = volume.volume(LIGHT, rows, happened, ZoneInfo("UTC"), "mentions")

    assert ["1", "2"] == [one.text for one in drawn.layout.annotations]
    assert ["2026-05-02 00:00", "2026-05-03 00:00"] == [one.x0 for one in drawn.layout.shapes]
    assert {"1 first", "2 second"} <= set(named(drawn))
    assert "95% range" not in named(drawn)  # by day none is known
    assert {"day": "2026-05-01", "direction": "inbound"} == named(drawn)["Observed"].customdata[0]


def test_a_projection_fans_out_from_the_last_snapshot():
    rows = pd.DataFrame(
        {
            "age_hours": [1.0, 24.0],
            "share_count": [10, 100],
            "projected_share_count": [None, 300.0],
            "projected_low": [None, 200.0],
            "projected_high": [None, 500.0],
        }
    )
    shown = named(growth.growth(LIGHT, rows))
    finished = named(growth.growth(LIGHT, rows.assign(age_hours=[1.0, 168.0])))

    assert (100, 500, 200, 100) == shown["80% interval"].y
    assert ((24, 168), (100, 300)) == (shown["Projected"].x, shown["Projected"].y)
    assert "<b>300 shares</b> at 7 days<br>80%: 200 to 500" == shown["Projected"].hovertext[1]
    assert {"Shares seen"} == set(finished)


def test_reactions_stand_on_the_curve_and_answers_at_the_bottom():
    rows = pd.DataFrame({"age_hours": [1.0, 3.0], "share_count": [10, 100]})
    said = voices(posts()).head(4).assign(age_hours=[2.0, 3.0, 5.0, 2.0])
    shown = named(growth.so_far(LIGHT, rows, said))

    assert (55, 100, 100) == shown["Post"].y
    assert ((2,), (0,)) == (shown["Answered"].x, shown["Answered"].y)
    assert {"post": "chirp:0"} == shown["Post"].customdata[0]
    assert (0, 5.1) == growth.so_far(LIGHT, rows, said).layout.xaxis.range


def test_a_name_in_the_legend_has_room_in_every_language():
    """About six pixels a letter, whatever the language calls it."""
    steps = pd.DataFrame(
        {"step_at": pd.to_datetime(["2026-03-01", "2026-03-02"]), "waiting_count": [1, 2],
         "waiting_overdue_count": [0, 1]}
    )  # fmt: skip
    for language in LANGUAGES:
        with speaking(language):
            drawn = counts.queue_length(LIGHT, steps)
        longest = max(len(trace.name) for trace in drawn.data)
        entry = drawn.layout.legend.entrywidth or drawn.layout.template.layout.legend.entrywidth

        assert entry >= 6 * longest
