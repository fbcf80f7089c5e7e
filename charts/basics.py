"""Rows to pictures: pure functions, one per picture, no colour and no arithmetic of meaning."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from charts.theme import LINE, Look, Picture, Spec, lying, picture
from wording import numbers
from wording.safety import plain

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
AXIS_TIP = {"trigger": "axis", "confine": True}


def spark(tones: Look, values: Sequence[float], verdict: str) -> Picture:
    """The course of a figure without axes: evenly spaced values, oldest first.

    Args:
        tones: colours of the theme.
        values: at least two.
        verdict: better, worse or anything else, for the colour.
    """
    colour = {"better": tones.positive, "worse": tones.negative}.get(verdict, tones.muted)
    low, high = min(values), max(values)
    room = (high - low) * 0.1 or 1.0
    line = {
        "type": "line",
        "data": list(values),
        "symbol": "none",
        "silent": True,
        "lineStyle": {"width": 1.5, "color": colour},
        "areaStyle": {"color": colour, "opacity": 0.12, "origin": low - room},
    }
    return picture(
        tones,
        [line],
        height=56,
        x={"show": False, "data": list(range(len(values))), "boundaryGap": False},
        y={"show": False, "min": low - room, "max": high + room},
        grid={"left": 0, "right": 0, "top": 0, "bottom": 0},
        tooltip={"show": False},
    )


def mentions_stacked(tones: Look, days: pd.DataFrame) -> Picture:
    """Inbound mentions per day by sentiment; the unscored are a block of their own.

    Args:
        tones: colours of the theme.
        days: local_date and the counts negative, neutral, positive, unscored.
    """
    parts = (
        ("negative_count", "Negative", tones.negative),
        ("neutral_count", "Neutral", tones.neutral),
        ("positive_count", "Positive", tones.positive),
        ("unscored_count", "Unscored", tones.pale),
    )
    every = every_day(days)
    return stacked(tones, every, _names(every), parts, height=280)


def week_heatmap(tones: Look, hours: pd.DataFrame, noun: str) -> Picture:
    """Counts by hour of the week, Monday first, in the brand's time zone.

    Args:
        tones: colours of the theme.
        hours: hour_of_week (0 is Monday 00:00) and row_count.
        noun: what is counted, for the hover.
    """
    counts = dict(zip(hours["hour_of_week"], hours["row_count"], strict=True))
    cells: list[tuple[int, int, int, str]] = []
    for slot in range(7 * 24):
        day, hour = divmod(slot, 24)
        count = int(counts.get(slot, 0))
        cells.append((hour, day, count, f"{WEEKDAYS[day]} {hour}:00: {count:,} {noun}"))
    gaps = {"borderColor": tones.paper, "borderWidth": 2, "borderRadius": 4}
    heat: Spec = {"type": "heatmap", "data": [[*cell] for cell in cells], "itemStyle": gaps}
    most = max(cell[2] for cell in cells) or 1
    return picture(
        tones,
        [heat],
        height=280,
        x={"data": [f"{hour:02d}" for hour in range(24)], "axisLabel": {"interval": 5}},
        y={
            "type": "category",
            "inverse": True,
            "data": list(WEEKDAYS),
            "splitLine": {"show": False},
        },
        visualMap={
            "show": False,
            "min": 0,
            "max": most,
            "dimension": 2,
            "inRange": {"color": list(tones.scale)},
        },
        tooltip={"trigger": "item", "confine": True, "formatter": "{@[3]}"},
    )


def contributions(tones: Look, rows: pd.DataFrame, label: str) -> Picture:
    """What moved a figure: bars to the left made it worse, to the right better.

    Args:
        tones: colours of the theme.
        rows: the column named by `label`, and contribution in -1 .. 1; ordered as shown.
        label: column with the names.
    """
    values = [float(value) * 100 for value in rows["contribution"]]
    reach = max(*(abs(value) for value in values), 0.1) * 1.35
    bars_of = [
        {
            "value": value,
            "itemStyle": {"color": tones.negative if value < 0 else tones.positive},
            "label": {
                "position": "left" if value < 0 else "right",
                "formatter": numbers.points(value / 100),
            },
        }
        for value in values
    ]
    return _bars(tones, list(rows[label]), bars_of, (-reach, reach))


def stacked(
    tones: Look,
    rows: pd.DataFrame,
    names: Sequence[str],
    parts: Sequence[tuple[str, str, str]],
    height: int = 260,
) -> Picture:
    """Counts over time in a few kinds.

    Args:
        tones: colours of the theme.
        rows: the counts.
        names: of the steps of the horizontal axis.
        parts: column, name and colour of each block, the lowest first.
        height: in pixels.
    """
    series = [
        {
            "type": "bar",
            "stack": "all",
            "name": name,
            "data": known(rows[column]),
            "itemStyle": {"color": colour},
            "barCategoryGap": "18%",
        }
        for column, name, colour in parts
    ]
    legend = {"left": 0, "top": 0, "icon": "roundRect", "itemWidth": 10, "itemHeight": 10}
    return picture(
        tones,
        series,
        height=height,
        x={"data": list(names)},
        grid={"left": 4, "right": 8, "top": 36, "bottom": 4, "containLabel": True},
        legend={**legend, "selectedMode": False, "textStyle": {"color": tones.muted}},
        tooltip={**AXIS_TIP, "valueFormatter": "localized", "axisPointer": {"type": "shadow"}},
    )


def bars(
    tones: Look,
    names: Sequence[object],
    values: Sequence[float],
    texts: Sequence[str],
    *,
    full: float | None = None,
) -> Picture:
    """Lying bars with their value written at the end; the order is the caller's.

    Args:
        tones: colours of the theme.
        names: one per bar.
        values: lengths.
        texts: the values as people read them.
        full: the longest that a bar could be, 1 for shares; None takes the longest there is.
    """
    drawn = [
        {
            "value": float(value),
            "itemStyle": {"color": tones.brand},
            "label": {"position": "right", "formatter": text},
        }
        for value, text in zip(values, texts, strict=True)
    ]
    return _bars(tones, names, drawn, (0, (full or max([*map(float, values), 0.01])) * 1.45))


def dates(rows: pd.DataFrame, column: str) -> list[str]:
    """Days as an axis names them."""
    return [f"{day.day} {day:%b}" for day in pd.to_datetime(rows[column])]


def _bars(
    tones: Look, names: Sequence[object], drawn: list[Spec], reach: tuple[float, float]
) -> Picture:
    lengths, places = lying(tones)
    label = {"show": True, "color": tones.muted, "fontSize": 12}
    series = {"type": "bar", "data": drawn, "barWidth": 20, "label": label, "silent": True}
    return picture(
        tones,
        [series],
        height=40 + 36 * len(drawn),
        x={**lengths, "min": reach[0], "max": reach[1]},
        y={**places, "data": [plain(name, 28) for name in names]},
        tooltip={"show": False},
    )


def every_day(days: pd.DataFrame) -> pd.DataFrame:
    """One row per day from the first to the last: a day without a row is a gap, not a zero."""
    dated = days.assign(local_date=pd.to_datetime(days["local_date"])).set_index("local_date")
    whole = pd.date_range(dated.index.min(), dated.index.max(), freq="D", name="local_date")
    return dated.reindex(whole).reset_index()


def _names(every: pd.DataFrame) -> list[str]:
    return dates(every, "local_date")


def known(values: pd.Series) -> list[float | None]:
    """Numbers as JSON has them: null is null."""
    return [None if pd.isna(value) else float(value) for value in values]


def level(value: float, tones: Look) -> dict[str, Any]:
    """A line across the picture, dotted at zero."""
    style = {"type": "dotted", "color": tones.muted, "width": 1}
    return {
        "silent": True,
        "symbol": "none",
        "label": {"show": False},
        "lineStyle": style if value == 0 else {"color": LINE},
        "data": [{"yAxis": value}],
    }
