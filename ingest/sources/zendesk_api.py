"""Zendesk's API: what changed since last time, by cursor or by time, and lists that go on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.errors import SourceRejected, UnexpectedPayload
from ingest.sources.connector import Cursor, Item
from ingest.sources.refusals import Missing
from ingest.web.asking import Api, Params
from ingest.web.client import Client

EXPORTED = 100  # tickets of a page: each asks for its comments
FULL = 1000  # a page by time that holds fewer is the last
NAMED = 100  # ids of one question


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Tickets that changed, whether these are all for now, and where the next question begins."""

    tickets: tuple[Item, ...]
    is_last: bool
    cursor: Cursor


def exported(client: Client, api: Api, cursor: Cursor) -> Iterator[Exported]:
    """Yield what changed since a cursor: {"after": …}, {"time": …}, or {"start": epoch seconds}.

    A Zendesk without export by cursor is asked by time.

    Raises:
        SourceRejected: the server repeats itself.
        SourceError: what was yielded before stays good.
    """
    while True:
        try:
            page = _page(client, api, cursor)
        except Missing:
            if "start" not in cursor:
                raise
            cursor = {"time": cursor["start"]}
            page = _page(client, api, cursor)
        yield page
        if page.is_last:
            return
        if page.cursor == cursor:
            raise SourceRejected(f"{api.source}: the export does not get on")
        cursor = page.cursor


def listed(
    client: Client, api: Api, path: str, key: str, params: Params
) -> Iterator[tuple[tuple[Item, ...], dict[str, Any]]]:
    """Yield (items under a key, the whole answer) of a list, page after page.

    Raises:
        SourceRejected: the server repeats itself, or goes on at another one.
        SourceError: what was yielded before stays good.
    """
    follow: str | None = path
    seen: set[str] = set()
    asked: Params | None = params
    while follow is not None:
        if follow in seen:
            raise SourceRejected(f"{api.source}: {path}: the list repeats itself")
        seen.add(follow)
        told = object_of(api, client.get_json(api, follow, params=asked).data)
        yield objects(api, told, key), told
        follow, asked = _next(told), None


def objects(api: Api, told: dict[str, Any], key: str) -> tuple[Item, ...]:
    """The objects of a list in an answer.

    Raises:
        UnexpectedPayload: there is no list.
    """
    found = told.get(key)
    if not isinstance(found, list):
        raise UnexpectedPayload(f"{api.source}: answer without a list '{key}'")
    return tuple(one for one in found if isinstance(one, dict))


def object_of(api: Api, told: Any) -> dict[str, Any]:
    """An answer that is an object.

    Raises:
        UnexpectedPayload: it is something else.
    """
    if isinstance(told, dict):
        return told
    raise UnexpectedPayload(f"{api.source}: the answer is no object")


def _page(client: Client, api: Api, cursor: Cursor) -> Exported:
    by_time = "time" in cursor
    if by_time:
        path, params = "api/v2/incremental/tickets.json", {"start_time": cursor["time"]}
    else:
        begin = (
            {"cursor": cursor["after"]} if "after" in cursor else {"start_time": cursor["start"]}
        )
        path, params = "api/v2/incremental/tickets/cursor.json", begin
    told = object_of(api, client.get_json(api, path, params={**params, "per_page": EXPORTED}).data)
    tickets = objects(api, told, "tickets")
    if by_time:
        is_last = told.get("end_of_stream", len(tickets) < FULL) is not False
        end = told.get("end_time")
        following: Cursor = {"time": end} if type(end) is int else cursor
    else:
        is_last, after = told.get("end_of_stream") is not False, told.get("after_cursor")
        following = {"after": after} if isinstance(after, str) and after else cursor
    return Exported(tickets=tickets, is_last=is_last, cursor=following)


def _next(told: dict[str, Any]) -> str | None:
    """Address of the next page, by cursor or by number; None at the end."""
    meta, links = told.get("meta"), told.get("links")
    if isinstance(meta, dict) and isinstance(links, dict):
        follow = links.get("next") if meta.get("has_more") else None
    else:
        follow = told.get("next_page")
    return follow if isinstance(follow, str) and follow else None
