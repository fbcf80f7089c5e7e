"""One author's posts over time: how each speaks of the brand, and how many it reached."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pandas as pd
import plotly.graph_objects as go

from charts import axes
from charts.points import POSTS, newest
from charts.posts import size
from charts.theme import CLEAR, Look, Trace, esc, figure, marks
from wording.numbers import compact, is_known, moment
from wording.said import say

MOST_POSTS = 1500
_MOST_ANSWERS = 400
_POLARITIES = ("negative", "neutral", "positive", "unscored")
# Above and below what a sentiment can be.
_ANSWERED, _UNSCORED = 1.4, -1.4


def posts_by_tone(
    look: Look, posts: pd.DataFrame, answered: pd.DataFrame, zone: ZoneInfo
) -> go.Figure:
    """Each post by time and sentiment, its mark the larger the more people it reached.

    Args:
        look: light or dark.
        posts: post_id, created_at in UTC, polarity, sentiment, estimated_audience and text; oldest
            first; null is unknown. Of more than MOST_POSTS the newest are drawn.
        answered: conversation_id and answered_at in UTC of the brand's answers to them, oldest
            first.
        zone: local times are shown.
    """
    of, posts = len(posts), posts.tail(MOST_POSTS)
    polarity = posts["polarity"].fillna("unscored")
    traces = [
        _by_tone(look, name, posts[polarity == name], zone)
        for name in _POLARITIES
        if (polarity == name).any()
    ]
    replies = answered.tail(_MOST_ANSWERS)
    if len(replies):
        traces.append(_replies(look, replies, zone))
    ends = [*posts["created_at"], *replies["answered_at"]]
    places = {_ANSWERED: say("answered")} if len(replies) else {}
    places |= {1: say("positive"), 0: say("neutral"), -1: say("negative")}
    places |= {_UNSCORED: say("unscored")} if (polarity == "unscored").any() else {}
    return figure(
        look,
        traces,
        height=300,
        note=newest(len(posts), of, POSTS),
        showlegend=False,
        xaxis=_dated(ends, zone),
        yaxis={
            "range": [-1.7, 1.7],
            "tickvals": list(places),
            "ticktext": list(places.values()),
        },
    )


def posts_by_audience(look: Look, posts: pd.DataFrame, zone: ZoneInfo) -> go.Figure:
    """People whom each post reached, on a logarithmic scale, below the followers of its author.

    Views that a platform counts are full marks, estimates from followers hollow ones. Posts that
    nobody can say it of are left out.

    Args:
        look: light or dark.
        posts: post_id, created_at in UTC, author_followers, view_count, estimated_audience and
            text; oldest first; null is unknown. Of more than MOST_POSTS the newest are drawn.
        zone: local times are shown.
    """
    of, posts = len(posts), posts.tail(MOST_POSTS // 2)
    known = posts[posts["estimated_audience"].notna()]
    is_counted = known["view_count"].notna()
    traces = [
        _reached(look, name, known[chosen], zone, fill=fill)
        for name, chosen, fill in (
            (say("Views"), is_counted, look.brand),
            (say("Estimated"), ~is_counted, CLEAR),
        )
        if chosen.any()
    ]
    followers = posts[posts["author_followers"].notna()]
    if len(followers):
        traces.append(_followers(look, followers, zone))
    return figure(
        look,
        traces,
        height=240,
        note=newest(len(posts), of, POSTS),
        showlegend=True,
        xaxis=_dated(list(posts["created_at"]), zone),
        yaxis={"type": "log", "dtick": 1, "tickformat": "~s"},
    )


def _by_tone(look: Look, name: str, posts: pd.DataFrame, zone: ZoneInfo) -> Trace:
    colours = dict(
        zip(
            _POLARITIES,
            (look.negative, look.neutral, look.positive, look.pale),
            strict=True,
        )
    )
    heights = posts["sentiment"].where(posts["sentiment"].notna(), _UNSCORED)
    return _dots(posts, zone) | {
        "name": say(name).capitalize(),
        "y": [float(one) for one in heights] if name != "unscored" else [_UNSCORED] * len(posts),
        "marker": {
            "color": colours[name],
            "size": [size(one) for one in posts["estimated_audience"]],
            "opacity": 0.8,
            "line": {"width": 1, "color": look.muted if name == "unscored" else look.paper},
        },
        "hovertext": [_said(row, zone) for _, row in posts.iterrows()],
    }


def _replies(look: Look, replies: pd.DataFrame, zone: ZoneInfo) -> Trace:
    at = list(replies["answered_at"])
    return {
        "type": "scatter",
        "mode": "markers",
        "name": say("Answered"),
        "x": _local(at, zone),
        "y": [_ANSWERED] * len(at),
        "marker": {"color": look.brand, "size": 10, "symbol": "triangle-down"},
        "customdata": marks([{"conversation": one} for one in replies["conversation_id"]]),
        "hovertext": [
            f"<b>{say('Answered by the brand')}</b><br>{moment(one, zone)}" for one in at
        ],
        "hoverinfo": "text",
    }


def _reached(look: Look, name: str, posts: pd.DataFrame, zone: ZoneInfo, *, fill: str) -> Trace:
    return _dots(posts, zone) | {
        "name": name,
        # A logarithm knows no nothing.
        "y": [max(float(one), 1.0) for one in posts["estimated_audience"]],
        "marker": {"color": fill, "size": 9, "line": {"width": 1.5, "color": look.brand}},
        "hovertext": [_said(row, zone) for _, row in posts.iterrows()],
    }


def _followers(look: Look, posts: pd.DataFrame, zone: ZoneInfo) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines+markers" if len(posts) < 3 else "lines",
        "name": say("Followers"),
        "x": _local(list(posts["created_at"]), zone),
        "y": [max(float(one), 1.0) for one in posts["author_followers"]],
        "line": {"width": 1.5, "dash": "dot", "color": look.neutral, "shape": "hv"},
        "marker": {"size": 4},
        "hovertext": [say("{n} followers", n=compact(one)) for one in posts["author_followers"]],
        "hoverinfo": "text",
    }


def _dots(posts: pd.DataFrame, zone: ZoneInfo) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": _local(list(posts["created_at"]), zone),
        "customdata": marks([{"post": one} for one in posts["post_id"]]),
        "hoverinfo": "text",
    }


def _said(row: pd.Series, zone: ZoneInfo) -> str:
    reached = row["estimated_audience"]
    people = say("{n} people", n=compact(reached)) if is_known(reached) else say("reach unknown")
    return f"<b>{moment(row['created_at'], zone)}</b>, {people}<br>{esc(row['text'], 70)}"


def _local(at: Sequence[pd.Timestamp], zone: ZoneInfo) -> list[str]:
    return axes.days(pd.Series([one.tz_convert(zone).tz_localize(None) for one in at]))


def _dated(at: Sequence[pd.Timestamp], zone: ZoneInfo) -> Trace:
    """From the first to the last, with room for marks at either edge; a lonely one has two days."""
    first, last = min(at), max(at)
    room = max((last - first) * 0.04, pd.Timedelta(days=1))
    ends = pd.Series(pd.to_datetime(_local([first - room, last + room], zone)))
    return axes.dated(ends, **axes.edges(ends))
