"""The question that chose the mentions of a page, and the way through them."""

import math
from collections.abc import Mapping

import streamlit as st

from dashboard.mentions import facets, queries
from dashboard.ui import glossary, who
from dashboard.ui.query import EXPORT_LIMIT
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.numbers import count
from wording.safety import cell, esc
from wording.said import mark

CORRECT_HELP = mark(
    "Say what a post really is, one by one or many at once. What you say "
    "shows here at once, in every figure after the next run, and the scorer "
    "learns from it."
)
EXPORTED = (
    "post_id", "created_at", "source", "direction", "author_handle", "author_name", "title", "text",
    "lang", "polarity", "given_polarity", "sentiment", "is_complaint", "complaint_reason",
    "complaint_score", "needs_reply", "reply_reason", "rating", "share_count", "like_count",
    "reply_count", "conversation_id", "url",
)  # fmt: skip


def question(scope: Scope, chosen: Mapping[str, str], total: int, texts: int) -> None:
    """What is shown: how many mentions, by which facets, and the way out and the file.

    Args:
        scope: of the page.
        chosen: the facets.
        total: mentions that they leave.
        texts: lines of the list; fewer where copies are folded.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(
            say("{n} mention" if total == 1 else "{n} mentions", n=count(total)),
            anchor=False,
            width="content",
        )
        if texts < total:
            st.caption(
                say(
                    "{n} text, copies folded" if texts == 1 else "{n} texts, copies folded",
                    n=count(texts),
                ),
                width="content",
                help=glossary.help_text("folded_mentions"),
            )
        for key, value in chosen.items():
            name = say(facets.FACETS[key].name)
            st.badge(f"{name}: {esc(facets.shown(value, key), 40)}", color="blue")
        if facets.is_timeless(chosen):
            st.badge(say("Any time"), icon=":material/all_inclusive:", color="gray")
        if chosen:
            st.button(
                say("Show all"), icon=":material/close:", on_click=facets.clear, key="show-all"
            )
        st.space("stretch")
        if who.asker().may("analyst"):
            st.toggle(say("Correct"), key="correct", bind="query-params", help=say(CORRECT_HELP))
        if total:
            st.download_button(
                say("CSV"),
                who.later(lambda: _csv(scope, dict(chosen)), "mentions.csv"),
                "mentions.csv",
                "text/csv",
                icon=":material/download:",
                on_click="ignore",
                help=say(
                    "These mentions, the newest first, at most {most}.", most=count(EXPORT_LIMIT)
                ),
            )


def is_reviewing() -> bool:
    """The switch between reading mentions and checking some of them; `?review=true`."""
    return st.toggle(
        say("Review queue"),
        key="review",
        bind="query-params",
        help=say("Check twenty posts at a time."),
    )


def turn_pages(total: int, key: str = "page") -> int:
    """The page to show, from 1."""
    pages = math.ceil(total / queries.PAGE_SIZE)
    return st.pagination(pages, key=key) if pages > 1 else 1


def _csv(scope: Scope, chosen: Mapping[str, str]) -> bytes:
    """The mentions as a spreadsheet reads them; runs when the button is pressed."""
    rows = queries.mentions_to_export(scope, chosen, EXPORTED)
    return rows.map(cell).to_csv(index=False).encode("utf-8-sig")
