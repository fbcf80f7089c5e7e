"""Comments and ratings of tickets as posts. A ticket's id is that of what opened it."""

from typing import Any

from ingest.errors import UnexpectedPayload
from ingest.mention import Post
from ingest.sources.connector import Item
from ingest.sources.fields import due, moment, shown, text, whole
from ingest.sources.options import Source
from ingest.sources.zendesk_tickets import RATED, STAFF
from ingest.web.html_text import tidy

MACHINES = ("rule", "system", "trigger", "answer_bot")  # channels that no person writes to
STARS = dict(zip(RATED, (5, 1), strict=True))


def post(item: Item, source: Source, site: str) -> Post:
    """A post of an item: a comment, a rating, or a ticket that was deleted.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    ticket = _object(source, item, "ticket")
    number = str(due(source, "ticket.id", whole(source, ticket, "id")))
    known: dict[str, Any] = {
        "source": source.name,
        "conversation_id": number,
        "brand": source.brand,
        "lang": source.language,
        "url": f"{site}/agent/tickets/{number}",
    }
    if "comment" in item:
        return _comment(item, source, ticket, number, known)
    if "rating" in item:
        return _rating(item, source, ticket, number, known)
    return Post(
        **known,
        post_id=number,
        created_at=due(source, "created_at", moment(source, ticket, "created_at")),
        removed_at=due(source, "updated_at", moment(source, ticket, "updated_at")),
        kind="question",
        author_id=_requester(source, ticket),
        is_addressed=True,
        title="",
        text="",
    )


def _comment(item: Item, source: Source, ticket: Item, number: str, known: dict[str, Any]) -> Post:
    """What staff wrote is the brand's; everybody else speaks to it."""
    comment, author = _object(source, item, "comment"), _object(source, item, "author")
    is_opening = comment.get("is_opening") is True
    comment_id = due(source, "comment.id", whole(source, comment, "id"))
    is_staff = text(source, author, "role") in STAFF
    channel = text(source, comment, "via") or ""
    title = text(source, ticket, "subject") if is_opening else None
    return Post(
        **known,
        post_id=number if is_opening else f"{number}-{comment_id}",
        parent_id=None if is_opening else number,
        created_at=due(source, "created_at", moment(source, comment, "created_at")),
        kind="question" if is_opening and not is_staff else "reply",
        author_id=text(source, author, "id"),
        author_name=text(source, author, "name") if is_staff else None,
        author_is_bot=channel.startswith(MACHINES),
        is_outbound=is_staff,
        is_addressed=None if is_staff else True,
        title=" ".join(title.split()) if title else None,
        text=tidy(text(source, comment, "text") or ""),
    )


def _rating(item: Item, source: Source, ticket: Item, number: str, known: dict[str, Any]) -> Post:
    """Good is five of five, bad is one; where its time is not told, the ticket's last change is."""
    rating = _object(source, item, "rating")
    score = text(source, rating, "score")
    if score not in STARS:
        raise UnexpectedPayload(f"{source.name}: score holds {shown(score)}, good or bad is due")
    at = moment(source, rating, "created_at") or moment(source, ticket, "updated_at")
    return Post(
        **known,
        post_id=f"{number}-rating",
        parent_id=number,
        created_at=due(source, "created_at", at),
        kind="review",
        author_id=_requester(source, ticket),
        is_addressed=True,
        rating=STARS[score],
        text=tidy(text(source, rating, "comment") or ""),
    )


def _requester(source: Source, ticket: Item) -> str | None:
    return text(source, _object(source, ticket, "requester"), "id")


def _object(source: Source, item: Item, field: str) -> Item:
    value = item.get(field)
    if isinstance(value, dict):
        return value
    raise UnexpectedPayload(f"{source.name}: {field} holds {shown(value)}, an object is due")
