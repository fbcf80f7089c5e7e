"""A replayed desk, held against queueing theory and against desks whose rules are known."""

from itertools import accumulate
from math import exp, factorial, inf
from random import Random
from statistics import fmean

import pytest

from dashboard.staffing import fit
from dashboard.staffing.desk import (
    LOUD,
    MIXED,
    NEWEST,
    OLDEST,
    SEVERE,
    Arrival,
    People,
    Policy,
    replay,
)

ALWAYS = People([0.0], [1])


def erlang_c(servers, load):
    """Erlang's second formula: who has to wait, of those who come."""
    full = load**servers / factorial(servers) * servers / (servers - load)
    return full / (sum(load**k / factorial(k) for k in range(servers)) + full)


@pytest.mark.parametrize(("servers", "load"), [(2, 1.2), (5, 3.5)])
def test_a_steady_desk_agrees_with_erlang(servers, load):
    """M/M/c within 2 points: who waits at all, and who still waits after each mark."""
    dice, mean, count = Random(f"{servers}"), 300.0, 60_000
    gaps = (dice.expovariate(load / mean) for _ in range(count))
    arrivals = [Arrival(at) for at in accumulate(gaps)]
    handling = [dice.expovariate(1 / mean) for _ in range(20_000)]
    done = replay(arrivals, People([0.0], [servers]), handling, Policy(), dice)
    waits = [begun - one.at for one, (begun, _) in zip(arrivals, done, strict=True)]

    waiting = erlang_c(servers, load)
    for after in (0.0, 60.0, 300.0, 900.0):
        found = fmean(wait > after for wait in waits)
        assert found == pytest.approx(waiting * exp(-(servers - load) * after / mean), abs=0.02)


def taken(policy, arrivals, *, people=ALWAYS):
    """Numbers of the arrivals in the order in which they are taken up, ten seconds each."""
    done = replay(arrivals, people, [10.0], policy, Random(1))
    return [n for _, n in sorted((one[0], n) for n, one in enumerate(done) if one)]


def test_each_order_takes_up_who_it_says():
    """All wait while the first is answered."""
    arrivals = [
        Arrival(0),
        Arrival(1, audience=5.0),
        Arrival(2, is_complaint=True),
        Arrival(3, audience=9.0),
    ]

    assert [0, 1, 2, 3] == taken(Policy(OLDEST), arrivals)
    assert [0, 3, 2, 1] == taken(Policy(NEWEST), arrivals)
    assert [0, 2, 1, 3] == taken(Policy(SEVERE), arrivals)
    assert [0, 3, 1, 2] == taken(Policy(LOUD), arrivals)
    assert [0, 1, 2, 3] == sorted(taken(Policy(MIXED), arrivals))


def test_what_is_too_old_is_given_up_and_some_are_never_taken():
    """At the age itself it is still taken; nobody answers where nobody is there."""
    arrivals = [Arrival(0), Arrival(0.5), Arrival(1)]

    assert [0, 1] == taken(Policy(give_up=9.5), arrivals)
    assert [0] == taken(Policy(give_up=8.9), arrivals)
    assert [] == taken(Policy(attention=0.0), arrivals)
    assert [] == taken(Policy(), arrivals, people=People.of_spans([(-9, -1, 3)]))
    assert [0, 1, 2] == taken(Policy(), arrivals, people=People.of_spans([(50, 99, 1)]))


def history_of(policy, servers, *, seed=1, weeks=16, hours=(8, 18), every=900):
    """A desk of so many people who work by a policy, as its answers show it."""
    dice, arrivals, at = Random(seed), [], 0.0
    while (at := at + dice.expovariate(1 / every)) < weeks * fit.WEEK:
        arrivals.append(Arrival(at, dice.random() < 0.4, dice.expovariate(1 / 500)))
    days = range(weeks * 7)
    spans = [(86400 * d + 3600 * hours[0], 86400 * d + 3600 * hours[1], servers) for d in days]
    people = People.of_spans(spans)
    handling = [dice.uniform(500, 1100) for _ in range(500)]
    done = replay(arrivals, people, handling, policy, dice)
    answers, free = {f"p{n}": [] for n in range(servers)}, {}
    for begun, ended in sorted(one for one in done if one):
        who = min((one for one in answers if free.get(one, -inf) <= begun), default="p0")
        free[who] = ended
        answers[who].append(ended)
    seen = [
        Arrival(one.at, one.is_complaint, one.audience, ended and ended[1] - one.at)
        for one, ended in zip(arrivals, done, strict=True)
    ]
    return fit.History(seen, answers, weeks * fit.WEEK)


def test_a_desk_that_works_by_a_policy_is_believed():
    """Learned on the first half, met on the second within five points."""
    calm, crisis = fit.trials(history_of(Policy(OLDEST, 22 * 3600.0, 0.9), 1))

    assert calm.is_believed, calm
    assert calm.turn_count > fit.LEAST
    assert not crisis.is_believed
    assert crisis.error is None


def test_a_desk_that_answers_by_rules_of_its_own_is_refused():
    """Every other day whatever comes is answered after two days: no policy does that."""
    told = history_of(Policy(OLDEST, 22 * 3600.0), 1)
    odd = [
        Arrival(one.at, wait=172800.0 if int(one.at // 86400) % 2 else one.wait)
        for one in told.arrivals
    ]

    assert not fit.trials(fit.History(odd, told.answers, told.until))[0].is_believed


def test_gaps_stop_the_clock():
    """Who came then is left out, a wait across one is shorter by it, nobody works in it."""
    told = fit.without_gaps(
        fit.History([Arrival(0, wait=30), Arrival(12), Arrival(25, wait=5)], {"a": [15, 30]}, 40),
        [(10, 20)],
    )

    assert [Arrival(0, wait=20), Arrival(15, wait=5)] == list(told.arrivals)
    assert {"a": [20]} == dict(told.answers)
    assert 30 == told.until


def test_a_person_is_there_from_the_first_answer_to_the_last_without_a_long_pause():
    hour = 3600.0
    people = fit.people_of(
        fit.History([], {"a": [0, 600, 3 * hour, 7 * hour], "b": [0, 600]}, 9 * hour)
    )

    assert 2 == people.at(-300)
    assert 1 == people.at(2 * hour)
    assert 0 == people.at(5 * hour)
    assert [600, 600] == fit.handling_of(fit.History([], {"a": [0, 600, 1800], "b": [0, 600]}, 0))
