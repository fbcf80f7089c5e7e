"""Threads of Bluesky: what stands above and below posts in which the brand takes part."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ingest.sources.bluesky_account import Account
from ingest.sources.bluesky_heard import is_hidden
from ingest.sources.bluesky_session import Refused, asked
from ingest.sources.connector import Item, Page
from ingest.sources.streams import Progress
from ingest.web.client import Client

THREADS = 40  # read in one pass; the others wait
DEPTH = 50  # of answers to answers
HEIGHT = 80


def threads(
    client: Client,
    account: Account,
    progress: Progress,
    told: Callable[[Sequence[Item]], tuple[Item, ...]],
) -> Iterator[Page]:
    """Yield the threads of the posts that were noted, each once.

    Args:
        client: the one way to the network.
        account: whose server is asked.
        progress: what was noted; it goes on from there.
        told: makes items of posts.

    Raises:
        SourceError: as the client raises it; a post that is gone has no thread.
    """
    seen: set[str] = set()
    count = 0
    while progress.threads and count < THREADS:
        uri = progress.threads[0]
        count += uri not in seen
        posts = [] if uri in seen else list(_posts(_thread(client, account, uri)))
        items = told([post for post in posts if not is_hidden(post)])
        seen.update(str(post.get("uri")) for post in posts)
        progress.threads.pop(0)
        progress.met.update(seen)
        if items:
            yield progress.page(items)
        if progress.is_full:
            return


def _thread(client: Client, account: Account, uri: str) -> Any:
    params = {"uri": uri, "depth": DEPTH, "parentHeight": HEIGHT}
    try:
        return asked(client, account.api, "app.bsky.feed.getPostThread", params).get("thread")
    except Refused as error:
        if error.name in ("NotFound", "InvalidRequest"):
            return None
        raise


def _posts(thread: Any) -> Iterator[Item]:
    """Posts of a tree; those that are gone or blocked stand in it without a post."""
    left = [thread]
    while left:
        node = left.pop()
        if not isinstance(node, dict):
            continue
        if isinstance(node.get("post"), dict):
            yield node["post"]
        replies = node.get("replies")
        left += [node.get("parent"), *(replies if isinstance(replies, list) else ())]
