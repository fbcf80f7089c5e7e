"""App Store Connect: reviews of one's own app in all countries, with what the developer answers."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

from ingest.errors import SourceRejected, UnexpectedPayload
from ingest.sources.connector import Item
from ingest.sources.fields import inside, moment, text_inside
from ingest.sources.google_answers import listed
from ingest.sources.options import Source
from ingest.sources.sheets import Sheet, TokenExpired
from ingest.web.answer import Answer
from ingest.web.asking import Api, Params
from ingest.web.client import Client
from ingest.web.redaction import redact
from ingest.web.waiting import retry_after

LIST: Params = {"limit": 200, "sort": "-createdDate", "include": "response"}
HOUR_IS_SPENT = 600.0  # seconds: the hour rolls, so that some of it is free again by then
SPENT_TOO_FAST = 5.0
TOLD_LENGTH = 300


class Refused(SourceRejected):
    """Apple's own words for why it refuses."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def refusal(source: str) -> Callable[[Answer], Refused | None]:
    """Reads refusals for an Api; 401, 429 and Apple's own failures are left to the status."""

    def read(answer: Answer) -> Refused | None:
        is_usual = answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS)
        if is_usual or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return None
        try:
            errors = inside({"answer": json.loads(answer.body)}, "answer").get("errors")
        except ValueError:
            return None
        first = errors[0] if isinstance(errors, list) and errors else None
        words = [text_inside(first, name) for name in ("code", "title", "detail")]
        told = f"{source}: {answer.status} {': '.join(word for word in words if word)}"
        return Refused(redact(told)[:TOLD_LENGTH], answer.status)

    return read


def asks_to_wait(answer: Answer) -> float | None:
    """Seconds that a 429 asks for; Apple says only how much of the hour is left."""
    if answer.status != HTTPStatus.TOO_MANY_REQUESTS:
        return None
    if (seconds := retry_after(answer.headers)) is not None:
        return seconds
    is_spent = "user-hour-rem:0" in answer.headers.get("x-rate-limit", "")
    return HOUR_IS_SPENT if is_spent else SPENT_TOO_FAST


@dataclass(frozen=True, slots=True, kw_only=True)
class Connect:
    """Asks for reviews of one app."""

    client: Client
    api: Api
    source: Source
    app: str

    def page(self, token: str | None, _: datetime | None) -> Sheet:
        """A page of reviews, newest first; its token is the address of the page.

        Raises:
            TokenExpired: the address is not known, or no longer.
            SourceError: as Apple or the client raises it.
        """
        path = f"v1/apps/{self.app}/customerReviews"
        try:
            answer = self.client.get_json(self.api, token or path, params=None if token else LIST)
        except Refused as error:
            if token and error.status == HTTPStatus.BAD_REQUEST:
                raise TokenExpired(str(error)) from None
            raise
        items = self._items(answer.data)
        times = [when for item in items if (when := self._created(item))]
        return Sheet(
            items=items,
            token=self._next(answer.data),
            oldest=times[-1] if times else None,
        )

    def one(self, review_id: str) -> Item | None:
        """A review as it is now; None where Apple does not have it.

        Raises:
            SourceError: as Apple or the client raises it.
        """
        try:
            path = f"v1/customerReviews/{review_id}"
            data = self.client.get_json(self.api, path, params={"include": "response"}).data
        except Refused as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return None
            raise
        review = data.get("data") if isinstance(data, dict) else None
        (item,) = self._items({**data, "data": [review]} if isinstance(data, dict) else data)
        return item

    def _items(self, data: Any) -> tuple[Item, ...]:
        """Reviews, each beside the answer that Apple lists apart from them."""
        answers = {
            text_inside(one, "id"): one for one in listed(self.source.name, data, "included")
        }
        found = listed(self.source.name, data, "data")
        return tuple(
            {
                **(one if isinstance(one, dict) else {"review": one}),
                "type": "customerReviews",
                "response": answers.get(
                    text_inside(one, "relationships", "response", "data", "id")
                ),
            }
            for one in found
        )

    def _next(self, data: Item) -> str | None:
        address = text_inside(data, "links", "next")
        return urljoin(f"{self.api.base_url.rstrip('/')}/", address) if address else None

    def _created(self, item: Item) -> datetime | None:
        try:
            return moment(self.source, inside(item, "attributes"), "createdDate")
        except UnexpectedPayload:
            return None
