"""Axes that several charts share: days, waits on a logarithmic scale, counts, and lines across."""

import math
from typing import Any

import pandas as pd

from charts.theme import LINE, SMALL, Look, Trace
from wording import clocks
from wording.said import mark, say

_DAY = 24 * 3600 * 1000
# Round waits; those with a name too long for a phone have a line only.
_MINUTES, _HOURS, _DAYS = mark("{n} min"), mark("{n} h"), mark("{n} d")
_TIMES: dict[int, tuple[str, int]] = {
    60: (_MINUTES, 1),
    300: ("", 0),
    900: (_MINUTES, 15),
    3600: (_HOURS, 1),
    14400: (_HOURS, 4),
    86400: (mark("1 d"), 1),
    259200: ("", 0),
    604800: (_DAYS, 7),
    2592000: (_DAYS, 30),
}
_BUSINESS_TIMES = _TIMES | {86400: (_HOURS, 24), 604800: (_HOURS, 168), 2592000: (_HOURS, 720)}
# Browsers know no names of months but the English ones, so other languages write numbers.
_DAY_NAMES, _MONTH_NAMES = mark("%-d %b"), mark("%b %Y")
_WHOLE_DAY = mark("%a %-d %b %Y")
WITH_HOURS = mark("%a %-d %b %Y, %H:%M")


def days(at: pd.Series) -> list[str]:
    """Days or local times as a figure holds them; a zone would be ignored by the browser."""
    times = pd.to_datetime(at)
    return list(
        (times.dt.tz_localize(None) if times.dt.tz else times).dt.strftime("%Y-%m-%d %H:%M")
    )


def dated(at: pd.Series, **more: Any) -> Trace:
    """A horizontal axis of days: as many names as there is room for, never two for one day.

    Args:
        at: days or local times of what is drawn, oldest first.
        more: what differs.
    """
    span = pd.Timestamp(at.iloc[-1]) - pd.Timestamp(at.iloc[0])
    axis: Trace = {"type": "date", "tickformat": say(_DAY_NAMES), "hoverformat": say(_WHOLE_DAY)}
    if span > pd.Timedelta(days=300):
        axis["tickformat"] = say(_MONTH_NAMES)
    elif span <= pd.Timedelta(days=4):
        axis |= {"dtick": _DAY, "tick0": "2000-01-03"}
    return axis | more


def weekly(at: pd.Series) -> Trace:
    """A horizontal axis of weeks, named by their first day; at most six names."""
    axis = dated(at)
    if axis["tickformat"] != say(_DAY_NAMES):
        return axis
    return axis | {"dtick": -(-len(at) // 6) * 7 * _DAY, "tick0": days(at.head(1))[0]}


def edges(at: pd.Series) -> Trace:
    """From the first to the last step, without the room that bars need."""
    first, *_, last = [*days(at.head(1)), *days(at.tail(1))]
    return {"range": [first, last]} if first != last else {}


def counted(most: float) -> Trace:
    """A vertical axis of counts from zero: whole numbers only, thousands apart."""
    few = {"dtick": 1} if most < 5 else {}
    return {"rangemode": "tozero", "tickformat": ",", **few}


def waits(ends: tuple[float, float], clock: str) -> Trace:
    """A logarithmic axis of seconds with upright lines at round times.

    Args:
        ends: its first and last second, above zero.
        clock: calendar or business, which says how times are written.
    """
    times = _BUSINESS_TIMES if clock == clocks.BUSINESS else _TIMES
    shown = {at: say(text, n=n) for at, (text, n) in times.items() if ends[0] <= at <= ends[1]}
    return {
        "type": "log",
        "range": [math.log10(end) for end in ends],
        "tickvals": list(shown),
        "ticktext": list(shown.values()),
        "showgrid": True,
        "gridcolor": LINE,
    }


def target(look: Look, seconds: float | None, ends: tuple[float, float], clock: str) -> Trace:
    """The agreed wait as a dashed upright, named above; nothing where it is not on the axis."""
    if not seconds or not ends[0] <= seconds <= ends[1]:
        return {}
    side = "left" if math.log10(seconds / ends[0]) > math.log10(ends[1] / seconds) else "right"
    return {
        "shapes": [upright(look, seconds, dash="dash")],
        "annotations": [
            {
                "text": say("Target {wait}", wait=clocks.wait(seconds, clock)),
                # An annotation on a logarithmic axis stands at the exponent.
                "x": math.log10(seconds),
                "xanchor": {"left": "right", "right": "left"}[side],
                "yref": "paper",
                "y": 1,
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": SMALL, "color": look.muted},
            }
        ],
    }


def upright(look: Look, x: object, dash: str = "dot") -> Trace:
    """A line from the bottom to the top."""
    line = {"color": look.muted, "width": 1, "dash": dash}
    return {"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def level(look: Look, y: float = 0) -> Trace:
    """A dotted line across."""
    line = {"color": look.muted, "width": 1, "dash": "dot"}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y, "line": line}
