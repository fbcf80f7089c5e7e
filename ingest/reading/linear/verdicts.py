"""Words that judge by themselves: "spotless", "shambles" (words/verdicts.toml)."""

from collections.abc import Sequence

from ingest.reading.leanings import word_set
from ingest.reading.linear.sums import CLEAR, FEW, HINT, NOTHING, Sums

_BEFORE = 3  # words in front of one in which a negation turns it


def by_verdicts(words: Sequence[str], word_count: int) -> Sums:
    """'Not reliable' is bad, 'nothing shoddy' says nothing; the last of as many decides."""
    good_words, bad_words = word_set("verdicts", "good"), word_set("verdicts", "bad")
    if not good_words.meets(words) and not bad_words.meets(words):
        return NOTHING
    good_places = frozenset(good_words.places(words))
    verdicts = []  # whether each is good
    for place in sorted(good_places.union(bad_words.places(words))):
        if not _is_denied(words, place):
            verdicts.append(place in good_places)
        elif place in good_places:
            verdicts.append(False)
    if not verdicts:
        return NOTHING
    good = sum(verdicts)
    is_good = verdicts[-1] if 2 * good == len(verdicts) else 2 * good > len(verdicts)
    weight = CLEAR if word_count <= FEW else HINT
    return (0.0, 0.0, weight) if is_good else (weight, 0.0, 0.0)


def _is_denied(words: Sequence[str], place: int) -> bool:
    denied = word_set("verdicts", "denied")
    return denied.meets(words) and any(
        word in denied for word in words[max(place - _BEFORE, 0) : place]
    )
