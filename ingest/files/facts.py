"""What a whole column tells of its cells: whether they are times, in which order, in which zone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.files import casts
from ingest.files.notations import figures
from ingest.files.notes import Notes
from ingest.files.preset import Context, Refused
from ingest.files.times import is_naive, is_time

TIMES = ("created_at", "reply_at", "edited_at", "removed_at", "observed_at")
COUNTS = ("author_followers", "like_count", "share_count", "reply_count", "view_count")
CHOSEN = ("rating", "given_polarity", "kind", "is_outbound", "author_is_bot", "is_private")
ENOUGH = 0.6  # of a column's cells have to be what it is taken for
LOOKED_AT = 300
TITLE_LONGEST = 2000


@dataclass(slots=True)
class Dates:
    """How the dates of a column are written, counted cell by cell.

    Attributes:
        total: cells that say a time.
        naive: of them without offset or zone.
        open: dates in figures that are a day under either order.
        by_day, by_month: dates in figures that only one order allows.
    """

    total: int = 0
    naive: int = 0
    open: int = 0
    by_day: int = 0
    by_month: int = 0

    def look(self, cell: str) -> None:
        """Count one more cell."""
        if not is_time(cell):
            return
        self.total += 1
        self.naive += is_naive(cell)
        self.look_at_order(cell)

    def look_at_order(self, cell: str) -> None:
        """Count one more cell for the order alone."""
        found = figures(cell)
        if found is None or cell[:4].isdecimal():
            return
        first, second, mark = found
        if first > 12 or second > 12:
            self.by_day += first > 12
            self.by_month += second > 12
        elif first != second and mark != ".":
            self.open += 1

    @property
    def order(self) -> str | None:
        """The one order that all its dates allow; None where they leave it open or differ."""
        if bool(self.by_day) == bool(self.by_month):
            return None
        return "dmy" if self.by_day else "mdy"


def fits(cells: Iterable[str], field: str) -> bool:
    """Whether one of our columns can be what these cells hold; one without any may be."""
    filled = [cell for cell in cells if cell.strip().casefold() not in casts.NOTHING][:LOOKED_AT]
    if not filled:
        return field not in ("created_at", "text")
    return sum(map(_test(field), filled)) >= ENOUGH * len(filled)


def looks_said(cells: Iterable[str]) -> float:
    """How much a column looks like what people say: the mean length of cells of several words."""
    filled = [cell for cell in cells if cell.strip()][:LOOKED_AT]
    words = [len(cell) for cell in filled if _word_count(cell) > 2 and not is_time(cell)]
    return sum(words) / len(filled) if len(words) >= ENOUGH * len(filled) and filled else 0.0


def _word_count(cell: str) -> int:
    """Words of a cell; scripts without blanks between words are counted by their signs."""
    return len(cell.split()) + sum(not sign.isascii() for sign in cell) // 6


def _test(field: str) -> Callable[[str], bool]:
    if field in _TESTS:
        return _TESTS[field]
    if field in (
        *COUNTS,
        "rating",
        "given_polarity",
        "kind",
        "is_outbound",
        "author_is_bot",
        "is_private",
    ):
        return lambda cell: _reads(field, cell)
    return lambda cell: len(cell) < TITLE_LONGEST


def _is_said(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and not is_time(cell) and not _is_link(cell)


def _is_link(cell: str) -> bool:
    return cell.strip().lower().startswith(("http://", "https://", "www."))


def _reads(field: str, cell: str) -> bool:
    try:
        read = casts.value(field, cell, Context(source="s", notes=Notes()))
    except Refused:
        return False
    return read is not None or (field == "rating" and cell.strip() in ("0", "0.0"))


_TESTS: dict[str, Callable[[str], bool]] = {
    **dict.fromkeys(TIMES, is_time),
    **dict.fromkeys(("text", "title", "reply_text"), _is_said),
    "url": _is_link,
    "created_time": lambda cell: ":" in cell and len(cell) < 20,
    "lang": lambda cell: len(cell) < 30,
}
