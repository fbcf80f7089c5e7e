"""The first page, while nothing is loaded: three ways in, and their commands."""

import streamlit as st

from dashboard.ui import links, verbs
from dashboard.ui.speech import say
from wording.safety import esc, plain
from wording.said import mark

_TELLING = 300.0  # seconds


def draw(reason: str) -> None:
    """The whole page.

    Args:
        reason: why there is nothing.
    """
    with st.container(border=True, key="nothing"):
        st.header(say("Nothing to show yet"), anchor=False)
        st.text(plain(reason))
        st.caption(say("Three ways in; this page shows what comes by itself."))
        story, file, source = st.columns(3, gap="small")
        with story, st.container(border=True, height="stretch"):
            _story()
        with file, st.container(border=True, height="stretch"):
            st.subheader(f":material/upload_file: {say('Load a file')}", anchor=False)
            st.markdown(say("An export of the tool you have: CSV, Excel, JSON, as it comes."))
            links.sources(say("Choose a file"), step=mark("Load a file"))
        with source, st.container(border=True, height="stretch"):
            st.subheader(f":material/hearing: {say('Listen to a source')}", anchor=False)
            st.markdown(say("Name your brand, choose where people speak of it, test it, begin."))
            links.sources(say("Add your brand"), step=mark("Add a brand"))
            links.sources(say("Add a source"), step=mark("Add a source"))
        st.caption(say("The same by command:"))
        st.code("earshot demo\nearshot load FILE\nearshot ingest", language=None)


def _story() -> None:
    st.subheader(f":material/auto_stories: {say('Try the story')}", anchor=False)
    st.markdown(
        say(
            "An invented brand, a year of posts up to this minute, with crises in it. It is "
            "marked as invented on every page and goes when your own data comes."
        )
    )
    if st.button(say("Tell the story"), type="primary", key="tell", disabled=bool(verbs.why_not())):
        with st.spinner(say("Writing it, reading it, counting …")):
            told = verbs.tell("demo", seconds=_TELLING)
        if not told.problem:
            st.rerun()
        st.error(
            esc(told.problem, 600), title=say("The story is not told"), icon=":material/error:"
        )
