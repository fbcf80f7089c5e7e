"""Submissions and comments on Reddit: of whole subreddits, and wherever a word is said in a title.

Docs    https://www.reddit.com/dev/api
Auth    an approved application's id and secret; Reddit gives new ones on request only, and
        commercial use needs an agreement
Limits  100 questions a minute; a listing shows its newest 1,000; waits when told to
Gaps    comments cannot be searched: they are heard in subreddits that are read whole and below
        submissions that were found, the newest hundred; no followers, no views; a score below zero
        counts as no likes; what was deleted or whose author is gone is not kept
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated

from pydantic import Field

from ingest.brand import Brand
from ingest.errors import SourceError, SourceRejected, UnexpectedPayload
from ingest.mention import Post
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.options import Address, Search, Secret, secret
from ingest.sources.reddit_api import newest_first, things, told
from ingest.sources.reddit_followed import followed
from ingest.sources.reddit_pass import Pass
from ingest.sources.reddit_posts import NAME, is_deleted, is_gone, post, taken_back
from ingest.web.asking import Api, Params
from ingest.web.auth import Granted
from ingest.web.client import Client
from ingest.web.config_text import expand
from ingest.web.oauth import ClientCredentials

Subreddit = Annotated[str, Field(pattern=r"^\w{2,24}$")]


class Options(Search):
    """What earshot.toml says of Reddit."""

    base_url: Address = Field(
        default=Address("https://oauth.reddit.com"), description="Where the API answers."
    )
    token_url: Address = Field(
        default=Address("https://www.reddit.com/api/v1/access_token"),
        description="Where it gives tokens.",
    )
    username: str = Field(
        pattern=r"^[\w-]{1,32}$",
        description="The account behind the application, without /u/; Reddit wants to know.",
    )
    own_subreddits: tuple[Subreddit, ...] = Field(
        default=(), description="The brand's, read whole; what is said there is said to it."
    )
    subreddits: tuple[Subreddit, ...] = Field(
        default=(), description="Others to read whole, without r/."
    )
    client_id: Secret = secret("Of the application, below its name.")
    client_secret: Secret = secret("Of the application.")


def fetch(
    client: Client, source: Options, brands: Mapping[str, Brand], cursor: Cursor, now: datetime
) -> Iterator[Page]:
    """Yield what is new, listing by listing, newest first; then comments below what was found.

    The cursor holds, by listing, the epoch second up to which it was read, which moves with its
    last page only, and how many comments of the submissions followed are known. A subreddit that
    is refused costs no other: it is told at the end. After max_items the rest is left to the next
    run; a listing that was begun is read to its end.
    """
    api, listings = _api(source), _listings(source, brands)
    so_far = Pass.begins(cursor, listings, now)
    refused: SourceError | None = None
    for name in sorted(listings, key=lambda name: so_far.begun[name]):
        path, params = listings[name]
        try:
            for found in newest_first(client, api, path, params, so_far.start(name)):
                yield so_far.listed(name, found, follows=path == "search")
        except (SourceRejected, UnexpectedPayload) as error:
            refused = refused or error
        if so_far.count >= source.max_items:
            break
    yield from followed(client, api, so_far, source.max_items)
    if refused:
        raise refused


def poll(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[tuple[Item, ...]]:
    """Yield things as they are now; who was taken back says so."""
    for asked, found in things(client, _api(source), _names(post_ids)):
        yield tuple(item for item in found if told(item, "name") in asked)


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield what became of things; missing, deleted and removed ones are gone."""
    for asked, found in things(client, _api(source), _names(post_ids)):
        there = tuple(one for one in found if told(one, "name") in asked and not is_gone(one))
        shown = {told(item, "name") for item in there}
        yield Checked(items=there, gone=tuple(one for one in asked if one not in shown))


def parse(item: Item, source: Options) -> Iterator[Post]:
    """A thing is a submission or a comment; of one that was deleted only that is told.

    One that is merely removed tells nothing: a moderator may let it through after all.
    """
    if is_deleted(item):
        yield taken_back(item, source)
    elif not is_gone(item):
        yield post(item, source, {name.lower() for name in source.own_subreddits})


def _names(post_ids: Sequence[str]) -> list[str]:
    return [one for one in post_ids if NAME.fullmatch(one)]


def _listings(source: Options, brands: Mapping[str, Brand]) -> dict[str, tuple[str, Params]]:
    """Path and parameters of each listing, by a name that stands for it."""
    found: dict[str, tuple[str, Params]] = {}
    names = dict.fromkeys((*source.own_subreddits, *source.subreddits))
    for name in names:
        found[f"r/{name} new"] = (f"r/{name}/new", {})
        found[f"r/{name} comments"] = (f"r/{name}/comments", {})
    for term in source.wanted(brands) if source.terms or not names else ():
        phrase = '"' + term.replace('"', " ") + '"'
        found[phrase] = ("search", {"q": phrase, "sort": "new", "t": "all", "type": "link"})
    return found


def _api(source: Options) -> Api:
    agent = f"server:earshot:v0.1 (by /u/{source.username})"
    grant = ClientCredentials(
        token_url=expand(source.name, source.token_url),
        client_id=expand(source.name, source.client_id),
        client_secret=expand(source.name, source.client_secret),
        more_headers=(("User-Agent", agent),),
    )
    return Api(
        source=source.name,
        base_url=expand(source.name, source.base_url),
        headers={"User-Agent": agent},
        auth=Granted(grant),
    )
