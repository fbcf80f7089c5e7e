"""Notations of time as people's tools write them → what the text says, without judging it.

A date in figures may begin with its day or its month; which of them is not decided here, but by
whoever knows the whole column (`order`).
"""

import re
import tomllib
import unicodedata
from datetime import datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path

from ingest.files.zones import zone_named

ORDERS = ("dmy", "mdy")
_YEAR_FIRST = re.compile(
    r"(?<!\d)([1-9]\d{3})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d)\.?(?:t(?=\d))?", re.ASCII
)
_YEAR_LAST = re.compile(
    r"(?<![\d:])(\d{1,2})(?:([-/.])\s?)(\d{1,2})\2\s?([1-9]\d{3}|\d{2})(?![\d:])", re.ASCII
)
_NAMED = re.compile(
    r"(?<!\d)(?:(?P<d1>\d{1,2})(?:st|nd|rd|th|er|\.)?[\s,/-]*(?:de\s|of\s)?(?P<m1>[a-z]{3,12})\.?"
    r"[\s,/-]*(?:de\s|del\s|of\s)?'?(?P<y1>[1-9]\d{3}|\d{2})(?![\d:])"
    r"|(?P<m2>[a-z]{3,12})\.?[\s,/-]*(?P<d2>\d{1,2})(?:st|nd|rd|th)?[\s,/-]+'?(?P<y2>[1-9]\d{3})(?!\d)"
    r"|(?P<y3>[1-9]\d{3})[\s,/-]*(?P<m3>[a-z]{3,12})\.?[\s,/-]*(?P<d3>\d{1,2})(?!\d))",
    re.ASCII,
)
# Twitter's and ctime's own: the year stands behind the time.
_YEAR_BEHIND = re.compile(
    r"(?P<m>[a-z]{3,9})\s+(?P<d>\d{1,2})\s+(?P<t>\d{1,2}:\d\d(?::\d\d)?)\s*(?P<z>\S*)\s+"
    r"(?P<y>[12]\d{3})",
    re.ASCII,
)
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})(?:[:h.](\d{2})(?:[:.m](\d{2})s?(?:[.,:](\d{1,9}))?)?)?"
    r"\s*([ap])\.?\s?m\b\.?"
    r"|(?<!\d)(\d{1,2})[:h.](\d{2})(?:[:.m](\d{2})s?(?:[.,](\d{1,9}))?)?(?![\d:])",
    re.ASCII,
)
_BARE_HOUR = re.compile(r"(?<![\d+-])(\d{1,2})\s*(?=uhr\b|h\b)", re.ASCII)
_FILLER = re.compile(
    r"\b(?:at|um|uhr|h|on|am|den|der|le|el|il|a las?|alle|ore|as|of|de|del|om|klo|kl|the)\b|[,;@|·]"
    r"|(?<!\S)-(?!\S)",
    re.ASCII,
)
_TO = re.compile(r"\ba (?=\d{1,2}\s?[:h.])")  # French and Italian "à"; a lone A is a zone of armies
_DAYS = re.compile(
    r"\b(?:mon(?:day|tag)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?|mo|di|mi|do|fr|sa|so|dienstag|mittwoch|donnerstag|freitag|samstag"
    r"|sonnabend|sonntag|lun(?:di|es|edi)?|mar(?:di|tes|tedi)?|mer(?:credi|coledi)?|mie(?:rcoles)?"
    r"|jeu(?:di)?|jue(?:ves)?|gio(?:vedi)?|ven(?:dredi)?|vie(?:rnes)?|venerdi|sam(?:edi)?"
    r"|sab(?:ado|ato)?|dim(?:anche)?|dom(?:ingo|enica)?|segunda|terca|quarta|quinta|sexta)"
    r"(?:-feira)?\b\.?",
    re.ASCII,
)
Date = tuple[int, int, int]


class Ambiguous(ValueError):  # noqa: N818 - a state, named as one
    """A date in figures that is a day under either order, another one each."""


class OtherOrder(ValueError):  # noqa: N818 - a state, named as one
    """A date in figures that the column's order does not allow."""


def written(cell: str, order: str | None) -> datetime | None:
    """What a text says in words or figures, aware where it names a zone; None if it is no time.

    Args:
        cell: the text.
        order: one of ORDERS, for dates in figures; None takes those only that allow one reading.

    Raises:
        Ambiguous: the order decides, and none is given.
        OtherOrder: it is a date under the other order only.
    """
    text = _plain(cell)
    if not text.isascii() or len(text) > 80:
        return None
    if match := _YEAR_BEHIND.search(text):
        text = text.replace(match[0], "{d} {m} {y} {t} {z}".format_map(match.groupdict()))
    found = _date(text, order)
    if found is None:
        return None
    date, rest = found
    clock, rest = _clock(rest)
    zone, is_zone = _zone(rest)
    if clock is None or not is_zone:
        return None
    try:
        return datetime(*date, tzinfo=zone) + clock
    except (ValueError, OverflowError):
        return None


