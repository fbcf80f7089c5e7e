"""What does every number mean, and which SQL computes it?"""

import streamlit as st

from dashboard.ui import glossary


def page() -> None:
    """Draw the page; `?term=` opens one definition."""
    wanted = st.query_params.get("term", "")
    st.caption(
        "Every figure is computed by a view of the warehouse file, so that any SQL client that "
        "opens it sees the same numbers."
    )
    # The definition that was asked for comes first; the sort keeps the others in order.
    for key, term in sorted(glossary.TERMS.items(), key=lambda one: one[0] != wanted):
        with st.container(border=True, gap="xsmall"):
            st.header(term.name, anchor=key)
            st.markdown(term.meaning)
            box = st.expander(
                f"The SQL: {term.view}", expanded=key == wanted, on_change="rerun", key=f"sql-{key}"
            )
            if box.open:
                box.code(glossary.sql_text(term.view) or "No such view.", language="sql")


if __name__ == "__main__":
    page()
