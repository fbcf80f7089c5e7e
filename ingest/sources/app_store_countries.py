"""A pass over the public feeds of an app: every country, those first that were read longest ago."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta

from ingest.errors import SourceError, SourceUnavailable
from ingest.sources.app_store_feed import PAGE, Feed
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.fields import text_inside
from ingest.sources.newest_first import Depth, Sheet, State, walk

Open = Callable[[str, int | None], Feed]

# A changed review comes first again; votes change where it stands.
DEPTHS = (
    Depth(reach=timedelta(days=1)),
    Depth(reach=timedelta(days=30), every=timedelta(days=1)),
)
OLDER = 100  # where so many of those shown are older, one that is missing would have to be shown


@dataclass
class Countries:
    """One pass.

    Attributes:
        open_feed: gives a country's feed, by its name and the form of address that worked last.
        source: its name, for errors.
        names: of the countries.
        state: what the cursor holds, true for what was yielded: "read" by country, and, until all
            of them are known up to now, since when they are ("bound", "oldest").
        now: when the pass began.
        room: items that may still be read.
    """

    open_feed: Open
    source: str
    names: Sequence[str]
    state: Cursor
    now: datetime
    room: int
    trouble: SourceError | None = None

    def pages(self) -> Iterator[Page]:
        """Yield reviews; a country that fails does not keep the others from being read.

        Raises:
            SourceError: the first that there was, at the end.
        """
        left = sorted(self.names, key=lambda name: str(self._read(name).get("until", "")))
        while left and self.room > 0:
            for items in self._guarded(left.pop(0)):
                yield self._page(items)
        if self.trouble:
            raise self.trouble
        if not self.state["read"]:
            told = "shows no review of this app: none was written, or the feed is broken"
            raise SourceUnavailable(f"{self.source}: the store of {', '.join(self.names)} {told}")
        reads = [self._read(name) for name in self.names if name in left or self._read(name)]
        if not any(read.get("gaps", [True]) for read in reads):
            until = min(datetime.fromisoformat(read["until"]) for read in reads)
            oldest, bound = self.state.pop("oldest", None), self.state.pop("bound", None)
            since = bound or oldest
            yield self._page((), since and datetime.fromisoformat(since), until)

    def _guarded(self, name: str) -> Iterator[tuple[Item, ...]]:
        try:
            yield from self._country(name)
        except SourceError as error:
            self.trouble = self.trouble or error

    def _country(self, name: str) -> Iterator[tuple[Item, ...]]:
        held = self.state["read"].get(name, {})
        feed, mark = self.open_feed(name, held.get("form")), self._read(name).get("until")

        def ask(token: str | None, _: datetime | None) -> Sheet:
            sheet = feed.page(int(token or 1))
            self._note(sheet.oldest, feed.bottom, mark)
            return sheet

        for items, read in walk(
            ask,
            self._read(name),
            now=self.now,
            first=None,
            depths=DEPTHS,
            limit=self.room,
            source=self.source,
        ):
            if feed.form is None:
                return  # it never showed one: that is no proof that there is none
            self.state["read"][name] = {**read, "form": feed.form}
            self.room -= len(items)
            yield items

    def _note(self, oldest: datetime | None, bottom: datetime | None, mark: str | None) -> None:
        """Remember since when all is known: the list may end above where the last pass began."""
        if bottom and (mark is None or bottom > datetime.fromisoformat(mark)):
            self.state["bound"] = max(self.state.get("bound", ""), bottom.isoformat())
        if oldest and mark is None:
            self.state["oldest"] = min(self.state.get("oldest", "9"), oldest.isoformat())

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


def rechecked(feed: Feed, ids: Sequence[str]) -> Checked:
    """What became of reviews of one country, by Apple's ids.

    One that is missing is gone where the list shows all that there are, or so many older ones that
    it would have to be among them; else it is not known.
    """
    shown: dict[str, Item] = {}
    is_all = False
    for sheet in feed.pages():
        shown |= {text_inside(item, "id", "label"): item for item in sheet.items}
        is_all = is_all or 0 < len(sheet.items) < PAGE  # a list that ends with a full page is cut
    numbers = [int(one) for one in shown if one.isdecimal()]
    items = tuple(shown[one] for one in ids if one in shown)
    gone = tuple(
        one
        for one in ids
        if one not in shown and (is_all or sum(number < int(one) for number in numbers) >= OLDER)
    )
    return Checked(items=items, gone=gone)
