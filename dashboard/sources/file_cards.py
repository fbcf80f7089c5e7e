"""A file, loaded step by step: what it is, what is open, what it would become, then loaded."""

from pathlib import Path
from zoneinfo import available_timezones

import streamlit as st

from dashboard.sources import known, load_cards, mapping_form, preview_cards, queries, upload
from dashboard.sources.known import Entry
from dashboard.sources.upload import Said
from dashboard.ui import verbs
from dashboard.ui.states import Card
from wording.safety import esc, plain

_ORDERS = {"dmy": "day first: 31/12", "mdy": "month first: 12/31"}
_UNSAID = ""
DATES, TIMES = "Dates are written", "Times are meant in"


def draw() -> None:
    """The steps, then what was loaded before."""
    with Card(
        "1 · Choose a file",
        "As the tool exported it: CSV with any separator, Excel, JSON, JSONL, also packed (.zip, "
        ".gz, .zst). Up to 200 MB here; larger ones load with `earshot load FILE`.",
    ):
        load_cards.running()
        file = st.file_uploader(
            "File",
            key=f"file-{st.session_state.get(load_cards.LOADED, 0)}",
            label_visibility="collapsed",
            disabled=bool(verbs.why_not()),
        )
    if file is not None:
        _about(upload.named(file.name), file.file_id, upload.place(file))
    load_cards.before()


def _about(name: str, key: str, place: Path) -> None:
    """What a file is and becomes; what was answered stands in the widgets of its own."""
    said = _answers(key)
    with st.spinner("Looking at it …"):
        told = upload.look(place, said)
    if told.problem:
        st.error(esc(told.problem, 900), title="It cannot be read", icon=":material/error:")
        return
    with Card("2 · What it is"):
        preview_cards.guessed(name, told.found)
        _kept(key)
        _questions(told.found["questions"])
        _whose(key)
        mapping_form.draw(_columns(key), told.found)
    with Card("3 · What it would become", "The first rows as they would be understood."):
        preview_cards.rows(told.found)
    with Card("4 · Load it"):
        load_cards.offer(key, place, said, told.found)


def _answers(key: str) -> Said:
    """What the widgets say, before they are drawn again."""
    held = st.session_state
    accounts = str(held.get(f"{key}-accounts", "")).split(",")
    return Said(
        columns=mapping_form.changed(_columns(key)),
        kept=held.get(f"{key}-kept") or "",
        source=str(held.get(f"{key}-source", "")).strip(),
        brand=held.get(f"{key}-brand") or "",
        own_accounts=[one.strip() for one in accounts if one.strip()],
        timezone=held.get(f"{key}-timezone") or "",
        dates=held.get(f"{key}-dates") or "",
        encoding=str(held.get(f"{_columns(key)}-encoding", "")).strip(),
        sheet=str(held.get(f"{_columns(key)}-sheet", "")).strip(),
    )


def _columns(key: str) -> str:
    """Of the file's columns under the mapping that is chosen: another one guesses otherwise."""
    return f"{key}-{st.session_state.get(f'{key}-kept') or ''}"


def _kept(key: str) -> None:
    """Mappings that were kept before, where there are any."""
    if names := queries.kept_maps():
        st.selectbox(
            "Read it as",
            [_UNSAID, *names],
            format_func=lambda one: plain(one, 60) or "it looks",
            key=f"{key}-kept",
            width=320,
            help="A mapping that you kept for files of this kind.",
        )


def _questions(questions: list[Entry]) -> None:
    """What only a person can say; the fields below answer it."""
    for one in questions:
        about = one["about"]
        said = esc(one["text"], 300)
        if about.startswith("columns."):
            said = f"No column is seen to be “{mapping_form.word(about[8:])}”: choose it below."
        st.warning(said, icon=":material/help:")


def _whose(key: str) -> None:
    """How times are meant, the brand, who answers for it, what the file is called in figures."""
    with st.grid(2, min_column_width=220, gap="small"):
        st.selectbox(
            TIMES,
            sorted(available_timezones()),
            index=None,
            placeholder=f"as the file says, else for example {st.context.timezone or 'UTC'}",
            key=f"{key}-timezone",
        )
        st.segmented_control(
            DATES, list(_ORDERS), format_func=lambda one: _ORDERS[one], key=f"{key}-dates"
        )
    brands = {one["key"]: one["name"] for one in known.configured().brands}
    with st.grid(3, min_column_width=200, gap="small"):
        st.selectbox(
            "Brand",
            [_UNSAID, *brands],
            format_func=lambda one: plain(brands[one], 60) if one else "the texts decide",
            key=f"{key}-brand",
            help="Where all of it is about one brand, an export of its support desk for example.",
        )
        st.text_input(
            "Who answers for it",
            key=f"{key}-accounts",
            placeholder="acmecare, Acme Support",
            help="Handles, ids or names of the brand's own side, parted by commas.",
        )
        st.text_input(
            "Source",
            key=f"{key}-source",
            placeholder="as the tool or the file is called",
            help="What figures and filters call it.",
        )
