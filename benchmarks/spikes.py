"""Spikes on the Numenta Anomaly Benchmark's posts about companies, by the benchmark's own score.

Run it as `python benchmarks/spikes.py`. It reads `../shared/data/nab` and prints a table: the
rule as it ships, the rule with other alarm scores, each series with the alarm score that the
others would choose, the same series thinned to small brands, and the time it takes.
"""

import gzip
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from sql import schema
from sql.derive.volume import find_spikes

DATA = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "nab"
FALSE_WEIGHT = 0.11  # the "standard" profile
PROBATION_SHARE, PROBATION_ROWS = 0.15, 750
ROWS_A_WEEK = 2016
ALARMS = (2.25, 2.5, 2.75, 2.9, 3.0, 3.25, 3.5)
# Standard score on all ten series, best threshold for all of them, chosen on them.
PUBLISHED = {
    "ARTime": 81.8,
    "contextOSE": 74.5,
    "earthgecko Skyline": 68.9,
    "Numenta HTM": 68.0,
    "KNN-CAD": 64.3,
    "Twitter ADVec": 59.6,
    "windowed Gaussian": 51.4,
    "Etsy Skyline": 29.4,
}
Windows = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Series:
    """Counts every five minutes, and the windows in which people saw something unusual."""

    rows: pd.DataFrame
    windows: Windows

    def row_of(self, moments: Iterable[datetime]) -> list[int]:
        """The first row at or after each moment."""
        at = self.rows["timestamp"].dt.tz_localize("UTC")
        return [min(int(at.searchsorted(moment)), len(at) - 1) for moment in moments]


@dataclass(frozen=True)
class Score:
    """What the alerts on one series are worth; raw is what the benchmark adds up."""

    raw: float
    window_count: int
    found_count: int
    false_count: int
    weeks: float


def score(row_count: int, windows: Windows, alerts: Iterable[int]) -> Score:
    """NAB v1.1: the earliest alert in a window counts, each alert outside costs.

    Alerts of the first 15 % (at most 750 rows) are not judged.
    """
    probation = min(int(PROBATION_SHARE * row_count), PROBATION_ROWS)
    judged = sorted(alert for alert in alerts if alert >= probation)
    raw, found, inside = 0.0, 0, 0
    for first, last in windows:
        hits = [alert for alert in judged if first <= alert <= last]
        inside += len(hits)
        found += bool(hits)
        raw += _hit_weight(hits[0], first, last) if hits else -1.0
    false = [a for a in judged if not any(first <= a <= last for first, last in windows)]
    raw += FALSE_WEIGHT * sum(_false_weight(alert, windows) for alert in false)
    return Score(raw, len(windows), found, len(false), (row_count - probation) / ROWS_A_WEEK)


def total(scores: Iterable[Score]) -> dict[str, float]:
    """The benchmark's 0 … 100 (nothing found … all found at once), and what a user notices."""
    held = list(scores)
    count = sum(score.window_count for score in held)
    return {
        "nab": 100 * (sum(score.raw for score in held) + count) / (2 * count),
        "found_share": sum(score.found_count for score in held) / count,
        "false_a_week": sum(s.false_count for s in held) / sum(s.weeks for s in held),
    }


def load() -> dict[str, Series]:
    """The series of ../shared/data/nab by name."""
    windows = json.loads((DATA / "windows.json").read_text())
    return {name: _series(name, spans) for name, spans in windows.items()}


def detect(series: Mapping[str, Series], alarm: float | None = None) -> dict[str, list[int]]:
    """Rows at which the rule as shipped, or with another alarm score, first knew of a spike."""
    with warehouse(alarm) as con:
        judge(con, series)
        found = con.execute(
            "select brand, epoch(detected_at)::bigint from spikes "
            "where measure = 'mentions' and topic is null"
        ).fetchall()
    moments: dict[str, list[datetime]] = {name: [] for name in series}
    for brand, second in found:
        moments[brand].append(pd.Timestamp(second, unit="s", tz="UTC"))
    return {name: series[name].row_of(sorted(times)) for name, times in moments.items()}


def evaluate(series: Mapping[str, Series], alarm: float | None = None) -> dict[str, Score]:
    alerts = detect(series, alarm)
    return {n: score(len(s.rows), s.windows, alerts[n]) for n, s in series.items()}


def warehouse(alarm: float | None = None) -> duckdb.DuckDBPyConnection:
    """An empty warehouse on one core; another alarm score moves that of the quiet along."""
    con = duckdb.connect(config={"threads": 1})
    con.execute("set TimeZone = 'UTC'")
    schema.apply(con)
    if alarm is not None:
        rule = con.execute("select sql from duckdb_views() where view_name = 'spike_rule'")
        text = str(rule.fetchall()[0][0])
        text = text.replace("3.0 AS alarm", f"{alarm} AS alarm")
        text = text.replace("2.4 AS quiet_alarm", f"{alarm - 0.5} AS quiet_alarm")
        con.execute(text.replace("CREATE VIEW", "create or replace view"))
    return con


