"""The preset for "Customer Support on Twitter" files: help desks answering in public.

Docs    https://www.kaggle.com/datasets/thoughtvector/customer-support-on-twitter
Gaps    no language, links or counts; parents may be missing; ids are renumbered, not Twitter's

Who answers (inbound False) is an own account of the brand of that name; whoever else is in the
thread speaks to that brand.
"""

import html

from ingest.files import values
from ingest.files.preset import Context, Refused, Row
from ingest.files.times import required_moment
from ingest.mention import Post

COLUMNS = (
    "tweet_id",
    "author_id",
    "inbound",
    "created_at",
    "text",
    "response_tweet_id",
    "in_response_to_tweet_id",
)
REQUIRED = ("tweet_id", "author_id", "inbound", "created_at", "text", "in_response_to_tweet_id")


def parse(row: Row, context: Context) -> Post:
    """Turn one row into a post.

    Raises:
        Refused: a column holds what it may not, or text or author is missing.
    """
    author_id = values.required_identifier(row, "author_id")
    is_outbound = not _inbound(row) or context.owns(author_id)
    parent_id = _parent(row)
    return Post(
        source=context.source,
        post_id=values.required_identifier(row, "tweet_id"),
        created_at=required_moment(row, "created_at", context),
        text=_text(row),
        parent_id=parent_id,
        brand=context.brand or (author_id if is_outbound else None),
        brand_by_thread=context.brand is None and not is_outbound,
        is_outbound=is_outbound,
        is_addressed=None if is_outbound else True,
        kind="reply" if parent_id else "post",
        author_id=author_id,
        author_handle=author_id if is_outbound else None,
    )


def _inbound(row: Row) -> bool:
    if not row.get("inbound", "").strip():
        raise Refused("inbound is missing")
    return values.flag(row, "inbound")


def _parent(row: Row) -> str | None:
    """Data frames turn the column into decimals, since it has gaps: "3.0" is the tweet 3."""
    parent_id = values.identifier(row, "in_response_to_tweet_id")
    return parent_id.removesuffix(".0") if parent_id else None


def _text(row: Row) -> str:
    text = row.get("text", "")
    if not text.strip():
        raise Refused("text is empty")
    return html.unescape(text) if "&" in text else text  # Twitter delivered &, < and > escaped
