"""X's methods as one source asks them: both spellings, errors beside data, what each costs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from ingest.errors import SourceRejected, UnexpectedPayload
from ingest.sources.x_answers import BadQuery, CapSpent, gone_in, ids_of, listed, refusal
from ingest.sources.x_options import Options, mills
from ingest.sources.x_purse import Purse
from ingest.web.asking import Api, Params
from ingest.web.auth import bearer
from ingest.web.client import Client
from ingest.web.config_text import expand
from ingest.web.redaction import redact

TOGETHER = 100  # ids of one question, and posts of one page
CAP_SECONDS = 6 * 3600.0  # between two looks whether a spent cap was raised
# The API's description renamed its fields in August 2026; which one a server wants shows.
FIELDS = {
    "tweet": (
        "author_id,conversation_id,created_at,edit_controls,edit_history_tweet_ids,"
        "in_reply_to_user_id,lang,note_tweet,public_metrics,referenced_tweets"
    ),
    "post": (
        "author_id,conversation_id,created_at,edit_controls,edit_history_post_ids,"
        "in_reply_to_user_id,lang,note_post,public_metrics,referenced_posts"
    ),
}


@dataclass(slots=True, kw_only=True)
class Found:
    """One answer; token is of the next page, None where it is the last."""

    items: list[Any]
    token: str | None
    gone: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class X:
    """Asks X for one source, and counts what that costs.

    Attributes:
        spelling: "tweet" or "post", whichever the server understood last.
    """

    client: Client
    api: Api
    source: Options
    purse: Purse
    spelling: str = "tweet"

    def page(self, path: str, params: Params, *, least: int, price: int) -> Found:
        """One page of a list, as large as can be paid for, and no larger than a pass may be.

        Raises:
            BudgetSpent: not even the smallest one can.
            SourceError: as the client raises it.
        """
        size = max(least, self.purse.affordable(price, min(TOGETHER, self.source.max_items)))
        self.purse.reserve(size, price)
        return self._paid(path, {**params, "max_results": size}, size, price)

    def affordable(self) -> int:
        """How many posts the next lookup may ask for; 0 where none can be paid for."""
        return self.purse.affordable(mills(self.source.dollars_per_post), TOGETHER)

    def lookup(self, ids: Sequence[str]) -> Found:
        """Posts by id, at most a hundred; gone are those that X does not have, or not for us.

        Raises:
            BudgetSpent: they cannot be paid for.
            SourceError: as the client raises it.
        """
        price = mills(self.source.dollars_per_post)
        self.purse.reserve(len(ids), price)
        return self._paid("tweets", {"ids": ",".join(ids)}, len(ids), price)

    def authors(self, ids: Sequence[str]) -> list[Any]:
        """Users by id, at most a hundred.

        Raises:
            BudgetSpent: they cannot be paid for.
            SourceError: as the client raises it.
        """
        self.purse.reserve_authors(len(ids))
        params = {"ids": ",".join(ids), "user.fields": "public_metrics"}
        try:
            data = self._asked("users", params)
        except SourceRejected:
            self.purse.settle_authors(len(ids), ())
            raise
        found = listed(self.source.name, data)
        self.purse.settle_authors(len(ids), ids_of(found))
        return found

    def _paid(self, path: str, params: Params, count: int, price: int) -> Found:
        """Ask, and settle; what was refused costs nothing, and what got no answer stays counted."""
        try:
            data = self._spelled(path, params)
        except (SourceRejected, CapSpent):
            self.purse.settle(count, price, ())
            raise
        items, gone = listed(self.source.name, data), list(gone_in(data))
        self.purse.settle(count, price, ids_of(items))
        meta = data.get("meta")
        token = meta.get("next_token") if isinstance(meta, dict) else None
        if not items and not gone and "meta" not in data and data.get("errors"):
            raise SourceRejected(redact(f"{self.source.name}: {data['errors']}"[:300]))
        return Found(items=items, token=token if isinstance(token, str) else None, gone=gone)

    def _spelled(self, path: str, params: Params) -> dict[str, Any]:
        other = "post" if self.spelling == "tweet" else "tweet"
        try:
            return self._asked(path, {**params, f"{self.spelling}.fields": FIELDS[self.spelling]})
        except BadQuery as error:
            try:
                found = self._asked(path, {**params, f"{other}.fields": FIELDS[other]})
            except BadQuery:
                raise error from None
        self.spelling = other
        return found

    def _asked(self, path: str, params: Params) -> dict[str, Any]:
        try:
            data = self.client.get_json(self.api, path, params=params).data
        except CapSpent:
            self.client.hold(self.api, CAP_SECONDS)
            raise
        if not isinstance(data, dict):
            raise UnexpectedPayload(f"{self.source.name}: the answer of {path} is no object")
        return data


def opened(client: Client, source: Options) -> X:
    """Who asks X for a source."""
    api = Api(
        source=source.name,
        base_url=expand(source.name, source.base_url),
        auth=bearer(expand(source.name, source.bearer_token)),
        refusal=partial(refusal, source.name),
    )
    purse = Purse(client=client, api=api, source=source)
    return X(client=client, api=api, source=source, purse=purse)
