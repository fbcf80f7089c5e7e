"""A language as a source declares it → its code, or nothing."""

import re
from functools import cache

from ingest.reading.folding import fold, plain
from ingest.reading.word_files import WORDS

_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*")
_COUNTRY = re.compile(r"(?:\s*\([^()]*\)|\s[-\u2013]\s.*)\s*$")  # "English (US)", "Spanish - Peru"
_QUOTES = "[]{}'\" \t"


def declared_code(given: str | None) -> str | None:
    """The two-letter code (three where there is none) of what a source says.

    "de-DE", "en_US", "eng", "German" and "Deutsch" are understood; "und", "None", "English?" and
    whatever else is no language say nothing.
    """
    if not given:
        return None
    told = _COUNTRY.sub("", fold(plain(given))).strip(_QUOTES)
    code = _CODE.fullmatch(told)
    return _codes().get(told) or (_codes().get(code[1]) if code else None)


@cache
def language_names() -> frozenset[str]:
    """What languages are called, in lower case: "hindi" is a word of English, too."""
    return frozenset(name for name in _codes() if len(name) > len("deu"))


@cache
def _codes() -> dict[str, str]:
    lines = (WORDS / "languages.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    named = {fold(plain(name)): code for code, *names in rows for name in _names(names)}
    return named | {code: code for code, *_ in rows}


def _names(cells: list[str]) -> list[str]:
    return [name.strip() for cell in cells for name in cell.split(",")]
