"""One public post as a card, and the question that chose it; strangers' words shown as text."""

import math
from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from dashboard.mentions import facets, queries, story_cards
from dashboard.ui import links, who
from dashboard.ui.cards import polarity_badge
from dashboard.ui.query import EXPORT_LIMIT
from dashboard.ui.scope import Scope
from wording.numbers import compact, count, is_known, moment, plural
from wording.safety import cell, esc, link, plain

REASONS = {
    "review": "a review",
    "reply": "replies to the brand",
    "named": "names the brand's account",
    "page": "on the brand's page",
    "complaint": "a complaint",
    "question": "a question",
    "answered": "was answered",
    "rating": "low rating",
    "evidence": "its words weigh towards one",
    "word": "complaint word",
    "address": "speaks to the brand",
    "person": "a person says so",
}
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


Correct = Callable[[Scope, pd.Series], None]


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


def mention(
    scope: Scope, row: pd.Series, correct: Correct | None = None, *, leads: bool = True
) -> None:
    """One post: who, where, when, what, and what we make of it.

    Args:
        scope: of the page.
        row: as people.overlay returns it.
        correct: draws what corrects a post others wrote, below it; None only shows it.
        leads: whether there is a way to its conversation; not where that is what is shown.
    """
    with st.container(border=True, gap="xsmall"):
        st.caption(_byline(scope, row))
        if isinstance(row["title"], str):
            st.markdown(f"**{esc(row['title'], 200)}**")
        st.text(plain(row["text"]))
        story_cards.places(row)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _badges(row)
            _counts(row)
            if leads and (row["conversation_id"] != row["post_id"] or _has(row["reply_count"])):
                # A link from a page to itself leaves the URL behind; a button does not.
                st.button(
                    "Conversation",
                    key=f"conversation-{row['post_id']}",
                    icon=":material/forum:",
                    type="tertiary",
                    on_click=facets.only,
                    args=("conversation", row["conversation_id"]),
                )
            if _is_somebody(row):
                links.author("Author", row["source"], row["author_id"])
            if address := link(row["url"]):
                st.link_button("Open", address, icon=":material/open_in_new:", type="tertiary")
        if correct and row["direction"] == "inbound":
            correct(scope, row)


def _is_somebody(row: pd.Series) -> bool:
    """Whether there is a page about who wrote it: of an erased one neither name nor words are."""
    if row["direction"] != "inbound" or not isinstance(row["author_id"], str):
        return False
    left = (row["author_name"], row["author_handle"], row["text"])
    return any(isinstance(one, str) and one for one in left)


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


def _byline(scope: Scope, row: pd.Series) -> str:
    handle = f" @{esc(row['author_handle'], 40)}" if isinstance(row["author_handle"], str) else ""
    name = esc(row["author_name"], 60) or ("" if handle else "Unknown author")
    parts = [f"{name}{handle}".strip(), esc(row["source"], 40)]
    parts += [moment(row["created_at"], scope.brand.zone)]
    if is_known(row["author_followers"]):
        parts.append(f"{compact(row['author_followers'])} followers")
    return " · ".join(parts)


def _badges(row: pd.Series) -> None:
    if row["direction"] == "outbound":
        st.badge("By the brand", icon=":material/storefront:", color="blue")
        return
    polarity_badge(row["polarity"])
    if isinstance(given := row.get("given_polarity"), str):
        st.badge(f"{given.capitalize()}, said its export", color="gray")
    if row["is_complaint"]:
        why = REASONS.get(row["complaint_reason"], "")
        st.badge(f"Complaint: {why}" if why else "Complaint", icon=":material/report:", color="red")
    if isinstance(row["labelled_by"], str):
        st.badge(f"Checked by {esc(row['labelled_by'], 40)}", icon=":material/how_to_reg:")
    if row["needs_reply"]:
        why = REASONS.get(row["reply_reason"], "")
        st.badge(f"Needs a reply: {why}" if why else "Needs a reply", color="orange")
    if is_known(row["rating"]):
        st.badge(f"{row['rating']:g} of 5", icon=":material/star:", color="gray")


def _counts(row: pd.Series) -> None:
    counts = [
        plural(row[f"{noun}_count"], name)
        for noun, name in (("share", "share"), ("like", "like"), ("reply", "answer"))
        if _has(row[f"{noun}_count"])
    ]
    if row["is_complaint"] and is_known(row["complaint_score"]):
        counts.append(complaint_weight(row["complaint_score"]))
    if counts:
        st.caption(" · ".join(counts), width="content")


def complaint_weight(score: float) -> str:
    """How far all that a text says weighs towards a complaint, 0 .. 1; from 0.5 it is one."""
    return f"words weigh {score:.2f} towards a complaint"


def _has(number: float | None) -> bool:
    """More than none, as far as known."""
    return is_known(number) and bool(number)


def _csv(scope: Scope, chosen: Mapping[str, str]) -> bytes:
    """The mentions as a spreadsheet reads them; runs when the button is pressed."""
    rows = queries.mentions_to_export(scope, chosen, EXPORTED)
    return rows.map(cell).to_csv(index=False).encode("utf-8-sig")
