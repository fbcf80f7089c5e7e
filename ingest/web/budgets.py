"""What may be asked in a while: quota units, money, calls; counted before the question is sent.

What is counted and then not used, because the process was killed or the server gave less, is
given back by `give_back` or stays counted: a budget is rather too careful than too large.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from ingest.errors import NotNow
from ingest.web.network_file import FILE, NetworkFile

Period = Literal["minute", "hour", "day", "month"]
KEPT_PERIODS = 400  # of one budget, for whoever looks back; a year of days

_SPENT = "select coalesce(sum(used), 0) from spent where name = ? and starts_at = ?"
_COUNT = """
insert into spent (name, starts_at, renews_at, unit, period, zone, amount, used)
values (?, ?, ?, ?, ?, ?, ?, max(0, ?))
on conflict (name, starts_at) do update set
    used = max(0, used + ?), amount = excluded.amount, unit = excluded.unit
"""
_NEWEST = """
select name, unit, amount, period, zone, starts_at, used
from spent as mine
where starts_at = (select max(starts_at) from spent as other where other.name = mine.name)
order by name
"""


class BudgetSpent(NotNow):
    """Nothing is left of a budget; the message says when it renews."""

    def __init__(self, message: str, renews_at: datetime) -> None:
        super().__init__(message)
        self.renews_at = renews_at


@dataclass(frozen=True, slots=True)
class Budget:
    """So much of something in each period.

    Attributes:
        name: one name is one budget, whoever asks: the source's own name in it keeps two apart.
        unit: what is counted, in the plural: "units", "calls", "posts", "US cents".
        amount: of one period.
        period: minute, hour, day or month, begun by the clock of zone.
        zone: IANA name; Google's days begin in "America/Los_Angeles".
    """

    name: str
    unit: str
    amount: int
    period: Period
    zone: str = "UTC"

    def __post_init__(self) -> None:
        if self.period not in get_args(Period):
            raise ValueError(f"{self.period!r} is no period; use one of {get_args(Period)}")
        ZoneInfo(self.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """How far a budget is spent in the period that runs, or in none if nothing was asked in it."""

    name: str
    unit: str
    amount: int
    used: int
    period: str
    renews_at: datetime


class Budgets:
    """What is spent of every budget; safe between threads, processes and restarts."""

    def __init__(self, file: NetworkFile) -> None:
        self._file = file

    def spend(self, source: str, budget: Budget, count: int, now: datetime) -> None:
        """Count so much as spent, before it is asked for.

        Raises:
            BudgetSpent: so much is not left; nothing is counted then.
            SourceUnavailable: the file cannot be used.
        """
        starts_at, renews_at = span(budget.period, budget.zone, now)
        with self._file.opened(source) as con:
            (used,) = con.execute(_SPENT, [budget.name, starts_at.timestamp()]).fetchone()
            if used + count > budget.amount:
                raise BudgetSpent(_told(source, budget, used, count, renews_at), renews_at)
            con.execute(_COUNT, _row(budget, starts_at, renews_at, count))
            oldest = starts_at - KEPT_PERIODS * (renews_at - starts_at)
            con.execute(
                "delete from spent where name = ? and starts_at < ?",
                [budget.name, oldest.timestamp()],
            )

    def give_back(self, source: str, budget: Budget, count: int, now: datetime) -> None:
        """Take back what was counted and not used; never below nothing.

        Raises:
            SourceUnavailable: the file cannot be used.
        """
        starts_at, renews_at = span(budget.period, budget.zone, now)
        with self._file.opened(source) as con:
            con.execute(_COUNT, _row(budget, starts_at, renews_at, -count))

    def first_today(self, source: str, name: str, items: Sequence[str], now: datetime) -> set[str]:
        """Which of some things are met for the first time in this UTC day, and remember them.

        For platforms that charge for the same thing once a day.

        Args:
            source: named in errors.
            name: of what they are counted for.
            items: ids.
            now: aware.

        Raises:
            SourceUnavailable: the file cannot be used.
        """
        today = f"{now.astimezone(UTC):%Y-%m-%d}"
        with self._file.opened(source) as con:
            con.execute("delete from seen where name = ? and day <> ?", [name, today])
            added = (
                con.execute("insert or ignore into seen values (?, ?, ?)", [name, today, item])
                for item in items
            )
            return {item for item, done in zip(items, added, strict=True) if done.rowcount}

    def left(self, source: str, budget: Budget, now: datetime) -> int:
        """What may still be spent in the period that runs, 0 or more.

        Raises:
            SourceUnavailable: the file cannot be used.
        """
        starts_at, _ = span(budget.period, budget.zone, now)
        with self._file.opened(source) as con:
            (used,) = con.execute(_SPENT, [budget.name, starts_at.timestamp()]).fetchone()
        return max(0, budget.amount - int(used))


def spendings(data: Path, now: datetime) -> tuple[Spending, ...]:
    """Every budget that was ever used in this folder, by name; none makes the file.

    Raises:
        SourceUnavailable: the file cannot be used.
    """
    if not (data / FILE).exists():
        return ()
    with NetworkFile(data).opened("budgets") as con:
        rows = con.execute(_NEWEST).fetchall()
    found = []
    for name, unit, amount, period, zone, held_from, used in rows:
        starts_at, renews_at = span(period, zone, now)
        found.append(
            Spending(
                name=name,
                unit=unit,
                amount=amount,
                used=used if held_from == starts_at.timestamp() else 0,
                period=period,
                renews_at=renews_at,
            )
        )
    return tuple(found)


def span(period: Period, zone: str, now: datetime) -> tuple[datetime, datetime]:
    """Begin and end of the period that holds now, in UTC; now is aware."""
    if period in ("minute", "hour"):
        length = timedelta(minutes=1) if period == "minute" else timedelta(hours=1)
        begin = now.astimezone(UTC).replace(second=0, microsecond=0)
        begin = begin if period == "minute" else begin.replace(minute=0)
        return begin, begin + length
    today = now.astimezone(ZoneInfo(zone)).date()
    if period == "day":
        return _midnight(today, zone), _midnight(today + timedelta(days=1), zone)
    first = today.replace(day=1)
    return _midnight(first, zone), _midnight((first + timedelta(days=31)).replace(day=1), zone)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _row(budget: Budget, starts_at: datetime, renews_at: datetime, count: int) -> list[object]:
    fixed = [budget.unit, budget.period, budget.zone, budget.amount]
    return [budget.name, starts_at.timestamp(), renews_at.timestamp(), *fixed, count, count]


def _told(source: str, budget: Budget, used: int, count: int, renews_at: datetime) -> str:
    return (
        f"{source}: the budget {budget.name!r} has {max(0, budget.amount - used):,} of "
        f"{budget.amount:,} {budget.unit} a {budget.period} left and {count:,} are needed; "
        f"it renews at {renews_at:%Y-%m-%d %H:%M} UTC"
    )
