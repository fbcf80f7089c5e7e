"""YouTube: videos about the brand, and comments below these and below the brand's own videos.

Docs    https://developers.google.com/youtube/v3/docs
Auth    an API key of a Google Cloud project with the YouTube Data API v3
Limits  10,000 units a day, a page costs 1; 100 searches a day apart from that (read 2026-11); both
        renew at midnight in California
Gaps    of the own channels the 50 newest videos, but comments below all of them; what a search does
        not find, and comments below found videos older than 30 days; replies in threads older than
        30 days; held and hidden comments; followers of people who comment; shares
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from itertools import chain

from pydantic import Field

from ingest.brand import Brand
from ingest.mention import Post
from ingest.sources.connector import Checked, Cursor, Item, Page
from ingest.sources.fields import text_inside
from ingest.sources.google_answers import refusal
from ingest.sources.options import Address, Search, Secret, secret
from ingest.sources.youtube_api import Tube, by_fifty
from ingest.sources.youtube_comments import comments
from ingest.sources.youtube_items import VIDEO_ID, comment, is_video, video
from ingest.sources.youtube_listening import found, own, searched
from ingest.sources.youtube_pass import FIRST_RUN, Pass
from ingest.sources.youtube_videos import videos
from ingest.web.asking import Api
from ingest.web.client import Client
from ingest.web.config_text import expand

SEARCHES = 100  # a day that Google gives; each page of results is one
# Numbers and words of others may be kept for 30 days, then they have to be fetched anew.
RECHECK_DAYS = (1, 2, 7, 28)


class Options(Search):
    """What earshot.toml says of YouTube."""

    api_key: Secret = secret("Of a Google Cloud project with the YouTube Data API v3.")
    channels: tuple[str, ...] = Field(
        default=(), description='The brand\'s own channels: "@handle", or the id that begins UC.'
    )
    searches_per_day: int = Field(
        default=48, ge=0, le=10_000, description="Of the 100 that Google gives; 0 does not search."
    )
    units_per_day: int = Field(
        default=10_000, ge=1, description="What Google gives; other programs may need some of it."
    )
    base_url: Address = Field(
        default=Address("https://www.googleapis.com/youtube/v3"), description="Where it answers."
    )


def fetch(
    client: Client, source: Options, brands: Mapping[str, Brand], cursor: Cursor, now: datetime
) -> Iterator[Page]:
    """Yield the own channels, then what searches find, then what is new below found videos.

    The cursor holds how far each channel, term and video was read, and which videos are watched.
    Until the first pass that left nothing, it holds since when the source is watched. A part that
    fails does not keep the others from being read.

    Raises:
        SourceError: the first that there was, at the end.
    """
    one = Pass(_tube(client, source), deepcopy(cursor), source.max_items, now)
    terms = source.wanted(brands) if source.searches_per_day else ()
    reading = [
        *(one.guarded(own(one, channel)) for channel in one.tube.channels),
        one.guarded(searched(one, terms, source.searches_per_day), may_wait=True),
        one.guarded(found(one)),
    ]
    if not cursor:
        one.state["since"] = (now - FIRST_RUN).isoformat()
    for items in chain.from_iterable(reading):
        state = deepcopy(one.state)
        yield Page(items=items, cursor=state, observed_since=None, observed_until=None)
    if one.trouble:
        raise one.trouble
    if one.is_complete:
        begun = one.state.pop("since", None)
        since = datetime.fromisoformat(begun) if begun else None
        yield Page(items=(), cursor=one.state, observed_since=since, observed_until=now)


def parse(item: Item, source: Options) -> Iterator[Post]:
    """A video is a post; a comment hangs below its video, a reply below its comment.

    What the brand's own channels wrote is its own.
    """
    yield video(source, item) if is_video(item) else comment(source, item)


def poll(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[tuple[Item, ...]]:
    """Yield videos and comments as they are now, 50 a question; who is gone is missing."""
    for _, items in _held(client, source, post_ids):
        yield items


def recheck(client: Client, source: Options, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield what became of videos and comments; YouTube leaves out those that are gone."""
    for ids, items in _held(client, source, post_ids):
        there = {text_inside(item, "id") for item in items}
        yield Checked(items=items, gone=tuple(one for one in ids if one not in there))


def _held(
    client: Client, source: Options, post_ids: Sequence[str]
) -> Iterator[tuple[Sequence[str], tuple[Item, ...]]]:
    """Yield (ids asked for, items that are there)."""
    tube = _tube(client, source)
    is_of_video = {post_id: bool(VIDEO_ID.fullmatch(post_id)) for post_id in post_ids}
    for ids in by_fifty([post_id for post_id in post_ids if is_of_video[post_id]]):
        yield ids, videos(tube, ids)
    for ids in by_fifty([post_id for post_id in post_ids if not is_of_video[post_id]]):
        yield ids, comments(tube, ids)


def _tube(client: Client, source: Options) -> Tube:
    api = Api(
        source=source.name,
        base_url=expand(source.name, source.base_url),
        params={"key": expand(source.name, source.api_key)},
        refusal=refusal(source.name),
    )
    return Tube(
        client=client,
        api=api,
        source=source,
        names=source.channels,
        units_per_day=source.units_per_day,
        searches_per_day=max(SEARCHES, source.searches_per_day),
    )
