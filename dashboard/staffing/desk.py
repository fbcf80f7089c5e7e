"""A desk replayed: who waits, who is there, in which order posts are taken up.

Event by event: a person who is free takes the next post, works on it for a time that was seen
before, and takes the next one. All times are seconds on one clock, in which nothing that nobody
watched has a place.
"""

import heapq
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from wording.said import mark

OLDEST, NEWEST, SEVERE, LOUD, MIXED = "oldest", "newest", "complaints", "audience", "mixed"
ORDERS = {
    OLDEST: mark("oldest first"),
    NEWEST: mark("newest first"),
    SEVERE: mark("complaints first"),
    LOUD: mark("largest audience first"),
    MIXED: mark("now the newest, now the oldest"),
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """One turn that asks for an answer.

    Attributes:
        at: when it began.
        is_complaint: any post of it is one.
        audience: people who could read it; None where that is unknown.
        wait: to the first answer as it was observed; None where there was none.
    """

    at: float
    is_complaint: bool = False
    audience: float | None = None
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """How a desk works through what waits.

    Attributes:
        order: one of ORDERS.
        give_up: age from which on nothing is taken up any more, seconds.
        attention: 0 .. 1, how likely a post is ever taken up.
    """

    order: str = OLDEST
    give_up: float = float("inf")
    attention: float = 1.0


@dataclass(frozen=True, slots=True)
class People:
    """How many are there: from each moment on until the next one.

    Attributes:
        moments: ascending.
        counts: as many.
    """

    moments: Sequence[float]
    counts: Sequence[int]

    @classmethod
    def of_spans(cls, spans: Sequence[tuple[float, float, int]]) -> "People":
        """Of spans in which so many more are there, which may overlap."""
        changes: dict[float, int] = {}
        for since, until, count in spans:
            changes[since] = changes.get(since, 0) + count
            changes[until] = changes.get(until, 0) - count
        moments = sorted(changes)
        return cls(moments, list(accumulate(changes[one] for one in moments)))

    def at(self, moment: float) -> int:
        """How many are there at a moment."""
        place = bisect_right(self.moments, moment)
        return self.counts[place - 1] if place else 0


@dataclass(slots=True)
class _Queue:
    """What waits, in the order of a policy."""

    policy: Policy
    arrivals: Sequence[Arrival]
    dice: Random
    _heaps: tuple[list[tuple[float, float, int]], ...] = ()
    _gone: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._heaps = ([], []) if self.policy.order == MIXED else ([],)

    def put(self, number: int) -> None:
        for heap, order in zip(self._heaps, self._orders(), strict=True):
            heapq.heappush(heap, (*_rank(self.arrivals[number], order), number))

    def take(self, now: float) -> int | None:
        """The next one; what is too old is given up."""
        while True:
            heap = self._heaps[self.dice.random() < 0.5 if len(self._heaps) > 1 else 0]
            while heap and heap[0][2] in self._gone:
                heapq.heappop(heap)
            if not heap:
                return None
            number = heapq.heappop(heap)[2]
            if len(self._heaps) > 1:
                self._gone.add(number)
            if now - self.arrivals[number].at <= self.policy.give_up:
                return number

    def _orders(self) -> tuple[str, ...]:
        return (OLDEST, NEWEST) if self.policy.order == MIXED else (self.policy.order,)


def _rank(one: Arrival, order: str) -> tuple[float, float]:
    """The smallest is taken first."""
    if order == NEWEST:
        return (-one.at, 0.0)
    if order == SEVERE:
        return (-float(one.is_complaint), one.at)
    if order == LOUD:
        return (-(one.audience or 0.0), one.at)
    return (one.at, 0.0)


def replay(
    arrivals: Sequence[Arrival],
    people: People,
    handling: Sequence[float],
    policy: Policy,
    dice: Random,
) -> list[tuple[float, float] | None]:
    """When each post is taken up and answered, None for never, in the order of the arrivals.

    Whoever leaves ends what they have begun.

    Args:
        arrivals: ascending by `at`.
        people: who is there.
        handling: times that an answer took, from which one is drawn for each; not empty.
        policy: how they work.
        dice: what chance is drawn from.
    """
    done: list[tuple[float, float] | None] = [None] * len(arrivals)
    queue, busy = _Queue(policy, arrivals, dice), list[float]()
    for now, number in _events(arrivals, people, busy):
        while busy and busy[0] <= now:
            heapq.heappop(busy)
        if number is not None and dice.random() < policy.attention:
            queue.put(number)
        there = people.at(now)
        while len(busy) < there and (taken := queue.take(now)) is not None:
            ends = now + handling[int(dice.random() * len(handling))]
            done[taken] = (now, ends)
            heapq.heappush(busy, ends)
    return done


def _events(
    arrivals: Sequence[Arrival], people: People, busy: list[float]
) -> Iterator[tuple[float, int | None]]:
    """Moments at which something can begin, with the number of what arrives then; in order."""
    arrived = changed = 0
    never = float("inf")
    while True:
        arrives = arrivals[arrived].at if arrived < len(arrivals) else never
        changes = people.moments[changed] if changed < len(people.moments) else never
        now = min(arrives, changes, busy[0] if busy else never)
        if now == never:
            return
        number = None
        if now == arrives:
            number, arrived = arrived, arrived + 1
        elif now == changes:
            changed += 1
        yield now, number
