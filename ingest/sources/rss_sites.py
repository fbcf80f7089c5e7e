"""Which of the feeds of one site holds the articles that the comments of another are about."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from ingest.sources.options import Address

_COMMENTS = re.compile(r"comment|kommentar|replies", re.IGNORECASE)


def article_source(name: str, wanted: str | None, feeds: Mapping[str, Address]) -> str | None:
    """Name of the feed with a site's articles; None where it is this one, or there is none.

    Args:
        name: of the feed with the comments.
        wanted: as the configuration says it; None lets the addresses tell: a feed of the same
            host that is not one of comments, of several the one with the shortest address.
        feeds: addresses of all feeds, by name.

    Raises:
        ValueError: what is wanted is no feed of the configuration.
    """
    if wanted is not None:
        if wanted not in feeds or wanted == name:
            there = ", ".join(other for other in feeds if other != name) or "none"
            raise ValueError(f"article_source: {wanted} is no other feed; there are {there}")
        return wanted
    own = feeds[name].template
    beside = {
        other: url.template
        for other, url in feeds.items()
        if other != name and _host(url.template) == _host(own) and not _says_comments(url.template)
    }
    if not _says_comments(own):
        beside = {other: url for other, url in beside.items() if len(url) < len(own)}
    return min(beside, key=lambda other: (len(beside[other]), other), default=None)


def _says_comments(url: str) -> bool:
    parts = urlsplit(url)
    return _COMMENTS.search(f"{parts.path}?{parts.query}") is not None


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].lower().removeprefix("www.")
