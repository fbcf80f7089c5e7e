"""Reviews of Google Business Profile as one source asks for them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from ingest.errors import SourceError, SourceRejected, UnexpectedPayload
from ingest.sources import google_answers
from ingest.sources.connector import Item
from ingest.sources.fields import inside, moment, text_inside
from ingest.sources.google_answers import Refused, following, listed
from ingest.sources.google_business_places import Place
from ingest.sources.options import Source
from ingest.sources.sheets import Sheet, TokenExpired
from ingest.web.answer import Answer
from ingest.web.asking import Api, Params
from ingest.web.client import Client

NOT_APPROVED = {"SERVICE_DISABLED", "accessNotConfigured"}
APPLY = (
    "Google has not given this Cloud project access to Business Profile: apply for it as "
    "docs/sources/google_business.md says"
)


def refusal(source: str) -> Callable[[Answer], SourceError | None]:
    """Reads refusals for an Api; a project that was not approved has a quota of nothing."""
    usual = google_answers.refusal(source)

    def read(answer: Answer) -> SourceError | None:
        error = usual(answer)
        is_refused = isinstance(error, Refused) and error.reasons & NOT_APPROVED
        if is_refused or (answer.status == HTTPStatus.TOO_MANY_REQUESTS and _is_nothing(answer)):
            return SourceRejected(f"{source}: {answer.status}; {APPLY}")
        return error

    return read


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Asks for reviews."""

    client: Client
    api: Api
    source: Source

    def page(self, place: Place, token: str | None, _: datetime | None) -> Sheet:
        """A page of a place's reviews, those changed last first.

        Raises:
            TokenExpired: the token is not known, or no longer.
            SourceError: as Google or the client raises it.
        """
        params: Params = {
            "pageSize": 50,
            "orderBy": "updateTime desc",
            **({"pageToken": token} if token else {}),
        }
        try:
            data = self.client.get_json(self.api, f"{place.name}/reviews", params=params).data
        except Refused as error:
            if token and error.status == HTTPStatus.BAD_REQUEST:
                raise TokenExpired(str(error)) from None
            raise
        items = tuple(self._item(place, one) for one in listed(self.source.name, data, "reviews"))
        times = [when for item in items if (when := self._updated(item))]
        return Sheet(items=items, token=following(data), oldest=times[-1] if times else None)

    def one(self, name: str) -> Item | None:
        """A review as it is now; None where Google does not have it.

        Raises:
            SourceError: as Google or the client raises it.
        """
        try:
            data = self.client.get_json(self.api, name).data
        except Refused as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return None
            raise
        if not isinstance(data, dict):
            raise UnexpectedPayload(f"{self.source.name}: a review is no object")
        return data

    def _item(self, place: Place, review: Any) -> Item:
        item = review if isinstance(review, dict) else {"review": review}
        return {**item, "location": {"name": place.name, **place.about}}

    def _updated(self, item: Item) -> datetime | None:
        try:
            return moment(self.source, item, "updateTime")
        except UnexpectedPayload:
            return None


def _is_nothing(answer: Answer) -> bool:
    """Whether a spent quota is one of nothing."""
    try:
        details = inside(json.loads(answer.body), "error").get("details")
    except ValueError:
        return False
    limits: Sequence[Any] = details if isinstance(details, list) else ()
    return any(text_inside(one, "metadata", "quota_limit_value") == "0" for one in limits)
