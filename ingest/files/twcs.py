"""The preset for "Customer Support on Twitter" files: help desks answering in public.

Docs    https://www.kaggle.com/datasets/thoughtvector/customer-support-on-twitter
Gaps    no language, links or counts; parents may be missing; ids are renumbered, not Twitter's

Who answers (inbound False) is an own account of the brand of that name; whoever else is in the
thread speaks to that brand.
"""

from ingest.files import values
from ingest.files.preset import Context, Row
from ingest.files.times import moment
from ingest.mention import Post


def _parent(cell: str, column: str, context: Context) -> str | None:
    """Data frames turn the column into decimals, since it has gaps: "3.0" is the tweet 3."""
    parent_id = values.identifier(cell, column, context)
    return parent_id.removesuffix(".0") if parent_id else None


def _inbound(cell: str, column: str, context: Context) -> bool | None:
    return None if cell.isspace() else values.flag(cell, column, context)


CASTS: dict[str, values.Cast] = {
    "tweet_id": values.identifier,
    "author_id": values.identifier,
    "inbound": _inbound,
    "created_at": moment,
    "text": values.text,
    "response_tweet_id": values.as_delivered,
    "in_response_to_tweet_id": _parent,
}
COLUMNS = tuple(CASTS)
REQUIRED = ("tweet_id", "author_id", "inbound", "created_at", "text", "in_response_to_tweet_id")


def parse(row: Row, context: Context) -> Post:
    """Turn one row into a post.

    Raises:
        Refused: a column holds what it may not, or one of the first five is missing.
    """
    cells = values.cast_row(row, CASTS, context)
    values.require(cells, "tweet_id", "author_id", "inbound", "created_at", "text")
    author_id, parent_id = cells["author_id"], cells.get("in_response_to_tweet_id")
    is_outbound = not cells["inbound"] or context.owns(author_id)
    return Post(
        source=context.source,
        post_id=cells["tweet_id"],
        created_at=cells["created_at"],
        text=cells["text"],
        parent_id=parent_id,
        brand=context.brand or (author_id if is_outbound else None),
        brand_by_thread=context.brand is None and not is_outbound,
        is_outbound=is_outbound,
        is_addressed=None if is_outbound else True,
        kind="reply" if parent_id else "post",
        author_id=author_id,
        author_handle=author_id if is_outbound else None,
    )
