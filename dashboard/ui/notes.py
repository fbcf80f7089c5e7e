"""What happened at the brand: events of the configuration, and notes that people write on pages.

Every chart of time marks both. A note is a row of the ledger of what people say: it is there at
once, for everybody who may see the brand, and can be taken back by whoever wrote it, or a lead.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from charts.happened import EVENT, NOTE
from dashboard.ui import periods, query, states, who
from dashboard.ui.scope import Brand, Scope
from dashboard.ui.speech import say
from sql import access
from sql.feedback import Action, PeopleDamaged, not_undone
from wording.numbers import count, moment
from wording.safety import esc, plain

KIND = "note"
LONGEST = 200
NOBODY = "somebody"  # where people do not log in and one gave no name
_SHOWN = 50
_TEXT, _DAY, _NAME = "note-text", "note-day", "note-name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody wrote down of a day.

    Attributes:
        day: in the brand's time zone.
        text: as written.
        who: wrote it, as the log-in or they themselves said.
        said_at: when, UTC.
        batch_id: by which it is taken back.
    """

    day: date
    text: str
    who: str
    said_at: datetime
    batch_id: str


def of(brand: str) -> list[Note]:
    """Notes of a brand that nobody took back, the oldest day first.

    Raises:
        PeopleDamaged: the ledger cannot be read.
    """
    said = [one for one in not_undone(query.said(KIND)) if one.brand == brand and one.value]
    return sorted((_note(one) for one in said), key=lambda one: (one.day, one.said_at))


def events(scope: Scope, last: date) -> pd.DataFrame:
    """Dated events of the brand up to a local day, as earshot.toml has them, oldest first."""
    return query.within(scope, "dated_events", last_date=last)


def happened(scope: Scope) -> pd.DataFrame:
    """Events and notes of the brand: event_date (local day), label, said_by ("" of an event).

    Events first, each oldest first. Without a ledger that can be read there are the events; the
    list of notes tells why.
    """
    _, last = _known_days(scope.brand)
    told_by_file = events(scope, last).assign(said_by="")
    try:
        notes = of(scope.brand.key)
    except PeopleDamaged:
        notes = []
    told = pd.DataFrame(
        [(one.day, one.text, one.who) for one in notes], columns=["event_date", "label", "said_by"]
    )
    return pd.concat([told_by_file, told], ignore_index=True) if notes else told_by_file


def offer(scope: Scope) -> None:
    """The list of what happened, the newest first, and the form for a note."""
    st.caption(
        say(
            "On every chart of time: {event} events of earshot.toml, {note} notes. Whoever may "
            "see the brand sees its notes.",
            event=EVENT,
            note=NOTE,
        )
    )
    if who.asker().may("analyst"):
        _form(scope)
    try:
        notes = of(scope.brand.key)
    except PeopleDamaged as error:
        st.caption(say("Notes cannot be read: {error}", error=esc(error, 300)))
        notes = []
    _list(scope, notes)


def _form(scope: Scope) -> None:
    first, last = _known_days(scope.brand)
    with st.form("note", border=False, clear_on_submit=False, enter_to_submit=True):
        st.date_input(
            say("Day"),
            min(max(scope.span.last, first), last),
            min_value=first,
            max_value=last,
            key=_DAY,
            format="YYYY-MM-DD",
        )
        st.text_input(say("What happened?"), key=_TEXT, max_chars=LONGEST)
        if access.rules() is None:
            st.text_input(
                say("Your name"), key=_NAME, max_chars=40, help=say("Nobody logs in here.")
            )
        st.form_submit_button(
            say("Write it down"), icon=":material/edit_note:", on_click=_keep, args=(scope.brand,)
        )


def _keep(brand: Brand) -> None:
    text = plain(st.session_state.get(_TEXT), LONGEST).strip()
    day = st.session_state.get(_DAY)
    if not text or not isinstance(day, date):
        st.toast(say("A note needs a day and words."), icon=":material/edit_note:")
        return
    name = plain(st.session_state.get(_NAME), 40).strip() or NOBODY
    said = Action(
        kind=KIND,
        subject=f"{day:%Y-%m-%d}",
        brand=brand.key,
        field="day",
        value=text,
        who=name,
        said_at=datetime.now(UTC),
    )
    if states.kept(lambda: query.say([said])):
        st.session_state[_TEXT] = ""
        st.toast(say("It is on every chart of time."), icon=":material/edit_note:")


def _take_back(note: Note) -> None:
    if states.kept(lambda: query.take_back(note.batch_id, who.asker().name or NOBODY)):
        st.toast(say("The note is taken back."), icon=":material/undo:")


def _list(scope: Scope, notes: list[Note]) -> None:
    """Events and notes of all time, the newest first."""
    shown: list[tuple[date, str, Note | None]] = [(one.day, one.text, one) for one in notes]
    told_by_file = events(scope, _known_days(scope.brand)[1])
    days = pd.to_datetime(told_by_file["event_date"]).dt.date
    shown += [(day, label, None) for day, label in zip(days, told_by_file["label"], strict=True)]
    shown.sort(key=lambda one: one[0], reverse=True)
    with st.container(gap="xxsmall"):
        for day, text, note in shown[:_SHOWN]:
            st.text(f"{NOTE if note else EVENT} {day:%Y-%m-%d}  {plain(text, LONGEST)}")
            if note:
                _author(scope, note)
    if len(shown) > _SHOWN:
        st.caption(
            say(
                "The newest {shown_count} of {shown} are listed.",
                shown_count=_SHOWN,
                shown=count(len(shown)),
            )
        )


def _author(scope: Scope, note: Note) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        said = moment(pd.Timestamp(note.said_at), scope.clock)
        # An address of a log-in would become a link to write to it.
        name = esc(note.who, 40).replace("@", "@\u2060")
        st.caption(f"{name}, {said}", width="content")
        me = who.asker()
        if me.may("lead") or (me.may("analyst") and me.name == note.who):
            st.button(
                say("Take back"),
                key=f"note-back-{note.batch_id}",
                type="tertiary",
                on_click=_take_back,
                args=(note,),
            )


def _known_days(brand: Brand) -> tuple[date, date]:
    """The first and last local day of which something is known."""
    assert brand.earliest is not None  # noqa: S101 - a scope has mentions
    assert brand.observed_until is not None  # noqa: S101
    return periods.known_days(brand.observed_until, brand.earliest, brand.zone)


def _note(one: Action) -> Note:
    return Note(
        day=date.fromisoformat(one.subject),
        text=one.value or "",
        who=one.who or NOBODY,
        said_at=one.said_at,
        batch_id=one.batch_id,
    )
