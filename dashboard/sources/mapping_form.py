"""Which column of a file is what: the guess, and what a person changes of it."""

from collections.abc import Mapping

import streamlit as st

from dashboard.sources import upload
from dashboard.sources.known import Entry
from wording.safety import plain

# What people are asked for, in their words; the engine's own names are the keys.
WORDS: Mapping[str, str] = {
    "created_at": "When it was written",
    "text": "What was said",
    "title": "Headline or subject",
    "author_name": "Who said it (name)",
    "author_handle": "Who said it (@name)",
    "post_id": "Its number",
    "rating": "Stars",
    "url": "Link to it",
    "parent_id": "Number of what it answers",
    "reply_text": "The brand's answer",
    "reply_at": "When the brand answered",
    "brand": "Brand",
    "source": "Where it was said",
    "lang": "Language",
    "is_outbound": "Said by the brand itself (yes, no)",
    "is_private": "A note that was not said in public (yes, no), which is left out",
    "conversation_id": "Number of the conversation",
    "author_id": "Number of who said it",
    "author_followers": "Followers",
    "author_is_bot": "Written by a program (yes, no)",
    "like_count": "Likes",
    "share_count": "Shares",
    "reply_count": "Number of answers",
    "view_count": "Views",
    "given_polarity": "Sentiment that the tool gave",
    "kind": "Post, reply, review …",
    "created_time": "Time of day, in a column of its own",
    "reply_author": "Who answered",
    "reply_id": "Number of the answer",
    "removed_at": "When it was removed",
    "edited_at": "When it was changed",
    "observed_at": "When the counts were read",
}
_FIRST = 12  # of them are on the screen; the others one click away
NONE = "(none)"


def draw(key: str, found: Entry) -> None:
    """One choice per column of ours.

    Args:
        key: of the file.
        found: what `earshot load --dry-run --json` says of it.
    """
    guessed = {ours: upload.value(found, ours) for ours in WORDS}
    seen = sum(bool(theirs) for theirs in guessed.values())
    label = f"What its columns mean · {seen} of {len(found['columns'])} are used"
    needed = any(one["about"].startswith("columns.") for one in found["questions"])
    with st.expander(label, expanded=needed, icon=":material/view_column:", key=f"{key}-columns"):
        with st.grid(3, min_column_width=220, gap="small"):
            for ours in list(WORDS)[:_FIRST]:
                _choice(key, ours, guessed[ours], found["columns"])
        st.caption("Seldom needed:")
        with st.grid(3, min_column_width=220, gap="small"):
            for ours in list(WORDS)[_FIRST:]:
                _choice(key, ours, guessed[ours], found["columns"])
            st.text_input("Letters are written in", key=f"{key}-encoding", placeholder="cp1252")
            st.text_input("Sheet", key=f"{key}-sheet", placeholder="of a workbook")


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
    return WORDS.get(ours, ours)


def _choice(key: str, ours: str, theirs: str, columns: list[str]) -> None:
    # What was guessed first stays the guess: an answer must not become one.
    guessed = st.session_state.setdefault(f"{key}-guessed-{ours}", theirs)
    options = [NONE, *columns]
    st.selectbox(
        word(ours),
        options,
        index=options.index(guessed) if guessed in options else 0,
        format_func=lambda one: plain(one, 60),
        key=f"{key}-column-{ours}",
    )
