"""Apple App Store: reviews of an app in every country asked for.

Docs    undocumented; https://itunes.apple.com/us/rss/customerreviews/id=284882215/json is one
Auth    none: anybody may read the feed of any app
Limits  the newest 500 reviews of a country; a question every 3 seconds is polite
Gaps    what the developer answers; stars without words; a country without reviews looks like a
        broken feed; the language that a review is written in; the day of a review that was changed
        before it was first read is that of the change; deletions only among the newest reviews;
        authors have no followers
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field

from ingest.brand import Brand
from ingest.errors import SourceUnavailable
from ingest.mention import Post
from ingest.sources.app_store_feed import Feed, refusal
from ingest.sources.app_store_items import review
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.newest_first import Ask, Depth, State
from ingest.sources.newest_first_lists import Lists
from ingest.sources.options import Address, Source
from ingest.web.asking import Api
from ingest.web.client import Client
from ingest.web.config_text import expand

# A changed review comes first again; votes change where it stands.
DEPTHS = (
    Depth(reach=timedelta(days=1)),
    Depth(reach=timedelta(days=30), every=timedelta(days=1)),
)
Country = Annotated[str, Field(pattern="^[a-z]{2}$")]


class Options(Source):
    """What earshot.toml says of an app in the App Store."""

    app_id: str = Field(pattern="^[0-9]+$", description="The number in its address, after id.")
    countries: tuple[Country, ...] = Field(
        default=("us",), min_length=1, description='Whose stores to read: ["us", "gb", "de"].'
    )
    pause_seconds: float = Field(
        default=3.0, ge=0, le=60, description="Between two questions to the public feed."
    )
    base_url: Address = Field(
        default=Address("https://itunes.apple.com"), description="Where the public feed is."
    )


def fetch(
    client: Client,
    source: Options,
    brands: Mapping[str, Brand],  # noqa: ARG001 - every review of the app is about it
    cursor: Cursor,
    now: datetime,
) -> Iterator[Page]:
    """Yield reviews of every country, those changed last first.

    The cursor holds how far each country was read, and which form of its address worked.
    """

    def open_list(country: str, held: State) -> tuple[Ask, Callable[[], State | None]]:
        feed = _feed(client, source, country, held.get("form"))
        return (
            lambda token, _: feed.page(int(token or 1)),
            lambda: None if feed.form is None else {"form": feed.form},
        )

    one = Lists(
        open_list=open_list,
        source=source.name,
        names=source.countries,
        depths=DEPTHS,
        state=deepcopy(cursor),
        now=now,
        room=source.max_items,
    )
    yield from one.pages()
    if not one.state["read"]:
        told = f"{', '.join(source.countries)} shows no review of app {source.app_id}"
        raise SourceUnavailable(
            f"{source.name}: the store of {told}: none was written, or the feed is broken"
        )


def parse(item: Item, source: Options) -> Iterator[Post]:
    """A review; its words say what its language is."""
    yield review(source, item, source.app_id)


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield what became of reviews, country by country; the feed shows only the newest ones."""
    for country in source.countries:
        ids = [one.partition(":")[2] for one in post_ids if one.startswith(f"{country}:")]
        if ids:
            found = _feed(client, source, country, None).rechecked(ids)
            gone = tuple(f"{country}:{one}" for one in found.gone)
            yield Checked(items=found.items, gone=gone)


def _feed(client: Client, source: Options, country: str, form: int | None) -> Feed:
    api = Api(
        source=source.name,
        base_url=expand(source.name, source.base_url),
        pause_seconds=source.pause_seconds,
        refusal=refusal(source.name),
    )
    return Feed(client, api, source, source.app_id, country, form)
