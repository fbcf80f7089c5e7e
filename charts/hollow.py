"""Stock phrases, waits and who came back calmer, week by week: was it fast but hollow?"""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from charts import axes
from charts.points import newest
from charts.theme import Look, Trace, figure, marks
from wording.clocks import CALENDAR
from wording.numbers import count, duration, percent, points
from wording.said import ENGLISH, day, language, say

MOST_WEEKS = 260
_UPPER, _MIDDLE, _LOWER = (0.66, 1.0), (0.36, 0.58), (0.0, 0.28)


def hollow_weeks(look: Look, rows: pd.DataFrame) -> go.Figure:
    """Bars of the share that is generic; below them the median wait, and who came back calmer.

    Args:
        look: light or dark.
        rows: week, generic_share (0 .. 1), generic_low, generic_high, judged_count,
            median_wait_seconds, calm_difference (-2 .. 2), calm_low, calm_high, angry_count,
            is_lower, verdict; oldest first.
    """
    of, rows = len(rows), rows.tail(MOST_WEEKS)
    weeks = [f"{week:%Y-%m-%d}" for week in rows["week"]]
    return figure(
        look,
        [_phrases(look, rows, weeks), _waits(look, rows, weeks), _calm(look, rows, weeks)],
        height=430,
        note=newest(len(rows), of),
        showlegend=False,
        xaxis=axes.weekly(rows["week"]) | {"anchor": "y3"},
        yaxis={
            "domain": _UPPER, "range": [0, 105], "ticksuffix": " %", "title": _title(say("generic"))
        },
        yaxis2=axes.waits(_ends(rows["median_wait_seconds"]), CALENDAR)
        | {"domain": _MIDDLE, "title": _title(say("median wait"))},
        yaxis3={
            "domain": _LOWER, "zeroline": True, "zerolinecolor": look.muted, "nticks": 4,
            "title": _title(say("calmer")),
        },
    )  # fmt: skip


def _phrases(look: Look, rows: pd.DataFrame, weeks: list[str]) -> Trace:
    shares = rows["generic_share"]
    colours = [look.negative if one == "hollow" else look.neutral for one in rows["verdict"]]
    return {
        "type": "bar",
        "x": weeks,
        "y": [None if pd.isna(one) else float(one) * 100 for one in shares],
        "marker": {"color": colours},
        "error_y": _reach(look, rows, "generic_low", "generic_share", "generic_high"),
        "customdata": marks([{"reply": "generic", "week": week} for week in weeks]),
        "text": [
            say(
                "Week of {week}<br>{share} of {n} replies generic",
                week=_week(week),
                share=percent(share),
                n=count(judged),
            )
            for week, share, judged in zip(weeks, shares, rows["judged_count"], strict=True)
        ],
        "hoverinfo": "text",
        "textposition": "none",
    }


def _waits(look: Look, rows: pd.DataFrame, weeks: list[str]) -> Trace:
    waits = rows["median_wait_seconds"]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": weeks,
        "y": [None if pd.isna(one) else max(float(one), 1.0) for one in waits],
        "yaxis": "y2",
        "line": {"color": look.brand},
        "marker": {"color": look.brand, "size": 7},
        "text": [
            say(
                "Week of {week}<br>median first answer {wait}",
                week=_week(week),
                wait=duration(wait),
            )
            for week, wait in zip(weeks, waits, strict=True)
        ],
        "hoverinfo": "text",
    }


def _calm(look: Look, rows: pd.DataFrame, weeks: list[str]) -> Trace:
    """Points of 100 turns, with intervals; red where fewer came back calmer than elsewhere."""
    calm = rows["calm_difference"]
    is_lower = rows["is_lower"].fillna(value=False).astype(bool)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": weeks,
        "y": [None if pd.isna(one) else float(one) * 100 for one in calm],
        "yaxis": "y3",
        "marker": {"color": [look.negative if one else look.brand for one in is_lower], "size": 8},
        "error_y": _reach(look, rows, "calm_low", "calm_difference", "calm_high"),
        "text": [
            say(
                "Week of {week}<br>{calmer} points came back calmer, n = {n}",
                week=_week(week),
                calmer=points(one),
                n=count(angry),
            )
            for week, one, angry in zip(weeks, calm, rows["angry_count"], strict=True)
        ],
        "hoverinfo": "text",
    }


def _reach(look: Look, rows: pd.DataFrame, low: str, middle: str, high: str) -> Trace:
    over = ((rows[high] - rows[middle]).astype(float) * 100).fillna(0)
    under = ((rows[middle] - rows[low]).astype(float) * 100).fillna(0)
    return {
        "type": "data", "array": list(over), "arrayminus": list(under),
        "color": look.muted, "thickness": 1, "width": 0,
    }  # fmt: skip


def _week(week: str) -> str:
    """Numbers as dates are sorted in English, days as they are written elsewhere."""
    if language() == ENGLISH:
        return week
    return day(language(), date.fromisoformat(week))


def _title(words: str) -> dict[str, object]:
    return {"text": words, "font": {"size": 11}}


def _ends(waits: pd.Series) -> tuple[float, float]:
    """The seconds of the axis: a minute to an hour at least."""
    known = waits.dropna()
    low, high = (60.0, 3600.0) if known.empty else (float(known.min()), float(known.max()))
    return max(min(low / 1.5, 60.0), 1.0), max(high * 1.5, 3600.0)
