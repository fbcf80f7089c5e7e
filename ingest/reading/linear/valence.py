"""VADER's rules over its own lexicon, at several times the speed of the reference code.

Rules and lexicon: Hutto & Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis
of Social Media Text", ICWSM-14 (MIT). The reference code lower-cases the whole text several times
per word; here a word is looked at once, and the answers are the same to the last digit.
"""

import math
import re
import string
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    C_INCR,
    N_SCALAR,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
)

from ingest.reading.remembered import Remembered

_DRAWN_OUT = re.compile(r"(\w)\1\1")
_NUMBER = re.compile(r"\d+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_FLIP: float = N_SCALAR
_BOOSTERS: dict[str, float] = BOOSTER_DICT
_CASES: dict[str, float] = SPECIAL_CASES
_NEGATIONS = frozenset(NEGATE)
_DAMPING = (1.0, 0.95, 0.9)  # of a modifier one, two and three words before


class Valence(NamedTuple):
    """What the rules found in one text.

    Attributes:
        compound: -1 to 1, VADER's own summary.
        words: one valence per word, about -6 to 6; 0 for a word outside the lexicon.
        capitals_count: words written in capitals.
        is_drawn_out: a letter stands three times in a row.
        number_count: runs of digits.
    """

    compound: float
    words: list[float]
    capitals_count: int
    is_drawn_out: bool
    number_count: int


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: dict[str, float]
    emojis: dict[str, str]


# Without one of these near a word no rule but its own valence applies to it. Of a phrase the rarest
# word is enough.
_TELLING = frozenset(
    [
        *_NEGATIONS,
        *(word for word in _BOOSTERS if " " not in word),
        *("no", "least", "this", "enough", "kind", "sort"),
        *("shit", "bomb", "ass", "badass", "bus", "yeah", "kiss", "die", "beating"),
    ]
)


@dataclass(frozen=True, slots=True)
class _Text:
    words: list[str]
    shouted: list[bool]


class _Token(NamedTuple):
    word: str  # in lower case
    valence: float
    is_telling: bool
    is_striking: bool  # one of the three that follow
    is_upper: bool
    is_drawn_out: bool
    number_count: int


@cache
def _lexicon() -> _Lexicon:
    reference = SentimentIntensityAnalyzer()
    # The reference looks emojis up character by character: longer sequences never match.
    emojis = {emoji: name for emoji, name in reference.emojis.items() if len(emoji) == 1}
    return _Lexicon(reference.lexicon, emojis)


def valence(text: str) -> Valence:
    """Read one text; an empty one has compound 0 and no words."""
    lexicon = _lexicon()
    named = _name_emojis(text, lexicon).strip()
    looked = list(map(_LOOKED.__getitem__, named.split()))
    found = [token.valence for token in looked]
    striking = [token for token in looked if token.is_striking]
    capitals_count = sum(token.is_upper for token in striking) if striking else 0
    if any(found):
        # Capitals count only in a text that is not written in capitals throughout.
        is_mixed = 0 < capitals_count < len(looked)
        _put_in_place(found, looked, lexicon.words, is_mixed=is_mixed)
    return Valence(
        _compound(sum(found), named),
        found,
        capitals_count,
        any(token.is_drawn_out for token in striking) if striking else False,
        sum(token.number_count for token in striking) if striking else 0,
    )


def _put_in_place(
    found: list[float], looked: list[_Token], known: dict[str, float], *, is_mixed: bool
) -> None:
    """Apply the rules to valences that stand for the words alone."""
    words = [token.word for token in looked]
    telling = [token.is_telling for token in looked]
    if is_mixed or True in telling:
        read = _Text(words, [is_mixed and token.is_upper for token in looked])
        for i, value in enumerate(found):
            if value:
                if True in telling[max(i - 3, 0) : i + 3]:
                    is_modifier = words[i : i + 2] == ["kind", "of"]
                    found[i] = 0.0 if is_modifier else _word_valence(read, i, known)
                elif read.shouted[i]:
                    found[i] = value + (C_INCR if value > 0 else -C_INCR)
    if "but" in words:
        _weigh_clauses(found, words.index("but"))


def _name_emojis(text: str, lexicon: _Lexicon) -> str:
    if text.isascii():
        return text

    def name(match: re.Match[str]) -> str:
        described = lexicon.emojis.get(match.group())
        if described is None:
            return match.group()
        start = match.start()
        return described if start == 0 or text[start - 1] == " " else f" {described}"

    return _NOT_ASCII.sub(name, text)


def _look(token: str) -> _Token:
    if token.isalpha() and token.islower():  # most are
        raw = word = token
        is_upper, number_count = False, 0
    else:
        stripped = token.strip(string.punctuation)
        raw = token if len(stripped) <= 2 else stripped  # ":)" is a word of its own
        word = raw.lower()
        is_upper, number_count = raw.isupper(), len(_NUMBER.findall(token))
    is_drawn_out = len(set(token)) + 2 <= len(token) and _DRAWN_OUT.search(token) is not None
    value = 0.0 if word in _BOOSTERS else _lexicon().words.get(word, 0.0)
    return _Token(
        word,
        value,
        word in _TELLING or "n't" in word,
        is_upper or is_drawn_out or number_count > 0,
        is_upper,
        is_drawn_out,
        number_count,
    )


_LOOKED = Remembered(_look)


def _word_valence(read: _Text, i: int, known: dict[str, float]) -> float:
    words = read.words
    value = _after_no(words, i, known)
    if read.shouted[i]:
        value += C_INCR if value > 0 else -C_INCR
    for back in range(1, min(i, 3) + 1):
        if words[i - back] not in known:
            value += _boost(words[i - back], value, is_shouted=read.shouted[i - back], back=back)
            value = _negate(value, words, i, back)
            if back == 3:
                value = _idiom(value, words, i)
    if i > 0 and words[i - 1] == "least" and words[i - 2 : i - 1] not in (["at"], ["very"]):
        value *= _FLIP
    return value


def _after_no(words: list[str], i: int, known: dict[str, float]) -> float:
    value = known[words[i]]
    before = words[max(i - 3, 0) : i]
    if "no" in before[-2:] or (
        len(before) == 3 and before[0] == "no" and before[-1] in ("or", "nor")
    ):
        return value * _FLIP
    is_negation = words[i] == "no" and i + 1 < len(words) and words[i + 1] in known
    return 0.0 if is_negation else value


def _boost(word: str, value: float, *, is_shouted: bool, back: int) -> float:
    amount = _BOOSTERS.get(word, 0.0)
    if amount == 0.0:
        return 0.0
    amount = -amount if value < 0 else amount
    if is_shouted:
        amount += C_INCR if value > 0 else -C_INCR
    return amount * _DAMPING[back - 1]


def _negate(value: float, words: list[str], i: int, back: int) -> float:
    word, between = words[i - back], words[i - back + 1 : i]
    if back > 1:
        if (word == "never" and between[0] in ("so", "this")) or (
            back == 3 and between[1] in ("so", "this")
        ):
            return value * 1.25
        if word == "without" and "doubt" in between:
            return value
    return value * _FLIP if word in _NEGATIONS or "n't" in word else value


def _idiom(value: float, words: list[str], i: int) -> float:
    three, two, one, zero = words[i - 3 : i + 1]
    looked_at = (
        f"{one} {zero}",
        f"{two} {one} {zero}",
        f"{two} {one}",
        f"{three} {two} {one}",
        f"{three} {two}",
    )
    value = next((_CASES[phrase] for phrase in looked_at if phrase in _CASES), value)
    for length in (2, 3):
        value = _CASES.get(" ".join(words[i : i + length]), value)
    for phrase in (looked_at[3], looked_at[4], looked_at[2]):
        value += _BOOSTERS.get(phrase, 0.0)
    return value


def _weigh_clauses(found: list[float], but: int) -> None:
    """What follows "but" counts more; equal valences share the first one's place, as in VADER."""
    for value in found:
        place = found.index(value)
        if place != but:
            found[place] = value * (0.5 if place < but else 1.5)


def _compound(total: float, text: str) -> float:
    questions = text.count("?")
    emphasis = 0.292 * min(text.count("!"), 4)
    if questions > 1:
        emphasis += questions * 0.18 if questions <= 3 else 0.96
    total += math.copysign(emphasis, total) if total else 0.0
    return round(total / math.sqrt(total * total + 15), 4)
