"""Who answers for which brand, and when."""

from collections.abc import Callable
from dataclasses import dataclass

from sample_data.brands import BRINDLEWING, OSTERLUNE, PUBLIC_AGENTS, REVIEW_AGENTS, TAVORNAY
from sample_data.people import Author
from sample_data.story import DAY, HOUR, local

OPEN_HOURS = {0: (8, 20), 1: (8, 20), 2: (8, 20), 3: (8, 20), 4: (8, 20), 5: (9, 17), 6: (10, 16)}


@dataclass(frozen=True, slots=True)
class Team:
    """Who answers, how long one answer takes at the median, and when a ticket is given up."""

    account: Author
    agents: tuple[str, ...]
    signature: str
    agents_at: Callable[[int], int]
    minutes: float
    patience: int = 22 * HOUR


def is_open(at: int) -> bool:
    """Whether the own brand's support is open."""
    moment = local(at)
    opens, closes = OPEN_HOURS[moment.weekday()]
    return opens <= moment.hour < closes


def care_shift(at: int) -> int:
    """Agents of the own help desk: two in the busy middle of a working day."""
    moment = local(at)
    busy = moment.weekday() < 5 and 11 <= moment.hour < 16
    return (2 if busy else 1) if is_open(at) else 0


def office_shift(at: int) -> int:
    """One person, nine to five on working days."""
    moment = local(at)
    return int(moment.weekday() < 5 and 9 <= moment.hour < 17)


def long_shift(at: int) -> int:
    """One person, seven to eleven at night, every day."""
    return int(7 <= local(at).hour < 23)


NAMED = " -{agent}"
TEAMS: dict[tuple[str, str], Team] = {
    ("tavornay", "care"): Team(
        TAVORNAY.care, TAVORNAY.agents, TAVORNAY.signature, care_shift, minutes=11
    ),
    ("tavornay", "public"): Team(TAVORNAY.voice, PUBLIC_AGENTS, NAMED, office_shift, minutes=14),
    ("tavornay", "reviews"): Team(
        TAVORNAY.voice, REVIEW_AGENTS, NAMED, office_shift, minutes=26, patience=12 * DAY
    ),
    ("brindlewing", "care"): Team(
        BRINDLEWING.care,
        BRINDLEWING.agents,
        BRINDLEWING.signature,
        long_shift,
        minutes=19,
        patience=2 * DAY,
    ),
    ("osterlune", "care"): Team(
        OSTERLUNE.care,
        OSTERLUNE.agents,
        OSTERLUNE.signature,
        office_shift,
        minutes=35,
        patience=4 * DAY,
    ),
}
