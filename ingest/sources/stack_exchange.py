"""Questions, answers and comments on Stack Overflow and its sister sites, by word or tag.

Docs    https://api.stackexchange.com/docs
Auth    none; a free key raises the day's quota from 300 to 10,000 questions
Limits  300 questions a day and address, 10,000 with a key; 100 items a page; waits when told to
Gaps    a new comment is no activity: it is heard in the hundred threads that were
        active last, and where a question's counts are read again; authors have no handle and no
        followers; a score below zero counts as no likes
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain

from pydantic import Field

from ingest.brand import Brand, Name
from ingest.errors import SourceError, SourceRejected, UnexpectedPayload
from ingest.mention import Post
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.options import Address, Search, Secret, secret
from ingest.sources.stack_exchange_api import throttled
from ingest.sources.stack_exchange_held import held
from ingest.sources.stack_exchange_pass import Pass
from ingest.sources.stack_exchange_posts import owner_of, post
from ingest.sources.stack_exchange_search import EXCERPTS, QUESTIONS, search
from ingest.sources.stack_exchange_threads import thread_filter, threads
from ingest.web.asking import Api, Params
from ingest.web.client import Client
from ingest.web.config_text import expand

LANGUAGES = ("es", "ja", "pt", "ru")  # sites in another language begin with it: "pt.stackoverflow"


class Options(Search):
    """What earshot.toml says of a Stack Exchange site."""

    base_url: Address = Field(
        default=Address("https://api.stackexchange.com/2.3"), description="Where the API answers."
    )
    site: str = Field(
        default="stackoverflow",
        pattern=r"^[a-z0-9.-]+$",
        description='As the API calls it: "stackoverflow", "superuser", "pt.stackoverflow", ….',
    )
    tags: tuple[Name, ...] = Field(
        default=(), description="Tags of the brand: questions with one of them are about it."
    )
    own_user_ids: tuple[int, ...] = Field(
        default=(), description="Users who answer for the brand, by the number in their address."
    )
    key: Secret = secret("Of a registered application; it raises the quota.", optional=True)


def fetch(
    client: Client, source: Options, brands: Mapping[str, Brand], cursor: Cursor, now: datetime
) -> Iterator[Page]:
    """Yield whole threads that were active, by search, oldest activity first; then quiet ones.

    The cursor holds, by search, the epoch second up to which everything was read, the hundred
    threads that were active last, and the name of the filter. The search that is furthest behind
    comes first; after max_items the rest is left to the next run. One that is refused costs no
    other: it is told at the end.
    """
    api, searches = _api(source), _searches(source, brands)
    filter_ = cursor.get("filter") or thread_filter(client, api)
    so_far = Pass.begins(cursor, [*searches], now, filter_)
    refused: SourceError | None = None
    for name in sorted(searches, key=lambda name: so_far.begun[name]):
        try:
            for found in search(client, api, searches[name], so_far.start(name), so_far.end):
                read = threads(client, api, so_far.unread(found), filter_)
                yield so_far.page(tuple(chain.from_iterable(read)), name, found.read_until)
                if so_far.count >= source.max_items and so_far.has_moved(name):
                    return
        except (SourceRejected, UnexpectedPayload) as error:
            refused = refused or error
    for items in threads(client, api, so_far.quiet(), filter_):
        yield so_far.page(items)
    if refused:
        raise refused


def poll(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[tuple[Item, ...]]:
    """Yield posts as they are now, a question with all that is said below it."""
    for batch in held(client, _api(source), post_ids):
        yield batch.items


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield what became of posts; what was deleted is missing from the site's answer."""
    for batch in held(client, _api(source), post_ids):
        yield Checked(items=batch.items, gone=batch.missing)


def parse(item: Item, source: Options) -> Iterator[Post]:
    """An item is a question, an answer or a comment; those of configured users are the brand's."""
    is_own = owner_of(item, source).get("user_id") in source.own_user_ids
    tags = item.get("tags")
    is_tagged = isinstance(tags, list) and any(tag in source.tags for tag in tags)
    prefix = source.site.split(".")[0]
    yield post(
        item,
        source,
        source.site,
        brand=source.brand if is_own or is_tagged else None,
        is_outbound=is_own and source.brand is not None,
        lang=source.language or (prefix if prefix in LANGUAGES else "en"),
    )


def _searches(source: Options, brands: Mapping[str, Brand]) -> dict[str, tuple[str, Params]]:
    """Method and parameters of each search, by a name that stands for it."""
    found: dict[str, tuple[str, Params]] = {}
    if source.tags:
        tagged = ";".join(source.tags)
        found[f"tagged {tagged}"] = (QUESTIONS, {"tagged": tagged})
    for term in source.wanted(brands) if brands or source.terms or not source.tags else ():
        found[term] = (EXCERPTS, {"q": '"' + term.replace('"', " ") + '"'})
    return found


def _api(source: Options) -> Api:
    params = {"site": source.site}
    if not source.key.missing:
        params["key"] = expand(source.name, source.key)
    return Api(
        source=source.name,
        base_url=expand(source.name, source.base_url),
        params=params,
        asks_to_wait=throttled,
    )
