"""Apple App Store: reviews of an app in every country asked for, and what its developer answers.

Docs    https://developer.apple.com/documentation/appstoreconnectapi/customer-reviews; the public
        feed is undocumented, https://itunes.apple.com/us/rss/customerreviews/id=284882215/json
Auth    none for the public feed of any app; a key of App Store Connect for one's own app with the
        answers to its reviews
Limits  the feed shows the newest 500 reviews of a country, and a question every 3 seconds is
        polite; App Store Connect takes 3,500 questions an hour (read 2026-11)
Gaps    the feed has no answers, and a country without reviews looks like a broken one; stars
        without words; the language that a review is written in; the day of a review that was
        changed before it was first read is that of the change; deletions in the feed only among
        the newest reviews; authors have no followers
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import datetime, timedelta

from ingest.brand import Brand
from ingest.errors import SourceUnavailable
from ingest.mention import Post
from ingest.sources.app_store_asking import connect_of, feed_of
from ingest.sources.app_store_held import looked_for
from ingest.sources.app_store_items import of_connect, of_feed
from ingest.sources.app_store_options import Options
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.newest_first_lists import Lists
from ingest.sources.reviews import rechecked
from ingest.sources.sheets import Ask
from ingest.sources.spans import Depth, State
from ingest.web.client import Client

# A changed review comes first again; votes change where it stands.
DEPTHS = (
    Depth(reach=timedelta(days=1)),
    Depth(reach=timedelta(days=30), every=timedelta(days=1)),
)
# An answer does not lift its review: the last weeks are read each time, a quarter once a day.
CONNECT_DEPTHS = (
    Depth(reach=timedelta(days=14)),
    Depth(reach=timedelta(days=90), every=timedelta(days=1)),
)
CONNECT = "App Store Connect"


def fetch(
    client: Client,
    source: Options,
    brands: Mapping[str, Brand],  # noqa: ARG001 - every review of the app is about it
    cursor: Cursor,
    now: datetime,
) -> Iterator[Page]:
    """Yield reviews, the newest first: of App Store Connect where there is a key, else of the feed.

    Both tell of the same reviews under ids of their own, so that only one of them is read. The
    cursor holds how far each list was read, and which form of a country's address worked.

    Raises:
        SourceError: the pages yielded before it stay good.
    """

    def open_list(name: str, held: State) -> tuple[Ask, Callable[[], State | None]]:
        if source.key_id:
            return connect_of(client, source).page, dict
        feed = feed_of(client, source, name, held.get("form"))
        return (
            lambda token, _: feed.page(int(token or 1)),
            lambda: None if feed.form is None else {"form": feed.form},
        )

    one = Lists(
        open_list=open_list,
        source=source.name,
        names=(CONNECT,) if source.key_id else source.countries,
        depths=CONNECT_DEPTHS if source.key_id else DEPTHS,
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
    """A review, and the developer's answer in it as a post of its own."""
    if item.get("type") == "customerReviews":
        yield from of_connect(source, item, source.app_id)
    else:
        yield of_feed(source, item, source.app_id)


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield what became of reviews: of the feed by country, of App Store Connect one by one.

    The feed shows only the newest, so that much is not known.
    """
    if source.key_id:
        ids = [one for one in post_ids if ":" not in one]
        yield from rechecked(ids, connect_of(client, source).one, lambda item: parse(item, source))
        return
    for country in source.countries:
        ids = [one.partition(":")[2] for one in post_ids if one.startswith(f"{country}:")]
        if ids:
            yield looked_for(feed_of(client, source, country, None), country, ids)
