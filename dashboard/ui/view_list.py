"""Above every page: the views that are kept by name, and the form that keeps this one."""

from collections.abc import Sequence

import streamlit as st

from dashboard.ui import own_clock, query, saved_views, speech, states, who
from dashboard.ui.saved_views import SavedView
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from sql.feedback import PeopleDamaged
from wording.safety import esc, plain
from wording.said import mark

# The reader's own, and the brand, which is kept beside the query.
_OWN = ("brand", speech.KEY, own_clock.KEY)
_NAME, _SHARE, _RENAMED, _NEW = "view-name", "view-share", "view-renamed", "view-new-name"


def offer(title: str, scope: Scope, pages: Sequence[str]) -> None:
    """List the views and keep this one.

    Args:
        title: of the page that is shown.
        scope: what it is about.
        pages: titles of the pages that whoever reads may open.
    """
    st.caption(
        say("A view is a page with its filters; its numbers are those of the day you open it.")
    )
    _form(title, scope)
    try:
        views = saved_views.all_mine()
    except PeopleDamaged as error:
        st.caption(say("Views cannot be read: {error}", error=esc(error, 300)))
        return
    known = {saved_views.page_of(one): one for one in pages}
    # The widget takes a brand's name, which may be another than on the day it was saved.
    called = {row["brand"]: row["name"] for _, row in query.brands(scope.version).iterrows()}
    with st.container(gap="xxsmall"):
        for one in views:
            names = [plain(called.get(key, key), 40) for key in one.brands]
            _row(one, known.get(one.page), names)


def _form(title: str, scope: Scope) -> None:
    with st.form("view", border=False):
        st.text_input(say("Name of this view"), key=_NAME, max_chars=saved_views.LONGEST)
        if saved_views.is_signed() and who.asker().may("analyst"):
            st.checkbox(say("For everybody who may see the brand"), key=_SHARE)
        st.form_submit_button(
            say("Save this view"),
            icon=":material/bookmark_add:",
            on_click=_keep,
            args=(title, scope),
        )


def _keep(title: str, scope: Scope) -> None:
    name = plain(st.session_state.get(_NAME), saved_views.LONGEST).strip()
    if not name:
        st.toast(say("A view needs a name."), icon=":material/bookmark:")
        return
    asked = {key: st.query_params.get_all(key) for key in st.query_params}
    kept = {key: values for key, values in asked.items() if key not in _OWN}
    if scope.beside:
        kept["brand"] = [one.brand.key for one in scope.each]
    view = SavedView(
        name=name,
        page=saved_views.page_of(title),
        query=kept,
        brand=scope.brand.key,
        is_shared=not saved_views.is_signed() or bool(st.session_state.get(_SHARE)),
    )
    was_there: list[bool] = []
    if states.kept(lambda: was_there.append(saved_views.save(view))):
        st.session_state[_NAME] = ""
        text = mark("“{name}” is this view now.") if was_there[0] else mark("“{name}” is saved.")
        st.toast(say(text, name=esc(name)), icon=":material/bookmark_added:")


def _row(view: SavedView, title: str | None, brands: Sequence[str]) -> None:
    """One view: the way to it, whose it is, and what may be done with it."""
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key=f"view-{view.view_id}"
    ):
        if title:
            name = esc(view.name, saved_views.LONGEST)
            st.link_button(name, view.address(brands[0]), type="tertiary")
        else:
            st.text(plain(view.name, saved_views.LONGEST), width="content")
        st.caption(_said(view, title, brands), width="content")
        if not view.is_mine:
            return
        if st.session_state.get(_RENAMED) == view.view_id:
            _renaming(view)
            return
        st.button(
            say("Rename"),
            key=f"rename-{view.view_id}",
            type="tertiary",
            on_click=_begin,
            args=(view,),
        )
        st.button(
            say("Delete"),
            key=f"delete-{view.view_id}",
            type="tertiary",
            on_click=_delete,
            args=(view,),
        )


def _said(view: SavedView, title: str | None, brands: Sequence[str]) -> str:
    told = [
        title or say("a page that you cannot open"),
        say(" and ").join(esc(brand, 40) for brand in brands),
    ]
    if saved_views.is_signed():
        told.append(
            say("by {owner}", owner=esc(view.owner, 40)) if view.is_shared else say("only you")
        )
    return " · ".join(told).replace("@", "@\u2060")


def _begin(view: SavedView) -> None:
    st.session_state[_RENAMED] = view.view_id
    st.session_state[_NEW] = view.name


def _renaming(view: SavedView) -> None:
    st.text_input(
        say("New name"),
        key=_NEW,
        max_chars=saved_views.LONGEST,
        label_visibility="collapsed",
        width=170,
    )
    st.button(say("Save"), key=f"renamed-{view.view_id}", on_click=_rename, args=(view,))


def _rename(view: SavedView) -> None:
    name = plain(st.session_state.get(_NEW), saved_views.LONGEST).strip()
    st.session_state[_RENAMED] = None
    if name and name != view.name and states.kept(lambda: saved_views.rename(view, name)):
        st.toast(say("It is called “{name}” now.", name=esc(name)), icon=":material/bookmark:")


def _delete(view: SavedView) -> None:
    if states.kept(lambda: saved_views.delete(view)):
        st.toast(
            say("“{name}” is deleted.", name=esc(view.name)), icon=":material/bookmark_remove:"
        )
