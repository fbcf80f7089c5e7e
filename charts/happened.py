"""What happened at the brand, marked on every chart of time: its events, and notes of people."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts import axes
from charts.theme import FONT, SMALL, Look, Trace, esc
from wording.numbers import count
from wording.safety import plain
from wording.said import dated, say, short_day

MOST = 20  # days that are marked, the newest
EVENT, NOTE = "\u25c6", "\u270e"
_WIDEST = 48
_LONGEST = 200
_DAY = pd.Timedelta(days=1)
# Names are long: they have a legend of their own, where each may take a row.
_BELOW = {"orientation": "h", "x": 0, "y": 0, "yref": "container", "yanchor": "bottom"}


@dataclass(frozen=True, slots=True)
class _Day:
    """What happened on one day.

    Attributes:
        at: where it stands on the axis.
        day: the day itself, which may lie inside the week that stands at `at`.
        labels: what happened, as it was written.
        people: who wrote each down; empty for an event of the configuration.
    """

    at: str
    day: pd.Timestamp
    labels: Sequence[str]
    people: Sequence[str]

    @property
    def signs(self) -> list[str]:
        return [NOTE if one else EVENT for one in self.people]


def marked(
    look: Look, drawn: go.Figure, happened: pd.DataFrame, *, is_named: bool = False
) -> go.Figure:
    """The figure with an upright and a sign at each day on which something happened.

    A figure whose axis is not of days, and one that is marked already, stays as it is. On an axis
    of weeks a day stands at its week. Days beyond the ends of the axis are left out.

    Args:
        look: light or dark.
        drawn: any figure; it is changed.
        happened: event_date (local day), label, said_by ("" for an event of the configuration).
        is_named: the signs are numbers, which the legend names; else only hovers tell.
    """
    if drawn.layout.xaxis.type != "date" or "marked" in (drawn.layout.meta or {}):
        return drawn
    inside = _inside(drawn, happened) if len(happened) else []
    shown = inside[-MOST:]
    numbers = [str(n) if is_named else "" for n in range(1, len(shown) + 1)]
    signs = [_sign(look, one, number) for one, number in zip(shown, numbers, strict=True)]
    drawn.update_layout(
        shapes=[*drawn.layout.shapes, *(axes.upright(look, one.at) for one in shown)],
        annotations=[*drawn.layout.annotations, *signs],
        meta=_meta(drawn, shown, len(inside)),
    )
    if is_named:
        drawn.add_traces([_entry(look, one, n) for one, n in zip(shown, numbers, strict=True)])
        drawn.update_layout(legend2=_BELOW)
    return drawn


def words(drawn: go.Figure) -> str:
    """What is marked, for those who do not see the picture; empty where nothing is."""
    told = (drawn.layout.meta or {}).get("marked", ())
    return say("Marked: {days}.", days=", ".join(told)) if told else ""


def _meta(drawn: go.Figure, shown: Sequence[_Day], of: int) -> Trace:
    held = dict(drawn.layout.meta or {})
    left = say(
        "The newest {n} of {of} days with events or notes are marked.",
        n=len(shown),
        of=count(of),
    )
    if len(shown) < of:
        held["note"] = " ".join(filter(None, [held.get("note", ""), left]))
    return held | {
        "marked": [f"{esc(one.labels[0], 40)} ({short_day(one.day)})" for one in shown[-5:]]
    }


def _inside(drawn: go.Figure, happened: pd.DataFrame) -> list[_Day]:
    """The days between the ends of the axis, oldest first."""
    steps = _steps(drawn)
    if steps.empty:
        return []
    gap = steps.diff().min() if len(steps) > 1 else _DAY
    dated = happened.assign(day=pd.to_datetime(happened["event_date"]))
    found = []
    dated = dated.sort_values("day", kind="stable")
    for day in dated["day"].unique():
        part, at = dated[dated["day"] == day], _place(day, steps, gap)
        if at is not None:
            found.append(_Day(at, day, list(part["label"]), list(part["said_by"])))
    return found


def _steps(drawn: go.Figure) -> pd.Series:
    """Every step of time that is drawn, once, in order."""
    told = [x for trace in drawn.data for x in (trace.x if trace.x is not None else ()) if x]
    return pd.Series(pd.to_datetime(sorted(set(told)), format="ISO8601")).sort_values()


def _place(day: pd.Timestamp, steps: pd.Series, gap: pd.Timedelta) -> str | None:
    """Where a day stands: at itself, or at the longer step that holds it; None outside."""
    first, last = steps.min(), steps.max()
    if gap <= _DAY:
        inside = first.normalize() <= day <= last
        return f"{max(day, first):%Y-%m-%d %H:%M}" if inside else None
    if not first <= day < last + gap:
        return None
    return f"{steps[steps <= day].max():%Y-%m-%d %H:%M}"


def _sign(look: Look, one: _Day, number: str) -> Trace:
    return {
        "text": number or "".join(dict.fromkeys(one.signs)),
        "hovertext": _said(one),
        "hoverlabel": {
            "bgcolor": look.paper,
            "bordercolor": look.neutral,
            "font": {"family": FONT, "size": SMALL, "color": look.ink},
        },
        "x": one.at,
        "yref": "paper",
        "y": 1,
        "xanchor": "left" if number else "center",
        "xshift": 2 if number else 0,
        "yanchor": "top",
        # Below the camera, which would cover a sign of the newest day.
        "yshift": -16,
        "showarrow": False,
        "font": {"size": SMALL, "color": look.ink},
    }


def _said(one: _Day) -> str:
    """What the hover says: the day, and each thing with who wrote it down."""
    lines = [f"<b>{dated(one.day)}</b>"]
    for sign, label, who in zip(one.signs, one.labels, one.people, strict=True):
        told = f"{sign} {plain(label, _LONGEST)}" + (f" ({plain(who, 40)})" if who else "")
        lines += [esc(part, _LONGEST) for part in textwrap.wrap(told, _WIDEST)]
    return "<br>".join(lines)


def _entry(look: Look, one: _Day, number: str) -> Trace:
    """An entry of the legend alone: it wraps where there is no room, as labels at lines cannot."""
    names = [
        f"{NOTE} {esc(label, 40)}" if who else esc(label, 40)
        for label, who in zip(one.labels, one.people, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "lines",
        "legend": "legend2",
        "name": f"{number} {', '.join(names)}",
        "x": [None],
        "y": [None],
        "line": {"width": 1, "dash": "dot", "color": look.muted},
    }
