"""Deliver: plan what is to be told, send what is due, try again what failed."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

import duckdb
import filelock

from notify.message import words
from notify.people import Person
from notify.planning import known, plan
from notify.sending import tell
from sql import deliveries
from sql.deliveries import FAILED, SENDING, SENT, WAITING, Message
from sql.errors import WarehouseError
from sql.reader import Reader
from wording.said import speaking

LOCK = "deliveries.lock"
FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=1)
GIVES_UP = timedelta(hours=24)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What a delivery came to, in messages."""

    planned_count: int = 0
    sent_count: int = 0
    failed_count: int = 0
    is_elsewhere: bool = False

    def __str__(self) -> str:
        if self.is_elsewhere:
            return "Another delivery is at work; it sends what is due."
        return (
            f"{self.planned_count} messages planned, {self.sent_count} sent, "
            f"{self.failed_count} to be tried again or given up."
        )

    @property
    def exit_code(self) -> int:
        """1 where somebody could not be told."""
        return int(self.failed_count > 0)


def deliver(data: Path, people: Mapping[str, Person], url: str, now: datetime) -> Delivered:
    """Tell people what they are to be told by now; one delivery at a time.

    A message is marked before and after it is sent. One that was being sent when its sender died
    is sent again under the same id: twice is better than never.

    Args:
        data: the warehouse's folder.
        people: by key; rules tell nobody else.
        url: where the dashboard is, for links.
        now: aware.
    """
    try:
        with filelock.FileLock(data / LOCK, timeout=0):
            reader = Reader(data)
            planned = plan(data, known(reader, data, now), people, now)
            sent = failed = 0
            for batch in _batches(deliveries.due(data, now)):
                is_sent = _send(data, reader, batch, people, url, now)
                sent, failed = sent + is_sent * len(batch), failed + (not is_sent) * len(batch)
    except filelock.Timeout:
        return Delivered(is_elsewhere=True)
    return Delivered(planned_count=planned, sent_count=sent, failed_count=failed)


def is_due(data: Path, now: datetime) -> bool:
    """Whether a delivery would find something to send; costs next to nothing."""
    return bool(deliveries.due(data, now))


def _batches(due: Sequence[Message]) -> Iterator[list[Message]]:
    """What is told at once: by one rule of one brand, critical alerts each alone."""

    def belongs(one: Message) -> tuple[str | int, ...]:
        alone = one.message_id if one.is_critical or one.part != deliveries.ALERT else ""
        return one.person, one.channel, one.rule_name, one.brand, one.part, alone

    order = {belongs(one): number for number, one in reversed(list(enumerate(due)))}
    for _, batch in groupby(sorted(due, key=lambda one: order[belongs(one)]), belongs):
        yield list(batch)


def _send(
    data: Path,
    reader: Reader,
    batch: list[Message],
    people: Mapping[str, Person],
    url: str,
    now: datetime,
) -> bool:
    """Send a batch as one message; whether it was taken."""
    one = batch[0]
    person = people.get(one.person)
    if person is None:
        gone = f"{one.person} is nobody of [people] in earshot.toml any more"
        deliveries.mark(data, batch, FAILED, problem=gone)
        return False
    try:
        with speaking(person.language):
            text = words(reader, batch, url)
    except (duckdb.Error, WarehouseError) as error:
        return _later(data, batch, now, f"its words cannot be read: {error}")
    deliveries.mark(data, batch, SENDING, is_try=True)
    told = tell(person, one.channel, text, message_id=one.message_id, thread=one.thread)
    if told.is_done:
        deliveries.mark(data, batch, SENT, sent_at=now)
        return True
    return _later(data, batch, now, told.problem)


def _later(data: Path, batch: list[Message], now: datetime, problem: str) -> bool:
    """Try again in a while, ever more rarely, for a day."""
    log.warning("delivery: %s; message %s", problem, batch[0].message_id)
    wait = min(FIRST_RETRY * 2 ** min(batch[0].attempt_count, 10), LONGEST_RETRY)
    is_given_up = now - batch[0].planned_at > GIVES_UP
    state = FAILED if is_given_up else WAITING
    deliveries.mark(data, batch, state, due_at=now + wait, problem=problem)
    return False
