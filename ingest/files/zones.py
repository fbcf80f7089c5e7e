"""Names of time zones as exports write them behind a time: known, or not read as a time at all.

Names that mean several places (IST, BST, AST, GST) are left out: whoever wrote them has to say.
CST, EST and their like are the American ones, as RFC 822 defines them.
"""

import re
from datetime import UTC, timedelta, tzinfo
from datetime import timezone as fixed
from functools import lru_cache
from zoneinfo import ZoneInfo

from ingest.errors import LoadError

_NAMES: dict[float, str] = {
    0: "z ut utc gmt wet",
    1: "west cet mez wat",
    2: "cest mesz eet cat sast",
    3: "eest msk eat trt",
    5: "pkt",
    5.75: "npt",
    7: "wib",
    8: "sgt hkt awst pht",
    9: "jst kst",
    9.5: "acst",
    10: "aest",
    10.5: "acdt",
    11: "aedt",
    12: "nzst",
    13: "nzdt",
    -2.5: "ndt",
    -3: "brt art",
    -3.5: "nst",
    -4: "edt",
    -5: "est cdt",
    -6: "cst mdt",
    -7: "mst pdt",
    -8: "pst akdt",
    -9: "akst",
    -10: "hst",
}
HOURS = {name: hours for hours, names in _NAMES.items() for name in names.split()}
PLACES = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}
_OFFSET = re.compile(
    r"(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?(?:\s*\([^()]*\))?", re.ASCII
)


@lru_cache(maxsize=1024)
def zone_named(name: str) -> tzinfo | None:
    """The zone that a text means ("+02:00", "GMT-5", "CEST", "Europe/Berlin"), None if none."""
    text = name.strip()
    if text[:1] in "([":
        text = text.strip("()[] ")
    if not text:
        return None
    plain = text.casefold()
    if (hours := HOURS.get(plain)) is not None:
        return fixed(timedelta(hours=hours)) if hours else UTC
    if match := _OFFSET.fullmatch(plain):
        return _offset(match)
    return _place(PLACES.get(plain, text))


def zone_given(name: str) -> ZoneInfo:
    """The zone that a person names.

    Raises:
        LoadError: there is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise LoadError(f"time zone {name!r} is unknown: give a name like Europe/Berlin") from error


def _offset(match: re.Match[str]) -> tzinfo | None:
    sign, hours, minutes, seconds = match.groups()
    size = timedelta(hours=int(hours), minutes=int(minutes or 0), seconds=int(seconds or 0))
    if size >= timedelta(hours=24) or int(minutes or 0) > 59:
        return None
    return fixed(-size if sign == "-" else size)


def _place(name: str) -> tzinfo | None:
    if "/" not in name or len(name) > 40:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
