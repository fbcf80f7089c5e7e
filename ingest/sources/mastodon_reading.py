"""One reading of a server: which lists, in which order, how far each of them got."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from ingest.brand import Brand
from ingest.errors import SourceRejected, UnexpectedPayload
from ingest.sources import mastodon_walks as walks
from ingest.sources.connector import Cursor, Page
from ingest.sources.mastodon_asking import Refused, listed
from ingest.sources.mastodon_heard import Ear, entries_of
from ingest.sources.mastodon_options import Options
from ingest.sources.mastodon_progress import Reading
from ingest.sources.mastodon_server import Server
from ingest.sources.mastodon_threads import threads
from ingest.web.asking import Params
from ingest.web.client import Client

UNKNOWN = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED)
DEEP_EVERY = timedelta(hours=12)
DEEP = timedelta(hours=48)  # posts that a server fetches late slide in behind newer ones


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
    known = cursor if cursor.get("server") == source.base_url.template else {}
    lists = _lists(source, server, brands)
    held: dict[str, dict[str, Any]] = known.get("streams", {})
    since = known.get("since") if known else (now - walks.FIRST_RUN).isoformat()
    reading = Reading(
        client=client,
        source=source,
        ear=Ear(server=server, brands=brands, source=source),
        now=now,
        streams={name: held.get(name, {}) for name in lists},
        threads=list(known.get("threads", ())),
        since=datetime.fromisoformat(since) if since else None,
    )
    for name in sorted(lists, key=lambda name: reading.streams[name].get("until", "")):
        yield from _guarded(reading, name, _list(reading, name, lists[name]))
    yield from _guarded(reading, "threads", threads(reading))
    for name in lists:
        if not name.startswith("search:"):
            yield from _guarded(reading, name, _deep(reading, name, lists[name]))
    yield reading.page(())
    if reading.refusals:
        raise reading.refusals[0]


def _lists(
    source: Options, server: Server, brands: Mapping[str, Brand]
) -> dict[str, tuple[str, Params]]:
    """Path and parameters of each list, by its name in the cursor."""
    lists: dict[str, tuple[str, Params]] = {}
    if source.has_token:
        lists["mentions"] = ("api/v1/notifications", {"types[]": ["mention"]})
    if server.own:
        path = f"api/v1/accounts/{quote(server.own, safe='')}/statuses"
        lists["own"] = (path, {"exclude_reblogs": "true"})
    for tag in source.followed(brands):
        lists[f"tag:{tag.casefold()}"] = (f"api/v1/timelines/tag/{quote(tag, safe='')}", {})
    if source.has_token:
        for term in source.wanted(brands):
            lists[f"search:{term}"] = ("api/v2/search", {"q": _query(term), "type": "statuses"})
    return lists


def _query(term: str) -> str:
    """Several words are a phrase; some servers look for the quotes of a single one."""
    plain = term.replace('"', " ").strip()
    return f'"{plain}"' if " " in plain else plain


def _guarded(reading: Reading, name: str, pages: Iterator[Page]) -> Iterator[Page]:
    """A list that is refused costs no other; it is told at the end and stays unread."""
    if reading.is_full:
        return
    try:
        yield from pages
    except (SourceRejected, UnexpectedPayload) as error:
        if name in reading.streams and "until" not in reading.streams[name]:
            del reading.streams[name]
        # Nobody can mend that a kind of server has no such list.
        is_unknown = isinstance(error, Refused) and error.status in UNKNOWN
        if not (is_unknown and name.startswith(("mentions", "search:"))):
            reading.refusals.append(error)


def _list(reading: Reading, name: str, asked: tuple[str, Params]) -> Iterator[Page]:
    ask = partial(_ask, reading, asked)
    walk = walks.walk_pages if name.startswith("search:") else walks.walk
    for step in walk(ask, reading.streams[name], reading.now):
        items = reading.heard(step.entries)
        reading.streams[name] = step.state
        yield reading.page(items)
        if reading.is_full and step.entries:
            return


def _deep(reading: Reading, name: str, asked: tuple[str, Params]) -> Iterator[Page]:
    """Read two days again, twice a day: late arrivals, edits, and what was answered since."""
    state = reading.streams.get(name, {})
    last = state.get("deep")
    if "until" not in state or (last and reading.now - datetime.fromisoformat(last) < DEEP_EVERY):
        return
    reading.streams[name] = state | {"deep": reading.now.isoformat()}
    for entries in walks.walk_back(partial(_ask, reading, asked), reading.now - DEEP):
        yield reading.page(reading.heard(entries))
        if reading.is_full:
            return
    yield from threads(reading)


def _ask(reading: Reading, asked: tuple[str, Params], more: Params) -> list[walks.Entry]:
    path, params = asked
    api = reading.server.api
    if path != "api/v2/search":
        return entries_of(reading.source, listed(reading.client, api, path, {**params, **more}))
    data = reading.client.get_json(api, path, params={**params, **more}).data
    found = data.get("statuses") if isinstance(data, dict) else None
    if not isinstance(found, list):
        raise UnexpectedPayload(f"{api.source}: {path} answers without 'statuses'")
    return entries_of(reading.source, found)
