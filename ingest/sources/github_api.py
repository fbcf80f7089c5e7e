"""GitHub's REST API: pages by Link, questions that cost nothing where nothing changed, refusals."""

from collections.abc import Mapping
from http import HTTPStatus

from ingest.errors import SourceRejected, UnexpectedPayload
from ingest.sources.forwards import Batch
from ingest.web.answer import Answer, JsonAnswer
from ingest.web.asking import Api, Params, origin
from ingest.web.client import Client
from ingest.web.response import decoded
from ingest.web.waiting import asks_to_wait

HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
LIMITED = (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
HIDDEN = "not there, or not shown without a token that may read it"
SECONDARY_SECONDS = 60.0  # where a secondary limit does not say how long


def limited(answer: Answer) -> float | None:
    """Seconds that a refusal asks to wait; not every secondary limit names them."""
    if (seconds := asks_to_wait(answer)) is not None:
        return seconds
    is_secondary = answer.status in LIMITED and b"secondary rate limit" in answer.body.lower()
    return SECONDARY_SECONDS if is_secondary else None


def unchanged_or(
    client: Client, api: Api, path: str, params: Params, etag: str | None
) -> JsonAnswer | None:
    """What is there, or None where it is still what the validator stands for.

    Raises:
        SourceError: as the client raises it.
    """
    if etag is None:
        return client.get_json(api, path, params=params)
    answer = client.get(api, path, params=params, headers={"If-None-Match": etag})
    return None if answer.status == HTTPStatus.NOT_MODIFIED else decoded(api.source, answer)


def batch(api: Api, answer: JsonAnswer) -> Batch[str]:
    """A page of a listing or of a search.

    Raises:
        SourceRejected: the next page would be on another server.
        UnexpectedPayload: it is no list.
    """
    listed = answer.data.get("items") if isinstance(answer.data, dict) else answer.data
    if not isinstance(listed, list):
        raise UnexpectedPayload(f"{api.source}: the answer holds no list")
    items = tuple(item for item in listed if isinstance(item, dict))
    changed = [at for item in items if (at := changed_at(item)) is not None]
    following = answer.links.get("next")
    if following and origin(following) != origin(api.base_url):
        raise SourceRejected(f"{api.source}: the next page is on another server")
    return Batch(items=items, newest=max(changed, default=None), next=following)


def changed_at(item: Mapping[str, object]) -> str | None:
    """updated_at as GitHub writes it, comparable as text; None where it is something else."""
    at = item.get("updated_at")
    is_time = isinstance(at, str) and len(at) == len("2026-11-02T09:15:30Z") and at.endswith("Z")
    return at if is_time and isinstance(at, str) else None
