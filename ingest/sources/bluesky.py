"""Bluesky: what is said to an account, what it answers, and a search of all posts.

Docs    https://docs.bsky.app/docs/api/ and https://atproto.com
Auth    an app password of the brand's account
Limits  3,000 questions in five minutes; 300 log-ins a day: one for each `earshot ingest`, one in
        all for `earshot schedule`
Gaps    the search shows about 10,000 posts of a term, and not those that moderation hides; authors
        who block the account are not heard; an edit is seen when a post is read again, and has no
        time; there are no views
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from ingest.brand import Brand
from ingest.mention import Post
from ingest.sources.bluesky_account import reached
from ingest.sources.bluesky_heard import Ear
from ingest.sources.bluesky_held import read_again
from ingest.sources.bluesky_options import Options
from ingest.sources.bluesky_posts import post_of
from ingest.sources.bluesky_probe import reach
from ingest.sources.bluesky_reading import read
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.web.client import Client

__all__ = ["Options", "fetch", "parse", "poll", "probe", "recheck"]


def fetch(
    client: Client, source: Options, brands: Mapping[str, Brand], cursor: Cursor, now: datetime
) -> Iterator[Page]:
    """Yield the brand's posts, what mentions, answers or quotes it, hits of the search, threads.

    Items are posts as the platform shows them; under "heard" stands what they are to be understood
    by: the brand's account, whether the post is its own, whom it speaks to, how many follow its
    author.
    """
    yield from read(client, source, reached(client, source), brands, cursor, now)


def poll(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[tuple[Item, ...]]:
    """Yield posts as they are now; who is gone is not among them."""
    for checked in _again(client, source, post_ids, is_sure=False):
        yield checked.items


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield posts as they are now, and ids of those that were deleted or taken down."""
    yield from _again(client, source, post_ids, is_sure=True)


def parse(item: Item, source: Options) -> Iterator[Post]:
    """A post; what moderation took down is none."""
    yield from post_of(item, source)


def probe(client: Client, source: Options, brands: Mapping[str, Brand]) -> Iterator[str]:
    """Yield what can be read with this account, and what is refused."""
    yield from reach(client, source, reached(client, source), brands)


def _again(
    client: Client, source: Options, post_ids: Sequence[str], *, is_sure: bool
) -> Iterator[Checked]:
    account = reached(client, source)
    ear = Ear(account=account, source=source, brands={})
    for checked in read_again(client, account.api, post_ids, is_sure=is_sure):
        yield Checked(items=tuple(map(ear.heard, checked.items)), gone=checked.gone)
