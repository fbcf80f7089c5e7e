"""Google Business Profile: reviews of one's own places on Google Maps, and the owner's answers.

Docs    https://developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews
Auth    an OAuth client, and the refresh token of an owner or manager of the profile; Google has to
        approve the Cloud project first
Limits  300 questions a minute once it is approved, 50 reviews each (read 2026-11)
Gaps    reviews of places that are not verified, or not one's own; the language that a review is
        written in; authors have no id and no followers; likes; photos; answers that Google has not
        published
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated

from pydantic import Field

from ingest.brand import Brand
from ingest.errors import SourceRejected
from ingest.mention import Post
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.google_business_api import Profile, refusal
from ingest.sources.google_business_items import posts
from ingest.sources.google_business_places import Place, places
from ingest.sources.google_login import GoogleSource, login
from ingest.sources.newest_first_lists import Lists
from ingest.sources.options import Address
from ingest.sources.reviews import rechecked
from ingest.sources.sheets import Ask
from ingest.sources.spans import Depth, State
from ingest.web.asking import Api
from ingest.web.client import Client
from ingest.web.config_text import expand

# An answer should lift its review like an edit does; where it does not, it is found within a day.
DEPTHS = (
    Depth(reach=timedelta(days=1)),
    Depth(reach=timedelta(days=60), every=timedelta(days=1)),
)
Location = Annotated[str, Field(pattern="^accounts/[^/]+/locations/[^/]+$")]


class Options(GoogleSource):
    """What earshot.toml says of a business profile."""

    locations: tuple[Location, ...] = Field(
        default=(), description='Only these: ["accounts/1/locations/2"]; else all that are seen.'
    )
    base_url: Address = Field(
        default=Address("https://mybusiness.googleapis.com/v4"), description="Where reviews are."
    )
    accounts_url: Address = Field(
        default=Address("https://mybusinessaccountmanagement.googleapis.com/v1"),
        description="Where accounts are listed.",
    )
    locations_url: Address = Field(
        default=Address("https://mybusinessbusinessinformation.googleapis.com/v1"),
        description="Where places are listed.",
    )


def fetch(
    client: Client,
    source: Options,
    brands: Mapping[str, Brand],  # noqa: ARG001 - every review of a place is about it
    cursor: Cursor,
    now: datetime,
) -> Iterator[Page]:
    """Yield reviews of every place, those changed or answered last first.

    The cursor holds how far each place was read.

    Raises:
        SourceError: the pages yielded before it stay good.
    """
    profile = _profile(client, source)
    found = {place.name: place for place in _places(client, source)}
    if not found:
        told = "who agreed sees no verified place; log in as an owner or manager of the profile"
        raise SourceRejected(f"{source.name}: {told}")

    def open_list(name: str, _: State) -> tuple[Ask, Callable[[], State | None]]:
        return partial(profile.page, found[name]), dict

    yield from Lists(
        open_list=open_list,
        source=source.name,
        names=tuple(found),
        depths=DEPTHS,
        state=deepcopy(cursor),
        now=now,
        room=source.max_items,
    ).pages()


def parse(item: Item, source: Options) -> Iterator[Post]:
    """A review, and the owner's answer in it as a post of its own."""
    yield from posts(source, item)


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield what became of reviews and answers, one review a question."""
    profile = _profile(client, source)
    yield from rechecked(post_ids, profile.one, lambda item: parse(item, source))


def _profile(client: Client, source: Options) -> Profile:
    return Profile(client=client, api=_api(source, source.base_url), source=source)


def _places(client: Client, source: Options) -> Iterator[Place]:
    if source.locations:
        return (Place(name=name, about={}) for name in source.locations)
    accounts, locations = _api(source, source.accounts_url), _api(source, source.locations_url)
    return places(client, source.name, accounts, locations)


def _api(source: Options, address: Address) -> Api:
    return Api(
        source=source.name,
        base_url=expand(source.name, address),
        auth=login(source),
        refusal=refusal(source.name),
    )
