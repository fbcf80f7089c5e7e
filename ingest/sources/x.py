"""X, by its paid API: what is said to your accounts, what they answer, and a search.

Docs    https://docs.x.com/x-api
Auth    the bearer token of an app with credits
Limits  every post and author that X returns is paid for; posts_per_month and dollars_per_month stop
        it before; the search reaches 7 days back; 450 questions in 15 minutes
Gaps    reposts are counts; what others answer without naming the brand is not heard; with
        authors = false nobody has a name or followers; while less than a quarter of a budget is
        left, counts are not read again, nor edits
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from ingest.brand import Brand
from ingest.errors import NotNow, SourceError
from ingest.mention import Post
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.x_answers import ID
from ingest.sources.x_api import X, opened
from ingest.sources.x_compliance import gone_among
from ingest.sources.x_lists import handles, lists_of
from ingest.sources.x_options import Options
from ingest.sources.x_posts import history, post_of
from ingest.sources.x_reading import Reading
from ingest.web.client import Client

__all__ = ["Options", "fetch", "parse", "poll", "recheck"]

# What is stored follows deletions within 24 hours. A post is missed by two passes, an hour apart or
# more: with a pass every two hours the later one comes within 19.2 + 2 + 2 hours.
RECHECK_DAYS = (0.8,)


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
    for checked in _again(opened(client, source), list(post_ids)):
        yield checked.items


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield ids of those deleted or protected, and of those that stand.

    A compliance job tells it at no price. Where X takes none they are paid for like any other
    post, while more than a quarter of the budget is left.

    Raises:
        NotNow: some could not be asked for, so that what X deleted may be kept too long.
    """
    x = opened(client, source)
    known = [one for one in post_ids if ID.fullmatch(one)]
    try:
        gone = frozenset(gone_among(client, x.api, source, known)) if known else frozenset()
    except SourceError as error:
        yield from _again(x, known)
        if known:
            told = f"{len(known):,} held posts were not looked for again, and may be kept longer"
            raise NotNow(f"{source.name}: {told} than X allows: {error}") from None
        return
    yield Checked(
        gone=tuple(one for one in known if one in gone),
        standing=tuple(one for one in known if one not in gone),
    )


def _again(x: X, left: list[str]) -> Iterator[Checked]:
    """Look posts up while it can be paid for; whom it cannot be paid for is left."""
    while left and x.purse.is_spare() and (size := x.affordable()):
        found = x.lookup(left[:size])
        del left[:size]
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
