"""Answers of Bluesky's lists as entries, each with its post as getPosts would give it.

What servers should leave out is left out here: some do not heed what they are asked for.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ingest.errors import SourceRejected
from ingest.sources.bluesky_account import Account
from ingest.sources.bluesky_heard import POSTS, Ear, features_of
from ingest.sources.bluesky_held import posts_by_uri
from ingest.sources.bluesky_text import described, headline_of
from ingest.sources.connector import Item
from ingest.sources.fields import inside, text_inside
from ingest.sources.walks import Entry
from ingest.web.client import Client

LONGEST = 200  # characters of what has no address, to tell it apart


def found_entries(account: Account, answer: Item, wanted: re.Pattern[str]) -> list[Entry]:
    """Hits of a search that hold the term.

    Raises:
        SourceRejected: the answer has no list of posts.
    """
    return [
        _entry(post, is_heard=not inside(post, "record") or bool(wanted.search(_searched(post))))
        for post in _listed(account, answer, "posts")
    ]


def own_entries(ear: Ear, answer: Item, did: str) -> list[Entry]:
    """The posts of a brand's account in its feed, without what it reposted.

    Raises:
        SourceRejected: the answer has no feed.
    """
    entries = []
    for one in _listed(ear.account, answer, "feed"):
        post = inside(one).get("post")
        if "reason" in inside(one):  # stands where it was reposted, whatever its own time
            entries.append(Entry(id=f"repost of {text_inside(post, 'uri')}", at=None, item=None))
        else:
            is_own = inside(post, "author").get("did") == did
            entries.append(_entry(post, is_heard=is_own or not isinstance(post, dict)))
    return entries


def said_entries(
    client: Client, account: Account, answer: Item, reasons: Sequence[str]
) -> list[Entry]:
    """Posts that speak to the account; notifications have no counts, so the posts are asked for.

    Raises:
        SourceRejected: the answer has no notifications.
        SourceError: as the client raises it.
    """
    notices = [inside(one) for one in _listed(account, answer, "notifications")]
    wanted = [text_inside(one, "uri") for one in notices if one.get("reason") in reasons]
    posts = posts_by_uri(client, account.api, [uri for uri in wanted if POSTS in uri])
    entries = []
    for one in notices:
        post = posts.get(text_inside(one, "uri"))
        entries.append(
            Entry(
                id=f"{one.get('uri')} {one.get('reason')} {one.get('indexedAt')}",
                at=_time(one.get("indexedAt")),
                item=post if post and one.get("reason") in reasons else None,
            )
        )
    return entries


def _entry(post: Any, *, is_heard: bool) -> Entry:
    """A post at the time by which the platform sorts; what is none is refused when understood."""
    times = (_time(inside(post, "record").get("createdAt")), _time(inside(post).get("indexedAt")))
    return Entry(
        id=text_inside(post, "uri") or repr(post)[:LONGEST],
        at=min((at for at in times if at), default=None),
        item=post if is_heard else None,
    )


def _listed(account: Account, answer: Item, field: str) -> list[Any]:
    """A list, of whatever the server puts in.

    Raises:
        SourceRejected: there is no list.
    """
    found = answer.get(field)
    if not isinstance(found, list):
        raise SourceRejected(f"{account.api.source}: answer without '{field}'")
    return found


def _searched(post: Any) -> str:
    """Everything of a post in which the platform's search looks."""
    record = inside(post, "record")
    tags = record.get("tags")
    parts = [
        record.get("text"),
        headline_of(record),
        *described(record),
        *(tags if isinstance(tags, list) else ()),
        *(feature.get(key) for feature in features_of(post) for key in ("tag", "uri")),
    ]
    return "\n".join(part for part in parts if isinstance(part, str))


def _time(value: Any) -> datetime | None:
    """An aware time; None for what is none."""
    try:
        read = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return read if read.tzinfo else None
