"""Courses of net sentiment with their intervals."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import axes
from charts.bands import band
from charts.counts import every_day, known
from charts.points import DAYS, MOST, note, thinned
from charts.theme import SHADE, SMALL, Look, Trace, figure, marks
from wording.numbers import between, count, points
from wording.said import dated, say

_INBOUND = {"direction": "inbound"}
_WEEK = pd.Timedelta(days=7)
# Net sentiment goes no further; a line on the edge keeps its width.
_EDGE = 104


def sentiment_line(look: Look, days: pd.DataFrame, since: date) -> go.Figure:
    """Net sentiment per day with its 95 % interval; the period from `since` on is shaded.

    Args:
        look: light or dark.
        days: local_date, scored_count, net_sentiment with its _low and _high; null where none is
            scored.
        since: first day of the period that the figures above the chart are about.
    """
    every = every_day(days)
    floor, roof = _reach(every["net_sentiment"] * 100)
    return _course(
        look,
        every,
        _INBOUND,
        height=280,
        shapes=[_period(look, every, since), axes.level(look)],
        yaxis={"range": [floor, roof]},
    )


def small_course(
    look: Look, days: pd.DataFrame, every: pd.DataFrame, opens: Mapping[str, str] = _INBOUND
) -> go.Figure:
    """One of several courses of net sentiment on the same scales, each with its 95 % interval.

    Args:
        look: light or dark.
        days: local_date, scored_count, net_sentiment with its _low and _high, of this one.
        every: the same of all that stand side by side, for the scales; days or weeks.
        opens: what each step stands for besides its date, as the query of the Mentions page.
    """
    steps = sorted(pd.to_datetime(every["local_date"]).unique())
    dated = days.assign(local_date=pd.to_datetime(days["local_date"])).set_index("local_date")
    placed = dated.reindex(pd.DatetimeIndex(steps, name="local_date")).reset_index()
    floor, roof = _reach(every["net_sentiment"] * 100)
    ends = max(50 * math.floor(floor / 50), -_EDGE), min(50 * math.ceil(roof / 50), _EDGE)
    return _course(
        look,
        placed,
        opens,
        height=150,
        shapes=[axes.level(look)],
        yaxis={"range": list(ends), "dtick": 50},
    )


def _course(look: Look, every: pd.DataFrame, opens: Mapping[str, str], **layout: Any) -> go.Figure:
    """The line of net sentiment on its 95 % interval; a lonely day is a dot."""
    drawn = every.assign(
        net=every["net_sentiment"] * 100,
        low=every["net_sentiment_low"] * 100,
        high=every["net_sentiment_high"] * 100,
    )
    shown = thinned(drawn, "local_date", ["net"], MOST // 3)
    at = axes.days(shown["local_date"])
    edges = band(look, at, known(shown["low"]), known(shown["high"]))
    return figure(
        look,
        [edges, _net(look, shown, at, opens)],
        note=note(len(shown), len(every), DAYS),
        hovermode="x",
        xaxis=axes.dated(shown["local_date"], **axes.edges(shown["local_date"])),
        showlegend=False,
        **layout,
    )


def _net(look: Look, shown: pd.DataFrame, at: Sequence[str], opens: Mapping[str, str]) -> Trace:
    net = known(shown["net"])
    lonely = [float(is_lonely) for is_lonely in _lonely(net)]
    facet = "week" if shown["local_date"].diff().min() == _WEEK else "day"
    return {
        "type": "scatter",
        # A day between two gaps has no line to be seen by.
        "mode": "lines+markers" if any(lonely) else "lines",
        "x": list(at),
        "y": net,
        "line": {"width": 2, "color": look.brand},
        "marker": {"size": 6, "opacity": lonely},
        "hovertext": _said(shown),
        "hoverinfo": "text",
        "customdata": marks([{facet: day.split(" ")[0], **opens} for day in at]),
    }


def _said(shown: pd.DataFrame) -> list[str]:
    """What the hover says of each day."""
    columns = (
        "local_date",
        "net_sentiment",
        "net_sentiment_low",
        "net_sentiment_high",
        "scored_count",
    )
    return [
        say(
            "<b>{net}</b> ({interval})<br>{day}, {n} scored",
            net=points(net),
            interval=between(points(low), points(high)),
            day=dated(day),
            n=count(scored),
        )
        for day, net, low, high, scored in zip(*(shown[name] for name in columns), strict=True)
    ]


def _lonely(values: Sequence[float | None]) -> list[bool]:
    """Whether each stands between two gaps, where no line could show it."""
    padded = [None, *values, None]
    return [
        before is None and value is not None and after is None
        for before, value, after in zip(padded, padded[1:], padded[2:], strict=False)
    ]


def _reach(values: pd.Series) -> tuple[float, float]:
    """Room for the line and zero; a wide interval of a thin day may leave the picture."""
    return max(min(values.min(), 0.0) - 12, -_EDGE), min(max(values.max(), 0.0) + 16, _EDGE)


def _period(look: Look, every: pd.DataFrame, since: date) -> Trace:
    """The period among the days before it."""
    first = max(pd.Timestamp(since), every["local_date"].min())
    return {
        "type": "rect",
        "x0": f"{first:%Y-%m-%d}",
        "x1": f"{every['local_date'].max():%Y-%m-%d}",
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "fillcolor": SHADE,
        "line": {"width": 0},
        "layer": "below",
        "label": {
            "text": say("This period"),
            "textposition": "top left",
            "font": {"size": SMALL, "color": look.muted},
        },
    }
