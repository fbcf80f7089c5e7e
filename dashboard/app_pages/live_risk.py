"""Which posts still grow, where will they end, and what is the next step?"""

from dataclasses import replace

import streamlit as st

from dashboard import cards, data, risk_cards, risk_data, risk_ledger, risk_rules
from dashboard.scope import Scope, current


def page() -> None:
    """Draw the page; what grows is read again every half minute, in its place."""
    scope = current()
    live(scope)
    risk_cards.early_warning(scope)
    left, right = st.columns(2, gap="small")
    with left:
        risk_rules.replay(scope)
    with right:
        risk_ledger.ledger(scope)


@st.fragment(run_every="30s")
def live(scope: Scope) -> None:
    """The part that refreshes itself: from the newest version, with the reader's choice kept."""
    newest = replace(scope, version=data.version())
    summary = risk_data.live_summary(newest.version, newest.brand.key)
    cards.conclusion(risk_cards.conclusion(summary))
    rows = risk_data.live_risk(newest.version, newest.brand.key)
    if rows.empty:
        return
    risk_cards.figures(summary)
    left, right = st.columns(2, gap="small")
    with left:
        risk_cards.to_do(newest, rows)
    with right:
        risk_cards.growth(newest, rows)
    risk_cards.board(newest, rows)


if __name__ == "__main__":
    page()
