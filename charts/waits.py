"""Waiting: how the share answered grows with time, and which groups wait longest."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from charts import axes
from charts.bands import shade
from charts.counts import known
from charts.points import MOST_BARS, exact, first, log_spaced
from charts.theme import SMALL, Look, Trace, esc, faded, figure, marks, two_lines
from wording import clocks
from wording.numbers import percent, percents
from wording.said import say

SHORTEST = 30
STEPS = 500


def answered_curve(
    look: Look, curve: pd.DataFrame, target_seconds: float | None, clock: str = clocks.CALENDAR
) -> go.Figure:
    """Share answered by time waited, open turns counted, with its 95 % interval.

    The axis is logarithmic. Of a long curve the steps nearest to equal stretches of it are drawn.

    Args:
        look: light or dark.
        curve: elapsed_seconds, answered_share, answered_share_low, answered_share_high; in order.
        target_seconds: where the dashed line stands; None for no target.
        clock: calendar or business, of both.
    """
    whole = curve[curve["elapsed_seconds"] >= SHORTEST]
    steps = log_spaced(whole, "elapsed_seconds", STEPS)
    ends = float(steps["elapsed_seconds"].iloc[0]), float(steps["elapsed_seconds"].iloc[-1])
    line = _stair(steps, "answered_share") | {
        "line": {"shape": "hv", "width": 2, "color": look.brand},
        "hovertext": _said(steps, clock),
        "hoverinfo": "text",
    }
    return figure(
        look,
        [*_interval(look.brand, steps), line],
        height=300,
        note=exact(len(steps), len(whole)),
        hovermode="x",
        showlegend=False,
        margin={"t": 24},
        xaxis=axes.waits(ends, clock),
        yaxis={"range": [0, 101], "dtick": 25, "ticksuffix": "%"},
        **axes.target(look, target_seconds, ends, clock),
    )


def compared_curves(
    look: Look, curves: Mapping[str, pd.DataFrame], clock: str = clocks.CALENDAR
) -> go.Figure:
    """Two shares answered by time waited, each with its 95 % interval; the second stands out.

    Args:
        look: light or dark.
        curves: by name, as of answered_curve; two steps or more of each after half a minute.
        clock: calendar or business, of both.
    """
    drawn, ends, lengths = [], [], [0, 0]
    for (name, curve), colour in zip(curves.items(), (look.neutral, look.brand), strict=True):
        whole = curve[curve["elapsed_seconds"] >= SHORTEST]
        steps = log_spaced(whole, "elapsed_seconds", STEPS // 2)
        lengths = [lengths[0] + len(steps), lengths[1] + len(whole)]
        line = {"shape": "hv", "width": 2, "color": colour}
        said = [f"{esc(name)}: {one}" for one in _said(steps, clock)]
        drawn += [
            *_interval(colour, steps),
            _stair(steps, "answered_share")
            | {"line": line, "name": esc(name), "hovertext": said, "hoverinfo": "text"},
        ]
        ends += [float(steps["elapsed_seconds"].iloc[0]), float(steps["elapsed_seconds"].iloc[-1])]
    return figure(
        look,
        [trace | {"showlegend": "name" in trace} for trace in drawn],
        height=300,
        note=exact(*lengths),
        hovermode="x",
        showlegend=True,
        xaxis=axes.waits((min(ends), max(ends)), clock),
        yaxis={"range": [0, 101], "dtick": 25, "ticksuffix": "%"},
    )


def ranges(
    look: Look,
    rows: pd.DataFrame,
    words: Sequence[str],
    target: float | None,
    clock: str,
    opens: Sequence[Mapping[str, object]] = (),
) -> go.Figure:
    """Medians with their 95 % intervals on a logarithmic axis; an open interval runs to the edge.

    Args:
        look: light or dark.
        rows: group_value, median_seconds, median_low_seconds, median_high_seconds; null where not
            reached; ordered as shown.
        words: what is written at each median.
        target: where the dashed line stands, in seconds; None for no target.
        clock: calendar or business, of all of them.
        opens: what each group stands for, as the query of the Mentions page.
    """
    shown = rows.head(MOST_BARS)
    ends = _ends(shown, target)
    names = [two_lines(name) for name in shown["group_value"]]
    places = {"tickvals": list(range(len(names))), "ticktext": names}
    medians = _medians(look, shown, words[: len(shown)], ends[1], opens)
    return figure(
        look,
        [_spreads(look, shown, ends[1]), medians],
        height=48 + 40 * len(shown),
        note=first(len(shown), len(rows)),
        showlegend=False,
        margin={"t": 24},
        xaxis=axes.waits(ends, clock),
        yaxis={**places, "range": [len(names) - 0.5, -0.6], "showgrid": False, "nticks": 0},
        **axes.target(look, target, ends, clock),
    )


def _interval(colour: str, steps: pd.DataFrame) -> list[Trace]:
    """The lower edge, and the area from it to the upper; at its last step a curve may have none."""
    whole = steps.dropna(subset=["answered_share_low", "answered_share_high"])
    edge = {"shape": "hv", "width": 0, "color": colour}
    low, high = (
        {**shade(colour), **_stair(whole, f"answered_share_{side}"), "line": edge}
        for side in ("low", "high")
    )
    return [low, high | {"fill": "tonexty"}]


def _stair(steps: pd.DataFrame, column: str) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": known(steps["elapsed_seconds"]),
        "y": known(steps[column] * 100),
    }


def _said(steps: pd.DataFrame, clock: str) -> list[str]:
    """What the hover says of each step."""
    columns = ("elapsed_seconds", "answered_share", "answered_share_low", "answered_share_high")
    return [
        say(
            "<b>{share}</b> within {wait}<br>95%: {interval}",
            share=percent(share),
            wait=clocks.wait(seconds, clock),
            interval=percents(low, high),
        )
        for seconds, share, low, high in zip(*(steps[name] for name in columns), strict=True)
    ]


def _spreads(look: Look, rows: pd.DataFrame, edge: float) -> Trace:
    """The intervals as thick pale lines."""
    x: list[float | None] = []
    y: list[int | None] = []
    spreads = zip(rows["median_low_seconds"], rows["median_high_seconds"], strict=True)
    for place, (low, high) in enumerate(spreads):
        if pd.notna(low):
            x += [max(float(low), 1.0), edge if pd.isna(high) else float(high), None]
            y += [place, place, None]
    line = {"width": 9, "color": faded(look.brand, 0.28)}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _medians(
    look: Look,
    rows: pd.DataFrame,
    words: Sequence[str],
    edge: float,
    opens: Sequence[Mapping[str, object]],
) -> Trace:
    """The medians; one that is not reached has only its words, at the edge."""
    is_known = [pd.notna(median) for median in rows["median_seconds"]]
    said = zip(rows["group_value"], words, strict=True)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [max(float(m), 1.0) if pd.notna(m) else edge for m in rows["median_seconds"]],
        "y": list(range(len(rows))),
        "text": [esc(word) for word in words],
        "textposition": ["top center" if known else "middle left" for known in is_known],
        "textfont": {"size": SMALL, "color": look.muted},
        "marker": {"size": 10, "color": look.brand, "opacity": [float(one) for one in is_known]},
        "cliponaxis": False,
        "hovertext": [f"<b>{esc(name, 120)}</b><br>{esc(word)}" for name, word in said],
        "hoverinfo": "text",
        **({"customdata": marks(opens[: len(rows)])} if opens else {}),
    }


def _ends(rows: pd.DataFrame, target: float | None) -> tuple[float, float]:
    """The seconds between which everything lies, with room for words."""
    columns = ["median_low_seconds", "median_seconds", "median_high_seconds"]
    known_seconds = [float(value) for name in columns for value in rows[name].dropna()]
    known_seconds.append(target or 3600.0)
    return max(min(known_seconds) / 2, 1.0), max(max(known_seconds) * 3, 1.0)
