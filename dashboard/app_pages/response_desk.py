"""Who is waiting, how long do people really wait, and what should we change?"""

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
from dashboard.response.queries import response_summary, unanswered_summary
from dashboard.staffing import staffing_cards
from dashboard.ui import states
from dashboard.ui.scope import Scope, current

_OVER_TIME = (desk_cards.promises, desk_cards.backlog)


def page() -> None:
    """Draw the page."""
    scope = current()
    if not scope.brand.has_own_posts:
        states.answers_unknown(scope)
        return
    waiting = unanswered_summary(scope)
    turns = response_summary(scope, scope.span)
    if not waiting["open_count"] and not turns["turn_count"]:
        states.nothing_matches(scope)
        return
    answer_cards.figures(scope, waiting)
    clock = _clock(scope)
    queue_cards.queue(scope, clock)
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


def _clock(scope: Scope) -> str:
    """The switch of the clock for all that stands below, and the file of what the page counts."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        clock = desk_cards.choose_clock()
        st.caption(desk_cards.clock_note(scope, clock), width="content")
        st.space("stretch")
        desk_cards.download(scope)
    if "words" in scope.filters:
        st.caption("The text filter narrows who is waiting; it reaches no other figure here.")
    return clock


if __name__ == "__main__":
    page()
