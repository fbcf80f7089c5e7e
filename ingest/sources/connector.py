"""What a connector is: fetch talks to the network, parse understands, neither does both."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar, runtime_checkable

from ingest.brand import Brand
from ingest.mention import Engagement, Post
from ingest.sources.options import Source
from ingest.web.client import Client

Item = dict[str, Any]
Cursor = dict[str, Any]
S = TypeVar("S", bound=Source)
S_contra = TypeVar("S_contra", bound=Source, contravariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Items of a source, and what is known once they are stored.

    Attributes:
        items: as delivered, JSON-able, not understood yet.
        cursor: to be committed in one transaction with the items of this page and those before.
            Whatever the connector needs to go on, JSON-able; nobody else reads it.
        observed_since: the source was watched from here on, and entries may have been missed
            before. None: it goes on where the last fetch ended.
        observed_until: up to when the source is known. None: this page proves nothing.
    """

    items: tuple[Item, ...]
    cursor: Cursor
    observed_since: datetime | None
    observed_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What became of held posts that were asked for again.

    An id in none of them is not known: the platform was not asked, or its answer proves nothing.

    Attributes:
        items: of those still there, as they are now.
        gone: ids of those that the platform says it does not have, or does not show any more.
        standing: ids of those that it says are there, without telling them anew.
    """

    items: tuple[Item, ...] = ()
    gone: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()


class Connector(Protocol[S]):
    """A module that satisfies this is a source; its docstring has Docs, Auth, Limits and Gaps.

    One that can read held posts again satisfies Polling, too.
    """

    @property
    def Options(self) -> type[S]:  # noqa: N802 - a module's class
        """The keys of its own in earshot.toml, its secrets among them."""

    def fetch(
        self,
        client: Client,
        source: S,
        brands: Mapping[str, Brand],
        cursor: Cursor,
        now: datetime,
    ) -> Iterator[Page]:
        """Yield what is new since cursor, up to now.

        Args:
            client: the one way to the network.
            source: its entry in earshot.toml.
            brands: those the source is for, by key.
            cursor: of the last page that was stored; empty at first.
            now: aware; nothing later is claimed to be observed.

        Raises:
            SourceError: the pages yielded before it stay good.
        """

    def parse(self, item: Item, source: S) -> Iterator[Post | Engagement]:
        """Yield what an item tells: a post, or several, as a review and the brand's answer in it.

        Raises:
            UnexpectedPayload: a field is missing or not as documented; the whole item is refused.
        """


@runtime_checkable
class Polling(Protocol[S_contra]):
    """What a connector has besides where its platform gives counts."""

    def poll(
        self, client: Client, source: S_contra, post_ids: Sequence[str]
    ) -> Iterator[tuple[Item, ...]]:
        """Yield held posts as they are now, in batches; one that is gone is missing.

        Args:
            client: the one way to the network.
            source: its entry in earshot.toml.
            post_ids: the source's own, at least one; the first are the most urgent.

        Raises:
            SourceError: what was yielded before stays good.
        """


@runtime_checkable
class Rechecking(Protocol[S_contra]):
    """What a connector has besides where its platform says whether a post is still there."""

    def recheck(
        self, client: Client, source: S_contra, post_ids: Sequence[str]
    ) -> Iterator[Checked]:
        """Yield what became of held posts, in batches.

        Args:
            client: the one way to the network.
            source: its entry in earshot.toml.
            post_ids: the source's own, at least one; the first are the most urgent.

        Raises:
            SourceError: what was yielded before stays good.
        """


@runtime_checkable
class Probing(Protocol[S_contra]):
    """What a connector has besides where a key may reach some of its lists and others not."""

    def probe(self, client: Client, source: S_contra, brands: Mapping[str, Brand]) -> Iterator[str]:
        """Yield sentences for who sets the source up: what can be read, and what to get for more.

        Args:
            client: the one way to the network.
            source: its entry in earshot.toml.
            brands: those the source is for, by key.

        Raises:
            SourceError: nothing can be asked at all.
        """
