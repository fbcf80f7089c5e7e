"""Spikes on invented series whose truth is known: found when, flagged how long, ended when.

Run as `python -m benchmarks.spike_suite`. Each series is 63 days of posts about a brand in
Berlin, told three times with other dice; the first 14 days are not judged.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import fmean
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pandas as pd

from benchmarks.spikes import warehouse
from sql.derive.volume import rebuild_volume
from sql.zones import keep_zone

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2026, 9, 7, tzinfo=UTC)
DAYS, JUDGED_FROM, SEEDS = 63, 14 * 24, 3
DISPERSION = 1.6
CRISIS, LATER = 35 * 24.0, 28 * 24.0
LONGEST_DELAY, LONGEST_TAIL, FALSE_A_WEEK = 24.0, 6.0, 0.35
Array = np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass(frozen=True)
class Told:
    """How often a brand is spoken of.

    Attributes:
        rates: expected posts of each hour.
        events: hours, counted from START, in which it stands out; none where it must be silent.
        unwatched: hours of which nobody fetched anything.
        by_one: hours whose surplus one account writes.
    """

    rates: Array
    events: Sequence[tuple[float, float]] = ()
    unwatched: tuple[float, float] | None = None
    by_one: tuple[float, float] | None = None


@dataclass(frozen=True)
class Found:
    """An episode as the warehouse has it, in hours from START; end None: it runs."""

    start: float
    end: float | None
    known: float
    severity: int
    is_one_account: bool

    def covers(self, since: float, until: float) -> bool:
        return self.start < until and (self.end is None or self.end > since)


@dataclass(frozen=True)
class Verdict:
    """One series under one seed; delay and tail are hours, None where nothing was found."""

    delays: Sequence[float | None]
    flagged: float | None
    tail: float | None
    false_a_week: float
    severity: int | None
    accounts: int


def usual(a_day: float) -> Array:
    """Busy afternoons and quiet nights of local time."""
    weights = 1.05 + np.sin((_clock(0) - 9) / 24 * 2 * np.pi)
    return a_day * weights / weights[:168].sum() * 7


def times(rates: Array, since: float, until: float, factor: float) -> Array:
    """So many times as much between two hours."""
    hours = np.arange(len(rates))
    return np.where((hours >= since) & (hours < until), rates * factor, rates)


def crisis(rates: Array, since: float) -> Array:
    """Five days with two humps."""
    for begin, end, factor in ((0, 36, 8), (36, 72, 3), (72, 120, 6)):
        rates = times(rates, since + begin, since + end, factor)
    return rates


def more(rates: Array, since: float, hours: int, count: float) -> Array:
    """So many posts on top, spread over some hours."""
    added = rates.copy()
    added[int(since) : int(since) + hours] += count / hours
    return added


def stories() -> dict[str, Told]:
    """Every series by name; those without events are the quiet ones."""
    base, hours = usual(90), np.arange(DAYS * 24)
    weekend = _clock(1) >= 5
    morning = 4.0 + 90.0 * np.isin(_clock(0), (7, 8)) / 2
    ramp = np.where((hours >= CRISIS) & (hours < CRISIS + 120), (hours - CRISIS) / 120 * 8, 0)
    sleepy = usual(12) * 2.5 * (np.random.default_rng(5).random(len(hours)) < 0.4)
    noon = CRISIS + 12
    return {
        "quiet, 5 a day": Told(usual(5)),
        "quiet, 90 a day": Told(base),
        "quiet, 500 a day": Told(usual(500)),
        "weekly pattern": Told(np.where(weekend, 0.4, 1.2) * base),
        "end of summer time": Told(morning),
        "doubling in 63 days": Told(base * 2 ** (hours / len(hours))),
        "level shift": Told(
            times(base, CRISIS, len(hours), 2.5), events=[(CRISIS, CRISIS + 168.0)]
        ),
        "slow ramp": Told(base * (1 + ramp), events=[(CRISIS, CRISIS + 120)]),
        "crisis of five days": Told(crisis(base, CRISIS), events=[(CRISIS, CRISIS + 120)]),
        "spike 8 days later": Told(
            times(crisis(base, LATER), LATER + 324, LATER + 330, 6),
            events=[(LATER, LATER + 120), (LATER + 324, LATER + 330)],
        ),
        "yearly sale": Told(
            times(base, CRISIS + 96, CRISIS + 192, 4), events=[(CRISIS + 96, CRISIS + 192)]
        ),
        "outage with backlog": Told(
            times(times(base, LATER, LATER + 30, 0.5), noon, noon + 4, 8),
            events=[(noon, noon + 4)],
            unwatched=(LATER, LATER + 30),
        ),
        "zero-inflated": Told(more(sleepy, noon, 4, 20), events=[(noon, noon + 4)]),
        "one account": Told(more(base, noon, 2, 500), by_one=(noon, noon + 2)),
        "reposts": Told(more(base, noon, 2, 300), events=[(noon, noon + 2)]),
    }


def tell(con: duckdb.DuckDBPyConnection, name: str, told: Told, seed: int) -> None:
    """Write a series as posts of a brand of that name, and what was watched of it."""
    dice = np.random.default_rng(seed)
    rates = np.repeat(told.rates / 4, 4)
    counts = dice.poisson(dice.gamma(rates / (DISPERSION - 1) + 1e-12, DISPERSION - 1))
    slots = np.repeat(np.arange(len(counts)), counts)
    authors = dice.integers(0, max(60, int(told.rates.mean() * 24 * 20)), len(slots))
    if told.by_one is not None:
        flood = (slots >= told.by_one[0] * 4) & (slots < told.by_one[1] * 4)
        surplus = 1 - told.rates[: len(told.rates) // 2].mean() / told.rates[slots // 4]
        authors[flood & (dice.random(len(slots)) < surplus)] = -1
    posts = pd.DataFrame({"slot": slots, "author": authors, "number": np.arange(len(slots))})
    con.register("told", posts)
    con.execute(POSTS, {"brand": name, "start": START})
    con.unregister("told")
    ends = [0.0, *(told.unwatched or ()), DAYS * 24.0]
    for since, until in zip(ends[::2], ends[1::2], strict=True):
        con.execute(
            "insert into observations values ($1, $2, $3, 'suite')",
            [name, START + timedelta(hours=since), START + timedelta(hours=until)],
        )
    con.execute("insert into volume_sources values ($1, $1)", [name])
    con.execute(
        "insert into brands values ($1, $1, 'own', $2, true, true, 3600, 'calendar', 604800, '', "
        "[], '{}')",
        [name, ZONE.key],
    )


POSTS = """
insert into posts by name
select
    $brand || ':' || number as post_id, $brand as brand, $brand as source, 'post' as kind,
    false as is_brand_by_thread, false as is_declared_outbound, false as author_is_bot,
    author::varchar as author_id, '' as text, 'suite' as run_id, post_id as conversation_id,
    $start::timestamptz + to_seconds(slot * 900 + number % 900) as created_at,
    created_at as observed_at, created_at as first_seen_at, false as has_complaint_word,
    false as is_question, [] as topics, [] as matched_brands, [] as addressed_brands,
    'inbound' as direction, false as is_quick_reply, false as is_automated, false as is_complaint,
    false as needs_reply
