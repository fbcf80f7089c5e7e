"""Axes that several charts share: days, waits on a logarithmic scale, counts, and lines across."""

import math
from typing import Any

import pandas as pd

from charts.theme import LINE, SMALL, Look, Trace
from wording import clocks

_DAY = 24 * 3600 * 1000
# Round waits; those with a name too long for a phone have a line only.
_TIMES = {60: "1 min", 300: "", 900: "15 min", 3600: "1 h", 14400: "4 h", 86400: "1 d"}
_TIMES |= {259200: "", 604800: "7 d", 2592000: "30 d"}
_BUSINESS_TIMES = _TIMES | {86400: "24 h", 604800: "168 h", 2592000: "720 h"}


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
    axis: Trace = {"type": "date", "tickformat": "%-d %b", "hoverformat": "%a %-d %b %Y"}
    if span > pd.Timedelta(days=300):
        axis["tickformat"] = "%b %Y"
    elif span <= pd.Timedelta(days=4):
        axis |= {"dtick": _DAY, "tick0": "2000-01-03"}
    return axis | more


def weekly(at: pd.Series) -> Trace:
    """A horizontal axis of weeks, named by their first day; at most six names."""
    axis = dated(at)
    if axis["tickformat"] != "%-d %b":
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
    shown = {at: text for at, text in times.items() if ends[0] <= at <= ends[1]}
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
                "text": f"Target {clocks.wait(seconds, clock)}",
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
