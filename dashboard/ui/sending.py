"""“Send me this page”: the view that stands in the address, by mail, every day or week."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

import streamlit as st

from dashboard.ui import filters, periods, query, speech, who
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from sql import sent_pages
from sql.feedback import PeopleDamaged
from sql.past import is_past
from sql.sent_pages import DAY, PAGES, WEEK, SentPage
from wording.safety import esc
from wording.said import mark

EVERY = {WEEK: mark("Every Monday"), DAY: mark("Every day")}
_BY_TITLE = {title: page for page, title in PAGES.items()}


def offer(title: str, scope: Scope) -> None:
    """Offer to send a page, and list what of it is sent already, each with a way back.

    Args:
        title: of the page.
        scope: what it is about.
    """
    st.markdown(f"**{say('Send me this page')}**")
    if why := why_not(title, scope):
        st.caption(why)
        return
    page = _BY_TITLE[title]
    people = query.people(scope.version)
    if not people:
        st.caption(say("Nobody can be told yet: name people in `[people]` of earshot.toml."))
    else:
        _ask(page, scope, people)
    _asked(page, scope)


def why_not(title: str, scope: Scope) -> str:
    """Why a page cannot be sent; empty where it can."""
    if title not in _BY_TITLE:
        return say("This page has no figures of a brand to send: open another one.")
    if is_past(scope.version):
        return say("A page of the past says the same every day: leave “As of” to have it sent.")
    if st.session_state.get("period") == periods.DATES:
        return say("Days that were picked say the same every day: choose a period that moves on.")
    if not who.asker().may("lead"):
        return say("Sending pages to people is for the role lead: ask one.")
    return ""


def _ask(page: str, scope: Scope, people: Sequence[str]) -> None:
    st.caption(
        say(
            "Its main figures with their intervals and links, the filters and the period as they "
            "are now; no log-in is needed to read them."
        )
    )
    if scope.beside:
        st.caption(say("Of several brands: a message of its own for each, on its own clock."))
    tell = st.multiselect(say("To##whom"), people, key="send-to", placeholder=say("Whom?"))
    every = st.segmented_control(
        say("How often"),
        list(EVERY),
        default=WEEK,
        required=True,
        format_func={one: say(text) for one, text in EVERY.items()}.__getitem__,
        key="send-every",
        label_visibility="collapsed",
    )
    zone = scope.brand.zone.key
    at = st.time_input(say("At, {zone}", zone=esc(zone.replace("_", " "))), time(8), key="send-at")
    st.button(
        say("Send it"),
        key="send-page",
        disabled=not tell or at is None,
        on_click=_keep,
        args=(page, scope, tuple(tell), every or WEEK, at),
    )


def _keep(page: str, scope: Scope, tell: Sequence[str], every: str, at: time) -> None:
    """Write it down and say so; a page of several brands is sent of each."""
    for one in scope.each:
        wish = SentPage(
            page=page,
            brand=one.brand.key,
            period=st.session_state.get("period") or "28d",
            filters=one.filters,
            address=filters.address(one),
            every=every,
            at=at.hour * 60 + at.minute,
            zone=one.brand.zone.key,
            tell=tell,
            who="dashboard",
            said_at=datetime.now(UTC),
            language=speech.language(),
        )
        query.say([wish.action()])
    st.toast(
        say(
            "{page} is sent to {people}: {every} at {at}. How it went stands on Live risk.",
            page=say(PAGES[page]),
            people=esc(", ".join(tell), 200),
            every=speech.inside(EVERY[every]),
            at=f"{at:%H:%M}",
        ),
        icon=":material/schedule_send:",
    )


def _asked(page: str, scope: Scope) -> None:
    """What of this page and brand is sent, with what its filters keep."""
    try:
        wishes = sent_pages.standing(query.said(sent_pages.KIND, [page]))
    except PeopleDamaged as error:
        st.caption(say("What is sent cannot be read: {error}", error=esc(error, 300)))
        return
    names = dict(zip((one.brand.key for one in scope.each), scope.names, strict=True))
    for one in wishes:
        if one.brand not in names:
            continue
        kept = [esc(names[one.brand], 40)] if scope.beside else []
        kept += [esc(value, 30) for values in one.address.values() for value in values]
        told = say(
            "{every} at {at}, {period}",
            every=say(EVERY[one.every]),
            at=f"{one.at // 60:02}:{one.at % 60:02}",
            period=say(one.period),
        )
        st.caption(f"{told}{''.join(f', {value}' for value in kept)}: {esc(', '.join(one.tell))}")
        st.button(
            say("Send it no more"),
            key=f"send-no-more-{one.batch_id}",
            on_click=_take_back,
            args=(one.batch_id,),
        )


def _take_back(batch_id: str) -> None:
    query.take_back(batch_id, "dashboard")
    st.toast(say("It is sent no more."), icon=":material/cancel_schedule_send:")
