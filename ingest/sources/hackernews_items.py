"""One item of Hacker News by its id, in the shape of a hit of the search."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from ingest.errors import SourceRejected
from ingest.sources.connector import Item
from ingest.web.answer import Answer
from ingest.web.asking import Api
from ingest.web.client import Client

KINDS = {"comment": "comment_text"}  # of all others the text is a story's


class NoItem(SourceRejected):
    """The search does not have it: deleted, or killed by moderators."""


def item_now(client: Client, api: Api, post_id: str) -> Item | None:
    """An item as it is now; None where the search says that there is none.

    Raises:
        SourceError: as the client raises it; a 404 that is no JSON says nothing of the item.
    """
    try:
        read = client.get_json(replace(api, refusal=_no_item(api.source)), f"items/{post_id}").data
    except NoItem:
        return None
    return _hit(read) if isinstance(read, dict) else {}


def _no_item(source: str) -> Any:
    def refusal(answer: Answer) -> NoItem | None:
        is_json = answer.body.lstrip()[:1] in (b"{", b"n", b'"')
        is_missing = answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
        return NoItem(f"{source}: no such item") if is_missing and is_json else None

    return refusal


def _hit(read: Item) -> Item:
    """The tree of replies is left out."""
    told = {key: value for key, value in read.items() if key not in ("children", "text", "id")}
    told["objectID"] = str(read.get("id"))
    told[KINDS.get(str(read.get("type")), "story_text")] = read.get("text")
    return told
