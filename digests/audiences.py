"""Who reads a digest, what each of them asks, and the figures that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass

from wording.said import mark

EXECUTIVE, MARKETING, SUPPORT = "executive", "marketing", "support"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure of assistants.figures.FIGURES as a digest shows it.

    Attributes:
        name: of the figure.
        label: how readers call it, noted by `mark`.
        form: how it is written: count, percent, points, duration or health.
        change: the figure of its change against the period before; empty: none is called.
    """

    name: str
    label: str
    form: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Audience:
    """What one kind of reader asks, and which figures answer.

    Attributes:
        title: how the digest is headed; noted by `mark`, as the question is.
        question: what it answers.
        wanted: figures, the first to be read first; six at most.
        picture: health, complaints or waits.
    """

    title: str
    question: str
    wanted: tuple[Wanted, ...]
    picture: str


_MENTIONS = Wanted("mentions", mark("Mentions"), "count", "mentions_change")
_NET = Wanted("net_sentiment", mark("Net sentiment"), "points", "net_sentiment_change")
_RATE = Wanted("complaint_rate", mark("Complaint rate"), "percent", "complaint_rate_change")
_TARGET = Wanted(
    "answered_within_target",
    mark("Answered within target"),
    "percent",
    "answered_within_target_change",
)
_OVERDUE = Wanted("overdue_now", mark("Waiting past the target, now"), "count")

AUDIENCES: Mapping[str, Audience] = {
    EXECUTIVE: Audience(
        mark("For executives"),
        mark("Is the brand healthy, is anything about to break, and what needs a decision?"),
        (
            Wanted("brand_health", mark("Brand health"), "health", "brand_health_change"),
            _NET,
            _MENTIONS,
            _RATE,
            _TARGET,
            _OVERDUE,
        ),
        "health",
    ),
    MARKETING: Audience(
        mark("For marketing"),
        mark("What do people complain about, and is it spreading?"),
        (
            _MENTIONS,
            Wanted("voices", mark("Voices"), "count"),
            _NET,
            Wanted("complaints", mark("Complaints"), "count"),
            _RATE,
            Wanted("share_of_voice", mark("Share of voice"), "percent"),
        ),
        "complaints",
    ),
    SUPPORT: Audience(
        mark("For support"),
        mark("Who waits, how long do people wait, and what is to change?"),
        (
            Wanted("waiting_now", mark("Waiting, now"), "count"),
            _OVERDUE,
            Wanted("longest_wait_now", mark("Longest wait, now"), "duration"),
            Wanted("median_wait", mark("Median wait"), "duration"),
            Wanted("answered_within_24h", mark("Answered within 24 h"), "percent"),
            _TARGET,
        ),
        "waits",
    ),
}
