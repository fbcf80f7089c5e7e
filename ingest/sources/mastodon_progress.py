"""How far one reading of a server got, and what it noted on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ingest.errors import SourceError
from ingest.sources.connector import Cursor, Item, Page
from ingest.sources.mastodon_heard import Ear
from ingest.sources.mastodon_options import Options
from ingest.sources.mastodon_server import Server
from ingest.sources.mastodon_walks import Entry
from ingest.web.client import Client


@dataclass(slots=True, kw_only=True)
class Reading:
    """How far a reading got; what it could not read is told at its end.

    Attributes:
        streams: by name, the state of each list.
        threads: posts whose threads are to be read, in order.
        since: from when on the source is watched; None once that is known to the warehouse.
        count: items so far.
        met: ids of posts that are among the items.
        refusals: of lists that this token or server does not give.
    """

    client: Client
    source: Options
    ear: Ear
    now: datetime
    streams: dict[str, dict[str, Any]]
    threads: list[str]
    since: datetime | None
    count: int = 0
    met: set[str] = field(default_factory=set)
    refusals: list[SourceError] = field(default_factory=list)

    @property
    def server(self) -> Server:
        """Whom it asks."""
        return self.ear.server

    @property
    def is_full(self) -> bool:
        """Whether the rest is left to the next run."""
        return self.count >= self.source.max_items

    def page(self, items: tuple[Item, ...]) -> Page:
        """Items, and the cursor that is true once they are stored."""
        self.count += len(items)
        until = self._until()
        cursor: Cursor = {
            "server": self.source.base_url.template,
            "streams": {name: dict(state) for name, state in self.streams.items()},
            "threads": list(self.threads),
        }
        if self.since and not until:
            cursor["since"] = self.since.isoformat()
        return Page(items=items, cursor=cursor, observed_since=self.since, observed_until=until)

    def _until(self) -> datetime | None:
        """Up to when every list was read; the refused ones are not heard at all."""
        known = [state.get("until") for state in self.streams.values()]
        if not known or None in known:
            return None
        return min(datetime.fromisoformat(until) for until in known if until)

    def heard(self, entries: Sequence[Entry]) -> tuple[Item, ...]:
        """What is to be heard, each post once in a pass; threads with the brand are noted."""
        items = []
        for entry in entries:
            if entry.status is None or (post_id := str(entry.status.get("id"))) in self.met:
                continue
            self.met.add(post_id)
            items.append(item := self.ear.heard(entry.status))
            if self.ear.is_in_thread(item) and post_id not in self.threads:
                self.threads.append(post_id)
        return tuple(items)
