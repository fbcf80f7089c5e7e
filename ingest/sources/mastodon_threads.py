"""Threads: what stands above and below posts in which the brand speaks or is spoken to."""

from collections.abc import Iterator

from ingest.errors import UnexpectedPayload
from ingest.sources.connector import Item, Page
from ingest.sources.mastodon_asking import NOT_THERE, Refused, status_path
from ingest.sources.mastodon_heard import is_public
from ingest.sources.mastodon_progress import Reading

THREADS = 40  # read in one pass; the others wait


def threads(reading: Reading) -> Iterator[Page]:
    """What stands above and below posts in which the brand speaks or is spoken to."""
    told: set[str] = set()  # by the thread of another post
    for _ in range(min(THREADS, len(reading.threads))):
        post_id = reading.threads[0]
        context = {} if post_id in told else _context(reading, post_id)
        above, below = (
            [one for one in context.get(side) or () if isinstance(one, dict) and is_public(one)]
            for side in ("ancestors", "descendants")
        )
        told.update(str(one.get("id")) for one in (*above, *below))
        first = above[0] if above else {}
        root = None if not above or first.get("in_reply_to_id") else str(first.get("id"))
        reading.threads.pop(0)
        reading.met.update(told)
        yield reading.page(tuple(reading.ear.heard(one, root=root) for one in (*above, *below)))
        if reading.is_full:
            return


def _context(reading: Reading, post_id: str) -> Item:
    """A thread; one whose post is gone by now is empty."""
    try:
        path = f"{status_path(post_id)}/context"
        data = reading.client.get_json(reading.server.api, path).data
    except Refused as error:
        if error.status in NOT_THERE:
            return {}
        raise
    if not isinstance(data, dict):
        raise UnexpectedPayload(f"{reading.source.name}: {path} is no thread")
    return data
