"""Who reads a digest, what each of them asks, and the figures that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass

EXECUTIVE, MARKETING, SUPPORT = "executive", "marketing", "support"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure of assistants.figures.FIGURES as a digest shows it.

    Attributes:
        name: of the figure.
        label: how readers call it.
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
        title: how the digest is headed.
        question: what it answers.
        wanted: figures, the first to be read first; six at most.
        picture: health, complaints or waits.
    """

    title: str
    question: str
    wanted: tuple[Wanted, ...]
    picture: str


_MENTIONS = Wanted("mentions", "Mentions", "count", "mentions_change")
_NET = Wanted("net_sentiment", "Net sentiment", "points", "net_sentiment_change")
_RATE = Wanted("complaint_rate", "Complaint rate", "percent", "complaint_rate_change")
_TARGET = Wanted(
    "answered_within_target", "Answered within target", "percent", "answered_within_target_change"
)
_OVERDUE = Wanted("overdue_now", "Waiting past the target, now", "count")

AUDIENCES: Mapping[str, Audience] = {
    EXECUTIVE: Audience(
        "For executives",
        "Is the brand healthy, is anything about to break, and what needs a decision?",
        (
            Wanted("brand_health", "Brand health", "health", "brand_health_change"),
            _NET,
            _MENTIONS,
            _RATE,
            _TARGET,
            _OVERDUE,
        ),
        "health",
    ),
    MARKETING: Audience(
        "For marketing",
        "What do people complain about, and is it spreading?",
        (
            _MENTIONS,
            Wanted("voices", "Voices", "count"),
            _NET,
            Wanted("complaints", "Complaints", "count"),
            _RATE,
            Wanted("share_of_voice", "Share of voice", "percent"),
        ),
        "complaints",
    ),
    SUPPORT: Audience(
        "For support",
        "Who waits, how long do people wait, and what is to change?",
        (
            Wanted("waiting_now", "Waiting, now", "count"),
            _OVERDUE,
            Wanted("longest_wait_now", "Longest wait, now", "duration"),
            Wanted("median_wait", "Median wait", "duration"),
            Wanted("answered_within_24h", "Answered within 24 h", "percent"),
            _TARGET,
        ),
        "waits",
    ),
}
