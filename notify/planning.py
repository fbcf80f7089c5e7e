"""From the ledger of alerts to what is to be told to whom, each once."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from notify.people import Person
from sql import deliveries, feedback
from sql.alert_kinds import alert_kinds
from sql.deliveries import ALERT, ESCALATION, OVER, SENT, SKIPPED, WAITING, Message
from sql.reader import Reader

TAKEN = "alert_taken"
NEW = timedelta(hours=1)  # what a rule gave before somebody was told by it is history to them
ENDED = "select * from alert_endings($since) where is_over"
GIVEN = "select * from alerts where recorded_at >= $since order by recorded_at, alerted_at, subject"
# A rule of the page tells people and calls nobody after them: its second list is null.
RULES = """
select * from alert_rules where coalesce(len(tell), 0) + coalesce(len(escalate_to), 0) > 0
"""
Key = tuple[str, str, str]  # rule, brand, subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What planning goes by: rules that tell somebody, and the alerts of the last days."""

    rules: Mapping[tuple[str, str], pd.Series]
    alerts: pd.DataFrame
    over: frozenset[Key] = field(default_factory=frozenset)
    taken: frozenset[Key] = field(default_factory=frozenset)


def known(reader: Reader, data: Path, now: datetime) -> Known:
    """Read the published warehouse; what is older than ten days is history."""
    since = {"since": now - timedelta(days=10)}
    rules = reader.query(RULES)
    alerts = reader.query(GIVEN, since)
    oldest = alerts["alerted_at"].min() if len(alerts) else now
    ended = reader.query(ENDED, {"since": oldest})
    said = feedback.not_undone(feedback.everything(data, TAKEN))
    return Known(
        rules={(row["rule_name"], row["brand"]): row for _, row in rules.iterrows()},
        alerts=alerts,
        over=frozenset(
            (row["rule_name"], row["brand"], row["subject"]) for _, row in ended.iterrows()
        ),
        taken=frozenset((one.field, one.brand, one.subject) for one in said),
    )


def plan(data: Path, facts: Known, people: Mapping[str, Person], now: datetime) -> int:
    """Write down what is to be told; how many messages are new.

    Whoever is newly told by a rule hears of what it gave in the last hour and later.
    """
    with deliveries.opened(data) as con:
        begun = {pair: _since(con, pair, now) for pair in _pairs(facts.rules, people)}
        held = deliveries.found(con)
        added = 0
        for _, alert in facts.alerts.iterrows():
            rule = facts.rules.get((alert["rule_name"], alert["brand"]))
            if rule is not None:
                added += deliveries.add(con, _told(alert, rule, people, begun, held, now))
                held = deliveries.found(con) if added else held
        added += deliveries.add(con, _endings(held, facts, people, now))
        _skip(con, held, facts)
    return added


def _pairs(
    rules: Mapping[tuple[str, str], pd.Series], people: Mapping[str, Person]
) -> Iterator[tuple[str, str, str]]:
    for (name, brand), rule in rules.items():
        for person in {*_list(rule["tell"]), *_list(rule["escalate_to"])} & people.keys():
            yield name, brand, person


def _since(con: sqlite3.Connection, pair: tuple[str, str, str], now: datetime) -> datetime:
    """From when on somebody is told by a rule; remembered."""
    name = "told " + "\0".join(pair)
    held = deliveries.fact(con, name)
    if held is not None:
        return datetime.fromisoformat(held)
    deliveries.remember(con, name, (now - NEW).isoformat())
    return now - NEW


def _told(
    alert: pd.Series,
    rule: pd.Series,
    people: Mapping[str, Person],
    begun: Mapping[tuple[str, str, str], datetime],
    held: Sequence[Message],
    now: datetime,
) -> Iterator[Message]:
    """The first messages of an alert, and those that follow if nobody takes it."""
    is_critical = _is_critical(alert, rule)
    for part, names in ((ALERT, rule["tell"]), (ESCALATION, rule["escalate_to"])):
        for key in _list(names):
            pair = (alert["rule_name"], alert["brand"], key)
            if key not in people or alert["recorded_at"].to_pydatetime() < begun[pair]:
                continue
            if not people[key].may_hear_of(alert["brand"]):
                continue
            after = now
            if part == ESCALATION:
                after += timedelta(minutes=float(rule["escalate_minutes"]))
            elif not is_critical:
                after = _cooled(held, pair, rule, now)
            due_at = people[key].may_be_told_at(after, is_critical=is_critical)
            for channel in range(1, len(people[key].to) + 1):
                to = (key, channel, part)
                yield _message(alert, to, is_critical=is_critical, now=now, due_at=due_at)


