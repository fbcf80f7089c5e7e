"""The ledger of alerts: each is written once, and told to the log; delivery reads it from there."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from notify import rules
from notify.rules import Rule
from sql.alert_kinds import alert_kinds
from sql.derive.steps import STEPS

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
REPLAY = (
    "select * replace (epoch_us(last_alerted_at) as last_alerted_at) from alert_replay($1, $2, $3)"
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One line of the ledger.

    Attributes:
        rule_name: of the rule that alerted.
        brand: key of the brand.
        kind: one of sql/views/alert_kinds.sql.
        level: of the rule at that moment.
        subject: what it is about: an episode, a post, a turn, a day.
        post_id: of a post or turn; None where it is about none.
        alerted_at: when the rule could first have known; aware.
        observed_value: on the scale of the level, at that moment.
    """

    rule_name: str
    brand: str
    kind: str
    level: float
    subject: str
    post_id: str | None
    alerted_at: datetime
    observed_value: float

    def __str__(self) -> str:
        side = "below" if alert_kinds()[self.kind].is_below else "reached"
        return (
            f"{self.rule_name}: {self.brand}, {self.kind} {self.observed_value:,.1f} {side} "
            f"{self.level:,.10g}, {self.subject}, {self.alerted_at:%Y-%m-%d %H:%M %Z}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What a rule would have done over all history; lead times in hours, None: not known."""

    rule: Rule
    alert_count: int
    alerts_per_month: float | None
    history_days: float | None
    lead_count: int
    lead_hours_median: float | None
    early_count: int
    last_alerted_at: datetime | None

    def __str__(self) -> str:
        rule, rate = self.rule, self.alerts_per_month
        lead = (
            f"; median {self.lead_hours_median:.1f} h before the peak, {self.early_count} of "
            f"{self.lead_count} before it"
            if self.lead_hours_median is not None
            else ""
        )
        return (
            f"{rule.name}: {rule.brand}, {rule.kind} {rule.level:,.10g}: "
            f"{self.alert_count} alerts in {self.history_days or 0:.0f} days, "
            f"{rate or 0:.1f} a month{lead}"
        )


def evaluate(con: duckdb.DuckDBPyConnection, data: Path, now: datetime) -> list[Alert]:
    """Give what is due by every rule, of the file and of the page; inside writer().

    Args:
        con: what writer() lends.
        data: the warehouse's folder, for what people asked for on the page.
        now: when it is written down.
    """
    given = give(con, data, now)
    for alert in given:
        log.warning("alert: %s", alert)
    return given


def give(con: duckdb.DuckDBPyConnection, data: Path, now: datetime) -> list[Alert]:
    """The same without a word to the log: in a copy that goes back to a moment nothing is new."""
    return [alert for rule in rules.current(con, data) for alert in _given(con, rule, now)]


def replay(con: duckdb.DuckDBPyConnection, asked: Sequence[Rule]) -> list[Replay]:
    """What each rule would have alerted to; nothing is written."""
    return [_replayed(con, rule) for rule in asked]


def _given(con: duckdb.DuckDBPyConnection, rule: Rule, now: datetime) -> Iterator[Alert]:
    params = [rule.name, rule.brand, rule.kind, rule.level, now]
    step = "give_issues" if rule.kind == "issue" else "give_alerts"
    give = STEPS[step].read_text(encoding="utf-8")
    yield from (Alert(**row) for row in _rows(con, give, params, "alerted_at"))


def _replayed(con: duckdb.DuckDBPyConnection, rule: Rule) -> Replay:
    params = [rule.brand, rule.kind, rule.level]
    (row,) = _rows(con, REPLAY, params, "last_alerted_at")
    return Replay(rule=rule, **row)


def _rows(
    con: duckdb.DuckDBPyConnection, sql: str, params: Sequence[object], moment: str
) -> Iterator[dict[str, Any]]:
    """Rows of a statement; the column that holds a moment comes as microseconds since 1970."""
    found = con.execute(sql, params)
    names = [column[0] for column in found.description]
    for values in found.fetchall():
        row = dict(zip(names, values, strict=True))
        at = row[moment]
        yield row | {moment: None if at is None else EPOCH + timedelta(microseconds=at)}
