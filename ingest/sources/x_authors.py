"""Who wrote posts: asked for once in a while, because X charges for authors too."""

import threading
import time
from collections import OrderedDict
from typing import Any

from ingest.errors import SourceError
from ingest.sources.x_answers import id_of
from ingest.sources.x_api import TOGETHER, X

FRESH_SECONDS = 7 * 86_400.0
MOST = 10_000


class Known:
    """Authors met lately; in memory only, so that nobody outlives the deletion of their posts."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, tuple[float, dict[str, Any]]] = OrderedDict()
        self._guard = threading.Lock()

    def get(self, author_id: str) -> dict[str, Any] | None:
        """An author, None where nothing fresh is known."""
        with self._guard:
            at, author = self._held.get(author_id, (0.0, None))
        return author if time.monotonic() - at < FRESH_SECONDS else None

    def add(self, author_id: str, author: dict[str, Any]) -> None:
        """Remember an author; the oldest is forgotten where there are too many."""
        with self._guard:
            self._held[author_id] = (time.monotonic(), author)
            self._held.move_to_end(author_id)
            while len(self._held) > MOST:
                self._held.popitem(last=False)


KNOWN = Known()


def with_authors(x: X, items: list[Any]) -> list[Any]:
    """Items with their authors in them, as far as these can be had and paid for."""
    posts = [item for item in items if isinstance(item, dict)]
    if x.source.authors:
        ids = dict.fromkeys(str(post["author_id"]) for post in posts if post.get("author_id"))
        _ask(x, [one for one in ids if one.isdigit() and KNOWN.get(one) is None])
    return [_with_author(item) if isinstance(item, dict) else item for item in items]


def _ask(x: X, unknown: list[str]) -> None:
    for first in range(0, len(unknown), TOGETHER):
        try:
            found = x.authors(unknown[first : first + TOGETHER])
        except SourceError:
            # Posts are worth more than names: a post without its author is heard all the same.
            return
        for author in found:
            if one := id_of(author):
                KNOWN.add(one, author)


def _with_author(item: dict[str, Any]) -> dict[str, Any]:
    author = KNOWN.get(str(item.get("author_id")))
    return {**item, "author": author} if author else item
