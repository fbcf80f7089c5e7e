"""Threads: what stands above and below posts in which the brand speaks or is spoken to."""

from collections.abc import Iterator
from typing import Any

from ingest.errors import UnexpectedPayload
from ingest.sources.connector import Item, Page
from ingest.sources.mastodon_asking import NOT_THERE, Refused, status_path
from ingest.sources.mastodon_heard import Ear, is_public
from ingest.sources.streams import Progress
from ingest.web.client import Client

THREADS = 40  # read in one pass; the others wait


def threads(client: Client, ear: Ear, progress: Progress) -> Iterator[Page]:
    """Yield what stands above and below the posts that were noted.

    Raises:
        SourceError: as the client raises it; a post that is gone has no thread.
    """
    told: set[str] = set()  # by the thread of another post
    asked = 0
    while progress.threads and asked < THREADS:
        post_id = progress.threads[0]
        asked += post_id not in told
        context = {} if post_id in told else _context(client, ear, post_id)
        above, below = (_public(context.get(side)) for side in ("ancestors", "descendants"))
        told.update(str(one.get("id")) for one in (*above, *below))
        first = above[0] if above else {"id": post_id}
        root = None if first.get("in_reply_to_id") else str(first.get("id"))
        progress.threads.pop(0)
        progress.met.update(told)
        if items := tuple(ear.heard(one, root=root) for one in (*above, *below)):
            yield progress.page(items)
        if progress.is_full:
            return


def _public(side: Any) -> list[Item]:
    return [one for one in side if is_public(one)] if isinstance(side, list) else []


def _context(client: Client, ear: Ear, post_id: str) -> Item:
    path = f"{status_path(post_id)}/context"
    try:
        data = client.get_json(ear.server.api, path).data
    except Refused as error:
        if error.status in NOT_THERE:
            return {}
        raise
    if not isinstance(data, dict):
        raise UnexpectedPayload(f"{ear.source.name}: {path} is no thread")
    return data
