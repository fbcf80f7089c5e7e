"""Numbers as people read them: units spelled out, unknown never shown as zero."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

UNKNOWN = "–"  # noqa: RUF001 - the dash that stands for "no value"
_MINUS = "−"  # noqa: RUF001 - the sign that is as wide as plus


def is_known(value: Any) -> bool:
    """Whether a database value is there: pandas has several ways to say null."""
    return not pd.isna(value)


def count(value: float | None) -> str:
    """Whole number with thousands apart; a dash when unknown."""
    return f"{value:,.0f}" if value is not None and is_known(value) else UNKNOWN


def compact(value: float | None) -> str:
    """Large number with two or three digits: 940, 12k, 1.9M; a dash when unknown."""
    if value is None or not is_known(value):
        return UNKNOWN
    for size, unit in ((1e9, "bn"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            shown = value / size
            return f"{shown:.1f}{unit}" if abs(shown) < 10 else f"{shown:.0f}{unit}"
    return f"{value:.0f}"


def percent(share: float | None, digits: int = 0) -> str:
    """A share of 0 .. 1 in per cent; a dash when unknown."""
    return f"{share * 100:.{digits}f}%" if share is not None and is_known(share) else UNKNOWN


def points(share: float | None) -> str:
    """A signed share of -1 .. 1 in points: +9.8, -4.0; a dash when unknown."""
    if share is None or not is_known(share):
        return UNKNOWN
    value = round(share * 100, 1)
    sign = _MINUS if value < 0 else "+" if value > 0 else ""
    return f"{sign}{abs(value):.1f}"


def duration(seconds: float | None, otherwise: str = "not reached") -> str:
    """A span in its largest sensible unit: 45 s, 41 min, 2.4 h, 3.1 d.

    Args:
        seconds: the span; null means that no such time exists.
        otherwise: the words for null, since for a curve it is "not reached", never a number.
    """
    if seconds is None or not is_known(seconds):
        return otherwise
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} min"
    if seconds < 48 * 3600:
        return f"{seconds / 3600:.1f} h"
    return f"{seconds / 86400:.1f} d"


def interval(low: float | None, high: float | None) -> str:
    """The two ends of a 95 % interval of durations; an end that is not reached stays open."""
    if not is_known(low):
        return ""
    return f"{duration(low)} to {duration(high, 'open')}"


def moment(when: datetime | None, zone: ZoneInfo) -> str:
    """Day and minute in the brand's time zone: 21 Nov 2026, 09:40; a dash when unknown."""
    if when is None or not is_known(when):
        return UNKNOWN
    local = when.astimezone(zone)
    return f"{local.day} {local:%b %Y, %H:%M}"


def plural(number: float, noun: str) -> str:
    """A number with its noun: 1 mention, 2,340 mentions."""
    return f"{count(number)} {noun}" if number == 1 else f"{count(number)} {noun}s"
