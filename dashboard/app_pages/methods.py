"""What does every number mean, and which SQL computes it?"""

import streamlit as st

from dashboard.methods.definition_cards import definition
from dashboard.ui import glossary
from dashboard.ui.scope import current
from dashboard.ui.speech import say


def page() -> None:
    """Draw the page; `?term=` opens one definition."""
    wanted = st.query_params.get("term", "")
    st.caption(
        say(
            "Every figure is computed by a view or macro of the warehouse file, so "
            "that any SQL client that opens it sees the same numbers."
        )
    )
    # The definition that was asked for comes first; the sort keeps the others in order.
    for key, term in sorted(glossary.TERMS.items(), key=lambda one: one[0] != wanted):
        definition(current(), key, term, is_wanted=key == wanted)


if __name__ == "__main__":
    page()
