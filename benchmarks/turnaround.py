"""How well the effect of answers that was planted in invented histories is found.

Run it as `python -m benchmarks.turnaround [HISTORIES]`. Each history has angry people of several
sources, topics and tempers, some of whom are answered, sooner or later, the loud topics more often;
what they say next is drawn from rates that the answer changes by a known amount. Printed is how far
the difference that `turnaround` tells lies from the truth on average, how often its 95 % interval
holds it, and how often answers that change nothing are said to. A second a history. Of 100
histories such a share is known within four points either way, of 400 within two.
"""

import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from sql import schema

HISTORIES = 400
PEOPLE = 500
DAYS = 60
LISTENED = 72 * 3600.0
TOPICS = ("bag", "late", "app")
SOURCES = ("x", "y")
# Rates an hour of coming back, by topic: calmer, angry; and how often such a turn is answered.
CALMER = np.array([0.0008, 0.0012, 0.0005])
ANGRIER = np.array([0.0030, 0.0016, 0.0040])
ANSWERED = np.array([0.35, 0.60, 0.75])
# Some people write more than others whatever is done.
FRAILTY = np.array([0.4, 1.0, 1.6])
EFFECTS = {"none": (1.0, 1.0), "helps": (4.0, 0.5), "harms": (1.0, 2.0)}
KNOWN = """
insert into brands by name
select
    'acme' as brand, 'Acme' as name, 'own' as role, 'Europe/London' as time_zone,
    true as is_configured, true as is_always_open, 3600.0 as target_seconds,
    'calendar' as target_clock, 604800.0 as never_answered_seconds, '' as settings_hash,
    ['acme'] as names, '{}' as settings;
insert into brand_voices values ('acme', true);
insert into sources by name
select
    source, 'file' as kind, '{}' as cursor, 0 as failure_count,
    timestamptz '2027-01-01 00:00Z' as observed_until
from unnest(['x', 'y']) as named(source);
"""
TURNS = """
insert into turn_facts by name
select
    'acme' as brand, turn_id, turn_id as conversation_id, author_id, source, 'en' as lang,
    [topic] as topics, started_at, started_at as last_post_at, cast(started_at as date)
    as local_date, cast(extract(hour from started_at) as integer) as hour_of_week, 1 as post_count,
    1 as turn_number, 'complaint' as reply_reason, false as is_selected, is_complaint,
    'negative' as polarity, -0.8 as sentiment, answered_at, cast(null as varchar)
    as answer_post_id, 'KM' as responder, epoch(answered_at) - epoch(started_at) as wait_seconds,
    0.0 as started_business_seconds, started_at + interval 1 hour as due_at
from drawn_turns
"""
POSTS = """
insert into posts by name
select
    post_id, 'acme' as brand, source, false as is_brand_by_thread, false as is_declared_outbound,
    'post' as kind, author_id, false as author_is_bot, '' as text, created_at,
    created_at as observed_at, created_at as first_seen_at, 'run' as run_id, 'en' as lang,
    polarity, false as has_complaint_word, false as is_question, [topic] as topics,
    [] as matched_brands, [] as addressed_brands, post_id as conversation_id,
    'inbound' as direction, false as is_quick_reply, false as is_automated,
    polarity = 'negative' as is_complaint, false as needs_reply
from drawn_posts
"""
ASKED = """
select better_difference, better_low, better_high, worse_difference, worse_low, worse_high
from turnaround('acme', null, null, 'all')
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Of one figure: how far from the truth, whether its interval holds it, or leaves out zero."""

    error: float
    is_held: bool
    is_claimed: bool


def histories(
    con: duckdb.DuckDBPyConnection, number: int, effect: tuple[float, float], seed: int
) -> Iterator[dict[str, Found]]:
    """What is found in so many invented histories.

    Args:
        con: a database that `prepared` has made.
        number: how many.
        effect: by how much an answer multiplies the rates of coming back calmer and angry.
        seed: of the first.
    """
    for n in range(number):
        truth = _fill(con, np.random.default_rng(seed + n), effect)
        (row,) = con.execute(ASKED).fetchall()
        yield {
            figure: Found(row[at] - truth[figure], *_judged(row, at, truth[figure]))
            for at, figure in ((0, "better"), (3, "worse"))
        }


def prepared(con: duckdb.DuckDBPyConnection) -> None:
    """Make an empty warehouse with one brand, both of whose sources are known to the end."""
    schema.apply(con)
    con.execute(KNOWN)


def _judged(row: tuple[float, ...], at: int, truth: float) -> tuple[bool, bool]:
    low, high = row[at + 1], row[at + 2]
    return low <= truth <= high, not low <= 0 <= high


