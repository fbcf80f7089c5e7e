"""The list of pages and the frame around each of them."""

from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from dashboard.ui import frame, links, who, width
from dashboard.ui.speech import say
from wording.said import mark

st.set_page_config(
    page_title="Earshot",
    page_icon=str(Path(__file__).parent / "static" / "icon.svg"),
    layout="wide",
)

# What they show is of every brand that is held.
WHOLE = ("Sources", "Data health")

# By the address, what a page is called in English: what else is kept of it is kept by that.
NAMES: dict[str, str] = {}


def _page(source: str, *, title: str, about: str, **more: Any) -> StreamlitPage:
    """A page of the menu in the reader's language; title and about are English."""
    page = st.Page(source, title=say(title), help=say(about), **more)
    NAMES[page.url_path] = title
    return page


PAGES = [
    _page(
        links.OVERVIEW,
        title=mark("Overview"),
        icon=":material/monitoring:",
        url_path="overview",
        default=True,
        about=mark("Is the brand healthy, and is anything about to break?"),
    ),
    _page(
        links.SENTIMENT,
        title=mark("Sentiment"),
        icon=":material/sentiment_satisfied:",
        url_path="sentiment",
        about=mark("How is the brand spoken of, what moved it, and can the scores be trusted?"),
    ),
    _page(
        links.SPIKES,
        title=mark("Spikes"),
        icon=":material/show_chart:",
        url_path="spikes",
        about=mark("What spiked, against what is normal, about what, and is it still spreading?"),
    ),
    _page(
        links.LIVE_RISK,
        title=mark("Live risk"),
        icon=":material/local_fire_department:",
        url_path="live-risk",
        about=mark("Which posts still grow, where will they end, and what is the next step?"),
    ),
    _page(
        links.RESPONSE_DESK,
        title=mark("Response desk"),
        icon=":material/support_agent:",
        url_path="response-desk",
        about=mark("Who is waiting, and how long do people really wait?"),
    ),
    _page(
        links.REPLIES,
        title=mark("Replies"),
        icon=":material/reply_all:",
        url_path="replies",
        about=mark("Did answering help, and did we answer like people?"),
    ),
    _page(
        links.MENTIONS,
        title=mark("Mentions"),
        icon=":material/forum:",
        url_path="mentions",
        about=mark("The posts behind every number."),
    ),
    _page(
        links.AUTHOR,
        title=mark("Author"),
        icon=":material/person:",
        url_path="author",
        # Reached from a post or a list that names somebody; of nobody there is nothing to show.
        visibility="hidden",
        about=mark("Everything that one author wrote, what became of it, and what it set off."),
    ),
    _page(
        links.SOURCES,
        title=mark("Sources"),
        icon=":material/hearing:",
        url_path="sources",
        about=mark("Whom do we listen to, and where? Set it up, test it, load a file."),
    ),
    _page(
        links.DATA_HEALTH,
        title=mark("Data health"),
        icon=":material/database:",
        url_path="data-health",
        about=mark("Can I trust this? Sources, gaps, what was refused."),
    ),
    _page(
        links.METHODS,
        title=mark("Methods"),
        icon=":material/menu_book:",
        url_path="methods",
        about=mark("What every number means, with the SQL that computes it."),
    ),
]


if not who.enter():
    st.stop()
pages = [one for one in PAGES if who.sees_all() or NAMES[one.url_path] not in WHOLE]
# On a phone Streamlit folds its list into an arrow: the frame's menu stands for it there.
page = st.navigation(pages, position="hidden" if width.is_narrow() else "top")
name = NAMES[page.url_path]
opened = frame.open_page(name, pages, [NAMES[one.url_path] for one in pages])
if opened or name in frame.WITHOUT_DATA:
    page.run()
    frame.close_page(name, opened)
