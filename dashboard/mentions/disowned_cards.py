"""What people said is not about the brand: said of a post, listed, taken back."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard.mentions import feedback, queries
from dashboard.mentions.feedback import Said
from dashboard.ui import query, who
from dashboard.ui.scope import Scope
from dashboard.ui.speech import moment, say
from sql.feedback import PeopleDamaged, not_undone
from wording.numbers import count, is_known
from wording.safety import clipped, esc, link, plain

FIELD, NO = "about", "no"
SHOWN = 50
ICON = ":material/block:"


def button(scope: Scope, post_id: str) -> None:
    """Says of one post that it is not about the brand."""
    st.button(
        say("Not about us"),
        key=f"disown-{post_id}",
        icon=ICON,
        type="tertiary",
        help=say("Its name means something else here: the post leaves every figure of the brand."),
        on_click=disown,
        args=(scope, {post_id: scope.brand.key}),
    )


def disown(scope: Scope, posts: Mapping[str, str]) -> None:
    """Write down that posts are not about a brand, each about the one that stands beside it."""
    feedback.say(
        scope,
        [Said(post_id=post, field=FIELD, value=NO, brand=brand) for post, brand in posts.items()],
    )


def badge(row: pd.Series) -> None:
    """On a card: somebody said so, and the figures follow with the next run."""
    if row.get("is_disowned"):
        st.badge(
            say("Not about us"),
            icon=ICON,
            color="gray",
            help=say("It leaves the list and every figure of the brand with the next run."),
        )


def listed(scope: Scope) -> None:
    """How many posts are not about each brand, people say, and which; nothing where none is."""
    for one in scope.each:
        _listed(one)


def _listed(scope: Scope) -> None:
    rows = queries.disowned(scope)
    if rows.empty:
        return
    told, copies = int((~rows["is_copy"].astype(bool)).sum()), int(rows["is_copy"].sum())
    label = (
        say("{n} post is not about {brand}, people say", n=count(told), brand=_name(scope))
        if told == 1
        else say("{n} posts are not about {brand}, people say", n=count(told), brand=_name(scope))
    )
    with st.expander(label, icon=ICON, key=f"disowned-{scope.brand.key}"):
        st.caption(
            say(
                "They count in no figure of the brand, nor do {copies} copies of them and what "
                "hung on them in their threads alone.",
                copies=count(copies),
            )
        )
        shown = rows[~rows["is_copy"].astype(bool)].head(SHOWN)
        batches = _batches(scope, list(shown["post_id"]))
        for _, row in shown.iterrows():
            _one(scope, row, batches.get(row["post_id"]))
        if told > SHOWN:
            st.caption(say("The newest {n} are listed.", n=count(SHOWN)))


def _one(scope: Scope, row: pd.Series, batch_id: str | None) -> None:
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            author = (
                esc(row["author_name"], 40) if is_known(row["author_name"]) else say("somebody")
            )
            st.caption(
                say(
                    "{who} on {source}, {at}; said by {person}",
                    who=author,
                    source=esc(row["source"], 40),
                    at=moment(row["created_at"], scope.clock),
                    person=esc(row["said_by"], 40),
                ),
                width="content",
            )
            if address := link(row["url"]):
                st.link_button(
                    say("Original"), address, icon=":material/open_in_new:", type="tertiary"
                )
            if batch_id is not None and who.asker().may("analyst"):
                st.button(
                    say("Take back"),
                    key=f"own-{row['post_id']}",
                    icon=":material/undo:",
                    type="tertiary",
                    help=say("It counts again with the next run, and what was said with it."),
                    on_click=feedback.take_back,
                    args=(batch_id,),
                )
            elif batch_id is None:
                st.caption(say("taken back: it counts again with the next run"), width="content")
        st.text(clipped(row["title_or_text"], 240))


def _batches(scope: Scope, post_ids: list[str]) -> dict[str, str]:
    """By post the stroke with which somebody said so, as far as it still stands."""
    try:
        said = query.said(feedback.LABEL, post_ids)
    except PeopleDamaged:
        return {}  # the page says so where it asks what was said about its posts
    standing = [
        one
        for one in not_undone(said)
        if one.brand == scope.brand.key and one.field == FIELD and one.value == NO
    ]
    return {one.subject: one.batch_id for one in sorted(standing, key=lambda one: one.said_at)}


def _name(scope: Scope) -> str:
    return esc(plain(scope.brand.name, 60))
