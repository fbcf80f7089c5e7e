"""What a page shows when it cannot show numbers: nothing there, old, damaged, one card broken."""

import logging
import uuid
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType
from typing import Self

import streamlit as st

from dashboard.ui import filters, glossary, speech
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from sql.feedback import PeopleDamaged
from wording.numbers import duration, moment
from wording.safety import esc, plain

log = logging.getLogger(__name__)

LATE = timedelta(hours=3)
TOO_LATE = timedelta(hours=24)


class Card:
    """A bordered box with a title; when its content fails, it fails alone.

    Args:
        title: what is seen.
        caption: one line on how to read it.
        term: key of the glossary, for the definition behind the question mark.
    """

    def __init__(self, title: str, caption: str = "", term: str = "") -> None:
        self._title, self._caption, self._term = title, caption, term
        self._box = st.container(border=True, height="stretch", gap="xxsmall")

    def __enter__(self) -> Self:
        self._box.__enter__()
        st.header(self._title, help=glossary.help_text(self._term), anchor=False)
        if self._caption:
            st.caption(self._caption)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        # Streamlit's own signals (stop, rerun) are no Exception and pass.
        broken = isinstance(error, Exception)
        if broken:
            reference = uuid.uuid4().hex[:8]
            log.error("card %r failed, reference %s", self._title, reference, exc_info=error)
            st.error(
                say(
                    "This card could not be drawn; the others are right. Reference "
                    "**{reference}**.",
                    reference=reference,
                ),
                icon=":material/error:",
            )
        self._box.__exit__(None if broken else kind, None if broken else error, None)
        return broken


def unreadable(reason: str) -> None:
    """The whole page, when no version on disk can be read."""
    st.error(
        say(
            "No published version can be opened. `earshot restore FILE` brings a backup back; "
            "what comes next shows here by itself."
        ),
        title=say("The warehouse cannot be read"),
        icon=":material/error:",
    )
    st.text(plain(reason))


def nothing_matches(
    scope: Scope,
    narrowed: str = "",
    forget: Callable[[], None] = filters.forget,
    *,
    is_timeless: bool = False,
) -> None:
    """In place of a page's content, when filters, or what narrows beside them, leave nothing.

    Args:
        scope: what the page is about.
        narrowed: what narrows beside the filters, as people read it and safe; empty for nothing.
        forget: takes everything away that narrows.
        is_timeless: it reaches beyond the period, which is not to blame then.
    """
    why = say(" and ").join(
        filter(None, [narrowed, filters.lacking(scope, "" if narrowed else None)])
    )
    when = say("at any time") if is_timeless else speech.span(scope.span)
    with st.container(border=True, height=220, vertical_alignment="center"):
        st.header(say("No mentions here"), anchor=False)
        st.markdown(
            say(
                "{name} has no mention for {why}, {when}.",
                name=say(" and ").join(esc(name) for name in scope.names),
                why=why,
                when=when,
            )
        )
        st.button(say("Clear filters"), icon=":material/filter_alt_off:", on_click=forget)


def answers_unknown(scope: Scope) -> None:
    """In place of all that is said of answers, where the brand's own voice is missing."""
    with st.container(border=True, height=220, vertical_alignment="center"):
        st.header(say("Nobody knows who was answered"), anchor=False)
        st.markdown(
            say(
                "Nothing by {name} itself was ever loaded, so its answers are unknown, not "
                "missing: no wait, no queue and no target is claimed. Name its accounts "
                "(`own_accounts` in earshot.toml, `--own-account` of `earshot load`) or load "
                "what it wrote.",
                name=esc(scope.brand.name),
            )
        )


def kept(say: Callable[[], object]) -> bool:
    """Whether what somebody says could be written down; else a toast tells why not."""
    try:
        say()
    except PeopleDamaged as error:
        st.toast(esc(error, 300), icon=":material/error:", duration="long")
        return False
    return True


def old(scope: Scope, problem: str | None) -> None:
    """Warn above the page when what it shows is not the latest that there could be."""
    if problem:
        st.error(esc(problem, 300), title=say("An older version is shown"), icon=":material/error:")
    for one in scope.each:
        _late(one)


def _late(scope: Scope) -> None:
    if age := late_by(scope):
        draw = st.error if age > TOO_LATE else st.warning
        draw(
            say(
                "{name} is known up to {observed_until}; what happened in the {age} since is not "
                "in any figure. Data health says which source stands still.",
                name=esc(scope.brand.name),
                observed_until=moment(scope.brand.observed_until, scope.clock),
                age=duration(age.total_seconds()),
            ),
            title=say("Data is {age} old", age=duration(age.total_seconds())),
            icon=":material/schedule:",
        )


def late_by(scope: Scope) -> timedelta | None:
    """How far the brand's sources are behind; None when they are not, or never promised to be."""
    brand = scope.brand
    if not brand.is_live or brand.observed_until is None:
        return None
    age = scope.now - brand.observed_until
    return age if age > LATE else None
