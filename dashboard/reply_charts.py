"""Pictures of waiting: how the share answered grows with time."""

import math
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard import wording
from dashboard.palette import BRAND, MUTED, band, figure

_TIMES = {60: "1 min", 300: "5 min", 900: "15 min", 3600: "1 h", 14400: "4 h", 86400: "1 d"}
_TIMES |= {259200: "3 d", 604800: "7 d", 2592000: "30 d"}
_SHORTEST = 30


def answered_curve(curve: pd.DataFrame, target_seconds: float | None) -> go.Figure:
    """Share answered by time waited, open turns counted, with its 95 % interval.

    Args:
        curve: elapsed_seconds, answered_share, answered_share_low, answered_share_high.
        target_seconds: where the dashed line stands; None for no target.
    """
    steps = curve[curve["elapsed_seconds"] > 0]
    waits = steps["elapsed_seconds"]
    edges = band(waits, steps["answered_share_low"], steps["answered_share_high"], shape="hv")
    shown = {at: text for at, text in _TIMES.items() if _inside(at, waits)}
    return figure(
        [edges, _stair(steps)],
        height=300,
        x={"type": "log", "tickvals": list(shown), "ticktext": list(shown.values())},
        y={"range": [0, 102], "ticksuffix": "%", "nticks": 0, "dtick": 25},
        hovermode="closest",
        **(_upright(target_seconds) if target_seconds else {}),
    )


def _stair(steps: pd.DataFrame) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": steps["elapsed_seconds"],
        "y": steps["answered_share"] * 100,
        "mode": "lines",
        "line": {"color": BRAND, "width": 2, "shape": "hv"},
        "customdata": [wording.duration(seconds) for seconds in steps["elapsed_seconds"]],
        "hovertemplate": "%{y:.0f}% within %{customdata}<extra></extra>",
    }


def _inside(at: float, waits: pd.Series) -> bool:
    return bool(max(waits.min(), _SHORTEST) * 0.8 <= at <= waits.max() * 1.2)


def _upright(x: float) -> dict[str, Any]:
    """The target's line and name; on a logarithmic axis only the name is placed by exponent."""
    line = {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper"}
    name = {"text": f"Target {wording.duration(x)}", "x": math.log10(x), "y": 1, "yref": "paper"}
    return {
        "shapes": [line | {"line": {"color": MUTED, "width": 1, "dash": "dash"}}],
        "annotations": [
            name | {"showarrow": False, "xanchor": "left", "yanchor": "top", "xshift": 4}
        ],
    }
