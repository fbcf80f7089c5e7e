"""Pictures of the Response desk: promises by week, waits by group, the week's hours, the queue."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from charts import basics
from charts.theme import Look, Picture, Spec, lying, picture
from charts.waiting import uprights
from wording.numbers import percent
from wording.safety import plain

_CLOCK = [f"{hour:02d}" for hour in range(24)]


def promises(tones: Look, weeks: pd.DataFrame) -> Picture:
    """Targets met, missed and pending by week; above each bar the share met of those due.

    Args:
        tones: colours of the theme.
        weeks: week_date, met_count, missed_count, pending_count, attainment_share.
    """
    parts = (
        ("met_count", "Met", tones.brand),
        ("missed_count", "Missed", tones.negative),
        ("pending_count", "Pending", tones.pale),
    )
    drawn = basics.stacked(tones, weeks, basics.dates(weeks, "week_date"), parts)
    label = {"show": True, "position": "top", "color": tones.muted, "fontSize": 12}
    tops = [
        {"value": 0, "label": {**label, "formatter": percent(share)}}
        for share in weeks["attainment_share"]
    ]
    top: Spec = {"type": "bar", "stack": "all", "data": tops, "tooltip": {"show": False}}
    top |= {"silent": True, "labelLayout": {"hideOverlap": True}}
    return Picture({**drawn.spec, "series": [*drawn.spec["series"], top]}, drawn.height)


def ranges(
    tones: Look, rows: pd.DataFrame, words: Sequence[str], target: float | None, clock: str
) -> Picture:
    """Medians with their 95 % intervals on a logarithmic axis; an open interval runs to the edge.

    Args:
        tones: colours of the theme.
        rows: group_value, median_seconds, median_low_seconds, median_high_seconds; null where not
            reached; ordered as shown.
        words: what is written at each median.
        target: where the dashed line stands, in seconds; None for no target.
        clock: calendar or business, of all of them.
    """
    left, right = _reach(rows, target)
    starts = [_exponent(low, right) for low in rows["median_low_seconds"]]
    ends = [_exponent(high, right) for high in rows["median_high_seconds"]]
    lengths, names = lying(tones)
    bar: Spec = {"type": "bar", "stack": "range", "barWidth": 8, "silent": True}
    clear = {"color": "transparent"}
    shade = {"color": tones.brand, "opacity": 0.25, "borderRadius": 4}
    series = [
        {**bar, "data": starts, "itemStyle": clear},
        {
            **bar,
            "data": [end - start for start, end in zip(starts, ends, strict=True)],
            "itemStyle": shade,
            "markLine": uprights(tones, (left, right), target, clock),
        },
        _dots(tones, rows, words, right),
    ]
    return picture(
        tones,
        series,
        height=72 + 38 * len(rows),
        x={**lengths, "min": left, "max": right},
        y={**names, "data": [plain(name, 24) for name in rows["group_value"]]},
        grid={"left": 4, "right": 16, "top": 24, "bottom": 24, "containLabel": True},
        tooltip={"show": False},
    )


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the week.

    Attributes:
        value: what the colour says.
        said: what the hover says.
        is_faint: too few turns for the colour to mean much.
    """

    value: float
    said: str
    is_faint: bool


def week(tones: Look, hours: Mapping[int, Hour], full: float) -> Picture:
    """The hours of the week, Monday first; an hour without a value stays blank.

    Args:
        tones: colours of the theme.
        hours: by hour of the week, 0 is Monday 00:00.
        full: the value of the strongest colour.
    """
    drawn = [_cell(slot, hour) for slot, hour in hours.items()]
    gaps = {"borderColor": tones.paper, "borderWidth": 2, "borderRadius": 4}
    scale = {"show": False, "min": 0, "max": full, "dimension": 2}
    days = {"type": "category", "inverse": True, "data": list(basics.WEEKDAYS)}
    return picture(
        tones,
        [{"type": "heatmap", "data": drawn, "itemStyle": gaps}],
        height=280,
        x={"data": _CLOCK, "axisLabel": {"interval": 5}},
        y={**days, "splitLine": {"show": False}},
        visualMap={**scale, "inRange": {"color": list(tones.scale)}},
        tooltip={"trigger": "item", "confine": True, "formatter": "{@[3]}"},
    )


def queue_length(tones: Look, steps: pd.DataFrame) -> Picture:
    """Turns waiting and overdue over time; what nobody watched is a gap in both lines.

    Args:
        tones: colours of the theme.
        steps: step_at, local; waiting_count and waiting_overdue_count, null in a gap; oldest first.
    """
    times = [at.isoformat() for at in steps["step_at"]]
    lines = (
        ("waiting_count", "Waiting", tones.brand),
        ("waiting_overdue_count", "Past target", tones.negative),
    )
    series: list[Spec] = [
        {
            "type": "line",
            "name": name,
            "data": [
                [at, None if pd.isna(value) else int(value)]
                for at, value in zip(times, steps[column], strict=True)
            ],
            "connectNulls": False,
            "symbol": "none",
            "lineStyle": {"width": 2},
            "itemStyle": {"color": colour},
        }
        for column, name, colour in lines
    ]
    legend = {"left": 0, "top": 0, "icon": "roundRect", "itemWidth": 10, "itemHeight": 10}
    return picture(
        tones,
        series,
        x={"type": "time", "axisLabel": {"formatter": "{d} {MMM}", "hideOverlap": True}},
        grid={"left": 4, "right": 16, "top": 36, "bottom": 4, "containLabel": True},
        legend={**legend, "selectedMode": False, "textStyle": {"color": tones.muted}},
        tooltip={"trigger": "axis", "confine": True, "valueFormatter": "localized"},
    )


def _cell(slot: int, hour: Hour) -> Spec:
    said = f"{basics.WEEKDAYS[slot // 24]} {slot % 24}:00: {hour.said}"
    cell: Spec = {"value": [slot % 24, slot // 24, hour.value, said]}
    return {**cell, "itemStyle": {"opacity": 0.3}} if hour.is_faint else cell


def _dots(tones: Look, rows: pd.DataFrame, words: Sequence[str], right: float) -> Spec:
    """The medians; one that is not reached has only its words, at the edge."""
    label = {"show": True, "color": tones.muted, "fontSize": 12}
    dots = []
    medians = zip(rows["median_seconds"], words, strict=True)
    for place, (median, said) in enumerate(medians):
        known = not pd.isna(median)
        where = {"position": "top"} if known else {"position": "left", "distance": 8}
        dots.append(
            {
                "value": [_exponent(median, right), place],
                "symbolSize": 10 if known else 0,
                "label": {**label, **where, "formatter": said},
            }
        )
    shade = {"color": tones.brand}
    return {"type": "scatter", "data": dots, "itemStyle": shade, "silent": True, "z": 3}


def _reach(rows: pd.DataFrame, target: float | None) -> tuple[float, float]:
    """The exponents between which everything lies, with room for words."""
    columns = ["median_low_seconds", "median_seconds", "median_high_seconds"]
    known = [float(value) for name in columns for value in rows[name].dropna()]
    known.append(target or 3600.0)
    return _exponent(min(known) / 2, 0), _exponent(max(known) * 3, 0)


def _exponent(seconds: float, otherwise: float) -> float:
    return otherwise if pd.isna(seconds) else math.log10(max(seconds, 1.0))
