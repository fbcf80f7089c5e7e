"""The question that chose the mentions of a page, and the way through them."""

import math
from collections.abc import Mapping

import streamlit as st

from dashboard.mentions import facets, queries
from dashboard.ui import who
from dashboard.ui.query import EXPORT_LIMIT
from dashboard.ui.scope import Scope
from wording.numbers import count, plural
from wording.safety import cell, esc

CORRECT_HELP = (
    "Say what a post really is, one by one or many at once. What you say shows here at once, in "
    "every figure after the next run, and the scorer learns from it."
)
EXPORTED = (
    "post_id", "created_at", "source", "direction", "author_handle", "author_name", "title", "text",
    "lang", "polarity", "given_polarity", "sentiment", "is_complaint", "complaint_reason",
    "complaint_score", "needs_reply", "reply_reason", "rating", "share_count", "like_count",
    "reply_count", "conversation_id", "url",
)  # fmt: skip


def question(scope: Scope, chosen: Mapping[str, str], total: int) -> None:
    """What is shown: how many mentions, by which facets, and the way out and the file."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(plural(total, "mention"), anchor=False, width="content")
        for key, value in chosen.items():
            st.badge(f"{facets.FACETS[key].name}: {esc(facets.shown(value), 40)}", color="blue")
        if facets.is_timeless(chosen):
            st.badge("Any time", icon=":material/all_inclusive:", color="gray")
        if chosen:
            st.button("Show all", icon=":material/close:", on_click=facets.clear, key="show-all")
        st.space("stretch")
        st.toggle("Correct", key="correct", bind="query-params", help=CORRECT_HELP)
        _narrow(chosen)
        if total:
            st.download_button(
                "CSV",
                who.later(lambda: _csv(scope, dict(chosen)), "mentions.csv"),
                "mentions.csv",
                "text/csv",
                icon=":material/download:",
                on_click="ignore",
                help=f"These mentions, the newest first, at most {count(EXPORT_LIMIT)}.",
            )


def is_reviewing() -> bool:
    """The switch between reading mentions and checking some of them; `?review=true`."""
    return st.toggle(
        "Review queue", key="review", bind="query-params", help="Check twenty posts at a time."
    )


def turn_pages(total: int) -> int:
    """The page to show, from 1."""
    pages = math.ceil(total / queries.PAGE_SIZE)
    return st.pagination(pages, key="page") if pages > 1 else 1


def _narrow(chosen: Mapping[str, str]) -> None:
    """Facets for readers who did not come by a link."""
    with st.popover("Narrow down", icon=":material/filter_alt:"):
        for key in facets.OFFERED:
            facet, value = facets.FACETS[key], chosen.get(key)
            # The key holds the value, so that the URL, not the widget, is the state.
            name = f"narrow-{key}-{value}"
            st.selectbox(
                facet.name,
                facet.allowed,
                index=facet.allowed.index(value) if value else None,
                format_func=facets.shown,
                placeholder="any",
                key=name,
                on_change=facets.set_from_widget,
                args=(key, name),
            )


def _csv(scope: Scope, chosen: Mapping[str, str]) -> bytes:
    """The mentions as a spreadsheet reads them; runs when the button is pressed."""
    rows = queries.mentions_to_export(scope, chosen, EXPORTED)
    return rows.map(cell).to_csv(index=False).encode("utf-8-sig")
