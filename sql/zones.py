"""Clocks of time zones as rows of `zone_days`, so that SQL and Python agree about every moment."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pyarrow as pa

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2069, 12, 31)
DAY = 86_400
# The nearest two changes of any zone are seven days less an hour apart (Recife in 2000); a test
# compares every day of every zone.
PROBE_SECONDS = 5 * DAY


@dataclass(frozen=True, slots=True)
class Clock:
    """A zone's clock: from starts_at[i] on it is offsets[i] ahead of UTC; both in seconds, by time.

    The first start lies before FIRST_DAY.
    """

    starts_at: tuple[int, ...]
    offsets: tuple[int, ...]

    @property
    def fingerprint(self) -> str:
        """Changes whenever a local time of the zone would."""
        return sha256(repr((self.starts_at, self.offsets)).encode()).hexdigest()[:16]


@cache
def clock(zone: str) -> Clock:
    """The clock of an IANA zone from FIRST_DAY to LAST_DAY.

    Raises:
        ZoneInfoNotFoundError: no such zone.
    """
    info = ZoneInfo(zone)
    begin, end = _second(FIRST_DAY) - PROBE_SECONDS, _second(LAST_DAY) + 2 * PROBE_SECONDS
    probes = range(begin, end, PROBE_SECONDS)
    seen = [_offset(info, second) for second in probes]
    starts, offsets = [begin], [seen[0]]
    for number in range(1, len(seen)):
        if seen[number] != seen[number - 1]:
            starts.append(_change(info, probes[number - 1], probes[number]))
            offsets.append(seen[number])
    return Clock(tuple(starts), tuple(offsets))


def keep_zone(con: duckdb.DuckDBPyConnection, zone: str) -> bool:
    """Let `zone_days` hold a zone by today's rules; UTC needs nothing there.

    Returns:
        whether that changed anything: it was not held, or by other rules.

    Raises:
        ZoneInfoNotFoundError: no such zone.
    """
    if zone == "UTC":
        return False
    rules = clock(zone).fingerprint
    held = con.execute("select rules_hash from zones where zone = ?", [zone]).fetchone()
    if held == (rules,):
        return False
    con.execute("delete from zone_days where clock_zone = ?", [zone])
    con.execute("delete from zones where zone = ?", [zone])
    con.register("zone_rows", _days(clock(zone)))
    con.execute("insert into zone_days by name select ? as clock_zone, * from zone_rows", [zone])
    con.unregister("zone_rows")
    con.execute("insert into zones values (?, ?)", [zone, rules])
    return True


def _days(clock: Clock) -> pa.Table:
    """One row for every day, in order."""
    starts, offsets = np.array(clock.starts_at), np.array(clock.offsets)
    midnights = np.arange(_second(FIRST_DAY), _second(LAST_DAY) + 1, DAY)
    at_midnight = np.searchsorted(starts, midnights, side="right") - 1
    by_evening = np.searchsorted(starts, midnights + DAY - 1, side="right") - 1
    changes = by_evening > at_midnight
    # A day begins with the first stretch of the clock that ends after its midnight was shown.
    ends = np.maximum.accumulate(np.append(starts[1:], midnights[-1] + 7 * DAY) + offsets)
    begins_in = np.searchsorted(ends, midnights, side="right")
    begins = np.maximum(starts[begins_in], midnights - offsets[begins_in])
    return pa.table(
        {
            "clock_day": pa.array((midnights // DAY).astype("int32")).cast(pa.date32()),
            "clock_offset_seconds": offsets[at_midnight],
            "clock_changes_at": _moments(starts[by_evening], ~changes),
            "clock_later_offset_seconds": pa.array(offsets[by_evening], mask=~changes),
            "clock_day_begins_at": _moments(begins, None),
        }
    )


def _moments(seconds: np.ndarray, missing: np.ndarray | None) -> pa.Array:
    return pa.array(seconds * 1_000_000, mask=missing).cast(pa.timestamp("us", "UTC"))


def _change(info: ZoneInfo, before: int, after: int) -> int:
    """First second in (before, after] with another offset than `before`, which differ."""
    offset = _offset(info, before)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(info, middle) == offset:
            before = middle
        else:
            after = middle
    return after


def _offset(info: ZoneInfo, second: int) -> int:
    ahead = datetime.fromtimestamp(second, info).utcoffset()
    return 0 if ahead is None else int(ahead.total_seconds())


def _second(day: date) -> int:
    return (day - date(1970, 1, 1)).days * DAY
