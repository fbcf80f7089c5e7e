"""Which way a post leans by turns of phrase that leave little doubt, however rare they are.

A model learns from posts by the thousand what is common. "No delays this time", "cheers for losing
my suitcase", "0/10" or a thumb down alone are too rare to be learned, and plain to every reader.
What is found here is added to the model's sums with weights set by hand.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ingest.reading.leanings import word_set
from ingest.reading.linear.comparisons import signs_of_comparison, turned_comparison
from ingest.reading.linear.contrast import by_but, by_contrast
from ingest.reading.linear.lacks import by_negation
from ingest.reading.linear.mockery import by_mockery
from ingest.reading.linear.plainness import plainness
from ingest.reading.linear.signs import Signs, signs
from ingest.reading.linear.stars import HIGH, LOW, stars
from ingest.reading.linear.sums import (
    ALONE,
    CERTAIN,
    CLEAR,
    HINT,
    MIDDLE,
    NOTHING,
    SENTENCE,
    SHORT,
    Sums,
)
from ingest.reading.linear.valence import Valence
from ingest.reading.linear.verdicts import by_verdicts
from ingest.reading.phrases import words_of
from ingest.reading.said import said

# In a post of more words a turn of phrase decides less, down to the least share.
_LEAST_SHARE = 0.4


class Leaning(NamedTuple):
    """What is added to the model's sums, each 0 or more.

    Attributes:
        bad: for negative.
        plain: for neutral.
        good: for positive.
    """

    bad: float = 0.0
    plain: float = 0.0
    good: float = 0.0


def leaning(text: str, read: Valence) -> Leaning:
    """Read one masked text; read is what its words are worth by themselves."""
    words = words_of(text)
    marks = signs(text)
    lower = text.lower()
    word_count = len(words) - words.count("user") - words.count("http")
    rated = stars(lower)
    if not word_count and rated is None:
        return Leaning(bad=ALONE * (marks.bad > marks.good), good=ALONE * (marks.good > marks.bad))
    found = [
        _by_stars(rated, word_count),
        _by_signs(marks, word_count),
        by_negation(words),
        by_verdicts(words, word_count),
        _by_phrases(words),
        _by_relief(words, lower),
        _by_comparison(words, lower),
        by_mockery(words, lower),
        by_contrast(text, read),
        by_but(words, lower),
    ]
    share = min(1.0, max(SHORT / max(word_count, 1), _LEAST_SHARE))
    told = [one for one in found if one is not NOTHING]
    bad, plain, good = (share * sum(one[side] for one in told) for side in (0, 1, 2))
    if not (bad or plain or good):
        plain = plainness(lower, words, word_count, read)
    return Leaning(min(bad, ALONE), plain, min(good, ALONE))


def _by_stars(share: float | None, word_count: int) -> Sums:
    if share is None:
        return NOTHING
    weight = _rated_weight(word_count)
    if share <= LOW:
        return (weight, 0.0, 0.0)
    return (0.0, 0.0, weight) if share >= HIGH else (0.0, weight, 0.0)


def _rated_weight(word_count: int) -> float:
    if word_count <= SHORT:
        return ALONE
    return CERTAIN if word_count <= MIDDLE else HINT


def _by_signs(marks: Signs, word_count: int) -> Sums:
    difference = marks.good - marks.bad
    if not difference:
        return NOTHING
    weight = min(abs(difference), 1.5) * (CLEAR if word_count <= SHORT else HINT)
    return (0.0, 0.0, weight) if difference > 0 else (weight, 0.0, 0.0)


def _by_phrases(words: Sequence[str]) -> Sums:
    hits = said("turns", words)
    if not hits:
        return NOTHING
    good = CLEAR * min(hits.get("good", 0), 2)
    bad = CLEAR * min(hits.get("bad", 0), 2) + CERTAIN * ("longed" in hits)
    return (bad, 0.0, good)


def _by_relief(words: Sequence[str], lower: str) -> Sums:
    """'Finally got my parcel', 'it works again': over, unless the same sentence says not yet."""
    if not _is_relieved(words):  # what no text says no sentence of it says
        return NOTHING
    is_over = any(_is_over(words_of(sentence)) for sentence in SENTENCE.split(lower))
    return (0.0, 0.0, CERTAIN) if is_over else NOTHING


def _is_relieved(words: Sequence[str]) -> bool:
    hits = said("relief", words)
    return "alone" in hits or ("at_last" in hits and "outcomes" in hits)


def _is_over(words: Sequence[str]) -> bool:
    return _is_relieved(words) and not word_set("relief", "undone").meets(words)


def _by_comparison(words: Sequence[str], lower: str) -> Sums:
    found = signs_of_comparison(words)
    side = turned_comparison(lower, found) if found else 0.0
    return (ALONE * (side < 0), 0.0, ALONE * (side > 0)) if side else NOTHING
