"""Of several brands that are chosen: all together, or one of them closer.

Which one stands in the address (`of=KEY`), by key and bound to no widget, so that a link from a
figure of one brand leads to the mentions of that brand alone.
"""

import streamlit as st

from dashboard.ui.links import CLOSER
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.safety import esc, plain
from wording.said import mark

_CHOICE = "closer-choice"
_ALL = ""
# Pages that show all of the brands together; every other one speaks of one brand.
TOGETHER = (
    mark("Overview"),
    mark("Sentiment"),
    mark("Spikes"),
    mark("Live risk"),
    mark("Response desk"),
    mark("Replies"),
    mark("Mentions"),
)
# What a page may be asked for that is of one brand: a conversation, a spike or an alert, and what
# follows from its target, its answers or its baseline.
OF_ONE = frozenset(
    {
        "addressed", "after_reply", "age", "alert", "asked_back", "asked_topic", "asked_with",
        "asks", "came_back", "complaining", "conversation", "day_over",
        "followers", "named", "never", "older", "overdue", "promise", "question", "reply",
        "reply_by", "responder", "set_off_by", "show", "sla", "spike", "take",
        "template", "turn", "turn_band", "turn_hour", "turn_lang", "turn_part", "turn_source",
        "turn_status", "turn_topic", "turn_week", "waiting",
    }
)  # fmt: skip
# They speak of everything that is held, or of nothing that is.
OF_ALL = ("Sources", "Data health")


def choose(title: str, scope: Scope) -> Scope:
    """The scope that a page is drawn for, with the choice among the brands above it.

    Args:
        title: of the page, in English.
        scope: of all the brands that are chosen.
    """
    if not scope.beside or title in OF_ALL:
        return scope.each[0]
    keys = [one.brand.key for one in scope.each]
    is_together = title in TOGETHER and not OF_ONE.intersection(st.query_params)
    asked = st.query_params.get(CLOSER, _ALL)
    shown = asked if asked in keys else _ALL if is_together else keys[0]
    if shown == _ALL:
        st.query_params.pop(CLOSER, None)
    elif asked != shown:
        st.query_params[CLOSER] = shown
    _draw(scope, shown, is_together=is_together)
    return scope if shown == _ALL else scope.of(shown)


def _draw(scope: Scope, shown: str, *, is_together: bool) -> None:
    names = {one.brand.key: plain(one.brand.name, 40) for one in scope.each}
    st.session_state[_CHOICE] = shown
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="closer"):
        st.segmented_control(
            say("Of the chosen brands"),
            [_ALL, *names] if is_together else list(names),
            format_func=lambda one: names.get(one) or say("All together"),
            required=True,
            key=_CHOICE,
            on_change=_turn,
            label_visibility="collapsed",
        )
        if not is_together:
            st.caption(
                say(
                    "{n} brands are chosen. Figures of this page follow rules of one brand: these "
                    "are of {name}.",
                    n=len(names),
                    name=esc(names[shown], 40),
                ),
                width="content",
            )


def _turn() -> None:
    if shown := st.session_state.get(_CHOICE):
        st.query_params[CLOSER] = shown
    else:
        st.query_params.pop(CLOSER, None)
