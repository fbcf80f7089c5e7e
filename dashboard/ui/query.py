"""The one door to the published warehouse, and to what people say: all pages come through it.

A page's own rows are in the `queries.py` of its room. What is asked is a metric of sql/metrics by
its name, or a question: a `.sql` file beside the cards, which selects, filters and sorts. Every
answer is kept under the name of the published version that it was read from, so a new version
shows at once and nothing has to expire.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.ui import who as who_asks
from dashboard.ui.periods import Span
from dashboard.ui.scope import Scope, current
from sql import deliveries, feedback, past, permitted, statements
from sql.access import ROLES, Asker, NotPermitted
from sql.deliveries import DigestSent, Message
from sql.feedback import Action
from sql.past import PastReader
from sql.reader import Reader

KEPT_ANSWERS = 500
EXPORT_LIMIT = 50_000
QUESTIONS = {path.stem: path for path in Path(__file__).parents[1].rglob("*.sql")}
# Who may say what: a lead everything that stands for the team.
_MAY_SAY = {
    "label": "analyst",
    "identity": "analyst",
    "turn_taken": "analyst",
    "note": "analyst",
    "saved_view": "viewer",
}
# Asked for, and not shown as it stands: what of it is about another is no page's to give away.
_NOT_SHOWN = permitted.OF_NO_BRAND | permitted.ONLY_COUNTED
_COMMENT = re.compile(r"^ *--.*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page asked and was told.

    Attributes:
        name: of the question or metric.
        sql: the statement, with its parameters.
        given: their values.
        rows: what came.
    """

    name: str
    sql: str
    given: Mapping[str, object]
    rows: pd.DataFrame


_HEARD: ContextVar[list[str] | None] = ContextVar("heard", default=None)
_SHOWN: ContextVar[list[Answer] | None] = ContextVar("shown", default=None)


def folder() -> Path:
    """Where the warehouse lies, and what people say beside it."""
    return Path(os.environ.get("EARSHOT_DATA", "data")).resolve()


@st.cache_resource(max_entries=4, show_spinner=False)
def _reader(folder: Path) -> Reader:
    return Reader(folder)


def _here() -> Reader:
    return _reader(folder())


@st.cache_resource(max_entries=4, show_spinner=False)
def _past_reader(folder: Path, version: str) -> PastReader:
    return PastReader(folder, version)


@st.cache_data(max_entries=KEPT_ANSWERS, show_spinner=False)
def _past_name(folder: Path, version: str, moment: datetime) -> str:
    """The version is only part of its name: what was known then may be another with the next."""
    del folder, version
    return past.name_of(_here(), moment)


@st.cache_data(max_entries=KEPT_ANSWERS, show_spinner=False)
def _kept(folder: Path, version: str, sql: str, named: dict[str, Any]) -> pd.DataFrame:
    """One answer; of a version that is not of the past, the name is only part of the key."""
    if past.is_past(version):
        return _past_reader(folder, version).query(sql, named)
    return _here().query(sql, named)


def ask(
    version: str, name: str, /, *, what: str = "*", order: str = "", **named: object
) -> pd.DataFrame:
    """Rows of a question or of a metric.

    Args:
        version: the published version that is shown.
        name: of a question's file, or of a view or macro in sql/metrics.
        what: columns of a metric, our own words.
        order: columns by which a metric is sorted, our own words.
        **named: values for its parameters, and for columns by which a view is narrowed; those that
            it has no place for are left out. With row_limit and rows_before a metric gives as many
            rows, after so many.

    Raises:
        KeyError: nothing has that name, or a value that it needs is not given.
        NotPermitted: whoever asks may not see the brand, or the person who answered.
    """
    if name in QUESTIONS:
        sql = question(name)
    else:
        sql = statements.select(name, frozenset(named), what=what, order=order)
    given = {key: named[key] for key in statements.placed(sql)}
    reader = who_asks.asker()
    permitted.refuse(reader, named)
    if (heard := _HEARD.get()) is not None:
        heard.append(statements.written_out(sql, given))
    rows = _kept(folder(), version, sql, given)
    rows = permitted.kept(reader, name, given, rows, is_of_no_brand=name in permitted.OF_NO_BRAND)
    if (shown := _SHOWN.get()) is not None and name not in _NOT_SHOWN:
        shown.append(Answer(name, sql, given, rows))
    return rows


def within(
    scope: Scope,
    name: str,
    span: Span | None = None,
    /,
    *,
    what: str = "*",
    order: str = "",
    **more: object,
) -> pd.DataFrame:
    """Rows about what a page is about.

    Args:
        scope: fills the parameters that `Scope.values` names.
        name: as for `ask`.
        span: another span than the scope's own.
        what: as for `ask`.
        order: as for `ask`.
        **more: values beside those of the scope, or instead of them.

    Raises:
        KeyError: as of `ask`.
    """
    return ask(scope.version, name, what=what, order=order, **(scope.values(span) | more))


def noted() -> list[Answer]:
    """A list that takes up whatever is asked from now on until the page ends."""
    shown: list[Answer] = []
    _SHOWN.set(shown)
    return shown


@contextmanager
def overheard() -> Iterator[list[str]]:
    """What is asked inside the block, each statement as any SQL client runs it."""
    heard: list[str] = []
    token = _HEARD.set(heard)
    try:
        yield heard
    finally:
        _HEARD.reset(token)


@cache
def question(name: str) -> str:
    """The statement of a question's file.

    Raises:
        KeyError: no file has that name.
    """
    return _COMMENT.sub("", QUESTIONS[name].read_text(encoding="utf-8")).strip()


