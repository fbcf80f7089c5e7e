"""Loading a file: started, watched, told what it did."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from dashboard.sources import preview_cards, queries, upload
from dashboard.sources.known import Entry
from dashboard.sources.upload import Said
from dashboard.ui import cards, jobs, links, query, verbs
from dashboard.ui.jobs import Job
from dashboard.ui.states import Card
from sql.errors import WarehouseError
from wording.numbers import count, moment, plural
from wording.safety import esc, plain

UTC = ZoneInfo("UTC")
LOADED = "load-count"  # in this session; the file that was chosen goes with it
_RUNS = "load-runs"
_DONE = "load-done"
_REASONS = 5


def offer(key: str, path: Path, said: Said, found: Entry) -> None:
    """The button that loads, and the name under which the mapping is kept."""
    is_open = bool(found["questions"])
    name = st.text_input(
        "Keep this mapping as",
        key=f"{key}-keep",
        max_chars=60,
        placeholder="a name, for the next file of its kind",
        width=320,
    ).strip()
    is_wanted = st.button(
        "Load it",
        type="primary",
        icon=":material/upload:",
        key="load",
        disabled=is_open or bool(verbs.why_not()) or _RUNS in st.session_state,
    )
    if is_open:
        st.caption("First answer what is asked above.")
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
    """How far a load is, or what the last one did."""
    if _RUNS in st.session_state:
        _watch(st.session_state[_RUNS])
    elif (done := st.session_state.get(_DONE)) is not None:
        _told(done)


@st.fragment(run_every="1s")
def _watch(job: Job) -> None:
    done = job.ended()
    if done is None:
        share = job.share
        text = "Reading" if share is None or share < 1 else "Read; counting, deriving, publishing"
        st.progress(share or 0.0, text=f"{text} …")
        return
    st.session_state.pop(_RUNS, None)
    st.session_state[_DONE] = done
    if not done.problem:
        st.session_state[LOADED] = st.session_state.get(LOADED, 0) + 1
    st.rerun()


def _told(done: verbs.Told) -> None:
    if done.problem:
        st.error(esc(done.problem, 900), title="Nothing was loaded", icon=":material/error:")
        return
    found = done.found
    st.success(
        f"{plural(found['new'], 'new post')}, {count(found['changed'])} changed, "
        f"{count(found['same'])} as before, {count(found['rejected'])} refused.",
        title="Loaded",
        icon=":material/check_circle:",
    )
    for reason, number in list(found["reasons"].items())[:_REASONS]:
        st.caption(f"Refused {count(number)}: {esc(preview_cards.in_words(reason), 300)}")
    for line in found["warnings"]:
        st.caption(esc(preview_cards.in_words(line), 400))
    links.mentions("Read what came")


def before() -> None:
    """What was loaded before, and a way to take one of it back as a whole."""
    try:
        version = query.version()
    except WarehouseError:
        return
    rows = queries.loads(version)
    if rows.empty:
        return
    with Card("Loaded before"):
        cards.table(
            pd.DataFrame(
                {
                    "When": [moment(at, UTC) for at in rows["started_at"]],
                    "File or source": [plain(name, 80) for name in rows["source"]],
                    "New": rows["new_count"],
                    "Changed": rows["changed_count"],
                    "Refused": rows["rejected_count"],
                }
            ),
            "loads",
            "Files that were loaded, the newest first.",
        )
