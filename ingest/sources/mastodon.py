"""Mastodon, and every server that speaks its API: Takahe, Pleroma, Akkoma, GoToSocial, Pixelfed.

Docs    https://docs.joinmastodon.org/methods/
Auth    none for hashtags where the server shows them to everybody; for the rest an access token of
        the brand's account with read:statuses, read:search, read:notifications, read:accounts
Limits  300 questions in five minutes; servers set their own, and some name none
Gaps    a server knows only the posts that reached it; searching texts finds nothing on servers
        without full-text search and, elsewhere, only authors who agreed to be found, and neither is
        told; likes and boosts are those that the server saw; posts not meant for everybody are left
        out
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from ingest.brand import Brand
from ingest.mention import Post
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.mastodon_heard import Ear
from ingest.sources.mastodon_held import read_again
from ingest.sources.mastodon_options import Options
from ingest.sources.mastodon_probe import reach
from ingest.sources.mastodon_reading import read
from ingest.sources.mastodon_server import reached
from ingest.sources.mastodon_statuses import post_of
from ingest.web.client import Client

__all__ = ["Options", "fetch", "parse", "poll", "probe", "recheck"]


def fetch(
    client: Client, source: Options, brands: Mapping[str, Brand], cursor: Cursor, now: datetime
) -> Iterator[Page]:
    """Yield mentions of the account, its own posts, hashtags, hits of the search, and threads.

    Items are the server's posts; under "heard" stands what they are to be understood by: the
    server's domain, whether the post is the brand's own, whom it speaks to, the root of its thread.
    The ids are the server's own, the same by whichever way a post is read; another base_url starts
    afresh.
    """
    yield from read(client, source, reached(client, source), brands, cursor, now)


def poll(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[tuple[Item, ...]]:
    """Yield posts as they are now; who is gone is not among them."""
    for checked in _again(client, source, post_ids, is_sure=False):
        yield checked.items


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield posts as they are now, and ids of those that the server does not show any more."""
    yield from _again(client, source, post_ids, is_sure=True)


def parse(item: Item, source: Options) -> Iterator[Post]:
    """A post; what not everybody may read is none."""
    yield from post_of(item, source)


def probe(client: Client, source: Options, brands: Mapping[str, Brand]) -> Iterator[str]:
    """Yield what the server gives with this token, and which scope is missing for the rest."""
    yield from reach(client, source, reached(client, source), brands)


def _again(
    client: Client, source: Options, post_ids: Sequence[str], *, is_sure: bool
) -> Iterator[Checked]:
    server = reached(client, source)
    ear = Ear(server=server, source=source, brands={})
    for checked in read_again(client, server, post_ids, is_sure=is_sure):
        yield Checked(items=tuple(map(ear.heard, checked.items)), gone=checked.gone)
