"""What was refused, tried once more by the rules of today."""

from collections.abc import Sequence
from zoneinfo import available_timezones

import streamlit as st

from dashboard.ui import verbs
from wording.numbers import count, plural
from wording.safety import esc, plain

_EVERY = "every source"
_AS_SAID = "as the file says"
_ORDERS = {"dmy": "day first: 31/12", "mdy": "month first: 12/31"}
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
            "Refused by",
            [_EVERY, *sources],
            format_func=lambda one: plain(one, 60),
            key="replay-source",
            width=220,
        )
        zone = st.selectbox(
            "Times without a zone are in",
            [_AS_SAID, *sorted(available_timezones())],
            key="replay-zone",
            width=220,
        )
        order = st.segmented_control(
            "Dates are written",
            list(_ORDERS),
            format_func=lambda one: _ORDERS[one],
            key="replay-dates",
        )
        is_wanted = st.button(
            "Try again",
            icon=":material/replay:",
            key="replay",
            disabled=bool(verbs.why_not()),
            help="By the rules and the earshot.toml of today; what loads is refused no longer. "
            "The same as: earshot load --rejected",
        )
    # Not in a callback, which would get the choices of the run before.
    if is_wanted:
        _replay(source, zone, order)


def _replay(source: str, zone: str, order: str | None) -> None:
    options = [f"--source={source}"] * (source != _EVERY)
    options += [f"--timezone={zone}"] * (zone != _AS_SAID)
    options += [f"--dates={order}"] * bool(order)
    with st.spinner("Trying again …"):
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
        f"{plural(loaded, 'post')} loaded, {count(still)} still refused.", icon=":material/replay:"
    )
