"""Opening hours as people say them: "mon-fri 09:00-17:30"."""

import re
from collections.abc import Sequence

from ingest.errors import ConfigError
from ingest.hours import WEEKDAYS, parse_span

HINT = 'write "mon-fri 09:00-17:30", or "sat 10:00-12:00, 13:00-16:00"'
_DAYS = re.compile(r"([a-z]{2,9})(?:\s*[-–]\s*([a-z]{2,9}))?")  # noqa: RUF001
_EVERY = ("daily", "every day", "all")


def weekly_hours(spans: Sequence[str]) -> dict[str, list[str]]:
    """By weekday (mon … sun, in order) the spans in which people are at the desk.

    Args:
        spans: each one day or a run of days, then one span of hours or several.

    Raises:
        ConfigError: one of them is said otherwise.
    """
    found: dict[str, list[str]] = {}
    for text in spans:
        days, hours = _said(text)
        for day in days:
            found.setdefault(day, []).extend(hours)
    return {day: found[day] for day in WEEKDAYS if day in found}


def _said(text: str) -> tuple[list[str], list[str]]:
    at = next((place for place, sign in enumerate(text) if sign.isdigit()), len(text))
    try:
        hours = [str(parse_span(part)) for part in re.split(r"[,;]", text[at:])]
    except ValueError as error:
        raise ConfigError(f"{text!r}: {error}; {HINT}") from error
    return _days(text[:at].strip(" :,").lower(), text), hours


def _days(said: str, whole: str) -> list[str]:
    if said in _EVERY:
        return list(WEEKDAYS)
    days = []
    for part in re.split(r"\s*(?:,|\band\b|&)\s*", said):
        match = _DAYS.fullmatch(part)
        if match is None:
            raise ConfigError(f"{whole!r}: {said!r} is no day; {HINT}")
        first, last = _day(match[1], whole), _day(match[2] or match[1], whole)
        run = (last - first) % len(WEEKDAYS) + 1
        days += [WEEKDAYS[(first + step) % len(WEEKDAYS)] for step in range(run)]
    return days


def _day(said: str, whole: str) -> int:
    """Monday is 0; "tues", "thursday" are understood."""
    for number, day in enumerate(WEEKDAYS):
        if said.startswith(day) or day.startswith(said):
            return number
    raise ConfigError(f"{whole!r}: {said!r} is no day; {HINT}")
