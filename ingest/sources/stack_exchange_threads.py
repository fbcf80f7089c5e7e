"""Threads of Stack Exchange taken apart: every question, answer and comment by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ingest.errors import SourceRejected, UnexpectedPayload
from ingest.sources.connector import Item
from ingest.sources.stack_exchange_api import PAGE_SIZE, ask, pages
from ingest.web.asking import Api, Params
from ingest.web.client import Client

PLAIN = "withbody"  # shows no threads: answers and comments are asked for one by one
SHOWN = (
    "question.answers;question.comments;question.body_markdown;answer.comments;"
    "answer.body_markdown;answer.link;comment.body_markdown;comment.link"
)


def thread_filter(client: Client, api: Api) -> str:
    """Name of the filter that shows threads whole, in Markdown; it is good for all time.

    It is of no site: the method takes none. A server that makes no filters is asked with the one
    that everyone knows.

    Raises:
        SourceUnavailable: no answer, or too many questions.
    """
    everywhere = {name: value for name, value in api.params.items() if name != "site"}
    params: Params = {"include": SHOWN, "base": "default", "unsafe": "false"}
    try:
        told = ask(client, replace(api, params=everywhere), "filters/create", params)
    except (SourceRejected, UnexpectedPayload):
        return PLAIN
    made = [one for one in told["items"] if isinstance(one, dict)]
    named = made[0].get("filter") if made else None
    return named if isinstance(named, str) and named else PLAIN


def threads(
    client: Client, api: Api, question_ids: Sequence[int], filter_: str
) -> Iterator[tuple[Item, ...]]:
    """Yield what is said in threads, a hundred at once; those that are gone are missing.

    A comment is given the id of its question, which it does not name itself.

    Raises:
        SourceError: what was yielded before stays good.
    """
    for first in range(0, len(question_ids), PAGE_SIZE):
        asked = question_ids[first : first + PAGE_SIZE]
        for items in pages(client, api, f"questions/{joined(asked)}", {"filter": filter_}):
            yield tuple(one for item in items for one in apart(item))
        if filter_ == PLAIN:
            yield from _asked_apart(client, api, asked)


def apart(item: Item) -> Iterator[Item]:
    """A question or an answer without what hangs below it, then that."""
    yield {key: value for key, value in item.items() if key not in ("answers", "comments")}
    root = item.get("question_id")
    for comment in _objects(item.get("comments")):
        yield {**comment, "question_id": root}
    for answer in _objects(item.get("answers")):
        yield from apart({"question_id": root, **answer})


def joined(ids: Sequence[int]) -> str:
    """Ids as the API takes them in a path."""
    return ";".join(map(str, ids))


def _asked_apart(client: Client, api: Api, asked: Sequence[int]) -> Iterator[tuple[Item, ...]]:
    """Answers to questions, then comments on both."""
    root: dict[Any, Any] = {one: one for one in asked}
    for items in pages(client, api, f"questions/{joined(asked)}/answers", {"filter": PLAIN}):
        root |= {
            item["answer_id"]: item.get("question_id")
            for item in items
            if isinstance(item.get("answer_id"), int)
        }
        yield items
    held = [*root]
    for first in range(0, len(held), PAGE_SIZE):
        path = f"posts/{joined(held[first : first + PAGE_SIZE])}/comments"
        for items in pages(client, api, path, {"filter": PLAIN}):
            yield tuple({**item, "question_id": _root(root, item)} for item in items)


def _root(root: dict[Any, Any], comment: Item) -> Any:
    post_id = comment.get("post_id")
    return root.get(post_id) if isinstance(post_id, int) else None


def _objects(value: Any) -> Iterator[Item]:
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())
