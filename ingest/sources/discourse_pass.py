"""How far a pass over a forum has come, and what the next one goes on from."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ingest.sources.connector import Cursor

FOLLOWED = timedelta(days=60)  # a topic in which nobody wrote for so long is not followed any more
MOST_FOLLOWED = 2000


@dataclass(slots=True, kw_only=True)
class Pass:
    """How far a pass has come.

    Attributes:
        since: what is older is known.
        read: by topic the last post that was read, and when it had last been written in then.
        count: posts read.
    """

    since: datetime
    read: dict[str, list[str]] = field(default_factory=dict)
    count: int = 0

    def cursor(self, since: datetime) -> Cursor:
        """For the next pass: topics, the latest last, and from when on it looks."""
        oldest = (since - FOLLOWED).isoformat()
        topics = sorted(self.read.items(), key=lambda one: one[1][1])
        kept = [(topic, at) for topic, at in topics if not at[1] or at[1] >= oldest]
        return {"since": since.isoformat(), "topics": dict(kept[-MOST_FOLLOWED:])}
