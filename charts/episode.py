"""One episode: the posts that carried it as marks on its curve, its words, and how it sounded."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

import pandas as pd
import plotly.graph_objects as go

from charts import axes
from charts.bands import band
from charts.counts import known
from charts.points import ANSWERS, MOST, newest, note, thinned
from charts.posts import answered, dots, on_line, told
from charts.theme import Look, Trace, figure, marks, note_of
from charts.volume import volume
from wording.clocks import hours_told
from wording.numbers import between, count, duration, is_known, moment, percent, percents
from wording.said import say

MOST_POSTS, MOST_ANSWERS = 40, 200
ROOM = MOST_POSTS + MOST_ANSWERS


def carried(
    look: Look,
    hours: pd.DataFrame,
    posts: pd.DataFrame,
    answers: pd.DataFrame,
    happened: pd.DataFrame,
    zone: ZoneInfo,
    noun: str,
) -> go.Figure:
    """Volume over time with its largest posts on the line and the brand's answers below it.

    Args:
        look: light or dark.
        hours: as of charts.volume.volume.
        posts: post_id, created_at in UTC, author_name, title_or_text, polarity, carried_count and
            estimated_audience; the most carrying first, of which MOST_POSTS are marked; null is
            unknown.
        answers: post_id and created_at in UTC, oldest first; the newest MOST_ANSWERS are marked.
        happened: as of charts.happened.marked.
        zone: local times are shown.
        noun: what is counted: mentions or complaints.
    """
    drawn = volume(look, hours, happened, zone, noun, height=280, room=ROOM)
    shown, replies = posts.head(MOST_POSTS), answers.tail(MOST_ANSWERS)
    at, line = hours["hour_at"].map(_seconds), hours["observed_count"].astype("float64")
    traces = []
    if len(shown):
        heights = on_line(at, line, shown["created_at"].map(_seconds))
        traces.append(
            dots(look, shown, heights)
            | {"x": _local(shown["created_at"], zone), "hovertext": _told(shown, zone)}
        )
    if len(replies):
        said = [
            f"<b>{say('Answered by the brand')}</b><br>{moment(at, zone)}"
            for at in replies["created_at"]
        ]
        traces.append(
            answered(look, replies) | {"x": _local(replies["created_at"], zone), "hovertext": said}
        )
    drawn.add_traces(traces)
    left = [
        note_of(drawn),
        _first(len(shown), len(posts)),
        newest(len(replies), len(answers), ANSWERS),
    ]
    if said_of := " ".join(filter(None, left)):
        drawn.update_layout(meta=dict(drawn.layout.meta or {}) | {"note": said_of})
    # A mark is pointed at, not the hour that it stands in.
    return drawn.update_layout(hovermode="closest")


def words_over_time(
    look: Look, steps: pd.DataFrame, most: float, zone: ZoneInfo, **opens: str
) -> go.Figure:
    """One word of several on the same scales: posts that say it, step by step.

    Args:
        look: light or dark.
        steps: step_at in UTC, step_hours, post_count, heard_count; null in a gap; oldest first.
        most: the highest count of all that stand side by side.
        zone: local times are shown.
        opens: what each step stands for, as the query of the Mentions page.
    """
    numbered = steps.assign(row=range(len(steps)))
    shown = thinned(numbered, "row", ["post_count"])
    at = _local(shown["step_at"], zone)
    return figure(
        look,
        [
            {
                "type": "bar",
                "x": at,
                "y": known(shown["post_count"]),
                "marker": {"color": look.brand},
                "customdata": marks([opens] * len(shown)),
                "hovertext": [_step(row, zone) for _, row in shown.iterrows()],
                "hoverinfo": "text",
                # Bars of an hour are no wider than it, also where most hours have none.
                "width": _milliseconds(shown),
            }
        ],
        height=120,
        note=note(len(shown), len(steps)),
        showlegend=False,
        xaxis=axes.dated(_times(shown["step_at"], zone), nticks=4, hoverformat=say("%d %b, %H:%M")),
        yaxis=axes.counted(most) | {"range": [0, max(most, 1) * 1.08], "nticks": 3},
    )


def tone(
    look: Look, steps: pd.DataFrame, zone: ZoneInfo, opens: Sequence[Mapping[str, str]]
) -> go.Figure:
    """The negative share over the steps of an episode with its 95 % interval.

    Args:
        look: light or dark.
        steps: step_at in UTC, step_hours, scored_count, negative_share with its _low and _high;
            null where too few spoke or nobody watched; oldest first.
        zone: local times are shown.
        opens: what each step stands for, as queries of the Mentions page.
    """
    middle = steps["step_at"] + pd.to_timedelta(steps["step_hours"] / 2, unit="h")
    said = [
        say(
            "<b>{share}</b><br>{when}, {n} scored",
            share=_share(row),
            when=_span(row, zone),
            n=count(row["scored_count"]),
        )
        for _, row in steps.iterrows()
    ]
    placed = steps.assign(at=_local(middle, zone), said=said)
    ends = _times(steps["step_at"], zone)
    return _shares(look, placed, opens, axes.dated(ends, hoverformat=say("%d %b, %H:%M")))


def tone_by_age(look: Look, stretches: pd.DataFrame, **opens: str) -> go.Figure:
    """The negative share of the reactions to one post, from the first to the last.

    Args:
        look: light or dark.
        stretches: since_hours, until_hours, scored_count, negative_share with its _low and _high;
            oldest first.
        opens: what each stretch stands for, as the query of the Mentions page.
    """
    said = [
        say(
            "<b>{share}</b><br>{ages} after it, {n} scored",
            share=_share(row),
            ages=between(duration(row["since_hours"] * 3600), duration(row["until_hours"] * 3600)),
            n=count(row["scored_count"]),
        )
        for _, row in stretches.iterrows()
    ]
    middle = (stretches["since_hours"] + stretches["until_hours"]) / 2
    placed = stretches.assign(at=middle.astype("float64"), said=said)
    return _shares(look, placed, [opens] * len(placed), {"ticksuffix": " h", "rangemode": "tozero"})


def _shares(
    look: Look, placed: pd.DataFrame, opens: Sequence[Mapping[str, str]], axis: Trace
) -> go.Figure:
    """Shares of 0 .. 100 % as dots on a line on their interval."""
    numbered = placed.assign(row=range(len(placed)))
    shown = thinned(numbered, "row", ["negative_share"], MOST // 3)
    at = list(shown["at"])
    low, high = (known(shown[f"negative_share_{end}"] * 100) for end in ("low", "high"))
    return figure(
        look,
        [
            band(look, at, low, high, look.negative),
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": at,
                "y": known(shown["negative_share"] * 100),
                "line": {"width": 2, "color": look.negative},
                "marker": {"size": 6},
                "customdata": marks([opens[place] for place in shown["row"]]),
                "hovertext": list(shown["said"]),
                "hoverinfo": "text",
            },
        ],
        height=190,
        note=note(len(shown), len(placed)),
        showlegend=False,
        xaxis=axis,
        yaxis={"range": [0, 104], "dtick": 25, "ticksuffix": "%"},
    )


def _share(row: pd.Series) -> str:
    if not is_known(row["negative_share"]):
        return say("too few to tell" if is_known(row["scored_count"]) else "not watched")
    return say(
        "{share} negative ({interval})",
        share=percent(row["negative_share"]),
        interval=percents(row["negative_share_low"], row["negative_share_high"]),
    )


def _step(row: pd.Series, zone: ZoneInfo) -> str:
    if not is_known(row["post_count"]):
        return f"{say('not watched')}<br>{_span(row, zone)}"
    return say(
        "<b>{n}</b> of {of} posts<br>{when}",
        n=count(row["post_count"]),
        of=count(row["heard_count"]),
        when=_span(row, zone),
    )


def _span(row: pd.Series, zone: ZoneInfo) -> str:
    return hours_told(row["step_at"], int(row["step_hours"]), zone)


def _told(posts: pd.DataFrame, zone: ZoneInfo) -> list[str]:
    return [
        say(
            "{post}<br>{n} shares and near-copies",
            post=told(row, moment(row["created_at"], zone)),
            n=count(row["carried_count"]),
        )
        for _, row in posts.iterrows()
    ]


def _first(drawn: int, of: int) -> str:
    if drawn >= of:
        return ""
    return say("The {n} most shared of {of} posts are marked.", n=count(drawn), of=count(of))


def _seconds(at: pd.Timestamp) -> float:
    return float(at.timestamp())


def _times(at: pd.Series, zone: ZoneInfo) -> pd.Series:
    return pd.Series(at.dt.tz_convert(zone).dt.tz_localize(None))


def _local(at: pd.Series, zone: ZoneInfo) -> list[str]:
    return axes.days(_times(at, zone))


def _milliseconds(steps: pd.DataFrame) -> float:
    return 0.9 * 3_600_000 * float(steps["step_hours"].iloc[0])
