"""Who writes when: ordinary days, and scenes that add to them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from sample_data.story import DAY, HOUR, Story, local

WAKING = (
    10,
    6,
    4,
    3,
    4,
    10,
    25,
    55,
    85,
    90,
    85,
    82,
    85,
    80,
    78,
    78,
    84,
    96,
    104,
    108,
    106,
    92,
    62,
    28,
)
WEEKEND = 0.8

MOODS: dict[str, dict[str, float]] = {
    "chirp": {"complaint": 41, "question": 23, "praise": 15, "neutral": 21},
    "gatelounge": {"complaint": 30, "question": 45, "praise": 8, "neutral": 17},
    "farestars": {"complaint": 45, "mixed": 15, "praise": 40},
    "appshelf": {"complaint": 36, "mixed": 16, "praise": 48},
    "inkwire": {"news": 1},
}
COMPLAINTS = {
    "delay": 20, "cancel": 8, "refund": 10, "lost": 10, "damaged": 4, "app": 8, "booking": 7,
    "hold": 9, "staff": 6, "seat": 5, "food": 3, "wifi": 2, "fees": 5, "dirty": 2, "assist": 1,
}  # fmt: skip
QUESTIONS = {
    "cabin": 22, "checkin": 12, "change": 12, "route": 12, "refund": 10, "special": 10,
    "instrument": 4, "card": 8, "misc": 10,
}  # fmt: skip
PER_DAY: dict[str, dict[str, float]] = {
    "tavornay": {"chirp": 34, "gatelounge": 1.7, "farestars": 2.6, "appshelf": 2.8, "inkwire": 0.5},
    "brindlewing": {"chirp": 10, "gatelounge": 0.6, "farestars": 1.3, "inkwire": 0.3},
    "osterlune": {"chirp": 4, "gatelounge": 0.3, "farestars": 0.7, "inkwire": 0.2},
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """One first post to be written: by mood and topic, a scene's key where it belongs to one."""

    at: int
    brand: str
    source: str
    mood: str
    topic: str
    scene: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """An extra stream: size posts that begin at a scene's time and fade with decay_hours."""

    key: str
    brand: str
    size: int
    decay_hours: float
    moods: dict[str, float]
    topic: str
    rise_hours: float = 2
    source: str = "chirp"
    start: str = ""


SCENES = (
    Scene("sale", "tavornay", 230, 22, {"praise": 6, "question": 4}, "sale"),
    Scene("release", "tavornay", 120, 50, {"complaint": 1}, "release", 4),
    Scene("release", "tavornay", 90, 90, {"complaint": 1}, "app", 4, "appshelf"),
    Scene("strike", "brindlewing", 330, 30, {"complaint": 1}, "strike", 4),
    Scene("strike", "brindlewing", 5, 20, {"news": 1}, "strike", 4, "inkwire"),
    Scene("storm", "tavornay", 260, 13, {"complaint": 1}, "storm", 3),
    Scene("storm", "brindlewing", 70, 13, {"complaint": 1}, "storm", 3),
    Scene("storm", "osterlune", 45, 13, {"complaint": 1}, "storm", 3),
    Scene("storm", "tavornay", 3, 20, {"news": 1}, "storm", 3, "inkwire"),
    Scene("billing", "tavornay", 1150, 30, {"complaint": 1}, "double", 2.5),
    Scene("billing", "tavornay", 40, 40, {"complaint": 1}, "double", 4, "gatelounge"),
    Scene("billing", "tavornay", 30, 60, {"complaint": 1}, "double", 5, "farestars"),
    Scene("billing", "tavornay", 12, 40, {"news": 1}, "double", 5, "inkwire"),
    Scene("video", "tavornay", 130, 26, {"viral": 1}, "v_quote", 3),
    Scene("video", "tavornay", 620, 24, {"viral": 1}, "v_quote", 4, start="picked_up"),
    Scene("video", "tavornay", 330, 20, {"viral": 1}, "v_quote", 3, start="press"),
    Scene("video", "tavornay", 200, 34, {"viral": 1}, "v_after", 1, start="answer"),
    Scene("video", "tavornay", 60, 80, {"complaint": 1}, "heirloom", 6, start="press"),
    Scene("video", "tavornay", 16, 30, {"news": 1}, "viral", 3, "inkwire", "press"),
    Scene("routes", "tavornay", 170, 26, {"praise": 6, "question": 4}, "routes"),
    Scene("points", "osterlune", 150, 30, {"complaint": 1}, "points", 2),
    Scene("points", "osterlune", 3, 30, {"news": 1}, "points", 3, "inkwire"),
)


def arrivals(story: Story, dice: Random) -> list[Arrival]:
    """Every first post of the story, oldest first."""
    ordinary = [
        arrival
        for brand, sources in PER_DAY.items()
        for source, per_day in sources.items()
        for arrival in _ordinary(story, dice, brand, source, per_day)
    ]
    scenes = [arrival for scene in SCENES for arrival in _scene(story, dice, scene)]
    return sorted(ordinary + scenes, key=lambda arrival: arrival.at)


def waking(at: int) -> float:
    """How much of the day's writing falls into the hour of this moment; 1 is an average hour."""
    moment = local(at)
    return WAKING[moment.hour] / (sum(WAKING) / 24) * (WEEKEND if moment.weekday() > 4 else 1.06)


def _ordinary(
    story: Story, dice: Random, brand: str, source: str, per_day: float
) -> Iterator[Arrival]:
    mood_of_day = 1.0
    for hour in range(story.start, story.end, HOUR):
        if (hour - story.start) % DAY == 0:
            mood_of_day = dice.lognormvariate(-0.02, 0.2)
        share = min(HOUR, story.end - hour) / HOUR
        for _ in range(poisson(dice, per_day / 24 * waking(hour) * mood_of_day * share)):
            at = hour + int(dice.random() * HOUR * share)
            mood = _one_of(dice, MOODS[source])
            yield Arrival(at, brand, source, mood, _topic(story, dice, mood, at))


def _topic(story: Story, dice: Random, mood: str, at: int) -> str:
    if mood == "question":
        weights: dict[str, float] = {**QUESTIONS}
        if at > story["help_page"]:
            weights["cabin"] *= 0.35
        return _one_of(dice, weights)
    return _one_of(dice, COMPLAINTS) if mood == "complaint" else "any"


def _scene(story: Story, dice: Random, scene: Scene) -> Iterator[Arrival]:
    begin = story[scene.start or scene.key]
    slots = range(begin, begin + 12 * DAY, HOUR // 4)
    weights = [_swell(scene, at - begin) * (0.15 + waking(at)) for at in slots]
    total = sum(weights)
    for at, weight in zip(slots, weights, strict=True):
        for _ in range(poisson(dice, scene.size * weight / total)):
            when = at + dice.randrange(HOUR // 4)
            if when < story.end:
                mood = _one_of(dice, scene.moods)
                yield Arrival(when, scene.brand, scene.source, mood, scene.topic, scene.key)


def _swell(scene: Scene, age: int) -> float:
    hours = age / HOUR
    return (1 - math.exp(-hours / scene.rise_hours)) * math.exp(-hours / scene.decay_hours)


def poisson(dice: Random, expected: float) -> int:
    """A count with this expectation."""
    limit, product, count = math.exp(-expected), dice.random(), 0
    while product > limit:
        product *= dice.random()
        count += 1
    return count


def _one_of(dice: Random, weights: dict[str, float] | dict[str, int]) -> str:
    return dice.choices(list(weights), list(weights.values()))[0]
