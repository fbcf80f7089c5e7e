"""Videos: the brand's own, those that a search finds, and what is known of each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any

from ingest.sources.connector import Item
from ingest.sources.fields import inside, text_inside
from ingest.sources.google_answers import Refused, following
from ingest.sources.sheets import Sheet
from ingest.sources.youtube_api import TOGETHER, Channel, Tube, by_fifty
from ingest.web.asking import Params


def uploads(tube: Tube, channel: Channel) -> list[str]:
    """Ids of a channel's newest videos, 50 at most."""
    params: Params = {
        "part": "contentDetails",
        "playlistId": channel.uploads,
        "maxResults": TOGETHER,
    }
    if not channel.uploads:
        return []
    try:
        items = tube.items(tube.ask("playlistItems", params))
    except Refused as error:
        if error.status != HTTPStatus.NOT_FOUND:
            raise
        return []  # a channel that never showed a video has no such list
    return [found for item in items if (found := text_inside(item, "contentDetails", "videoId"))]


def search(tube: Tube, term: str, token: str | None, since: datetime | None) -> Sheet:
    """A page of videos that were published since then and that a search finds, newest first.

    A server that does not know publishedAfter finds older ones, too: they are left out.
    """
    params: dict[str, str | int] = {
        "part": "snippet",
        "type": "video",
        "order": "date",
        "q": '"' + term.replace('"', " ") + '"',
        "maxResults": TOGETHER,
    }
    if since is not None:
        params["publishedAfter"] = since.strftime("%Y-%m-%dT%H:%M:%SZ")
    data = tube.page("search", params, token)
    times = [(tube.time(inside(hit, "snippet"), "publishedAt"), hit) for hit in tube.items(data)]
    items = tuple(hit for when, hit in times if when and (since is None or when >= since))
    known = [when for when, _ in times if when]
    return Sheet(items=items, token=following(data), oldest=known[-1] if known else None)


def videos(tube: Tube, ids: Sequence[str]) -> tuple[Item, ...]:
    """Videos as they are now, with the subscribers of their channels; who is gone is missing."""
    found: list[Item] = []
    for some in by_fifty(ids):
        data = tube.ask("videos", {"part": "snippet,statistics", "id": ",".join(some)})
        found += [item for item in tube.items(data) if isinstance(item, dict)]
    makers = sorted({text_inside(item, "snippet", "channelId") for item in found} - {""})
    subscribers = _subscribers(tube, makers)
    return tuple(_video(tube, item, subscribers) for item in found)


def _video(tube: Tube, item: Item, subscribers: Mapping[str, Any]) -> Item:
    maker = text_inside(item, "snippet", "channelId")
    channel = {"subscriberCount": subscribers.get(maker)}
    return {**item, "isOwn": maker in tube.own_ids, "channel": channel}


def _subscribers(tube: Tube, makers: Sequence[str]) -> dict[str, Any]:
    """Rounded by YouTube; who hides them has none."""
    found: dict[str, Any] = {}
    for some in by_fifty(makers):
        for item in tube.about_channels({"id": ",".join(some)}, "statistics"):
            statistics = inside(item, "statistics")
            if statistics.get("hiddenSubscriberCount") is not True:
                found[text_inside(item, "id")] = statistics.get("subscriberCount")
    return found
