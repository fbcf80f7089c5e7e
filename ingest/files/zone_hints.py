"""The time zone that a file itself names, in a header like "Timestamp (ET)" or above its table.

A zone that a header or preamble names is the clock of the tool's account: "EST" there means New
York, summer time included, while behind a single time it means the offset.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

from ingest.files import names
from ingest.files.zones import zone_named

_CLOCKS = {
    **dict.fromkeys(("et", "est", "edt", "eastern", "eastern time"), "America/New_York"),
    **dict.fromkeys(("ct", "cst", "cdt", "central", "central time"), "America/Chicago"),
    **dict.fromkeys(("mt", "mst", "mdt", "mountain", "mountain time"), "America/Denver"),
    **dict.fromkeys(("pt", "pst", "pdt", "pacific", "pacific time"), "America/Los_Angeles"),
    **dict.fromkeys(("cet", "cest", "mez", "mesz"), "Europe/Berlin"),
    **dict.fromkeys(("utc", "gmt", "z"), "UTC"),
}
_LABELS = ("time_zone", "timezone", "tz", "zeitzone", "fuseau_horaire", "zona_horaria")
_IN_DATE = re.compile(r"\d:\d\d(?::\d\d)?\s+(UTC|GMT)\b")
_BEHIND = re.compile(r"[\s_-](utc|gmt|et|est|pst|pt|cet)$", re.IGNORECASE)


def zone_of_header(columns: Sequence[str]) -> str | None:
    """The zone that the name of a column of times says, None where none does."""
    for column in columns:
        said = names.in_brackets(column)
        behind = _BEHIND.search(column.strip())
        for text in (said, behind[1] if behind else None):
            if text and (zone := _clock(text)):
                return zone
    return None


def zone_of_preamble(preamble: Sequence[Sequence[str]]) -> str | None:
    """The zone that the lines above a table say, None where they say none."""
    for cells in preamble:
        filled = [cell.strip() for cell in cells if cell.strip()]
        for label, value in pairwise(filled):
            if names.plain(label) in _LABELS and (zone := _clock(value)):
                return zone
        for cell in filled:
            label, _, value = cell.partition(":")
            if names.plain(label) in _LABELS and (zone := _clock(value.strip())):
                return zone
            if _IN_DATE.search(cell):
                return "UTC"
    return None


def _clock(text: str) -> str | None:
    """The IANA name of a zone; offsets of whole hours have one too, with the sign reversed."""
    if found := _CLOCKS.get(text.casefold().strip()):
        return found
    zone = zone_named(text)
    if isinstance(zone, ZoneInfo):
        return zone.key
    return _fixed(zone) if zone else None


def _fixed(zone: tzinfo) -> str | None:
    hours = (zone.utcoffset(datetime(2026, 1, 1)) or timedelta()) / timedelta(hours=1)  # noqa: DTZ001
    if hours != int(hours):
        return None
    return f"Etc/GMT{-int(hours):+d}" if hours else "UTC"
