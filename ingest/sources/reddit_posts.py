"""Submissions and comments of Reddit as posts, and which of them are gone."""

import re
from typing import Any

from ingest.errors import UnexpectedPayload
from ingest.mention import Post
from ingest.sources.connector import Item
from ingest.sources.fields import due, moment, shown, text, whole
from ingest.sources.options import Source
from ingest.sources.reddit_api import told
from ingest.web.html_text import unescaped

SITE = "https://www.reddit.com"
DELETED, REMOVED = "[deleted]", "[removed]"
BY_AUTHOR = ("deleted", "author")
MACHINE = "AutoModerator"  # every subreddit's, by Reddit itself
NAME = re.compile(r"t[13]_[0-9a-z]{1,13}", re.ASCII)


def data_of(item: Item, source: Source) -> Item:
    """What a thing holds.

    Raises:
        UnexpectedPayload: it is no object.
    """
    data = item.get("data")
    if isinstance(data, dict):
        return data
    raise UnexpectedPayload(f"{source.name}: data holds {shown(data)}, an object is due")


def is_deleted(item: Item) -> bool:
    """Whether the author took it back, or the author's account is deleted: for good.

    Whoever shows things of Reddit has to forget them then, the author's name too.
    """
    words = (told(item, key) for key in ("author", "body", "selftext"))
    return told(item, "removed_by_category") in BY_AUTHOR or any(word == DELETED for word in words)


def is_gone(item: Item) -> bool:
    """Whether nobody sees it: deleted, or removed by a moderator or Reddit, perhaps for a while."""
    words = (told(item, key) for key in ("body", "selftext"))
    is_removed = told(item, "removed_by_category") is not None or REMOVED in words
    return is_removed or is_deleted(item)


def post(item: Item, source: Source, own_subreddits: set[str]) -> Post:
    """A post of a thing.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    data = data_of(item, source)
    name = due(source, "name", text(source, data, "name"))
    is_comment = name.startswith("t1_")
    author = text(source, data, "author")
    is_ours = (text(source, data, "subreddit") or "").lower() in own_subreddits
    title = None if is_comment else text(source, data, "title")
    body = text(source, data, "body" if is_comment else "selftext")
    due(source, "body" if is_comment else "title", body if is_comment else title)
    return Post(
        source=source.name,
        post_id=name,
        created_at=due(source, "created_utc", moment(source, data, "created_utc")),
        edited_at=_edited_at(source, data),
        parent_id=text(source, data, "parent_id" if is_comment else "crosspost_parent"),
        conversation_id=text(source, data, "link_id") if is_comment else name,
        brand=source.brand if is_ours else None,
        is_addressed=True if is_ours and source.brand else None,
        kind=_kind(data, is_comment=is_comment),
        author_id=text(source, data, "author_fullname") or author,
        author_handle=author,
        author_is_bot=author == MACHINE,
        title=" ".join(unescaped(title).split()) if title else None,
        text=unescaped(body or ""),
        lang=source.language,
        url=_url(source, data, name),
        like_count=_likes(source, data),
        reply_count=None if is_comment else whole(source, data, "num_comments"),
        share_count=None if is_comment else whole(source, data, "num_crossposts"),
    )


def taken_back(item: Item, source: Source) -> Post:
    """What is left of a thing: where it stood, and that it was deleted; it is not stored.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    data = data_of(item, source)
    return Post(
        source=source.name,
        post_id=due(source, "name", text(source, data, "name")),
        created_at=due(source, "created_utc", moment(source, data, "created_utc")),
        text=DELETED,
    )


def _kind(data: Item, *, is_comment: bool) -> str:
    if is_comment:
        return "comment"
    return "repost" if data.get("crosspost_parent") else "post"


def _edited_at(source: Source, data: Item) -> Any:
    """False where it was not; True in old ones, of which nobody knows when."""
    return None if isinstance(data.get("edited"), bool) else moment(source, data, "edited")


def _likes(source: Source, data: Item) -> int | None:
    """A score below zero is no like; a hidden one is not known."""
    score = None if data.get("score_hidden") is True else whole(source, data, "score")
    return None if score is None else max(0, score)


def _url(source: Source, data: Item, name: str) -> str:
    """The permalink; old comments have none, and are found below their submission."""
    if permalink := text(source, data, "permalink"):
        return f"{SITE}{permalink}" if permalink.startswith("/") else permalink
    root = (text(source, data, "link_id") or name).removeprefix("t3_")
    below = f"_/{name.removeprefix('t1_')}/" if name.startswith("t1_") else ""
    return f"{SITE}/comments/{root}/{below}"
