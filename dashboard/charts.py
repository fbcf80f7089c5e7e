"""Rows to pictures: pure functions, one per picture, no colour and no arithmetic of meaning."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from dashboard import wording
from dashboard.palette import (
    BRAND,
    LINE,
    MUTED,
    NEGATIVE,
    NEUTRAL,
    PALE,
    POSITIVE,
    SHADE,
    band,
    figure,
    sideways,
)
from dashboard.safety import on_chart

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def sentiment_line(days: pd.DataFrame, since: date) -> go.Figure:
    """Net sentiment per day with its 95 % interval; the period from `since` on is shaded.

    Args:
        days: local_date, net_sentiment, net_low, net_high, scored_count; null where none is scored.
        since: first day of the period that the figures above the chart are about.
    """
    picture = figure(280)
    for run in _runs(days, "net_sentiment"):
        picture.add_trace(band(run["local_date"], run["net_low"], run["net_high"]))
        picture.add_trace(
            go.Scatter(
                x=run["local_date"],
                y=run["net_sentiment"] * 100,
                mode="lines" if len(run) > 1 else "markers",
                line={"color": BRAND, "width": 2},
                customdata=run[["net_low", "net_high", "scored_count"]] * [100, 100, 1],
                hovertemplate="%{y:+.0f} points (%{customdata[0]:+.0f} to %{customdata[1]:+.0f})"
                "<br>%{customdata[2]:,} scored<extra></extra>",
            )
        )
    _shade(picture, pd.Timestamp(since), pd.to_datetime(days["local_date"]).max())
    picture.add_hline(y=0, line={"color": MUTED, "width": 1, "dash": "dot"})
    picture.update_yaxes(tickformat=".0f", range=_reach(days["net_sentiment"] * 100))
    return _day_axis(picture)


def mentions_stacked(days: pd.DataFrame) -> go.Figure:
    """Inbound mentions per day by sentiment; the unscored are a block of their own.

    Args:
        days: local_date and the counts negative, neutral, positive, unscored.
    """
    picture = figure(280)
    for name, colour in (
        ("negative", NEGATIVE),
        ("neutral", NEUTRAL),
        ("positive", POSITIVE),
        ("unscored", PALE),
    ):
        picture.add_trace(
            go.Bar(
                x=days["local_date"],
                y=days[f"{name}_count"],
                name=name.capitalize(),
                marker={"color": colour, "line": {"width": 0}},
                hovertemplate="%{y:,} " + name + "<extra></extra>",
            )
        )
    picture.update_layout(barmode="stack", showlegend=True, bargap=0.15)
    return _day_axis(picture)


def week_heatmap(hours: pd.DataFrame, noun: str) -> go.Figure:
    """Counts by hour of the week, Monday first, in the brand's time zone.

    Args:
        hours: hour_of_week (0 is Monday 00:00) and row_count.
        noun: what is counted, for the hover.
    """
    counts = dict(zip(hours["hour_of_week"], hours["row_count"], strict=True))
    grid = [[int(counts.get(day * 24 + hour, 0)) for hour in range(24)] for day in range(7)]
    picture = figure(280)
    picture.add_trace(
        go.Heatmap(
            z=grid,
            y=list(WEEKDAYS),
            x=list(range(24)),
            zmin=0,
            xgap=2,
            ygap=2,
            showscale=False,
            hovertemplate="%{y} %{x}:00: %{z:,} " + noun + "<extra></extra>",
        )
    )
    picture.update_layout(hovermode="closest")
    picture.update_yaxes(autorange="reversed", showgrid=False, dtick=1, nticks=0)
    picture.update_xaxes(tickvals=[0, 6, 12, 18, 23], ticktext=["00", "06", "12", "18", "23"])
    return picture


def contributions(rows: pd.DataFrame, label: str) -> go.Figure:
    """What moved a figure: bars to the left made it worse, to the right better.

    Args:
        rows: the column named by `label`, and contribution in -1 .. 1; ordered as shown.
        label: column with the names.
    """
    values = rows["contribution"] * 100
    picture = sideways(figure(60 + 34 * len(rows)))
    picture.add_trace(
        go.Bar(
            x=values,
            y=[on_chart(name, 28) for name in rows[label]],
            orientation="h",
            marker={"color": [NEGATIVE if value < 0 else POSITIVE for value in values]},
            text=[wording.points(value) for value in rows["contribution"]],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{text} points<extra></extra>",
        )
    )
    reach = max(values.abs().max(), 0.1) * 1.35
    picture.add_vline(x=0, line={"color": LINE, "width": 1})
    return picture.update_xaxes(range=[-reach, reach])


def stacked(rows: pd.DataFrame, at: str, parts: Sequence[tuple[str, str, str]]) -> go.Figure:
    """Counts over time in up to three kinds.

    Args:
        rows: the column `at` with dates, and the counts.
        at: column of the horizontal axis.
        parts: column, name and colour of each block, the lowest first.
    """
    picture = figure(260)
    for column, name, colour in parts:
        picture.add_trace(
            go.Bar(
                x=rows[at],
                y=rows[column],
                name=name,
                marker={"color": colour},
                hovertemplate="%{y:,} " + name.lower() + "<extra></extra>",
            )
        )
    picture.update_layout(barmode="stack", showlegend=True)
    return _day_axis(picture)


def bars(
    names: Sequence[object],
    values: Sequence[float],
    texts: Sequence[str],
    *,
    full: float | None = None,
) -> go.Figure:
    """Lying bars with their value written at the end; the order is the caller's.

    Args:
        names: one per bar.
        values: lengths.
        texts: the values as people read them.
        full: the longest that a bar could be, 1 for shares; None takes the longest there is.
    """
    picture = sideways(figure(56 + 34 * len(names)))
    picture.add_trace(
        go.Bar(
            x=list(values),
            y=[on_chart(name, 28) for name in names],
            orientation="h",
            marker={"color": BRAND},
            text=list(texts),
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    return picture.update_xaxes(range=[0, (full or max([*values, 0.01])) * 1.45])


def _runs(days: pd.DataFrame, column: str) -> Iterator[pd.DataFrame]:
    """Stretches of consecutive days with a value: a gap ends a line."""
    known = days[days[column].notna()]
    breaks = pd.to_datetime(known["local_date"]).diff().ne(timedelta(days=1)).cumsum()
    for _, run in known.groupby(breaks):
        yield run


def _reach(values: pd.Series) -> list[float]:
    """Room for the line and zero; a wide interval of a thin day may leave the picture."""
    low, high = min(values.min(), 0.0), max(values.max(), 0.0)
    return [low - 12, high + 16]


def _shade(picture: go.Figure, since: pd.Timestamp, until: pd.Timestamp) -> None:
    picture.add_vrect(
        x0=since,
        x1=until,
        fillcolor=SHADE,
        line_width=0,
        layer="below",
        annotation={"text": "This period", "font": {"color": MUTED}, "xanchor": "left", "x": since},
        annotation_position="top left",
    )


def _day_axis(picture: go.Figure) -> go.Figure:
    return picture.update_xaxes(type="date", tickformat="%-d %b", hoverformat="%a %-d %b %Y")