from told
"""


def found(con: duckdb.DuckDBPyConnection) -> dict[str, list[Found]]:
    """Episodes of mentions by brand, oldest first."""
    asked = con.execute(
        "select brand, (epoch(started_at) - $1) / 3600, (epoch(ended_at) - $1) / 3600, "
        "(epoch(detected_at) - $1) / 3600, severity, is_one_account from spikes "
        "where measure = 'mentions' and topic is null order by started_at",
        [START.timestamp()],
    ).fetchall()
    by_brand: dict[str, list[Found]] = {}
    for brand, *one in asked:
        by_brand.setdefault(brand, []).append(Found(*one))
    return by_brand


def judge(told: Told, episodes: Sequence[Found]) -> Verdict:
    """Hold episodes against the truth; what one account did is no alarm."""
    alarms = [one for one in episodes if not one.is_one_account and one.known >= JUDGED_FROM]
    delays: list[float | None] = []
    for since, until in told.events:
        known = [one.known for one in alarms if one.covers(since, until)]
        delays.append(max(min(known) - since, 0) if known and min(known) <= until else None)
    hits = [one for one in alarms if any(one.covers(*event) for event in told.events)]
    weeks = (DAYS * 24 - JUDGED_FROM) / 168
    return Verdict(
        delays,
        fmean(_flagged(alarms, *event) for event in told.events) if told.events else None,
        fmean(_tail(alarms, *event) for event in told.events) if hits else None,
        (len(alarms) - len(hits)) / weeks,
        max((one.severity for one in hits), default=None),
        sum(one.is_one_account for one in episodes),
    )


def goals(verdicts: Mapping[str, Sequence[Verdict]]) -> Iterator[tuple[str, bool]]:
    """What has to hold, in words, and whether it does."""
    told = stories()
    loud = {name: all_ for name, all_ in verdicts.items() if told[name].events}
    crises = [one.flagged for name in CRISES for one in verdicts[name]]
    later = [one.delays[1] for one in verdicts["spike 8 days later"]]
    ramps = [one.delays[0] for one in verdicts["slow ramp"]]
    yield "every event found", all(None not in one.delays for all_ in loud.values() for one in all_)
    yield "95 % of the hours of a crisis flagged", fmean(f or 0 for f in crises) >= 0.95
    for name, all_ in loud.items():
        tail = fmean(abs(one.tail) if one.tail is not None else 999 for one in all_)
        yield f"{name}: ends within {LONGEST_TAIL:.0f} h", tail <= LONGEST_TAIL
    yield "the spike after a crisis found", None not in later
    yield "a slow ramp known within 24 h", all(d is not None and d <= LONGEST_DELAY for d in ramps)
    for name, all_ in verdicts.items():
        if not told[name].events:
            false = fmean(one.false_a_week for one in all_)
            yield f"{name}: at most {FALSE_A_WEEK} false a week", false <= FALSE_A_WEEK
    yield "one account named and no alarm", all(one.accounts for one in verdicts["one account"])


CRISES = ("crisis of five days", "spike 8 days later")


def run() -> tuple[dict[str, list[Verdict]], float]:
    """Verdicts of every series, one for each seed, and CPU seconds."""
    with warehouse() as con:
        keep_zone(con, ZONE.key)
        for name, told in stories().items():
            for seed in range(SEEDS):
                tell(con, f"{name} {seed}", told, seed)
        begin = time.process_time()
        rebuild_volume(con)
        seconds = time.process_time() - begin
        episodes = found(con)
    return {
        name: [judge(told, episodes.get(f"{name} {seed}", [])) for seed in range(SEEDS)]
        for name, told in stories().items()
    }, seconds


def main() -> None:
    verdicts, seconds = run()
    print("Series                 found  delay h  flagged  end off h  false/week  severity  one")
    for name, all_ in verdicts.items():
        delays = [delay for one in all_ for delay in one.delays]
        hits = [delay for delay in delays if delay is not None]
        print(
            f"{name:<22} {f'{len(hits)}/{len(delays)}':>5} {_mean(hits):>8} "
            f"{_mean([one.flagged for one in all_], 100):>7}% {_mean([o.tail for o in all_]):>10} "
            f"{fmean(one.false_a_week for one in all_):>11.2f} "
            f"{'/'.join(str(one.severity or '-') for one in all_):>9} "
            f"{sum(one.accounts for one in all_):>4}"
        )
    print()
    for words, is_met in goals(verdicts):
        print(f"  {'met' if is_met else 'NOT'}  {words}")
    print(f"\n{len(verdicts) * SEEDS} brands of {DAYS} days judged in {seconds:.1f} CPU seconds")


def _clock(field: int) -> Array:
    """Hour of the day (0) or day of the week (1) in local time, of every hour."""
    moments = [(START + timedelta(hours=n)).astimezone(ZONE) for n in range(DAYS * 24)]
    read: Callable[[datetime], int] = datetime.weekday if field else lambda at: at.hour
    return np.array([read(at) for at in moments], dtype=float)


def _flagged(alarms: Sequence[Found], since: float, until: float) -> float:
    quarters = np.arange(since, until, 0.25)
    return float(np.mean([any(one.covers(q, q + 0.25) for one in alarms) for q in quarters]))


def _tail(alarms: Sequence[Found], since: float, until: float) -> float:
    """Hours from the end of the truth to that of its last episode."""
    hits = [one for one in alarms if one.covers(since, until)]
    ends = [DAYS * 24.0 if one.end is None else one.end for one in hits]
    return max(ends) - until if ends else since - until


def _mean(values: Sequence[float | None], factor: float = 1) -> str:
    known = [value for value in values if value is not None]
    return f"{factor * fmean(known):.1f}" if known else "-"


if __name__ == "__main__":
    main()
