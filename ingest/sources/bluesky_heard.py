"""What posts of Bluesky need to be understood by: whose they are, and whom they speak to."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ingest.brand import Brand
from ingest.sources.bluesky_account import Account
from ingest.sources.bluesky_options import Options
from ingest.sources.connector import Item
from ingest.sources.fields import inside, text_inside

HEARD = "heard"  # key of an item for what the connector adds to the platform's post
HIDING = ("!takedown", "!hide", "!suspend")  # labels of moderation
POSTS = "/app.bsky.feed.post/"


@dataclass(frozen=True, kw_only=True)
class Ear:
    """Adds to a post what only its source knows.

    Attributes:
        answering: lasting ids of further accounts that answer for the brands.
    """

    account: Account
    source: Options
    brands: Mapping[str, Brand]
    answering: Collection[str] = ()

    def heard(self, post: Any, followers: int | None = None) -> Any:
        """The post with what it is to be understood by, under a key of its own.

        What is no object stays what it is.
        """
        if not isinstance(post, dict):
            return post
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

    def is_own(self, post: Any) -> bool:
        """Whether the brand wrote it."""
        return inside(post, "author").get("did") == self.account.own

    def is_in_thread(self, post: Any) -> bool:
        """Whether it answers somebody, and the brand speaks or is spoken to."""
        parent = text_inside(post, "record", "reply", "parent", "uri")
        ours = (self.account.own, *self.answering)
        is_ours = parent.startswith(tuple(f"at://{did}/" for did in ours)) or (
            inside(post, "author").get("did") in ours
        )
        return bool(parent) and (is_ours or self._is_mentioned(post))

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

    def _is_mentioned(self, post: Any) -> bool:
        return any(feature.get("did") == self.account.own for feature in features_of(post))

    def _is_quoted(self, post: Any) -> bool:
        uri = quoted(inside(post, "record")) or ""
        return uri.startswith(f"at://{self.account.own}/")


def is_hidden(post: Any) -> bool:
    """Whether the platform's moderation took the post or its author down."""
    lists = (inside(post).get("labels"), inside(post, "author").get("labels"))
    return any(
        inside(label).get("val") in HIDING and not inside(label).get("neg")
        for labels in lists
        for label in (labels if isinstance(labels, list) else ())
    )


def quoted(record: Item) -> str | None:
    """Address of the post that it quotes; lists and feeds can be shown, too, and are no posts."""
    with_pictures = inside(record, "embed", "record", "record")
    uri = text_inside(with_pictures or inside(record, "embed", "record"), "uri")
    return uri if POSTS in uri else None


def features_of(post: Any) -> Iterator[Item]:
    """What is marked in its text: mentions, links, hashtags."""
    facets = inside(post, "record").get("facets")
    for facet in facets if isinstance(facets, list) else ():
        features = inside(facet).get("features")
        for feature in features if isinstance(features, list) else ():
            if isinstance(feature, dict):
                yield feature
