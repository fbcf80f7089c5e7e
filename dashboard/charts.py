"""Rows to pictures: pure functions, one per picture, no colour and no arithmetic of meaning."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard import wording
from dashboard.palette import (
    BRAND,
    DAYS,
    LENGTHS,
    LINE,
    MUTED,
    NAMES,
    NEGATIVE,
    NEUTRAL,
    PALE,
    POSITIVE,
    SHADE,
    band,
    figure,
)
from dashboard.safety import on_chart

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SENTIMENTS = (
    ("negative_count", "Negative", NEGATIVE),
    ("neutral_count", "Neutral", NEUTRAL),
    ("positive_count", "Positive", POSITIVE),
    ("unscored_count", "Unscored", PALE),
)


def sentiment_line(days: pd.DataFrame, since: date) -> go.Figure:
    """Net sentiment per day with its 95 % interval; the period from `since` on is shaded.

    Args:
        days: local_date, net_sentiment, net_low, net_high, scored_count; null where none is scored.
        since: first day of the period that the figures above the chart are about.
    """
    traces = []
    for run in _runs(days, "net_sentiment"):
        traces += [band(run["local_date"], run["net_low"], run["net_high"]), _net(run)]
    zero = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": 0, "y1": 0}
    zero["line"] = {"color": MUTED, "width": 1, "dash": "dot"}
    return figure(
        traces,
        height=280,
        x=DAYS,
        y={"tickformat": ".0f", "range": _reach(days["net_sentiment"] * 100)},
        shapes=[_shade(since, days), zero],
        annotations=[
            {
                "text": "This period",
                "x": since,
                "y": 1,
                "yref": "paper",
                "xanchor": "left",
                "yanchor": "top",
                "showarrow": False,
            }
        ],
    )


def mentions_stacked(days: pd.DataFrame) -> go.Figure:
    """Inbound mentions per day by sentiment; the unscored are a block of their own.

    Args:
        days: local_date and the counts negative, neutral, positive, unscored.
    """
    return stacked(days, "local_date", SENTIMENTS, height=280)


def week_heatmap(hours: pd.DataFrame, noun: str) -> go.Figure:
    """Counts by hour of the week, Monday first, in the brand's time zone.

    Args:
        hours: hour_of_week (0 is Monday 00:00) and row_count.
        noun: what is counted, for the hover.
    """
    counts = dict(zip(hours["hour_of_week"], hours["row_count"], strict=True))
    heat = {
        "type": "heatmap",
        "z": [[int(counts.get(day * 24 + hour, 0)) for hour in range(24)] for day in range(7)],
        "y": list(WEEKDAYS),
        "x": list(range(24)),
        "zmin": 0,
        "xgap": 2,
        "ygap": 2,
        "showscale": False,
        "hovertemplate": "%{y} %{x}:00: %{z:,} " + noun + "<extra></extra>",
    }
    clock = [0, 6, 12, 18, 23]
    return figure(
        [heat],
        height=280,
        x={"tickvals": clock, "ticktext": [f"{hour:02d}" for hour in clock]},
        y=NAMES,
        hovermode="closest",
    )


def contributions(rows: pd.DataFrame, label: str) -> go.Figure:
    """What moved a figure: bars to the left made it worse, to the right better.

    Args:
        rows: the column named by `label`, and contribution in -1 .. 1; ordered as shown.
        label: column with the names.
    """
    values = rows["contribution"] * 100
    reach = max(values.abs().max(), 0.1) * 1.35
    texts = [wording.points(value) for value in rows["contribution"]]
    colours = [NEGATIVE if value < 0 else POSITIVE for value in values]
    middle = {"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper"}
    return figure(
        [_lying(rows[label], values, texts, colours)],
        height=60 + 34 * len(rows),
        x=LENGTHS | {"range": [-reach, reach]},
        y=NAMES,
        shapes=[middle | {"line": {"color": LINE, "width": 1}}],
        hovermode="closest",
        bargap=0.35,
    )


def stacked(
    rows: pd.DataFrame, at: str, parts: Sequence[tuple[str, str, str]], height: int = 260
) -> go.Figure:
    """Counts over time in a few kinds.

    Args:
        rows: the column `at` with dates, and the counts.
        at: column of the horizontal axis.
        parts: column, name and colour of each block, the lowest first.
        height: in pixels.
    """
    traces = [
        {
            "type": "bar",
            "x": rows[at],
            "y": rows[column],
            "name": name,
            "marker": {"color": colour},
            "hovertemplate": "%{y:,} " + name.lower() + "<extra></extra>",
        }
        for column, name, colour in parts
    ]
    return figure(traces, height=height, x=DAYS, barmode="stack", showlegend=True)


def bars(
    names: Sequence[object],
    values: Sequence[float],
    texts: Sequence[str],
    *,
    full: float | None = None,
) -> go.Figure:
    """Lying bars with their value written at the end; the order is the caller's.

    Args:
        names: one per bar.
        values: lengths.
        texts: the values as people read them.
        full: the longest that a bar could be, 1 for shares; None takes the longest there is.
    """
    return figure(
        [_lying(names, values, texts, BRAND)],
        height=56 + 34 * len(names),
        x=LENGTHS | {"range": [0, (full or max([*values, 0.01])) * 1.45]},
        y=NAMES,
        hovermode="closest",
        bargap=0.35,
    )


def _lying(
    names: Sequence[object] | pd.Series,
    values: Sequence[float] | pd.Series,
    texts: Sequence[str],
    colour: str | list[str],
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(values),
        "y": [on_chart(name, 28) for name in names],
        "marker": {"color": colour},
        "text": list(texts),
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{y}: %{text}<extra></extra>",
    }


def _net(run: pd.DataFrame) -> dict[str, Any]:
    """The line of one stretch of days; a single day is a dot."""
    return {
        "type": "scatter",
        "x": run["local_date"],
        "y": run["net_sentiment"] * 100,
        "mode": "lines" if len(run) > 1 else "markers",
        "line": {"color": BRAND, "width": 2},
        "customdata": run[["net_low", "net_high", "scored_count"]] * [100, 100, 1],
        "hovertemplate": "%{y:+.0f} points (%{customdata[0]:+.0f} to %{customdata[1]:+.0f})"
        "<br>%{customdata[2]:,} scored<extra></extra>",
    }


def _runs(days: pd.DataFrame, column: str) -> Iterator[pd.DataFrame]:
    """Stretches of consecutive days with a value: a gap ends a line."""
    known = days[days[column].notna()]
    breaks = pd.to_datetime(known["local_date"]).diff().ne(timedelta(days=1)).cumsum()
    for _, run in known.groupby(breaks):
        yield run


def _reach(values: pd.Series) -> list[float]:
    """Room for the line and zero; a wide interval of a thin day may leave the picture."""
    low, high = min(values.min(), 0.0), max(values.max(), 0.0)
    return [low - 12, high + 16]


def _shade(since: date, days: pd.DataFrame) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": since,
        "x1": pd.to_datetime(days["local_date"]).max(),
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "fillcolor": SHADE,
        "line": {"width": 0},
        "layer": "below",
    }
