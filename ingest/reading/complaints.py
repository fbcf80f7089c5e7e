"""Whether a text complains, or asks."""

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from ingest.reading.phrases import Phrases, words_of

COMPLAINT_WORDS = Path(__file__).parent / "words" / "complaints.txt"

_LABEL = "complaint"
_ASKING_BEGINNING = re.compile(
    r"(?:how|why|where|when|any(?:one|body)|(?:can|could|do|does|did|is|are|will|would|should|has"
    r"|have|what|who|which|any) (?:i|you|we|u|it|there|this|my|your|the|any(?:one|body)|someone"
    r"|they))\b"
)
_GREETINGS = frozenset({"user", "http", "hi", "hello", "hey", "please", "and", "so"})


@cache
def complaint_words() -> tuple[str, ...]:
    """The shipped table: English words and phrases of complaint."""
    lines = COMPLAINT_WORDS.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


class ComplaintWords:
    """Looks for words of complaint."""

    def __init__(self, words: Iterable[str] | None = None) -> None:
        self._phrases = Phrases({_LABEL: complaint_words() if words is None else words})

    def count(self, words: Sequence[str]) -> int:
        """How many of the table's phrases the words of a text hold, repeats included."""
        return self._phrases.labels(words).get(_LABEL, 0)


def complaint_score(sentiment: float, word_count: int, *, is_addressed: bool) -> float:
    """How likely a text complains, 0 to 1, without a single label; above 0.5 it counts as one.

    Round weights set by hand: bad feeling, words of complaint, and speaking to somebody.

    Args:
        sentiment: -1 to 1.
        word_count: words of complaint in the text.
        is_addressed: the text names an account.
    """
    evidence = -2 * sentiment + 2 * (word_count > 0) + 0.3 * min(max(word_count - 1, 0), 2)
    return round(1 / (1 + math.exp(2 - evidence - is_addressed)), 4)


def is_question(text: str, words: Sequence[str]) -> bool:
    """Whether a masked text asks something: a question mark after words, or an asking beginning.

    A one- or two-word outcry with a question mark ("Really??") is no question.
    """
    if len(words_of(text[: text.rfind("?") + 1])) > 2:
        return True
    spoken = [word for word in words[:8] if word not in _GREETINGS]
    return len(spoken) >= 3 and bool(_ASKING_BEGINNING.match(" ".join(spoken)))
