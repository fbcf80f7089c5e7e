"""Pictures of waiting: how the share answered grows with time."""

import math

import pandas as pd
import plotly.graph_objects as go

from dashboard import wording
from dashboard.palette import BRAND, MUTED, band, figure

_DASHED = {"width": 1, "dash": "dash"}
_TIMES = {60: "1 min", 300: "5 min", 900: "15 min", 3600: "1 h", 14400: "4 h", 86400: "1 d"}
_TIMES |= {259200: "3 d", 604800: "7 d", 2592000: "30 d"}


def answered_curve(curve: pd.DataFrame, target_seconds: float | None) -> go.Figure:
    """Share answered by time waited, open turns counted, with its 95 % interval.

    Args:
        curve: elapsed_seconds, answered_share, answered_share_low, answered_share_high.
        target_seconds: where the dashed line stands; None for no target.
    """
    steps = curve[curve["elapsed_seconds"] > 0]
    picture = figure(300)
    picture.add_trace(
        band(
            steps["elapsed_seconds"],
            steps["answered_share_low"],
            steps["answered_share_high"],
            shape="hv",
        )
    )
    picture.add_trace(
        go.Scatter(
            x=steps["elapsed_seconds"],
            y=steps["answered_share"] * 100,
            mode="lines",
            line={"color": BRAND, "width": 2, "shape": "hv"},
            customdata=[wording.duration(seconds) for seconds in steps["elapsed_seconds"]],
            hovertemplate="%{y:.0f}% within %{customdata}<extra></extra>",
        )
    )
    if target_seconds:
        _upright(picture, target_seconds, f"Target {wording.duration(target_seconds)}")
    ends = [max(float(steps["elapsed_seconds"].min()), 30), float(steps["elapsed_seconds"].max())]
    shown = {at: text for at, text in _TIMES.items() if ends[0] * 0.8 <= at <= ends[1] * 1.2}
    picture.update_layout(hovermode="closest")
    picture.update_xaxes(type="log", tickvals=list(shown), ticktext=list(shown.values()))
    return picture.update_yaxes(range=[0, 102], ticksuffix="%", nticks=0, dtick=25)


def _upright(picture: go.Figure, x: float, text: str) -> None:
    """A dashed line with its name; on a logarithmic axis only the name is placed by exponent."""
    picture.add_shape(
        type="line", x0=x, x1=x, y0=0, y1=1, yref="paper", line={**_DASHED, "color": MUTED}
    )
    picture.add_annotation(
        x=math.log10(x),
        y=1,
        yref="paper",
        text=text,
        showarrow=False,
        xanchor="left",
        yanchor="top",
        xshift=4,
        font={"color": MUTED},
    )
