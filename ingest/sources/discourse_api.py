"""Asking a Discourse forum, and what its refusals mean."""

import json
from http import HTTPStatus
from typing import Any

from ingest.errors import SourceError, SourceRejected, UnexpectedPayload
from ingest.sources.connector import Item
from ingest.web.answer import Answer
from ingest.web.asking import Api, Params
from ingest.web.auth import FixedHeaders
from ingest.web.client import Client
from ingest.web.waiting import retry_after

NOT_LOGGED_IN = (
    "the forum shows this to members only: make a key under Admin → API and set api_key and "
    "api_username, or ask who runs the forum (docs/sources/discourse.md)"
)


class NotShown(SourceRejected):
    """The forum has it and does not show it to us: a topic that became private, for example."""


class NotThere(NotShown):
    """The forum does not have it, or does not show it any more."""


def api_of(name: str, base_url: str, key: str | None, username: str | None) -> Api:
    """A forum as a source asks it."""
    auth = None
    if key:
        auth = FixedHeaders({"Api-Key": key, "Api-Username": username or "system"})
    return Api(
        source=name,
        base_url=base_url,
        headers={"Accept": "application/json"},
        auth=auth,
        asks_to_wait=_asks_to_wait,
        refusal=lambda answer: _refusal(name, answer),
    )


def ask(client: Client, api: Api, path: str, params: Params | None = None) -> Item:
    """An object that the forum answers.

    Raises:
        NotThere: 404 or 410, in JSON.
        NotShown: 403 for this alone.
        UnexpectedPayload: the answer is no object.
        SourceError: as the client raises it.
    """
    read = client.get_json(api, path, params=params).data
    if not isinstance(read, dict):
        raise UnexpectedPayload(f"{api.source}: {path}: the answer is no object")
    return read


def shown(client: Client, api: Api, path: str) -> Item | None:
    """The same; None where it is not there, or became private."""
    try:
        return ask(client, api, path)
    except NotShown:
        return None


def objects(source: str, read: Any, *path: str) -> list[Item]:
    """A list of objects somewhere in an answer; what is none is left out.

    Raises:
        UnexpectedPayload: there is no list.
    """
    for name in path:
        read = read.get(name) if isinstance(read, dict) else None
    if not isinstance(read, list):
        raise UnexpectedPayload(f"{source}: answer without '{'.'.join(path)}'")
    return [one for one in read if isinstance(one, dict)]


def number_of(read: Item, name: str) -> int | None:
    """A whole number of an object that is only looked through; None for anything else."""
    given = read.get(name)
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def _asks_to_wait(answer: Answer) -> float | None:
    """Seconds by the header, else by the body: {"extras": {"wait_seconds": 12}}."""
    if answer.status not in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        return None
    if (seconds := retry_after(answer.headers)) is not None:
        return seconds
    extras = _told(answer).get("extras")
    seconds = extras.get("wait_seconds") if isinstance(extras, dict) else None
    is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    return max(0.0, float(seconds)) if is_number and seconds is not None else None


def _refusal(source: str, answer: Answer) -> SourceError | None:
    told = _told(answer)
    if told.get("error_type") == "not_logged_in":
        return SourceRejected(f"{source}: {NOT_LOGGED_IN}")
    if answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE) and told:
        return NotThere(f"{source}: {answer.status}: not there")
    if answer.status == HTTPStatus.FORBIDDEN and told.get("error_type") == "invalid_access":
        return NotShown(f"{source}: 403: {answer.url}: the forum does not show this to us")
    return None


def _told(answer: Answer) -> Item:
    if not answer.body.lstrip().startswith(b"{"):
        return {}
    try:
        read = json.loads(answer.body)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
