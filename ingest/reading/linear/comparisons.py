"""Comparisons that a negation turns round: "couldn't be better"."""

import math
import re
from collections.abc import Sequence
from functools import reduce
from operator import or_

from ingest.reading.leanings import word_set
from ingest.reading.linear.valence import valence
from ingest.reading.phrases import words_of
from ingest.reading.remembered import Remembered

_GOOD = (
    "better|happier|easier|smoother|nicer|faster|quicker|kinder|friendlier|simpler|prouder|cleaner"
    "|stronger|warmer|lovelier|more (?:helpful|pleased|impressed|grateful|satisfied|friendly"
    "|comfortable|professional|perfect|delighted|highly|welcoming|thankful|excited)"
)
_BAD = (
    "worse|ruder|slower|harder|colder|dirtier|angrier|less (?:helpful|interested|bothered|impressed"
    "|professional)|more (?:disappointed|annoyed|frustrated|frustrating|confusing|complicated"
    "|unhelpful|angry|useless|rude|disgusted)"
)
_NOT = (
    r"(?:can'?t|cannot|can not|could(?:n'?t| not)|does(?:n'?t| not)|don'?t|never|not|hardly|nobody"
    r"|nothing|no one|has(?:n'?t| not)|have(?:n'?t| not))"
)
_BETWEEN = (
    "be|been|could|have|had|get|gets|got|do|does|is|was|feel|felt|seen|met|has|any|much|a|an|it|them"
    "|ask|asked|for|possibly|really|imagine|find|recommend|want|wish|wanted|run|go|gone|work|come"
    "|comes|came"
)
_TURNED = re.compile(
    rf"\b{_NOT}(?: (?:{_BETWEEN})){{0,5}}(?: \w+)??(?: (?:{_BETWEEN})){{0,3}}"
    rf" (?:(?P<good>{_GOOD})|(?P<bad>{_BAD}))\b(?! not\b)"
)
_UNFOUND = re.compile(
    r"\b(?:won'?t|will not|wouldn'?t|will never|never|hard to) (?:find|meet|come across)"
    rf" (?:\w+ ){{0,3}}(?:{_GOOD})\b"
)
_ENOUGH = re.compile(
    rf"\b{_NOT} (?:praise|thank|recommend|rate|fault|speak|love)\b.{{0,30}}?"
    r"\b(?:enough|more|highly)\b"
    r"|\b(?:can'?t|cannot|could(?:n'?t| not)) (?:have )?ask(?:ed)? for (?:anything )?more"
    r"(?=\W*$|\s*[.!,;)]| from\b| than\b)"
)
_NEVER_SUCH = re.compile(
    r"\bnever (?:ever |before |once )?(?:had|have|seen|see|met|known|felt|tasted|eaten|flown|read"
    r"|experienced|received|been given|stayed in)"
    r" (?:such|so|anything (?:so|as|like this))\b(?P<rest>.*)"
)
_PRAISED = 0.4
_SUCH = 0.2  # what stands behind "never had such a", as VADER counts
_HINTS = (
    *("n't", "cant", "couldnt", "doesnt", "dont", "wont"),
    *("not", "never", "nobody", "no one", "nothing", "hardly", "hard to"),
)
_WISHES = re.compile(r"\b(?:should|why|wish|if|hope|unless|until)\b")


# Words that stand in every text that a pattern finds, one bit each: a look at single words is
# remembered, a search of the whole text is not.
_LONE = "|".join((_GOOD.partition("|more (")[0], _BAD.partition("|less (")[0]))
_SIGNS = tuple(
    re.compile(sign)
    for sign in (
        r"n't|cant|couldnt|doesnt|dont|wont|not|no|never|hardly|hard",
        rf"{_LONE}|more|less",
        r"find|meet|across",
        r"praise|thank|recommend|rate|fault|speak|love|ask",
        r"enough|more|highly",
        r"never",
        r"such|so|anything",
    )
)
_COMPARES, _UNFOUND_OF, _ENOUGH_OF, _SUCH_OF = 0b0000011, 0b0000111, 0b0011001, 0b1100001


_ANY_SIGN = re.compile("|".join(sign.pattern for sign in _SIGNS))


def _look(word: str) -> int:
    if not _ANY_SIGN.search(word):  # nearly all
        return 0
    return sum(1 << place for place, sign in enumerate(_SIGNS) if sign.search(word))


_LOOKED = Remembered(_look)


def signs_of_comparison(words: Sequence[str]) -> int:
    """What the words of a text, in lower case, may hold of a comparison; 0 for surely none."""
    found = reduce(or_, map(_LOOKED.__getitem__, words), 0)
    kinds = (_COMPARES, _UNFOUND_OF, _ENOUGH_OF, _SUCH_OF)
    return found if any(found & kind == kind for kind in kinds) else 0


def turned_comparison(lower: str, found: int = -1) -> float:
    """1 for praise ("couldn't be better"), -1 for blame ("couldn't be worse"), 0 for neither.

    Args:
        lower: a text in lower case.
        found: signs_of_comparison() of its words; without it every pattern is looked for.
    """
    if not any(hint in lower for hint in _HINTS):
        return 0.0
    if found & _ENOUGH_OF == _ENOUGH_OF and _ENOUGH.search(lower):
        return 1.0
    if found & _UNFOUND_OF == _UNFOUND_OF and _UNFOUND.search(lower):
        return 1.0
    if found & _SUCH_OF == _SUCH_OF and (such := _NEVER_SUCH.search(lower)):
        felt = valence(such["rest"]).compound or _PRAISED * _praises(such["rest"])
        return math.copysign(1.0, felt) if abs(felt) >= _SUCH else 0.0
    match = _TURNED.search(lower) if found & _COMPARES == _COMPARES else None
    if match is None or _WISHES.search(lower, 0, match.start()):
        return 0.0
    return -1.0 if match["bad"] else 1.0


def _praises(text: str) -> bool:
    words = words_of(text)
    return any(word in word_set("praise") or word in word_set("verdicts", "good") for word in words)
