"""The card on what came of answers: what angry people said next, beside those who got none."""

import pandas as pd
import streamlit as st

from charts.turned import turned
from dashboard.replies import queries
from dashboard.ui import cards, links, who
from dashboard.ui.scope import Scope
from dashboard.ui.speech import language, listed, say, shower
from dashboard.ui.states import Card
from wording.numbers import count, percent
from wording.safety import plain
from wording.said import day, mark
from wording.topics import topic

KIND = mark("kind of reply")
# The reader's word for a dimension of the metric.
BY = {
    KIND: "reply",
    mark("wait"): "age",
    mark("who answered"): "responder",
    mark("topic"): "topic",
    mark("source"): "source",
    mark("week"): "week",
}
_KINDS = {
    "generic": mark("Generic"),
    "filled": mark("Template, filled in"),
    "own": mark("In their own words"),
    "notice": mark("Notice"),
    "short": mark("Under four words"),
}
_AGES = ["< 15 min", "15–60 min", "1–4 h", "4–24 h", "> 24 h"]  # noqa: RUF001 - as the metric


@st.fragment
def card(scope: Scope) -> None:
    """What people said within 72 hours of an answer, against like turns without one."""
    with Card(
        say("Did answering help?"),
        say(
            "What people who were angry said within 72 hours of an answer, less what "
            "people like them said whom nobody answered, in points of 100, with 95% "
            "intervals."
        ),
        "turnaround",
    ):
        whole = queries.turnaround(scope)
        if whole.empty or whole.iloc[0]["is_small"]:
            st.caption(
                say(
                    "Too few to compare: 20 answered and 20 unanswered turns of angry people "
                    "are needed, each followed for 72 hours."
                )
            )
            return
        _sentence(whole.iloc[0])
        listed("turned", list(BY))
        chosen = st.segmented_control(
            say("By"),
            list(BY),
            format_func=shower(),
            default=KIND,
            required=True,
            key="turned",
            bind="query-params",
            label_visibility="collapsed",
        )
        _groups(scope, BY.get(chosen or "", "reply"))


def _sentence(row: pd.Series) -> None:
    silent = row["silent_count"] / row["answered_count"]
    st.markdown(
        say(
            "Of {matched} angry turns that were answered, **{better}** came back "
            "calmer and **{worse}** angry again; {silent} said nothing more. Of "
            "{compared} like them without an answer it was {compared_better} and "
            "{compared_worse}.",
            matched=count(row["matched_count"]),
            better=percent(row["better_share"]),
            worse=percent(row["worse_share"]),
            silent=percent(silent),
            compared=count(row["compared_count"]),
            compared_better=percent(row["compared_better_share"]),
            compared_worse=percent(row["compared_worse_share"]),
        )
    )
    with st.container(horizontal=True, gap="medium"):
        links.mentions(
            say("{better} calmer", better=count(row["better_count"])), came_back="better"
        )
        links.mentions(
            say("{worse} angry again", worse=count(row["worse_count"])), came_back="worse"
        )
        links.mentions(
            say("{new} about something new", new=count(row["new_count"])), came_back="new"
        )


def _groups(scope: Scope, dimension: str) -> None:
    rows = queries.turnaround(scope, dimension)
    if dimension == "responder" and (own := who.only_own()):
        st.caption(own)
    shown = rows[~rows["is_small"].astype(bool)]
    if shown.empty:
        st.caption(say("Each group is too small to compare."))
        return
    shown = _ordered(shown, dimension)
    names = [_named(value, dimension) for value in shown["group_value"]]
    cards.chart(
        turned(cards.look(), shown.assign(group_name=names)),
        f"turned-{dimension}",
        say("Difference that goes with an answer, for {n} groups.", n=len(shown)),
        below=_below(rows, shown),
    )


def _ordered(rows: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """Weeks and waits in their own order, the rest by size as it comes."""
    if dimension == "age":
        return rows.sort_values("group_value", key=lambda ages: ages.map(_AGES.index))
    return rows.sort_values("group_value", ascending=False) if dimension == "week" else rows


def _named(value: str, dimension: str) -> str:
    if dimension == "reply":
        return say(_KINDS.get(value, value))
    if dimension == "week":
        return day(language(), pd.Timestamp(value))
    return plain(topic(value) if dimension == "topic" else value, 40)


def _below(rows: pd.DataFrame, shown: pd.DataFrame) -> str:
    few = len(rows) - len(shown)
    left = say(
        "{n} group too small to compare left out."
        if few == 1
        else "{n} groups too small to compare left out.",
        n=count(few),
    )
    told = say(
        "Right of the line: more of it than without an answer. Associated with, not caused by."
    )
    return f"{left} {told}" if few else told
