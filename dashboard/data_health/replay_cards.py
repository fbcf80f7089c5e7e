"""What was refused, tried once more by the rules of today."""

from collections.abc import Sequence
from zoneinfo import available_timezones

import streamlit as st

from dashboard.ui import verbs
from dashboard.ui.speech import say
from wording.numbers import count
from wording.safety import esc, plain
from wording.said import mark

_EVERY = mark("every source")
_AS_SAID = mark("as the file says")
_ORDERS = {"dmy": mark("day first: 31/12"), "mdy": mark("month first: 12/31")}
_DONE = "replayed"
_PATIENCE = 600.0  # seconds


def again(sources: Sequence[str]) -> None:
    """Try it again, of one source or all, and say what became of it.

    Args:
        sources: those of which something is refused.
    """
    _say_what_was_done()
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        source = st.selectbox(
            say("Refused by"),
            [_EVERY, *sources],
            format_func=lambda one: say(one) if one == _EVERY else plain(one, 60),
            key="replay-source",
            width=220,
        )
        zone = st.selectbox(
            say("Times without a zone are in"),
            [_AS_SAID, *sorted(available_timezones())],
            format_func=lambda one: say(one) if one == _AS_SAID else one,
            key="replay-zone",
            width=220,
        )
        order = st.segmented_control(
            say("Dates are written"),
            list(_ORDERS),
            format_func=lambda one: say(_ORDERS[one]),
            key="replay-dates",
        )
        is_wanted = st.button(
            say("Try again"),
            icon=":material/replay:",
            key="replay",
            disabled=bool(verbs.why_not()),
            help=say(
                "By the rules and the earshot.toml of today; what loads is refused no "
                "longer. The same as: earshot load --rejected"
            ),
        )
    # Not in a callback, which would get the choices of the run before.
    if is_wanted:
        _replay(source, zone, order)


def _replay(source: str, zone: str, order: str | None) -> None:
    options = [f"--source={source}"] * (source != _EVERY)
    options += [f"--timezone={zone}"] * (zone != _AS_SAID)
    options += [f"--dates={order}"] * bool(order)
    with st.spinner(say("Trying again …")):
        st.session_state[_DONE] = verbs.tell(
            "load", "--rejected", verbs.with_config(), *options, seconds=_PATIENCE
        )
    st.rerun()


def _say_what_was_done() -> None:
    done = st.session_state.pop(_DONE, None)
    if done is None:
        return
    if done.problem:
        st.error(esc(done.problem, 600), icon=":material/error:")
        return
    loaded = done.found["new"] + done.found["changed"] + done.found["same"]
    still = done.found["rejected"]
    st.info(
        say(
            "{n} post loaded, {still} still refused."
            if loaded == 1
            else "{n} posts loaded, {still} still refused.",
            n=count(loaded),
            still=count(still),
        ),
        icon=":material/replay:",
    )