def said(
    kind: str, subjects: Sequence[str] | None = None, *, is_timeless: bool = False
) -> list[Action]:
    """What people said, oldest first, undone and undoing rows included; in the past until then.

    No answer is kept, so what is said shows at once.

    Args:
        kind: label, note, alert_rule, alert_mark or any other that the ledger holds.
        subjects: what it is about; None for everything.
        is_timeless: it is no part of what a page shows, so that a page of the past has all of it.

    Raises:
        PeopleDamaged: the file cannot be read.
    """
    told = (
        feedback.everything(folder(), kind)
        if subjects is None
        else feedback.about(folder(), kind, subjects)
    )
    reader, then = who_asks.asker(), None if is_timeless else _moment()
    seen = [one for one in told if reader.may_see(one.brand)]
    return seen if then is None else [one for one in seen if one.said_at <= then]


def say(actions: Sequence[Action]) -> str:
    """Write down what somebody says at one stroke; the id by which it can be taken back.

    Raises:
        PeopleDamaged: the file cannot be written.
        NotPermitted: whoever asks may not say such a thing.
    """
    reader = _may_say(actions)
    for one in actions:
        who_asks.note(
            one.kind, brand=one.brand, subject=one.subject, field=one.field, value=one.value
        )
    if st.session_state.get("as_of"):
        st.toast("Kept, as said now: this page of the past does not show it.", duration="long")
    named = [replace(one, who=reader.name or one.who) for one in actions]
    return feedback.record(folder(), named)


def _may_say(actions: Sequence[Action]) -> Asker:
    """Whoever asks, where they may say such things, and take them back.

    Raises:
        NotPermitted: they may not.
    """
    roles = [_MAY_SAY.get(one.kind, "lead") for one in actions]
    who_asks.need(max(roles, key=ROLES.index, default="lead"))
    reader = who_asks.asker()
    if any(not reader.may_see(one.brand) for one in actions):
        raise NotPermitted("this is about a brand that you may not see")
    return reader


def _moment() -> datetime | None:
    """Where the running page stands in the past, aware; None for now, or where no page runs."""
    try:
        shown = current().version
    except LookupError:
        return None
    return past.moment_of(shown) if past.is_past(shown) else None


def take_back(batch_id: str, who: str) -> None:
    """Take back what was said at one stroke.

    Raises:
        PeopleDamaged: the file cannot be written.
        NotPermitted: whoever asks may not say such a thing.
    """
    _may_say(feedback.batch(folder(), batch_id))
    who_asks.note("taken back", batch_id=batch_id)
    feedback.undo(folder(), batch_id, who=who, now=datetime.now(UTC))


def told(brand: str, limit: int) -> list[Message]:
    """The newest messages to people about a brand; no answer is kept.

    Raises:
        NotPermitted: whoever asks may not see the brand.
    """
    permitted.refuse(who_asks.asker(), {"brand": brand})
    return deliveries.newest(folder(), brand, limit)


def people(version: str) -> list[str]:
    """Keys of those who can be told, as earshot.toml has them, sorted."""
    return list(ask(version, "told_people")["person"])


def told_digests(brand: str, limit: int) -> list[DigestSent]:
    """The newest digests and pages sent about a brand; no answer is kept.

    Raises:
        NotPermitted: whoever asks may not see the brand.
    """
    permitted.refuse(who_asks.asker(), {"brand": brand})
    return deliveries.newest_digests(folder(), brand, limit)


def tell_again(message_id: str, now: datetime) -> None:
    """Let a message that failed be tried anew.

    Raises:
        NotPermitted: whoever asks is no lead, or may not see the brand.
    """
    who_asks.need("lead")
    permitted.refuse(who_asks.asker(), {"brand": deliveries.brand_of(folder(), message_id)})
    deliveries.send_again(folder(), message_id, now)


def changed_at(name: str) -> int:
    """When a file beside the warehouse was last written, in nanoseconds; 0 where there is none."""
    file = folder() / name
    return file.stat().st_mtime_ns if file.exists() else 0


def names_in(name: str) -> list[str]:
    """Names of the files in a folder beside the warehouse, without their endings, sorted."""
    return sorted(path.stem for path in (folder() / name).glob("*.*"))


def version() -> str:
    """Name of the published version that the next query reads.

    Raises:
        WarehouseEmpty: nothing has been published.
        WarehouseDamaged: no version can be read.
    """
    return _here().version


def past_name(version: str, moment: datetime) -> str:
    """Name of the version that shows a moment, which may have to be made (`earshot as-of`).

    Args:
        version: the newest one.
        moment: aware.
    """
    return _past_name(folder(), version, moment)


def problem() -> str | None:
    """Why an older version is shown than the newest one; None when all is well."""
    return _here().problem


def is_demo(version: str) -> bool:
    """Whether all that is held is the invented sample story."""
    return bool(ask(version, "is_demo").iloc[0]["is_demo"])


def brands(version: str) -> pd.DataFrame:
    """Brands, own first and those with mentions before those without.

    Times are UTC, null for a brand without a mention.
    """
    return ask(version, "known_brands", order="mention_count = 0, role <> 'own', name")


def filter_choices(version: str, brands: Sequence[str]) -> dict[str, list[str]]:
    """What each filter can be set to for some brands, by the filter's name; unknown last."""
    found: dict[str, dict[str, None]] = {}
    for brand in brands:
        for name, part in ask(version, "filter_choices", brand=brand).groupby("filter"):
            found.setdefault(str(name), {}).update(dict.fromkeys(part["value"]))
    return {
        name: sorted(values, key=lambda one: (one == "unknown", one))
        for name, values in found.items()
    }
