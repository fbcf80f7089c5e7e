"""Who is this, what did they ask of us, what became of it, and what did they set off?"""

import streamlit as st

from dashboard.authors import author_cards, contact_cards, effect_cards, queries
from dashboard.mentions import facets
from dashboard.ui import cards, links, states
from dashboard.ui.scope import Scope, current
from dashboard.ui.speech import say


def page() -> None:
    """Draw the page; `?author=SOURCE:ID` says about whom."""
    scope, author = current(), facets.chosen().get("author", "")
    summary = queries.summary(scope, author)
    if not summary["post_count"]:
        _nobody(scope, author)
        return
    author_cards.heading(scope, author, summary)
    cards.conclusion(author_cards.conclusion(scope, summary))
    author_cards.figures(scope, author, summary)
    author_cards.posts(scope, author, int(summary["post_count"]))
    contact_cards.requests(scope, author)
    left, right = st.columns(2, gap="small")
    with left:
        effect_cards.reactions(scope, author, summary)
    with right:
        author_cards.audience(scope, author, int(summary["post_count"]))
    contact_cards.chains(scope, author)


def _nobody(scope: Scope, author: str) -> None:
    """Nobody of that name: never held, of another brand, or forgotten, which is told to nobody."""
    if author and scope.is_filtered:
        states.nothing_matches(scope, say("this author"), is_timeless=True)
        return
    with st.container(border=True, height=220, vertical_alignment="center"):
        st.header(say("Nobody of that name here"), anchor=False)
        st.caption(say("Posts lead here by their author, and so do the lists that name somebody."))
        links.replies(say("Who with an audience is unhappy"))


if __name__ == "__main__":
    page()
