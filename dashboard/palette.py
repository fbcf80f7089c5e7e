"""The one place that knows colours, fonts and axes of charts.

Streamlit's browser side replaces these placeholders by the colours of the active theme, so a chart
is right in light and dark alike and no colour is chosen in Python.
"""

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

_AXIS = {"fixedrange": True, "zeroline": False, "title": None, "tickfont": {"color": MUTED}}


def faded(colour: str) -> str:
    """The same colour, nearly transparent."""
    return f"{colour}26"


def figure(height: int = 260) -> go.Figure:
    """An empty chart in the house style: horizontal grid, no tools, labels in the muted tone.

    Args:
        height: in pixels.
    """
    picture = go.Figure()
    picture.update_layout(
        height=height,
        margin={"l": 4, "r": 8, "t": 12, "b": 4},
        font={"color": MUTED, "size": 12},
        dragmode=False,
        showlegend=False,
        hovermode="x unified",
        bargap=0.22,
        barcornerradius=2,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1.02,
            "yanchor": "bottom",
            "title": None,
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
    picture.update_xaxes(**_AXIS, showgrid=False, automargin=True, nticks=6)
    picture.update_yaxes(**_AXIS, showgrid=True, gridcolor=LINE, automargin=True, nticks=5)
    return picture


def sideways(picture: go.Figure) -> go.Figure:
    """For bars that lie: names at the left, every one shown, grid upright."""
    picture.update_layout(hovermode="closest", bargap=0.35)
    picture.update_xaxes(showgrid=False, showticklabels=False)
    picture.update_yaxes(autorange="reversed", showgrid=False, dtick=1, nticks=0)
    return picture


def band(x: pd.Series, low: pd.Series, high: pd.Series, shape: str = "linear") -> go.Scatter:
    """An area between two shares, drawn as one closed outline so that gaps stay gaps."""
    edges = _stepped(x, low, high) if shape == "hv" else (list(x), list(low), list(high))
    along, lower, upper = edges
    return go.Scatter(
        x=along + along[::-1],
        y=[value * 100 for value in upper + lower[::-1]],
        fill="toself",
        fillcolor=faded(BRAND),
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )


def _stepped(x: pd.Series, low: pd.Series, high: pd.Series) -> tuple[list[float], ...]:
    """Corners of a stair: every value holds until the next one begins."""
    along, lower, upper = list(x), list(low), list(high)
    across = [value for value in along for _ in (0, 1)][1:]
    return (
        across,
        [value for value in lower for _ in (0, 1)][:-1],
        [value for value in upper for _ in (0, 1)][:-1],
    )
