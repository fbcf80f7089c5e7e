"""The posts behind every number."""

import streamlit as st

from dashboard.mentions import (
    correction_cards,
    disowned_cards,
    facets,
    list_cards,
    mention_cards,
    queries,
    review_cards,
    thread_cards,
)
from dashboard.ui import filters, states
from dashboard.ui.scope import Scope, current


def page() -> None:
    """Draw the page; `?correct=true` corrects what is read, `?review=true` checks by twenties."""
    scope, chosen = current(), facets.chosen()
    if mention_cards.is_reviewing():
        review_cards.review(scope)
        return
    total, lines = queries.sizes(scope, chosen)
    mention_cards.question(scope, chosen, total, lines)
    if not total:
        is_timeless = facets.is_timeless(chosen)
        states.nothing_matches(scope, facets.said(chosen), _forget, is_timeless=is_timeless)
    elif thread_cards.is_thread(chosen) and not scope.beside:
        _thread(scope, chosen["conversation"])
    else:
        list_cards.draw(scope, chosen, lines)
    disowned_cards.listed(scope)


def _forget() -> None:
    """Take away everything that narrows, above the page and on it."""
    filters.forget()
    facets.clear()


def _thread(scope: Scope, conversation: str) -> None:
    correction_cards.waiting(scope)
    is_correcting = st.session_state.get("correct", False)
    thread_cards.thread(scope, conversation, correction_cards.one if is_correcting else None)


if __name__ == "__main__":
    page()
