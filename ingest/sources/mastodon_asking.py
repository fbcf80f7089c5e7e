"""How servers of Mastodon's API are asked, and what their refusals mean.

Implementations differ: some want a token for what others show to everybody, some say 400 or HTML
where others say 401 and JSON, some have no rate headers and no reading of several posts at once.
"""

import re
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlsplit

from ingest.errors import SourceError, SourceRejected, UnexpectedPayload
from ingest.sources.mastodon_options import Options
from ingest.web.answer import Answer
from ingest.web.asking import Api, Params
from ingest.web.auth import bearer
from ingest.web.client import Client
from ingest.web.config_text import expand
from ingest.web.response import excerpt

# Where a path begins like this, a token needs that scope; the first that fits counts.
SCOPES = (
    ("/api/v2/search", "read:search"),
    ("/api/v1/notifications", "read:notifications"),
    ("/api/v1/accounts/verify_credentials", "read:accounts"),
    ("/api/v1/accounts/lookup", "read:accounts"),
    ("/api/", "read:statuses"),
)
REFUSALS = (400, 401, 403, 404, 405, 410, 422, 501)
NOT_THERE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
UNKNOWN = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED)
_TOKEN = re.compile(rb"token|bearer|authenticat", re.IGNORECASE)


class Refused(SourceRejected):
    """The server refuses one question; others may be answered."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status

    @property
    def is_unknown(self) -> bool:
        """Whether this kind of server does not know what was asked."""
        return self.status in UNKNOWN


def api_of(source: Options) -> Api:
    """Without a token only what the server shows to everybody is asked."""

    def refusal(answer: Answer) -> SourceError | None:
        if answer.status not in REFUSALS:
            return None
        told = f"{source.name}: {answer.status} on {urlsplit(answer.url).path}: "
        return Refused(told + _meaning(source, answer), answer.status)

    token = expand(source.name, source.access_token) if source.has_token else None
    return Api(
        source=source.name,
        base_url=expand(source.name, source.base_url),
        auth=bearer(token) if token else None,
        refusal=refusal,
    )


def handle_of(acct: str, domain: str) -> str:
    """An account as name@domain; local ones come without domain from most servers."""
    acct = acct.strip().removeprefix("@")
    return acct if "@" in acct or not domain else f"{acct}@{domain}"


def listed(client: Client, api: Api, path: str, params: Params) -> list[Any]:
    """A list, of whatever the server puts in.

    Raises:
        UnexpectedPayload: the answer is no list.
        SourceError: as the client raises it.
    """
    data = client.get_json(api, path, params=params).data
    if not isinstance(data, list):
        raise UnexpectedPayload(f"{api.source}: {path} answers no list")
    return data


def status_path(post_id: str) -> str:
    """Address of one post."""
    return f"api/v1/statuses/{quote(post_id, safe='', errors='replace')}"


def _meaning(source: Options, answer: Answer) -> str:
    """What a refusal asks a person to do."""
    path = urlsplit(answer.url).path
    scope = next(scope for begin, scope in (*SCOPES, ("", "read")) if begin in path)
    status, variable = answer.status, source.access_token.variables[0]
    said = excerpt(answer)
    is_about_token = status == HTTPStatus.BAD_REQUEST and _TOKEN.search(answer.body)
    if status == HTTPStatus.UNAUTHORIZED or is_about_token:
        if not source.has_token:
            return f"it is shown to accounts only; set {variable} to a token with {scope} ({said})"
        return f"the token in {variable} is not accepted; make one with {scope} ({said})"
    if status == HTTPStatus.FORBIDDEN:
        return f"the token in {variable} lacks {scope}, or its account may not ({said})"
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:
        return f"{variable} has to hold the token of an account, not of an application ({said})"
    return said or HTTPStatus(status).phrase
