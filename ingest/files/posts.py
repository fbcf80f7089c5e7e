"""The general preset for posts: one row, one public text.

Kind is taken as given, else it is a review where there is a rating, a reply where there is a
parent, and a post otherwise. A review speaks to the brand that it rates.
"""

from typing import Any

from ingest.files import values
from ingest.files.notes import Notes
from ingest.files.preset import Context, Refused, Row
from ingest.files.times import moment
from ingest.mention import Post

CASTS: dict[str, values.Cast] = {
    "source": values.source,
    "post_id": values.identifier,
    "parent_id": values.identifier,
    "conversation_id": values.identifier,
    "brand": values.words,
    "kind": values.kind,
    "author_id": values.identifier,
    "author_handle": values.handle,
    "author_name": values.headline,
    "author_followers": values.count,
    "author_is_bot": values.flag,
    "title": values.headline,
    "text": values.text,
    "lang": values.words,
    "url": values.link,
    "created_at": moment,
    "rating": values.rating,
    "given_polarity": values.polarity,
    "like_count": values.count,
    "share_count": values.count,
    "reply_count": values.count,
    "view_count": values.count,
    "removed_at": moment,
    "edited_at": moment,
    "observed_at": moment,
}
COLUMNS = tuple(CASTS)
REQUIRED = ("post_id", "created_at", "text")


def parse(row: Row, context: Context) -> Post:
    """Turn one row into a post.

    Raises:
        Refused: a column holds what it may not, or there is neither text nor title nor rating.
    """
    cells = values.cast_row(row, CASTS, context)
    values.require(cells, "post_id", "created_at")
    cells["text"] = _text(cells)
    cells["kind"] = kind = cells.get("kind") or _kind(cells)
    cells["source"] = cells.get("source") or context.source
    cells["brand"] = cells.get("brand") or context.brand
    cells["is_outbound"] = context.owns(cells.get("author_handle"), cells.get("author_id"))
    cells["parent_id"] = joined_parent(cells["post_id"], cells.get("parent_id"), context.notes)
    return Post(**cells, is_addressed=True if kind == "review" else None)


def joined_parent(post_id: str, parent_id: str | None, notes: Notes) -> str | None:
    """A parent as ids of its file are written.

    Data frames turn a column with gaps into decimals: beside the id 102 the parent 101.0 is 101.
    """
    if parent_id and parent_id.endswith(".0") and post_id.isdecimal():
        whole = parent_id.removesuffix(".0")
        if whole.isdecimal():
            notes.count("decimal_parent")
            return whole
    return parent_id


def _kind(cells: dict[str, Any]) -> str:
    if cells.get("rating") is not None:
        return "review"
    return "reply" if cells.get("parent_id") else "post"


def _text(cells: dict[str, Any]) -> str:
    text: str | None = cells.get("text")
    if not text:
        if cells.get("title") is None and cells.get("rating") is None:
            raise Refused("text is empty, and there is neither a title nor a rating")
        return ""
    return text
