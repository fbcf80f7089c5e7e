"""What the dashboard says of its own, in the language of whoever reads.

English is the source text and the key. Each other language is data: a folder `catalogs/CODE` of
TOML files by room, a line for each text. Never translated is what posts say, and what a filter's
values are called in an address, which leads everybody to the same view.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path

CATALOGS = Path(__file__).parent / "catalogs"
ENGLISH = "en"
LANGUAGES = (ENGLISH, "de", "es")

_CHOSEN: ContextVar[str | None] = ContextVar("language", default=None)
_READERS: list[Callable[[], str]] = []


def language() -> str:
    """The language in which texts are said here, one of LANGUAGES.

    As `speaking` says; else the reader's, where somebody listens for readers; else English.
    """
    chosen = _CHOSEN.get()
    return chosen or (_READERS[-1]() if _READERS else ENGLISH)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Say everything inside in a language, whoever reads: a file of all is in English."""
    before = _CHOSEN.set(code)
    try:
        yield
    finally:
        _CHOSEN.reset(before)


def listen(reader: Callable[[], str]) -> None:
    """Ask for the reader's language in this process: the dashboard knows whose page is drawn.

    Args:
        reader: one of LANGUAGES whenever it is asked; English outside a page.
    """
    _READERS[:] = [reader]


def say(text: str, /, **values: object) -> str:
    """A text of ours in the language of `language()`, as of `said`."""
    return said(language(), text, **values)


def mark(text: str) -> str:
    """The text as it is, noted as one that `said` is given later: for constants."""
    return text


def said(code: str, text: str, /, **values: object) -> str:
    """A text in a language, with its values in their places.

    Args:
        code: one of LANGUAGES.
        text: in English, with `{name}` where a value goes. A text that goes with a number has one
            text for 1 and another for the rest: `"{n} day" if n == 1 else "{n} days"`. Where one
            English word means two things, what follows "##" tells them apart and is not shown.
        values: by name, as they are to be read; safe already where the text is Markdown.
    """
    told = catalog(code).get(text) or text.partition("##")[0]
    return told.format_map(values) if values else told


@cache
def catalog(code: str) -> Mapping[str, str]:
    """Texts by their English ones; empty for English. Read once in a process."""
    if code == ENGLISH:
        return {}
    told: dict[str, str] = {}
    for path in sorted((CATALOGS / code).glob("*.toml")):
        told |= tomllib.loads(path.read_text(encoding="utf-8"))
    return told


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


def day(code: str, when: date, *, with_year: bool = True) -> str:
    """A day as people write it: 21 Nov 2026, 21. Nov. 2026, 21 nov 2026.

    Args:
        code: one of LANGUAGES.
        when: a day, or a moment in the time zone in which it is read.
        with_year: else the day and month alone.
    """
    month = said(code, _MONTHS[when.month - 1])
    if with_year:
        return said(code, "{day} {month} {year}", day=when.day, month=month, year=when.year)
    return said(code, "{day} {month}", day=when.day, month=month)


_WEEKDAYS = (
    mark("Mon"),
    mark("Tue"),
    mark("Wed"),
    mark("Thu"),
    mark("Fri"),
    mark("Sat"),
    mark("Sun"),
)


def weekday(when: date) -> str:
    """A day of the week, short: Mon, Mo, lun."""
    return say(_WEEKDAYS[when.weekday()])


_LONG_WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)


def long_day(when: date) -> str:
    """A day with its weekday in full: Saturday, 21 Nov 2026."""
    named = say(_LONG_WEEKDAYS[when.weekday()])
    return say("{weekday}, {day}", weekday=named, day=day(language(), when))


def days(first: date, last: date) -> str:
    """A span of days: 25 Oct – 21 Nov 2026, as the language writes it."""  # noqa: RUF002
    begun = day(language(), first, with_year=first.year != last.year)
    return f"{begun} – {day(language(), last)}"  # noqa: RUF001 - a dash between dates


def short_day(when: date) -> str:
    """A day without its year: 21 Nov, 21. Nov."""
    return day(language(), when, with_year=False)


def dated(when: date) -> str:
    """A day with its weekday: Sat 21 Nov 2026, Sa 21. Nov. 2026."""
    return f"{weekday(when)} {day(language(), when)}"
