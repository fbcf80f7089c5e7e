"""The App Store's public feed of reviews: a list for each country, undocumented, often broken."""

from collections.abc import Callable, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any

from ingest.errors import SourceRejected, SourceUnavailable, UnexpectedPayload
from ingest.sources.connector import Item
from ingest.sources.fields import inside, moment, shown
from ingest.sources.options import Source
from ingest.sources.sheets import Sheet
from ingest.web.answer import Answer
from ingest.web.asking import Api
from ingest.web.client import Client

PAGE = 50  # reviews
LAST_PAGE = 10  # the eleventh is refused
# An app shows its reviews under one of these and none under another.
FORMS = (
    "{country}/rss/customerreviews/page={page}/id={app}/sortby=mostrecent/json",
    "{country}/rss/customerreviews/id={app}/sortBy=mostRecent/page={page}/json",
    "{country}/rss/customerreviews/id={app}/sortBy=mostRecent/json",
    "{country}/rss/customerreviews/id={app}/json",
)


class NotThere(SourceRejected):
    """Apple knows no such app, country, page, or form of the address."""


class Broken(SourceUnavailable):
    """A list that showed reviews before shows none in any form of its address."""


def refusal(source: str) -> Callable[[Answer], NotThere | None]:
    """Reads refusals for an Api: Apple says 400 where others say 404."""

    def read(answer: Answer) -> NotThere | None:
        if answer.status in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND):
            return NotThere(f"{source}: {answer.status} for this app, country or page")
        return None

    return read


class Feed:
    """The list of one app in one country.

    Attributes:
        form: number of the address that showed reviews last; None before one did.
    """

    def __init__(
        self, client: Client, api: Api, source: Source, app: str, country: str, form: int | None
    ) -> None:
        self._client = client
        self._api = api
        self._source = source
        self._place = {"app": app, "country": country}
        self.form = form
        self._is_full = True  # the page before: where one was not, the list ends

    def page(self, number: int) -> Sheet:
        """A page of reviews, those changed last first; empty where the list shows none.

        Raises:
            NotThere: no form of the address of its first page is known.
            Broken: none of them shows the reviews that one did before.
        """
        known = [] if self.form is None else [self.form]
        refusals = 0
        for form in [*known, *(form for form in range(len(FORMS)) if form not in known)]:
            try:
                items = self._entries(form, number)
            except NotThere:
                refusals += 1
                continue
            if items:
                self.form, self._is_full = form, len(items) >= PAGE
                return self._sheet(items, number)
            if number > 1 and not self._is_full:
                break
        if number == 1:
            self._check(is_known=bool(known), is_refused=refusals == len(FORMS))
        return Sheet(items=(), token=None, oldest=None)

    def _check(self, *, is_known: bool, is_refused: bool) -> None:
        told = f"{self._source.name}: the store of {self._place['country']}"
        if is_known:
            raise Broken(f"{told} shows no review in any form of its address, though it did before")
        if is_refused:
            raise NotThere(f"{told} knows no app {self._place['app']}; check app_id and countries")

    def _entries(self, form: int, number: int) -> tuple[Item, ...]:
        if number > 1 and "{page}" not in FORMS[form]:
            return ()
        path = FORMS[form].format(page=number, **self._place)
        data = self._client.get_json(self._api, path).data
        feed = data.get("feed") if isinstance(data, dict) else None
        if not isinstance(feed, dict):
            raise UnexpectedPayload(f"{self._source.name}: the answer is no feed: {shown(data)}")
        found = feed.get("entry", [])
        entries = found if isinstance(found, list) else [found]
        return tuple(self._item(entry) for entry in entries if _is_review(entry))

    def _sheet(self, items: Sequence[Item], number: int) -> Sheet:
        times = [when for item in items if (when := self._updated(item))]
        return Sheet(
            items=tuple(items),
            token=str(number + 1) if number < LAST_PAGE else None,
            oldest=times[-1] if times else None,
            is_cut=number == LAST_PAGE,
        )

    def _item(self, entry: Any) -> Item:
        item = entry if isinstance(entry, dict) else {"entry": entry}
        return {**item, "country": self._place["country"]}

    def _updated(self, item: Item) -> datetime | None:
        try:
            return moment(self._source, inside(item, "updated"), "label")
        except UnexpectedPayload:
            return None


def _is_review(entry: Any) -> bool:
    """Old feeds begin with the app, which has no rating; parse refuses what is no entry."""
    return not isinstance(entry, dict) or "im:rating" in entry
