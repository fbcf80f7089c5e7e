"""Pictures of growing posts: how far they have come and where they may go."""

import pandas as pd

from charts.theme import Look, Picture, Spec, picture
from wording.numbers import count, duration

_FULL_HOURS = 168.0


def growth(tones: Look, snapshots: pd.DataFrame) -> Picture:
    """Shares by age of the post, and the projection to seven days with its 80 % interval.

    Args:
        tones: colours of the theme.
        snapshots: age_hours, share_count, projected_share_count, projected_low, projected_high,
            oldest first; null where nothing was projected.
    """
    last = snapshots.iloc[-1]
    is_open = pd.notna(last["projected_share_count"]) and last["age_hours"] < _FULL_HOURS
    series = [_seen(tones, snapshots), *(_fan(tones, last) if is_open else [])]
    end = _FULL_HOURS if is_open else float(last["age_hours"])
    return picture(
        tones,
        series,
        height=280,
        x={
            "type": "value",
            "min": 0,
            "max": end,
            "interval": 24 if end > 48 else None,
            "axisLabel": {"formatter": "{value} h"},
        },
        y={"min": 0},
        grid={"left": 4, "right": 20, "top": 36, "bottom": 4, "containLabel": True},
        legend={
            "left": 0,
            "top": 0,
            "itemWidth": 12,
            "itemHeight": 8,
            "selectedMode": False,
            "textStyle": {"color": tones.muted},
            "data": ["Shares seen", *(["Projected"] if is_open else [])],
        },
        tooltip={"trigger": "item", "confine": True, "formatter": "{@[2]}"},
    )


def _seen(tones: Look, snapshots: pd.DataFrame) -> Spec:
    rows = zip(snapshots["age_hours"], snapshots["share_count"], strict=True)
    data = [
        [float(age), float(shares), f"{duration(age * 3600)} old: {count(shares)} shares"]
        for age, shares in rows
    ]
    return {
        "type": "line",
        "name": "Shares seen",
        "data": data,
        "symbol": "circle",
        "symbolSize": 5,
        "lineStyle": {"width": 2, "color": tones.brand},
        "itemStyle": {"color": tones.brand},
    }


def _fan(tones: Look, last: pd.Series) -> list[Spec]:
    """From the newest snapshot to seven days: the middle dashed, the interval between two lines."""
    start = [float(last["age_hours"]), float(last["share_count"]), ""]
    parts = (
        ("Projected", "projected_share_count", "dashed", 2),
        ("80% low", "projected_low", "dotted", 1),
        ("80% high", "projected_high", "dotted", 1),
    )
    return [
        {
            "type": "line",
            "name": name,
            "data": [start, [_FULL_HOURS, float(last[column]), _end(name, last[column])]],
            "symbol": "circle",
            "symbolSize": [0, 0] if width == 1 else 6,
            "lineStyle": {"width": width, "type": dash, "color": tones.negative},
            "itemStyle": {"color": tones.negative},
        }
        for name, column, dash, width in parts
    ]


def _end(name: str, shares: float) -> str:
    return f"{name} at 7 days: {count(shares)} shares"
