"""Growing posts: how far they have come and where they may go."""

import pandas as pd
import plotly.graph_objects as go

from charts import axes
from charts.bands import band
from charts.counts import known
from charts.points import MOST, SNAPSHOTS, note, thinned
from charts.posts import answered, dots, on_line, told
from charts.theme import Look, Trace, figure, marks
from wording.numbers import between, count, duration
from wording.said import say

_FULL_HOURS = 168.0
_FAN = 8
MOST_REACTIONS = 40  # of others, and of the brand's answers


def growth(look: Look, snapshots: pd.DataFrame, **opens: str) -> go.Figure:
    """Shares by age of the post, and the projection to seven days with its 80 % interval.

    Args:
        look: light or dark.
        snapshots: age_hours, share_count, projected_share_count, projected_low, projected_high,
            oldest first; null where nothing was projected.
        opens: what the post stands in, as the query of the Mentions page.
    """
    last = snapshots.iloc[-1]
    is_open = pd.notna(last["projected_share_count"]) and last["age_hours"] < _FULL_HOURS
    seen = thinned(snapshots, "age_hours", ["share_count"], MOST - _FAN)
    end = _FULL_HOURS if is_open else float(last["age_hours"])
    days = {"dtick": 48 if end > 96 else 24} if end > 48 else {}
    return figure(
        look,
        [
            *(_fan(look, last) if is_open else []),
            _seen(look, seen) | {"customdata": marks([opens] * len(seen))},
        ],
        height=280,
        note=note(len(seen), len(snapshots), SNAPSHOTS),
        showlegend=True,
        xaxis={"range": [0, end * 1.02], "ticksuffix": " h", **days},
        yaxis=axes.counted(_most(snapshots, last if is_open else None)),
    )


def so_far(look: Look, snapshots: pd.DataFrame, reactions: pd.DataFrame, **opens: str) -> go.Figure:
    """Shares by age up to now, the largest replies and quotes on the line, answers at the bottom.

    What was said since the last snapshot stands at the height that was seen last.

    Args:
        look: light or dark.
        snapshots: age_hours and share_count, oldest first.
        reactions: post_id, is_answer, age_hours, author_name, title_or_text, polarity and
            estimated_audience; the largest first, of either kind MOST_REACTIONS are marked; null is
            unknown.
        opens: what the post stands in, as the query of the Mentions page.
    """
    is_answer = reactions["is_answer"].astype(bool)
    replies = reactions[~is_answer].head(MOST_REACTIONS)
    answers = reactions[is_answer].head(MOST_REACTIONS)
    seen = thinned(snapshots, "age_hours", ["share_count"], MOST - 2 * MOST_REACTIONS)
    heights = on_line(snapshots["age_hours"], snapshots["share_count"], replies["age_hours"])
    traces = [_seen(look, seen) | {"customdata": marks([opens] * len(seen))}]
    if len(replies):
        traces.append(dots(look, replies, heights) | _placed(replies))
    if len(answers):
        traces.append(answered(look, answers) | _placed(answers))
    end = max(float(snapshots["age_hours"].max()), *replies["age_hours"], *answers["age_hours"], 0)
    left = len(reactions) - len(replies) - len(answers)
    said = say("{n} smaller reactions are not marked.", n=count(left)) if left else ""
    return figure(
        look,
        traces,
        height=210,
        note=" ".join(filter(None, [note(len(seen), len(snapshots), SNAPSHOTS), said])),
        showlegend=True,
        xaxis={"range": [0, end * 1.02], "ticksuffix": " h"},
        yaxis=axes.counted(float(snapshots["share_count"].max())),
    )


def _placed(rows: pd.DataFrame) -> Trace:
    """Where reactions stand, and what their hovers say."""
    said = [
        told(row, say("{wait} after it", wait=duration(row["age_hours"] * 3600)))
        for _, row in rows.iterrows()
    ]
    return {"x": known(rows["age_hours"]), "hovertext": said}


def _most(snapshots: pd.DataFrame, last: pd.Series | None) -> float:
    return max(
        float(snapshots["share_count"].max()), 0 if last is None else float(last["projected_high"])
    )


def _seen(look: Look, snapshots: pd.DataFrame) -> Trace:
    rows = zip(snapshots["age_hours"], snapshots["share_count"], strict=True)
    return {
        "type": "scatter",
        "mode": "lines+markers" if len(snapshots) < 100 else "lines",
        "name": say("Shares seen"),
        "x": known(snapshots["age_hours"]),
        "y": known(snapshots["share_count"]),
        "line": {"width": 2, "color": look.brand},
        "marker": {"size": 5},
        "hovertext": [
            say("<b>{n} shares</b><br>{age} old", n=count(shares), age=duration(age * 3600))
            for age, shares in rows
        ],
        "hoverinfo": "text",
    }


def _fan(look: Look, last: pd.Series) -> list[Trace]:
    """From the newest snapshot to seven days: the middle dashed, the interval shaded."""
    along = [float(last["age_hours"]), _FULL_HOURS]
    start, middle = float(last["share_count"]), float(last["projected_share_count"])
    low, high = float(last["projected_low"]), float(last["projected_high"])
    said = say(
        "<b>{n} shares</b> at 7 days<br>80%: {interval}",
        n=count(middle),
        interval=between(count(low), count(high)),
    )
    shown: Trace = {"name": say("80% interval"), "showlegend": True, "legendrank": 1002}
    return [
        band(look, along, [start, low], [start, high], colour=look.negative, **shown),
        {
            "type": "scatter",
            "mode": "lines",
            "name": say("Projected"),
            "legendrank": 1001,
            "x": along,
            "y": [start, middle],
            "line": {"width": 2, "dash": "6px,4px", "color": look.negative},
            "hovertext": ["", said],
            "hoverinfo": "text",
        },
    ]
