"""What a preset is: the columns of one shape of file, and how one row of it becomes a record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from ingest.files.notes import Notes
from ingest.mention import Engagement, Post

Row = Mapping[str, str]
"""One row, column to text as delivered; an absent column and an empty one both mean unknown."""

FUTURE_ALLOWED = timedelta(days=2)  # clocks run ahead and exports are made east of us


class Refused(ValueError):  # noqa: N818 - a state, named as one
    """One row cannot become a record; the message names the column and what it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the caller said about the whole file.

    Attributes:
        source: used where a row names none.
        zone: how to read times without an offset; None refuses them.
        dates: "dmy" or "mdy", for dates in figures; None refuses those that may be two days.
        brand: key of the brand of every row that names none; None leaves it open.
        own_accounts: ids and handles that answer for the brand, lower case, without "@".
        latest: times after this one are refused.
        rounding: tells whether an id is one that a spreadsheet rounded, where a file's ids look so.
        notes: where oddities are counted.
    """

    source: str
    zone: ZoneInfo | None = None
    dates: str | None = None
    brand: str | None = None
    own_accounts: frozenset[str] = frozenset()
    latest: datetime = field(default_factory=lambda: datetime.now(UTC) + FUTURE_ALLOWED)
    rounding: Callable[[str], bool] | None = None
    notes: Notes = field(default_factory=Notes)

    def owns(self, *names: str | None) -> bool:
        """Whether one of an author's names is an own account; "@" and case do not matter."""
        if not self.own_accounts:
            return False
        return any(name and name.lstrip("@").casefold() in self.own_accounts for name in names)


class Preset(Protocol):
    """A module that knows one shape of file."""

    @property
    def COLUMNS(self) -> tuple[str, ...]:  # noqa: N802 - a module's constant
        """Every column that it reads, lower case."""

    @property
    def REQUIRED(self) -> tuple[str, ...]:  # noqa: N802 - a module's constant
        """The columns without which no row can be read."""

    def parse(self, row: Row, context: Context) -> Post | Engagement:
        """Turn one row into a record.

        Raises:
            Refused: the row cannot become one.
        """
