"""What answering took against what went with it: a dot for every week."""

import pandas as pd
import plotly.graph_objects as go

from charts.points import newest
from charts.theme import LINE, SMALL, Look, esc, figure, marks
from wording.numbers import UNKNOWN, count, decimal, duration, percent, points
from wording.said import day, language, say, short_day

MOST_WEEKS = 260


def weeks_of_effort(look: Look, rows: pd.DataFrame) -> go.Figure:
    """Weeks by the work that a reply took, to the right, and the share answered in time, upwards.

    Args:
        look: light or dark.
        rows: week, handling_seconds, in_time_share (0 .. 1), reply_count, replies_per_person_hour,
            calm_difference (-2 .. 2; null: too few), is_lower, verdict; oldest first; without
            nulls in the first three.
    """
    of, rows = len(rows), rows.tail(MOST_WEEKS)
    minutes = rows["handling_seconds"].astype(float) / 60
    is_lower = rows["is_lower"].fillna(value=False).astype(bool)
    colours = [
        look.negative if lower else look.pale if pd.isna(calm) else look.brand
        for lower, calm in zip(is_lower, rows["calm_difference"], strict=True)
    ]
    weeks = [f"{week:%Y-%m-%d}" for week in rows["week"]]
    named = [
        short_day(week) if lower else "" for week, lower in zip(rows["week"], is_lower, strict=True)
    ]
    dots = {
        "type": "scatter",
        "mode": "markers+text",
        "x": list(minutes),
        "y": [float(share) * 100 for share in rows["in_time_share"]],
        "marker": {"color": colours, "size": 13, "line": {"color": look.muted, "width": 1}},
        "text": [esc(name) for name in named],
        "textposition": "middle right",
        "textfont": {"color": look.ink, "size": SMALL},
        "hovertext": [_said(row) for _, row in rows.iterrows()],
        "hoverinfo": "text",
        "customdata": marks([{"turn_week": week, "addressed": "yes"} for week in weeks]),
        "cliponaxis": False,
    }
    return figure(
        look,
        [dots],
        height=300,
        note=newest(len(rows), of),
        showlegend=False,
        hovermode="closest",
        xaxis={
            "range": [0, float(minutes.max()) * 1.15], "ticksuffix": say(" min"), "showgrid": True,
            "gridcolor": LINE, "title": {"text": say("work per reply"), "font": {"size": SMALL}},
        },
        yaxis={
            "range": [0, 105], "ticksuffix": " %",
            "title": {"text": say("answered in time"), "font": {"size": SMALL}},
        },
    )  # fmt: skip


def _said(row: pd.Series) -> str:
    calm = row["calm_difference"]
    return say(
        "<b>Week of {week}</b><br>{handling} a reply, {rate} per person-hour<br>{share} in time, "
        "{n} replies<br>came back calmer: {calmer}",
        week=day(language(), row["week"]),
        handling=duration(row["handling_seconds"]),
        rate=decimal(row["replies_per_person_hour"]),
        share=percent(row["in_time_share"]),
        n=count(row["reply_count"]),
        calmer=UNKNOWN if pd.isna(calm) else say("{n} points", n=points(calm)),
    )
