"""Did answering help, and did we answer like people?"""

import streamlit as st

from dashboard.replies import (
    article_cards,
    asked_cards,
    audit_cards,
    consistency_cards,
    effort_cards,
    escalation_cards,
    loud_cards,
    outside_cards,
    queries,
    question_cards,
    sequel_cards,
    served_cards,
    together_cards,
    turnaround_cards,
)
from dashboard.ui import cards, states
from dashboard.ui.scope import Scope, current
from dashboard.ui.speech import say

_FOLLOWED = (effort_cards, turnaround_cards, escalation_cards, sequel_cards, served_cards)
_BEYOND = (outside_cards.card, asked_cards.card)


def page() -> None:
    """Draw the page."""
    scope = current()
    if scope.beside:
        together_cards.draw(scope)
    else:
        _of_one(scope)


def _of_one(scope: Scope) -> None:
    if not scope.brand.has_own_posts:
        states.answers_unknown(scope)
        return
    whole = queries.audit(scope)
    if whole is None:
        with st.container(border=True, height=220, vertical_alignment="center"):
            st.header(say("No reply by a person here"), anchor=False)
            st.caption(say("Replies by machines are left out; choose a longer period."))
        return
    weeks = queries.by_week(scope)
    cards.conclusion(audit_cards.conclusion(whole, weeks))
    audit_cards.figures(whole, queries.audit_before(scope))
    wide, narrow = st.columns([3, 2], gap="small")
    with wide:
        audit_cards.weeks(weeks)
    with narrow:
        audit_cards.responders(scope)
    for room in _FOLLOWED:
        room.card(scope)
    for column, card in zip(st.columns(2, gap="small"), _BEYOND, strict=True):
        with column:
            card(scope)
    loud_cards.card(scope)
    question_cards.draw(scope)
    consistency_cards.card(scope)
    article_cards.card(scope)
    audit_cards.templates(scope)


if __name__ == "__main__":
    page()
