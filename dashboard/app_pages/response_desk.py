"""Who is waiting, how long do people really wait, and what should we change?"""

import streamlit as st

from dashboard.response import desk_cards, figures, queue_cards, together_cards
from dashboard.response.queries import response_summary, waiting_summary
from dashboard.ui import cards, states
from dashboard.ui.scope import current
from wording.clocks import CALENDAR


def page() -> None:
    """Draw the page: the queue; `?show=figures` how long people wait, which is asked only then."""
    scope = current()
    if scope.beside:
        together_cards.draw(scope)
        return
    if not scope.brand.has_own_posts:
        states.answers_unknown(scope)
        return
    waiting = waiting_summary(scope)
    if not waiting["open_count"] and not response_summary(scope, scope.span)["turn_count"]:
        states.nothing_matches(scope)
        return
    cards.conclusion(queue_cards.conclusion(scope, waiting))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        shows_figures = desk_cards.shows_figures()
        clock = CALENDAR if shows_figures else desk_cards.choose_clock(scope)
    if shows_figures:
        figures.draw(scope)
    else:
        queue_cards.queue(scope, clock, waiting)


if __name__ == "__main__":
    page()
