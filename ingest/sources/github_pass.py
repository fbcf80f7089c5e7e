"""How far one pass over GitHub has got, and what it says of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from ingest.sources.connector import Cursor, Page
from ingest.sources.github_streams import Read, Stream, written

FIRST_RUN = timedelta(days=30)


@dataclass(slots=True, kw_only=True)
class Pass:
    """States of all streams by their names.

    Attributes:
        now: aware; nothing later is claimed.
        states: what each stream's next pass begins with.
        since: where the watched time begins, None where it goes on.
        count: items so far.
    """

    now: datetime
    states: dict[str, Cursor]
    since: datetime | None
    count: int = 0
    _reached: dict[str, datetime] = field(default_factory=dict)
    _begun: dict[str, datetime] = field(default_factory=dict)

    @classmethod
    def begins(cls, cursor: Cursor, streams: Iterable[Stream], now: datetime) -> Self:
        """Go on where the cursor says; a stream that is new looks back thirty days."""
        first = now - FIRST_RUN
        names = [stream.name for stream in streams]
        states = {name: cursor.get(name) or {"newest": written(first)} for name in names}
        begun = {
            name: datetime.fromisoformat(state.get("read_until") or state["newest"])
            for name, state in states.items()
        }
        since = None if any(name in cursor for name in names) else first
        return cls(now=now, states=states, since=since, _reached=dict(begun), _begun=begun)

    def in_order(self, streams: Iterable[Stream]) -> list[Stream]:
        """The stream that is furthest behind comes first."""
        return sorted(streams, key=lambda stream: self._begun[stream.name])

    def has_moved(self, name: str) -> bool:
        """Whether a stream has got on."""
        return self._reached[name] > self._begun[name]

    def page(self, name: str, found: Read) -> Page:
        """What was read of a stream."""
        newest = min(datetime.fromisoformat(found.state["newest"]), self.now)
        reached = self.now if found.is_last else newest
        self._reached[name] = max(self._reached[name], reached)
        until = self._reached[name].isoformat()
        self.states = {**self.states, name: {**found.state, "read_until": until}}
        self.count += len(found.items)
        moved = self._reached != self._begun
        return Page(
            items=found.items,
            cursor=self.states,
            observed_since=self.since,
            observed_until=min(self._reached.values()) if moved else None,
        )
