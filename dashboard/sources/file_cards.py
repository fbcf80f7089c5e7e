"""A file, loaded step by step: what it is, what is open, what it would become, then loaded."""

from pathlib import Path
from zoneinfo import available_timezones

import streamlit as st

from dashboard.sources import known, load_cards, mapping_form, preview_cards, queries, upload
from dashboard.sources.known import Entry
from dashboard.sources.upload import Said
from dashboard.ui import verbs
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.safety import esc, plain
from wording.said import mark

_ORDERS = {"dmy": mark("day first: 31/12"), "mdy": mark("month first: 12/31")}
_UNSAID = ""
DATES, TIMES = mark("Dates are written"), mark("Times are meant in")


def draw() -> None:
    """The steps, then what was loaded before."""
    with Card(
        say("1 · Choose a file"),
        say(
            "As the tool exported it: CSV with any separator, Excel, JSON, JSONL, "
            "also packed (.zip, .gz, .zst). Up to 200 MB here; larger ones load with "
            "`earshot load FILE`."
        ),
    ):
        load_cards.running()
        file = st.file_uploader(
            say("File"),
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
    with st.spinner(say("Looking at it …")):
        told = upload.look(place, said)
    if told.problem:
        st.error(esc(told.problem, 900), title=say("It cannot be read"), icon=":material/error:")
        return
    with Card(say("2 · What it is")):
        preview_cards.guessed(name, told.found)
        _kept(key)
        _questions(told.found["questions"])
        _whose(key)
        mapping_form.draw(_columns(key), told.found)
    with Card(say("3 · What it would become"), say("The first rows as they would be understood.")):
        preview_cards.rows(told.found)
    with Card(say("4 · Load it")):
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
            say("Read it as"),
            [_UNSAID, *names],
            format_func=lambda one: plain(one, 60) or say("it looks"),
            key=f"{key}-kept",
            width=320,
            help=say("A mapping that you kept for files of this kind."),
        )


def _questions(questions: list[Entry]) -> None:
    """What only a person can say; the fields below answer it."""
    for one in questions:
        about = one["about"]
        said = esc(one["text"], 300)
        if about.startswith("columns."):
            said = say(
                "No column is seen to be “{about}”: choose it below.",
                about=mapping_form.word(about[8:]),
            )
        st.warning(said, icon=":material/help:")


def _whose(key: str) -> None:
    """How times are meant, the brand, who answers for it, what the file is called in figures."""
    with st.grid(2, min_column_width=220, gap="small"):
        st.selectbox(
            say(TIMES),
            sorted(available_timezones()),
            index=None,
            placeholder=say(
                "as the file says, else for example {zone}", zone=st.context.timezone or "UTC"
            ),
            key=f"{key}-timezone",
        )
        st.segmented_control(
            say(DATES), list(_ORDERS), format_func=lambda one: say(_ORDERS[one]), key=f"{key}-dates"
        )
    brands = {one["key"]: one["name"] for one in known.configured().brands}
    with st.grid(3, min_column_width=200, gap="small"):
        st.selectbox(
            say("Brand"),
            [_UNSAID, *brands],
            format_func=lambda one: plain(brands[one], 60) if one else say("the texts decide"),
            key=f"{key}-brand",
            help=say(
                "Where all of it is about one brand, an export of its support desk for example."
            ),
        )
        st.text_input(
            say("Who answers for it"),
            key=f"{key}-accounts",
            placeholder="acmecare, Acme Support",
            help=say("Handles, ids or names of the brand's own side, parted by commas."),
        )
        st.text_input(
            say("Source"),
            key=f"{key}-source",
            placeholder=say("as the tool or the file is called"),
            help=say("What figures and filters call it."),
        )
