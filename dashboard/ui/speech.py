"""The language of whoever reads this page, and what the frame says in it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.ui.periods import Span
from wording.numbers import UNKNOWN, is_known
from wording.said import ENGLISH, LANGUAGES, day, said

KEY = "lang"  # in the address
# German writes its nouns large wherever they stand.
_LARGE = ("de",)


def language() -> str:
    """The reader's language: as the switch or the address says, English for any other.

    The browser's own is not followed while cards speak English alone.
    """
    asked = st.session_state.get(KEY) or st.query_params.get(KEY)
    return asked if asked in LANGUAGES else ENGLISH


def say(text: str, **values: object) -> str:
    """A text of ours in the reader's language, as `wording.said.said` has it."""
    return said(language(), text, **values)


def inside(label: str) -> str:
    """A label in the middle of a sentence, small where the language has it so."""
    told = say(label)
    return told if language() in _LARGE else told.lower()


def span(shown: Span) -> str:
    """A span of days: 25 Oct to 21 Nov 2026, as the language writes it."""
    with_year = shown.first.year != shown.last.year
    first = day(language(), shown.first, with_year=with_year)
    return f"{first} – {day(language(), shown.last)}"  # noqa: RUF001 - a dash between dates


def moment(when: datetime | None, zone: ZoneInfo) -> str:
    """Day and minute in a time zone: 21 Nov 2026, 09:40; a dash when unknown."""
    if when is None or not is_known(when):
        return UNKNOWN
    local = when.astimezone(zone)
    return f"{day(language(), local)}, {local:%H:%M}"


def switch() -> None:
    """Let the reader choose a language; the address keeps it from page to page."""
    # Another value in the address is dropped by the widget.
    st.selectbox(
        say("Language"),
        LANGUAGES,
        key=KEY,
        bind="query-params",
        label_visibility="collapsed",
        width=80,
    )
    if language() != ENGLISH:
        st.caption(
            say("Menu, filters and this line are translated; cards are in English so far."),
            width="content",
        )
