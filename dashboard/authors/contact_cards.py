"""Cards on what an author asked of the brand, and where a complaint of theirs went wider."""

import pandas as pd
import streamlit as st

from dashboard.authors import queries
from dashboard.replies import escalation_cards
from dashboard.ui import cards, findings, links
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import compact, count, duration, moment
from wording.safety import plain

SHOWN = 100
_TARGETS = {"met": "met", "missed": "missed", "pending": "not due yet"}


def requests(scope: Scope, author: str) -> None:
    """Their turns, those open first, each with its wait and the answer."""
    with Card(
        "What they asked, and what came of it",
        "A row is a turn, from its first post; those open first, complaints before others. Waits "
        "in calendar time.",
        "turn",
    ):
        if not scope.brand.has_own_posts:
            st.caption(findings.UNKNOWN_ANSWERS)
            return
        rows = queries.requests(scope, author, SHOWN)
        if rows.empty:
            st.caption("Nothing that they wrote needs a reply.")
            return
        cards.table(
            pd.DataFrame([_request(scope, row) for _, row in rows.iterrows()]),
            "author-requests",
            "Turns of the author with their waits and answers.",
        )
        if len(rows) == SHOWN:
            st.caption(f"The first {count(SHOWN)}.")


def chains(scope: Scope, author: str) -> None:
    """Complaints of theirs that went wider, one step by step; nothing where none did."""
    rows = queries.chains(scope, author)
    if rows.empty:
        return
    with Card(
        "Complaints that went wider",
        "From the complaint to what they wrote elsewhere within 30 days. Associated with, not "
        "caused by, what became of the first contact.",
        "escalation",
    ):
        names = {row["turn_id"]: _chain(scope, row) for _, row in rows.iterrows()}
        chosen = rows.iloc[0]["turn_id"]
        if len(names) > 1:
            chosen = st.selectbox(
                "Chain", list(names), format_func=lambda one: names[one], key="author-chain"
            )
        escalation_cards.chain(scope, rows[rows["turn_id"] == chosen].iloc[0])


def _request(scope: Scope, row: pd.Series) -> dict[str, object]:
    return {
        "Asked": moment(row["started_at"], scope.brand.zone),
        "Post": plain(row["asked_text"], 160),
        "Complaint": "yes" if row["is_complaint"] else "",
        "What came of it": _outcome(row),
        "Target": _TARGETS.get(row["sla_status"], ""),
        "Answer": plain(row["answer_text"], 160),
        "Answered by": plain(row["responder"], 40),
        "Thread": links.address(brand=scope.brand.key, conversation=row["conversation_id"]),
    }


def _outcome(row: pd.Series) -> str:
    waited = duration(row["wait_seconds"])
    if row["status"] == "answered":
        return f"answered after {waited}"
    if row["status"] == "removed":
        return f"taken back after {waited}"
    is_over = row["wait_seconds"] > row["never_answered_seconds"]
    return f"never answered, {waited}" if is_over else f"waiting for {waited}"


def _chain(scope: Scope, row: pd.Series) -> str:
    failure = escalation_cards.KINDS[row["failure"]].lower()
    at = moment(row["started_at"], scope.brand.zone)
    return f"{at}, {failure}: then {compact(row['later_audience'])} people"
