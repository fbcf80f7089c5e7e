"""Praise or thanks beside bad news: mocked, or meant because something was put right."""

import re
from collections.abc import Sequence

from ingest.reading.leanings import word_set
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
from ingest.reading.negation import without_negated_faults
from ingest.reading.phrases import words_of

_EARLY = 4  # mockery begins with its praise
_NEAR = 4  # words from praise to the bad news that it mocks
_BAD = 2
_THANKED = 3  # words from "for" to what is thanked for
_FOR = frozenset(("for", "way", "how", "when", "on"))
# "Great job breaking my guitar": a deed is praised, and is bad news.
_DEEDS = frozenset(("job", "work", "one", "going", "effort"))
_MOCKED = re.compile(
    r"\bthanks a bunch\b|\bgotta love\b|\blove (?:waiting|queu)"
    r"|\bif you (?:enjoy|like|love|fancy|don't mind)\b"
)
_DENIED = frozenset(("nothing", "not", "never", "nobody", "no"))
_EXCLAIMED = 3  # words at most
_MASKS = frozenset(("user", "http"))
_PAUSE = re.compile(r"[,.!:;]+")


def by_mockery(said: Sequence[str], text: str) -> Sums:
    """Praise or thanks at the beginning, then bad news: mockery unless something was put right."""
    praise = word_set("praise")
    if not praise.meets(said):
        return NOTHING
    words = without_negated_faults(said)
    first = next((place for place, word in enumerate(words) if word in praise), _EARLY + 1)
    if first > _EARLY:
        return NOTHING
    bad = _badness(words[first + 1 :])
    if any(word in word_set("praise", "meant") for word in (*words[:first], *words[first + 1 :])):
        return (0.0, 0.0, CLEAR) if bad and _is_thanked(words[first:]) else NOTHING
    if bad < _BAD:
        return (ALONE, 0.0, 0.0) if bad and _MOCKED.search(text) else NOTHING
    if _is_named(text):
        return (CERTAIN + HINT, 0.0, 0.0)
    is_certain = (
        (len(words) <= 2 * SHORT and _is_near(text))
        or (bad > _BAD and len(words) <= MIDDLE)
        or _is_opened(text)
    )
    return (CERTAIN if is_certain else HINT, 0.0, 0.0)


def _is_near(text: str) -> bool:
    """'Great job cancelling my flight': bad news a few words behind the praise of its sentence."""
    for sentence in SENTENCE.split(text):
        words = without_negated_faults(words_of(sentence))
        praised = [place for place, word in enumerate(words) if word in word_set("praise")]
        if praised and any(map(_is_news, words[praised[0] + 1 :][:_NEAR])):
            return True
    return False


def _badness(words: Sequence[str]) -> int:
    """Bad news counts for two; what is bad news only in company counts for one."""
    news, weak = word_set("praise", "news"), word_set("praise", "weak")
    return sum(_BAD if word in news else word in weak for word in words)


def _is_news(word: str) -> bool:
    return word in word_set("praise", "news") or word in word_set("praise", "weak")


def _is_thanked(words: Sequence[str]) -> bool:
    """'Thanks for finding my lost wallet': what was put right stands next to "for"."""
    if "for" not in words or not _DENIED.isdisjoint(words):
        return False
    place = words.index("for") + 1
    return any(word in word_set("praise", "meant") for word in words[place : place + _THANKED])


def _is_named(text: str) -> bool:
    """'Thanks so much for making me miss the train': one sentence, joined by "for" or "way"."""
    praise = word_set("praise")
    for sentence in SENTENCE.split(text):
        words = without_negated_faults(words_of(sentence))
        begun = next((place for place, word in enumerate(words) if word in praise), len(words))
        joined = [
            place
            for place, word in enumerate(words)
            if place > begun and (word in _FOR or _is_deed(words[place - 1], word))
        ]
        if joined and _badness(words[joined[0] :]) >= _BAD:
            return len(words) <= 2 * SHORT
    return False


def _is_deed(before: str, word: str) -> bool:
    return before in _DEEDS and word.endswith("ing") and word in word_set("praise", "news")


def _is_opened(text: str) -> bool:
    """'Great work, my internet has been down since Tuesday': the praise is an exclamation."""
    opening, *rest = _PAUSE.split(text, maxsplit=1)
    words = [word for word in words_of(opening) if word not in _MASKS]
    if not rest or len(words) > _EXCLAIMED or not any(w in word_set("praise") for w in words):
        return False
    told = without_negated_faults(words_of(rest[0]))
    return len(told) <= MIDDLE and _badness(told) >= _BAD
