"""Which terms are said by more people than usual, on invented voices whose truth is known."""

import math
from collections import Counter
from contextlib import closing
from datetime import date, timedelta

import duckdb
import pytest

from sql import schema

LAST = date(2026, 6, 30)
DAYS = 120


@pytest.fixture(scope="module")
def con():
    with closing(duckdb.connect()) as con:
        con.execute("set TimeZone = 'UTC'")
        schema.apply(con)
        con.execute(
            "create table voices (term varchar, person varchar, local_date date, "
            "is_own boolean, is_voice boolean)"
        )
        yield con


def ago(days):
    return LAST - timedelta(days=days)


def usual(days=range(DAYS), terms=200):
    """On each of the days the same ten people speak; in the last week they say 200 terms."""
    found = [("parcel", f"p{n}", ago(day)) for day in days for n in range(10)]
    return found + [(f"once {n}", f"p{n % 10}", ago(n % 7)) for n in range(terms - 1)]


def people(term, count, days):
    """So many of them who say a term, on days before the last one, in turn."""
    days = list(days)
    return [(term, f"p{n // len(days)}", ago(days[n % len(days)])) for n in range(count)]


def kept(con, said, first=LAST):
    con.execute("delete from voices")
    columns = [list(column) for column in zip(*said, strict=True)]
    con.execute("insert into voices select unnest(?), unnest(?), unnest(?), true, true", columns)
    return {
        row[0]: row[1:]
        for row in con.execute(
            "select term, person_count, is_sudden, is_growing, usual_count, before_count, "
            "month_count, tested_count from issue_terms('voices', ?, ?) where local_date = ?",
            [first, LAST, LAST],
        ).fetchall()
    }


def tail(observed, before, usual_size, size):
    """P(X >= observed) of the same rule, by the recursion of the negative binomial."""
    shape = 1 / (1 / (before + 0.5) + 1 / 4)
    mean = (before + 0.5) * size / usual_size
    part = mean / (shape + mean)
    now, below = (1 - part) ** shape, 0.0
    for k in range(observed):
        below += now
        now *= part * (shape + k) / (k + 1)
    return 1 - below


def test_four_new_people_of_two_hundred_terms_are_beyond_chance_and_three_are_not(con):
    """A tenth of 1 / 201 is 0.0004975, and three people where nobody was are 0.00052."""
    assert tail(4, 0, 56, 7) < 0.1 / 201 < tail(3, 0, 56, 7)

    assert {} == kept(con, usual() + people("twice", 3, range(3)))
    (found,) = kept(con, usual() + people("twice", 4, range(3))).items()

    assert ("twice", (4, True, False, 0, 0, 4, 201)) == found


def test_what_others_find_lowers_what_is_asked_of_each(con):
    """With 14 surer terms three people are enough, as Benjamini and Hochberg's rule has it."""
    sure = [one for n in range(14) for one in people(f"sure {n}", 9, range(3))]

    found = kept(con, usual() + sure + people("twice", 3, range(3)))

    assert 15 == len(found)
    assert {} == kept(con, usual() + people("twice", 2, range(3)) + people("ever", 2, range(3)))


def test_people_of_eight_weeks_are_what_is_usual_and_of_twelve_what_is_new(con):
    """The first and last day of each: 7 and 62 days ago, and 90."""
    for day, in_eight, in_twelve in ((6, 0, 0), (7, 1, 1), (62, 1, 1), (63, 0, 1), (90, 0, 1)):
        said = usual() + people("twice", 9, range(3)) + people("twice", 1, [day])
        assert (9 + (day == 6), in_eight, in_twelve) == tuple(
            kept(con, said)["twice"][n] for n in (0, 3, 4)
        )
    assert (
        0 == kept(con, usual() + people("twice", 9, [1, 2]) + people("twice", 1, [91]))["twice"][4]
    )


