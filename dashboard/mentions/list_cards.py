"""The mentions of a question, page by page, and beside them what they could be narrowed by."""

from collections.abc import Mapping

import streamlit as st

from dashboard.mentions import (
    correction_cards,
    facet_panel,
    feedback,
    mention_cards,
    post_card,
    queries,
)
from dashboard.ui import width
from dashboard.ui.scope import Scope


def draw(scope: Scope, chosen: Mapping[str, str], lines: int) -> None:
    """Both; on a phone what narrows is behind a button above the list.

    Args:
        scope: of the page.
        chosen: the facets.
        lines: how many the list has, over all of its pages.
    """
    if width.is_narrow():
        with st.popover("Narrow down", icon=":material/filter_alt:"):
            facet_panel.draw(scope, chosen)
        _list(scope, chosen, lines)
        return
    beside, panel = st.columns([3, 1], gap="medium")
    with beside:
        _list(scope, chosen, lines)
    with panel:
        facet_panel.draw(scope, chosen)


def _list(scope: Scope, chosen: Mapping[str, str], lines: int) -> None:
    number = mention_cards.turn_pages(lines)
    rows = feedback.overlay(scope, queries.mentions(scope, chosen, number))
    correct = correction_cards.one if st.session_state.get("correct", False) else None
    if correct:
        correction_cards.many(scope, rows)
    correction_cards.waiting(scope)
    risks = queries.risks(scope)
    with st.container(border=True, gap="xsmall"):
        for _, row in rows.iterrows():
            post_card.draw(scope, row, correct, risks=risks)
