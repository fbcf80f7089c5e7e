"""What an item of YouTube says: a video, a comment, a reply."""

import re
from datetime import datetime

from ingest.mention import Post
from ingest.sources.connector import Item
from ingest.sources.fields import count, due, moment, part, text, whole
from ingest.sources.options import Source
from ingest.web.html_text import plain_text, tidy

WATCH_URL = "https://www.youtube.com/watch?v="
VIDEO_ID = re.compile(r"[\w-]{11}", re.ASCII)
MARKUP = re.compile(r"<br\s*/?>|<a href=|&(?:#\d+|quot|amp|lt|gt);", re.IGNORECASE)


def is_video(item: Item) -> bool:
    """Whether it is a video; else it is a comment."""
    return item.get("kind") == "youtube#video"


def video(source: Source, item: Item) -> Post:
    """A video; its words are its title and description.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    snippet, statistics = part(source, item, "snippet"), part(source, item, "statistics")
    video_id = due(source, "id", text(source, item, "id"))
    title = " ".join(tidy(text(source, snippet, "title") or "").split())
    body = tidy(text(source, snippet, "description") or "")
    due(source, "title' or 'description", title or body or None)
    is_own = item.get("isOwn") is True
    declared = text(source, snippet, "defaultAudioLanguage")
    return Post(
        source=source.name,
        post_id=video_id,
        created_at=due(source, "publishedAt", moment(source, snippet, "publishedAt")),
        conversation_id=video_id,
        brand=source.brand if is_own else None,
        is_outbound=is_own,
        author_id=text(source, snippet, "channelId"),
        author_name=tidy(text(source, snippet, "channelTitle") or "") or None,
        author_followers=count(source, part(source, item, "channel"), "subscriberCount"),
        title=title or None,
        text=body,
        lang=source.language or declared or text(source, snippet, "defaultLanguage"),
        url=f"{WATCH_URL}{video_id}",
        like_count=count(source, statistics, "likeCount"),
        reply_count=count(source, statistics, "commentCount"),
        view_count=count(source, statistics, "viewCount"),
    )


def comment(source: Source, item: Item) -> Post:
    """A comment below a video, or a reply to one.

    Read again by its id, it does not say where it stands: that stays as it was.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    snippet, thread = part(source, item, "snippet"), part(source, item, "thread")
    comment_id = due(source, "id", text(source, item, "id"))
    above = text(source, snippet, "parentId") or comment_id.rpartition(".")[0] or None
    video_id = text(source, snippet, "videoId") or text(source, thread, "videoId")
    written = due(source, "publishedAt", moment(source, snippet, "publishedAt"))
    name = tidy(text(source, snippet, "authorDisplayName") or "") or None
    is_own = item.get("isOwn") is True
    is_below_own = item.get("isBelowOwn") is True
    return Post(
        source=source.name,
        post_id=comment_id,
        created_at=written,
        edited_at=_edited(source, snippet, written),
        parent_id=above or video_id,
        conversation_id=video_id,
        brand=source.brand if is_own or is_below_own else None,
        is_outbound=is_own,
        is_addressed=True if is_below_own and not is_own else None,
        kind="reply" if above else "comment",
        author_id=text(source, part(source, snippet, "authorChannelId"), "value"),
        author_handle=name[1:] if name and name.startswith("@") else None,
        author_name=name,
        text=due(source, "textDisplay", _words(source, snippet) or None),
        lang=source.language,
        url=f"{WATCH_URL}{video_id}&lc={comment_id}" if video_id else None,
        like_count=whole(source, snippet, "likeCount"),
        reply_count=whole(source, thread, "totalReplyCount"),
    )


def _words(source: Source, snippet: Item) -> str:
    """Plain text is asked for; what is HTML all the same has its marks."""
    words = text(source, snippet, "textOriginal") or text(source, snippet, "textDisplay") or ""
    is_markup = "textOriginal" not in snippet and MARKUP.search(words)
    return plain_text(words) if is_markup else tidy(words)


def _edited(source: Source, snippet: Item, written: datetime) -> datetime | None:
    edited = moment(source, snippet, "updatedAt")
    return edited if edited and edited > written else None
