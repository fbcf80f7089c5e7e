"""What a negation says: a fault that there was not, or something that is missing."""

from collections.abc import Sequence

from ingest.reading.leanings import word_set
from ingest.reading.linear.sums import CERTAIN, CLEAR, NOTHING, Sums
from ingest.reading.negation import negated_faults

_MANY = 2  # beyond it more faults that there were not tell nothing new
_REACH = 5  # words from "no" to what is missing
_NOBODY = frozenset(("nobody", "noone", "nothing"))
_LACKING = frozenset(("no", "not", "zero", "without", "0"))
_LACKING_WORDS = _LACKING | _NOBODY | {"never"}


def by_negation(words: Sequence[str]) -> Sums:
    """'No delays' is praise, 'no refund' is not, and neither is 'the problem was not fixed'."""
    if not word_set("faults", "negations").meets(words) and _NOBODY.isdisjoint(words):
        return NOTHING
    good = (CERTAIN + CLEAR) * min(len(negated_faults(words)), _MANY)
    bad = sum(
        _lack(word, words[place + 1 : place + 1 + _REACH])
        for place, word in enumerate(words)
        if word in _LACKING_WORDS
    )
    return (min(bad, CERTAIN), 0.0, good)


def _lack(word: str, after: Sequence[str]) -> float:
    """What is missing: "no refund", "never answered", "nobody picks up", "no one knows"."""
    if word == "no" and after[:1] == ["one"]:
        word, after = "nobody", after[1:]
    if not after:
        return 0.0
    if word in _NOBODY:
        return CLEAR * (after[0] in word_set("lacks", "acts"))
    if word == "never":
        return CLEAR * (after[0] in word_set("lacks", "never"))
    is_lack = word in _LACKING and (word != "not" or after[0] in ("a", "one", "any"))
    return CLEAR * (is_lack and _is_missing(after))


def _is_missing(after: Sequence[str]) -> bool:
    for word in after[:4]:
        if word in word_set("lacks"):
            return True
        if word not in word_set("lacks", "between"):
            return False
    return False
