"""Corrections in place: of one post below it, of many above the list; each can be taken back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.mentions import disowned_cards, feedback, queries
from dashboard.mentions.feedback import Said
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.numbers import count
from wording.safety import esc, plain
from wording.said import mark
from wording.topics import topic

SENTIMENTS = {
    "negative": mark("Negative"),
    "neutral": mark("Neutral"),
    "positive": mark("Positive"),
}
POLARITIES = tuple(SENTIMENTS)
FIELDS = {"polarity": mark("Sentiment"), "complaint": mark("Complaint")}
COMPLAINT = {"yes": mark("A complaint"), "no": mark("No complaint")}
NO_TOPIC = mark("No topic")
LONGEST_TOPIC = 40
PICKED = "pick-"


def one(scope: Scope, row: pd.Series) -> None:
    """What corrects a single post; a click is kept at once."""
    post = row["post_id"]
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.checkbox(say("Select"), key=f"{PICKED}{post}", label_visibility="collapsed")
        _choice(scope, post, "polarity", POLARITIES, row["polarity"])
        _choice(scope, post, "complaint", tuple(COMPLAINT), "yes" if row["is_complaint"] else "no")
        _topic(scope, post, row["topics"])
        if not row["is_disowned"]:
            disowned_cards.button(scope, post)
        if row["batch_id"] is None:
            st.button(
                say("Looks right"),
                key=f"right-{post}",
                icon=":material/check:",
                type="tertiary",
                on_click=feedback.say,
                args=(scope, confirmed([row])),
            )
        else:
            st.button(
                say("Undo"),
                key=f"undo-{post}",
                icon=":material/undo:",
                type="tertiary",
                help=say(
                    "Takes back the last thing said about this post, and what was said with it."
                ),
                on_click=feedback.take_back,
                args=(row["batch_id"],),
            )


def many(scope: Scope, rows: pd.DataFrame) -> None:
    """What corrects all selected posts of the page at once, and takes that back."""
    posts = list(rows.loc[rows["direction"] == "inbound", "post_id"])
    picked = {
        post: str(brand)
        for post, brand in zip(rows["post_id"], _brands(scope, rows), strict=True)
        if post in posts and st.session_state.get(f"{PICKED}{post}")
    }
    with (
        st.container(border=True, gap="xsmall", key="bulk"),
        st.container(horizontal=True, vertical_alignment="center", gap="small"),
    ):
        st.markdown(say("**{n} selected**", n=len(picked)), width="content")
        st.button(
            say("Select all"),
            key="pick-all",
            type="tertiary",
            on_click=_pick,
            args=(posts,),
            kwargs={"is_picked": True},
        )
        st.button(
            say("None"),
            key="pick-none",
            type="tertiary",
            on_click=_pick,
            args=(posts,),
            kwargs={"is_picked": False},
        )
        _bulk(say("Sentiment"), scope, picked, "polarity", POLARITIES)
        _bulk(say("Complaint"), scope, picked, "complaint", tuple(COMPLAINT))
        _bulk(say("Topic"), scope, picked, "topic", ("", *queries.topics(scope)))
        st.button(
            say("Looks right"),
            key="right-all",
            icon=":material/check:",
            disabled=not picked,
            on_click=_say_and_clear,
            args=(scope, confirmed(_of(rows, picked)), picked),
        )
        st.button(
            say("Not about us"),
            key="disown-all",
            icon=disowned_cards.ICON,
            disabled=not picked,
            on_click=_disown_and_clear,
            args=(scope, picked),
        )
        st.button(
            say("Undo"),
            key="undo-last",
            icon=":material/undo:",
            disabled=not feedback.can_take_back(),
            help=say("Takes back what you said last; again for what came before."),
            on_click=feedback.take_back_last,
        )
        st.space("stretch")
        feedback.ask_name()


def waiting(scope: Scope) -> None:
    """How much of what was said the figures do not know yet."""
    if waits := feedback.waiting_count(scope):
        st.caption(
            say(
                "{n} change by people shows on the posts already; figures, filters and "
                "counts follow with the next run."
                if waits == 1
                else "{n} changes by people show on the posts already; figures, filters and "
                "counts follow with the next run.",
                n=count(waits),
            )
        )


def confirmed(rows: Sequence[Any], origin: str = "browse") -> list[Said]:
    """That posts are what they are shown as: sentiment, where there is one, and complaint."""
    said = []
    for row in rows:
        shown = {
            "polarity": row["polarity"],
            "complaint": "yes" if row["is_complaint"] else "no",
        }
        said += [
            Said(
                post_id=row["post_id"],
                field=field,
                value=value,
                is_confirmation=True,
                origin=origin,
                brand=str(row.get("brand") or ""),
            )
            for field, value in shown.items()
            if isinstance(value, str)
        ]
    return said


def named(value: str) -> str:
    """A value as people read it."""
    if value in COMPLAINT:
        return say(COMPLAINT[value])
    if value in SENTIMENTS or not value:
        return say(SENTIMENTS.get(value, NO_TOPIC))
    return esc(value, LONGEST_TOPIC).capitalize()


def _choice(scope: Scope, post: str, field: str, options: Sequence[str], value: object) -> None:
    # The key holds the value, so that what was said, not the widget, is the state.
    key = f"{field}-{post}-{value}"
    st.segmented_control(
        say(FIELDS[field]),
        options,
        default=value if value in options else None,
        required=value in options,
        format_func=named,
        key=key,
        label_visibility="collapsed",
        on_change=_changed,
        args=(scope, post, field, key),
    )


def _topic(scope: Scope, post: str, topics: Sequence[str]) -> None:
    value = topics[0] if len(topics) else ""
    key = f"topic-{post}-{value}"
    known = queries.topics(scope)
    options = ["", *known, *([value] if value and value not in known else [])]
    st.selectbox(
        say("Topic"),
        options,
        index=options.index(value),
        format_func=lambda one: plain(topic(one), LONGEST_TOPIC) or say("no topic"),
        key=key,
        label_visibility="collapsed",
        accept_new_options=True,
        width=150,
        on_change=_changed,
        args=(scope, post, "topic", key),
    )


def _changed(scope: Scope, post: str, field: str, key: str) -> None:
    value = st.session_state[key]
    if value is not None:
        said = plain(value, LONGEST_TOPIC).strip()
        feedback.say(scope, [Said(post_id=post, field=field, value=said)])


def _bulk(
    label: str, scope: Scope, picked: Mapping[str, str], field: str, options: Sequence[str]
) -> None:
    key = f"bulk-{field}"
    st.menu_button(
        label,
        options,
        key=key,
        format_func=named,
        disabled=not picked,
        on_click=_say_chosen,
        args=(scope, picked, field, key),
    )


def _say_chosen(scope: Scope, picked: Mapping[str, str], field: str, key: str) -> None:
    value = st.session_state[key]
    if value is not None:
        said = [
            Said(post_id=post, field=field, value=value, brand=brand)
            for post, brand in picked.items()
        ]
        _say_and_clear(scope, said, picked)


def _say_and_clear(scope: Scope, said: Sequence[Said], picked: Iterable[str]) -> None:
    feedback.say(scope, said)
    _pick(picked, is_picked=False)


def _disown_and_clear(scope: Scope, picked: Mapping[str, str]) -> None:
    disowned_cards.disown(scope, picked)
    _pick(picked, is_picked=False)


def _brands(scope: Scope, rows: pd.DataFrame) -> pd.Series:
    """Of which brand each row is read."""
    return rows["brand"] if scope.beside else pd.Series(scope.brand.key, index=rows.index)


def _pick(posts: Iterable[str], *, is_picked: bool) -> None:
    for post in posts:
        st.session_state[f"{PICKED}{post}"] = is_picked


def _of(rows: pd.DataFrame, posts: Collection[str]) -> list[Any]:
    return [row for _, row in rows[rows["post_id"].isin(posts)].iterrows()]
