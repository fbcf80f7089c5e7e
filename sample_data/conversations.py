"""What follows a first post: automatic replies, nudges, answers, thanks, anger, other people."""

from functools import partial

from sample_data.arrivals import Arrival
from sample_data.automatic import answer_automatically
from sample_data.brands import BRANDS, Brand
from sample_data.desk import Desk, Ticket
from sample_data.openings import open_post
from sample_data.replies import quality_of, reply_text
from sample_data.rows import Row
from sample_data.story import DAY, HOUR, MINUTE
from sample_data.teams import TEAMS, Team
from sample_data.town import Town

SEEN_ADDRESSED = {
    "complaint": 0.86,
    "question": 0.88,
    "praise": 0.72,
    "neutral": 0.3,
    "viral": 0.05,
}
SEEN_ELSEWHERE = {"complaint": 0.3, "question": 0.35, "praise": 0.02, "neutral": 0, "viral": 0}
SEEN_BY_SOURCE = {"farestars": 0.75, "appshelf": 0.6, "gatelounge": 0.5}
# after a reply of this quality the customer is glad, asks on, is angrier; else silent
AFTER = {
    "helpful": (("glad", 0.25), ("same", 0.13), ("worse", 0.07)),
    "handoff": (("glad", 0.12), ("same", 0.34), ("worse", 0.13)),
    "generic": (("glad", 0.06), ("same", 0.13), ("worse", 0.38)),
}


