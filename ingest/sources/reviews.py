"""What reviews have in common: stars, and an answer of the brand's in them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from ingest.errors import UnexpectedPayload
from ingest.mention import Post
from ingest.sources.connector import Checked, Item
from ingest.sources.fields import shown
from ingest.sources.options import Source

ANSWER = "#reply"  # after the id of the review that it answers


def stars(source: Source, field: str, value: int | None) -> float:
    """A rating of 1 to 5.

    Raises:
        UnexpectedPayload: it is none.
    """
    if value is None or not 1 <= value <= 5:
        raise UnexpectedPayload(
            f"{source.name}: {field} holds {shown(value)}, 1 to 5 stars are due"
        )
    return float(value)


def answer_of(source: Source, review_id: str, *, at: datetime, words: str, **more: Any) -> Post:
    """The brand's answer in a review: a post of its own.

    Args:
        source: of the review.
        review_id: that it answers.
        at: when it was last changed; platforms tell no other time of an answer.
        words: what it says.
        **more: of Post.
    """
    return Post(
        source=source.name,
        post_id=f"{review_id}{ANSWER}",
        created_at=at,
        is_dated_by_change=True,
        parent_id=review_id,
        conversation_id=review_id,
        brand=source.brand,
        is_outbound=True,
        kind="reply",
        text=words,
        **more,
    )


def rechecked(
    post_ids: Sequence[str],
    ask: Callable[[str], Item | None],
    read: Callable[[Item], Iterator[Post]],
) -> Iterator[Checked]:
    """Yield what became of reviews and of the answers in them, one review a question.

    Args:
        post_ids: of reviews and answers.
        ask: gives a review by its id; None where the platform does not have it.
        read: what it says.
    """
    asked: dict[str, list[str]] = {}
    for post_id in post_ids:
        asked.setdefault(post_id.removesuffix(ANSWER), []).append(post_id)
    for review_id, ids in asked.items():
        item = ask(review_id)
        if item is None:
            yield Checked(gone=tuple(ids))
        else:
            there = _ids_in(item, read, ids)
            yield Checked(items=(item,), gone=tuple(one for one in ids if one not in there))


def _ids_in(item: Item, read: Callable[[Item], Iterator[Post]], asked: Sequence[str]) -> set[str]:
    """What a review holds; one that cannot be understood proves nothing of what was asked."""
    try:
        return {post.post_id for post in read(item)}
    except (UnexpectedPayload, ValueError):
        return {*asked}
