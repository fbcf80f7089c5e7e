"""Faults that a text says there were not: "no delays", "never disappointed", "without hassle"."""

from collections.abc import Sequence

from ingest.reading.leanings import word_set
from ingest.reading.remembered import OfWords

_REACH = 6  # words from a negation to its fault
_BEFORE = 3  # words in front of it that may make it a hope
# "Not only late", "not the problem", "not my fault": the fault is there, or is no matter of praise.
_ONLY = frozenset(
    (
        "only",
        "just",
        "the",
        "my",
        "your",
        "their",
        "our",
        "sure",
        "because",
        "that",
        "solve",
        "this",
    )
)
# "I can't wait", "don't worry", "couldn't care less" are turns of their own.
_UNWILLING = frozenset(
    ("can't", "cant", "cannot", "couldn't", "couldnt", "won't", "wont", "don't", "dont")
)
_OF_THEIR_OWN = frozenset(
    (
        "wait",
        "waiting",
        "worries",
        "worry",
        "bother",
        "catch",
        "pain",
        "mess",
        "miss",
        "let",
        "lose",
    )
)

_LET = frozenset(("let", "lets"))
_FAIL = frozenset(("fail", "fails", "failed"))
_BEING = frozenset(("is", "was", "it's", "that's", "are", "were", "be", "this", "its", "thats"))

Span = tuple[int, int]


def negated_faults(words: Sequence[str]) -> Sequence[Span]:
    """Where each stands: the places of the negation and of the fault, in order.

    Args:
        words: of a text, in lower case and in order.
    """
    return _spans(words)


def _negated_faults(words: tuple[str, ...]) -> tuple[Span, ...]:
    negations = word_set("faults", "negations")
    if not negations.meets(words):
        return ()
    found = []
    for place in negations.places(words):
        if _is_negation(words, place):
            step = _fault_after(words[place], words[place + 1 : place + 1 + _REACH])
            if step is not None:
                found.append((place, place + 1 + step))
    return tuple(found)


_spans = OfWords(_negated_faults)


def without_negated_faults(words: Sequence[str]) -> Sequence[str]:
    """The words with blanks for the negations and their faults."""
    spans = negated_faults(words)
    if not spans:
        return words
    blank = {place for first, last in spans for place in range(first, last + 1)}
    return ["" if place in blank else word for place, word in enumerate(words)]


def _is_negation(words: Sequence[str], place: int) -> bool:
    """Whether a word for it is one here; 'yet' is in "I have yet to be disappointed"."""
    if words[place] == "yet" and list(words[place + 1 : place + 2]) != ["to"]:
        return False
    return not _is_hoped(words, place) and not _is_said_of(words, place)


def _is_hoped(words: Sequence[str], place: int) -> bool:
    """A hope for "no delays" is none that were seen."""
    hoped = word_set("faults", "hoped")
    return hoped.meets(words) and any(
        word in hoped for word in words[max(place - _BEFORE, 0) : place]
    )


def _is_said_of(words: Sequence[str], place: int) -> bool:
    """'This is not a single mistake': there are more of them."""
    after = words[place + 1 : place + 2]
    is_noun = words[place] == "not" and tuple(after) in (("a",), ("an",), ("one",))
    return is_noun and place > 0 and words[place - 1] in _BEING


def _is_fault(words: Sequence[str]) -> bool:
    return word_set("faults").meets(words) or word_set("praise", "news").meets(words)


def _fault_after(negation: str, after: Sequence[str]) -> int | None:
    faults, between = word_set("faults"), word_set("faults", "between")
    if after and after[0] in _ONLY and negation != "without":  # "without the usual drama"
        return None
    for step, word in enumerate(after):
        if word in _LET and negation not in _UNWILLING:  # "never lets me down", "never let down"
            return step + after[step:].index("down") if "down" in after[step : step + 3] else None
        if word in faults and not (negation in _UNWILLING and word in _OF_THEIR_OWN):
            # "They never fail to disappoint": the fault is what never fails.
            is_failed_at = word in _FAIL and after[step + 1 : step + 2] == ("to",)
            return None if is_failed_at and _is_fault(after[step + 2 : step + 3]) else step
        if word not in between:
            return None
    return None
