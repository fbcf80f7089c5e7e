"""Whether a replay of a desk can be believed: learned on one half of the weeks, tried on the other.

A desk that answers by rules that are not seen here (private lists, a second team) is not met by any
policy, and then nothing is said of other hours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from random import Random
from statistics import fmean, median

from dashboard.staffing.desk import ORDERS, Arrival, People, Policy, replay

MARKS = (900.0, 3600.0, 14400.0, 86400.0)
LIMIT = 0.05  # largest error at which other hours are answered for
LEAST = 100  # turns in each half
CRISIS = 1.5  # times the turns of the middle week
PAUSE = 1200.0  # between two answers of one person: longer is no handling time
SHIFT = 3 * 3600.0  # longer, and another stretch of work begins
GIVE_UPS = (4 * 3600.0, 12 * 3600.0, 22 * 3600.0, 48 * 3600.0, 168 * 3600.0)
ATTENTION = (1.0, 1.15, 1.3)  # times the share that was ever answered
DRAWS, TRIAL_DRAWS = 200, 10
WEEK = 7 * 86400.0


@dataclass(frozen=True, slots=True)
class History:
    """What was seen of a desk.

    Attributes:
        arrivals: ascending by `at`.
        answers: who answered when, the moment of each first answer to a turn.
        until: up to when it is known.
    """

    arrivals: Sequence[Arrival]
    answers: Mapping[str, Sequence[float]]
    until: float


@dataclass(frozen=True, slots=True)
class Trial:
    """One kind of weeks, replayed.

    Attributes:
        kind: calm or crisis.
        policy: that met the first half best; None where there are too few turns.
        turn_count: of the second half.
        observed: share answered by each of MARKS in the second half, 0 .. 1.
        replayed: the same of the replay, mean of its draws.
    """

    kind: str
    policy: Policy | None
    turn_count: int
    observed: tuple[float, ...] = ()
    replayed: tuple[float, ...] = ()

    @property
    def error(self) -> float | None:
        """The largest difference, 0 .. 1; None where nothing was replayed."""
        pairs = zip(self.observed, self.replayed, strict=True)
        return max((abs(a - b) for a, b in pairs), default=None)

    @property
    def is_believed(self) -> bool:
        """Whether it is met closely enough to ask what other hours would bring."""
        return self.error is not None and self.error <= LIMIT


def people_of(history: History) -> People:
    """Who was there: from somebody's first answer to the last without a pause of three hours."""
    usual = median(handling_of(history) or [0.0])
    spans = []
    for moments in history.answers.values():
        begun = last = None
        for moment in sorted(moments):
            if last is None or moment - last > SHIFT:
                if last is not None and begun is not None:
                    spans.append((begun, last, 1))
                begun = moment - usual
            last = moment
        if last is not None and begun is not None:
            spans.append((begun, last, 1))
    return People.of_spans(spans)


def handling_of(history: History) -> list[float]:
    """Times between two answers of one person that follow each other closely."""
    gaps = (b - a for moments in history.answers.values() for a, b in pairwise(sorted(moments)))
    return [one for one in gaps if 0 < one < PAUSE]


def shares(waits: Sequence[float | None]) -> tuple[float, ...]:
    """Share answered by each of MARKS."""
    count = max(1, len(waits))
    return tuple(sum(wait is not None and wait <= mark for wait in waits) / count for mark in MARKS)


def kinds(history: History) -> list[str]:
    """Calm or crisis, for each arrival by its week."""
    weeks = [int(one.at // WEEK) for one in history.arrivals]
    counts = {week: weeks.count(week) for week in set(weeks)}
    limit = CRISIS * median(counts.values()) if counts else 0
    return ["crisis" if counts[week] > limit else "calm" for week in weeks]


def trials(history: History) -> list[Trial]:
    """How well calm weeks and weeks of crisis can be replayed, each by itself."""
    people, handling, known = people_of(history), handling_of(history), kinds(history)
    return [_trial(history, people, handling, known, kind) for kind in ("calm", "crisis")]


def _trial(
    history: History, people: People, handling: Sequence[float], known: Sequence[str], kind: str
) -> Trial:
    mine = _of_kind(history, known, kind)
    first, second = mine[: len(mine) // 2], mine[len(mine) // 2 :]
    if len(first) < LEAST or not handling:
        return Trial(kind, None, len(second))
    policy = _learned(history, people, handling, first)
    observed = shares([history.arrivals[n].wait for n in second])
    drawn = draws(history.arrivals, people, handling, policy, second, TRIAL_DRAWS)
    means = tuple(fmean(column) for column in zip(*drawn, strict=True))
    return Trial(kind, policy, len(second), observed, means)


def second_half(history: History, kind: str) -> list[int]:
    """Numbers of the arrivals on which a kind of weeks is tried."""
    mine = _of_kind(history, kinds(history), kind)
    return mine[len(mine) // 2 :]


def _of_kind(history: History, known: Sequence[str], kind: str) -> list[int]:
    """Whoever came in the last day has not had the time that is asked about."""
    return [
        n
        for n, one in enumerate(history.arrivals)
        if known[n] == kind and one.at <= history.until - MARKS[-1]
    ]


def _learned(
    history: History, people: People, handling: Sequence[float], first: Sequence[int]
) -> Policy:
    """The policy that comes nearest to what was observed of some arrivals."""
    until = first[-1] + 1
    arrivals = history.arrivals[:until]
    observed = shares([history.arrivals[n].wait for n in first])
    ever = sum(history.arrivals[n].wait is not None for n in first) / len(first)
    attentions = sorted({min(1.0, ever * factor) for factor in ATTENTION} | {1.0})
    best, least = Policy(), float("inf")
    for order, give_up, attention in product(ORDERS, GIVE_UPS, attentions):
        policy = Policy(order, give_up, attention)
        (found,) = draws(arrivals, people, handling, policy, first, 1)
        error = max(abs(a - b) for a, b in zip(observed, found, strict=True))
        if error < least:
            best, least = policy, error
    return best


def draws(
    arrivals: Sequence[Arrival],
    people: People,
    handling: Sequence[float],
    policy: Policy,
    asked: Sequence[int],
    count: int,
) -> list[tuple[float, ...]]:
    """Shares answered of some arrivals, for each of so many replays of all of them."""
    found = []
    for seed in range(count):
        done = replay(arrivals, people, handling, policy, Random(seed))  # noqa: S311 - repeatable
        found.append(shares([wait_of(arrivals[n], done[n]) for n in asked]))
    return found


def wait_of(one: Arrival, done: tuple[float, float] | None) -> float | None:
    """How long somebody waits in a replay; None for ever."""
    return None if done is None else done[1] - one.at


def on_clock(moment: float, gaps: Sequence[tuple[float, float]]) -> float:
    """A moment on the clock that stands still in gaps."""
    return moment - sum(max(0.0, min(moment, until) - since) for since, until in gaps)


def without_gaps(history: History, gaps: Sequence[tuple[float, float]]) -> History:
    """The same on a clock that stands still while nobody watched; who came then is left out."""

    def told(moment: float) -> float:
        return on_clock(moment, gaps)

    def is_seen(moment: float) -> bool:
        return not any(since < moment < until for since, until in gaps)

    return History(
        [
            replace(
                one,
                at=told(one.at),
                wait=None if one.wait is None else told(one.at + one.wait) - told(one.at),
            )
            for one in history.arrivals
            if is_seen(one.at)
        ],
        {
            who: [told(moment) for moment in moments if is_seen(moment)]
            for who, moments in history.answers.items()
        },
        told(history.until),
    )
