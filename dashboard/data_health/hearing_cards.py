"""What we do not hear, in words: the gaps of what is listened to, and what is not listened to."""

import streamlit as st

from dashboard.sources import known
from dashboard.ui import links
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.safety import esc
from wording.said import mark

_BLIND = "## What it cannot see"
_ADD = mark("Add a source")  # a step of the page Sources, too


def unheard() -> None:
    """By kind of source what it cannot hear; then the kinds that nobody set up."""
    with Card(
        say("What we do not hear"),
        say("No figure knows about it. Files hold what whoever exported them left in."),
    ):
        kinds, found = known.kinds(), known.configured()
        used: dict[str, list[str]] = {}
        for one in found.sources:
            used.setdefault(one["kind"], []).append(one["source"])
        if not used:
            st.markdown(
                say("No source is set up: what nobody loaded as a file is not heard at all.")
            )
        for kind, names in used.items():
            st.markdown(f"**{esc(known.title(kind))}** ({esc(', '.join(names), 200)})")
            st.markdown(_blind_spots(kind))
        if rest := [known.title(kind) for kind in kinds if kind not in used]:
            st.markdown(say("**Not listened to at all:** {rest}.", rest=esc(", ".join(rest), 600)))
        links.sources(say(_ADD), step=_ADD)


def _blind_spots(kind: str) -> str:
    """What its page says, else its module; words of our own."""
    _, _, told = known.document(kind).partition(_BLIND)
    if said := told.partition("\n## ")[0].strip():
        return said
    gaps = str(known.kinds()[kind]["gaps"])
    return f"{esc(gaps[:1].upper() + gaps[1:], 900)}."
