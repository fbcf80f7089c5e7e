"""A source of several lists, each with how far it was read: what their connectors share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ingest.errors import SourceError, SourceRejected, UnexpectedPayload
from ingest.sources.connector import Cursor, Item, Page
from ingest.sources.walks import DEEP_EVERY, FIRST_RUN, Entry, State

TODAY = timedelta(hours=24)
REMEMBERED = 1000  # posts whose answers are counted
MANY = 200  # answers of a post; a thread of more is not read for their sake


@dataclass(slots=True, kw_only=True)
class Progress:
    """How far a reading got; what it could not read is told at its end.

    Attributes:
        place: where the ids and marks hold; another one starts afresh.
        now: aware; nothing later is claimed to be observed.
        max_items: after which the rest is left to the next run.
        streams: by name, the state of each list.
        threads: posts whose threads are to be read, in order.
        replies: answers that each of the newest posts had when its thread was noted, by id.
        since: from when on the source is watched; None once the warehouse knows it.
        count: items so far.
        met: ids of posts that are among the items.
        refusals: of lists that are not given.
    """

    place: str
    now: datetime
    max_items: int
    streams: dict[str, State]
    threads: list[str]
    since: datetime | None
    count: int = 0
    replies: dict[str, int] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    refusals: list[SourceError] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether the rest is left to the next run."""
        return self.count >= self.max_items

    def in_order(self) -> list[str]:
        """Names of the lists, the one furthest behind first."""
        return sorted(self.streams, key=lambda name: self.streams[name].get("until", ""))

    def note(self, entry: Entry, post_id: str, replies: object, *, is_ours: bool) -> None:
        """Have a post's thread read where it has more answers, or the brand takes part in it.

        Of the latter those of the last day are read in every pass: answers to answers, edits and
        likes of what names nobody are seen nowhere else.

        Args:
            entry: of the list that it stands in.
            post_id: its id.
            replies: how many answers it has, as delivered.
            is_ours: the brand speaks in it or is spoken to: what stands above it is read, too.
        """
        count = replies if isinstance(replies, int) and 0 <= replies <= MANY else 0
        known = self.replies.get(post_id)
        is_of_today = entry.at is None or entry.at > self.now - TODAY
        if count > (known or 0) or (is_ours and (known is None or is_of_today)):
            self.replies.pop(post_id, None)
            self.replies[post_id] = count
            for oldest in list(self.replies)[:-REMEMBERED]:
                del self.replies[oldest]
            if post_id not in self.threads:
                self.threads.append(post_id)

    def is_deep_due(self, name: str) -> bool:
        """Whether two days of a list are to be read again: late arrivals, edits, answers."""
        last = self.streams.get(name, {}).get("deep")
        return last is not None and self.now - datetime.fromisoformat(last) >= DEEP_EVERY

    def page(self, items: tuple[Item, ...]) -> Page:
        """Items, and the cursor that is true once they are stored."""
        self.count += len(items)
        until = self._until()
        cursor: Cursor = {
            "place": self.place,
            "streams": {name: dict(state) for name, state in self.streams.items()},
            "threads": list(self.threads),
            "replies": dict(self.replies),
        }
        if self.since and not until:
            cursor["since"] = self.since.isoformat()
        return Page(items=items, cursor=cursor, observed_since=self.since, observed_until=until)

    def guarded(self, name: str, pages: Iterator[Page], *, is_optional: bool) -> Iterator[Page]:
        """Pages of a list; one that is refused costs no other, and stays unread.

        Args:
            name: of the list.
            pages: not begun yet.
            is_optional: a list that some servers do not have: nobody could mend that.
        """
        if self.is_full:
            return
        try:
            yield from pages
        except (SourceRejected, UnexpectedPayload) as error:
            if name in self.streams and "until" not in self.streams[name]:
                del self.streams[name]
            if not (is_optional and getattr(error, "is_unknown", False)):
                self.refusals.append(error)

    def ended(self, cursor: Cursor) -> Iterator[Page]:
        """The last page, which proves what was read.

        Raises:
            SourceError: of the first list that was refused; where nothing was ever read, at once.
        """
        if self.refusals and not self.count and not cursor:
            raise self.refusals[0]
        yield self.page(())
        if self.refusals:
            raise self.refusals[0]

    def _until(self) -> datetime | None:
        """Up to when every list was read; the refused ones are not heard at all."""
        known = [state.get("until") for state in self.streams.values()]
        if not known or None in known:
            return None
        return min(datetime.fromisoformat(until) for until in known if until)


def begun(
    cursor: Cursor, place: str, names: Iterable[str], *, now: datetime, max_items: int
) -> Progress:
    """Where a cursor leaves off, for the lists of today."""
    known = cursor if cursor.get("place") == place else {}
    since = known.get("since") if known else (now - FIRST_RUN).isoformat()
    held: dict[str, State] = known.get("streams", {})
    return Progress(
        place=place,
        now=now,
        max_items=max_items,
        streams={name: held.get(name, {}) for name in names},
        threads=list(known.get("threads", ())),
        replies=dict(known.get("replies", {})),
        since=datetime.fromisoformat(since) if since else None,
    )
