"""What a load did, counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a batch did, in posts; same_count were held already with the same content.

    Attributes:
        spans: source → first and last moment that its posts in the batch speak of, UTC.
        replaced_count: rows that another row of the batch with the same id replaced.
        replaced_ids: some of these ids, source:id, those of most rows first.
    """

    post_count: int
    changed_count: int
    same_count: int
    engagement_count: int
    rejected_count: int
    spans: Mapping[str, tuple[datetime, datetime]] = field(default_factory=dict)
    replaced_count: int = 0
    replaced_ids: tuple[str, ...] = ()

    def __add__(self, more: "Loaded") -> "Loaded":
        """What two batches of one source did together."""
        spans = dict(self.spans)
        for source, (since, until) in more.spans.items():
            begun, ended = spans.get(source, (since, until))
            spans[source] = (min(begun, since), max(ended, until))
        return Loaded(
            self.post_count + more.post_count,
            self.changed_count + more.changed_count,
            self.same_count + more.same_count,
            self.engagement_count + more.engagement_count,
            self.rejected_count + more.rejected_count,
            spans,
            self.replaced_count + more.replaced_count,
            (*self.replaced_ids, *more.replaced_ids),
        )

    @property
    def observed_until(self) -> datetime | None:
        """The newest moment that the batch speaks of, None for an empty one."""
        return max((until for _, until in self.spans.values()), default=None)


NOTHING = Loaded(0, 0, 0, 0, 0)
