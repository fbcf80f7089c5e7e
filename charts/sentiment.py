"""Courses of net sentiment with their intervals: pure functions from rows to pictures."""

import math
from datetime import date
from typing import Any

import pandas as pd

from charts.basics import AXIS_TIP, dates, every_day, known, level
from charts.theme import SHADE, Look, Picture, Spec, band, picture
from wording import numbers


def sentiment_line(tones: Look, days: pd.DataFrame, since: date) -> Picture:
    """Net sentiment per day with its 95 % interval; the period from `since` on is shaded.

    Args:
        tones: colours of the theme.
        days: local_date, net_sentiment, net_low, net_high, scored_count; null where none is scored.
        since: first day of the period that the figures above the chart are about.
    """
    every = every_day(days)
    floor, roof = _reach(every["net_sentiment"] * 100)
    return picture(
        tones,
        _net_course(tones, every, 5, markArea=_shade(every, since, tones)),
        height=280,
        x={"data": dates(every, "local_date"), "boundaryGap": False},
        y={"min": floor, "max": roof, "axisLabel": {"showMinLabel": False, "showMaxLabel": False}},
        tooltip={**AXIS_TIP, "formatter": "{@[2]}"},
    )


def small_course(tones: Look, days: pd.DataFrame, every: pd.DataFrame) -> Picture:
    """One of several courses of net sentiment on the same scales, each with its 95 % interval.

    Args:
        tones: colours of the theme.
        days: local_date, net_sentiment, net_low, net_high, scored_count of this one.
        every: the same of all that stand side by side, for the scales.
    """
    steps = sorted(pd.to_datetime(every["local_date"]).unique())
    dated = days.assign(local_date=pd.to_datetime(days["local_date"])).set_index("local_date")
    placed = dated.reindex(pd.DatetimeIndex(steps, name="local_date")).reset_index()
    floor, roof = _reach(every["net_sentiment"] * 100)
    floor, roof = 25 * math.floor(floor / 25), 25 * math.ceil(roof / 25)
    return picture(
        tones,
        _net_course(tones, placed, 4),
        height=150,
        x={
            "data": dates(placed, "local_date"),
            "boundaryGap": False,
            "axisLabel": {"hideOverlap": True},
        },
        y={"min": floor, "max": roof, "splitNumber": 2},
        tooltip={**AXIS_TIP, "formatter": "{@[2]}"},
    )


def _net_course(tones: Look, every: pd.DataFrame, size: int, **more: Spec) -> list[Spec]:
    """The line of net sentiment with its 95 % interval; a lonely day is a dot of that size."""
    net, low = known(every["net_sentiment"] * 100), known(every["net_low"] * 100)
    width = known((every["net_high"] - every["net_low"]) * 100)
    line = {
        "type": "line",
        "data": [[*pair] for pair in zip(range(len(net)), net, _net_words(every), strict=True)],
        "symbol": "circle",
        "symbolSize": size,
        "showSymbol": _has_lonely_day(net),
        "lineStyle": {"width": 2},
        "itemStyle": {"color": tones.brand},
        "markLine": level(0, tones),
        **more,
    }
    return [line, *band(tones, low, width)]


def _net_words(every: pd.DataFrame) -> list[str]:
    """What the hover says of each day."""
    columns = ("local_date", "net_sentiment", "net_low", "net_high", "scored_count")
    return [
        f"{day:%a} {day.day} {day:%b %Y}: {numbers.points(net)} ({numbers.points(low)} to "
        f"{numbers.points(high)}), {numbers.count(scored)} scored"
        for day, net, low, high, scored in zip(*(every[name] for name in columns), strict=True)
    ]


def _has_lonely_day(values: list[float | None]) -> bool:
    """Whether a day stands between two gaps, where no line could show it."""
    padded = [None, *values, None]
    return any(
        before is None and value is not None and after is None
        for before, value, after in zip(padded, padded[1:], padded[2:], strict=False)
    )


def _reach(values: pd.Series) -> tuple[float, float]:
    """Room for the line and zero; a wide interval of a thin day may leave the picture."""
    return min(values.min(), 0.0) - 12, max(values.max(), 0.0) + 16


def _shade(every: pd.DataFrame, since: date, tones: Look) -> dict[str, Any]:
    """The period among the days before it."""
    start = int((every["local_date"] < pd.Timestamp(since)).sum())
    ends: list[Spec] = [{"name": "This period", "xAxis": start}, {"xAxis": len(every) - 1}]
    label = {"position": "insideTopLeft", "color": tones.muted, "fontSize": 12}
    return {"silent": True, "itemStyle": {"color": SHADE}, "label": label, "data": [ends]}
