"""What a pass over YouTube reads: the brand's own channels, searches, and what those found."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial

from ingest.sources.connector import Item
from ingest.sources.fields import inside, text_inside
from ingest.sources.newest_first import walk
from ingest.sources.spans import Depth, State
from ingest.sources.youtube_api import TOGETHER, Channel
from ingest.sources.youtube_pass import FIRST_RUN, Items, Pass, moment_of
from ingest.sources.youtube_videos import search, uploads, videos

WATCHED = timedelta(days=30)  # how long comments below a video that was found are read
WATCHED_COUNT = 500
SHARE_OF_AGE = 24  # a video of a day is looked at every hour, one of a month every 30 hours
SEARCH_DEPTHS = (Depth(reach=timedelta(days=1)),)  # a video may be found a day late


def own(one: Pass, channel: Channel) -> Iterator[Items]:
    """Yield a channel's newest videos, and what is new below all of its videos."""
    yield one.counted(videos(one.tube, uploads(one.tube, channel)))
    channel_id, known = channel.channel_id, one.part("own")
    of = {"allThreadsRelatedToChannelId": channel_id}
    for items, read in one.threads(of, known.get(channel_id, {}), one.now - FIRST_RUN):
        known[channel_id] = read
        yield items


def searched(one: Pass, terms: Sequence[str], searches_per_day: int) -> Iterator[Items]:
    """Yield videos that are found; each term is searched as often as its share of a day allows.

    Args:
        one: the pass.
        terms: what to search for.
        searches_per_day: of all terms together; 0 searches for nothing.
    """
    every = timedelta(days=1) * len(terms) / max(1, searches_per_day)
    known = one.part("search")
    for term in sorted(terms, key=lambda term: str(known.get(term, {}).get("until", ""))):
        last = moment_of(known.get(term, {}).get("until"))
        is_due = not timedelta(0) <= one.now - last < every
        if searches_per_day and is_due and one.has_room:
            yield from _term(one, term, known)


def found(one: Pass) -> Iterator[Items]:
    """Yield videos found before that are worth another look, and what is new below them."""
    watched = one.part("videos")
    for old in [video_id for video_id, held in watched.items() if _is_old(one, held)]:
        del watched[old]
    due = [video_id for video_id, held in watched.items() if _is_due(one, held)]
    due.sort(key=lambda video_id: str(watched[video_id].get("looked", "")))
    for first in range(0, len(due), TOGETHER):
        some = due[first : first + TOGETHER]
        if not one.has_room:
            return
        items = videos(one.tube, some)
        yield one.counted(items)
        for gone in {*some} - {text_inside(item, "id") for item in items}:
            del watched[gone]
        for item in items:
            held = watched.get(text_inside(item, "id"))
            if held is not None and one.has_room:
                yield from one.guarded(_below(one, item, held))


def _term(one: Pass, term: str, known: State) -> Iterator[Items]:
    for hits, read in walk(
        partial(search, one.tube, term),
        known.get(term, {}),
        now=one.now,
        first=one.now - FIRST_RUN,
        depths=SEARCH_DEPTHS,
        limit=one.room,
        source=one.tube.source.name,
    ):
        ids = [video_id for hit in hits if (video_id := text_inside(hit, "id", "videoId"))]
        items = videos(one.tube, ids)
        for item in items:
            _watch(one, item)
        known[term] = read
        yield one.counted(items)


def _watch(one: Pass, item: Item) -> None:
    """Remember a video of others as one below which comments are read."""
    watched, held = one.part("videos"), {"at": text_inside(item, "snippet", "publishedAt")}
    if not item["isOwn"] and not _is_old(one, held) and len(watched) < WATCHED_COUNT:
        watched.setdefault(text_inside(item, "id"), held)


def _below(one: Pass, item: Item, held: State) -> Iterator[Items]:
    """Yield what is new below a video whose number of comments changed; None where it has none."""
    count = inside(item, "statistics").get("commentCount")
    if count is not None and (count != held.get("count") or held.get("read", {}).get("gaps")):
        of = {"videoId": text_inside(item, "id")}
        for items, read in one.threads(of, held.get("read", {}), None):
            held["read"] = read
            yield items
    held |= {"count": count, "looked": one.now.isoformat()}


def _is_old(one: Pass, held: State) -> bool:
    return one.now - moment_of(held["at"]) >= WATCHED


def _is_due(one: Pass, held: State) -> bool:
    looked = moment_of(held.get("looked"))
    is_left = bool(held.get("read", {}).get("gaps"))
    return is_left or one.now - looked >= (looked - moment_of(held["at"])) / SHARE_OF_AGE
