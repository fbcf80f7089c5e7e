"""Short ways to count mentions in a test and to see what the rule makes of them."""

from datetime import UTC, datetime, timedelta

import numpy as np

from sql.derive.volume import find_spikes
from tests.build import rows, work

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
EPISODES = (
    "select measure, topic, epoch(started_at) as started, epoch(detected_at) as detected, "
    "epoch(peak_at) as peak, epoch(ended_at) as ended, observed_count, expected_count, "
    "excess_count, severity, author_count from spikes order by measure, topic, started"
)


def at(day, hour=0.0):
    return MONDAY + timedelta(days=day, hours=hour)


def steady(days, a_quarter=3, start=0):
    """So many mentions in each quarter of an hour."""
    return {at(start) + n * QUARTER: a_quarter for n in range(days * 96)}


def like_people(days, a_day, start=0):
    """Busy afternoons, quiet nights, quieter weekends; no dice."""
    counts = {}
    owed = 0.0
    for n in range(days * 96):
        moment = at(start) + n * QUARTER
        weight = 1 + np.sin((n % 96 - 32) / 96 * 2 * np.pi)
        owed += a_day / 96 * weight * (0.5 if moment.weekday() > 4 else 1)
        counts[moment] = int(owed)
        owed -= int(owed)
    return counts


def burst(counts, day, hour, quarters):
    """Add so many mentions to the quarters that begin at that hour."""
    for n, more in enumerate(quarters):
        moment = at(day, hour) + n * QUARTER
        counts[moment] = counts.get(moment, 0) + more
    return counts


def judge(data, counts, *, watched=None, source="x", complaints=None, topic=None):
    """Count for the brand acme, watched through all of it or in the given spans, and judge.

    Called again it judges what is new, as a run does. All is about the topic, if one is named.
    """
    spans = watched or [(min(counts), max(counts) + QUARTER)]
    kept = sorted(moment for moment, count in counts.items() if count)
    with work(data) as con:
        con.execute(
            "create or replace temp table volume_touched (brand varchar, slot_at timestamptz)"
        )
        con.execute(
            "insert into volume_slots select 'acme', topic, $source, "
            "unnest($at::timestamptz[]), unnest($mentions::bigint[]), "
            "unnest($complaints::bigint[]), null from unnest($topics) as topics (topic)",
            {
                "topics": [""] + [topic] * (topic is not None),
                "source": source,
                "at": kept,
                "mentions": [counts[m] for m in kept],
                "complaints": [(complaints or {}).get(m, 0) for m in kept],
            },
        )
        con.execute(
            "insert into volume_touched select 'acme', unnest(?::timestamptz[])",
            [kept],
        )
        con.execute(
            "insert into volume_sources select 'acme', $1 "
            "where $1 not in (select source from volume_sources)",
            [source],
        )
        for since, until in spans:
            con.execute("insert into observations values (?, ?, ?, 'r')", [source, since, until])
        find_spikes(con)


def spikes(data):
    return rows(data, EPISODES)


def hours(data, measure="mentions"):
    found = rows(
        data,
        "select * exclude (hour_at), epoch(hour_at)::bigint as second from volume_by_hour "
        "where measure = ?",
        measure,
    )
    return {datetime.fromtimestamp(row["second"], UTC): row for row in found}
