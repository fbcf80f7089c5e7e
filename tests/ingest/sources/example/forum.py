"""Reviews in Example's forum, and what the brand answers there.

Docs    https://forum.example/api
Auth    an access token of the brand's account
Limits  60 questions a minute
Gaps    deleted reviews are not seen
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from pydantic import Field

from ingest.brand import Brand
from ingest.mention import Engagement, Post
from ingest.sources.connector import Cursor, Item, Page
from ingest.sources.fields import due, moment, text, whole
from ingest.sources.options import Address, Secret, Source, secret
from ingest.web.asking import Api
from ingest.web.auth import bearer
from ingest.web.client import Client
from ingest.web.config_text import expand


class Options(Source):
    """What earshot.toml says of the forum."""

    base_url: Address = Field(description="Where the forum answers.")
    access_token: Secret = secret("Of the account, made under Settings, API.")


def fetch(
    client: Client,
    source: Options,
    brands: Mapping[str, Brand],
    cursor: Cursor,
    now: datetime,
) -> Iterator[Page]:
    """Yield reviews, oldest first; the cursor holds the newest id."""
    api, params = _api(source), {"after": cursor.get("newest", 0)}
    path: str | None = "reviews"
    while path:
        answer = client.get_json(api, path, params=params)
        path, params = answer.links.get("next"), {}
        items = tuple(answer.data)
        newest = items[-1]["id"] if items else cursor.get("newest", 0)
        yield Page(
            items=items,
            cursor={"newest": newest},
            observed_since=None,
            observed_until=None if path else now,
        )


def parse(item: Item, source: Options) -> Iterator[Post | Engagement]:
    """A review is a post, and so is the answer in it."""
    post_id = str(due(source, "id", whole(source, item, "id")))
    yield Post(
        source=source.name,
        post_id=post_id,
        created_at=due(source, "at", moment(source, item, "at")),
        brand=source.brand,
        kind="review",
        is_addressed=True,
        text=due(source, "text", text(source, item, "text")),
        like_count=whole(source, item, "likes"),
    )
    if answer := item.get("answer"):
        yield Post(
            source=source.name,
            post_id=f"{post_id}-answer",
            parent_id=post_id,
            conversation_id=post_id,
            created_at=due(source, "at", moment(source, answer, "at")),
            brand=source.brand,
            kind="reply",
            is_outbound=True,
            text=due(source, "text", text(source, answer, "text")),
        )


def poll(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[tuple[Item, ...]]:
    """Yield reviews as they are now."""
    answer = client.get_json(_api(source), "reviews", params={"id[]": list(post_ids)})
    yield tuple(answer.data)


def _api(source: Options) -> Api:
    token = expand(source.name, source.access_token)
    return Api(
        source=source.name, base_url=expand(source.name, source.base_url), auth=bearer(token)
    )
