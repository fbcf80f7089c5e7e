"""A pass over several lists that show their newest entry first: those read longest ago first."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

from ingest.errors import SourceError
from ingest.sources.connector import Cursor, Item, Page
from ingest.sources.newest_first import walk
from ingest.sources.sheets import Ask, Sheet
from ingest.sources.spans import Depth, State

# By a list's name and what was kept of it: how to ask, and what to keep now beside how far it was
# read; None where it never showed anything, which proves nothing.
Open = Callable[[str, State], tuple[Ask, Callable[[], State | None]]]


@dataclass
class Lists:
    """One pass.

    Attributes:
        open_list: opens one.
        source: its name, for errors.
        names: of the lists.
        depths: how far to read again, and how often.
        state: what the cursor holds, true for what was yielded: "read" by list, and, until all of
            them are known up to now, since when they are ("bound", "oldest").
        now: when the pass began.
        room: items that may still be read.
    """

    open_list: Open
    source: str
    names: Sequence[str]
    depths: Sequence[Depth]
    state: Cursor
    now: datetime
    room: int
    trouble: SourceError | None = None

    def pages(self) -> Iterator[Page]:
        """Yield entries; a list that fails does not keep the others from being read.

        The last page says up to when all of them are known, where nothing is left.

        Raises:
            SourceError: the first that there was, at the end.
        """
        self.state.setdefault("read", {})
        left = sorted(self.names, key=lambda name: str(self._read(name).get("until", "")))
        while left and self.room > 0:
            for items in self._guarded(left.pop(0)):
                yield self._page(items)
        if self.trouble:
            raise self.trouble
        reads = [self._read(name) for name in self.names if name in left or self._read(name)]
        if reads and not any(read.get("gaps", [True]) for read in reads):
            until = min(datetime.fromisoformat(read["until"]) for read in reads)
            oldest, bound = self.state.pop("oldest", None), self.state.pop("bound", None)
            since = bound or oldest
            yield self._page((), since and datetime.fromisoformat(since), until)

    def _guarded(self, name: str) -> Iterator[tuple[Item, ...]]:
        try:
            yield from self._list(name)
        except SourceError as error:
            self.trouble = self.trouble or error

    def _list(self, name: str) -> Iterator[tuple[Item, ...]]:
        known, mark = self._read(name), self._read(name).get("until")
        ask, kept = self.open_list(name, known)

        def noted(token: str | None, down_to: datetime | None) -> Sheet:
            sheet = ask(token, down_to)
            self._note(sheet, mark)
            return sheet

        for items, read in walk(
            noted,
            known,
            now=self.now,
            first=None,
            depths=self.depths,
            limit=self.room,
            source=self.source,
        ):
            more = kept()
            if more is None:
                return
            self.state["read"][name] = read | more
            self.room -= len(items)
            yield items

    def _note(self, sheet: Sheet, mark: str | None) -> None:
        """Remember since when all is known: a list may end above where the last pass began."""
        if sheet.oldest is None:
            return
        if sheet.is_cut and (mark is None or sheet.oldest > datetime.fromisoformat(mark)):
            self.state["bound"] = max(self.state.get("bound", ""), sheet.oldest.isoformat())
        if mark is None:
            self.state["oldest"] = min(self.state.get("oldest", "9"), sheet.oldest.isoformat())

    def _read(self, name: str) -> State:
        held: State = self.state["read"].get(name, {})
        return held

    def _page(
        self,
        items: tuple[Item, ...],
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Page:
        cursor = deepcopy(self.state)
        return Page(items=items, cursor=cursor, observed_since=since, observed_until=until)
