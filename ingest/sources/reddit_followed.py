"""Submissions whose comments are followed: read again at each pass, their trees where they grew."""

from collections.abc import Iterator

from ingest.errors import SourceRejected, UnexpectedPayload
from ingest.sources.connector import Item, Page
from ingest.sources.reddit_api import things, told
from ingest.sources.reddit_pass import Pass
from ingest.sources.reddit_thread import comments
from ingest.web.asking import Api
from ingest.web.client import Client


def followed(client: Client, api: Api, so_far: Pass, most: int) -> Iterator[Page]:
    """Yield followed submissions as they are now, and comments where their number moved.

    Args:
        client: the one way to the network.
        api: Reddit's.
        so_far: holds the names; it is told how many comments each has.
        most: items of the whole pass, after which no other tree is begun.

    Raises:
        SourceError: what was yielded before stays good.
    """
    for _, found in things(client, api, list(so_far.threads)):
        yield so_far.page(found)
        for item in found:
            name, count = told(item, "name"), told(item, "num_comments")
            has_grown = type(count) is int and so_far.threads.get(str(name)) not in (None, count)
            if has_grown and so_far.count < most:
                yield from _tree(client, api, so_far, item)
                so_far.threads[name] = count
    yield so_far.page(())


def _tree(client: Client, api: Api, so_far: Pass, item: Item) -> Iterator[Page]:
    """Yield the comments of one submission; where nobody may read them there are none."""
    try:
        for said in comments(client, api, told(item, "name")):
            yield so_far.page(said)
    except (SourceRejected, UnexpectedPayload):
        return
