"""Conversations of the brand's own Chatwoot: what customers write, and what agents answer.

Docs    https://developers.chatwoot.com/api-reference
Auth    an access token of an agent or administrator
Limits  3,000 questions a minute and address by default; a question for 25 conversations, one or
        more for each that was active
Gaps    notes among colleagues, attachments, names and addresses of customers are not read; a
        rating is dated as its survey is; a message that is deleted later is seen when it is asked
        for again; an agent's token shows that agent's inboxes only
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from pydantic import Field

from ingest.brand import Brand
from ingest.errors import SourceRejected
from ingest.mention import Post
from ingest.sources.chatwoot_api import active_at, conversations
from ingest.sources.chatwoot_posts import posts
from ingest.sources.chatwoot_reading import Reading, checked
from ingest.sources.chatwoot_walk import FIRST_RUN, Walk
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.options import Address, Secret, Source, secret
from ingest.sources.refusals import missing
from ingest.web.asking import Api
from ingest.web.auth import FixedHeaders
from ingest.web.client import Client
from ingest.web.config_text import expand

AGAIN = "again"  # in the cursor: conversations that were refused


class Options(Source):
    """What earshot.toml says of a Chatwoot."""

    base_url: Address = Field(
        default=Address("https://app.chatwoot.com"), description="Its address."
    )
    account_id: int = Field(ge=1, description="The number after /accounts/ in its address.")
    inbox_ids: tuple[int, ...] = Field(
        default=(), description="Only these inboxes, where it has several brands."
    )
    access_token: Secret = secret("Of an agent's profile, at its end.")


def fetch(
    client: Client,
    source: Options,
    brands: Mapping[str, Brand],  # noqa: ARG001 - everything is about the source's own
    cursor: Cursor,
    now: datetime,
) -> Iterator[Page]:
    """Yield what was written in conversations active since last time, a page for each.

    The cursor says how far down the list of conversations was read; a pass that breaks off goes on
    there. A conversation that is refused costs no other: it is told at the end, and asked for
    again next time.

    Raises:
        SourceRejected: the source names no brand: whose agents would they be?
    """
    if source.brand is None:
        raise SourceRejected(f'{source.name}: say whose conversations they are: brands = ["…"]')
    api, walk, since = _api(source), Walk.begins(cursor, now), None if cursor else now - FIRST_RUN
    start = None if walk.is_first else walk.floor
    reading = Reading(client, api, source.inbox_ids, start, cursor.get(AGAIN, {}))

    def page(items: tuple[Item, ...], at: Cursor, until: datetime | None = None) -> Page:
        held = {**at, AGAIN: dict(reading.again)} if reading.again else at
        return Page(items=items, cursor=held, observed_since=since, observed_until=until)

    for items in reading.refused_before():
        yield page(items, {key: value for key, value in cursor.items() if key != AGAIN})
    for conversation in _active(client, api, walk):
        active = active_at(conversation)
        is_known = active is not None and walk.is_known(active)
        items = () if is_known else reading.items(conversation)
        yield page(items, walk.reached(walk.begun_at if active is None else active))
        if reading.count >= source.max_items:
            break
    else:
        yield page((), walk.done(), now)
    if reading.refused:
        raise reading.refused


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield what became of messages: deleted and private ones are gone, and lost conversations."""
    yield from checked(client, _api(source), post_ids)


def parse(item: Item, source: Options) -> Iterator[Post]:
    """An item is a message, with the rating that it got if it is a survey."""
    base_url = expand(source.name, source.base_url).rstrip("/")
    yield from posts(item, source, f"{base_url}/app/accounts/{source.account_id}")


def _active(client: Client, api: Api, walk: Walk) -> Iterator[Item]:
    """Conversations down to where the last pass ended."""
    for found in conversations(client, api):
        for conversation in found:
            at = active_at(conversation)
            if at is not None and at < walk.floor:
                return
            yield conversation


def _api(source: Options) -> Api:
    base_url = expand(source.name, source.base_url).rstrip("/")
    token = expand(source.name, source.access_token)
    return Api(
        source=source.name,
        base_url=f"{base_url}/api/v1/accounts/{source.account_id}",
        auth=FixedHeaders({"api_access_token": token}),
        refusal=missing(source.name),
    )
