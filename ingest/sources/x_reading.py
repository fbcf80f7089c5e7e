"""One pass over X: what is said to the accounts, what they say, what a search finds, parents."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from ingest.sources.connector import Cursor, Page
from ingest.sources.fields import inside, text_inside
from ingest.sources.x_answers import id_of
from ingest.sources.x_api import TOGETHER, Found, X
from ingest.sources.x_authors import with_authors
from ingest.sources.x_lists import List
from ingest.sources.x_options import Options
from ingest.sources.x_posts import HEARD, is_repost, replied_to
from ingest.sources.x_walks import WEEK, State, Walk
from ingest.web.asking import Params

SETTLED = timedelta(seconds=30)  # X itself leaves out what is younger
WANTED = 1000  # parents that wait for money, the newest


@dataclass(slots=True, kw_only=True)
class Reading:
    """What a pass has read so far; lists and wanted go into the cursor."""

    x: X
    source: Options
    now: datetime
    lists: dict[str, State]
    wanted: list[str]
    own_handles: frozenset[str] = frozenset()
    met: set[str] = field(default_factory=set)
    count: int = 0

    def read(self, wanted: list[List]) -> Iterator[Page]:
        """Yield pages, of the list first that is furthest behind, then what the brand answers.

        Raises:
            SourceError: the pages yielded before it stay good.
        """
        since = self._since(wanted)
        for one in sorted(wanted, key=lambda one: self.lists.get(one.key, {}).get("at", "")):
            for items, state in self._walk(one).pages(self.lists.get(one.key, {})):
                self.lists[one.key] = state
                heard = with_authors(self.x, self._new(items))
                self._want(heard)
                yield self._page([_heard(item, one) for item in heard])
                if self.count >= self.source.max_items:
                    return
        yield from self._parents()
        if not any(self.lists.get(one.key, {}).get("gaps") for one in wanted):
            until = self.now - SETTLED
            yield replace(self._page([]), observed_since=since, observed_until=until)

    def _since(self, wanted: list[List]) -> datetime | None:
        """From when on everything is read, where that is not where the last pass ended."""
        earliest = self.now - WEEK
        ats = [self.lists.get(one.key, {}).get("at") for one in wanted]
        is_followed = all(at and datetime.fromisoformat(at) > earliest for at in ats)
        return None if is_followed else earliest

    def _walk(self, one: List) -> Walk:
        def ask(params: Params) -> Found:
            asked = {**one.params, **params}
            return self.x.page(one.path, asked, least=one.least, price=one.price)

        return Walk(
            source=self.source.name,
            ask=ask,
            reach=one.reach,
            now=self.now,
            page_parameter=one.page_parameter,
        )

    def _new(self, items: list[Any]) -> list[Any]:
        """What no list of this pass has shown: the first one knows best to whom it is said."""
        return [one for one in items if id_of(one) not in self.met and not is_repost(one)]

    def _want(self, items: list[Any]) -> None:
        """Remember what the brand's posts answer: nobody else may have named the brand there."""
        self.met.update(filter(None, map(id_of, items)))
        for item in items:
            parent = replied_to(item) if self._is_own(item) else None
            if parent and parent not in self.wanted:
                self.wanted.append(parent)

    def _is_own(self, item: Any) -> bool:
        is_ours = inside(item).get("author_id") in self.source.account_ids
        return is_ours or text_inside(item, "author", "username").lower() in self.own_handles

    def _parents(self) -> Iterator[Page]:
        self.wanted = [one for one in self.wanted if one not in self.met][-WANTED:]
        while self.wanted:
            asked = self.wanted[:TOGETHER]
            items = self.x.lookup(asked).items
            self.wanted = self.wanted[TOGETHER:]
            yield self._page(with_authors(self.x, items))

    def _page(self, items: list[Any]) -> Page:
        self.count += len(items)
        cursor: Cursor = {
            "lists": dict(self.lists),
            "wanted": list(self.wanted),
            "spelling": self.x.spelling,
        }
        return Page(items=tuple(items), cursor=cursor, observed_since=None, observed_until=None)


def _heard(item: Any, one: List) -> Any:
    return {**item, HEARD: {"to": one.to}} if isinstance(item, dict) else item
