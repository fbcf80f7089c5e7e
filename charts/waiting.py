"""Pictures of waiting: how the share answered grows with time."""

import math

import pandas as pd

from charts.theme import LINE, Look, Picture, Spec, band, picture
from wording import clocks
from wording.numbers import percent

_TIMES = {60: "1 min", 300: "5 min", 900: "15 min", 3600: "1 h", 14400: "4 h", 86400: "1 d"}
_TIMES |= {259200: "3 d", 604800: "7 d", 2592000: "30 d"}
_BUSINESS_TIMES = _TIMES | {86400: "24 h", 259200: "72 h", 604800: "168 h", 2592000: "720 h"}
SHORTEST = 30


def answered_curve(
    tones: Look, curve: pd.DataFrame, target_seconds: float | None, clock: str = clocks.CALENDAR
) -> Picture:
    """Share answered by time waited, open turns counted, with its 95 % interval.

    The axis is logarithmic: drawn by exponent, its times named by upright lines.

    Args:
        tones: colours of the theme.
        curve: elapsed_seconds, answered_share, answered_share_low, answered_share_high.
        target_seconds: where the dashed line stands; None for no target.
        clock: calendar or business, of both.
    """
    steps = curve[curve["elapsed_seconds"] >= SHORTEST]
    along = [math.log10(seconds) for seconds in steps["elapsed_seconds"]]
    low = _known(steps["answered_share_low"] * 100)
    width = _known((steps["answered_share_high"] - steps["answered_share_low"]) * 100)
    stair = {
        "type": "line",
        "step": "end",
        "data": [
            [*row]
            for row in zip(along, steps["answered_share"] * 100, _words(steps, clock), strict=True)
        ],
        "symbol": "none",
        "lineStyle": {"width": 2},
        "itemStyle": {"color": tones.brand},
        "markLine": uprights(tones, (along[0], along[-1]), target_seconds, clock),
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


def _known(values: pd.Series) -> list[float | None]:
    """Numbers as JSON has them: at its last step a curve may have no interval."""
    return [None if pd.isna(value) else float(value) for value in values]


def _words(steps: pd.DataFrame, clock: str) -> list[str]:
    """What the hover says of each step."""
    columns = ("elapsed_seconds", "answered_share", "answered_share_low", "answered_share_high")
    return [
        f"{percent(share)} within {clocks.wait(seconds, clock)} ({percent(low)} to {percent(high)})"
        for seconds, share, low, high in zip(*(steps[name] for name in columns), strict=True)
    ]


def uprights(
    tones: Look,
    ends: tuple[float, float],
    target_seconds: float | None,
    clock: str = clocks.CALENDAR,
) -> Spec:
    """Thin lines at round times, named below; the target dashed, named above.

    Args:
        tones: colours of the theme.
        ends: of a logarithmic axis, by exponent.
        target_seconds: None for no target.
        clock: calendar or business, which says how times are written.
    """
    times = _BUSINESS_TIMES if clock == clocks.BUSINESS else _TIMES
    lines: list[Spec] = [
        {"xAxis": math.log10(at), "label": {"formatter": text, "position": "start"}}
        for at, text in times.items()
        if ends[0] <= math.log10(at) <= ends[1]
    ]
    if target_seconds and ends[0] <= math.log10(target_seconds) <= ends[1]:
        name = f"Target {clocks.wait(target_seconds, clock)}"
        lines.append(
            {
                "xAxis": math.log10(target_seconds),
                "label": {"formatter": name, "position": "end"},
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
