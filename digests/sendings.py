"""Which digests are due to whom, and what became of each: a table beside that of alerts."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from notify.people import Person
from sql.deliveries import FAILED, FILE, SENDING, WAITING, opened

LATE = timedelta(hours=24)  # so late a digest is still sent, and so long tried again
COOL = timedelta(hours=1)  # between two digests that alerts call for
FIRST_RETRY, LONGEST_RETRY = timedelta(minutes=1), timedelta(hours=1)
_TABLE = """
create table if not exists digest_sendings (
    sending_id text primary key,
    audience text not null,
    brand text not null,
    days integer not null,
    why text not null,
    slot text not null,
    person text not null,
    channel integer not null,
    due_at text not null,
    state text not null,
    attempt_count integer not null,
    problem text
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A digest that people get by themselves.

    Attributes:
        audience: key of audiences.AUDIENCES.
        brand: key of the brand.
        days: 1 every day, 7 on Mondays.
        tell: keys of people.
        at: minute of the day, in `zone`; None: when an alert of the brand is given.
        zone: of the brand.
    """

    audience: str
    brand: str
    days: int
    tell: Sequence[str]
    at: int | None
    zone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One digest to one address of one person; times are ISO 8601 in UTC.

    Attributes:
        sending_id: the same for the same thing, however often it is planned or sent.
        why: clock or alert.
        slot: the moment that it was due by the clock, or that the alert was written down.
        channel: which of the person's addresses, from 1.
        due_at: not before; quiet hours and tries that failed move it.
        state: waiting, sending (a try has begun), sent, skipped (no longer to be told) or failed.
        problem: why the last try failed; None where all is well.
    """

    sending_id: str
    audience: str
    brand: str
    days: int
    why: str
    slot: str
    person: str
    channel: int
    due_at: str
    state: str = WAITING
    attempt_count: int = 0
    problem: str | None = None


NAMES = tuple(field.name for field in fields(Sending))


def plan(
    data: Path,
    entries: Iterable[Entry],
    people: dict[str, Person],
    alerted: dict[str, list[datetime]],
    now: datetime,
) -> int:
    """Write down what is due by now, each once; how many are new.

    Args:
        data: the warehouse's folder.
        entries: of the configuration.
        people: by key.
        alerted: when alerts of each brand were written down.
        now: aware.
    """
    with opened(data) as con:
        con.execute(_TABLE)
        before = con.total_changes
        for entry in entries:
            for slot in _slots(con, entry, alerted.get(entry.brand, []), now):
                rows = [astuple(one) for one in _sendings(entry, slot, people)]
                marks = ", ".join("?" * len(NAMES))
                con.executemany(f"insert or ignore into digest_sendings values ({marks})", rows)  # noqa: S608
        return con.total_changes - before


def due(data: Path, now: datetime) -> list[Sending]:
    """What is to be sent by now, and what somebody began to send and did not end."""
    if not (data / FILE).exists():
        return []
    with opened(data) as con:
        con.execute(_TABLE)
        rows = con.execute(
            f"select {', '.join(NAMES)} from digest_sendings where state = ? "  # noqa: S608
            "or (state = ? and due_at <= ?) order by slot, audience, brand, days, sending_id",
            [SENDING, WAITING, _text(now)],
        ).fetchall()
    return [Sending(**dict(zip(NAMES, row, strict=True))) for row in rows]


def mark(data: Path, one: Sending, *, state: str, now: datetime, problem: str = "") -> None:
    """Write down what became of a sending; one that failed waits ever longer, for a day."""
    if state == FAILED and now - datetime.fromisoformat(one.slot) < LATE:
        wait = min(FIRST_RETRY * 2 ** min(one.attempt_count, 10), LONGEST_RETRY)
        one, state = replace(one, due_at=_text(now + wait)), WAITING
    with opened(data) as con:
        con.execute(
            "update digest_sendings set state = ?, due_at = ?, problem = ?, "
            "attempt_count = attempt_count + ? where sending_id = ?",
            [state, one.due_at, problem or None, int(state == SENDING), one.sending_id],
        )


def last_slot(entry: Entry, now: datetime) -> datetime | None:
    """The last moment by the clock at which an entry was due, if that is not long ago; UTC."""
    if entry.at is None:
        return None
    local = now.astimezone(entry.zone)
    for days_ago in range(3):
        day = (local - timedelta(days=days_ago)).date()
        hour, minute = divmod(entry.at, 60)
        at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=entry.zone)
        slot = at.astimezone(UTC)
        is_day = entry.days == 1 or day.weekday() == 0
        if is_day and slot <= now:
            return slot if now - slot <= LATE else None
    return None


def _slots(
    con: sqlite3.Connection, entry: Entry, alerted: Sequence[datetime], now: datetime
) -> list[datetime]:
    if entry.at is not None:
        slot = last_slot(entry, now)
        return [slot] if slot else []
    rows = con.execute(
        "select max(slot) from digest_sendings where audience = ? and brand = ? and why = 'alert'",
        [entry.audience, entry.brand],
    ).fetchone()
    last = datetime.fromisoformat(rows[0]) if rows[0] else datetime.min.replace(tzinfo=UTC)
    fresh = [at for at in alerted if now - at <= COOL and at - last >= COOL]
    return [min(fresh)] if fresh else []


def _sendings(entry: Entry, slot: datetime, people: dict[str, Person]) -> Iterable[Sending]:
    why = "alert" if entry.at is None else "clock"
    for key in entry.tell:
        # Somebody who is gone from the file is planned, too: that it fails is then seen.
        person = people.get(key)
        due_at = person.may_be_told_at(slot, is_critical=False) if person else slot
        for channel in range(1, (len(person.to) if person else 1) + 1):
            parts = (entry.audience, entry.brand, str(entry.days), why, _text(slot), key)
            named = sha256("\0".join((*parts, str(channel))).encode()).hexdigest()[:20]
            yield Sending(
                sending_id=named,
                audience=entry.audience,
                brand=entry.brand,
                days=entry.days,
                why=why,
                slot=_text(slot),
                person=key,
                channel=channel,
                due_at=_text(due_at),
            )


def _text(moment: datetime) -> str:
    """As it sorts: UTC, all of one length."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
