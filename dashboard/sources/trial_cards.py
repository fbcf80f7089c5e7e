"""What came of trying a source, on one screen."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.ui.verbs import Told
from wording.safety import esc, plain

# Words, and how they are told.
_HEADS: Mapping[str, tuple[str, str]] = {
    "works": ("It works", "success"),
    "empty": ("It answers, and there is nothing yet", "success"),
    "not understood": ("It answers, and nothing of it is understood", "warning"),
    "missing": ("Something is missing", "warning"),
    "refused": ("It refuses", "error"),
    "spent": ("Its budget is spent", "warning"),
    "unreachable": ("It cannot be reached", "error"),
    "too slow": ("It does not answer in time", "error"),
    "broken": ("Earshot stumbled over it", "error"),
}
_ICONS = {"success": "check_circle", "warning": "warning", "error": "error"}


def trial(told: Told) -> None:
    """State, sentences, up to three posts as they are understood, and why others were refused."""
    if told.problem:
        st.error(esc(told.problem, 600), title="It cannot be tried yet", icon=":material/error:")
        return
    found = told.found
    head, kind = _HEADS.get(found["state"], (found["state"], "warning"))
    draw = {"success": st.success, "warning": st.warning, "error": st.error}[kind]
    first, *rest = found["told"]
    draw(esc(first, 500), title=head, icon=f":material/{_ICONS[kind]}:")
    for line in rest:
        st.caption(esc(line, 500))
    for one in found["shown"]:
        _post(one)
    for reason in found["refused"]:
        st.caption(f"Refused: {esc(reason, 300)}")


def _post(shown: Mapping[str, Any]) -> None:
    parts = [
        f"{str(shown['created_at'])[:16]} UTC",
        str(shown["kind"]),
        f"{shown['rating']:g} of 5" if shown["rating"] is not None else "",
        f"by {shown['author'] or 'nobody named'}",
        "the brand itself" if shown["is_outbound"] else "",
    ]
    with st.container(border=True, gap="xxsmall"):
        st.caption(" · ".join(esc(part) for part in parts if part))
        if shown["title"]:
            st.markdown(f"**{esc(shown['title'], 200)}**")
        st.text(plain(shown["text"], 300))
