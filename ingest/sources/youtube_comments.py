"""Comments and replies below videos, as YouTube lists them."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from ingest.sources.connector import Item
from ingest.sources.fields import inside, text_inside
from ingest.sources.google_answers import Refused, following
from ingest.sources.sheets import Sheet
from ingest.sources.youtube_api import Tube
from ingest.web.asking import Params

Counts = dict[str, int]
REMEMBERED = 5000  # threads with more replies than they show
NO_COMMENTS = {"commentsDisabled", "videoNotFound", "channelNotFound", "forbidden"}
COMMENTS: Params = {"part": "snippet", "textFormat": "plainText"}
THREADS: Params = {
    "part": "snippet,replies",
    "order": "time",
    "maxResults": 100,
    "textFormat": "plainText",
}


def threads(tube: Tube, of: Params, token: str | None) -> Sheet:
    """A page of threads as delivered, newest first; none where comments are switched off.

    Raises:
        SourceError: as YouTube or the client raises it.
    """
    try:
        data = tube.page("commentThreads", {**THREADS, **of}, token)
    except Refused as error:
        if error.reasons & NO_COMMENTS:
            return Sheet(items=(), token=None, oldest=None)
        raise
    items = tube.items(data)
    tops = [inside(item, "snippet", "topLevelComment", "snippet") for item in items]
    times = [when for top in tops if (when := tube.time(top, "publishedAt"))]
    return Sheet(items=items, token=following(data), oldest=times[-1] if times else None)


def said_in(tube: Tube, thread: Any) -> Iterator[Item]:
    """Yield the comment that begins a thread, and the replies that it shows."""
    snippet = inside(thread, "snippet")
    about = {name: snippet.get(name) for name in ("videoId", "channelId")}
    counted = {**about, "totalReplyCount": snippet.get("totalReplyCount")}
    yield comment(tube, snippet.get("topLevelComment", thread), counted)
    for reply in _shown(thread):
        yield comment(tube, reply, about)


def more_replies(tube: Tube, thread: Any, counts: Counts) -> Iterator[tuple[Item, ...]]:
    """Yield the replies of a thread that has more than it shows, where their number changed.

    Args:
        tube: asks.
        thread: as delivered.
        counts: replies by thread when they were last read; brought up to date.
    """
    thread_id, snippet = text_inside(thread, "id"), inside(thread, "snippet")
    total = snippet.get("totalReplyCount")
    if not isinstance(total, int) or total <= len(_shown(thread)) or not thread_id:
        return
    if counts.get(thread_id) == total:
        return
    about = {name: snippet.get(name) for name in ("videoId", "channelId")}
    for items in _replies(tube, thread_id):
        yield tuple(comment(tube, item, about) for item in items)
    counts.pop(thread_id, None)
    counts[thread_id] = total
    while len(counts) > REMEMBERED:
        del counts[next(iter(counts))]


def comments(tube: Tube, ids: Sequence[str]) -> tuple[Item, ...]:
    """Comments as they are now, of 50 ids at most; who is gone is missing.

    Where one that is gone makes the answer a 404, the others are asked for apart from it.
    """
    try:
        data = tube.ask("comments", {**COMMENTS, "id": ",".join(ids)})
    except Refused as error:
        if error.status != HTTPStatus.NOT_FOUND:
            raise
        half = len(ids) // 2
        return comments(tube, ids[:half]) + comments(tube, ids[half:]) if half else ()
    return tuple(comment(tube, item, {}) for item in tube.items(data))


def comment(tube: Tube, item: Any, thread: Mapping[str, Any]) -> Item:
    """A comment beside what its thread says, whether the brand wrote it, and below whose video."""
    writer = text_inside(item, "snippet", "authorChannelId", "value")
    below = thread.get("channelId")
    return {
        **(item if isinstance(item, dict) else {"comment": item}),
        "isOwn": writer in tube.own_ids,
        "isBelowOwn": isinstance(below, str) and below in tube.own_ids,
        "thread": dict(thread),
    }


def _replies(tube: Tube, thread_id: str) -> Iterator[tuple[Item, ...]]:
    """Yield pages of replies; a server that repeats itself, or a thread that is gone, ends them."""
    token, read = None, set[str]()
    while True:
        params: Params = {**COMMENTS, "parentId": thread_id, "maxResults": 100}
        try:
            data = tube.page("comments", params, token)
        except Refused as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return
            raise
        items = tube.items(data)
        fresh = {repr(item) for item in items} - read
        if fresh:
            yield items
        token = following(data)
        if token is None or not fresh:
            return
        read |= fresh


def _shown(thread: Any) -> list[Any]:
    shown = inside(thread, "replies").get("comments")
    return shown if isinstance(shown, list) else []
