"""Pictures of volume: what was observed, what was to be expected, and where the two part."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pandas as pd

from charts.theme import Look, Picture, Spec, band, picture
from wording.numbers import count
from wording.safety import plain

_TIP = {"trigger": "axis", "confine": True, "formatter": "{@[2]}"}


def volume(
    tones: Look,
    hours: pd.DataFrame,
    events: pd.DataFrame,
    zone: ZoneInfo,
    noun: str,
    *,
    height: int = 300,
) -> Picture:
    """Counts over time with their expected range; a gap is a hole in line and range alike.

    Args:
        tones: colours of the theme.
        hours: hour_at, observed_count, expected_count, expected_low, expected_high (null in gaps,
            low and high null where no range is known), is_gap and is_spike.
        events: event_date and label, drawn as dotted lines.
        zone: local times are shown.
        noun: what is counted, for the hover.
        height: in pixels.
    """
    local = hours.assign(at=hours["hour_at"].dt.tz_convert(zone).dt.tz_localize(None))
    width = local["expected_high"] - local["expected_low"]
    return picture(
        tones,
        [
            _observed(tones, local, noun) | _events(tones, local, events),
            _line("Spike", _known(local["observed_count"].where(_is_spike(local))), tones.negative),
            _expected(tones, local),
            *band(tones, _known(local["expected_low"]), _known(width), name="95% of usual hours"),
        ],
        height=height,
        x=_axis(local),
        y={"min": 0},
        grid={"left": 4, "right": 12, "top": 62, "bottom": 4, "containLabel": True},
        legend=_legend(tones),
        tooltip=_TIP,
    )


def _axis(local: pd.DataFrame) -> Spec:
    """Days named once each; in a short stretch hours too."""
    is_short = len(local) <= 120
    steps_a_day = 1 if (local["at"].dt.hour == 0).all() else 24
    days = max(len(local) // steps_a_day, 1)
    labels = {"alignMinLabel": "left", "alignMaxLabel": "right", "hideOverlap": True}
    if not is_short or steps_a_day == 1:
        labels |= {"interval": steps_a_day * -(-days // 8) - 1}
    return {
        "data": [
            f"{at.day} {at:%b %H:%M}" if is_short and steps_a_day > 1 else f"{at.day} {at:%b}"
            for at in local["at"]
        ],
        "boundaryGap": False,
        "axisLabel": labels,
    }


def _observed(tones: Look, local: pd.DataFrame, noun: str) -> Spec:
    known = _known(local["observed_count"])
    words = [_said(row, noun) for _, row in local.iterrows()]
    data = [list(point) for point in zip(range(len(known)), known, words, strict=True)]
    return _line("Observed", data, tones.brand)


def _expected(tones: Look, local: pd.DataFrame) -> Spec:
    line = _line("Expected", _known(local["expected_count"]), tones.neutral)
    style = {"width": 1.5, "type": "dotted", "color": tones.neutral}
    return {**line, "lineStyle": style}


def _line(name: str, data: Sequence[object], colour: str) -> Spec:
    return {
        "type": "line",
        "name": name,
        "data": list(data),
        "symbol": "circle",
        "symbolSize": 4,
        "showSymbol": False,
        "lineStyle": {"width": 1.5, "color": colour},
        "itemStyle": {"color": colour},
    }


def _events(tones: Look, local: pd.DataFrame, events: pd.DataFrame) -> Spec:
    """Dotted lines at the days that the configuration names; those outside are left out."""
    marks: list[Spec] = []
    for _, row in events.iterrows():
        place = int((local["at"] < pd.Timestamp(row["event_date"])).sum())
        if place < len(local):
            # Neighbours stand on two heights, so that their names stay apart.
            height = {"distance": 4 + 14 * (len(marks) % 2)}
            marks.append({"xAxis": place, "name": plain(row["label"], 24), "label": height})
    label = {"formatter": "{b}", "color": tones.muted, "fontSize": 11, "position": "end"}
    style = {"type": "dotted", "color": tones.muted, "width": 1}
    line = {"silent": True, "symbol": "none", "label": label, "lineStyle": style, "data": marks}
    return {"markLine": line} if marks else {}


def _legend(tones: Look) -> Spec:
    return {
        "left": 0,
        "top": 0,
        "itemWidth": 12,
        "itemHeight": 8,
        "selectedMode": False,
        "textStyle": {"color": tones.muted},
        "data": ["Observed", "Expected", "Spike"],
    }


def _is_spike(local: pd.DataFrame) -> pd.Series:
    return local["is_spike"].eq(other=True)


def _said(row: pd.Series, noun: str) -> str:
    """What the hover says of one step of time."""
    at = f"{row['at']:%a} {row['at'].day} {row['at']:%b %H:%M}"
    if row["is_gap"]:
        return f"{at}: not watched"
    usual = f", {row['expected_count']:.1f} expected" if pd.notna(row["expected_count"]) else ""
    if pd.notna(row["expected_high"]):
        usual += f" ({row['expected_low']:.0f} to {row['expected_high']:.0f})"
    return f"{at}: {count(row['observed_count'])} {noun}{usual}"


def _known(values: pd.Series) -> list[object]:
    """Numbers as JSON has them: null is null."""
    return [None if pd.isna(value) else float(value) for value in values]
