"""Which posts still grow, where will they end, and what is the next step?"""

from dataclasses import replace

import streamlit as st

from dashboard.alerts import delivery_cards, log_cards, rule_cards
from dashboard.risk import growth_cards, queries, together_cards, warning_cards
from dashboard.ui import cards, query
from dashboard.ui.scope import Scope, current


def page() -> None:
    """Draw the page; what grows is read again every half minute, in its place."""
    scope = current()
    if scope.beside:
        together_cards.draw(scope)
        return
    log_cards.told(scope)
    live(scope)
    warning_cards.early_warning(scope)
    left, right = st.columns(2, gap="small")
    with left:
        rule_cards.replay(scope)
    with right:
        log_cards.ledger(scope)
    delivery_cards.deliveries(scope)
    delivery_cards.digests(scope)


@st.fragment(run_every="30s")
def live(scope: Scope) -> None:
    """The part that refreshes itself: from the newest version, with the reader's choice kept."""
    newest = replace(scope, version=query.version())
    summary = queries.live_summary(newest.version, newest.brand.key)
    rows = queries.live_risk(newest.version, newest.brand.key)
    cards.conclusion(growth_cards.conclusion(newest, summary, rows))
    if rows.empty:
        return
    growth_cards.figures(summary)
    growth_cards.to_do(newest, rows)
    growth_cards.growth(newest, rows)
    growth_cards.board(newest, rows)


if __name__ == "__main__":
    page()
