"""A post of Bluesky as a record: times that can be, links in full, quotes and pictures."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from ingest.errors import UnexpectedPayload
from ingest.mention import Post
from ingest.sources.bluesky_heard import HEARD, is_hidden, quoted
from ingest.sources.bluesky_options import Options
from ingest.sources.bluesky_text import described, headline_of, written
from ingest.sources.connector import Item
from ingest.sources.fields import due, moment, text, whole
from ingest.web.html_text import tidy

URI = re.compile(r"at://(did:[a-z0-9]+:[\w.:%-]+)/app\.bsky\.feed\.post/([\w.~:-]+)", re.ASCII)
OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
UNKNOWN_HANDLE = "handle.invalid"  # of everybody whose handle is not confirmed


def post_of(item: Item, source: Options) -> Iterator[Post]:
    """The post; nothing where the platform took it down.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    if not is_hidden(item):
        yield _post(item, source)


def _post(item: Item, source: Options) -> Post:
    told = item.get(HEARD)
    told = told if isinstance(told, dict) else {}
    uri = due(source, "uri", text(source, item, "uri"))
    found = URI.fullmatch(uri)
    if not found:
        raise UnexpectedPayload(f"{source.name}: uri holds {uri[:60]!r}, that of a post is due")
    author, record = _object(source, item, "author"), _object(source, item, "record")
    parent_id, root = _reply(record)
    handle = text(source, author, "handle")
    handle = None if handle == UNKNOWN_HANDLE else handle
    is_own = told.get("own") is True
    langs = record.get("langs")
    lang = langs[0] if isinstance(langs, list) and langs and isinstance(langs[0], str) else None
    return Post(
        source=source.name,
        post_id=uri,
        created_at=_created_at(source, item, record),
        parent_id=parent_id,
        conversation_id=root or parent_id or uri,
        brand=(told.get("brand") or source.brand) if is_own else told.get("to"),
        is_outbound=is_own,
        is_addressed=True if told.get("to") and told.get("is_addressed") else None,
        kind="reply" if parent_id else "quote" if quoted(record) else "post",
        author_id=text(source, author, "did") or found[1],
        author_handle=handle,
        author_name=tidy(text(source, author, "displayName") or "") or None,
        author_followers=whole(source, told, "followers"),
        title=headline_of(record),
        text="\n".join(filter(None, (tidy(written(record, told)), *described(record)))),
        lang=source.language or lang,
        url=f"https://bsky.app/profile/{handle or found[1]}/post/{found[2]}",
        like_count=whole(source, item, "likeCount"),
        # A quote is a post of its own; counting it here as well would count it twice.
        share_count=whole(source, item, "repostCount"),
        reply_count=whole(source, item, "replyCount"),
    )


def _object(source: Options, item: Item, field: str) -> Item:
    value: Any = due(source, field, item.get(field))
    if isinstance(value, dict):
        return value
    raise UnexpectedPayload(f"{source.name}: {field} holds a {type(value).__name__}")


def _reply(record: Item) -> tuple[str | None, str | None]:
    """Addresses of what it replies to, and of the first post of the thread."""
    reply = record.get("reply")
    told = reply if isinstance(reply, dict) else {}
    ends = (told.get("parent"), told.get("root"))
    parent, root = (end.get("uri") if isinstance(end, dict) else None for end in ends)
    return (
        parent if isinstance(parent, str) and parent else None,
        root if isinstance(root, str) and root else None,
    )


def _created_at(source: Options, item: Item, record: Item) -> datetime:
    """The earlier of the author's word and the platform's sight, as the platform sorts.

    The author's word may be anything: what cannot be is not believed.

    Raises:
        UnexpectedPayload: neither is a time.
    """
    told, seen = _moment(source, record, "createdAt"), _moment(source, item, "indexedAt")
    times = [at for at in (told, seen) if at and at >= OLDEST]
    if not times:
        shown = record.get("createdAt")
        raise UnexpectedPayload(f"{source.name}: record.createdAt holds {shown!r:.60}, no time")
    return min(times)


def _moment(source: Options, item: Item, field: str) -> datetime | None:
    try:
        return moment(source, item, field)
    except UnexpectedPayload:
        return None
