"""How many follow the authors of posts, which posts themselves do not tell."""

from collections.abc import Sequence
from typing import Any

from ingest.sources.bluesky_session import asked
from ingest.sources.connector import Item
from ingest.web.asking import Api
from ingest.web.client import Client

AT_ONCE = 25
LARGEST = 2**63 - 1


def followers_of(
    client: Client, api: Api, posts: Sequence[Item], known: dict[str, int | None]
) -> list[int | None]:
    """Followers of each post's author, None where they are not told.

    Args:
        client: the one way to the network.
        api: of the account's server.
        posts: as delivered.
        known: by lasting id; what is asked for is added.

    Raises:
        SourceError: as the client raises it.
    """
    authors = [_did(post) for post in posts]
    missing = [did for did in dict.fromkeys(authors) if did and did not in known]
    for first in range(0, len(missing), AT_ONCE):
        actors = missing[first : first + AT_ONCE]
        known |= dict.fromkeys(actors)
        answer = asked(client, api, "app.bsky.actor.getProfiles", {"actors": actors})
        profiles: Any = answer.get("profiles")
        for profile in profiles if isinstance(profiles, list) else ():
            if isinstance(profile, dict) and profile.get("did") in actors:
                known[profile["did"]] = _count(profile.get("followersCount"))
    return [known.get(did) if did else None for did in authors]


def _did(post: Item) -> str | None:
    author = post.get("author")
    did = author.get("did") if isinstance(author, dict) else None
    return did if isinstance(did, str) and did else None


def _count(value: Any) -> int | None:
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST
    return value if is_count else None
