"""The mentions of a question, page by page, and beside them what they could be narrowed by.

A conversation that is opened stands beside its card in the place of that; the list stays as it is.
"""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.mentions import (
    correction_cards,
    facet_panel,
    facets,
    feedback,
    mention_cards,
    post_card,
    queries,
    thread_cards,
    together_cards,
)
from dashboard.ui import width
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say

# The list is as wide with a conversation beside it as without: nothing moves when one is opened.
WIDTHS = (5, 2)


def draw(scope: Scope, chosen: Mapping[str, str], lines: int) -> None:
    """The list, and what stands beside it; on a phone above or within it.

    Args:
        scope: of the page.
        chosen: the facets.
        lines: how many the list has, over all of its pages.
    """
    with st.container(gap="xxsmall"):
        _draw(scope, chosen, lines, facets.opened())


def _draw(scope: Scope, chosen: Mapping[str, str], lines: int, opened: str) -> None:
    above, panel = _columns()
    with above:
        rows = _head(scope, chosen, lines, is_behind=bool(opened) or width.is_narrow())
    if not opened and not width.is_narrow():
        with panel:
            _narrow(scope, chosen)
    here = _place(rows, opened)
    with above:
        _cards(scope, rows.iloc[:here])
    if not opened:
        return
    # The cards below it begin a row of their own, so that the conversation stands beside its card.
    beside, thread = _columns()
    with beside:
        _cards(scope, rows.iloc[here : here + 1 if width.is_narrow() else len(rows)])
    with thread:
        # Behind the cards where the list has none of it: whose it is, then, nobody knows.
        own = rows.iloc[here : here + 1]
        thread_cards.beside(_scope(scope, own.iloc[0]) if len(own) else scope, opened)
    if width.is_narrow():
        _cards(scope, rows.iloc[here + 1 :])


def _columns() -> Sequence[DeltaGenerator]:
    """Side by side; on a phone Streamlit stacks them."""
    return st.columns(WIDTHS, gap="medium")


def _head(scope: Scope, chosen: Mapping[str, str], lines: int, *, is_behind: bool) -> pd.DataFrame:
    """What stands above the cards, with the panel behind a button or not; the rows of this page."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        number = mention_cards.turn_pages(lines)
        if is_behind:
            with st.popover(say("Narrow down"), icon=":material/filter_alt:"):
                _narrow(scope, chosen)
    rows = feedback.overlay(scope, queries.mentions(scope, chosen, number))
    # One place whether it is empty or not: cards that stay where they are keep the focus.
    with st.container():
        if st.session_state.get("correct", False):
            correction_cards.many(scope, rows)
        correction_cards.waiting(scope)
    return rows


def _place(rows: pd.DataFrame, opened: str) -> int:
    """Where the card of the opened conversation is; behind all where none is opened, else 0."""
    if not opened:
        return len(rows)
    found = [n for n, one in enumerate(rows["conversation_id"]) if one == opened]
    pressed = [n for n in found if rows["post_id"].iloc[n] == facets.opened_from()]
    return [*pressed, *found, 0][0]


def _cards(scope: Scope, rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    correct = correction_cards.one if st.session_state.get("correct", False) else None
    shown = {str(row["brand"]) for _, row in rows.iterrows()} if scope.beside else set()
    risks = {key: queries.risks(scope.of(key)) for key in shown or {scope.brand.key}}
    names = {one.brand.key: one.brand.name for one in scope.each} if scope.beside else {}
    with st.container(border=True, gap="xsmall"):
        for _, row in rows.iterrows():
            own = _scope(scope, row)
            post_card.draw(
                own,
                row,
                correct,
                risks=risks[own.brand.key],
                brands=_named(row, names) if scope.beside else (),
            )


def _named(row: pd.Series, names: Mapping[str, str]) -> list[str]:
    """Names of the brands that a row or a copy of it speaks of; that by whose rules it is first."""
    others = [key for key in row["brands"] if key != row["brand"]]
    return [names[key] for key in (row["brand"], *others)]


def _scope(scope: Scope, row: pd.Series) -> Scope:
    """Of the brand by whose rules a row is read."""
    return scope.of(row["brand"]) if scope.beside else scope


def _narrow(scope: Scope, chosen: Mapping[str, str]) -> None:
    """What the list could be narrowed by: a brand, where there are several, and facets."""
    if scope.beside:
        together_cards.draw(scope, chosen)
    facet_panel.draw(scope, chosen)
