"""Chatwoot's API: conversations by their last activity, and their messages from the newest back."""

from collections.abc import Iterator
from typing import Any

from ingest.errors import UnexpectedPayload
from ingest.sources.connector import Item
from ingest.web.asking import Api, Params
from ingest.web.client import Client

EVERYTHING: Params = {
    "status": "all",
    "assignee_type": "all",
    "sort_by": "last_activity_at_desc",  # older ones sort like this by themselves
}
MOST_PAGES = 200  # of one conversation


def conversations(client: Client, api: Api) -> Iterator[tuple[Item, ...]]:
    """Yield pages of conversations, the one active last first.

    What becomes active meanwhile comes first, so that others come twice and none is missed.

    Raises:
        SourceError: what was yielded before stays good.
    """
    seen: set[int] = set()
    number = 1
    while True:
        params: Params = {**EVERYTHING, "page": number}
        found = _payload(api, client.get_json(api, "conversations", params=params).data)
        shown = {one_id for one in found if type(one_id := one.get("id")) is int}
        if shown <= seen:  # the end, or a server that has one page only
            return
        seen |= shown
        yield found
        number += 1


def messages(
    client: Client, api: Api, number: int, before: int | None = None
) -> Iterator[tuple[Item, ...]]:
    """Yield a conversation's messages, the newest page first.

    Args:
        client: the one way to the network.
        api: of the account.
        number: of the conversation.
        before: only those with a smaller id; None begins with the newest.

    Raises:
        SourceError: what was yielded before stays good.
    """
    for _ in range(MOST_PAGES):
        params: Params = {} if before is None else {"before": before}
        path = f"conversations/{number}/messages"
        found = _payload(api, client.get_json(api, path, params=params).data)
        ids = [one for item in found if type(one := item.get("id")) is int]
        if not ids or (before is not None and min(ids) >= before):
            return
        yield found
        before = min(ids)


def active_at(conversation: Item) -> int | None:
    """Epoch second of the last activity; None where it is not told."""
    for key in ("last_activity_at", "timestamp"):
        at = conversation.get(key)
        if isinstance(at, int | float) and not isinstance(at, bool):
            return int(at)
    return None


def _payload(api: Api, told: Any) -> tuple[Item, ...]:
    """The objects of a list, which lies one or two levels deep."""
    inner = told.get("data", told) if isinstance(told, dict) else None
    listed = inner.get("payload") if isinstance(inner, dict) else None
    if not isinstance(listed, list):
        raise UnexpectedPayload(f"{api.source}: answer without a list 'payload'")
    return tuple(one for one in listed if isinstance(one, dict))
