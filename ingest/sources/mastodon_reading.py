"""One reading of a server: which lists there are, and how each of them is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from ingest.brand import Brand
from ingest.errors import UnexpectedPayload
from ingest.sources import mastodon_walks as walks
from ingest.sources.connector import Cursor, Item, Page
from ingest.sources.fields import inside, text_inside
from ingest.sources.mastodon_asking import listed
from ingest.sources.mastodon_heard import Ear, entries_of
from ingest.sources.mastodon_lists import lists_of
from ingest.sources.mastodon_options import Options
from ingest.sources.mastodon_server import Server, answering
from ingest.sources.mastodon_threads import threads
from ingest.sources.streams import Progress, begun
from ingest.sources.walks import DEEP, Entry
from ingest.web.asking import Params
from ingest.web.client import Client


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading, and how far it got."""

    client: Client
    ear: Ear
    progress: Progress

    def heard(self, entries: Sequence[Entry]) -> tuple[Item, ...]:
        """What is to be heard, each post once in a pass; threads are noted."""
        items, met = [], self.progress.met
        for entry in entries:
            if entry.item is None:
                continue
            post_id = text_inside(entry.item, "id") or entry.id
            if post_id in met:
                continue
            met.add(post_id)
            items.append(item := self.ear.heard(entry.item))
            replies = inside(entry.item).get("replies_count")
            is_ours = self.ear.is_in_thread(item)
            self.progress.note(entry, post_id, replies, is_ours=is_ours)
        return tuple(items)


def read(
    client: Client,
    source: Options,
    server: Server,
    brands: Mapping[str, Brand],
    cursor: Cursor,
    now: datetime,
) -> Iterator[Page]:
    """Yield what is new in every list, the list furthest behind first, then threads.

    The cursor holds how far each list was read. After max_items the rest is left to the next run.

    Raises:
        SourceError: of the first list that was refused, after all the others were read.
    """
    others = answering(client, server, brands)
    lists = lists_of(source, server, brands, others.values())
    place = source.base_url.template
    progress = begun(cursor, place, lists, now=now, max_items=source.max_items)
    ear = Ear(server=server, brands=brands, source=source, answering=frozenset(others.values()))
    reading = Reading(client=client, ear=ear, progress=progress)
    told = partial(threads, client, ear, progress)
    for name in progress.in_order():
        is_optional = name.startswith(("mentions", "search:"))
        pages = _list(reading, name, lists[name])
        yield from progress.guarded(name, pages, is_optional=is_optional)
    yield from progress.guarded("threads", told(), is_optional=False)
    for name in progress.in_order():
        if not name.startswith("search:"):
            again = _again(reading, name, lists[name])
            yield from progress.guarded(name, again, is_optional=False)
    yield from progress.guarded("threads", told(), is_optional=False)
    yield from progress.ended(cursor)


def _list(reading: Reading, name: str, asked: tuple[str, Params]) -> Iterator[Page]:
    progress = reading.progress
    walk = walks.walk_pages if name.startswith("search:") else walks.walk
    for step in walk(partial(ask, reading, asked), progress.streams[name], progress.now):
        items = reading.heard(step.entries)
        progress.streams[name] = step.state
        if items:
            yield progress.page(items)
        if progress.is_full and step.entries:
            return


def _again(reading: Reading, name: str, asked: tuple[str, Params]) -> Iterator[Page]:
    """Read the newest page again, and twice a day two days: edits, counts, late arrivals."""
    progress = reading.progress
    is_deep = progress.is_deep_due(name)
    if is_deep:
        progress.streams[name] |= {"deep": progress.now.isoformat()}
    for entries in walks.walk_back(partial(ask, reading, asked), progress.now - DEEP):
        if items := reading.heard(entries):
            yield progress.page(items)
        if progress.is_full or not is_deep:
            return


def ask(reading: Reading, asked: tuple[str, Params], more: Params) -> list[Entry]:
    """One page of a list.

    Raises:
        UnexpectedPayload: it is no list.
        SourceError: as the client raises it.
    """
    path, params = asked
    source, api = reading.ear.source, reading.ear.server.api
    if path != "api/v2/search":
        return entries_of(source, listed(reading.client, api, path, {**params, **more}))
    data = reading.client.get_json(api, path, params={**params, **more}).data
    found = data.get("statuses") if isinstance(data, dict) else None
    if not isinstance(found, list):
        raise UnexpectedPayload(f"{api.source}: {path} answers without 'statuses'")
    return entries_of(source, found)
