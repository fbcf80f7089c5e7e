"""What passed the alert level, looked back on: what became of it, and how one of them went."""

import pandas as pd
import streamlit as st

from dashboard.risk import queries
from dashboard.ui import cards, links, timeline
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import count, duration, is_known, moment, percent
from wording.safety import plain
from wording.said import mark

_OUTCOMES = {"open": mark("open"), "false alarm": mark("false alarm"), "right": mark("right")}


def early_warning(scope: Scope) -> None:
    """What passed the alert level in the period, and what became of it."""
    with Card(
        say("Looked back on"),
        say("Posts of the period that passed the alert level, the most shared first."),
        "early_warning",
    ):
        rows = queries.early_warning(scope)
        if rows.empty:
            st.caption(say("No post of this period passed the alert level."))
            return
        cards.table(
            pd.DataFrame([_past_row(scope, row) for _, row in rows.iterrows()]),
            "early-warning",
            say("Posts that passed the alert level."),
        )
        st.caption(
            say(
                "n = {rows} posts, at most 25 shown. A false alarm: after seven days it had "
                "fewer than half of the shares that were projected then. What was projected goes "
                "by what was known then; how harmful a text is, by the reading of today.",
                rows=len(rows),
            )
        )
        _went(scope, rows)


def _went(scope: Scope, rows: pd.DataFrame) -> None:
    """One of them step by step, with what was spent before each."""
    texts = dict(zip(rows["post_id"], rows["title_or_text"], strict=True))
    chosen = st.selectbox(
        say("How one of them went"),
        list(texts),
        format_func=lambda post_id: plain(texts.get(post_id, post_id), 80),
        key="went",
    )
    spent = {"Shares over": "share_share_before", "Views over": "view_share_before"}
    timeline.table(scope, queries.post_timeline(scope, chosen), spent, "post-timeline")


def _past_row(scope: Scope, row: pd.Series) -> dict[str, object]:
    return {
        "Post": plain(row["title_or_text"], 120),
        "Written": moment(row["created_at"], scope.clock),
        "Passed after": duration(row["hours_to_pass"] * 3600),
        "Shares then": count(row["share_count"]),
        "Projected then": count(row["projected_share_count"]),
        "Became": count(row["final_share_count"]) + ("" if row["is_finished"] else say(" so far")),
        "Was": say(_OUTCOMES[row["outcome"]]),
        "Still to come": percent(row["share_to_come"]),
        "Before the answer": percent(row["share_before_answer"])
        if is_known(row["answered_at"])
        else say("never answered"),
        "Thread": links.address(brand=scope.brand.key, conversation=row["conversation_id"]),
    }
