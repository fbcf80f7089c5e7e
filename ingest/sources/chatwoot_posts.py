"""Messages and ratings of conversations as posts. Ids name both: 77-501, 77-501-rating."""

from collections.abc import Iterator
from typing import Any

from ingest.errors import UnexpectedPayload
from ingest.mention import Post
from ingest.sources.connector import Item
from ingest.sources.fields import due, moment, shown, text, whole
from ingest.sources.options import Source
from ingest.web.html_text import tidy

OUTBOUND = ("outgoing", "template")
DELETED = "[deleted]"  # Chatwoot's own words for it are in the account's language


def posts(item: Item, source: Source, site: str) -> Iterator[Post]:
    """Yield a message, and the rating that a survey among messages got.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    number = due(source, "conversation_id", whole(source, item, "conversation_id"))
    message, sender = _object(source, item, "message"), _object(source, item, "sender")
    kind = text(source, message, "message_type")
    if kind not in ("incoming", *OUTBOUND):
        told = f"message_type holds {shown(kind)}, incoming, outgoing or template is due"
        raise UnexpectedPayload(f"{source.name}: {told}")
    known: dict[str, Any] = {
        "source": source.name,
        "conversation_id": str(number),
        "brand": source.brand,
        "created_at": due(source, "created_at", moment(source, message, "created_at")),
        "lang": source.language,
        "url": f"{site}/conversations/{number}",
    }
    yield _message(source, message, sender, known, is_outbound=kind in OUTBOUND)
    if message.get("csat") is not None:
        yield _rating(source, message, known)


def post_id_of(number: Any, message: Item) -> str:
    """Id of a message's post."""
    return f"{number}-{message.get('id')}"


def _message(
    source: Source, message: Item, sender: Item, known: dict[str, Any], *, is_outbound: bool
) -> Post:
    number = known["conversation_id"]
    due(source, "message.id", whole(source, message, "id"))
    parent = message.get("in_reply_to")
    is_machine = is_outbound and text(source, sender, "type") != "user"
    is_deleted = message.get("deleted") is True
    return Post(
        **known,
        post_id=post_id_of(number, message),
        parent_id=f"{number}-{parent}" if type(parent) is int else None,
        kind="reply" if is_outbound else "post",
        author_id=text(source, sender, "id"),
        author_name=text(source, sender, "name"),
        author_is_bot=is_machine,
        is_outbound=is_outbound,
        is_addressed=None if is_outbound else True,
        text=DELETED if is_deleted else tidy(text(source, message, "content") or ""),
    )


def _rating(source: Source, message: Item, known: dict[str, Any]) -> Post:
    """One to five, dated as the survey is: when it was answered is not told."""
    csat = _object(source, message, "csat")
    stars = due(source, "rating", whole(source, csat, "rating"))
    if not 1 <= stars <= 5:
        raise UnexpectedPayload(f"{source.name}: rating holds {stars}, 1 to 5 is due")
    survey = post_id_of(known["conversation_id"], message)
    return Post(
        **known,
        post_id=f"{survey}-rating",
        parent_id=survey,
        kind="review",
        author_id=text(source, csat, "author_id"),
        is_addressed=True,
        rating=stars,
        text=tidy(text(source, csat, "feedback") or ""),
    )


def _object(source: Source, item: Item, field: str) -> Item:
    value = item.get(field)
    if isinstance(value, dict):
        return value
    raise UnexpectedPayload(f"{source.name}: {field} holds {shown(value)}, an object is due")
