"""What people do in the dashboard: a ledger in a small SQLite file of its own.

Every row is one thing that one person said; nothing is ever changed. Taking something back is a
row too. Any number of server threads and processes may write at once. Every writer of the
warehouse copies what is new into the table `actions`, and brings back what the file lost.
"""

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FILE = "people.sqlite"
SECONDS = 20.0  # to wait for another one who writes
CHUNK = 500  # ids in one question

_LEDGER = """
create table if not exists actions (
    seq integer primary key,
    action_id text not null unique,
    batch_id text not null,
    kind text not null,
    subject text not null,
    brand text not null,
    field text not null,
    value text,
    is_confirmation integer not null,
    origin text not null,
    undoes text,
    who text not null,
    said_at text not null
);
create index if not exists actions_subject on actions (subject);
create index if not exists actions_batch on actions (batch_id);
"""


class PeopleDamaged(Exception):  # noqa: N818 - a state, named as one
    """The ledger cannot be read or written; the message names the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing that one person said.

    Attributes:
        kind: what sort of thing; "label" is about how a post is read.
        subject: what it is about; of a label the post, as views name it.
        brand: key of the brand it is about.
        field: of a label polarity, complaint, topic, reply (needed) or about (the brand).
        value: what was said; of a label a polarity, yes or no, or a topic ("" is none).
        is_confirmation: it says that what was shown is right.
        origin: how the person came to it: random, uncertain or browse.
        who: as they call themselves.
        said_at: aware.
        undoes: the action that this row takes back; None where it says something itself.
        action_id: made by chance, for good.
        batch_id: shared by what was said at one stroke.
    """

    kind: str
    subject: str
    brand: str
    field: str
    value: str | None
    who: str
    said_at: datetime
    is_confirmation: bool = False
    origin: str = "browse"
    undoes: str | None = None
    batch_id: str = ""
    action_id: str = ""


NAMES = tuple(field.name for field in fields(Action))
COLUMNS = ", ".join(NAMES)


def record(data: Path, said: Sequence[Action]) -> str:
    """Write down what one person said at one stroke: all of it or nothing; returns its batch_id.

    Raises:
        PeopleDamaged: the file is no ledger, or cannot be written.
    """
    batch_id = secrets.token_hex(8)
    named = [replace(one, action_id=secrets.token_hex(8), batch_id=batch_id) for one in said]
    with opened(data) as con:
        insert(con, named)
    return batch_id


def undo(data: Path, batch_id: str, *, who: str, now: datetime) -> int:
    """Take back a batch, as far as it still stands; returns how many actions that were.

    Raises:
        PeopleDamaged: the file is no ledger, or cannot be written.
    """
    with opened(data) as con:
        # Reading and writing in one transaction: two who take back at once do it once.
        standing = _select(
            con,
            "where batch_id = ? and undoes is null and not exists "
            "(select 1 from actions as u where u.undoes = actions.action_id)",
            (batch_id,),
        )
        taken = secrets.token_hex(8)
        back = [
            replace(one, undoes=one.action_id, value=None, who=who, said_at=now, batch_id=taken)
            for one in standing
        ]
        insert(con, [replace(one, action_id=secrets.token_hex(8)) for one in back])
    return len(back)


def about(data: Path, kind: str, subjects: Sequence[str]) -> list[Action]:
    """What was said about some subjects, undone and undoing rows included, the oldest first.

    Raises:
        PeopleDamaged: the file is no ledger.
    """
    found: list[Action] = []
    for start in range(0, len(subjects), CHUNK):
        part = subjects[start : start + CHUNK]
        marks = ", ".join("?" * len(part))
        found += _read(data, f"where kind = ? and subject in ({marks})", (kind, *part))
    return found


def batch(data: Path, batch_id: str) -> list[Action]:
    """What was said at one stroke.

    Raises:
        PeopleDamaged: the file is no ledger.
    """
    return _read(data, "where batch_id = ?", (batch_id,))


def everything(data: Path, kind: str | None = None) -> list[Action]:
    """The whole ledger, or one kind of it, the oldest first.

    Raises:
        PeopleDamaged: the file is no ledger.
    """
    return _read(data, "where ?1 is null or kind = ?1", (kind,))


def not_undone(said: Sequence[Action]) -> list[Action]:
    """What has not been taken back, the oldest first."""
    undone = {one.undoes for one in said if one.undoes}
    return [one for one in said if not one.undoes and one.action_id not in undone]


def _read(data: Path, where: str, params: Sequence[object]) -> list[Action]:
    if not (data / FILE).exists():
        return []
    with opened(data, begin="begin") as con:
        return _select(con, where, params)


def _select(con: sqlite3.Connection, where: str, params: Sequence[object]) -> list[Action]:
    sql = f"select {COLUMNS} from actions {where} order by seq"  # noqa: S608 - names of our own
    return [action_of(row) for row in con.execute(sql, params).fetchall()]


def action_of(row: Sequence[Any]) -> Action:
    """The action of a row with the columns NAMES, of either database."""
    values = dict(zip(NAMES, row, strict=True))
    if isinstance(at := values["said_at"], str):
        values["said_at"] = datetime.fromisoformat(at)
    return Action(**{**values, "is_confirmation": bool(values["is_confirmation"])})


def insert(con: sqlite3.Connection, said: Sequence[Action]) -> None:
    """Write actions that have their ids; those of a later batch stand below."""
    marks = ", ".join("?" * len(NAMES))
    rows = [astuple(replace(one, said_at=one.said_at.astimezone(UTC))) for one in said]
    at = NAMES.index("said_at")
    told = [(*row[:at], row[at].isoformat(), *row[at + 1 :]) for row in rows]
    con.executemany(f"insert into actions ({COLUMNS}) values ({marks})", told)  # noqa: S608


@contextmanager
def opened(data: Path, *, begin: str = "begin immediate") -> Iterator[sqlite3.Connection]:
    """One transaction over the ledger; it is made where it is missing.

    Raises:
        PeopleDamaged: the file is no ledger, or is locked for too long.
    """
    data.mkdir(parents=True, exist_ok=True)
    try:
        con = sqlite3.connect(data / FILE, timeout=SECONDS, isolation_level=None)
        try:
            con.executescript(_LEDGER)
            con.execute(begin)
            yield con
            con.execute("commit")
        finally:
            # What was not committed is rolled back by closing.
            con.close()
    except sqlite3.Error as error:
        raise PeopleDamaged(f"{data / FILE}: {error}") from error
