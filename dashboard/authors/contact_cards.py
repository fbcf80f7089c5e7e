"""Cards on what an author asked of the brand, and where a complaint of theirs went wider."""

import pandas as pd
import streamlit as st

from dashboard.authors import queries
from dashboard.replies import escalation_cards
from dashboard.ui import cards, findings, links, speech
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import compact, count, duration, moment
from wording.safety import plain
from wording.said import mark

SHOWN = 100
_TARGETS = {"met": mark("met"), "missed": mark("missed"), "pending": mark("not due yet")}


def requests(scope: Scope, author: str) -> None:
    """Their turns, those open first, each with its wait and the answer."""
    with Card(
        say("What they asked, and what came of it"),
        say(
            "A row is a turn, from its first post; those open first, complaints "
            "before others. Waits in calendar time."
        ),
        "turn",
    ):
        if not scope.brand.has_own_posts:
            st.caption(findings.UNKNOWN_ANSWERS)
            return
        rows = queries.requests(scope, author, SHOWN)
        if rows.empty:
            st.caption(say("Nothing that they wrote needs a reply."))
            return
        cards.table(
            pd.DataFrame([_request(scope, row) for _, row in rows.iterrows()]),
            "author-requests",
            say("Turns of the author with their waits and answers."),
        )
        if len(rows) == SHOWN:
            st.caption(say("The first {most}.", most=count(SHOWN)))


def chains(scope: Scope, author: str) -> None:
    """Complaints of theirs that went wider, one step by step; nothing where none did."""
    rows = queries.chains(scope, author)
    if rows.empty:
        return
    with Card(
        say("Complaints that went wider"),
        say(
            "From the complaint to what they wrote elsewhere within 30 days. "
            "Associated with, not caused by, what became of the first contact."
        ),
        "escalation",
    ):
        names = {row["turn_id"]: _chain(scope, row) for _, row in rows.iterrows()}
        chosen = rows.iloc[0]["turn_id"]
        if len(names) > 1:
            chosen = st.selectbox(
                say("Chain"), list(names), format_func=lambda one: names[one], key="author-chain"
            )
        escalation_cards.chain(scope, rows[rows["turn_id"] == chosen].iloc[0])


def _request(scope: Scope, row: pd.Series) -> dict[str, object]:
    return {
        "Asked": moment(row["started_at"], scope.clock),
        "Post": plain(row["asked_text"], 160),
        "Complaint": say("yes") if row["is_complaint"] else "",
        "What came of it": _outcome(row),
        "Target": say(_TARGETS.get(row["sla_status"], "")),
        "Answer": plain(row["answer_text"], 160),
        "Answered by": plain(row["responder"], 40),
        "Thread": links.address(brand=scope.brand.key, conversation=row["conversation_id"]),
    }


def _outcome(row: pd.Series) -> str:
    waited = duration(row["wait_seconds"])
    if row["status"] == "answered":
        return say("answered after {waited}", waited=waited)
    if row["status"] == "removed":
        return say("taken back after {waited}", waited=waited)
    is_over = row["wait_seconds"] > row["never_answered_seconds"]
    return (
        say("never answered, {waited}", waited=waited)
        if is_over
        else say("waiting for {waited}", waited=waited)
    )


def _chain(scope: Scope, row: pd.Series) -> str:
    failure = speech.inside(escalation_cards.KINDS[row["failure"]])
    at = moment(row["started_at"], scope.clock)
    return say(
        "{at}, {failure}: then {people} people",
        at=at,
        failure=failure,
        people=compact(row["later_audience"]),
    )
