"""A desk at work: a queue, agents on shift, and what waits too long is given up."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass

from sample_data.brands import OUTSIDE_AGENTS
from sample_data.rows import Row
from sample_data.story import MINUTE
from sample_data.teams import Team, care_shift
from sample_data.town import Town

PRIORITY = {"complaint": 0, "viral": 0, "question": 1}
LOOK_EVERY = 10 * MINUTE


@dataclass(slots=True)
class Ticket:
    """A turn that somebody on a desk has seen; latest is the customer's newest post in it."""

    first: Row
    mood: str
    topic: str
    turn: int = 1
    latest: Row | None = None
    is_answered: bool = False

    @property
    def asked(self) -> Row:
        """The post that a reply answers."""
        return self.latest or self.first


class Desk:
    """One team at work."""

    def __init__(
        self, town: Town, team: Team, answer: Callable[[Ticket, Team, str, int], None]
    ) -> None:
        self.town = town
        self.team = team
        self.answer = answer
        self.busy = 0
        self._waiting: list[tuple[int, int, int, Ticket]] = []
        self._seen = 0
        for when in range(town.story.start, town.story.end, LOOK_EVERY):
            town.at(when, self._look)

    def receive(self, ticket: Ticket, at: int) -> None:
        """Queue a ticket: complaints first, then questions, then the rest."""
        self._seen += 1
        rank = PRIORITY.get(ticket.mood, 2)
        heapq.heappush(self._waiting, (rank, ticket.first.at, self._seen, ticket))
        self._look(at)

    def _look(self, at: int) -> None:
        while self._waiting and self.busy < self._agents_at(at):
            _, since, _, ticket = heapq.heappop(self._waiting)
            if at - since < self.team.patience and not self.town.is_lost(ticket.first, at):
                self._begin(ticket, at)

    def _begin(self, ticket: Ticket, at: int) -> None:
        self.busy += 1
        minutes = 1.6 if self.is_outside(at) or ticket.mood == "thanks" else self.team.minutes
        takes = max(25, self.town.dice.lognormvariate(0, 0.55) * minutes * MINUTE)
        self.town.at(at + takes, lambda when: self._finish(ticket, when))

    def _finish(self, ticket: Ticket, at: int) -> None:
        self.busy -= 1
        if not self.town.is_lost(ticket.first, at):
            ticket.is_answered = True
            agents = OUTSIDE_AGENTS if self.is_outside(at) else self.team.agents
            self.answer(ticket, self.team, self.town.dice.choice(agents), at)
        self._look(at)

    def is_outside(self, at: int) -> bool:
        """Whether the outside call centre does this team's work."""
        is_care = self.team.agents_at is care_shift
        return is_care and self.town.story.within(at, "copying", "copying_end")

    def _agents_at(self, at: int) -> int:
        return self.team.agents_at(at) * (2 if self.is_outside(at) else 1)
