"""A post of a Discourse forum → the record that the house keeps."""

from datetime import datetime
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from ingest.errors import UnexpectedPayload
from ingest.mention import Post
from ingest.sources.connector import Item
from ingest.sources.discourse_text import own_markdown, own_words
from ingest.sources.fields import due, moment, text, whole
from ingest.sources.options import Source
from ingest.web.html_text import headline, tidy

REGULAR = (1, 2)  # of all posts and of moderators; 3 is "closed this", 4 is seen by staff alone
LIKE = 2  # id of the action
MACHINES = ("system", "discobot")


def post_of(
    item: Item, source: Source, base_url: str, own: frozenset[str], *, is_own_forum: bool
) -> Post | None:
    """A post as it is now; None for what the forum itself notes, and what is for its staff alone.

    Args:
        item: a post as the forum gives it; with topic_title, topic_views and reply_to_post_id where
            they are known.
        source: its entry in earshot.toml.
        base_url: of the forum.
        own: usernames, in lower case, that answer for the brand.
        is_own_forum: the forum is the brand's: its staff answers for it, and what is said there is
            said to it.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    if (whole(source, item, "post_type") or 1) not in REGULAR:
        return None
    number = due(source, "post_number", whole(source, item, "post_number"))
    topic = due(source, "topic_id", whole(source, item, "topic_id"))
    removed_at, edited_at = _changes(source, item)
    said = "" if removed_at else _said(source, item)
    handle = text(source, item, "username")
    user = whole(source, item, "user_id")
    is_outbound = (handle or "").lower() in own or (is_own_forum and _is_staff(item))
    is_first = number == 1
    parent = None if is_first else whole(source, item, "reply_to_post_id")
    return Post(
        source=source.name,
        post_id=str(due(source, "id", whole(source, item, "id"))),
        created_at=due(source, "created_at", moment(source, item, "created_at")),
        parent_id=None if parent is None else str(parent),
        conversation_id=f"topic-{topic}",
        kind="post" if is_first else "reply",
        brand=source.brand if is_outbound or is_own_forum else None,
        is_outbound=is_outbound and source.brand is not None,
        is_addressed=True if is_own_forum and not is_outbound else None,
        author_id=None if user is None else str(user),
        author_handle=handle,
        author_name=tidy(text(source, item, "name") or "") or None,
        author_is_bot=(handle or "").lower() in MACHINES or (user is not None and user < 0),
        title=_title(source, item) if is_first and not removed_at else None,
        text=said,
        lang=source.language,
        url=_address(source, item, base_url, topic, number),
        like_count=_likes(source, item),
        reply_count=_count(source, item, "reply_count"),
        view_count=_count(source, item, "topic_views" if is_first else "reads"),
        edited_at=edited_at,
        removed_at=removed_at,
    )


def _said(source: Source, item: Item) -> str:
    cooked, raw = text(source, item, "cooked"), text(source, item, "raw")
    said = own_words(cooked) if cooked else own_markdown(raw or "")
    return due(source, "cooked' or 'raw", said or _title(source, item))


def _title(source: Source, item: Item) -> str | None:
    return headline(text(source, item, "topic_title") or "") or None


def _changes(source: Source, item: Item) -> tuple[datetime | None, datetime | None]:
    """When it was taken away, by whomever, and when it was last edited."""
    updated = moment(source, item, "updated_at") or moment(source, item, "created_at")
    deleted = moment(source, item, "deleted_at")
    if deleted or item.get("user_deleted") is True or item.get("hidden") is True:
        return deleted or updated, None
    return None, updated if (whole(source, item, "version") or 1) > 1 else None


def _likes(source: Source, item: Item) -> int | None:
    """Of the list of actions, where one without likes is left out; a search gives the number."""
    actions = item.get("actions_summary")
    if not isinstance(actions, list):
        return _count(source, item, "like_count")
    liked = [one for one in actions if isinstance(one, dict) and one.get("id") == LIKE]
    return (_count(source, liked[0], "count") or 0) if liked else 0


def _count(source: Source, item: Item, field: str) -> int | None:
    count = whole(source, item, field)
    if count is not None and count < 0:
        raise UnexpectedPayload(f"{source.name}: {field} holds {count}, a count is due")
    return count


def _is_staff(item: Item) -> bool:
    return any(item.get(name) is True for name in ("staff", "admin", "moderator"))


def _address(source: Source, item: Item, base_url: str, topic: int, number: int) -> str:
    given: Any = text(source, item, "post_url")
    slug = quote(text(source, item, "topic_slug") or "-", safe="")
    made = f"{base_url.rstrip('/')}/t/{slug}/{topic}/{number}"
    address = urljoin(made, given) if given else made
    same = urlsplit(address)[:2] == urlsplit(made)[:2]
    return address if same else made