def judge(con: duckdb.DuckDBPyConnection, series: Mapping[str, Series]) -> float:
    """Count the rows into quarters of an hour and judge them; returns CPU seconds."""
    frames = [s.rows.assign(brand=name) for name, s in series.items()]
    con.register("frame", pd.concat(frames))
    con.execute(
        "create or replace temp table counts as select brand, value, "
        'make_timestamptz(epoch_us("timestamp")) as counted_at from frame'
    )
    con.unregister("frame")
    begin = time.process_time()
    con.execute(
        "insert into volume_slots select brand, '', 'nab ' || brand, "
        "to_timestamp(floor(epoch(counted_at) / 900) * 900) as slot_at, sum(value), 0, null "
        "from counts group by brand, slot_at having sum(value) > 0"
    )
    con.execute("insert into volume_sources select distinct brand, 'nab ' || brand from counts")
    con.execute(
        "insert into observations select 'nab ' || brand, min(counted_at), max(counted_at), 'nab' "
        "from counts group by brand"
    )
    con.execute(
        "create or replace temp table volume_touched as select brand, slot_at from volume_slots"
    )
    find_spikes(con)
    return time.process_time() - begin


def thinned(series: Mapping[str, Series], a_day: float, seed: int) -> dict[str, Series]:
    """Each mention kept by chance, so that about so many a day are left."""
    dice = np.random.default_rng(seed)
    small = {}
    for name, one in series.items():
        values = one.rows["value"].to_numpy()
        share = min(1.0, a_day / (values.mean() * 288))
        rows = one.rows.assign(value=dice.binomial(values, share))
        small[name] = Series(rows, one.windows)
    return small


def main() -> None:
    series = load()
    print("Spikes: NAB standard score, windows found, false alerts a week and brand\n")
    for name, value in PUBLISHED.items():
        print(f"  {name:<34} {value:5.1f}   published, ten series, in-sample")
    _print("Earshot, as it ships", evaluate(series).values())
    for name, one in evaluate(series).items():
        _print(f"    {name}", [one])
    by_alarm = {alarm: evaluate(series, alarm) for alarm in ALARMS}
    for alarm, scores in by_alarm.items():
        _print(f"  alarm score {alarm}", scores.values())
    _print("  each by the others' best", _left_out(series, by_alarm))
    for a_day in (294, 59, 30, 12):
        runs = [evaluate(thinned(series, a_day, seed)) for seed in range(5)]
        _print(f"  thinned to {a_day} a day", [s for run in runs for s in run.values()])
    _print_speed(series)


def _series(name: str, spans: Sequence[tuple[str, str]]) -> Series:
    with gzip.open(DATA / f"{name}.csv.gz", "rt") as file:
        rows = pd.read_csv(file, parse_dates=["timestamp"])
    at = rows["timestamp"]
    windows = [
        (
            int(at.searchsorted(pd.Timestamp(begin))),
            int(at.searchsorted(pd.Timestamp(end), side="right")) - 1,
        )
        for begin, end in spans
    ]
    return Series(rows, windows)


def _sigmoid(position: float) -> float:
    return -1.0 if position > 3 else 2 / (1 + float(np.exp(5 * position))) - 1


def _hit_weight(alert: int, first: int, last: int) -> float:
    return _sigmoid(-(last - alert + 1) / (last - first + 1)) / _sigmoid(-1.0)


def _false_weight(alert: int, windows: Windows) -> float:
    before = [(first, last) for first, last in windows if last < alert]
    if not before:
        return -1.0
    first, last = before[-1]
    return _sigmoid((alert - last) / (last - first))


def _left_out(
    series: Mapping[str, Series], by_alarm: Mapping[float, Mapping[str, Score]]
) -> list[Score]:
    """Each series with the alarm score that serves the other series best."""
    chosen = []
    for name in series:
        others = {
            alarm: total(score for other, score in scores.items() if other != name)["nab"]
            for alarm, scores in by_alarm.items()
        }
        chosen.append(by_alarm[max(others, key=lambda alarm: others[alarm])][name])
    return chosen


def _print(label: str, scores: Iterable[Score]) -> None:
    sums = total(scores)
    print(
        f"  {label:<34} {sums['nab']:5.1f}   found {sums['found_share']:.2f}   "
        f"false {sums['false_a_week']:.2f}"
    )


def _print_speed(series: Mapping[str, Series]) -> None:
    doubled = {f"{name} {n}": one for name, one in series.items() for n in (1, 2)}
    count = sum(len(one.rows) for one in doubled.values())
    with warehouse() as con:
        seconds = judge(con, doubled)
    print(f"\n  {count} five-minute rows judged in {seconds:.2f} CPU seconds on one core")


if __name__ == "__main__":
    main()
