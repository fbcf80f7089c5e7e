"""How servers of Mastodon's API are asked, and what their refusals mean.

Implementations differ: some want a token for what others show to everybody, some say 400 or HTML
where others say 401 and JSON, some have no rate headers and no reading of several posts at once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlsplit

from ingest.errors import SourceError, SourceRejected, UnexpectedPayload
from ingest.sources.connector import Item
from ingest.sources.mastodon_options import Options
from ingest.web.answer import Answer
from ingest.web.asking import Api, Params
from ingest.web.auth import bearer
from ingest.web.client import Client
from ingest.web.config_text import expand
from ingest.web.response import excerpt
from ingest.web.waiting import LimitHeaders

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
_TOKEN = re.compile(rb"token|bearer|authenticat", re.IGNORECASE)


class Refused(SourceRejected):
    """The server refuses one question; others may be answered."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One server, as one source asks it.

    Attributes:
        domain: of its accounts, which its answers leave out.
        own: the id that it gives the brand's account; None where it is not known.
        own_handle: the brand's account as name@domain; None where it is not known.
    """

    api: Api
    domain: str
    own: str | None = None
    own_handle: str | None = None

    def handle(self, acct: str) -> str:
        """An account as name@domain, whether or not the server names the domain."""
        return handle_of(acct, self.domain)


def reached(client: Client, source: Options) -> Server:
    """The server, its domain and the brand's account on it.

    Raises:
        SourceError: there is no answer, or the token is none.
    """
    api = api_of(source)
    domain = _domain(client, api) or urlsplit(api.base_url).hostname or ""
    if not (own := _own(client, source, Server(api=api, domain=domain))):
        return Server(api=api, domain=domain)
    handle = handle_of(str(own.get("acct")), domain)
    return Server(api=api, domain=domain, own=str(own.get("id")), own_handle=handle)


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
        asks_to_wait=LimitHeaders(reset="x-ratelimit-reset", remaining="x-ratelimit-remaining"),
        refusal=refusal,
    )


def handle_of(acct: str, domain: str) -> str:
    """An account as name@domain; local ones come without domain from most servers."""
    acct = acct.strip().removeprefix("@")
    return acct if "@" in acct or not domain else f"{acct}@{domain}"


def listed(client: Client, api: Api, path: str, params: Params) -> list[Item]:
    """A list of objects; what is no object is left out.

    Raises:
        UnexpectedPayload: the answer is no list.
        SourceError: as the client raises it.
    """
    data = client.get_json(api, path, params=params).data
    if not isinstance(data, list):
        raise UnexpectedPayload(f"{api.source}: {path} answers no list")
    return [one for one in data if isinstance(one, dict)]


def status_path(post_id: str) -> str:
    """Address of one post."""
    return f"api/v1/statuses/{quote(post_id, safe='')}"


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


def _domain(client: Client, api: Api) -> str | None:
    """Some answer the older question only, some none."""
    for path, field in (("api/v2/instance", "domain"), ("api/v1/instance", "uri")):
        try:
            data = client.get_json(api, path).data
        except Refused as error:
            if api.auth and error.status == HTTPStatus.BAD_REQUEST:  # Takahe's word for a bad token
                raise
            continue
        told = data.get(field) if isinstance(data, dict) else None
        if isinstance(told, str) and told:
            return urlsplit(told if "//" in told else f"//{told}").netloc.lower() or None
    return None


def _own(client: Client, source: Options, server: Server) -> Item | None:
    """The configured account, else that of the token; None where there is neither."""
    for account in _accounts(client, source, server):
        acct = account.get("acct")
        if isinstance(acct, str) and isinstance(account.get("id"), str) and account["id"]:
            wanted = handle_of(source.account or acct, server.domain)
            if server.handle(acct).casefold() == wanted.casefold():
                return account
    if source.account:
        told = f"no account {source.account} on {server.domain}; correct its key 'account'"
        raise SourceRejected(f"{source.name}: {told}")
    return None


def _accounts(client: Client, source: Options, server: Server) -> Iterator[Item]:
    """Accounts that may be the brand's: servers know one by some of these ways."""
    if source.has_token:
        yield from _asked(client, server.api, "api/v1/accounts/verify_credentials", {})
    if source.account:
        handle = handle_of(source.account, server.domain)
        for acct in (handle, handle.removesuffix(f"@{server.domain}")):
            yield from _asked(client, server.api, "api/v1/accounts/lookup", {"acct": acct})
        params: Params = {"q": f"@{handle}", "type": "accounts", "limit": 10}
        for found in _asked(client, server.api, "api/v2/search", params):
            accounts: Any = found.get("accounts")
            yield from (one for one in accounts or () if isinstance(one, dict))


def _asked(client: Client, api: Api, path: str, params: Params) -> Iterator[Item]:
    """An object; nothing where this one question is refused, but a token that is none is told."""
    try:
        data = client.get_json(api, path, params=params).data
    except Refused as error:
        if api.auth and error.status in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED):
            raise
        return
    if isinstance(data, dict):
        yield data
