"""Answers of Bluesky's lists as entries, each with its post as getPosts would give it.

What servers should leave out is left out here: some do not heed what they are asked for.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from ingest.errors import SourceRejected
from ingest.sources.bluesky_account import Account
from ingest.sources.bluesky_heard import Ear, is_hidden
from ingest.sources.bluesky_held import posts_by_uri
from ingest.sources.bluesky_text import described, headline_of
from ingest.sources.connector import Item
from ingest.sources.walks import Entry
from ingest.web.client import Client


def found_entries(account: Account, answer: Item, wanted: re.Pattern[str]) -> list[Entry]:
    """Hits of a search that hold the term.

    Raises:
        SourceRejected: the answer has no list of posts.
    """
    return [
        _entry(post, is_heard=bool(wanted.search(_searched(post))))
        for post in _listed(account, answer, "posts")
    ]


def own_entries(ear: Ear, answer: Item) -> list[Entry]:
    """The brand's posts in its feed, without what it reposted; and what they answer.

    Raises:
        SourceRejected: the answer has no feed.
    """
    entries = []
    for one in _listed(ear.account, answer, "feed"):
        post = one.get("post")
        if isinstance(post, dict) and "reason" not in one:
            entries.append(_entry(post, is_heard=ear.is_own(post)))
    return entries


def said_entries(
    client: Client, account: Account, answer: Item, reasons: Sequence[str]
) -> list[Entry]:
    """Posts that speak to the account; notifications have no counts, so the posts are asked for.

    Raises:
        SourceRejected: the answer has no notifications.
        SourceError: as the client raises it.
    """
    notices = [
        one
        for one in _listed(account, answer, "notifications")
        if one.get("reason") in reasons and isinstance(one.get("uri"), str)
    ]
    posts = posts_by_uri(client, account.api, [str(one["uri"]) for one in notices])
    entries = []
    for one in notices:
        post = posts.get(one["uri"])
        is_heard = post is not None and not is_hidden(post)
        entries.append(
            Entry(id=one["uri"], at=_time(one.get("indexedAt")), item=post if is_heard else None)
        )
    return entries


def _entry(post: Item, *, is_heard: bool) -> Entry:
    """A post at the time by which the platform sorts."""
    record = post.get("record")
    told = record.get("createdAt") if isinstance(record, dict) else None
    times = [at for at in (_time(told), _time(post.get("indexedAt"))) if at]
    uri = post.get("uri")
    return Entry(
        id=uri if isinstance(uri, str) else "",
        at=min(times, default=None),
        item=post if is_heard and not is_hidden(post) else None,
    )


def _listed(account: Account, answer: Item, field: str) -> Iterator[Item]:
    """Objects of a list.

    Raises:
        SourceRejected: there is no list.
    """
    found = answer.get(field)
    if not isinstance(found, list):
        raise SourceRejected(f"{account.api.source}: answer without '{field}'")
    return (one for one in found if isinstance(one, dict))


def _searched(post: Item) -> str:
    """Everything of a post in which the platform's search looks."""
    record: Any = post.get("record")
    if not isinstance(record, dict):
        return ""
    parts = [record.get("text"), headline_of(record), *described(record), *_tags(record)]
    return "\n".join(part for part in parts if isinstance(part, str))


def _tags(record: Item) -> Iterator[str]:
    """Hashtags beside the text, and the addresses of its links."""
    tags = record.get("tags")
    yield from (tag for tag in (tags if isinstance(tags, list) else ()) if isinstance(tag, str))
    facets = record.get("facets")
    for facet in facets if isinstance(facets, list) else ():
        features = facet.get("features") if isinstance(facet, dict) else None
        for feature in features if isinstance(features, list) else ():
            if isinstance(feature, dict):
                yield from (str(feature[key]) for key in ("tag", "uri") if key in feature)


def _time(value: Any) -> datetime | None:
    """An aware time; None for what is none."""
    try:
        read = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return read if read.tzinfo else None
