"""X, by its paid API: what is said to your accounts, what they answer, and a search.

Docs    https://docs.x.com/x-api
Auth    the bearer token of an app with credits
Limits  every post and author that X returns is paid for; posts_per_month and dollars_per_month stop
        it before; the search reaches 7 days back; 450 questions in 15 minutes
Gaps    reposts are counts; what others answer without naming the brand is not heard; with
        authors = false nobody has a name or followers; while less than a quarter of a budget is
        left, held posts are not looked for again, neither for counts nor for deletions
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from ingest.brand import Brand
from ingest.mention import Post
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.x_api import X, opened
from ingest.sources.x_lists import handles, lists_of
from ingest.sources.x_options import Options
from ingest.sources.x_posts import history, post_of
from ingest.sources.x_reading import Reading
from ingest.web.client import Client

__all__ = ["Options", "fetch", "parse", "poll", "recheck"]

RECHECK_DAYS = (0.9,)  # what is stored follows deletions within 24 hours


def fetch(
    client: Client, source: Options, brands: Mapping[str, Brand], cursor: Cursor, now: datetime
) -> Iterator[Page]:
    """Yield what is new, newest first; what a pass cannot pay for is left to a later one.

    The cursor holds, by list, the newest id and the gaps below it; ids of posts that the brand's
    own posts answer and that were not read yet; and the spelling that the server understands.
    """
    x = opened(client, source)
    x.spelling = cursor.get("spelling", x.spelling)
    reading = Reading(
        x=x,
        source=source,
        now=now,
        lists=dict(cursor.get("lists", {})),
        wanted=list(cursor.get("wanted", [])),
        own_handles=frozenset(
            name.lower() for brand in brands.values() for name in handles(brand.own_accounts)
        ),
    )
    yield from reading.read(lists_of(source, brands))


def parse(item: Item, source: Options) -> Iterator[Post]:
    """A post; an edited one in its newest words, under the id and the day of its first."""
    yield post_of(item, source)


def poll(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[tuple[Item, ...]]:
    """Yield posts as they are now, while more than a quarter of the budget is left."""
    for checked in _again(client, source, post_ids):
        yield checked.items


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield posts as they are now, and ids of those deleted or protected.

    Nothing is said of the rest where more than three quarters of the budget are spent.
    """
    yield from _again(client, source, post_ids)


def _again(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    x, left = opened(client, source), list(post_ids)
    while left and x.purse.is_spare() and (size := x.affordable()):
        found = x.lookup(left[:size])
        left = left[size:]
        yield Checked(items=tuple(_newest(x, found.items)), gone=tuple(found.gone))


def _newest(x: X, items: list[Item]) -> Iterator[Item]:
    """Posts in their newest version: an id of an edited one brings what it said before."""
    edited = {
        versions[-1]: item
        for item in items
        if isinstance(item, dict)
        and len(versions := history(item)) > 1
        and versions[-1] != item.get("id")
    }
    old = {id(item) for item in edited.values()}
    yield from (item for item in items if id(item) not in old)
    if edited and len(edited) <= x.affordable():
        yield from x.lookup(list(edited)).items
