"""Who is waiting, how long do people really wait, and what should we change?"""

import streamlit as st

from dashboard import data, reply_cards, states
from dashboard.scope import current


def page() -> None:
    """Draw the page."""
    scope = current()
    waiting = data.unanswered_summary(scope)
    turns = data.response_summary(scope, scope.span)
    if not waiting["open_count"] and not turns["turn_count"]:
        states.nothing_matches(scope)
        return
    with st.grid(4, min_column_width=165, gap="small"):
        reply_cards.waiting(waiting)
        reply_cards.median(scope)
        reply_cards.answered_only(scope)
        reply_cards.within_target(scope)
    reply_cards.queue(scope)
    wide, narrow = st.columns([3, 2], gap="small")
    with wide:
        reply_cards.curve(scope)
    with narrow:
        reply_cards.other_rules(scope)
    left, right = st.columns(2, gap="small")
    with left:
        reply_cards.targets_by_week(scope)
    with right:
        reply_cards.targets_by_source(scope)
    wide, narrow = st.columns([3, 2], gap="small")
    with wide:
        reply_cards.turn_hours(scope)
    with narrow:
        reply_cards.bands(scope)


if __name__ == "__main__":
    page()
