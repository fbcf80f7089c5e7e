"""Submissions and comments as dumps of Reddit hold them (RS_ and RC_, from Pushshift on).

Docs    https://github.com/pushshift/api
        https://www.reddit.com/dev/api/#fullnames
Gaps    a score below 0 is no count and left out; what was removed before the dump has no text
"""

from collections.abc import Iterator
from typing import Any

GONE = ("[removed]", "[deleted]", "[ removed by reddit ]", "[removed by reddit]")


def is_entry(document: dict[str, Any]) -> bool:
    """A comment has a body, a submission a title."""
    return {"id", "created_utc"} <= document.keys() and (
        {"body", "link_id"} <= document.keys() or {"title", "subreddit"} <= document.keys()
    )


def entry(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One post, named by its fullname as parents are: t3_ for submissions, t1_ for comments."""
    is_comment = "body" in document
    text = document.get("body") if is_comment else document.get("selftext")
    read_at = document.get("retrieved_utc") or document.get("retrieved_on")
    is_gone = str(text or "").strip().casefold() in GONE
    score, edited = str(document.get("score")), document.get("edited")
    author = document.get("author")
    prefix = "t1_" if is_comment else "t3_"
    own_id = str(document.get("name") or document.get("id"))
    yield {
        "post_id": own_id if own_id.startswith(prefix) else f"{prefix}{document.get('id')}",
        "created_at": document.get("created_utc"),
        "title": document.get("title"),
        "text": "" if is_gone else text,
        "parent_id": _full(document.get("parent_id"), document.get("link_id")),
        "conversation_id": document.get("link_id"),
        "kind": "comment" if is_comment else "post",
        "author_id": document.get("author_fullname"),
        "author_handle": None if author in GONE else author,
        "url": _address(document.get("permalink")),
        "like_count": score if score.isdecimal() else None,
        "reply_count": document.get("num_comments"),
        "edited_at": edited if str(edited).removesuffix(".0").isdecimal() else None,
        "removed_at": (read_at or document.get("created_utc")) if is_gone else None,
        "observed_at": read_at,
    }


def _full(parent: Any, link: Any) -> Any:
    """Old dumps give parents as numbers of base 36: a comment on the submission, then."""
    return parent if str(parent or "").startswith("t") else link


def _address(link: Any) -> str | None:
    path = str(link or "")
    return f"https://www.reddit.com{path}" if path.startswith("/") else path or None


SHAPES = (("reddit", is_entry, entry),)
