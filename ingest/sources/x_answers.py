"""What X's answers mean: refusals, spent caps, and errors that stand beside data."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from ingest.errors import NotNow, SourceError, SourceRejected, UnexpectedPayload
from ingest.web.answer import Answer
from ingest.web.response import excerpt

ID = re.compile(r"\d{1,25}", re.ASCII)
GONE = ("resource-not-found", "not-authorized-for-resource")
CAPS = ("UsageCap", "usage-capped", "Credits")


class BadQuery(SourceRejected):
    """X does not understand the question."""


class CapSpent(NotNow):
    """X says that the account's credits, or its cap, are spent."""


def refusal(source: str, answer: Answer) -> SourceError | None:
    """A spent cap comes as 429 beside headers that know of no limit: waiting does not help."""
    told = f"{source}: {answer.status}: {excerpt(answer)}"
    if answer.status == HTTPStatus.BAD_REQUEST:
        return BadQuery(told)
    if answer.status == HTTPStatus.PAYMENT_REQUIRED or (
        answer.status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.FORBIDDEN) and _is_cap(answer)
    ):
        return CapSpent(f"{told}; nothing is asked for some hours")
    return None


def _is_cap(answer: Answer) -> bool:
    try:
        told = json.loads(answer.body)
    except ValueError:
        return False
    fields = [str(told.get(name)) for name in ("title", "type")] if isinstance(told, dict) else []
    return any(word in one for one in fields for word in CAPS)


def listed(source: str, data: Mapping[str, Any]) -> list[Any]:
    """The things of an answer; an empty one has no "data" at all."""
    found = data.get("data", [])
    if isinstance(found, dict):
        found = [found]
    if not isinstance(found, list):
        raise UnexpectedPayload(f"{source}: data holds a {type(found).__name__}, no list")
    return found


def gone_in(data: Mapping[str, Any]) -> Iterator[str]:
    """Ids of posts that X does not have, or not for us: deleted, protected, suspended."""
    errors = data.get("errors")
    known = [one for one in errors if isinstance(one, dict)] if isinstance(errors, list) else []
    for one in known:
        is_post = one.get("resource_type", "tweet") in ("tweet", "post")
        if is_post and str(one.get("type")).endswith(GONE):
            yield str(one.get("resource_id") or one.get("value"))


def id_of(item: Any) -> str:
    """A post's or a user's id; empty where it has none."""
    found = item.get("id") if isinstance(item, dict) else None
    return found if isinstance(found, str) and ID.fullmatch(found) else ""


def ids_of(items: Sequence[Any]) -> list[str]:
    """Ids of those that have one, in order."""
    return [found for item in items if (found := id_of(item))]
