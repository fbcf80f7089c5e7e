"""What is set up: the file, its brands, its sources, and what can be done with each."""

import pandas as pd
import streamlit as st

from dashboard.sources import known, trial_cards
from dashboard.sources.known import Configured, Entry
from dashboard.ui import cards, verbs
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import count
from wording.safety import esc, plain

_DONE = "set-up-done"
_FETCHING = 600.0  # seconds


def draw() -> None:
    """The cards."""
    found = known.configured()
    if found.problem:
        st.error(
            esc(found.problem, 900),
            title=say("earshot.toml cannot be read"),
            icon=":material/error:",
        )
        return
    if said := st.session_state.pop(_DONE, ""):
        st.info(said, icon=":material/info:")
    _brands(found)
    _sources(found)


def _brands(found: Configured) -> None:
    with Card(
        say("Brands"), say("Whom to listen for, as {config} says.", config=esc(verbs.config(), 200))
    ):
        if not found.brands:
            st.caption(say("None yet. “Add a brand” begins with your own."))
            return
        cards.table(
            pd.DataFrame(
                {
                    "Brand": [plain(one["name"], 60) for one in found.brands],
                    "Also called": [
                        plain(", ".join([*one["names"], *one["nicknames"]]), 120)
                        for one in found.brands
                    ],
                    "Handles": [
                        plain(", ".join(f"@{name}" for name in one["handles"]), 120)
                        for one in found.brands
                    ],
                    "Answers": [
                        plain(", ".join(one["own_accounts"]) or say("unknown"), 120)
                        for one in found.brands
                    ],
                    "Open": [
                        say("opening hours") if one["hours"] else say("always")
                        for one in found.brands
                    ],
                    "Promise": [
                        f"{one['targets']['first_reply_minutes']:g} min" for one in found.brands
                    ],
                }
            ),
            "brands",
            say("Brands with their names, accounts and promises."),
        )


def _sources(found: Configured) -> None:
    with Card(
        say("Sources"), say("Where is listened. Secrets are in the environment, never in the file.")
    ):
        if not found.sources:
            st.caption(say("None yet. “Add a source” shows what there is."))
            return
        cards.table(
            pd.DataFrame(
                {
                    "Source": [plain(one["source"], 60) for one in found.sources],
                    "Kind": [plain(known.title(one["kind"]), 60) for one in found.sources],
                    "Read every": [f"{one['every_minutes']} min" for one in found.sources],
                    "For": [plain(", ".join(one["brands"]) or "all", 80) for one in found.sources],
                    "Missing": [_missing(one) for one in found.sources],
                }
            ),
            "configured",
            say("Sources of earshot.toml and what they miss."),
        )
        _actions(found)


def _missing(source: Entry) -> str:
    return plain(", ".join(source["missing"]), 200) or "nothing"


def _actions(found: Configured) -> None:
    no = bool(verbs.why_not())
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        name = st.selectbox(
            say("Source"),
            [one["source"] for one in found.sources],
            key="set-up-source",
            label_visibility="collapsed",
            width=240,
        )
        is_test = st.button(say("Test"), icon=":material/network_check:", disabled=no)
        is_fetch = st.button(say("Fetch now"), icon=":material/download:", disabled=no)
        is_out = st.button(
            say("Take out"),
            icon=":material/delete:",
            type="tertiary",
            disabled=no,
            help=say("Out of earshot.toml; what it delivered stays held."),
        )
    if is_out:
        _remove(name)
    if is_test:
        with st.spinner(say("Asking for one page …")):
            trial_cards.trial(
                verbs.tell("sources", "test", verbs.with_config(), "--", name, seconds=90)
            )
    if is_fetch:
        with st.spinner(say("Fetching, reading, counting …")):
            _fetched(verbs.tell("ingest", verbs.with_config(), "--", name, seconds=_FETCHING))


def _remove(name: str) -> None:
    done = verbs.tell("sources", "remove", verbs.with_config(), "--", name)
    said = done.problem or say(
        "{name} is not listened to any more; what it delivered stays held.", name=name
    )
    st.session_state[_DONE] = esc(said, 600)
    st.rerun()


def _fetched(told: verbs.Told) -> None:
    if told.problem:
        st.error(esc(told.problem, 600), title=say("Nothing was fetched"), icon=":material/error:")
        return
    for one in told.found["sources"]:
        counts = say(
            "{n} new post, {changed} changed"
            if one["new_count"] == 1
            else "{n} new posts, {changed} changed",
            n=count(one["new_count"]),
            changed=one["changed_count"],
        )
        refused = ", " + say("{n} refused", n=one["rejected_count"])
        refused *= bool(one["rejected_count"])
        draw = st.warning if one["message"] else st.success
        draw(
            " ".join(filter(None, [f"{counts}{refused}.", esc(one["message"] or "", 500)])),
            title=plain(one["source"], 60),
            icon=":material/download_done:",
        )
