"""What is to be told to whom, and what became of it: a small SQLite file beside the warehouse.

A message is written down before anybody is told, and marked before and after each try; whoever is
killed between leaves it as it was.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

FILE = "deliveries.sqlite"
SECONDS = 20.0  # to wait for another one who writes
ALERT, ESCALATION, OVER = "alert", "escalation", "over"
WAITING, SENDING, SENT, SKIPPED, FAILED = "waiting", "sending", "sent", "skipped", "failed"

_TABLES = """
create table if not exists messages (
    message_id text primary key,
    thread text not null,
    person text not null,
    channel integer not null,
    part text not null,
    rule_name text not null,
    brand text not null,
    kind text not null,
    subject text not null,
    measure text,
    post_id text,
    happened_at text not null,
    alerted_at text not null,
    level real not null,
    observed_value real not null,
    is_critical integer not null,
    planned_at text not null,
    due_at text not null,
    state text not null,
    attempt_count integer not null,
    sent_at text,
    problem text
);
create index if not exists messages_due on messages (state, due_at);
create table if not exists facts (name text primary key, value text not null);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing that one person is told about one alert; times are aware.

    Attributes:
        message_id: the same for the same thing, however often it is planned or sent.
        thread: shared by all that is told about one alert.
        person: key of earshot.toml.
        channel: which of that person's addresses, from 1; each is told, and tried again, by itself.
        part: alert, escalation (nobody took it) or over (it has ended).
        rule_name: of the rule that alerted; subject, measure, post_id and values as in its ledger.
        is_critical: quiet hours do not hold it back.
        due_at: not to be sent before.
        state: waiting, sending (a try has begun), sent, skipped (no longer to be told) or failed.
        problem: why the last try failed, or why it is skipped; None where all is well.
    """

    message_id: str
    thread: str
    person: str
    channel: int
    part: str
    rule_name: str
    brand: str
    kind: str
    subject: str
    measure: str | None
    post_id: str | None
    happened_at: datetime
    alerted_at: datetime
    level: float
    observed_value: float
    is_critical: bool
    planned_at: datetime
    due_at: datetime
    state: str = WAITING
    attempt_count: int = 0
    sent_at: datetime | None = None
    problem: str | None = None


NAMES = tuple(field.name for field in fields(Message))
TIMES = {"happened_at", "alerted_at", "planned_at", "due_at", "sent_at"}
COLUMNS = ", ".join(NAMES)


@contextmanager
def opened(data: Path) -> Iterator[sqlite3.Connection]:
    """The file, in one transaction: all of it or nothing."""
    data.mkdir(parents=True, exist_ok=True)
    con = sqlite3.connect(data / FILE, timeout=SECONDS, isolation_level=None)
    try:
        con.execute("pragma journal_mode = wal")
        con.execute("pragma synchronous = full")
        con.executescript(_TABLES)
        con.execute("begin immediate")
        yield con
        con.execute("commit")
    finally:
        con.close()


def add(con: sqlite3.Connection, planned: Iterable[Message]) -> int:
    """Write down what is to be told; what was planned before stays as it is. How many are new."""
    marks = ", ".join("?" * len(NAMES))
    rows = [tuple(map(_stored, astuple(one))) for one in planned]
    before = con.total_changes
    con.executemany(f"insert or ignore into messages ({COLUMNS}) values ({marks})", rows)  # noqa: S608
    return con.total_changes - before


def found(
    con: sqlite3.Connection, where: str = "true", params: Sequence[object] = ()
) -> list[Message]:
    """Messages by a condition of our own words, those due first."""
    rows = con.execute(
        f"select {COLUMNS} from messages where {where} order by due_at, rowid",  # noqa: S608
        params,
    ).fetchall()
    return [_message(row) for row in rows]


def due(data: Path, now: datetime) -> list[Message]:
    """What is to be sent by now, and what somebody began to send and did not end."""
    if not (data / FILE).exists():
        return []
    with opened(data) as con:
        return found(con, "state = 'sending' or (state = 'waiting' and due_at <= ?)", [_text(now)])


def newest(data: Path, brand: str, limit: int = 50) -> list[Message]:
    """The newest messages about a brand, for people."""
    if not (data / FILE).exists():
        return []
    with opened(data) as con:
        everything = found(con, "brand = ?", [brand])
    return sorted(everything, key=lambda one: one.planned_at, reverse=True)[:limit]


def brand_of(data: Path, message_id: str) -> str | None:
    """The brand that a message is about; None where there is no such message."""
    with opened(data) as con:
        return next((one.brand for one in found(con, "message_id = ?", [message_id])), None)


@dataclass(frozen=True, slots=True)
class DigestSent:
    """One digest or page to one address of one person; times are aware.

    Attributes:
        audience: executive, marketing or support; of a page that is sent what it is kept under.
        why: clock or alert.
        slot: when it was due.
        channel: which of the person's addresses, from 1.
        due_at: not before.
        state: waiting, sending, sent, skipped or failed.
        problem: why the last try failed or it is skipped; empty where all is well.
    """

    audience: str
    why: str
    slot: datetime
    person: str
    channel: int
    due_at: datetime
    state: str
    problem: str


def newest_digests(data: Path, brand: str, limit: int = 50) -> list[DigestSent]:
    """The newest digests and pages about a brand that were due, the newest first."""
    if not (data / FILE).exists():
        return []
    with opened(data) as con:
        if not con.execute("select 1 from sqlite_master where name = 'digest_sendings'").fetchone():
            return []
        rows = con.execute(
            "select audience, why, slot, person, channel, due_at, state, coalesce(problem, '') "
            "from digest_sendings where brand = ? order by slot desc, sending_id limit ?",
            [brand, limit],
        ).fetchall()
    at = datetime.fromisoformat
    return [
        DigestSent(audience, why, at(slot), person, channel, at(due), state, problem)
        for audience, why, slot, person, channel, due, state, problem in rows
    ]


def mark(
    data: Path,
    messages: Sequence[Message],
    state: str,
    *,
    due_at: datetime | None = None,
    sent_at: datetime | None = None,
    problem: str | None = None,
    is_try: bool = False,
) -> None:
    """Write down what became of messages."""
    with opened(data) as con:
        con.executemany(
            "update messages set state = ?, due_at = coalesce(?, due_at), sent_at = ?, "
            "problem = ?, attempt_count = attempt_count + ? where message_id = ?",
            [
                (state, _text(due_at), _text(sent_at), problem, int(is_try), one.message_id)
                for one in messages
            ],
        )


def send_again(data: Path, message_id: str, now: datetime) -> None:
    """Let a message that failed be tried anew."""
    with opened(data) as con:
        con.execute(
            "update messages set state = 'waiting', due_at = ?, planned_at = ? "
            "where message_id = ? and state = 'failed'",
            [_text(now), _text(now), message_id],
        )


def fact(con: sqlite3.Connection, name: str) -> str | None:
    """Something remembered from one planning to the next."""
    row = con.execute("select value from facts where name = ?", [name]).fetchone()
    return None if row is None else str(row[0])


def remember(con: sqlite3.Connection, name: str, value: str) -> None:
    """Remember something for the next planning."""
    con.execute("insert or replace into facts values (?, ?)", [name, value])


def _text(moment: datetime | None) -> str | None:
    """As it sorts: UTC, all of one length."""
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def _stored(value: object) -> object:
    return _text(value) if isinstance(value, datetime) else value


def _message(row: Sequence[object]) -> Message:
    named = dict(zip(NAMES, row, strict=True))
    for name in TIMES:
        if named[name] is not None:
            named[name] = datetime.fromisoformat(str(named[name]))
    named["is_critical"] = bool(named["is_critical"])
    return Message(**named)  # type: ignore[arg-type]
