"""Dates that name their time zone: the name is known, or the date is refused by it.

A feed's date should carry an offset (RFC 822, RFC 3339). Many carry a name, and readers of feeds
take names that they do not know for UTC, which moves a post by hours. Here a name has one meaning:

- RFC 822's own: EST, EDT, CST, CDT, MST, MDT, PST, PDT are those of North America.
- BST is British Summer Time, MST and CST are never those of Asia.
- IST (India, Ireland, Israel), AST (Atlantic, Arabia) and every name that is not listed is refused.
"""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

HOURS = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT", "WET", "ETC/UTC", "ETC/GMT"), 0.0),
    **dict.fromkeys(("CET", "MEZ", "MET", "BST", "WEST", "WAT"), 1.0),
    **dict.fromkeys(("CEST", "MESZ", "MEST", "EET", "CAT", "SAST"), 2.0),
    **dict.fromkeys(("EEST", "MSK", "TRT", "EAT"), 3.0),
    **dict.fromkeys(("MSD", "SAMT"), 4.0),
    **dict.fromkeys(("PKT", "YEKT"), 5.0),
    "NPT": 5.75,
    "OMST": 6.0,
    "ICT": 7.0,
    "WIB": 7.0,
    "KRAT": 7.0,
    **dict.fromkeys(("HKT", "SGT", "PHT", "AWST", "WITA"), 8.0),
    **dict.fromkeys(("JST", "KST"), 9.0),
    "ACST": 9.5,
    "AEST": 10.0,
    "VLAT": 10.0,
    "ACDT": 10.5,
    "AEDT": 11.0,
    "NZST": 12.0,
    "NZDT": 13.0,
    "NST": -3.5,
    "NDT": -2.5,
    **dict.fromkeys(("ADT", "BRT", "ART", "UYT"), -3.0),
    "EDT": -4.0,
    "EST": -5.0,
    "CDT": -5.0,
    "CST": -6.0,
    "MDT": -6.0,
    "MST": -7.0,
    "PDT": -7.0,
    "PST": -8.0,
    "AKDT": -8.0,
    "AKST": -9.0,
    "HST": -10.0,
}
_NO_ZONE = (
    r"(?!(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)"
)
_CLOCK = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})(?P<rest>:\d{2}(?::\d{2})?)(?:[.,]\d+)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    rf"(?:\s*\(?{_NO_ZONE}(?P<zone>[a-z][a-z/_]*)(?P<sign>[+-]\d{{1,2}})?(?P<minutes>:?\d{{2}})?\)?)?",
    re.IGNORECASE,
)


def unknown_zone(raw: str) -> str | None:
    """The zone that a date names, where it is none of those that are known; else None."""
    clock = _CLOCK.search(raw)
    zone = clock["zone"] if clock else None
    return zone if zone and zone.upper() not in HOURS else None


def is_local(raw: str) -> bool:
    """Whether a date is in a zone other than UTC, or of half a day, by a name behind its time."""
    clock = _CLOCK.search(raw)
    return bool(clock and (clock["half"] or HOURS.get((clock["zone"] or "UTC").upper(), 1)))


def named_moment(raw: str) -> datetime | None:
    """The moment of a date that names a zone or half of the day, in UTC; None for any other.

    None, too, where it cannot be read, or its zone is not known.
    """
    clock = _CLOCK.search(raw)
    if clock is None or not (clock["zone"] or clock["half"]) or unknown_zone(raw):
        return None
    time = f"{_hour(clock):02}{clock['rest']}"
    try:
        return _read(f"{raw[: clock.start()]}{time}{raw[clock.end() :]}", _offset(clock))
    except (ValueError, OverflowError):
        return None


def _hour(clock: re.Match[str]) -> int:
    hour = int(clock["hour"])
    if not clock["half"]:
        return hour
    return hour % 12 + 12 * (clock["half"].lower() == "p")


def _offset(clock: re.Match[str]) -> timedelta:
    """Of a name, or of a name with an offset behind it: GMT+0200."""
    hours = HOURS[(clock["zone"] or "UTC").upper()]
    if not clock["sign"]:
        return timedelta(hours=hours)
    minutes = int((clock["minutes"] or "0").strip(":"))
    beyond = timedelta(hours=abs(int(clock["sign"])), minutes=minutes)
    return timedelta(hours=hours) + (-beyond if clock["sign"].startswith("-") else beyond)


def _read(local: str, offset: timedelta) -> datetime:
    """A date without its zone: ISO 8601, else as RFC 822 or C write it."""
    local = local.strip()
    try:
        moment = datetime.fromisoformat(local)
    except ValueError:
        moment = parsedate_to_datetime(local)
    return (moment - offset).replace(tzinfo=UTC)
