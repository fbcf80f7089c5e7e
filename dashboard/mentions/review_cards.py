"""The review queue: twenty posts at a time, each confirmed or corrected by a person."""

import pandas as pd
import streamlit as st

from dashboard.mentions import accuracy_cards, correction_cards, feedback, queries
from dashboard.mentions.feedback import Said
from dashboard.ui.cards import polarity_badge
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import count, moment
from wording.safety import esc, link, plain
from wording.said import mark

BLOCK = 20
CAPTION = mark(
    "Is each post what we take it for? Those drawn by chance measure how "
    "often we are right; from 200 on, half of them are the ones we are least "
    "sure of. The scorer learns from both."
)
WORDS = {"negative": mark("Negative"), "neutral": mark("Neutral"), "positive": mark("Positive")}


def review(scope: Scope) -> None:
    """Twenty posts of the brand and period; the next twenty when all of them are checked.

    Of several brands each has twenty of its own: what is drawn by chance measures the scorer of
    one brand, and a post that speaks of two is asked of each.
    """
    if not scope.beside:
        _of_one(scope, "")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _who()
    for one in scope.each:
        _of_one(one, f"{one.brand.key}-")


def _of_one(scope: Scope, prefix: str) -> None:
    """The queue of one brand.

    Args:
        scope: of one brand.
        prefix: of the keys of its elements, where other queues stand beside it; else empty.
    """
    title = say("Review queue")
    if prefix:
        title = say("Review queue of {name}", name=esc(scope.brand.name, 40))
    with Card(title, say(CAPTION), "measured_accuracy"):
        queue = queries.review_queue(scope)
        if queue.empty:
            st.caption(say("Every scored post of this period is checked, or none is scored."))
            return
        rows = feedback.overlay(scope, queue)
        rows = rows.assign(key=prefix + rows["post_id"])
        block = _open_block(rows)
        if block.empty:
            st.success(
                say(
                    "All of these are checked. More come with the next run, or with `earshot "
                    "learn`."
                ),
                icon=":material/check_circle:",
            )
        _head(scope, rows, block, prefix)
        for _, row in block.iterrows():
            _post(scope, row)


def _who() -> None:
    """Who says it, and back."""
    feedback.ask_name()
    st.button(
        say("Undo"),
        key="review-undo",
        icon=":material/undo:",
        disabled=not feedback.can_take_back(),
        on_click=feedback.take_back_last,
    )


def _open_block(rows: pd.DataFrame) -> pd.DataFrame:
    """The first block with a post that is not checked; empty when all are."""
    unchecked = rows.loc[~rows["is_checked"].astype(bool), "block"]
    return rows[rows["block"] == unchecked.min()] if len(unchecked) else rows.iloc[:0]


def _head(scope: Scope, rows: pd.DataFrame, block: pd.DataFrame, prefix: str) -> None:
    """How far one has come, everything at once, and back."""
    is_new = rows["is_checked"].astype(bool) & (rows["origin"] == "random")
    checked = int(rows.iloc[0]["checked_count"]) + int(is_new.sum())
    left = block[~block["is_checked"].astype(bool)]
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"{prefix}review-head"
    ):
        st.markdown(
            say("**{block} of {n} checked**", block=len(block) - len(left), n=len(block)),
            width="content",
        )
        st.caption(
            " · ".join(
                part
                for part in (
                    say("{checked} at random so far", checked=count(checked)),
                    accuracy_cards.accuracy(scope),
                )
                if part
            ),
            width="content",
        )
        st.space("stretch")
        if not prefix:
            _who()
        st.button(
            say("The other {n} look right", n=len(left))
            if len(left) < len(block)
            else say("All look right"),
            key=f"{prefix}review-rest",
            icon=":material/done_all:",
            disabled=left.empty,
            help=say(
                "Confirms {n} post as they are shown."
                if len(left) == 1
                else "Confirms {n} posts as they are shown.",
                n=count(len(left)),
            ),
            on_click=feedback.say,
            args=(scope, _confirmed(left)),
        )
    correction_cards.waiting(scope)


def _post(scope: Scope, row: pd.Series) -> None:
    with st.container(border=True, gap="xsmall"):
        st.caption(_byline(scope, row))
        if isinstance(row["title"], str):
            st.markdown(f"**{esc(row['title'], 200)}**")
        st.text(plain(row["text"]))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            polarity_badge(row["polarity"])
            if row["is_complaint"]:
                st.badge(say("Complaint"), icon=":material/report:", color="red")
            if row["is_checked"]:
                _done(row)
            else:
                _answers(scope, row)
            if address := link(row["url"]):
                st.link_button(say("Open"), address, icon=":material/open_in_new:", type="tertiary")


def _answers(scope: Scope, row: pd.Series) -> None:
    """One click each: right as it is, or another sentiment, or the other about complaining."""
    st.button(
        say("Looks right"),
        key=f"review-right-{row['key']}",
        icon=":material/check:",
        on_click=feedback.say,
        args=(scope, _confirmed(row.to_frame().T)),
    )
    for polarity, word in WORDS.items():
        if polarity != row["polarity"]:
            _other(scope, row, word, "polarity", polarity)
    complains = "no" if row["is_complaint"] else "yes"
    _other(scope, row, correction_cards.COMPLAINT[complains], "complaint", complains)


def _other(scope: Scope, row: pd.Series, word: str, field: str, value: str) -> None:
    """A correction of one field; of a complaint it says that the sentiment is right."""
    said = [Said(post_id=row["post_id"], field=field, value=value, origin=row["origin"])]
    if field != "polarity":
        said += [one for one in _confirmed(row.to_frame().T) if one.field == "polarity"]
    st.button(
        say(word),
        key=f"review-{value}-{row['key']}",
        type="tertiary",
        on_click=feedback.say,
        args=(scope, said),
    )


def _done(row: pd.Series) -> None:
    st.badge(
        say("Checked by {labelled_by}", labelled_by=esc(row["labelled_by"], 40)),
        icon=":material/how_to_reg:",
    )
    st.button(
        say("Undo"),
        key=f"review-undo-{row['key']}",
        icon=":material/undo:",
        type="tertiary",
        on_click=feedback.take_back,
        args=(row["batch_id"],),
    )


def _confirmed(rows: pd.DataFrame) -> list[Said]:
    return [
        said
        for _, row in rows.iterrows()
        for said in correction_cards.confirmed([row], origin=row["origin"])
    ]


def _byline(scope: Scope, row: pd.Series) -> str:
    handle = f" @{esc(row['author_handle'], 40)}" if isinstance(row["author_handle"], str) else ""
    name = esc(row["author_name"], 60) or ("" if handle else say("Unknown author"))
    why = say("drawn by chance") if row["origin"] == "random" else say("we are not sure")
    at = moment(row["created_at"], scope.clock)
    return " · ".join([f"{name}{handle}".strip(), esc(row["source"], 40), at, why])
