"""The card on what came of answers: what angry people said next, beside those who got none."""

import pandas as pd
import streamlit as st

from charts.turned import turned
from dashboard.replies import queries
from dashboard.ui import cards, links, who
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import count, percent, plural
from wording.safety import plain

# The reader's word for a dimension of the metric.
BY = {
    "kind of reply": "reply",
    "wait": "age",
    "who answered": "responder",
    "topic": "topic",
    "source": "source",
    "week": "week",
}
_KINDS = {
    "generic": "Generic",
    "filled": "Template, filled in",
    "own": "In their own words",
    "notice": "Notice",
    "short": "Under four words",
}
_AGES = ["< 15 min", "15–60 min", "1–4 h", "4–24 h", "> 24 h"]  # noqa: RUF001 - as the metric


@st.fragment
def card(scope: Scope) -> None:
    """What people said within 72 hours of an answer, against like turns without one."""
    with Card(
        "Did answering help?",
        "What people who were angry said within 72 hours of an answer, less what people like them "
        "said whom nobody answered, in points of 100, with 95% intervals.",
        "turnaround",
    ):
        whole = queries.turnaround(scope)
        if whole.empty or whole.iloc[0]["is_small"]:
            st.caption(
                "Too few to compare: 20 answered and 20 unanswered turns of angry people are "
                "needed, each followed for 72 hours."
            )
            return
        _sentence(whole.iloc[0])
        chosen = st.segmented_control(
            "By",
            list(BY),
            default="kind of reply",
            required=True,
            key="turned",
            bind="query-params",
            label_visibility="collapsed",
        )
        _groups(scope, BY.get(chosen or "", "reply"))


def _sentence(row: pd.Series) -> None:
    silent = row["silent_count"] / row["answered_count"]
    st.markdown(
        f"Of {count(row['matched_count'])} angry turns that were answered, "
        f"**{percent(row['better_share'])}** came back calmer and "
        f"**{percent(row['worse_share'])}** angry again; {percent(silent)} said nothing more. "
        f"Of {count(row['compared_count'])} like them without an answer it was "
        f"{percent(row['compared_better_share'])} and {percent(row['compared_worse_share'])}."
    )
    with st.container(horizontal=True, gap="medium"):
        links.mentions(f"{count(row['better_count'])} calmer", came_back="better")
        links.mentions(f"{count(row['worse_count'])} angry again", came_back="worse")
        links.mentions(f"{count(row['new_count'])} about something new", came_back="new")


def _groups(scope: Scope, dimension: str) -> None:
    rows = queries.turnaround(scope, dimension)
    if dimension == "responder" and (own := who.only_own()):
        st.caption(own)
    shown = rows[~rows["is_small"].astype(bool)]
    if shown.empty:
        st.caption("Each group is too small to compare.")
        return
    shown = _ordered(shown, dimension)
    names = [_named(value, dimension) for value in shown["group_value"]]
    cards.chart(
        turned(cards.look(), shown.assign(group_name=names)),
        f"turned-{dimension}",
        f"Difference that goes with an answer, for {len(shown)} groups.",
        below=_below(rows, shown),
    )


def _ordered(rows: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """Weeks and waits in their own order, the rest by size as it comes."""
    if dimension == "age":
        return rows.sort_values("group_value", key=lambda ages: ages.map(_AGES.index))
    return rows.sort_values("group_value", ascending=False) if dimension == "week" else rows


def _named(value: str, dimension: str) -> str:
    if dimension == "reply":
        return _KINDS.get(value, value)
    if dimension == "week":
        return f"{pd.Timestamp(value):%-d %b %Y}"
    return plain(value, 40).replace("_", " ")


def _below(rows: pd.DataFrame, shown: pd.DataFrame) -> str:
    few = len(rows) - len(shown)
    said = f"{plural(few, 'group')} too small to compare left out. " if few else ""
    return (
        said
        + "Right of the line: more of it than without an answer. Associated with, not caused by."
    )
