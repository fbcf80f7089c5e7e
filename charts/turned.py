"""What went with an answer: differences with their intervals, calmer and angry again."""

import pandas as pd
import plotly.graph_objects as go

from charts.points import first
from charts.theme import LINE, Look, Trace, figure, two_lines
from wording.numbers import between, count, points
from wording.said import mark, say

MOST = 12
_HALVES = {"better": (0.0, 0.46), "worse": (0.54, 1.0)}
_TITLES = {"better": mark("Calmer"), "worse": mark("Angry again")}


def turned(look: Look, rows: pd.DataFrame) -> go.Figure:
    """For each group a point with its interval on either side, in points of 100 turns.

    Args:
        look: light or dark.
        rows: group_name, matched_count, better_difference, better_low, better_high (-1 .. 1) and
            the same of worse; none of them null; the first group on top.
    """
    of, rows = len(rows), rows.head(MOST)
    traces = [_side(look, rows, figure_of, axis) for figure_of, axis in _axes()]
    names = [two_lines(name) for name in rows["group_name"]]
    reach = _reach(rows)
    line: Trace = {"zeroline": True, "zerolinecolor": look.muted, "zerolinewidth": 1}
    line |= {"range": [-reach, reach], "showgrid": True, "nticks": 5, "gridcolor": LINE}
    return figure(
        look,
        traces,
        height=90 + 36 * len(rows),
        note=first(len(rows), of),
        showlegend=False,
        xaxis=line | {"domain": _HALVES["better"]},
        xaxis2=line | {"domain": _HALVES["worse"], "anchor": "y"},
        yaxis={
            "tickvals": list(range(len(rows))),
            "ticktext": names,
            "range": [len(rows) - 0.5, -0.5],
            "showgrid": False,
        },
        annotations=[
            {
                "text": say(_TITLES[name]), "x": sum(_HALVES[name]) / 2, "xref": "paper", "y": 1,
                "yref": "paper", "yanchor": "bottom", "showarrow": False,
            }
            for name in _HALVES
        ],
        margin={"t": 34},
    )  # fmt: skip


def _axes() -> tuple[tuple[str, str], ...]:
    return (("better", "x"), ("worse", "x2"))


def _side(look: Look, rows: pd.DataFrame, name: str, axis: str) -> Trace:
    middle = rows[f"{name}_difference"].astype(float) * 100
    low, high = rows[f"{name}_low"].astype(float) * 100, rows[f"{name}_high"].astype(float) * 100
    good, bad = (
        (look.positive, look.negative) if name == "better" else (look.negative, look.positive)
    )
    colours = [
        good if least > 0 else bad if most < 0 else look.neutral
        for least, most in zip(low, high, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(middle),
        "y": list(range(len(rows))),
        "xaxis": axis,
        "marker": {"color": colours, "size": 10},
        "error_x": {
            "type": "data", "array": list(high - middle), "arrayminus": list(middle - low),
            "color": look.muted, "thickness": 1.5, "width": 0,
        },
        "text": [
            say(
                "{change} points ({interval}), n = {n}",
                change=points(at / 100),
                interval=between(points(least / 100), points(most / 100)),
                n=count(n),
            )
            for at, least, most, n in zip(middle, low, high, rows["matched_count"], strict=True)
        ],
        "hoverinfo": "text",
    }  # fmt: skip


def _reach(rows: pd.DataFrame) -> float:
    ends = rows[["better_low", "better_high", "worse_low", "worse_high"]].astype(float)
    return max(float(ends.abs().to_numpy().max()) * 105, 5.0)
