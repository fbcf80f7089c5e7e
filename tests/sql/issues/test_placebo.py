"""Quiet weeks in random order: what is listed there is chance."""

from contextlib import closing
from datetime import date, timedelta

import duckdb
import pandas as pd
import pytest

from sql import schema

# Weeks of the story in which nothing happens that anybody would call an issue.
QUIET = [
    date(2026, 6, 8),
    date(2026, 6, 15),
    date(2026, 7, 6),
    date(2026, 7, 20),
    date(2026, 8, 17),
]
WEEKS, JUDGED = 26, 13
BEGIN = date(2025, 1, 6)
VOICES = """
    select post_id, term, person, created_at, local_date, source, polarity,
        estimated_audience, is_own, is_voice,
        cast(date_trunc('week', local_date) as date) as week
    from issue_voices('tavornay', null, null)
"""
LISTED = """
    with terms as materialized (select * from issue_terms('voices', $first, $last)),
    grouped as materialized (select * from issue_groups('voices', 'terms', 'nobody')),
    members as (
        select grouped.leader, terms.* from grouped inner join terms using (local_date, term)
    ),
    counts as (select * from issue_counts('members', 'voices'))
    select members.local_date, leader, list(members.term) as terms,
        3 * any_value(negative_count) >= any_value(scored_count) as is_issue
    from members inner join counts
        on members.leader = counts.term and members.local_date = counts.local_date
    group by members.local_date, leader
    order by members.local_date, leader
"""


@pytest.fixture(scope="module")
def weeks(sample_reader):
    """Voices of each quiet week."""
    rows = sample_reader.query(VOICES)
    return {
        week: part.drop(columns="week")
        for week, part in rows.groupby(rows["week"].dt.date)
        if week in QUIET
    }


def history(weeks, dice):
    """26 weeks, each one of the quiet ones by chance."""
    for place in range(WEEKS):
        picked = dice.choice(QUIET)
        step = pd.Timedelta(days=(BEGIN - picked).days + 7 * place)
        part = weeks[picked]
        yield part.assign(
            post_id=part["post_id"] + f" {place}",
            created_at=part["created_at"] + step,
            local_date=(part["local_date"] + step).dt.date,
        )


def begun(con, said):
    """How many issues begin on the last 91 days: none of their words stood there for seven."""
    last = BEGIN + timedelta(days=7 * WEEKS - 1)
    con.execute("create or replace table voices as select * from said")
    seen, found = {}, 0
    for day, leader, terms, is_issue in con.execute(
        LISTED, {"first": last - timedelta(days=7 * JUDGED - 1), "last": last}
    ).fetchall():
        named = {*terms, leader}
        found += is_issue and all(
            seen.get(term, date.min) < day - timedelta(days=7) for term in named
        )
        seen |= dict.fromkeys(named, day)
    return found


def issues(weeks, dice, times):
    with closing(duckdb.connect()) as con:
        con.execute("set TimeZone = 'UTC'")
        schema.apply(con)
        return [begun(con, pd.concat(history(weeks, dice))) for _ in range(times)]


def test_three_quiet_months_list_next_to_nothing(weeks, dice):
    """One history lists several now and then, in a cluster: of a crisis there are dozens."""
    (found,) = issues(weeks, dice, 1)

    assert found <= 12


@pytest.mark.long
def test_quiet_months_list_at_most_one_issue_each(weeks, dice):
    """Twenty times three months."""
    found = issues(weeks, dice, 20)

    assert sum(found) <= 3 * len(found)
