"""Held posts of Bluesky read again, 25 in a question."""

from collections.abc import Iterator, Sequence

from ingest.errors import SourceRejected
from ingest.sources.bluesky_heard import is_hidden
from ingest.sources.bluesky_session import Refused, asked
from ingest.sources.connector import Checked, Item
from ingest.sources.fields import text_inside
from ingest.web.asking import Api
from ingest.web.client import Client

AT_ONCE = 25
GONE = "app.bsky.feed.defs#notFoundPost"


def posts_by_uri(client: Client, api: Api, uris: Sequence[str]) -> dict[str, Item]:
    """Posts as they are now; who is gone is missing.

    Raises:
        SourceRejected: an answer without posts.
        SourceError: as the client raises it.
    """
    found: dict[str, Item] = {}
    wanted = list(dict.fromkeys(uris))
    for first in range(0, len(wanted), AT_ONCE):
        several = wanted[first : first + AT_ONCE]
        posts = asked(client, api, "app.bsky.feed.getPosts", {"uris": several}).get("posts")
        if not isinstance(posts, list):
            raise SourceRejected(f"{api.source}: getPosts answers without 'posts'")
        found |= {post["uri"]: post for post in posts if text_inside(post, "uri") in several}
    return found


def read_again(
    client: Client, api: Api, uris: Sequence[str], *, is_sure: bool
) -> Iterator[Checked]:
    """Yield posts as they are now, and with is_sure which of them are gone.

    A post may be missing because its author blocked the account that asks: that is no deletion, so
    each missing one is asked for alone.

    Raises:
        SourceError: what was yielded before stays good.
    """
    for first in range(0, len(uris), AT_ONCE):
        several = uris[first : first + AT_ONCE]
        found = posts_by_uri(client, api, several)
        hidden = [uri for uri, post in found.items() if is_hidden(post)]
        missing = [uri for uri in several if uri not in found] if is_sure else []
        gone = [uri for uri in missing if _is_gone(client, api, uri)]
        shown = tuple(post for uri, post in found.items() if uri not in hidden)
        yield Checked(items=shown, gone=(*hidden, *gone))


def _is_gone(client: Client, api: Api, uri: str) -> bool:
    params = {"uri": uri, "depth": 0, "parentHeight": 0}
    try:
        thread = asked(client, api, "app.bsky.feed.getPostThread", params).get("thread")
    except Refused as error:
        if error.name == "NotFound":
            return True
        raise
    return isinstance(thread, dict) and thread.get("$type") == GONE
