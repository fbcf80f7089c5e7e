"""The one place that knows colours, fonts and axes of charts.

Streamlit's browser side replaces these placeholders by the colours of the active theme, so a chart
is right in light and dark alike and no colour is chosen in Python.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from streamlit.elements.lib.streamlit_plotly_theme import (
    BG_COLOR,
    CATEGORY_0,
    CATEGORY_1,
    CATEGORY_2,
    CATEGORY_3,
    CATEGORY_4,
    CATEGORY_7,
    CATEGORY_8,
    CATEGORY_9,
)

BRAND, POSITIVE, NEGATIVE, NEUTRAL, AMBER = (
    CATEGORY_0,
    CATEGORY_1,
    CATEGORY_2,
    CATEGORY_3,
    CATEGORY_4,
)
PALE, MUTED, INK, PAPER = CATEGORY_7, CATEGORY_8, CATEGORY_9, BG_COLOR

# Legible on both backgrounds: a live switch of theme repaints these only with the next run.
LINE = "rgba(128,140,160,.22)"
SHADE = "rgba(128,140,160,.10)"
CONFIG = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}

_AXIS = {"fixedrange": True, "zeroline": False, "tickfont": {"color": MUTED}, "automargin": True}
_LAYOUT: Mapping[str, Any] = {
    "margin": {"l": 4, "r": 8, "t": 12, "b": 4},
    "font": {"color": MUTED, "size": 12},
    "dragmode": False,
    "showlegend": False,
    "hovermode": "x unified",
    "bargap": 0.22,
    "barcornerradius": 2,
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "legend": {
        "orientation": "h",
        "x": 0,
        "y": 1.02,
        "yanchor": "bottom",
        "traceorder": "normal",
        "itemclick": False,
        "itemdoubleclick": False,
    },
}
DAYS = {"type": "date", "tickformat": "%-d %b", "hoverformat": "%a %-d %b %Y"}
# For bars that lie: names at the left, every one shown, the caller's order from above.
NAMES = {"autorange": "reversed", "showgrid": False, "dtick": 1, "nticks": 0}
LENGTHS = {"showticklabels": False}


def figure(
    traces: Sequence[Mapping[str, Any]],
    *,
    height: int = 260,
    x: Mapping[str, Any] | None = None,
    y: Mapping[str, Any] | None = None,
    **layout: Any,
) -> go.Figure:
    """A chart in the house style: horizontal grid, no tools, labels in the muted tone.

    Built from plain dictionaries in one go: Plotly's own updates cost seven times as much.

    Args:
        traces: with their "type".
        height: in pixels.
        x: what differs for the horizontal axis.
        y: what differs for the vertical axis.
        layout: what differs for the rest.
    """
    across = {**_AXIS, "showgrid": False, "nticks": 6, **(x or {})}
    upright = {**_AXIS, "showgrid": True, "gridcolor": LINE, "nticks": 5, **(y or {})}
    whole = {**_LAYOUT, "height": height, "xaxis": across, "yaxis": upright, **layout}
    return go.Figure({"data": list(traces), "layout": whole})


def band(x: pd.Series, low: pd.Series, high: pd.Series, shape: str = "linear") -> dict[str, Any]:
    """An area between two shares, drawn as one closed outline so that gaps stay gaps."""
    edges = _stepped(x, low, high) if shape == "hv" else (list(x), list(low), list(high))
    along, lower, upper = edges
    return {
        "type": "scatter",
        "x": along + along[::-1],
        "y": [value * 100 for value in upper + lower[::-1]],
        "fill": "toself",
        "fillcolor": f"{BRAND}26",  # nearly transparent
        "line": {"width": 0},
        "mode": "lines",
        "hoverinfo": "skip",
    }


def _stepped(x: pd.Series, low: pd.Series, high: pd.Series) -> tuple[list[float], ...]:
    """Corners of a stair: every value holds until the next one begins."""
    along, lower, upper = list(x), list(low), list(high)
    across = [value for value in along for _ in (0, 1)][1:]
    return (
        across,
        [value for value in lower for _ in (0, 1)][:-1],
        [value for value in upper for _ in (0, 1)][:-1],
    )
