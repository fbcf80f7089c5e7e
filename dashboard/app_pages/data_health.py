"""Can I trust this: what is known, up to when, and what is missing?"""

import streamlit as st

from dashboard.data_health import (
    audit_card,
    budget_cards,
    hearing_cards,
    name_cards,
    queries,
    source_cards,
)
from dashboard.ui.scope import current


def page() -> None:
    """Draw the page."""
    scope = current()
    rows = queries.freshness_now(scope.version)
    source_cards.figures(rows)
    source_cards.sources(scope, rows)
    source_cards.refused(scope)
    left, right = st.columns([2, 1], gap="small")
    with left:
        source_cards.gaps(scope)
    with right:
        source_cards.languages(scope)
    name_cards.wrong(scope)
    budget_cards.budgets(scope)
    hearing_cards.unheard()
    audit_card.audit()


if __name__ == "__main__":
    page()
