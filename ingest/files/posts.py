"""The general preset for posts: one row, one public text.

Kind is taken as given, else it is a review where there is a rating, a reply where there is a
parent, and a post otherwise. A review speaks to the brand that it rates.
"""

from ingest.files import values
from ingest.files.preset import Context, Refused, Row
from ingest.files.times import moment, required_moment
from ingest.mention import Post

COLUMNS = (
    "source",
    "post_id",
    "parent_id",
    "conversation_id",
    "brand",
    "kind",
    "author_id",
    "author_handle",
    "author_name",
    "author_followers",
    "author_is_bot",
    "title",
    "text",
    "lang",
    "url",
    "created_at",
    "rating",
    "like_count",
    "share_count",
    "reply_count",
    "view_count",
    "removed_at",
    "edited_at",
    "observed_at",
)
REQUIRED = ("post_id", "created_at", "text")


def parse(row: Row, context: Context) -> Post:
    """Turn one row into a post.

    Raises:
        Refused: a column holds what it may not, or there is neither text nor title nor rating.
    """
    author_id, handle = values.identifier(row, "author_id"), values.optional(row, "author_handle")
    parent_id, title, rating = (
        _parent(row, context),
        values.optional(row, "title"),
        values.rating(row),
    )
    kind = values.kind(row) or _kind(parent_id, rating)
    return Post(
        source=values.source(row, context),
        post_id=values.required_identifier(row, "post_id"),
        created_at=required_moment(row, "created_at", context),
        text=_text(row, title, rating),
        parent_id=parent_id,
        conversation_id=values.identifier(row, "conversation_id"),
        brand=values.optional(row, "brand") or context.brand,
        is_outbound=context.owns(handle, author_id),
        is_addressed=True if kind == "review" else None,
        kind=kind,
        author_id=author_id,
        author_handle=handle.lstrip("@") if handle else None,
        author_name=values.optional(row, "author_name"),
        author_followers=values.count(row, "author_followers"),
        author_is_bot=values.flag(row, "author_is_bot"),
        title=title,
        lang=values.optional(row, "lang"),
        url=values.link(row, context),
        rating=rating,
        like_count=values.count(row, "like_count"),
        share_count=values.count(row, "share_count"),
        reply_count=values.count(row, "reply_count"),
        view_count=values.count(row, "view_count"),
        removed_at=moment(row, "removed_at", context),
        edited_at=moment(row, "edited_at", context),
        observed_at=moment(row, "observed_at", context),
    )


def _parent(row: Row, context: Context) -> str | None:
    parent_id = values.identifier(row, "parent_id")
    if parent_id and parent_id.endswith(".0"):
        context.notes.count("decimal_parent")
    return parent_id


def _kind(parent_id: str | None, rating: float | None) -> str:
    if rating is not None:
        return "review"
    return "reply" if parent_id else "post"


def _text(row: Row, title: str | None, rating: float | None) -> str:
    text = row.get("text") or ""
    if not text.strip() and title is None and rating is None:
        raise Refused("text is empty, and there is neither a title nor a rating")
    return text