def _cooled(
    held: Sequence[Message], pair: tuple[str, str, str], rule: pd.Series, now: datetime
) -> datetime:
    """When the next message by a rule may follow the last one to the same person."""
    last = [
        one.sent_at or one.due_at
        for one in held
        if (one.rule_name, one.brand, one.person) == pair
        and one.part == ALERT
        and one.state != SKIPPED
    ]
    minutes = rule["cool_down_minutes"]
    cool = timedelta(minutes=60 if pd.isna(minutes) else float(minutes))
    waiting = [one.due_at for one in held if _waits_for(one, pair)]
    return max([now, *(min(waiting, default=at + cool) for at in last[-1:] if at + cool > now)])


def _waits_for(one: Message, pair: tuple[str, str, str]) -> bool:
    is_its = (one.rule_name, one.brand, one.person) == pair
    return is_its and one.part == ALERT and one.state == WAITING


def _endings(
    held: Iterable[Message], facts: Known, people: Mapping[str, Person], now: datetime
) -> Iterator[Message]:
    """That it is over, to whoever was told that it began."""
    for one in held:
        is_told = one.part in (ALERT, ESCALATION) and one.state == SENT
        if is_told and _key(one) in facts.over and one.person in people:
            due_at = people[one.person].may_be_told_at(now, is_critical=False)
            yield _again(one, OVER, now=now, due_at=due_at)


def _skip(con: sqlite3.Connection, held: Iterable[Message], facts: Known) -> None:
    """Nobody is called for what somebody has taken, or what is over by now."""
    for one in held:
        if one.part == ESCALATION and one.state == WAITING:
            reason = (
                "taken" if _key(one) in facts.taken else "over" if _key(one) in facts.over else None
            )
            if reason:
                con.execute(
                    "update messages set state = 'skipped', problem = ? where message_id = ?",
                    [f"{reason} before it was due", one.message_id],
                )


def _is_critical(alert: pd.Series, rule: pd.Series) -> bool:
    kind, level = alert_kinds()[alert["kind"]], rule["critical_level"]
    level = kind.critical_level if pd.isna(level) else float(level)
    if level is None:
        return False
    value = float(alert["observed_value"])
    return value < level if kind.is_below else value >= level


def _message(
    alert: pd.Series,
    to: tuple[str, int, str],
    *,
    is_critical: bool,
    now: datetime,
    due_at: datetime,
) -> Message:
    """What is told to (person, channel, part)."""
    thread = _digest(alert["rule_name"], alert["brand"], alert["subject"])
    person, channel, part = to
    return Message(
        message_id=_digest(thread, person, str(channel), part),
        thread=thread,
        person=person,
        channel=channel,
        part=part,
        is_critical=is_critical,
        planned_at=now,
        due_at=due_at,
        rule_name=alert["rule_name"],
        brand=alert["brand"],
        kind=alert["kind"],
        subject=alert["subject"],
        measure=_text(alert["measure"]),
        post_id=_text(alert["post_id"]),
        happened_at=alert["happened_at"].to_pydatetime().astimezone(UTC),
        alerted_at=alert["alerted_at"].to_pydatetime().astimezone(UTC),
        level=float(alert["level"]),
        observed_value=float(alert["observed_value"]),
    )


def _again(one: Message, part: str, *, now: datetime, due_at: datetime) -> Message:
    """Another part of what somebody was told."""
    return replace(
        one,
        message_id=_digest(one.thread, one.person, str(one.channel), part),
        part=part,
        is_critical=False,
        planned_at=now,
        due_at=due_at,
        state=WAITING,
        attempt_count=0,
        sent_at=None,
        problem=None,
    )


def _key(one: Message) -> Key:
    return one.rule_name, one.brand, one.subject


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:20]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _list(value: Any) -> list[str]:
    """A list of the warehouse; null is an empty one."""
    return [str(one) for one in value] if pd.api.types.is_list_like(value) else []
