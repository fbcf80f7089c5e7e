"""Stack Exchange's API: its wrapper, its pages, its wishes to be left alone."""

import json
import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from ingest.errors import SourceError, SourceRejected, SourceUnavailable, UnexpectedPayload
from ingest.sources.connector import Item
from ingest.web.answer import Answer
from ingest.web.asking import Api, Params
from ingest.web.budgets import Budget
from ingest.web.client import Client
from ingest.web.redaction import redact
from ingest.web.waiting import asks_to_wait

PAGE_SIZE = 100  # also the most ids of one question
MOST_PAGES = 100
THROTTLED = "throttle_violation"
UNNAMED_SECONDS = 60.0  # where a throttle does not say how long

_SECONDS = re.compile(r"in (\d{1,7}) seconds?", re.ASCII)


def throttled(answer: Answer) -> float | None:
    """Seconds that a refusal asks to wait; a throttle_violation comes as 400 or 502."""
    if answer.status < HTTPStatus.BAD_REQUEST:
        return None
    try:
        told = json.loads(answer.body)
    except ValueError:
        told = None
    if not isinstance(told, dict) or told.get("error_name") != THROTTLED:
        return asks_to_wait(answer)
    named = _SECONDS.search(str(told.get("error_message")))
    return float(named[1]) if named else UNNAMED_SECONDS


def pages(client: Client, api: Api, path: str, params: Params) -> Iterator[tuple[Item, ...]]:
    """Yield a method's pages up to the last.

    Raises:
        SourceError: as `page` does, or a page repeats the one before; what was yielded stays good.
    """
    last: tuple[Item, ...] = ()
    for number in range(1, MOST_PAGES + 1):
        items, has_more = page(client, api, path, {**params, "page": number})
        if items and items == last:
            raise SourceRejected(f"{api.source}: page {number} of {path} brought nothing new")
        yield items
        if not has_more:
            return
        last = items


def page(client: Client, api: Api, path: str, params: Params) -> tuple[tuple[Item, ...], bool]:
    """One page of a method, and whether there are more; what is no object is left out.

    `has_more` may be missing: then a full page is followed by another.

    Raises:
        SourceUnavailable: too many questions, or the day's are used up.
        SourceRejected: the API refuses.
        UnexpectedPayload: the answer has another shape.
    """
    told = ask(client, api, path, {"pagesize": PAGE_SIZE, **params})
    has_more = told.get("has_more", len(told["items"]) >= PAGE_SIZE) is True
    if has_more and told.get("quota_remaining") == 0:
        raise SourceUnavailable(f"{api.source}: the day's quota of questions is used up")
    return tuple(item for item in told["items"] if isinstance(item, dict)), has_more


def ask(client: Client, api: Api, path: str, params: Params) -> dict[str, Any]:
    """What a method answers: an object with a list "items".

    A `backoff` in it is obeyed before the next question.

    Raises:
        SourceUnavailable: too many questions, or the day's are used up.
        SourceRejected: the API refuses.
        UnexpectedPayload: the answer has another shape.
    """
    client.spend(api, _quota(api), 1)
    told = client.get_json(api, path, params=params).data
    if not isinstance(told, dict):
        raise UnexpectedPayload(f"{api.source}: the answer of {path} is no object")
    if (backoff := told.get("backoff")) and _is_number(backoff):
        client.hold(api, backoff)
    if told.get("error_id") is not None:
        raise _refusal(api.source, told)
    if not isinstance(told.get("items"), list):
        raise UnexpectedPayload(f"{api.source}: the answer of {path} has no list 'items'")
    return told


def _quota(api: Api) -> Budget:
    """What the API allows a day: to an address, or to an application that shows its key."""
    host = urlsplit(api.base_url).hostname
    if "key" in api.params:
        return Budget(f"{host}, with key", "questions", 10_000, "day")
    return Budget(f"{host}, without key", "questions", 300, "day")


def _refusal(source: str, told: Mapping[str, Any]) -> SourceError:
    """What an answer says that comes as 200 and yet refuses."""
    kind = SourceUnavailable if told.get("error_name") == THROTTLED else SourceRejected
    return kind(redact(f"{source}: {told.get('error_name')}: {told.get('error_message')}"))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
