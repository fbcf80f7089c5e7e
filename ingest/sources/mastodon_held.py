"""Held posts read again: several at once where the server can, else one by one."""

from collections.abc import Iterator, Sequence

from ingest.errors import UnexpectedPayload
from ingest.sources.connector import Checked, Item
from ingest.sources.fields import inside
from ingest.sources.mastodon_asking import NOT_THERE, Refused, listed, status_path
from ingest.sources.mastodon_heard import is_public
from ingest.sources.mastodon_server import Server
from ingest.web.client import Client

AT_ONCE = 20


def read_again(
    client: Client, server: Server, post_ids: Sequence[str], *, is_sure: bool
) -> Iterator[Checked]:
    """Yield posts as they are now, and which of them are gone.

    Args:
        client: the one way to the network.
        server: the one that gave the ids.
        post_ids: in the order in which they are asked for.
        is_sure: ask alone for what is missing among several; else only what one by one turns out
            to be gone is told.

    Raises:
        SourceError: what was yielded before stays good.
    """
    takes_several = True
    for first in range(0, len(post_ids), AT_ONCE):
        asked = post_ids[first : first + AT_ONCE]
        found = _several(client, server, asked) if takes_several and len(asked) > 1 else None
        takes_several = takes_several and (found is not None or len(asked) == 1)
        items = found or {}
        missing = [post_id for post_id in asked if post_id not in items]
        alone = _single(client, server, missing) if is_sure or found is None else Checked()
        seen = (*items.values(), *alone.items)
        hidden = tuple(str(item["id"]) for item in seen if not is_public(item))
        yield Checked(
            items=tuple(item for item in seen if is_public(item)), gone=(*alone.gone, *hidden)
        )


def _several(client: Client, server: Server, asked: Sequence[str]) -> dict[str, Item] | None:
    """Posts by id; None where the server cannot, or gives not one of them."""
    try:
        found = listed(client, server.api, "api/v1/statuses", {"id[]": list(asked)})
    except (Refused, UnexpectedPayload):
        return None
    return {one["id"]: one for one in found if inside(one).get("id") in asked} or None


def _single(client: Client, server: Server, asked: Sequence[str]) -> Checked:
    """One by one; 404 is the word for what was deleted, made private or blocked."""
    items, gone = [], []
    for post_id in asked:
        try:
            item = client.get_json(server.api, status_path(post_id)).data
        except Refused as error:
            if error.status not in NOT_THERE:
                raise
            gone.append(post_id)
            continue
        if isinstance(item, dict) and item.get("id") == post_id:
            items.append(item)
    return Checked(items=tuple(items), gone=tuple(gone))
