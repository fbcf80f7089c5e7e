"""Who is waiting, how long do people really wait, and what should we change?"""

import streamlit as st

from dashboard import (
    data,
    desk_cards,
    desk_clock,
    desk_curve_cards,
    desk_group_cards,
    desk_queue_cards,
    desk_silence_cards,
    reply_cards,
    states,
)
from dashboard.scope import Scope, current


def page() -> None:
    """Draw the page."""
    scope = current()
    waiting = data.unanswered_summary(scope)
    turns = data.response_summary(scope, scope.span)
    if not waiting["open_count"] and not turns["turn_count"]:
        states.nothing_matches(scope)
        return
    clock = _head(scope)
    with st.grid(4, min_column_width=200, gap="small"):
        reply_cards.waiting(waiting)
        reply_cards.median(scope, clock)
        desk_curve_cards.answered_only(scope, clock)
        desk_curve_cards.within_target(scope)
    desk_queue_cards.queue(scope, clock)
    _waits(scope, clock)
    desk_group_cards.groups(scope, clock)
    left, right = st.columns(2, gap="small")
    with left:
        desk_cards.promises(scope)
    with right:
        desk_cards.backlog(scope)
    desk_cards.coverage(scope, clock)
    desk_silence_cards.silence(scope)


def _waits(scope: Scope, clock: str) -> None:
    for left, right in (
        (desk_curve_cards.curve, desk_curve_cards.shares),
        (desk_curve_cards.other_rules, desk_queue_cards.bands),
    ):
        wide, narrow = st.columns([3, 2], gap="small")
        with wide:
            left(scope, clock)
        with narrow:
            right(scope, clock)


def _head(scope: Scope) -> str:
    """The switch of the clock, and the file of what the page counts."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        clock = desk_clock.choose()
        st.caption(desk_cards.clock_note(scope, clock), width="content")
        st.space("stretch")
        desk_cards.download(scope)
    if scope.words:
        st.caption("The text filter narrows who is waiting; it reaches no other figure here.")
    return clock


if __name__ == "__main__":
    page()
