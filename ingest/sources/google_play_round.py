"""The list of an app's reviews in Google Play, read whole in rounds: its order is not promised."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from ingest.errors import SourceRejected, UnexpectedPayload
from ingest.sources.connector import Cursor, Item, Page
from ingest.sources.fields import text_inside
from ingest.sources.google_answers import Refused, listed
from ingest.web.asking import Api, Params
from ingest.web.budgets import Budget
from ingest.web.client import Client

SHOWN = timedelta(days=7)  # what was written or changed in that time is listed
LARGEST_PAGE = 100
Items = tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """Asks for an app's reviews, and counts the questions."""

    client: Client
    api: Api
    path: str
    budget: Budget

    def page(self, token: str | None) -> tuple[Items, str | None]:
        """A page of the list, and the token of the next one; None where there is none.

        Raises:
            SourceError: as Google or the client raises it.
        """
        params: Params = {"maxResults": LARGEST_PAGE, **({"token": token} if token else {})}
        data = self._ask(self.path, params)
        items = listed(self.api.source, data, "reviews")
        following = text_inside(data, "tokenPagination", "nextPageToken")
        kept = tuple(item if isinstance(item, dict) else {"review": item} for item in items)
        return kept, following or None

    def one(self, review_id: str) -> Item | None:
        """A review as it is now; None where Google does not have it.

        Raises:
            SourceError: as Google or the client raises it.
        """
        try:
            data = self._ask(f"{self.path}/{quote(review_id, safe='')}", {})
        except Refused as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return None
            raise
        if not isinstance(data, dict):
            raise UnexpectedPayload(f"{self.api.source}: a review is no object")
        return data

    def _ask(self, path: str, params: Params) -> Any:
        self.client.spend(self.api, self.budget, 1)
        return self.client.get_json(self.api, path, params=params).data


def read_round(reviews: Reviews, cursor: Cursor, now: datetime, room: int) -> Iterator[Page]:
    """Yield pages from where the last pass stopped, or from the first.

    The cursor holds "token", the page to go on with, and "begun", when this round began, both only
    while a round is under way; and "read_until", when the last whole round began.

    Raises:
        SourceError: the pages yielded before it stay good.
    """
    last, token, begun = cursor.get("read_until"), cursor.get("token"), cursor.get("begun")
    if token is None:
        begun = now.isoformat()
    kept = {"read_until": last} if last else {}
    for items, following, is_anew in _pages(reviews, token):
        begun = now.isoformat() if is_anew else begun
        room -= len(items)
        if following is None:
            yield _whole(items, str(begun), last)
            return
        cursor = {**kept, "token": following, "begun": begun}
        yield Page(items=items, cursor=cursor, observed_since=None, observed_until=None)
        if room <= 0:
            return


def _pages(reviews: Reviews, first: str | None) -> Iterator[tuple[Items, str | None, bool]]:
    """Yield (items, next token, whether the round began anew: the server forgot the first page)."""
    token, is_anew, seen = first, False, set[str]()
    while True:
        try:
            items, following = reviews.page(token)
        except Refused as error:
            if token is None or is_anew or seen or error.status != HTTPStatus.BAD_REQUEST:
                raise
            token, is_anew = None, True
            continue
        marks = {repr(item) for item in items}
        if following and (following == token or (marks and seen >= marks)):
            raise SourceRejected(f"{reviews.api.source}: a page of reviews leads nowhere")
        yield items, following, is_anew
        if following is None:
            return
        seen |= marks
        token = following


def _whole(items: Items, begun: str, last: str | None) -> Page:
    begin = datetime.fromisoformat(begun)
    return Page(
        items=items,
        cursor={"read_until": begun},
        observed_since=_since(last, begin),
        observed_until=begin,
    )


def _since(last: str | None, begun: datetime) -> datetime | None:
    """From when on a round shows everything; None where it goes on from the last one."""
    shown_since = begun - SHOWN
    if last and datetime.fromisoformat(last) >= shown_since:
        return None
    return shown_since
