"""How far down the list of conversations a pass has got, so that a broken one goes on there.

The list begins with the one active last: its end, not its beginning, is what must be reached.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from ingest.sources.connector import Cursor

OVERLAP_SECONDS = 600
FIRST_RUN = timedelta(days=30)


@dataclass(slots=True, kw_only=True)
class Walk:
    """One way down the list; all in epoch seconds.

    Attributes:
        begun_at: when the pass began, less the overlap; what was active later is read again.
        read_until: all activity up to here was read before.
        is_first: nothing was read before: conversations are read whole.
        top: of the stretch that an unfinished pass has read; None where there is none.
        left: down to where it has read it.
    """

    begun_at: int
    read_until: int
    is_first: bool
    top: int | None
    left: int

    @classmethod
    def begins(cls, cursor: Cursor, now: datetime) -> Self:
        """Go on where the cursor says."""
        end = int(now.timestamp())
        held: Mapping[str, Any] = cursor
        first = end - int(FIRST_RUN.total_seconds())
        return cls(
            begun_at=end - OVERLAP_SECONDS,
            read_until=held.get("read_until", first),
            is_first="read_until" not in held or bool(held.get("is_first")),
            top=held.get("top"),
            left=held.get("left", end),
        )

    @property
    def floor(self) -> int:
        """What was active before is known."""
        return self.read_until - (0 if self.is_first else OVERLAP_SECONDS)

    def is_known(self, active_at: int) -> bool:
        """Whether an unfinished pass has read a conversation that was not active since."""
        return self.top is not None and self.left < active_at < self.top

    def reached(self, active_at: int) -> Cursor:
        """The cursor after a conversation was read; the list above it is read as well."""
        if self.top is not None and active_at >= self.top:
            return self._cursor(self.top, self.left)  # still above what was read before
        return self._cursor(self.begun_at, active_at)

    def done(self) -> Cursor:
        """The cursor after the last conversation."""
        return {"read_until": self.begun_at + OVERLAP_SECONDS}

    def _cursor(self, top: int, left: int) -> Cursor:
        begun = {"read_until": self.read_until, "top": top, "left": left}
        return {**begun, "is_first": True} if self.is_first else begun
