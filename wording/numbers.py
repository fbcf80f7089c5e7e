"""Numbers as people read them: units spelled out, unknown never shown as zero.

All of them are written as the language of whoever reads writes them (`wording.said.language`).
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from wording.said import day, language, mark, said, say

UNKNOWN = "–"  # noqa: RUF001 - the dash that stands for "no value"
MINUS = "−"  # noqa: RUF001 - the sign that is as wide as plus
# A language writes thousands and decimals as it writes this number.
_PATTERN = mark("1,234.5")
_LARGE = ((1e9, mark("{n}bn")), (1e6, mark("{n}M")), (1e3, mark("{n}k")))


def is_known(value: Any) -> bool:
    """Whether a database value is there: pandas has several ways to say null."""
    return not pd.isna(value)


def separators() -> str:
    """What parts decimals, and what parts thousands, as one text of two signs, as Plotly has it."""
    written = say(_PATTERN)
    return written[5] + written[1]


def decimal(value: float | None, digits: int = 1) -> str:
    """Number with so many decimals, thousands apart; a dash when unknown."""
    if value is None or not is_known(value):
        return UNKNOWN
    written = f"{value:,.{digits}f}"
    signs = separators()
    return written.translate({ord("."): signs[0], ord(","): signs[1]})


def exact(value: float) -> str:
    """A number with as many decimals as it has, ten figures at most: 10,000, 2.5."""
    written = f"{value:,.10g}"
    signs = separators()
    return written.translate({ord("."): signs[0], ord(","): signs[1]})


def count(value: float | None) -> str:
    """Whole number with thousands apart; a dash when unknown."""
    return decimal(value, 0)


def compact(value: float | None) -> str:
    """Large number with two or three digits: 940, 12k, 1.9M; a dash when unknown."""
    if value is None or not is_known(value):
        return UNKNOWN
    for size, unit in _LARGE:
        if abs(value) >= size:
            shown = value / size
            return say(unit, n=decimal(shown, 1 if abs(shown) < 10 else 0))
    return f"{value:.0f}"


def percent(share: float | None, digits: int = 0) -> str:
    """A share of 0 .. 1 in per cent; a dash when unknown."""
    if share is None or not is_known(share):
        return UNKNOWN
    return say("{n}%", n=decimal(share * 100, digits))


def percents(low: float | None, high: float | None, digits: int = 0) -> str:
    """The two ends of an interval of shares: 12% to 18%; empty when unknown."""
    if low is None or not is_known(low):
        return ""
    if high is None or not is_known(high):
        return between(percent(low, digits), UNKNOWN)
    return say(
        "{low}% to {high}%", low=decimal(low * 100, digits), high=decimal(high * 100, digits)
    )


def between(low: str, high: str) -> str:
    """Two ends as they are written: 12 to 18."""
    return say("{low} to {high}", low=low, high=high)


def points(share: float | None) -> str:
    """A signed share of -1 .. 1 in points: +9.8, -4.0; a dash when unknown."""
    if share is None or not is_known(share):
        return UNKNOWN
    value = round(share * 100, 1)
    sign = MINUS if value < 0 else "+" if value > 0 else ""
    return f"{sign}{decimal(abs(value))}"


def duration(seconds: float | None, otherwise: str | None = None) -> str:
    """A span in its largest sensible unit: 45 s, 41 min, 2.4 h, 3.1 d.

    Args:
        seconds: the span; null means that no such time exists.
        otherwise: the words for null, said already; for a curve it is "not reached", never a
            number.
    """
    if seconds is None or not is_known(seconds):
        return say("not reached") if otherwise is None else otherwise
    if seconds < 90:
        return say("{n} s", n=decimal(seconds, 0))
    if seconds < 90 * 60:
        return say("{n} min", n=decimal(seconds / 60, 0))
    if seconds < 48 * 3600:
        return say("{n} h", n=decimal(seconds / 3600))
    return say("{n} d", n=decimal(seconds / 86400))


def interval(low: float | None, high: float | None) -> str:
    """The two ends of a 95 % interval of durations; an end that is not reached stays open."""
    if not is_known(low):
        return ""
    return between(duration(low), duration(high, say("open")))


def moment(when: datetime | None, zone: ZoneInfo) -> str:
    """Day and minute in a time zone: 21 Nov 2026, 09:40; a dash when unknown."""
    if when is None or not is_known(when):
        return UNKNOWN
    local = when.astimezone(zone)
    return f"{day(language(), local)}, {local:%H:%M}"


def plural(number: float, noun: str) -> str:
    """A number with its noun: 1 mention, 2,340 mentions.

    Args:
        number: decides which of the two is said.
        noun: of one, in English; catalogs hold "{n} mention" and "{n} mentions".
    """
    text = noun if number == 1 else f"{noun[:-1]}ies" if noun.endswith("ply") else f"{noun}s"
    return said(language(), f"{{n}} {text}", n=count(number))