class Conversations:
    """Plays every thread of every brand."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.dice = town.dice
        self.desks = {
            (key, place): Desk(town, team, partial(self._answer, BRANDS[key]))
            for (key, place), team in TEAMS.items()
        }

    def begin(self, arrival: Arrival, at: int) -> None:
        """Write the first post and let things take their course."""
        row = open_post(self.town, arrival)
        self.town.scenes[arrival.scene, arrival.brand].append(row)
        if row.kind in ("repost", "article"):
            return
        self.follow(row, at)
        for _ in range(self._others(row)):
            delay = self.dice.lognormvariate(0.6, 1.3) * HOUR
            self.town.at(at + delay, partial(self._bystander, row))

    def follow(self, row: Row, at: int, turn: int = 1) -> None:
        """Open a turn for a customer's post: it may be seen, nudged, answered automatically."""
        ticket = Ticket(row, row.mood, row.topic, turn)
        if self.dice.random() < self._seen(row, turn):
            self._desk_for(row).receive(ticket, at)
        if row.source == "chirp" and self._speaks_to(row):
            answer_automatically(self.town, row, at)
            if row.mood in ("complaint", "question") and self.dice.random() < 0.36:
                delay = self.dice.lognormvariate(1.3, 0.9) * HOUR
                self.town.at(at + delay, partial(self._nudge, ticket))

    def _seen(self, row: Row, turn: int) -> float:
        if turn > 1:
            return 0.6 if row.mood == "thanks" else 0.85
        if row.source in SEEN_BY_SOURCE:
            return SEEN_BY_SOURCE[row.source]
        table = SEEN_ADDRESSED if self._speaks_to(row) else SEEN_ELSEWHERE
        return table[row.mood] * (0.8 if row.topic == "double" else 1)

    def _speaks_to(self, row: Row) -> bool:
        return any(f"@{handle}" in row.text.lower() for handle in BRANDS[row.of].handles)

    def _desk_for(self, row: Row) -> Desk:
        place = "reviews" if row.kind == "review" else "public" if row.mood == "praise" else "care"
        return self.desks.get((row.of, place)) or self.desks[row.of, "care"]

    def _others(self, row: Row) -> int:
        if row.source == "gatelounge":
            return self.dice.choices(range(6), (10, 22, 26, 20, 13, 9))[0]
        return int(row.source == "chirp" and self.dice.random() < 0.07)

    def _reply(self, row: Row, at: int, heading: str, mood: str, *, parent: Row) -> Row:
        """The customer writes again in the thread."""
        town, brand = self.town, BRANDS[row.of]
        text = town.wording.say(heading, row.known)
        if row.source == "chirp" and self.dice.random() < 0.75:
            text = f"@{(parent.author if parent.outbound else brand.care).handle} {text}"
        text = town.wording.styled(text, mood, row.author)
        kind = "comment" if row.source == "gatelounge" else "reply"
        return town.write(
            row.source,
            at,
            row.author,
            text,
            of=row.of,
            kind=kind,
            mood=mood,
            topic=row.topic,
            known=row.known,
            parent=parent,
        )

    def _nudge(self, ticket: Ticket, at: int) -> None:
        if ticket.is_answered or self.town.is_lost(ticket.first, at):
            return
        row = ticket.first
        ticket.latest = self._reply(row, at, "nudge", "complaint", parent=ticket.asked)
        if self.dice.random() < 0.3:
            delay = self.dice.lognormvariate(2, 0.8) * HOUR
            self.town.at(at + delay, partial(self._nudge, ticket))

    def _bystander(self, row: Row, at: int) -> None:
        if self.town.is_lost(row, at):
            return
        town = self.town
        author = town.crowds[row.source].somebody()
        known = town.wording.known(BRANDS[row.of])
        is_forum = row.source == "gatelounge"
        text = town.wording.say("forum_comment" if is_forum else "bystander", known)
        text = town.wording.styled(text, "neutral", author)
        if not is_forum:
            text = f"@{row.author.handle} {text}"
        kind = "comment" if is_forum else "reply"
        town.write(row.source, at, author, text, of=row.of, kind=kind, known=known, parent=row)

    def _answer(self, brand: Brand, ticket: Ticket, team: Team, agent: str, at: int) -> None:
        town = self.town
        quality = quality_of(town, brand, ticket, at)
        text = reply_text(town, brand, ticket, team, quality=quality, agent=agent)
        kind = "comment" if ticket.first.source == "gatelounge" else "reply"
        reply = town.write(
            ticket.first.source,
            at,
            team.account,
            text,
            of=brand.key,
            kind=kind,
            outbound=True,
            parent=ticket.asked,
        )
        self._after(ticket, reply, quality, agent, at)

    def _after(self, ticket: Ticket, reply: Row, quality: str, agent: str, at: int) -> None:
        row, luck = ticket.first, self.dice.random()
        if row.kind == "review" or row.mood not in ("complaint", "question"):
            return
        row.known["agent"] = agent if agent.istitle() and len(agent) > 2 else "team"
        for mood, share in AFTER[quality]:
            luck -= share
            if luck < 0:
                delay = self.dice.lognormvariate(2.9, 1.1) * MINUTE
                self.town.at(at + delay, partial(self._again, ticket, reply, mood))
                return
        if quality == "generic" and self.dice.random() < 0.12:
            self.town.at(at + self.dice.uniform(0.6, 16) * DAY, partial(self._escalate, row))

    def _again(self, ticket: Ticket, reply: Row, mood: str, at: int) -> None:
        row = ticket.first
        if self.town.is_lost(row, at):
            return
        mood_of = {"glad": "praise", "same": "neutral", "worse": "complaint"}[mood]
        again = self._reply(row, at, mood, mood_of, parent=reply)
        if mood == "glad":
            again.mood = "thanks"
        if ticket.turn < 4:
            self.follow(again, at, ticket.turn + 1)

    def _escalate(self, row: Row, at: int) -> None:
        brand = BRANDS[row.of]
        text = self.town.wording.say("escalate", row.known)
        text = self.town.wording.styled(text, "complaint", row.author)
        again = self.town.write(
            "chirp",
            at,
            row.author,
            self.town.wording.naming(text, brand),
            of=row.of,
            mood="complaint",
            topic=row.topic,
            known=row.known,
        )
        self.follow(again, at)