def test_days_without_anybody_are_gaps_and_fourteen_are_needed(con):
    """One person in 14 days is four in 56: seven people are then no finding; below 14 none is."""
    said = people("twice", 7, range(3)) + people("twice", 1, [8])
    assert tail(7, 1, 14, 7) > 0.1 / 201 > tail(7, 1, 56, 7)

    assert {"twice"} == set(kept(con, usual() + said))
    assert {} == kept(con, usual(range(21)) + said)
    new = people("twice", 9, range(3))
    assert {"twice"} == set(kept(con, usual(range(21)) + new))
    assert {} == kept(con, usual(range(20)) + new)


def test_where_everybody_speaks_more_a_term_does_not_stand_out(con):
    """Ten times as many people in the week: their twelve are one in a hundred, as before."""
    crowd = [(f"once {n % 40}", f"c{n}", ago(n % 7)) for n in range(600)]
    said = usual() + people("twice", 6, range(10, 16)) + people("twice", 12, range(7))

    assert "twice" in kept(con, said)
    assert "twice" not in kept(con, said + crowd)


def weekly(*counts):
    """People in the week that ends so many weeks ago, the newest first."""
    return [
        one
        for week, count in enumerate(counts)
        for one in people("slow", count, range(7 * week, 7 * week + 7))
    ]


def test_a_slow_trend_is_four_weeks_above_the_eight_before(con):
    """From one a week to 6, 7, 8, 9: no single week is beyond chance, all four are."""
    before = [1] * 8

    found = kept(con, usual() + weekly(9, 8, 7, 6, *before))["slow"]

    assert (9, False, True, 30) == tuple(found[n] for n in (0, 1, 2, 5))
    assert "slow" not in kept(con, usual() + weekly(6, 7, 8, 9, *before))
    assert "slow" not in kept(con, usual() + weekly(9, 9, 9, 1, *before))


def test_four_weeks_need_twenty_eight_days_before_them(con):
    """27 of the 56 are known, then 28."""
    trend = weekly(20, 15, 12, 10)
    for known, is_growing in ((27, False), (28, True)):
        found = kept(con, usual(range(28 + known)) + trend).get("slow")
        assert is_growing == bool(found and found[2])


def test_what_is_kept_is_what_the_rules_keep_computed_otherwise(con, dice):
    """Random voices of 30 words and 100 days against the same in Python."""
    words = [f"w{n}" for n in range(30)]
    said = [
        (dice.choice(words[: 1 + dice.randrange(30)]), f"p{n}", ago(dice.randrange(100)))
        for n in range(900)
    ] + people("w29", dice.randrange(3, 14), range(7))
    counts = Counter((term, (LAST - day).days) for term, _, day in said)
    days = Counter((LAST - day).days for _, _, day in said)

    def total(of, first, last):
        return sum(of(day) for day in range(first, last + 1))

    spoke = [
        (total(lambda d: days[d] > 0, *ends), total(lambda d: days[d], *ends))
        for ends in ((0, 6), (7, 62))
    ]
    answers = {}
    for term in {term for term, day in counts if day <= 6}:
        now, before = (
            total(lambda d, term=term: counts[term, d], *ends) for ends in ((0, 6), (7, 62))
        )
        answers[term] = (
            1.0 if now < 3 else max(tail(now, before, spoke[1][n], spoke[0][n]) for n in (0, 1))
        )
    ranked = sorted(answers.values())
    allowed = [p for n, p in enumerate(ranked, 1) if p <= 0.1 * n / len(ranked)]
    expected = {term for term, p in answers.items() if allowed and p <= max(allowed)}

    assert expected == {term for term, one in kept(con, said).items() if one[1]}


def test_a_day_of_many_is_as_if_it_were_asked_alone(con):
    said = usual() + people("twice", 6, range(3, 6)) + weekly(9, 8, 7, 6, *[1] * 8)

    assert kept(con, said) == kept(con, said, first=ago(40))


def test_the_tail_is_the_negative_binomials(con):
    for case in ((1, 0, 56, 7), (9, 4, 50, 7), (60, 100, 56.0, 9.5), (300, 500, 56, 28)):
        (found,) = con.execute(f"select people_tail{case}").fetchone()
        assert math.isclose(tail(*case), found, rel_tol=1e-6, abs_tol=1e-12)
