"""What the dashboard says of its own, in the language of whoever reads.

English is the source text and the key. Each other language is data: `catalogs/CODE.toml`, a line
for each text. Never translated is what posts say, and what a filter's values are called in an
address, which leads everybody to the same view.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

CATALOGS = Path(__file__).parent / "catalogs"
ENGLISH = "en"
LANGUAGES = (ENGLISH, "de", "es")


def mark(text: str) -> str:
    """The text as it is, noted as one that `said` is given later: for constants."""
    return text


def said(language: str, text: str, **values: object) -> str:
    """A text in a language, with its values in their places.

    Args:
        language: one of LANGUAGES.
        text: in English, with `{name}` where a value goes. A text that goes with a number has one
            text for 1 and another for the rest: `"{n} day" if n == 1 else "{n} days"`.
        values: by name, as they are to be read; safe already where the text is Markdown.
    """
    told = catalog(language).get(text, text)
    return told.format_map(values) if values else told


@cache
def catalog(language: str) -> Mapping[str, str]:
    """Texts by their English ones; empty for English. Read once in a process."""
    if language == ENGLISH:
        return {}
    return tomllib.loads((CATALOGS / f"{language}.toml").read_text(encoding="utf-8"))


_MONTHS = (
    mark("Jan"),
    mark("Feb"),
    mark("Mar"),
    mark("Apr"),
    mark("May"),
    mark("Jun"),
    mark("Jul"),
    mark("Aug"),
    mark("Sep"),
    mark("Oct"),
    mark("Nov"),
    mark("Dec"),
)


def day(language: str, when: date, *, with_year: bool = True) -> str:
    """A day as people write it: 21 Nov 2026, 21. Nov. 2026, 21 nov 2026.

    Args:
        language: one of LANGUAGES.
        when: a day, or a moment in the time zone in which it is read.
        with_year: else the day and month alone.
    """
    month = said(language, _MONTHS[when.month - 1])
    if with_year:
        return said(language, "{day} {month} {year}", day=when.day, month=month, year=when.year)
    return said(language, "{day} {month}", day=when.day, month=month)
