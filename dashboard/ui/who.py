"""Who asks: logged in by a provider, named by a proxy, or sitting at the machine."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TypeVar

import streamlit as st

from dashboard.ui.speech import say
from sql import access
from sql.access import AT_THE_MACHINE, Asker, NotPermitted
from wording.safety import esc
from wording.said import ENGLISH, speaking

T = TypeVar("T")
_NOTED = "login-noted"
_KNOWN: ContextVar[Asker | None] = ContextVar("known", default=None)


def asker() -> Asker:
    """Whoever reads this page.

    Raises:
        NotPermitted: nobody is logged in, or they may not enter.
    """
    known = _KNOWN.get()
    return _judging()() if known is None else known


def _judging() -> Callable[[], Asker]:
    """Judges whoever reads this page now, at each call by the rules and the clock of then.

    Raises:
        NotPermitted: nobody is logged in, or no proxy names anybody.
    """
    held = access.rules()
    if held is None:
        return lambda: AT_THE_MACHINE
    if held["has_provider"]:
        if not (claims := _claims()).get("is_logged_in"):
            raise NotPermitted("log in first")
        return lambda: access.judged(access.rules() or held, claims, datetime.now(UTC))
    name = _by_proxy(held)
    return lambda: access.granted(access.rules() or held, [name], name)


def enter() -> bool:
    """Let the reader in; False, and a page that says why not, where they may not."""
    held = access.rules_or_none()
    try:
        one = asker()
    except NotPermitted as reason:
        _outside(held, str(reason))
        return False
    if held is not None and st.session_state.get(_NOTED) != one.name:
        st.session_state[_NOTED] = one.name
        note("log-in", role=one.role)
    return True


def sees_all() -> bool:
    """Whether every brand that is held may be seen."""
    return asker().brands is None


def only_own() -> str:
    """What is said where figures by who answered are the reader's own alone; empty elsewhere."""
    signs = asker().signs
    if signs is None:
        return ""
    if not signs:
        return say(
            "Only your own answers are shown apart, and nobody wrote yet under what you sign: an "
            "admin adds you to signatures of [access] in earshot.toml."
        )
    names = ", ".join(esc(one, 40) for one in sorted(signs))
    return say("Only your own answers are shown apart: those signed {names}.", names=names)


def leave() -> None:
    """A way out, with the reader's name; nothing where nobody logs in."""
    held = access.rules()
    if held is None:
        return
    one = asker()
    st.badge(f"{esc(one.name, 60)}, {one.role}", icon=":material/person:", color="gray")
    if held["has_provider"]:
        st.button(say("Log out"), key="log-out", type="tertiary", on_click=_log_out)


def _log_out() -> None:
    note("log-out")
    st.logout()


@contextmanager
def reading(reader: Asker) -> Iterator[None]:
    """Ask as this reader, where no page runs."""
    token = _KNOWN.set(reader)
    try:
        yield
    finally:
        _KNOWN.reset(token)


def later(make: Callable[[], T], what: str) -> Callable[[], T]:
    """What makes a file when somebody asks for it, as whoever reads the page now; it is noted.

    They may have stayed on the page until their session or their role had ended: then there is no
    file, but NotPermitted.
    """
    judge = _judging()

    def made() -> T:
        with reading(judge()):
            note("export", file=what)
            # A file of figures is for anybody; a brief says itself whom it is for.
            with speaking(ENGLISH):
                return make()

    return made


def need(role: str) -> None:
    """Go on only if whoever asks may what a role may.

    Raises:
        NotPermitted: they may not.
    """
    if not asker().may(role):
        raise NotPermitted(f"this is for the role {role}; ask an admin")


def note(what: str, **more: object) -> None:
    """Write down what whoever asks did, where people are told apart."""
    from dashboard.ui import query  # noqa: PLC0415 - that module asks this one who may

    if access.rules() is not None:
        access.note(query.folder(), asker().name, what, **more)


def _claims() -> Mapping[str, Any]:
    """What the provider says of the reader; where no page runs nobody is logged in."""
    return st.user.to_dict()


def _by_proxy(held: Mapping[str, Any]) -> str:
    """The reader's name in the header of a proxy that is trusted; loopback has no address."""
    near = st.context.ip_address or "127.0.0.1"
    if near not in held["trusted_proxies"]:
        raise NotPermitted("this address is no proxy that may say who you are")
    name = st.context.headers.get(held["trusted_header"], "")
    if not name:
        raise NotPermitted("the proxy did not say who you are: log in there")
    return name


def _outside(held: Mapping[str, Any] | None, reason: str) -> None:
    st.title("Earshot", anchor=False)
    is_out = held is not None and held["has_provider"] and not _claims().get("is_logged_in")
    if is_out:
        st.button(say("Log in"), type="primary", icon=":material/login:", on_click=st.login)
        return
    st.error(say("You may not see this: {reason}", reason=esc(reason, 300)), icon=":material/lock:")
    if held is not None and held["has_provider"]:
        st.button(say("Log out"), icon=":material/logout:", on_click=st.logout)
