"""One card per term: what it means, the SQL that its figure ran, and the definition below that."""

from pathlib import Path

import streamlit as st

from dashboard.methods import behind
from dashboard.ui.glossary import Term
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from sql import statements

# One page a method, for who relies on it: what it says, what it cannot say, how it was checked.
PAGES = {path.stem: path for path in (Path(__file__).parents[2] / "docs/methods").glob("*.md")}


def definition(scope: Scope, key: str, term: Term, *, is_wanted: bool) -> None:
    """Draw one term; its SQL is asked for only where it is opened."""
    with st.container(border=True, gap="xsmall"):
        st.header(say(term.name), anchor=key)
        st.markdown(say(term.meaning))
        if key in PAGES:
            with st.expander(say("What it can and cannot say"), key=f"page-{key}"):
                st.markdown(PAGES[key].read_text(encoding="utf-8").split("\n", 1)[1])
        box = st.expander(say("The SQL"), expanded=is_wanted, on_change="rerun", key=f"sql-{key}")
        if box.open:
            with box:
                _sql(behind.asked(key, scope))


def _sql(asked: str) -> None:
    st.caption(say("As this page's filters ask it; it runs as it stands in any DuckDB client."))
    st.code(asked, language="sql", wrap_lines=True)
    for name in behind.metrics_of(asked):
        st.caption(say("`{name}` is", name=name))
        st.code(statements.metrics()[name].read_text(encoding="utf-8"), language="sql")
