"""How far one pass over Reddit has got, and what it says of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from ingest.sources.connector import Cursor, Item, Page
from ingest.sources.reddit_api import LISTED, Listed, told

OVERLAP_SECONDS = 3600  # what moderators let through late
FIRST_RUN = timedelta(days=30)


@dataclass(slots=True, kw_only=True)
class Pass:
    """Marks of all listings, and the submissions whose comments are followed.

    Attributes:
        end: epoch seconds; nothing later is claimed.
        begun: listing → epoch second up to which it was read before.
        known: listings that were read before at all.
        threads: submission → how many comments it had when they were last read; the newest hundred.
        count: items so far.
    """

    end: int
    begun: dict[str, int]
    known: frozenset[str]
    threads: dict[str, int]
    count: int = 0
    _read: dict[str, int] = field(default_factory=dict)
    _cut: float | None = None

    @classmethod
    def begins(cls, cursor: Cursor, listings: Iterable[str], now: datetime) -> Self:
        """Go on where the cursor says; a listing that is new looks back thirty days."""
        held: dict[str, int] = cursor.get("read_until", {})
        end, first = int(now.timestamp()), int((now - FIRST_RUN).timestamp())
        begun = {name: min(held.get(name, first), end) for name in listings}
        known = frozenset(name for name in begun if name in held)
        threads = dict(cursor.get("threads", {}))
        return cls(end=end, begun=begun, known=known, threads=threads, _read=dict(begun))

    def start(self, name: str) -> int:
        """Down to where a listing is read, epoch seconds."""
        return self.begun[name] - (OVERLAP_SECONDS if name in self.known else 0)

    def listed(self, name: str, found: Listed, *, follows: bool) -> Page:
        """A page of a listing; with follows its submissions' comments are read from now on."""
        if follows:
            self._follow(found.items)
        if found.is_last:
            self._read[name] = self.end
        if found.is_cut and found.oldest is not None:
            self._cut = max(found.oldest, self._cut or 0)
        return self.page(found.items)

    def page(self, items: tuple[Item, ...]) -> Page:
        """What was read. What Reddit cut off was not watched."""
        self.count += len(items)
        moved = self._read != self.begun
        return Page(
            items=items,
            cursor={"read_until": dict(self._read), "threads": dict(self.threads)},
            observed_since=self._since(),
            observed_until=_moment(min(self._read.values())) if moved else None,
        )

    def _since(self) -> datetime | None:
        if self._cut is not None:
            return _moment(self._cut)
        return None if self.known else _moment(min(self.begun.values(), default=self.end))

    def _follow(self, items: tuple[Item, ...]) -> None:
        names: list[Any] = [told(item, "name") for item in items if item["kind"] == "t3"]
        found = {name: 0 for name in names if isinstance(name, str) and _number(name) >= 0}
        newest = sorted({**found, **self.threads}.items(), key=lambda one: -_number(one[0]))
        self.threads = dict(newest[:LISTED])


def _number(name: str) -> int:
    """Reddit counts in base 36; later things have larger numbers."""
    try:
        return int(name.removeprefix("t3_"), 36)
    except ValueError:
        return -1


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
