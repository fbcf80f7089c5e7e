"""How many follow the authors of posts, which posts themselves do not tell."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ingest.sources.bluesky_session import Refused, asked
from ingest.sources.fields import text_inside
from ingest.web.asking import Api
from ingest.web.client import Client

AT_ONCE = 25
HANDLE = re.compile(r"(?:[a-z0-9][a-z0-9-]{0,62}\.)+[a-z][a-z0-9-]{0,62}", re.IGNORECASE | re.ASCII)
LARGEST = 2**63 - 1


def followers_of(
    client: Client, api: Api, posts: Sequence[Any], known: dict[str, int | None]
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
    authors = [text_inside(post, "author", "did") for post in posts]
    missing = [did for did in dict.fromkeys(authors) if did and did not in known]
    for first in range(0, len(missing), AT_ONCE):
        actors = missing[first : first + AT_ONCE]
        known |= dict.fromkeys(actors)
        answer = asked(client, api, "app.bsky.actor.getProfiles", {"actors": actors})
        profiles: Any = answer.get("profiles")
        for profile in profiles if isinstance(profiles, list) else ():
            if (did := text_inside(profile, "did")) in actors:
                known[did] = _count(profile.get("followersCount"))
    return [known.get(did) for did in authors]


def answering(client: Client, api: Api, handles: Iterable[str]) -> frozenset[str]:
    """Lasting ids of those who have these handles; what is no handle here is left out.

    Raises:
        SourceUnavailable: there is no answer.
    """
    found: set[str] = set()
    for handle in dict.fromkeys(one for one in handles if HANDLE.fullmatch(one)):
        try:
            answer = asked(client, api, "app.bsky.actor.getProfiles", {"actors": [handle]})
        except Refused:
            continue
        profiles = answer.get("profiles")
        for profile in profiles if isinstance(profiles, list) else ():
            if text_inside(profile, "handle").casefold() == handle.casefold():
                found.add(text_inside(profile, "did"))
    return frozenset(found - {""})


def _count(value: Any) -> int | None:
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST
    return value if is_count else None
