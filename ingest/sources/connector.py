"""What a connector is: fetch talks to the network, parse understands, neither does both."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from ingest.config import Brand, Source
from ingest.errors import UnexpectedPayload
from ingest.mention import Post
from ingest.web.client import Client

T = TypeVar("T")
Item = dict[str, Any]
Cursor = dict[str, Any]

LARGEST = 2**63 - 1
SHOWN_LENGTH = 60  # of a wrong value in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Items of a source, and what is known once they are stored.

    Attributes:
        items: as delivered, JSON-able, not understood yet.
        cursor: to be committed in one transaction with the items of this page and those before.
        observed_since: the source was watched from here on, and entries may have been missed
            before. None: it goes on where the last fetch ended.
        observed_until: up to when the source is known. None: this page proves nothing.
    """

    items: tuple[Item, ...]
    cursor: Cursor
    observed_since: datetime | None
    observed_until: datetime | None


class Poll(Protocol):
    """A connector's function that reads posts again by their ids, for their counts."""

    def __call__(
        self, client: Client, source: Source, post_ids: Sequence[str], /
    ) -> Iterator[tuple[Item, ...]]:
        """Yield them as they are now, in batches; one that is gone is missing.

        Args:
            client: the one way to the network.
            source: its entry in earshot.toml.
            post_ids: the source's own; the first are the most urgent.

        Raises:
            SourceError: what was yielded before stays good.
        """


class Connector(Protocol):
    """A module that satisfies this is a source."""

    @property
    def KIND(self) -> str:  # noqa: N802 - a module's constant
        """Name in earshot.toml, and the format of its rejected items."""

    def fetch(
        self,
        client: Client,
        source: Source,
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

    def parse(self, item: Item, source: Source) -> Post:
        """Turn an item into a post.

        Raises:
            UnexpectedPayload: a field is missing or not as documented.
        """


def text(source: Source, item: Item, field: str) -> str | None:
    """A field that holds text; None where it is missing, null or empty.

    Raises:
        UnexpectedPayload: it holds something else.
    """
    value = item.get(field)
    if value is None or isinstance(value, str):
        return value or None
    raise UnexpectedPayload(f"{source.name}: {field} holds {shown(value)}, text is due")


def whole(source: Source, item: Item, field: str) -> int | None:
    """A field that holds a whole number; None where it is missing or null.

    Raises:
        UnexpectedPayload: it holds something else.
    """
    value = item.get(field)
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST:
        return value
    raise UnexpectedPayload(f"{source.name}: {field} holds {shown(value)}, a whole number is due")


def moment(source: Source, item: Item, field: str) -> datetime | None:
    """A field that holds epoch seconds, as UTC; None where it is missing or null.

    Raises:
        UnexpectedPayload: it holds something else, or a time beyond the calendar.
    """
    seconds = whole(source, item, field)
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = f"{source.name}: {field} holds {shown(seconds)}, epoch seconds are due"
        raise UnexpectedPayload(message) from error


def due(source: Source, field: str, value: T | None) -> T:
    """A field's value, which has to be there.

    Raises:
        UnexpectedPayload: it is None.
    """
    if value is None:
        raise UnexpectedPayload(f"{source.name}: item without '{field}'")
    return value


def shown(value: Any) -> str:
    """A wrong value as it is named in a message."""
    return f"{value!r}"[:SHOWN_LENGTH]