def figures(cell: str) -> tuple[int, int, str] | None:
    """The first two figures of a date that ends in its year, and what divides them."""
    match = _YEAR_LAST.search(_plain(cell))
    return (int(match[1]), int(match[3]), match[2]) if match else None


def _plain(cell: str) -> str:
    text = unicodedata.normalize("NFKD", cell.strip().strip("\"'").casefold())
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    if not text.isascii():
        text = text.replace("年", "-").replace("月", "-").replace("日", " ")
        text = text.replace("\u2013", "-").replace("\u2014", "-").replace("\u200e", "")
    return _TO.sub(" ", " ".join(text.split()))


def _date(text: str, order: str | None) -> tuple[Date, str] | None:
    if match := _YEAR_FIRST.search(text):
        date = int(match[1]), int(match[3]), int(match[4])
    elif match := _YEAR_LAST.search(text):
        date = _in_order(int(match[1]), int(match[3]), _year(match[4]), match[2], order)
    elif match := _named(text):
        date = _in_words(match)
    else:
        return None
    return date, f"{text[: match.start()]} {text[match.end() :]}"


def _named(text: str) -> re.Match[str] | None:
    """The first match whose word is a month: a weekday may stand before it."""
    for start in range(len(text)):
        match = _NAMED.match(text, start)
        if match and (match["m1"] or match["m2"] or match["m3"]) in _months():
            return match
    return None


def _in_words(match: re.Match[str]) -> Date:
    way = next(n for n in "123" if match[f"m{n}"])
    month = _months()[match[f"m{way}"]]
    return _year(match[f"y{way}"]), month, int(match[f"d{way}"])


def _in_order(first: int, second: int, year: int, mark: str, order: str | None) -> Date:
    """Points stand between day and month in that order, unless the column says otherwise."""
    by_day, by_month = second <= 12, first <= 12
    if order is None and mark == ".":
        order = "dmy" if by_day else "mdy"
    if order is None and by_day and by_month and first != second:
        raise Ambiguous
    if order is None:
        order = "dmy" if by_day else "mdy"
    if not (by_day if order == "dmy" else by_month):
        raise OtherOrder
    return (year, second, first) if order == "dmy" else (year, first, second)


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _clock(text: str) -> tuple[timedelta | None, str]:
    """The time of day in a text, midnight where there is none, and what else there is."""
    match = _CLOCK.search(text)
    if match is None:
        match = _BARE_HOUR.search(text)
        if match is None:
            return timedelta(), text
        parts: tuple[int, int, int, str] = (int(match[1]), 0, 0, "")
    elif match[5]:
        hour = int(match[1])
        if not 1 <= hour <= 12:
            return None, text
        hour = hour % 12 + (12 if match[5] == "p" else 0)
        parts = (hour, int(match[2] or 0), int(match[3] or 0), match[4] or "")
    else:
        parts = (int(match[6]), int(match[7]), int(match[8] or 0), match[9] or "")
    hour, minute, second, fraction = parts
    if hour > 23 or minute > 59 or second > 60:
        return None, text
    micro = int(fraction[:6].ljust(6, "0")) if fraction else 0
    span = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)
    return span, f"{text[: match.start()]} {text[match.end() :]}"


def _zone(text: str) -> tuple[tzinfo | None, bool]:
    """The zone that the rest of a text names; False where it says anything else."""
    rest = _DAYS.sub(" ", _FILLER.sub(" ", text))
    rest = " ".join(rest.replace(".", " ").split())
    if not rest:
        return None, True
    zone = zone_named(rest) or zone_named(rest.title()) or zone_named(_places(rest))
    return zone, zone is not None


def _places(text: str) -> str:
    """Names of places as the database of zones writes them: america/new_york."""
    parts = [part.capitalize() for part in re.split(r"([/_-])", text)]
    return "".join(parts)


@cache
def _months() -> dict[str, int]:
    """Every name and every beginning of one that no other month shares."""
    path = Path(__file__).with_name("months.toml")
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    beginnings: dict[str, set[int]] = {}
    for number, names in told.items():
        for name in names:
            for end in range(3, len(name) + 1):
                beginnings.setdefault(name[:end], set()).add(int(number))
    whole = {name: int(number) for number, names in told.items() for name in names}
    return {word: min(them) for word, them in beginnings.items() if len(them) == 1} | whole
