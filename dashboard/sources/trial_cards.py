"""What came of trying a source, on one screen."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.ui.speech import say
from dashboard.ui.verbs import Told
from wording.numbers import decimal
from wording.safety import esc, plain
from wording.said import mark

# Words, and how they are told.
_HEADS: Mapping[str, tuple[str, str]] = {
    "works": (mark("It works"), "success"),
    "empty": (mark("It answers, and there is nothing yet"), "success"),
    "not understood": (mark("It answers, and nothing of it is understood"), "warning"),
    "missing": (mark("Something is missing"), "warning"),
    "refused": (mark("It refuses"), "error"),
    "spent": (mark("Its budget is spent"), "warning"),
    "unreachable": (mark("It cannot be reached"), "error"),
    "too slow": (mark("It does not answer in time"), "error"),
    "broken": (mark("Earshot stumbled over it"), "error"),
}
_ICONS = {"success": "check_circle", "warning": "warning", "error": "error"}


def trial(told: Told) -> None:
    """State, sentences, up to three posts as they are understood, and why others were refused."""
    if told.problem:
        st.error(
            esc(told.problem, 600), title=say("It cannot be tried yet"), icon=":material/error:"
        )
        return
    found = told.found
    head, kind = _HEADS.get(found["state"], (found["state"], "warning"))
    draw = {"success": st.success, "warning": st.warning, "error": st.error}[kind]
    first, *rest = found["told"]
    draw(esc(first, 500), title=say(head), icon=f":material/{_ICONS[kind]}:")
    for line in rest:
        st.caption(esc(line, 500))
    for one in found["shown"]:
        _post(one)
    for reason in found["refused"]:
        st.caption(say("Refused: {reason}", reason=esc(reason, 300)))


def _stars(rating: float | None) -> str:
    return (
        "" if rating is None else say("{rating} of 5", rating=decimal(rating, int(rating % 1 > 0)))
    )


def _post(shown: Mapping[str, Any]) -> None:
    parts = [
        f"{str(shown['created_at'])[:16]} UTC",
        say(str(shown["kind"])),
        _stars(shown["rating"]),
        say("by {name}", name=shown["author"] or say("nobody named")),
        say("the brand itself") if shown["is_outbound"] else "",
    ]
    with st.container(border=True, gap="xxsmall"):
        st.caption(" · ".join(esc(part) for part in parts if part))
        if shown["title"]:
            st.markdown(f"**{esc(shown['title'], 200)}**")
        st.text(plain(shown["text"], 300))
