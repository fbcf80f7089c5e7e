"""The figures behind the queue, in order: what becomes of those who ask, and how long they wait."""

import streamlit as st

from dashboard.response import (
    answer_cards,
    cadence_cards,
    curve_cards,
    desk_cards,
    group_cards,
    queue_cards,
    silence_cards,
)
from dashboard.response.queries import unanswered_summary
from dashboard.staffing import staffing_cards
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say

_OVER_TIME = (desk_cards.promises, desk_cards.backlog)


def draw(scope: Scope) -> None:
    """All of them; their clock is chosen below the first row, which does not follow it."""
    answer_cards.figures(scope, unanswered_summary(scope))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        clock = desk_cards.choose_clock(scope)
        st.space("stretch")
        desk_cards.download(scope)
    if "words" in scope.filters:
        st.caption(say("The text filter narrows who is waiting; it reaches no other figure here."))
    answer_cards.populations(scope)
    _waits(scope, clock)
    cadence_cards.after_first_reply(scope, clock)
    group_cards.groups(scope, clock)
    for column, card in zip(st.columns(2, gap="small"), _OVER_TIME, strict=True):
        with column:
            card(scope)
    desk_cards.coverage(scope, clock)
    silence_cards.silence(scope)
    staffing_cards.staffing(scope)


def _waits(scope: Scope, clock: str) -> None:
    below = (curve_cards.other_rules, queue_cards.bands)
    for left, right in ((curve_cards.curve, curve_cards.shares), below):
        wide, narrow = st.columns([3, 2], gap="small")
        with wide:
            left(scope, clock)
        with narrow:
            right(scope, clock)