def _fill(
    con: duckdb.DuckDBPyConnection, dice: np.random.Generator, effect: tuple[float, float]
) -> dict[str, float]:
    """Draw a history into the tables; the true differences over what was answered."""
    people = np.repeat(np.arange(PEOPLE), dice.choice([1, 2, 3], PEOPLE, p=[0.7, 0.2, 0.1]))
    size = len(people)
    frailty = dice.choice(FRAILTY, PEOPLE)[people]
    topic = dice.integers(0, len(TOPICS), size)
    # A person's turns are weeks apart, so that one is not the next post of another.
    order = np.concatenate([np.arange(count) for count in np.bincount(people, minlength=PEOPLE)])
    started = (order * 20 + dice.random(size) * 6) * 86400.0
    is_answered = dice.random(size) < ANSWERED[topic]
    waited = dice.lognormal(8.5, 1.3, size).clip(60, 5 * 86400)
    begin = np.where(is_answered, started + waited, started)
    calmer = CALMER[topic] * frailty * np.where(is_answered, effect[0], 1)
    angrier = ANGRIER[topic] * frailty * np.where(is_answered, effect[1], 1)
    _insert(con, dice, people, topic, started, np.where(is_answered, waited, np.nan), begin,
            calmer, angrier)  # fmt: skip
    with_answer = _chances(topic, effect)
    without = _chances(topic, (1.0, 1.0))
    gone = {figure: with_answer[figure] - without[figure] for figure in ("better", "worse")}
    return {figure: float(gap[is_answered].mean()) for figure, gap in gone.items()}


def _chances(topic: Any, effect: tuple[float, float]) -> dict[str, Any]:
    """The chance that the next post within 72 hours is calmer, or angry, over all frailties."""
    better, worse = np.zeros(len(topic)), np.zeros(len(topic))
    for one in FRAILTY:
        calmer, angrier = CALMER[topic] * one * effect[0], ANGRIER[topic] * one * effect[1]
        any_post = 1 - np.exp(-(calmer + angrier) * LISTENED / 3600)
        better += any_post * calmer / (calmer + angrier) / len(FRAILTY)
        worse += any_post * angrier / (calmer + angrier) / len(FRAILTY)
    return {"better": better, "worse": worse}


def _insert(
    con: duckdb.DuckDBPyConnection,
    dice: np.random.Generator,
    people: Any,
    topic: Any,
    started: Any,
    waited: Any,
    begin: Any,
    calmer: Any,
    angrier: Any,
) -> None:
    """Turns, and what their authors say from `begin` on for ten days."""
    size = len(people)
    source = np.array(SOURCES)[dice.integers(0, 2, size)]
    named = np.array(TOPICS)[topic]
    span = 10 * 24.0
    counts = dice.poisson((calmer + angrier) * span)
    at = np.repeat(begin, counts) + dice.random(counts.sum()) * span * 3600
    is_calm = dice.random(counts.sum()) < np.repeat(calmer / (calmer + angrier), counts)
    turns = pa.table(
        {
            "turn_id": [f"t{n}" for n in range(size)],
            "author_id": [f"p{n}" for n in people],
            "source": source,
            "topic": named,
            "is_complaint": dice.random(size) < 0.5,
            "started_at": _moments(started),
            "answered_at": _moments(started + waited),
        }
    )
    posts = pa.table(
        {
            "post_id": [f"n{n}" for n in range(len(at))],
            "author_id": [f"p{n}" for n in np.repeat(people, counts)],
            "source": np.repeat(source, counts),
            "topic": np.repeat(named, counts),
            "created_at": _moments(at),
            "polarity": np.where(is_calm, "positive", "negative"),
        }
    )
    con.execute("delete from turn_facts; delete from posts")
    for name, rows, sql in (("drawn_turns", turns, TURNS), ("drawn_posts", posts, POSTS)):
        con.register(name, rows)
        con.execute(sql)
        con.unregister(name)


def _moments(seconds: Any) -> pa.Array:
    """Seconds after the first of July 2026, UTC; NaN is null."""
    known = np.isfinite(seconds)
    at = (np.where(known, seconds, 0) + 1782864000.0) * 1e6
    return pa.array(at.astype("int64"), pa.timestamp("us", "UTC"), mask=~known)


def main(number: int) -> None:
    """Print a line for each planted effect."""
    with closing(duckdb.connect()) as con:
        prepared(con)
        for name, effect in EFFECTS.items():
            found = list(histories(con, number, effect, seed=20261127))
            for figure in ("better", "worse"):
                one = [each[figure] for each in found]
                print(
                    f"{name:6} {figure:6} off by {np.mean([x.error for x in one]) * 100:+.1f} "
                    f"points, held {np.mean([x.is_held for x in one]):.1%}, claimed "
                    f"{np.mean([x.is_claimed for x in one]):.1%}"
                )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else HISTORIES)
