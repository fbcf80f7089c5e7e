"""What people say on the pages: written to their ledger, shown at once where it was said."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.mentions import queries
from dashboard.ui import query, speech
from dashboard.ui.scope import Scope
from sql.feedback import Action, PeopleDamaged, not_undone
from wording.safety import esc, plain

log = logging.getLogger(__name__)

# What a proxy that knows its users says; without one people give a name themselves.
USER_HEADERS = ("X-Forwarded-Preferred-Username", "X-Forwarded-User", "Remote-User")
NAME = "reader-name"
SAID = "batches-said"  # in the session, the newest last: what "Undo" takes back
LABEL = "label"
NOBODY = "a reader"
_GAINED = ("batch_id", "is_checked", "is_disowned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One field of one post, as somebody says it is.

    Attributes:
        field: polarity, complaint, topic, reply or about.
        value: a polarity; yes, no; a topic, "" for none; of reply no, it needs none; of about no,
            it is not about the brand.
        is_confirmation: that is what was shown.
        origin: random, uncertain or browse.
        brand: of which it is said, by key; empty: of that of the page.
    """

    post_id: str
    field: str
    value: str
    is_confirmation: bool = False
    origin: str = "browse"
    brand: str = ""


def say(scope: Scope, said: Sequence[Said]) -> None:
    """Write down what the reader says at one stroke; where that fails the page says so."""
    now, name = datetime.now(UTC), who()
    actions = [
        Action(
            kind=LABEL,
            subject=one.post_id,
            brand=one.brand or scope.brand.key,
            field=one.field,
            value=one.value,
            is_confirmation=one.is_confirmation,
            origin=one.origin,
            who=name,
            said_at=now,
        )
        for one in said
    ]
    if actions:
        try:
            _stack().append(query.say(actions))
        except PeopleDamaged as error:
            _complain(speech.say("Nothing was kept"), error)


def take_back(batch_id: str) -> None:
    """Take back what was said at one stroke, by whomever."""
    try:
        query.take_back(batch_id, who())
    except PeopleDamaged as error:
        _complain(speech.say("Nothing was taken back"), error)


def take_back_last() -> None:
    """Take back what this reader said last; once more for what came before."""
    if said := _stack():
        take_back(said.pop())


def can_take_back() -> bool:
    """Whether this reader has said anything since the page was opened."""
    return bool(_stack())


def who() -> str:
    """The reader's name: as a proxy tells it, else as they give it, else nobody's."""
    told = next((st.context.headers[key] for key in USER_HEADERS if key in st.context.headers), "")
    return plain(told or st.session_state.get(NAME, ""), 60).strip() or NOBODY


def ask_name() -> None:
    """A place for the reader's name, where no proxy tells it."""
    if not any(key in st.context.headers for key in USER_HEADERS):
        st.text_input(
            speech.say("Your name"),
            key=NAME,
            persist_state="session",
            max_chars=60,
            placeholder=speech.say("your name, kept with what you say"),
            label_visibility="collapsed",
            width=240,
        )


def waiting_count(scope: Scope) -> int:
    """How much was said about the brands shown that the published figures do not know yet."""
    try:
        said = query.said(LABEL)
    except PeopleDamaged:
        return 0  # the page says so where it asks what was said about its posts
    waiting = 0
    for each in scope.each:
        told = [one for one in said if one.brand == each.brand.key]
        known = queries.taken_in(each) if told else frozenset()
        waiting += sum(one.action_id not in known for one in told)
    return waiting


def overlay(scope: Scope, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of mentions as they stand with everything said up to now.

    They gain the columns batch_id, the last stroke that can be taken back, None for none; and
    is_disowned, that somebody said it is not about the brand. Of several brands each row stands as
    it does of its own.
    """
    if scope.beside and not rows.empty:
        parts = [overlay(scope.of(key), part) for key, part in rows.groupby("brand")]
        return pd.concat(parts).sort_values(["created_at", "post_id"], ascending=[False, True])
    spoken: dict[str, list[Action]] = {}
    try:
        said = query.said(LABEL, list(rows["post_id"]))
    except PeopleDamaged as error:
        said = []
        st.error(
            speech.say("What people said cannot be read: {error}", error=esc(error, 300)),
            icon=":material/error:",
        )
    for one in said:
        if one.brand == scope.brand.key:
            spoken.setdefault(one.subject, []).append(one)
    told = {post_id: _newest(actions) for post_id, actions in spoken.items()}
    reasons = _reasons(scope, told) if told else {}
    records = [{str(key): value for key, value in row.items()} for row in rows.to_dict("records")]
    for record in records:
        record |= {"batch_id": None, "is_checked": False, "is_disowned": False}
        if (newest := told.get(record["post_id"])) is not None:
            record["complaint_reason"] = reasons.get(record["post_id"])
            _speak(record, newest)
    return pd.DataFrame(records, columns=[*rows.columns, *_GAINED], dtype=object)


def _reasons(scope: Scope, told: Mapping[str, Mapping[str, Action]]) -> Mapping[str, str | None]:
    """Why each of the posts complains, by the rule that the next run will follow."""
    return queries.complaint_reasons(
        scope,
        {post_id: _said(newest, "polarity") for post_id, newest in told.items()},
        {post_id: _said(newest, "complaint") for post_id, newest in told.items()},
    )


def _newest(said: Sequence[Action]) -> Mapping[str, Action]:
    """Field by field what was said last and stands."""
    return {one.field: one for one in sorted(not_undone(said), key=lambda one: one.said_at)}


def _said(newest: Mapping[str, Action], field: str) -> str:
    return (newest[field].value if field in newest else None) or ""


def _speak(row: dict[str, Any], last: Mapping[str, Action]) -> None:
    polarity = _said(last, "polarity") or None
    row["label_polarity"] = polarity
    row["polarity"] = polarity or row["scored_polarity"]
    row["topics"] = (
        [t for t in [last["topic"].value] if t] if "topic" in last else row["scored_topics"]
    )
    row["is_complaint"] = row["complaint_reason"] is not None
    row["is_disowned"] = _said(last, "about") == "no"
    if _said(last, "reply") == "no":
        row["needs_reply"] = False
    newest = max(last.values(), key=lambda one: one.said_at, default=None)
    row["labelled_by"] = newest.who if newest else None
    row["labelled_at"] = newest.said_at if newest else None
    row["batch_id"] = newest.batch_id if newest else None
    row["is_checked"] = any(one.origin != "browse" for one in last.values())


def _stack() -> list[str]:
    said: list[str] = st.session_state.setdefault(SAID, [])
    return said


def _complain(what: str, error: PeopleDamaged) -> None:
    log.error("%s: %s", what, error)
    st.toast(f"{what}: {esc(error, 300)}", icon=":material/error:", duration="long")
