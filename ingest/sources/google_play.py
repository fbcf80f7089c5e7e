"""Google Play: reviews of one's own apps, and what the developer answers.

Docs    https://developers.google.com/android-publisher/api-ref/rest/v3/reviews
Auth    the key of a service account that may see the app in the Play Console; or an OAuth client
        and the refresh token of a person who may
Limits  200 questions an hour and app, a hundred reviews each (read 2026-11)
Gaps    reviews that were neither written nor changed in the last seven days, of which the Play
        Console exports files; stars without words; other people's apps; the day of a review that
        was changed before it was first read is that of the change; authors have no id
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from urllib.parse import quote

from pydantic import Field

from ingest.brand import Brand
from ingest.mention import Post
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.google_answers import refusal
from ingest.sources.google_login import GoogleSource, login, service_account
from ingest.sources.google_play_items import posts
from ingest.sources.google_play_round import Reviews, read_round
from ingest.sources.options import Address, Secret, secret
from ingest.sources.reviews import rechecked
from ingest.web.asking import Api, Auth
from ingest.web.budgets import Budget
from ingest.web.client import Client
from ingest.web.config_text import expand

SCOPE = "https://www.googleapis.com/auth/androidpublisher"


class Options(GoogleSource):
    """What earshot.toml says of an app in Google Play."""

    package_name: str = Field(
        pattern=r"^[A-Za-z][\w.]*$", description="Of the app, as in its address: com.acme.notes."
    )
    service_account: Secret = secret(
        "The JSON key of a service account, or the path of its file; else client and token.",
        optional=True,
    )
    questions_per_hour: int = Field(
        default=200, ge=1, description="What Google gives an app; other programs may need some."
    )
    base_url: Address = Field(
        default=Address("https://androidpublisher.googleapis.com/androidpublisher/v3"),
        description="Where it answers.",
    )


def fetch(
    client: Client,
    source: Options,
    brands: Mapping[str, Brand],  # noqa: ARG001 - every review of the app is about it
    cursor: Cursor,
    now: datetime,
) -> Iterator[Page]:
    """Yield the whole list, which holds a week; what a pass leaves the next one reads.

    The cursor holds when the list was last read whole, and the page to go on with.
    """
    yield from read_round(_reviews(client, source), cursor, now, source.max_items)


def parse(item: Item, source: Options) -> Iterator[Post]:
    """A review, and the developer's answer in it as a post of its own."""
    yield from posts(source, item, source.package_name)


def poll(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[tuple[Item, ...]]:
    """Yield reviews as they are now, one a question; who is gone is missing."""
    reviews = _reviews(client, source)
    for review_id in post_ids:
        item = reviews.one(review_id)
        if item is not None:
            yield (item,)


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield what became of reviews and answers, one review a question."""
    yield from rechecked(post_ids, _reviews(client, source).one, lambda item: parse(item, source))


def _reviews(client: Client, source: Options) -> Reviews:
    api = Api(
        source=source.name,
        base_url=expand(source.name, source.base_url),
        auth=_login(source),
        refusal=refusal(source.name),
    )
    name, amount = f"{source.name}: questions", source.questions_per_hour
    return Reviews(
        client=client,
        api=api,
        path=f"applications/{quote(source.package_name)}/reviews",
        budget=Budget(name, "questions", amount, "hour"),
    )


def _login(source: Options) -> Auth:
    """A service account where there is one."""
    if source.service_account.missing:
        instead = f", or {source.service_account.variables[0]} to the key of a service account"
        return login(source, instead)
    return service_account(source, source.service_account, SCOPE)
