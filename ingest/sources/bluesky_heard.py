"""What posts of Bluesky need to be understood by: whose they are, and whom they speak to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ingest.brand import Brand
from ingest.sources.bluesky_account import Account
from ingest.sources.bluesky_options import Options
from ingest.sources.connector import Item

HEARD = "heard"  # key of an item for what the connector adds to the platform's post
HIDING = ("!takedown", "!hide", "!suspend")  # labels of moderation
POSTS = "/app.bsky.feed.post/"


@dataclass(frozen=True, kw_only=True)
class Ear:
    """Adds to a post what only its source knows."""

    account: Account
    source: Options
    brands: Mapping[str, Brand]

    def heard(self, post: Item, followers: int | None = None) -> Item:
        """The post with what it is to be understood by, under a key of its own."""
        told: dict[str, Any] = {"did": self.account.own, "handle": self.account.own_handle}
        if self.is_own(post):
            told |= {"own": True, "brand": self.brand}
        elif self._own_brand and self._is_mentioned(post) and not self._is_named:
            told |= {"to": self._own_brand.key, "is_addressed": True}
        elif self._own_brand and self._is_quoted(post):
            told["to"] = self._own_brand.key
        if followers is not None:
            told["followers"] = followers
        return post | {HEARD: told}

    def is_own(self, post: Item) -> bool:
        """Whether the brand wrote it."""
        author = post.get("author")
        return isinstance(author, dict) and author.get("did") == self.account.own

    def is_in_thread(self, post: Item) -> bool:
        """Whether it answers somebody, and the brand speaks or is spoken to."""
        parent = _end(post, "parent")
        is_to_own = parent.startswith(f"at://{self.account.own}/")
        return bool(parent) and (is_to_own or self.is_own(post) or self._is_mentioned(post))

    @cached_property
    def brand(self) -> str | None:
        """The brand that the account speaks for."""
        only = next(iter(self.brands)) if len(self.brands) == 1 else None
        return self.source.brand or only

    @cached_property
    def _own_brand(self) -> Brand | None:
        return self.brands.get(self.brand or "")

    @cached_property
    def _is_named(self) -> bool:
        """Whether the text tells by a handle which brand is spoken to."""
        brand, handle = self._own_brand, self.account.own_handle.casefold()
        named = (*brand.handles, *brand.own_accounts) if brand else ()
        return handle in {name.casefold() for name in named}

    def _is_mentioned(self, post: Item) -> bool:
        return any(feature.get("did") == self.account.own for feature in _features(post))

    def _is_quoted(self, post: Item) -> bool:
        record = post.get("record")
        uri = quoted(record) if isinstance(record, dict) else None
        return bool(uri) and str(uri).startswith(f"at://{self.account.own}/")


def is_hidden(post: Item) -> bool:
    """Whether the platform's moderation took the post or its author down."""
    author = post.get("author")
    lists = (post.get("labels"), author.get("labels") if isinstance(author, dict) else None)
    return any(
        isinstance(label, dict) and label.get("val") in HIDING and not label.get("neg")
        for labels in lists
        for label in (labels if isinstance(labels, list) else ())
    )


def quoted(record: Item) -> str | None:
    """Address of the post that it quotes; lists and feeds can be shown, too, and are no posts."""
    embed = record.get("embed")
    inner = embed.get("record") if isinstance(embed, dict) else None
    if isinstance(inner, dict) and isinstance(inner.get("record"), dict):  # with pictures
        inner = inner["record"]
    uri = inner.get("uri") if isinstance(inner, dict) else None
    return uri if isinstance(uri, str) and POSTS in uri else None


def _end(post: Item, name: str) -> str:
    record = post.get("record")
    reply = record.get("reply") if isinstance(record, dict) else None
    end = reply.get(name) if isinstance(reply, dict) else None
    uri = end.get("uri") if isinstance(end, dict) else None
    return uri if isinstance(uri, str) else ""


def _features(post: Item) -> Iterator[Item]:
    record = post.get("record")
    facets = record.get("facets") if isinstance(record, dict) else None
    for facet in facets if isinstance(facets, list) else ():
        features = facet.get("features") if isinstance(facet, dict) else None
        for feature in features if isinstance(features, list) else ():
            if isinstance(feature, dict):
                yield feature
