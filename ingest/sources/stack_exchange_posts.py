"""Questions, answers and comments of Stack Exchange as posts.

Questions and answers share one sequence of numbers, comments have their own: ids name the kind.
"""

from typing import Any

from ingest.errors import UnexpectedPayload
from ingest.mention import Post
from ingest.sources.connector import Item
from ingest.sources.fields import due, moment, shown, text, whole
from ingest.sources.options import Source
from ingest.web.html_text import plain_text, unescaped

KINDS = {"question": "question", "answer": "reply", "comment": "comment"}


def name_of(item: Item) -> str | None:
    """Id of an item's post, "answer-5" for example; None where it has none."""
    for kind in ("comment", "answer", "question"):
        number = item.get(f"{kind}_id")
        if type(number) is int:
            return f"{kind}-{number}"
    return None


def owner_of(item: Item, source: Source) -> Item:
    """Who wrote it; empty where the account is gone.

    Raises:
        UnexpectedPayload: it is neither an object nor missing.
    """
    owner = item.get("owner")
    if owner is None or isinstance(owner, dict):
        return owner or {}
    raise UnexpectedPayload(f"{source.name}: owner holds {shown(owner)}, an object is due")


def post(item: Item, source: Source, site: str, **known: Any) -> Post:
    """A post of an item; known are fields that the source's configuration decides.

    Users are numbered by each site: their ids here name it, so that nobody else's are the same.

    Raises:
        UnexpectedPayload: a field is missing or not as documented.
    """
    post_id = due(source, "question_id', 'answer_id' or 'comment_id", name_of(item))
    kind, owner = post_id.split("-")[0], owner_of(item, source)
    user_id = whole(source, owner, "user_id")
    name = unescaped(text(source, owner, "display_name") or "")
    title = text(source, item, "title") if kind == "question" else None
    return Post(
        source=source.name,
        post_id=post_id,
        created_at=due(source, "creation_date", moment(source, item, "creation_date")),
        edited_at=moment(source, item, "last_edit_date"),
        parent_id=_parent(item, kind, source),
        conversation_id=_root(item, source),
        kind=KINDS[kind],
        author_id=None if user_id is None else f"{site}:{user_id}",
        author_name=name or None,
        title=None if title is None else unescaped(title).replace("\n", " "),
        text=_body(item, source),
        url=text(source, item, "link"),
        like_count=_likes(item, source),
        reply_count=_replies(item, source),
        view_count=whole(source, item, "view_count"),
        **known,
    )


def _body(item: Item, source: Source) -> str:
    """Markdown with its entities read, else HTML without its tags."""
    if (markdown := text(source, item, "body_markdown")) is not None:
        return unescaped(markdown)
    return plain_text(due(source, "body_markdown' or 'body", text(source, item, "body")))


def _root(item: Item, source: Source) -> str | None:
    number = whole(source, item, "question_id")
    return None if number is None else f"question-{number}"


def _parent(item: Item, kind: str, source: Source) -> str | None:
    """An answer hangs below its question, a comment below either."""
    if kind == "question":
        return None
    if kind == "answer":
        return _root(item, source)
    number = whole(source, item, "post_id")
    is_on_answer = text(source, item, "post_type") == "answer"
    return None if number is None else f"{'answer' if is_on_answer else 'question'}-{number}"


def _likes(item: Item, source: Source) -> int | None:
    score = whole(source, item, "score")
    return None if score is None else max(0, score)


def _replies(item: Item, source: Source) -> int | None:
    """Answers and comments; None where neither is told."""
    told = [whole(source, item, key) for key in ("answer_count", "comment_count")]
    counts = [count for count in told if count is not None]
    return sum(counts) if counts else None
