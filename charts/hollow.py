"""How much was said in stock phrases, week by week, above how long people waited for it."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes
from charts.points import newest
from charts.theme import Look, figure, marks
from wording.clocks import CALENDAR
from wording.numbers import duration, percent

MOST_WEEKS = 260
_UPPER, _LOWER = (0.46, 1.0), (0.0, 0.34)


def hollow_weeks(look: Look, rows: pd.DataFrame) -> go.Figure:
    """Bars of the share that is generic, and below them the median wait of the same weeks.

    Args:
        look: light or dark.
        rows: week, generic_share (0 .. 1), generic_low, generic_high, judged_count,
            median_wait_seconds, is_fast_but_hollow; oldest first.
    """
    of, rows = len(rows), rows.tail(MOST_WEEKS)
    weeks = [f"{week:%Y-%m-%d}" for week in rows["week"]]
    shares = [None if pd.isna(one) else float(one) * 100 for one in rows["generic_share"]]
    colours = [look.negative if one else look.neutral for one in rows["is_fast_but_hollow"]]
    over = [float(high - share) * 100 for high, share in _pairs(rows, "generic_high")]
    under = [float(share - low) * 100 for low, share in _pairs(rows, "generic_low")]
    opens = marks([{"reply": "generic", "week": week} for week in weeks])
    waits = rows["median_wait_seconds"]
    bars = {
        "type": "bar",
        "x": weeks,
        "y": shares,
        "marker": {"color": colours},
        "error_y": {
            "type": "data", "array": over, "arrayminus": under,
            "color": look.muted, "thickness": 1, "width": 0,
        },
        "customdata": opens,
        "text": [
            f"Week of {week}<br>{percent(share)} of {count:,} replies generic"
            for week, share, count in zip(
                weeks, rows["generic_share"], rows["judged_count"], strict=True
            )
        ],
        "hoverinfo": "text",
        "textposition": "none",
    }  # fmt: skip
    dots = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": weeks,
        "y": [None if pd.isna(one) else max(float(one), 1.0) for one in waits],
        "yaxis": "y2",
        "line": {"color": look.brand},
        "marker": {"color": look.brand, "size": 7},
        "text": [
            f"Week of {week}<br>median first answer {duration(wait)}"
            for week, wait in zip(weeks, waits, strict=True)
        ],
        "hoverinfo": "text",
    }
    return figure(
        look,
        [bars, dots],
        height=340,
        note=newest(len(rows), of),
        showlegend=False,
        xaxis=axes.weekly(rows["week"]) | {"anchor": "y2"},
        yaxis={
            "domain": _UPPER, "range": [0, 105], "ticksuffix": " %", "title": _title("generic")
        },
        yaxis2=axes.waits(_ends(waits), CALENDAR)
        | {"domain": _LOWER, "title": _title("median wait")},
    )  # fmt: skip


def _pairs(rows: pd.DataFrame, end: str) -> list[tuple[float, float]]:
    return [
        (0.0, 0.0) if pd.isna(share) else (float(bound), float(share))
        for bound, share in zip(rows[end], rows["generic_share"], strict=True)
    ]


def _title(words: str) -> dict[str, object]:
    return {"text": words, "font": {"size": 11}}


def _ends(waits: pd.Series) -> tuple[float, float]:
    """The seconds of the axis: a minute to an hour at least."""
    known = waits.dropna()
    low, high = (60.0, 3600.0) if known.empty else (float(known.min()), float(known.max()))
    return max(min(low / 1.5, 60.0), 1.0), max(high * 1.5, 3600.0)
