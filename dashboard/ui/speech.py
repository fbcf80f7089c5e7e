"""The language of whoever reads this page, and what the frame says in it."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.ui.periods import Span
from wording.numbers import moment
from wording.said import ENGLISH, LANGUAGES, days, listen, said, say

__all__ = ["inside", "language", "listed", "moment", "say", "shower", "span", "switch"]

KEY = "lang"  # in the address
_SPOKEN = "spoken-choices"  # keys of widgets whose choices stand in the address as they are said
# German writes its nouns large wherever they stand.
_LARGE = ("de",)


def language() -> str:
    """The reader's language: as the switch or the address says, else as the browser asks for.

    English where there is no catalog for it, and outside a page.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        return ENGLISH
    asked = st.session_state.get(KEY) or st.query_params.get(KEY)
    return asked if asked in LANGUAGES else _asked_for()


def _asked_for() -> str:
    """What the reader's browser asks for, where there is a catalog for it."""
    code = (st.context.locale or ENGLISH).partition("-")[0].lower()
    return code if code in LANGUAGES else ENGLISH


# Numbers, charts and verdicts ask whose page is drawn.
listen(language)


def shower() -> Callable[[str], str]:
    """What shows the choices of a widget, noted by `mark`, in the language of this run.

    Streamlit asks it where no page is drawn, too, so it keeps the language.
    """
    return partial(said, language())


def listed(key: str, options: Sequence[str]) -> None:
    """Before a widget that the address keeps: take a choice said in another language for ours.

    The address holds a choice as the widget shows it, and a link goes to readers of any language.

    Args:
        key: of the widget, and in the address.
        options: in English, noted by `mark`; the widget shows them by `shower()`.
    """
    st.session_state.setdefault(_SPOKEN, set()).add(key)
    words = {said(code, one): say(one) for one in options for code in LANGUAGES}
    asked = st.query_params.get_all(key)
    told = [words.get(value, value) for value in asked]
    if told != asked:
        written(key, told)


def written(key: str, told: Sequence[str]) -> None:
    """Write values into the address before their widget is drawn, and begin the run anew.

    Not where the widget stands already: it keeps its choice when the reader changes the language.
    """
    try:
        st.query_params[key] = told
    except StreamlitAPIException:
        return  # what is bound only its widget may write
    st.rerun()  # the widget reads the address as the run found it


def inside(label: str) -> str:
    """A label in the middle of a sentence, small where the language has it so."""
    told = say(label)
    return told if language() in _LARGE else told.lower()


def span(shown: Span) -> str:
    """A span of days: 25 Oct to 21 Nov 2026, as the language writes it."""
    return days(shown.first, shown.last)


def switch() -> None:
    """Let the reader choose a language; the address keeps it from page to page."""
    # Another value in the address is dropped by the widget.
    st.selectbox(
        say("Language"),
        LANGUAGES,
        LANGUAGES.index(_asked_for()),
        key=KEY,
        bind="query-params",
        label_visibility="collapsed",
        width=80,
        on_change=_respell,
    )


def _respell() -> None:
    """Let choices stand in the address as the new language says them: what is set is written."""
    for key in st.session_state.get(_SPOKEN, ()):
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
