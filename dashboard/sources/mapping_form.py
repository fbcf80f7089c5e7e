"""Which column of a file is what: the guess, and what a person changes of it."""

from collections.abc import Mapping

import streamlit as st

from dashboard.sources import upload
from dashboard.sources.known import Entry
from dashboard.ui.speech import say
from wording.safety import plain
from wording.said import mark

# What people are asked for, in their words; the engine's own names are the keys.
WORDS: Mapping[str, str] = {
    "created_at": mark("When it was written"),
    "text": mark("What was said"),
    "title": mark("Headline or subject"),
    "author_name": mark("Who said it (name)"),
    "author_handle": mark("Who said it (@name)"),
    "post_id": mark("Its number"),
    "rating": mark("Stars"),
    "url": mark("Link to it"),
    "parent_id": mark("Number of what it answers"),
    "reply_text": mark("The brand's answer"),
    "reply_at": mark("When the brand answered"),
    "brand": mark("Brand"),
    "source": mark("Where it was said"),
    "lang": mark("Language"),
    "is_outbound": mark("Said by the brand itself (yes, no)"),
    "is_private": mark("A note that was not said in public (yes, no), which is left out"),
    "conversation_id": mark("Number of the conversation"),
    "author_id": mark("Number of who said it"),
    "author_followers": mark("Followers"),
    "author_is_bot": mark("Written by a program (yes, no)"),
    "like_count": mark("Likes"),
    "share_count": mark("Shares"),
    "reply_count": mark("Number of answers"),
    "view_count": mark("Views"),
    "given_polarity": mark("Sentiment that the tool gave"),
    "kind": mark("Post, reply, review …"),
    "created_time": mark("Time of day, in a column of its own"),
    "reply_author": mark("Who answered"),
    "reply_id": mark("Number of the answer"),
    "removed_at": mark("When it was removed"),
    "edited_at": mark("When it was changed"),
    "observed_at": mark("When the counts were read"),
}
_FIRST = 12  # of them are on the screen; the others one click away
NONE = mark("(none)")


def draw(key: str, found: Entry) -> None:
    """One choice per column of ours.

    Args:
        key: of the file.
        found: what `earshot load --dry-run --json` says of it.
    """
    guessed = {ours: upload.value(found, ours) for ours in WORDS}
    seen = sum(bool(theirs) for theirs in guessed.values())
    label = say(
        "What its columns mean · {seen} of {n} are used", seen=seen, n=len(found["columns"])
    )
    needed = any(one["about"].startswith("columns.") for one in found["questions"])
    with st.expander(label, expanded=needed, icon=":material/view_column:", key=f"{key}-columns"):
        with st.grid(3, min_column_width=220, gap="small"):
            for ours in list(WORDS)[:_FIRST]:
                _choice(key, ours, guessed[ours], found["columns"])
        st.caption(say("Seldom needed:"))
        with st.grid(3, min_column_width=220, gap="small"):
            for ours in list(WORDS)[_FIRST:]:
                _choice(key, ours, guessed[ours], found["columns"])
            st.text_input(
                say("Letters are written in"), key=f"{key}-encoding", placeholder="cp1252"
            )
            st.text_input(say("Sheet"), key=f"{key}-sheet", placeholder=say("of a workbook"))


def changed(key: str) -> dict[str, str]:
    """Ours → the file's, where a person chose otherwise than the guess; "" for none."""
    found = {}
    for ours in WORDS:
        said = st.session_state.get(f"{key}-column-{ours}")
        guessed = st.session_state.get(f"{key}-guessed-{ours}", "")
        if said is not None and ("" if said == NONE else said) != guessed:
            found[ours] = "" if said == NONE else said
    return found


def word(ours: str) -> str:
    """What people call one of our columns."""
    return say(WORDS[ours]) if ours in WORDS else ours


def _choice(key: str, ours: str, theirs: str, columns: list[str]) -> None:
    # What was guessed first stays the guess: an answer must not become one.
    guessed = st.session_state.setdefault(f"{key}-guessed-{ours}", theirs)
    options = [NONE, *columns]
    st.selectbox(
        word(ours),
        options,
        index=options.index(guessed) if guessed in options else 0,
        format_func=lambda one: say(NONE) if one == NONE else plain(one, 60),
        key=f"{key}-column-{ours}",
    )
