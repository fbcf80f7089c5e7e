"""Whether a text complains, or asks."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from ingest.reading.negation import without_negated_faults
from ingest.reading.phrases import Phrases, words_of
from ingest.reading.said import said
from ingest.reading.word_files import phrases_in

CUT = 0.5  # of complaint_score, published with the definition of a complaint

_LABEL = "complaint"
# Set by hand, in round numbers; none of them was fitted.
_BIAS = -2.9
_FEELING = -1.6
_FIRST_WORD, _FURTHER_WORD, _FURTHER_WORDS = 1.0, 0.4, 2
_ADDRESS, _LINK, _BREVITY, _NUMBER, _PLAIN_QUESTION = 1.5, -0.6, -0.8, 0.5, -1.5
_LASTING = 0.6
_WEIGHTS: Mapping[str, float] = {
    "reproach": 0.8,
    "request": 1.0,
    "effort": 1.2,
    "failure": 0.6,
    "outcry": 1.5,
    "defect": 0.5,
    "own": 0.4,
    "pending": 0.5,
    "past": 0.3,
}
_TROUBLE = frozenset(("reproach", "effort", "failure", "pending", "outcry"))
_UPSET, _UNEASY = -0.5, -0.25
_BRIEF = 6  # words, masks among them
_DIGIT = re.compile(r"\d")
# "42 days", "for two hours", "3 times": how long it lasted, or how often it was.
_SPAN = re.compile(
    r"\b(?:\d+(?:[.,]\d)?\+?|two|three|four|five|six|seven|eight|nine|ten|a few|several"
    r"|over an?|half an)"
    r"[\s-]?(?:hours?|hrs?|minutes?|mins?|days?|weeks?|months?|years?|yrs?|times)\b",
    re.IGNORECASE,
)
_ASKING_BEGINNING = re.compile(
    r"(?:how|why|where|when|any(?:one|body)|(?:can|could|do|does|did|is|are|will|would|should|has"
    r"|have|what|who|which|any) (?:i|you|we|u|it|there|this|my|your|the|any(?:one|body)|someone"
    r"|they))\b"
)
_GREETINGS = frozenset({"user", "http", "hi", "hello", "hey", "please", "and", "so"})


def complaint_words() -> tuple[str, ...]:
    """The shipped table: English words and phrases of complaint."""
    return phrases_in("complaints")


class ComplaintWords:
    """Looks for words of complaint."""

    def __init__(self, words: Iterable[str] | None = None) -> None:
        self._own = None if words is None else Phrases({_LABEL: words})

    def count(self, words: Sequence[str]) -> int:
        """How many of the table's phrases the words of a text hold, repeats included.

        A fault that there was not is none: "no delays", "never disappointed".
        """
        told = without_negated_faults(words)
        return (said(_LABEL, told) if self._own is None else self._own.labels(told)).get(_LABEL, 0)


def complaint_score(text: str, sentiment: float, word_count: int, *, is_addressed: bool) -> float:
    """How likely a masked text complains, 0 to 1, without a single label; from CUT on it counts.

    Weighed: bad feeling, words of complaint, speaking to somebody, asking why or for help, trying
    again, what does not work or went wrong, outcries, how long it lasts, what is one's own, still
    open or past; against it a link,
    brevity, and a question that only asks.

    Args:
        text: masked.
        sentiment: -1 to 1.
        word_count: words of complaint in the text.
        is_addressed: an account is named; a brand's name alone speaks of it, not to it.
    """
    words = words_of(text)
    hits = said("evidence", without_negated_faults(words))
    # "How long does a refund take?": one such word is the matter, not the complaint.
    is_calm = (
        word_count <= 2
        and sentiment > (_UPSET if word_count < 2 else _UNEASY)
        and not _TROUBLE & hits.keys()
    )
    is_plain_question = is_calm and is_question(text, words)
    further = min(max(word_count - 1, 0), _FURTHER_WORDS)
    evidence = (
        _BIAS
        + _FEELING * sentiment
        + _FIRST_WORD * (word_count > 0)
        + _FURTHER_WORD * further
        + _ADDRESS * is_addressed
        + _LINK * ("http" in words)
        + _NUMBER * (_DIGIT.search(text) is not None)
        + _LASTING * (_SPAN.search(text) is not None)
        + _BREVITY * (len(words) < _BRIEF)
        + _PLAIN_QUESTION * is_plain_question
        + sum(weight for group, weight in _WEIGHTS.items() if group in hits)
    )
    return round(1 / (1 + math.exp(-evidence)), 4)


def is_question(text: str, words: Sequence[str]) -> bool:
    """Whether a masked text asks something: a question mark after words, or an asking beginning.

    A one- or two-word outcry with a question mark ("Really??") is no question.
    """
    asked = text.rfind("?") + 1
    if asked and len(words_of(text[:asked])) > 2:
        return True
    spoken = [word for word in words[:8] if word not in _GREETINGS]
    return len(spoken) >= 3 and bool(_ASKING_BEGINNING.match(" ".join(spoken)))
