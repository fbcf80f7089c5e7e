"""The hours of the week, Monday first: when something happens, and how well it goes then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.theme import Look, Trace, figure, marks
from wording.numbers import count
from wording.said import mark, say

WEEKDAYS = (
    mark("Mon"),
    mark("Tue"),
    mark("Wed"),
    mark("Thu"),
    mark("Fri"),
    mark("Sat"),
    mark("Sun"),
)
_FAINT = 0.3
_FOUR = (0, 6, 12, 18)
_SLOTS = range(7 * 24)


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the week.

    Attributes:
        value: what the colour says.
        said: what the hover says; words of our own.
        is_faint: too few for the colour to mean much.
        opens: what it stands for, as the query of the Mentions page.
    """

    value: float
    said: str
    is_faint: bool = False
    opens: Mapping[str, object] = field(default_factory=dict)


def counts_by_hour(look: Look, hours: pd.DataFrame, noun: str, **opens: str) -> go.Figure:
    """Counts by hour of the week, in the brand's time zone; an hour without a row is zero.

    Args:
        look: light or dark.
        hours: hour_of_week (0 is Monday 00:00) and row_count.
        noun: what is counted, for the hover; noted by `mark` where it is given.
        opens: what each hour stands for besides itself, as the query of the Mentions page.
    """
    counts = dict(zip(hours["hour_of_week"], hours["row_count"], strict=True))
    week = {slot: int(counts.get(slot, 0)) for slot in _SLOTS}
    shown = {
        slot: Hour(number, f"{count(number)} {say(noun)}", opens={**opens, "week_hour": slot})
        for slot, number in week.items()
    }
    return by_hour(look, shown, max(week.values()) or 1)


def by_hour(look: Look, hours: Mapping[int, Hour], full: float) -> go.Figure:
    """The hours of the week; an hour without a value stays blank.

    Args:
        look: light or dark.
        hours: by hour of the week, 0 is Monday 00:00.
        full: the value of the strongest colour.
    """
    strong = {slot: hour for slot, hour in hours.items() if not hour.is_faint}
    faint = {slot: hour for slot, hour in hours.items() if hour.is_faint}
    parts = [(strong, 1.0), *([(faint, _FAINT)] if faint else [])]
    named = {"tickvals": list(_FOUR), "ticktext": [f"{hour:02d}:00" for hour in _FOUR]}
    days = {
        "tickvals": list(range(7)),
        "ticktext": [say(one) for one in WEEKDAYS],
        "range": [6.5, -0.5],
    }
    return figure(
        look,
        [_cells(look, part, full) | {"opacity": opacity} for part, opacity in parts],
        height=280,
        xaxis={**named, "range": [-0.5, 23.5]},
        yaxis={**days, "showgrid": False, "nticks": 0},
    )


def _cells(look: Look, hours: Mapping[int, Hour], full: float) -> Trace:
    """Seven rows of 24 hours; what is not in `hours` is null."""
    steps = len(look.scale) - 1
    return {
        "type": "heatmap",
        "z": _week([hours[slot].value if slot in hours else None for slot in _SLOTS]),
        "hovertext": _week([_said(slot, hours.get(slot)) for slot in _SLOTS]),
        "customdata": _week(marks([hours[slot].opens if slot in hours else {} for slot in _SLOTS])),
        "colorscale": [[step / steps, colour] for step, colour in enumerate(look.scale)],
        "zmin": 0,
        "zmax": full,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverinfo": "text",
        "hoverongaps": False,
    }


def _said(slot: int, hour: Hour | None) -> str:
    return f"<b>{say(WEEKDAYS[slot // 24])} {slot % 24}:00</b><br>{hour.said}" if hour else ""


def _week(cells: Sequence[Any]) -> list[list[Any]]:
    return [list(cells[start : start + 24]) for start in range(0, 7 * 24, 24)]
