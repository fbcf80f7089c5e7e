"""Counts over time: blocks by kind, targets kept by week, and how long a queue was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts import axes
from charts.points import MOST, note, thinned
from charts.theme import SMALL, Look, Trace, figure, marks
from wording.numbers import percent
from wording.said import mark, say

_SENTIMENTS = (mark("negative"), mark("neutral"), mark("positive"), mark("unscored"))
_INBOUND = {"direction": "inbound"}
# How far the axis goes beyond the highest bar, for the share above it.
_ROOM = 1.12


@dataclass(frozen=True, slots=True)
class _Block:
    """One kind of what is counted.

    Attributes:
        column: of the counts.
        opens: what every bar stands for besides its day, as the query of the Mentions page.
        facet: that query's name for the day.
    """

    column: str
    name: str
    colour: str
    opens: Mapping[str, str]
    facet: str


def mentions_by_day(look: Look, days: pd.DataFrame) -> go.Figure:
    """Inbound mentions per day by sentiment; the unscored are a block of their own.

    Args:
        look: light or dark.
        days: local_date and the counts negative_count, neutral_count, positive_count,
            unscored_count; a day without a row is a gap, not a zero.
    """
    colours = (look.negative, look.neutral, look.positive, look.pale)
    return _blocks(
        look,
        every_day(days),
        "local_date",
        [
            _Block(
                f"{name}_count",
                say(name).capitalize(),
                colour,
                {"polarity": name} | _INBOUND,
                "day",
            )
            for name, colour in zip(_SENTIMENTS, colours, strict=True)
        ],
        height=280,
    )


def targets_by_week(look: Look, weeks: pd.DataFrame) -> go.Figure:
    """Targets met, missed and pending by week; above each bar the share met of those due.

    Args:
        look: light or dark.
        weeks: week_date, met_count, missed_count, pending_count, attainment_share; oldest first.
    """
    colours = {
        mark("met"): look.brand,
        mark("missed"): look.negative,
        mark("pending"): look.pale,
    }
    blocks = [
        _Block(f"{name}_count", say(name).capitalize(), colour, {"sla": name}, "turn_week")
        for name, colour in colours.items()
    ]
    return _blocks(look, weeks, "week_date", blocks, above="attainment_share")


def people_by_week(look: Look, weeks: pd.DataFrame, **opens: str) -> go.Figure:
    """People in each of some weeks of seven days, which need not begin on a Monday.

    Args:
        look: light or dark.
        weeks: days_to, the last day of each, and person_count; oldest first.
        opens: what every bar stands for besides its days, as the query of the Mentions page.
    """
    block = _Block("person_count", say("People"), look.brand, opens, "days_to")
    return _blocks(look, weeks, "days_to", [block], height=150)


def queue_length(look: Look, steps: pd.DataFrame) -> go.Figure:
    """Turns waiting and overdue over time; what nobody watched is a gap in both lines.

    Args:
        look: light or dark.
        steps: step_at, local; waiting_count and waiting_overdue_count, null in a gap; oldest first.
    """
    lines = (
        ("waiting_count", say("Waiting"), look.brand),
        ("waiting_overdue_count", say("Past target"), look.negative),
    )
    shown = thinned(steps, "step_at", [name for name, _, _ in lines], MOST // len(lines))
    at = axes.days(shown["step_at"])
    hours = {"hoverformat": say(axes.WITH_HOURS)}
    return figure(
        look,
        [_line(at, shown[column], name, colour) for column, name, colour in lines],
        note=note(len(shown), len(steps)),
        hovermode="x unified",
        xaxis=axes.dated(shown["step_at"], **hours, **axes.edges(shown["step_at"])),
        yaxis=axes.counted(steps["waiting_count"].max()),
    )


def every_day(days: pd.DataFrame) -> pd.DataFrame:
    """One row per day from the first to the last: a day without a row is a gap, not a zero."""
    dated = days.assign(local_date=pd.to_datetime(days["local_date"])).set_index("local_date")
    whole = pd.date_range(dated.index.min(), dated.index.max(), freq="D", name="local_date")
    return dated.reindex(whole).reset_index()


def known(values: pd.Series) -> list[float | None]:
    """Numbers as JSON has them: null is null."""
    return [None if pd.isna(value) else float(value) for value in values]


def _blocks(
    look: Look,
    rows: pd.DataFrame,
    x: str,
    blocks: Sequence[_Block],
    *,
    height: int = 260,
    above: str = "",
) -> go.Figure:
    """Counts in a few kinds on top of each other.

    Args:
        look: light or dark.
        rows: the counts, and days in column x; oldest first.
        x: that column.
        blocks: the lowest first.
        height: in pixels.
        above: column with a share that is written above each bar; empty for none.
    """
    columns = [block.column for block in blocks]
    numbered = rows.assign(row=range(len(rows)))
    most = float(rows[columns].sum(axis="columns").max())
    shown = thinned(numbered, "row", columns, MOST // (len(blocks) + 1))
    traces = [_bars(shown, x, block) for block in blocks]
    if above:
        traces.append(_above(look, shown, x, shown[columns].sum(axis="columns"), above))
    return figure(
        look,
        traces,
        height=height,
        note=note(len(shown), len(rows)),
        barmode="stack",
        hovermode="x unified",
        xaxis=axes.weekly(shown[x]) if above else axes.dated(shown[x]),
        yaxis=axes.counted(most) | ({"range": [0, max(most, 1) * _ROOM]} if above else {}),
    )


def _bars(rows: pd.DataFrame, x: str, block: _Block) -> Trace:
    dates = [f"{day:%Y-%m-%d}" for day in pd.to_datetime(rows[x])]
    return {
        "type": "bar",
        "name": block.name,
        "x": dates,
        "y": known(rows[block.column]),
        "customdata": marks([{block.facet: day, **block.opens} for day in dates]),
        "marker": {"color": block.colour},
        "hovertemplate": "%{y:,}",
    }


def _above(look: Look, rows: pd.DataFrame, x: str, tops: pd.Series, share: str) -> Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [f"{day:%Y-%m-%d}" for day in pd.to_datetime(rows[x])],
        "y": known(tops),
        "text": [percent(value) for value in rows[share]],
        "textposition": "top center",
        "textfont": {"size": SMALL, "color": look.muted},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _line(at: Sequence[str], values: pd.Series, name: str, colour: str) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": list(at),
        "y": known(values),
        "connectgaps": False,
        "line": {"width": 2, "color": colour},
        "hovertemplate": "%{y:,}",
    }
