"""The list of connectors, one module per platform, one line each; and what is done with each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any, cast

from ingest.brand import Brand
from ingest.errors import UnexpectedPayload
from ingest.mention import Engagement, Post, Reject
from ingest.sources.connector import (
    Checked,
    Connector,
    Cursor,
    Item,
    Page,
    Polling,
    Probing,
    Rechecking,
)
from ingest.sources.options import Source
from ingest.web.client import Client
from ingest.web.redaction import masked

__all__ = ["CONNECTORS", "connector_of", "fetch", "poll", "probe", "read_item", "recheck"]

OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
# What an item of another shape than documented makes a parser stumble over.
MISREAD = (TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)
AHEAD = timedelta(days=2)  # clocks differ; a post from next week is a mistake


class Connectors(Mapping[str, Connector[Any]]):
    """The modules of this package that are sources, by name; imported when they are asked for."""

    def __init__(self, *kinds: str) -> None:
        self._kinds = kinds

    def __getitem__(self, kind: str) -> Connector[Any]:
        if kind not in self._kinds:
            raise KeyError(kind)
        return cast(Connector[Any], import_module(f"{__name__}.{kind}"))

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)


CONNECTORS = Connectors(
    "rss",
    "hackernews",
    "mastodon",
    "bluesky",
    "discourse",
    "stack_exchange",
    "youtube",
    "app_store",
    "google_play",
    "google_business",
    "github",
    "reddit",
    "x",
    "zendesk",
    "chatwoot",
)


def connector_of(source: Source) -> Connector[Any]:
    """The module that reads this kind of source."""
    return CONNECTORS[source.kind]


def fetch(
    client: Client, source: Source, brands: Mapping[str, Brand], cursor: Cursor, now: datetime
) -> Iterator[Page]:
    """Yield what is new, without the secrets that a server echoed.

    Raises:
        SourceError: the pages yielded before it stay good.
    """
    client.admit(source.name, source.reach())
    for page in connector_of(source).fetch(client, source, brands, cursor, now):
        yield replace(page, items=masked(page.items), cursor=masked(page.cursor))


def poll(client: Client, source: Source, post_ids: Sequence[str]) -> Iterator[tuple[Item, ...]]:
    """Yield posts held as they are now; nothing where the platform gives no counts.

    Raises:
        SourceError: what was yielded before stays good.
    """
    connector = connector_of(source)
    if post_ids and isinstance(connector, Polling):
        client.admit(source.name, source.reach())
        for items in connector.poll(client, source, post_ids):
            yield masked(items)


def recheck(client: Client, source: Source, post_ids: Sequence[str]) -> Iterator[Checked]:
    """Yield what became of posts held; nothing where the platform cannot be asked.

    Raises:
        SourceError: what was yielded before stays good.
    """
    connector = connector_of(source)
    if post_ids and isinstance(connector, Rechecking):
        client.admit(source.name, source.reach())
        for checked in connector.recheck(client, source, post_ids):
            yield replace(checked, items=masked(checked.items))


def probe(client: Client, source: Source, brands: Mapping[str, Brand]) -> Iterator[str]:
    """Yield what can be read, and what to get for more; nothing where all or nothing is.

    Raises:
        SourceError: what was yielded before stays good.
    """
    connector = connector_of(source)
    if isinstance(connector, Probing):
        client.admit(source.name, source.reach())
        yield from connector.probe(client, source, brands)


def read_item(
    item: Any, source: Source, place: str, now: datetime
) -> tuple[Post | Engagement | Reject, ...]:
    """What an item tells as observed now, or the item kept with the reason why it tells nothing.

    Rejected items are read again by it, too, by the rules of that day.

    Args:
        item: one of Page.items.
        source: its entry in earshot.toml.
        place: where it stood, for people.
        now: aware; a post far ahead of it is refused.
    """
    try:
        told = connector_of(source).parse(_object(item, source), source)
        return tuple(_dated(record, source, now) for record in told)
    except (UnexpectedPayload, ValueError) as error:
        reason = str(error)
    except MISREAD as error:
        reason = f"{source.name}: not as documented: {type(error).__name__}: {error}"
    return (
        Reject(source=source.name, format=source.kind, reason=reason, payload=item, place=place),
    )


def _object(item: Any, source: Source) -> Item:
    if isinstance(item, dict):
        return item
    raise UnexpectedPayload(f"{source.name}: an item is a {type(item).__name__}, not an object")


def _dated(record: Post | Engagement, source: Source, now: datetime) -> Post | Engagement:
    """A post as observed now; a time of edit that cannot be is not believed."""
    if isinstance(record, Engagement):
        return record
    if not OLDEST <= record.created_at <= now + AHEAD:
        told = (
            f"created_at {record.created_at.isoformat()} is not between 1990 and two days from now"
        )
        raise UnexpectedPayload(f"{source.name}: {told}")
    edited_at = record.edited_at
    if edited_at and edited_at > now + AHEAD:
        edited_at = None
    return replace(record, observed_at=now, edited_at=edited_at)
