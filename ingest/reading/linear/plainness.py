"""Posts that say nothing about a feeling: bare nouns, and questions that only ask."""

import re
from collections.abc import Sequence

from ingest.reading.leanings import word_set
from ingest.reading.linear.sums import CERTAIN, CLEAR, FEW, HINT
from ingest.reading.linear.valence import Valence

_MEANT = 1.5  # of a word
_TROUBLE = (("faults", "words"), ("praise", "news"), ("praise", "weak"))
_ASKED = re.compile(
    r"\W*(?:@user\W*)*(?:hi\W+|hello\W+|hey\W+)?(?:what|when|where|which|who|how|do|does|did|is|are"
    r"|can|could|will|would|any|anyone|has|have)\b"
)
_REPROACH = re.compile(
    r"\bhow (?:hard|long|is|can|come|dare|many times)|\b(?:even|point of|still|ever|actually|why)\b"
)


def plainness(lower: str, words: Sequence[str], word_count: int, read: Valence) -> float:
    """Nouns alone, and a question that only asks, say nothing about a feeling."""
    # "Lost property office": behind its trouble stands what it is.
    is_service = word_count <= FEW and words[-1] in word_set("services")
    is_felt = any(abs(value) >= _MEANT for value in read.words) or any(
        word_set(*group).meets(words) for group in _TROUBLE
    )
    if is_felt and not is_service:
        return 0.0
    if "?" in lower:
        if "!" in lower:  # asked in anger, or in joy
            return 0.0
        is_asked = _ASKED.match(lower) and not _REPROACH.search(lower)
        return HINT if is_asked else 0.0
    if "!" in lower and word_set("praise").meets(words):  # "cheers, team!"
        return 0.0
    is_noun = word_count <= FEW and not word_set("judging").meets(words)
    return (CERTAIN if is_service else CLEAR) if is_noun else 0.0
