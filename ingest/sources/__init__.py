"""The list of connectors: one module per platform, one line each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from ingest.config import Source
from ingest.errors import UnexpectedPayload
from ingest.mention import Post, Reject
from ingest.sources import hackernews, rss
from ingest.sources.connector import Connector, Item, Page, Poll
from ingest.web.client import Client

__all__ = ["CONNECTORS", "Connector", "Page", "connector_of", "poll", "read_item", "replay"]

OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=2)  # clocks differ; a post from next week is a mistake


def _by_kind(connectors: Iterable[Connector]) -> MappingProxyType[str, Connector]:
    return MappingProxyType({connector.KIND: connector for connector in connectors})


CONNECTORS = _by_kind((rss, hackernews))
POLLS: MappingProxyType[str, Poll] = MappingProxyType({hackernews.KIND: hackernews.poll})


def connector_of(source: Source) -> Connector:
    """The module that reads this kind of source."""
    return CONNECTORS[source.kind]


def poll(client: Client, source: Source, post_ids: Sequence[str]) -> Iterator[tuple[Item, ...]]:
    """Yield posts held as they are now; nothing where the platform gives no counts.

    Raises:
        SourceError: what was yielded before stays good.
    """
    if source.kind in POLLS:
        yield from POLLS[source.kind](client, source, post_ids)


def read_item(item: Any, source: Source, place: str, now: datetime) -> Post | Reject:
    """An item as a post observed now, or kept with the reason why it cannot be one.

    Args:
        item: one of Page.items.
        source: its entry in earshot.toml.
        place: where it stood, for people.
        now: aware; a post far ahead of it is refused.
    """
    try:
        post = connector_of(source).parse(_object(item, source), source)
        return _dated(post, source, now)
    except (UnexpectedPayload, ValueError) as error:
        return Reject(
            source=source.name, format=source.kind, reason=str(error), payload=item, place=place
        )


def replay(payload: Any, source: Source, place: str, now: datetime) -> Post | Reject:
    """Read a rejected item again, by today's rules."""
    return read_item(payload, source, place, now)


def _object(item: Any, source: Source) -> Item:
    if isinstance(item, dict):
        return item
    raise UnexpectedPayload(f"{source.name}: an item is a {type(item).__name__}, not an object")


def _dated(post: Post, source: Source, now: datetime) -> Post:
    """The post as observed now; a time of edit that cannot be is not believed."""
    if not OLDEST <= post.created_at <= now + AHEAD:
        told = f"created_at {post.created_at.isoformat()} is not between 1990 and two days from now"
        raise UnexpectedPayload(f"{source.name}: {told}")
    edited_at = post.edited_at if post.edited_at and post.edited_at <= now + AHEAD else None
    return replace(post, observed_at=now, edited_at=edited_at)
