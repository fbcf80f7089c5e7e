"""A pass over YouTube under way: how much it may still read, and what it read so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from ingest.errors import SourceError
from ingest.sources.connector import Cursor, Item
from ingest.sources.newest_first import walk
from ingest.sources.sheets import Sheet
from ingest.sources.spans import Depth, State
from ingest.sources.youtube_api import Tube
from ingest.sources.youtube_comments import more_replies, said_in, threads
from ingest.web.asking import Params
from ingest.web.budgets import BudgetSpent

Items = tuple[Item, ...]
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_RUN = timedelta(days=30)
# Answers come within hours or days, and edits too: they are found where threads are read again.
DEPTHS = (
    Depth(reach=timedelta(hours=1)),
    Depth(reach=timedelta(days=1), every=timedelta(hours=3)),
    Depth(reach=timedelta(days=7), every=timedelta(hours=12)),
    Depth(reach=timedelta(days=30), every=timedelta(days=2)),
)


@dataclass
class Pass:
    """One pass.

    Attributes:
        tube: asks.
        state: what the cursor holds, true for what was yielded: "own" by channel, "search" by
            term, "videos" by id, "replies" by thread, "since" until all was read once.
        room: items that may still be read.
        now: when it began.
        is_cut: whether something was left to the next pass for want of room.
        trouble: the first error that did not keep the rest from being read.
    """

    tube: Tube
    state: Cursor
    room: int
    now: datetime
    is_cut: bool = False
    trouble: SourceError | None = None

    @property
    def has_room(self) -> bool:
        """Whether more may be read; that it is asked for and there is none is remembered."""
        self.is_cut = self.is_cut or self.room <= 0
        return self.room > 0

    @property
    def is_complete(self) -> bool:
        """Whether all that is new was read."""
        watched = self.state.get("videos", {}).values()
        read = [*self.state.get("own", {}).values(), *self.state.get("search", {}).values()]
        read += [one.get("read", {}) for one in watched]
        return not (self.is_cut or self.trouble or any(one.get("gaps") for one in read))

    def part(self, name: str) -> State:
        """A part of the state, by its keys."""
        held: State = self.state.setdefault(name, {})
        return held

    def counted(self, items: Items) -> Items:
        """Items that are yielded take room."""
        self.room -= len(items)
        return items

    def guarded(self, pages: Iterator[Items], *, may_wait: bool = False) -> Iterator[Items]:
        """Yield pages up to their first error, which is kept: the rest of the pass goes on.

        Args:
            pages: of one part of the pass.
            may_wait: a spent budget is no error there: the part is read when it renews.
        """
        try:
            yield from pages
        except SourceError as error:
            self.is_cut = True
            if not (may_wait and isinstance(error, BudgetSpent)):
                self.trouble = self.trouble or error

    def threads(
        self, of: Params, known: State, first: datetime | None
    ) -> Iterator[tuple[Items, State]]:
        """Yield (items, state) of what is new in a list of threads.

        Replies come before the page of their threads, whose state says that all of it was read. Of
        the room they take theirs, but only threads end the list.
        """

        def ask(token: str | None, _: datetime | None) -> Sheet:
            return threads(self.tube, of, token)

        state, counts = known, self.part("replies")
        for found, after in walk(
            ask,
            known,
            now=self.now,
            first=first,
            depths=DEPTHS,
            limit=max(1, self.room),
            source=self.tube.source.name,
        ):
            for thread in found:
                for replies in more_replies(self.tube, thread, counts):
                    yield self.counted(replies), state
            state = after
            said = tuple(item for thread in found for item in said_in(self.tube, thread))
            yield self.counted(said), state


def moment_of(text: Any) -> datetime:
    """A moment that was written down; one long ago where it cannot be read."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return LONG_AGO
    return found if found.tzinfo else LONG_AGO
