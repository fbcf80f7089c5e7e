"""The first page, while nothing is loaded: three ways in, and their commands."""

import streamlit as st

from dashboard.ui import links, verbs
from wording.safety import esc, plain

_TELLING = 300.0  # seconds


def draw(reason: str) -> None:
    """The whole page.

    Args:
        reason: why there is nothing.
    """
    with st.container(border=True, key="nothing"):
        st.header("Nothing to show yet", anchor=False)
        st.text(plain(reason))
        st.caption("Three ways in; this page shows what comes by itself.")
        story, file, source = st.columns(3, gap="small")
        with story, st.container(border=True, height="stretch"):
            _story()
        with file, st.container(border=True, height="stretch"):
            st.subheader(":material/upload_file: Load a file", anchor=False)
            st.markdown("An export of the tool you have: CSV, Excel, JSON, as it comes.")
            links.sources("Choose a file", step="Load a file")
        with source, st.container(border=True, height="stretch"):
            st.subheader(":material/hearing: Listen to a source", anchor=False)
            st.markdown("Name your brand, choose where people speak of it, test it, begin.")
            links.sources("Add your brand", step="Add a brand")
            links.sources("Add a source", step="Add a source")
        st.caption("The same by command:")
        st.code("earshot demo\nearshot load FILE\nearshot ingest", language=None)


def _story() -> None:
    st.subheader(":material/auto_stories: Try the story", anchor=False)
    st.markdown(
        "An invented brand, a year of posts up to this minute, with crises in it. It is marked as "
        "invented on every page and goes when your own data comes."
    )
    if st.button("Tell the story", type="primary", key="tell", disabled=bool(verbs.why_not())):
        with st.spinner("Writing it, reading it, counting …"):
            told = verbs.tell("demo", seconds=_TELLING)
        if not told.problem:
            st.rerun()
        st.error(esc(told.problem, 600), title="The story is not told", icon=":material/error:")
