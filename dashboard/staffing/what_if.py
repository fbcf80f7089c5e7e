"""What other hours would have brought, asked of a replay that is believed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean, quantiles

from dashboard.staffing import fit
from dashboard.staffing.desk import Arrival, People, Policy, replay
from dashboard.staffing.fit import History, Trial
from dashboard.ui.speech import say

BAND_DRAWS = 20
HOUR = 3600.0
Spans = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A number over many replays.

    Attributes:
        mean: of all of them.
        low: of 95 % of them, which lie between low and high.
        high: see low.
    """

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Changed:
    """A desk with other hours or another order, against the one there was, over the second half.

    Attributes:
        before: share answered by each of MARKS, 0 .. 1.
        after: the same with the change.
        saved: audience-hours of silence that the change avoids, of complaints whose audience is
            known; a week is the longest that a silence counts.
        person_hours: that it costs.
    """

    before: tuple[Outcome, ...]
    after: tuple[Outcome, ...]
    saved: Outcome
    person_hours: float


def refusal(people: People, seen: frozenset[int], hours: Sequence[int], more: int) -> str:
    """Why nothing is said of such hours; empty where something is.

    Args:
        people: who was there.
        seen: hours of the day at which anybody ever answered.
        hours: at which more would be there.
        more: how many.
    """
    if strange := sorted(set(hours) - seen):
        return say(
            "Nobody was ever seen answering at {strange}:00, so what would happen "
            "then is not known.",
            strange=f"{strange[0]:02}",
        )
    most = max(people.counts, default=0)
    if more > most:
        return say(
            "Never more than {most} were seen at once: what {more} more would do is not known.",
            most=most,
            more=more,
        )
    return ""


def change(
    history: History,
    trial: Trial,
    added: Spans,
    more: int,
    order: str,
    *,
    count: int = fit.DRAWS,
) -> Changed:
    """Replay the desk as it was and as it might have been, by the same chance.

    Args:
        history: what was seen.
        trial: a believed one, whose second half is looked at.
        added: spans in which more are there, on the clock of the history.
        more: how many.
        order: one of ORDERS.
        count: of replays.
    """
    assert trial.policy is not None  # noqa: S101 - it is believed
    people, handling = fit.people_of(history), fit.handling_of(history)
    asked = fit.second_half(history, trial.kind)
    first = history.arrivals[asked[0]].at
    kept = [(a, b) for a, b in added if b > first]
    wider = _wider(people, kept, more)
    other = Policy(order, trial.policy.give_up, trial.policy.attention)
    pairs = []
    for seed in range(count):
        sides = []
        for there, policy in ((people, trial.policy), (wider, other)):
            dice = Random(seed)  # noqa: S311 - repeatable
            done = replay(history.arrivals, there, handling, policy, dice)
            waits = [fit.wait_of(history.arrivals[n], done[n]) for n in asked]
            sides.append((fit.shares(waits), _silence(history, asked, waits)))
        pairs.append(sides)
    return Changed(
        before=tuple(map(_outcome, zip(*(one[0][0] for one in pairs), strict=True))),
        after=tuple(map(_outcome, zip(*(one[1][0] for one in pairs), strict=True))),
        saved=_outcome([one[0][1] - one[1][1] for one in pairs]),
        person_hours=sum(b - a for a, b in kept) * more / HOUR,
    )


def one_more(history: History, trial: Trial, bands: Mapping[str, Spans]) -> dict[str, Outcome]:
    """Audience-hours avoided by each person-hour of one more person, by band of the day."""
    assert trial.policy is not None  # noqa: S101 - it is believed
    found = {}
    for name, spans in bands.items():
        done = change(history, trial, spans, 1, trial.policy.order, count=BAND_DRAWS)
        cost = done.person_hours or 1.0
        saved = done.saved
        found[name] = Outcome(saved.mean / cost, saved.low / cost, saved.high / cost)
    return found


def _wider(people: People, added: Spans, more: int) -> People:
    spans = [(since, until, more) for since, until in added]
    ends = (*people.moments[1:], float("inf"))
    held = [
        (since, until, count)
        for since, until, count in zip(people.moments, ends, people.counts, strict=True)
        if count
    ]
    return People.of_spans([*held, *spans])


def _silence(history: History, asked: Sequence[int], waits: Sequence[float | None]) -> float:
    """Audience-hours until an answer."""
    return sum(
        (one.audience or 0.0) * _silent(one, wait, history.until) / HOUR
        for one, wait in zip((history.arrivals[n] for n in asked), waits, strict=True)
        if one.is_complaint
    )


def _silent(one: Arrival, wait: float | None, until: float) -> float:
    return min(until - one.at if wait is None else wait, fit.WEEK)


def _outcome(drawn: Sequence[float]) -> Outcome:
    cuts = quantiles(drawn, n=40, method="inclusive")
    return Outcome(fmean(drawn), cuts[0], cuts[-1])
