"""The part that all pages share: title, filters, warnings, share, footer."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from dashboard.ui import (
    closer,
    filters,
    links,
    notes,
    own_clock,
    past,
    query,
    sending,
    speech,
    start,
    states,
    taking,
    view_list,
    who,
    width,
)
from dashboard.ui.scope import Scope, enter
from dashboard.ui.speech import moment, say
from sql.errors import WarehouseEmpty, WarehouseError
from sql.past import is_past
from wording.safety import esc
from wording.said import mark

# A constant: nothing that anybody wrote is ever shown as HTML.
WITHOUT_DATA = (mark("Sources"),)  # pages that show something before anything is loaded
_SCRIPTS = "".join(
    f'<script type="module" src="api/{name}.js"></script>' for name in ("marks", "along", "clock")
)


def open_page(title: str, pages: Sequence[Page], names: Sequence[str]) -> Scope | None:
    """Draw what stands above a page; None when there is nothing for a page to show.

    Args:
        title: of the page, in English.
        pages: all that the reader may open, in the order of the menu.
        names: their titles in English.
    """
    head = st.container(
        horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"
    )
    with head:
        st.title(say(title), anchor=False, width="content")
        if width.is_narrow():
            _menu(title, pages)
    try:
        version = query.version()
    except WarehouseEmpty as error:
        _nothing_loaded(title, str(error))
        return None
    except WarehouseError as error:
        states.unreadable(str(error))
        return None
    try:
        scope = _head(head, title, version, names)
    except past.NotMade as wanted:
        past.wait(wanted)
        st.stop()
    if scope is None:
        _nothing_loaded(title, say("The warehouse holds no mention of this brand yet."))
        return None
    past.banner(scope)
    states.old(scope, query.problem())
    return scope


def close_page(title: str, scope: Scope | None) -> None:
    """Draw what stands below a page: how fresh it is and where its numbers come from."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="foot"):
        if scope is None:
            st.badge(say("Nothing loaded yet"), icon=":material/inbox:", color="gray")
            speech.switch()
            return
        scope = min(scope.each, key=_known_until)
        until = moment(scope.brand.observed_until, scope.clock)
        if is_past(scope.version):
            then = moment(scope.now, scope.clock)
            st.badge(say("As of {then}", then=then), icon=":material/history:", color="orange")
        elif not scope.brand.is_live:
            st.badge(
                say("As loaded: data to {until}", until=until),
                icon=":material/draft:",
                color="gray",
            )
        elif states.late_by(scope):
            st.badge(
                say("Data to {until}", until=until), icon=":material/schedule:", color="orange"
            )
        else:
            st.badge(
                say("Fresh: data to {until}", until=until),
                icon=":material/check_circle:",
                color="green",
            )
        if query.is_demo(scope.version):
            st.badge(say("Invented sample story"), icon=":material/science:", color="violet")
        if title != mark("Data health"):
            links.data_health(say("Sources and gaps"))
        if title != mark("Methods"):
            links.methods(say("How these numbers are made"))
        own_clock.switch(scope)
        speech.switch()
        who.leave()
    # Streamlit's own way from a click to another page leaves two more steps in the history.
    st.html(_SCRIPTS, unsafe_allow_javascript=True)
    watch(scope.version, st.context.theme.type)


def _known_until(scope: Scope) -> datetime:
    """Up to when a brand is known: of several that which is known least far speaks for all."""
    return scope.brand.observed_until or scope.span.until


@st.fragment(run_every="30s")
def watch(version: str, theme: str | None) -> None:
    """Offer new data when there is some; repaint the charts when the theme was switched."""
    if st.context.theme.type != theme:
        st.rerun()
    try:
        newest = query.version()
    except WarehouseError:
        return
    if newest != version and not is_past(version):
        st.button(say("New data: show it"), icon=":material/refresh:", key="show-new-data")


def _nothing_loaded(title: str, reason: str) -> None:
    if title not in WITHOUT_DATA:
        start.draw(reason)


def _menu(title: str, pages: Sequence[Page]) -> None:
    """The pages by name, where Streamlit's own list of them is an arrow without a word.

    Its key is the page's: another page's menu is another one, and closed.
    """
    with st.popover(say("Menu"), icon=":material/menu:", key=f"menu-{title}"):
        for one in pages:
            st.page_link(one, label=one.title, icon=one.icon, width="stretch")


def _head(head: DeltaGenerator, title: str, version: str, pages: Sequence[str]) -> Scope | None:
    told = st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="told"
    )
    more = st.container(
        horizontal=True, wrap=False, gap="xsmall", vertical_alignment="center", key="chips"
    )
    with (
        head,
        st.container(
            horizontal=True,
            width="content",
            vertical_alignment="bottom",
            gap="small",
            key="controls",
        ),
    ):
        whole = filters.draw(version, more, is_searching=title == mark("Mentions"))
    scope = whole and closer.choose(title, whole)
    if whole and scope:
        enter(scope)
        told.caption(filters.summary(whole), width="content")
    beside = told.container(horizontal=True, width="content", gap="xsmall")
    # On a phone they stand in the row that a finger moves, so that the first fact is not pushed.
    with more if width.is_narrow() else beside:
        _take_along(title, scope, whole, pages)
    return scope


def _take_along(title: str, scope: Scope | None, whole: Scope | None, pages: Sequence[str]) -> None:
    """What is written down beside the figures, and ways to send them on.

    Args:
        title: of the page, in English.
        scope: what the page shows.
        whole: of all the brands that are chosen.
        pages: titles of all that the reader may open.
    """
    if scope and whole:
        with st.popover(say("Views##saved"), icon=":material/bookmarks:", type="tertiary"):
            view_list.offer(title, whole, pages)
        with st.popover(say("Notes"), icon=":material/edit_note:", type="tertiary"):
            if whole.beside:
                name = esc(scope.each[0].brand.name, 40)
                st.caption(say("Of {name}; look at another brand closer for its own.", name=name))
            notes.offer(scope.each[0])
    _share(title, scope)


def _share(title: str, scope: Scope | None) -> None:
    with st.popover(say("Share"), icon=":material/link:", type="tertiary"):
        st.caption(say("This address shows the same view to anybody who may open this dashboard."))
        st.code(_address(), language=None, wrap_lines=True)
        if scope is not None:
            taking.offer(title, scope, _address())
            sending.offer(title, scope)


def _address() -> str:
    """Of this view; whoever opens it reads it in a language and by a clock of their own."""
    own = (speech.KEY, own_clock.KEY)
    query = {key: st.query_params.get_all(key) for key in st.query_params if key not in own}
    parts = urlsplit(st.context.url or "")
    return urlunsplit(parts._replace(query=urlencode(query, doseq=True)))
