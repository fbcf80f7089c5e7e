"""Loading a file: started, watched, told what it did, taken back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from dashboard.sources import preview_cards, queries, upload
from dashboard.sources.known import Entry
from dashboard.sources.upload import Said
from dashboard.ui import cards, jobs, links, query, verbs
from dashboard.ui.jobs import Job
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from sql.errors import WarehouseError
from wording.numbers import count, moment
from wording.safety import esc, plain

UTC = ZoneInfo("UTC")
LOADED = "load-count"  # in this session; the file that was chosen goes with it
_RUNS = "load-runs"
_DONE = "load-done"
_UNDONE = "load-undone"
_UNDOING = 1800.0  # seconds; everything is derived anew
_REASONS = 5


def offer(key: str, path: Path, said: Said, found: Entry) -> None:
    """The button that loads, and the name under which the mapping is kept."""
    is_open = bool(found["questions"])
    name = st.text_input(
        say("Keep this mapping as"),
        key=f"{key}-keep",
        max_chars=60,
        placeholder=say("a name, for the next file of its kind"),
        width=320,
    ).strip()
    is_wanted = st.button(
        say("Load it"),
        type="primary",
        icon=":material/upload:",
        key="load",
        disabled=is_open or bool(verbs.why_not()) or _RUNS in st.session_state,
    )
    if is_open:
        st.caption(say("First answer what is asked above."))
    if is_wanted:
        keep = [f"--keep-map={name}"] * bool(name)
        st.session_state[_RUNS] = jobs.start(
            "load",
            verbs.with_config(),
            *said.options(),
            *keep,
            "--",
            str(path),
            needs=upload.held(),
        )
        st.rerun()


def running() -> None:
    """How far a load is, or what the last one, or its undoing, did."""
    if _RUNS in st.session_state:
        _watch(st.session_state[_RUNS])
    elif (undone := st.session_state.pop(_UNDONE, None)) is not None:
        _taken_back(undone)
    elif (done := st.session_state.get(_DONE)) is not None:
        _told(done)


@st.fragment(run_every="1s")
def _watch(job: Job) -> None:
    done = job.ended()
    if done is None:
        share = job.share
        text = (
            say("Reading")
            if share is None or share < 1
            else say("Read; counting, deriving, publishing")
        )
        st.progress(share or 0.0, text=f"{text} …")
        return
    st.session_state.pop(_RUNS, None)
    st.session_state[_DONE] = done
    if not done.problem:
        st.session_state[LOADED] = st.session_state.get(LOADED, 0) + 1
    st.rerun()


def _told(done: verbs.Told) -> None:
    if done.problem:
        st.error(esc(done.problem, 900), title=say("Nothing was loaded"), icon=":material/error:")
        return
    found = done.found
    st.success(
        say(
            "{n} new post, {changed} changed, {same} as before, {rejected} refused."
            if found["new"] == 1
            else "{n} new posts, {changed} changed, {same} as before, {rejected} refused.",
            n=count(found["new"]),
            changed=count(found["changed"]),
            same=count(found["same"]),
            rejected=count(found["rejected"]),
        ),
        title=say("Loaded"),
        icon=":material/check_circle:",
    )
    for reason, number in list(found["reasons"].items())[:_REASONS]:
        st.caption(
            say(
                "Refused {number}: {reason}",
                number=count(number),
                reason=esc(preview_cards.in_words(reason), 300),
            )
        )
    for line in found["warnings"]:
        st.caption(esc(preview_cards.in_words(line), 400))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        _undo_button(found["run_id"], say("Undo this load"), "undo-last")
        links.mentions(say("Read what came"))


def before() -> None:
    """What was loaded before, and a way to take one of it back as a whole."""
    try:
        version = query.version()
    except WarehouseError:
        return
    with Card(
        say("Loaded before"), say("Taking a load back brings back what it replaced, for 90 days.")
    ):
        rows = queries.loads(version)
        if rows.empty:
            st.caption(say("No file was loaded yet, or none that can be taken back."))
            return
        cards.table(
            pd.DataFrame(
                {
                    "When (UTC)": [moment(at, UTC) for at in rows["started_at"]],
                    "File or source": [plain(name, 80) for name in rows["source"]],
                    "New": rows["new_count"],
                    "Changed": rows["changed_count"],
                    "Refused": rows["rejected_count"],
                }
            ),
            "loads",
            say("Files that were loaded, the newest first."),
        )
        names = {
            row["run_id"]: f"{moment(row['started_at'], UTC)} · {plain(row['source'], 60)}"
            for _, row in rows.iterrows()
        }
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            chosen = st.selectbox(
                say("Load to take back"),
                list(names),
                format_func=lambda one: names[one],
                key="undo-which",
                label_visibility="collapsed",
                width=360,
            )
            _undo_button(chosen, say("Take it back"), "undo-chosen")


def _undo_button(run_id: str | None, label: str, key: str) -> None:
    is_wanted = st.button(
        label, icon=":material/undo:", key=key, disabled=run_id is None or bool(verbs.why_not())
    )
    if not is_wanted or run_id is None:
        return
    with st.spinner(say("Taking it back …")):
        told = verbs.tell("unload", "--", run_id, seconds=_UNDOING)
    if told.problem:
        st.error(esc(told.problem, 900), icon=":material/error:")
        return
    st.session_state.pop(_DONE, None)
    st.session_state[_UNDONE] = told.found
    st.rerun()


def _taken_back(found: Mapping[str, Any]) -> None:
    kept = say("{kept} stay: a later run has them, too.", kept=count(found["kept_count"]))
    gone = say(
        "{n} post gone, {restored} as before, {rejected} refused gone."
        if found["removed_count"] == 1
        else "{n} posts gone, {restored} as before, {rejected} refused gone.",
        n=count(found["removed_count"]),
        restored=count(found["restored_count"]),
        rejected=count(found["rejected_count"]),
    )
    st.info(
        f"{gone} {kept}" if found["kept_count"] else gone,
        title=say("The load is taken back"),
        icon=":material/undo:",
    )
