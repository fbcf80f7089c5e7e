"""The one place that knows what charts look like: the theme's colours by meaning, axes, grid.

Colours come from the theme's file, so none is chosen in Python; their slots are named there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

Spec = dict[str, Any]

# Legible on both backgrounds: a live switch of theme repaints these only with the next run.
LINE = "rgba(128,140,160,.22)"
SHADE = "rgba(128,140,160,.10)"


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of the theme that the reader sees, by what they mean.

    Attributes:
        pale: for what is still undecided or unknown.
        muted: text of axes and labels.
        paper: what lies behind everything.
        scale: from none to most.
    """

    brand: str
    positive: str
    negative: str
    neutral: str
    pale: str
    muted: str
    paper: str
    scale: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: an ECharts option, and its height in pixels."""

    spec: Spec
    height: int


def look() -> Look:
    """The look of the reader's theme; light while the browser has not said."""
    theme = f"theme.{'dark' if st.context.theme.type == 'dark' else 'light'}"
    slots = st.get_option(f"{theme}.chartCategoricalColors")
    return Look(
        brand=slots[0],
        positive=slots[1],
        negative=slots[2],
        neutral=slots[3],
        pale=slots[7],
        muted=slots[8],
        paper=st.get_option(f"{theme}.backgroundColor"),
        scale=tuple(st.get_option(f"{theme}.chartSequentialColors")),
    )


def picture(
    tones: Look,
    series: list[Spec],
    *,
    height: int = 260,
    x: Mapping[str, Any] | None = None,
    y: Mapping[str, Any] | None = None,
    **option: Any,
) -> Picture:
    """A chart in the house style: horizontal grid, labels in the muted tone, no movement.

    Args:
        tones: colours of the theme.
        series: with their "type".
        height: in pixels.
        x: what differs for the horizontal axis.
        y: what differs for the vertical axis.
        option: what differs for the rest.
    """
    words = {"color": tones.muted, "fontSize": 12}
    axis = {"axisLabel": words, "axisTick": {"show": False}, "axisLine": {"show": False}}
    grid = {"left": 4, "right": 12, "top": 12, "bottom": 4, "containLabel": True}
    spec: Spec = {
        "animation": False,
        "grid": grid,
        "xAxis": _merged({**axis, "type": "category", "splitLine": {"show": False}}, x),
        "yAxis": _merged({**axis, "type": "value", "splitNumber": 4, **_lines(LINE)}, y),
        "series": series,
    }
    return Picture({**spec, **option}, height)


def lying(tones: Look) -> tuple[Spec, Spec]:
    """Axes for bars that lie: names at the left in the caller's order, lengths unlabelled."""
    lengths = {"type": "value", "axisLabel": {"show": False}, "splitLine": {"show": False}}
    names = {
        "type": "category",
        "inverse": True,
        "axisLabel": {"color": tones.muted, "interval": 0},
    }
    return lengths, {**names, "splitLine": {"show": False}}


def band(tones: Look, low: Sequence[Any], width: Sequence[Any], **series: Any) -> list[Spec]:
    """The area between two lines: an unseen lower edge, and what lies on it.

    Null in both leaves a gap.
    """
    edge = {
        "type": "line",
        "stack": "band",
        "stackStrategy": "all",
        "symbol": "none",
        "silent": True,
        "lineStyle": {"opacity": 0},
        "tooltip": {"show": False},
        **series,
    }
    return [
        {**edge, "data": list(low)},
        {**edge, "data": list(width), "areaStyle": {"color": tones.brand, "opacity": 0.15}},
    ]


def _merged(base: Spec, more: Mapping[str, Any] | None) -> Spec:
    """The base with what differs; one level of nested settings is merged too."""
    merged = dict(base)
    for key, value in (more or {}).items():
        nested = isinstance(value, dict) and isinstance(base.get(key), dict)
        merged[key] = {**base[key], **value} if nested else value
    return merged


def _lines(colour: str) -> Spec:
    return {"splitLine": {"show": True, "lineStyle": {"color": colour}}}
