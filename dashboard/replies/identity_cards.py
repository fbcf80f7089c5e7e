"""Who may be the person behind a complaint elsewhere, and what people say of that."""

import pandas as pd
import streamlit as st

from dashboard.replies import feedback, queries
from dashboard.ui import links, who
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.numbers import moment
from wording.safety import plain

SHOWN = 5


def identities(scope: Scope, turn_id: str) -> None:
    """Other authors who may be the same person, each with why; nothing where there is none.

    Args:
        scope: of the page.
        turn_id: post that began the chain, as views name it.
    """
    rows = queries.possible_identities(scope, turn_id)
    if rows.empty:
        return
    st.markdown(say("**Possibly the same person elsewhere**: no proof, and in no figure."))
    said = feedback.identities(scope.brand.key, turn_id)
    for _, row in rows.head(SHOWN).iterrows():
        _one(scope, turn_id, row, said)


def _one(scope: Scope, turn_id: str, row: pd.Series, spoken: dict[str, bool]) -> None:
    other = str(row["post_id"])
    said = spoken.get(other)
    at = moment(row["created_at"], scope.clock)
    st.caption(
        say(
            "{name} on {source}, {at}: {sign}; shared words: {words}",
            name=plain(row["author_name"], 40),
            source=plain(row["source"], 40),
            at=at,
            sign=_sign(row),
            words=", ".join(plain(word, 30) for word in row["words"]),
        )
    )
    st.text(plain(row["text"], 240))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        may = who.asker().may("analyst")
        if said is None and not row["is_said_same"]:
            for is_same in (True, False) * may:
                _button(scope, turn_id, other, is_same=is_same)
        else:
            is_same = bool(row["is_said_same"]) if said is None else said
            st.badge(say("Said to be the same person") if is_same else say("Said to be another"))
            key = f"unsay-{turn_id}-{other}"
            if may and said is not None and st.button(say("Take back"), key=key):
                feedback.unsay_identity(scope.brand.key, turn_id, other)
                st.rerun()
        links.mentions(say("Their post"), post=other)


def _button(scope: Scope, turn_id: str, other: str, *, is_same: bool) -> None:
    label = say("The same person") if is_same else say("Not the same")
    if st.button(label, key=f"identity-{'same' if is_same else 'other'}-{turn_id}-{other}"):
        feedback.say_identity(scope.brand.key, turn_id, other, is_same=is_same)
        st.rerun()


def _sign(row: pd.Series) -> str:
    if row["has_name"] and row["has_handle"]:
        return say("the same unusual name, a handle of the same letters")
    return say("the same unusual name") if row["has_name"] else say("a handle of the same letters")
