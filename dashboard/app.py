"""The list of pages and the frame around each of them."""

from pathlib import Path

import streamlit as st

from dashboard.ui import frame, links, who, width

st.set_page_config(
    page_title="Earshot",
    page_icon=str(Path(__file__).parent / "static" / "icon.svg"),
    layout="wide",
)

# What they show is of every brand that is held.
WHOLE = ("Sources", "Data health")

PAGES = [
    st.Page(
        links.OVERVIEW,
        title="Overview",
        icon=":material/monitoring:",
        url_path="overview",
        default=True,
        help="Is the brand healthy, and is anything about to break?",
    ),
    st.Page(
        links.SENTIMENT,
        title="Sentiment",
        icon=":material/sentiment_satisfied:",
        url_path="sentiment",
        help="How is the brand spoken of, what moved it, and can the scores be trusted?",
    ),
    st.Page(
        links.SPIKES,
        title="Spikes",
        icon=":material/show_chart:",
        url_path="spikes",
        help="What spiked, against what is normal, about what, and is it still spreading?",
    ),
    st.Page(
        links.LIVE_RISK,
        title="Live risk",
        icon=":material/local_fire_department:",
        url_path="live-risk",
        help="Which posts still grow, where will they end, and what is the next step?",
    ),
    st.Page(
        links.RESPONSE_DESK,
        title="Response desk",
        icon=":material/support_agent:",
        url_path="response-desk",
        help="Who is waiting, and how long do people really wait?",
    ),
    st.Page(
        links.REPLIES,
        title="Replies",
        icon=":material/reply_all:",
        url_path="replies",
        help="Did answering help, and did we answer like people?",
    ),
    st.Page(
        links.MENTIONS,
        title="Mentions",
        icon=":material/forum:",
        url_path="mentions",
        help="The posts behind every number.",
    ),
    st.Page(
        links.AUTHOR,
        title="Author",
        icon=":material/person:",
        url_path="author",
        # Reached from a post or a list that names somebody; of nobody there is nothing to show.
        visibility="hidden",
        help="Everything that one author wrote, what became of it, and what it set off.",
    ),
    st.Page(
        links.SOURCES,
        title="Sources",
        icon=":material/hearing:",
        url_path="sources",
        help="Whom do we listen to, and where? Set it up, test it, load a file.",
    ),
    st.Page(
        links.DATA_HEALTH,
        title="Data health",
        icon=":material/database:",
        url_path="data-health",
        help="Can I trust this? Sources, gaps, what was refused.",
    ),
    st.Page(
        links.METHODS,
        title="Methods",
        icon=":material/menu_book:",
        url_path="methods",
        help="What every number means, with the SQL that computes it.",
    ),
]


if not who.enter():
    st.stop()
pages = [one for one in PAGES if who.sees_all() or one.title not in WHOLE]
# On a phone Streamlit folds its list into an arrow: the frame's menu stands for it there.
page = st.navigation(pages, position="hidden" if width.is_narrow() else "top")
opened = frame.open_page(page.title, pages)
if opened or page.title in frame.WITHOUT_DATA:
    page.run()
    frame.close_page(page.title, opened)
