"""Can I trust this: what is known, up to when, and what is missing?"""

import streamlit as st

from dashboard.data_health import queries, source_cards
from dashboard.ui.scope import current


def page() -> None:
    """Draw the page."""
    scope = current()
    rows = queries.freshness_by_source(scope.version)
    source_cards.figures(rows)
    source_cards.sources(scope, rows)
    left, right = st.columns([1, 2], gap="small")
    with left:
        source_cards.languages(scope)
    with right:
        source_cards.refused(scope)


if __name__ == "__main__":
    page()
