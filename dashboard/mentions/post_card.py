"""One public post as a card of two lines: who, where, when, how it speaks; what it says, and why.

Strangers' words are shown as text.
"""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard.mentions import author_card, copy_cards, disowned_cards, facets, flags
from dashboard.ui import filters
from dashboard.ui.cards import polarity_badge
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.numbers import compact, count, decimal, is_known, moment
from wording.safety import clipped, esc, link, marked, plain
from wording.said import mark

# So much of a text is two lines of a list; the whole of it is one click away.
CLIPPED = 240
_REACTIONS = {
    "share_count": (mark("{n} share"), mark("{n} shares")),
    "like_count": (mark("{n} like"), mark("{n} likes")),
    "reply_count": (mark("{n} answer"), mark("{n} answers")),
}

Correct = Callable[[Scope, pd.Series], None]


def draw(
    scope: Scope,
    row: pd.Series,
    correct: Correct | None = None,
    *,
    leads: bool = True,
    risks: Mapping[str, float] | None = None,
    place: str = "",
    brands: Sequence[str] = (),
) -> None:
    """One post: who, where, when, what, and what we make of it.

    Args:
        scope: of the page.
        row: as people.overlay returns it.
        correct: draws what corrects a post others wrote, below it; None only shows it.
        leads: whether there is a way to its conversation; not where that is what is shown.
        risks: as of flags.why.
        place: sets its buttons apart from those of the same post elsewhere on the page.
        brands: names of those that it speaks of, where the page is of several.
    """
    risky = risks or {}
    with st.container(gap="xxsmall", key=f"{place}mention-{row['post_id']}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            _head(scope, row, place)
            for name in brands:
                st.badge(esc(name, 40), icon=":material/sell:", color="violet")
            _badges(row, risky)
            _ways(row, leads=leads)
        why = "" if row["direction"] == "outbound" else flags.why(row, risky)
        _said(scope, row, why, place)
        if correct and row["direction"] == "inbound":
            correct(scope, row)


def _head(scope: Scope, row: pd.Series, place: str) -> None:
    """Who, where and when, and what came of it."""
    handle = f"@{esc(row['author_handle'], 40)}" if isinstance(row["author_handle"], str) else ""
    who = f"**{esc(row['author_name'], 60) or handle or say('Unknown author')}**"
    if author_card.is_somebody(row):
        with st.container(width="content"):
            author_card.behind(scope, who, row, place)
    else:
        st.markdown(who, width="content")
    parts = [esc(row["source"], 40), moment(row["created_at"], scope.clock)]
    if is_known(row["author_followers"]):
        parts.append(say("{followers} followers", followers=compact(row["author_followers"])))
    parts += [
        say(one if row[name] == 1 else many, n=count(row[name]))
        for name, (one, many) in _REACTIONS.items()
        if _has(row[name])
    ]
    st.caption(" · ".join(parts), width="content")


def _badges(row: pd.Series, risks: Mapping[str, float]) -> None:
    if row["direction"] == "outbound":
        st.badge(say("By the brand"), icon=":material/storefront:", color="blue")
        return
    disowned_cards.badge(row)
    polarity_badge(row["polarity"])
    if isinstance(given := row.get("given_polarity"), str):
        st.badge(
            say("{sentiment}, said its export", sentiment=say(given.capitalize())), color="gray"
        )
    if is_known(row["rating"]):
        st.badge(
            say("{rating} of 5", rating=decimal(row["rating"], 0 if row["rating"] % 1 == 0 else 1)),
            icon=":material/star:",
            color="gray",
        )
    if row["post_id"] in risks:
        st.badge(say("At risk"), icon=":material/local_fire_department:", color="red")
    if row["is_complaint"]:
        weight = flags.weight(row["complaint_score"])
        st.badge(say("Complaint"), icon=":material/report:", color="red", help=weight)
    if row["needs_reply"]:
        st.badge(say("Needs a reply"), icon=":material/reply:", color="orange")
    if isinstance(row["labelled_by"], str):
        st.badge(
            say("Checked by {labelled_by}", labelled_by=esc(row["labelled_by"], 40)),
            icon=":material/how_to_reg:",
        )


def _ways(row: pd.Series, *, leads: bool) -> None:
    """To the conversation, and to the post where it was written."""
    st.space("stretch")
    if leads and (row["conversation_id"] != row["post_id"] or _has(row["reply_count"])):
        # A link from a page to itself leaves the URL behind; a button does not.
        st.button(
            say("Conversation"),
            key=f"conversation-{row['post_id']}",
            icon=":material/forum:",
            type="tertiary",
            on_click=facets.beside,
            args=(row["conversation_id"], row["post_id"]),
        )
    if address := link(row["url"]):
        st.link_button(say("Original"), address, icon=":material/open_in_new:", type="tertiary")


@st.fragment
def _said(scope: Scope, row: pd.Series, why: str, place: str) -> None:
    """Title and text, cut to some lines until somebody wants the whole; beside them why."""
    key = f"{place}whole-{row['post_id']}"
    is_whole = st.session_state.get(key, False)
    words = scope.filters.get(filters.WORDS, "")
    with st.container(gap="xxsmall"):
        if isinstance(row["title"], str):
            st.markdown(f"**{marked(row['title'], words, 200)}**")
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            if _text(row["text"], words, is_whole=is_whole):
                _more(key, is_whole=is_whole)
            copy_cards.line(scope, row)
            if why:
                st.caption(why, width="content")


def _text(text: object, words: str, *, is_whole: bool) -> bool:
    """The text, with the words marked that were searched for; whether there is more or less."""
    whole, short = plain(text), clipped(text, CLIPPED)
    if words:
        st.markdown(marked(text, words, len(whole) if is_whole else CLIPPED), width="content")
    else:
        st.text(whole if is_whole else short)
    return short.endswith("…") and short != whole


def _more(key: str, *, is_whole: bool) -> None:
    """Turns between the beginning of a text and the whole of it."""
    label = say("Less") if is_whole else say("More")
    st.button(label, key=f"turn-{key}", type="tertiary", on_click=_turn, args=(key,))


def _turn(key: str) -> None:
    st.session_state[key] = not st.session_state.get(key, False)


def _has(number: float | None) -> bool:
    """More than none, as far as known."""
    return is_known(number) and bool(number)
