"""Pictures of waiting: how the share answered grows with time."""

import math

import pandas as pd

from dashboard import wording
from dashboard.palette import LINE, Look, Picture, Spec, band, picture

_TIMES = {60: "1 min", 300: "5 min", 900: "15 min", 3600: "1 h", 14400: "4 h", 86400: "1 d"}
_TIMES |= {259200: "3 d", 604800: "7 d", 2592000: "30 d"}
_SHORTEST = 30


def answered_curve(tones: Look, curve: pd.DataFrame, target_seconds: float | None) -> Picture:
    """Share answered by time waited, open turns counted, with its 95 % interval.

    The axis is logarithmic: drawn by exponent, its times named by upright lines.

    Args:
        tones: colours of the theme.
        curve: elapsed_seconds, answered_share, answered_share_low, answered_share_high.
        target_seconds: where the dashed line stands; None for no target.
    """
    steps = curve[curve["elapsed_seconds"] >= _SHORTEST].dropna()
    along = [math.log10(seconds) for seconds in steps["elapsed_seconds"]]
    low = steps["answered_share_low"] * 100
    width = (steps["answered_share_high"] - steps["answered_share_low"]) * 100
    stair = {
        "type": "line",
        "step": "end",
        "data": [
            [*row] for row in zip(along, steps["answered_share"] * 100, _words(steps), strict=True)
        ],
        "symbol": "none",
        "lineStyle": {"width": 2},
        "itemStyle": {"color": tones.brand},
        "markLine": _uprights(tones, (along[0], along[-1]), target_seconds),
    }
    edges = band(
        tones,
        [[*pair] for pair in zip(along, low, strict=True)],
        [[*pair] for pair in zip(along, width, strict=True)],
        step="end",
    )
    return picture(
        tones,
        [stair, *edges],
        height=300,
        x={"type": "value", "min": along[0], "max": along[-1], "axisLabel": {"show": False}},
        y={"min": 0, "max": 100, "interval": 25, "axisLabel": {"formatter": "{value}%"}},
        grid={"left": 4, "right": 16, "top": 20, "bottom": 24, "containLabel": True},
        tooltip={"trigger": "axis", "confine": True, "formatter": "{@[2]}"},
    )


def _words(steps: pd.DataFrame) -> list[str]:
    """What the hover says of each step."""
    columns = ("elapsed_seconds", "answered_share", "answered_share_low", "answered_share_high")
    return [
        f"{wording.percent(share)} within {wording.duration(seconds)} "
        f"({wording.percent(low)} to {wording.percent(high)})"
        for seconds, share, low, high in zip(*(steps[name] for name in columns), strict=True)
    ]


def _uprights(tones: Look, ends: tuple[float, float], target_seconds: float | None) -> Spec:
    """Thin lines at round times, named below; the target dashed, named above."""
    shown = {math.log10(at): text for at, text in _TIMES.items()}
    lines: list[Spec] = [
        {"xAxis": at, "label": {"formatter": text, "position": "start"}}
        for at, text in shown.items()
        if ends[0] <= at <= ends[1]
    ]
    if target_seconds and ends[0] <= math.log10(target_seconds) <= ends[1]:
        lines.append(
            {
                "xAxis": math.log10(target_seconds),
                "label": {
                    "formatter": f"Target {wording.duration(target_seconds)}",
                    "position": "end",
                },
                "lineStyle": {"type": "dashed", "color": tones.muted},
            }
        )
    return {
        "silent": True,
        "symbol": "none",
        "lineStyle": {"type": "solid", "color": LINE, "width": 1},
        "label": {"color": tones.muted, "fontSize": 12},
        "data": lines,
    }
