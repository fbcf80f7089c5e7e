"""How far one pass over a Stack Exchange site has got, and what it says of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from ingest.sources.connector import Cursor, Item, Page
from ingest.sources.stack_exchange_api import PAGE_SIZE
from ingest.sources.stack_exchange_search import Found

OVERLAP_SECONDS = 3600  # of activity that is read twice
FIRST_RUN = timedelta(days=30)


@dataclass(slots=True, kw_only=True)
class Pass:
    """Marks of each search, the threads read so far, and those that were active last.

    Attributes:
        end: epoch seconds; nothing later is claimed.
        begun: search → epoch second up to which it was read before.
        known: searches that were read before at all.
        recent: ids of the threads that were active last, the latest first.
        filter: name of the API's filter.
        count: items so far.
    """

    end: int
    begun: dict[str, int]
    known: frozenset[str]
    recent: list[int]
    filter: str
    count: int = 0
    _read: dict[str, int] = field(default_factory=dict)
    _fresh: set[int] = field(default_factory=set)

    @classmethod
    def begins(cls, cursor: Cursor, searches: Sequence[str], now: datetime, filter_: str) -> Self:
        """Go on where the cursor says."""
        held: Mapping[str, Any] = cursor.get("read_until", {})
        end, first = int(now.timestamp()), int((now - FIRST_RUN).timestamp())
        begun = {name: min(held.get(name, first), end) for name in searches}
        known = frozenset(name for name in searches if name in held)
        return cls(
            end=end,
            begun=begun,
            known=known,
            recent=list(cursor.get("recent", ())),
            filter=filter_,
            _read=dict(begun),
        )

    def start(self, name: str) -> int:
        """Where a search begins, epoch seconds."""
        return self.begun[name] - (OVERLAP_SECONDS if name in self.known else 0)

    def unread(self, found: Found) -> list[int]:
        """Questions that this pass has not read yet; from now on it has."""
        ids = [one for one in found.question_ids if one not in self._fresh]
        self._fresh.update(ids)
        self.recent = [*ids[::-1], *(one for one in self.recent if one not in ids)][:PAGE_SIZE]
        return ids

    def quiet(self) -> list[int]:
        """Threads active of late that no search of this pass has found."""
        return [one for one in self.recent if one not in self._fresh]

    def has_moved(self, name: str) -> bool:
        """Whether a search has got on."""
        return self._read[name] > self.begun[name]

    def page(self, items: tuple[Item, ...], name: str | None = None, until: int = 0) -> Page:
        """What was read; with a search's name, up to when that one is."""
        self.count += len(items)
        if name is not None:
            self._read[name] = max(self._read[name], until)
        moved = self._read != self.begun
        return Page(
            items=items,
            cursor={"read_until": dict(self._read), "recent": self.recent, "filter": self.filter},
            observed_since=None if self.known else _moment(min(self.begun.values())),
            observed_until=_moment(min(self._read.values())) if moved else None,
        )


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
