"""Sessions on Bluesky: logged in once, refreshed for months; and what refusals mean."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from ingest.errors import SourceError, SourceRejected
from ingest.sources.connector import Item
from ingest.web.answer import Answer
from ingest.web.asking import Api, Asker
from ingest.web.auth import Granted, Token
from ingest.web.budgets import Budget
from ingest.web.client import Client
from ingest.web.redaction import keep_back_token, redact
from ingest.web.response import excerpt

LOGINS = 290  # a day; the platform refuses everybody's log-in to the account after 300
TOKEN_ENDED = ("ExpiredToken", "InvalidToken")  # said with status 400


class Refused(SourceRejected):
    """The server refuses one question; others may be answered.

    Attributes:
        name: the platform's own word for the reason; empty where it gives none.
    """

    def __init__(self, message: str, name: str) -> None:
        super().__init__(message)
        self.name = name

    @property
    def is_unknown(self) -> bool:
        """Whether this server does not know what was asked."""
        return self.name in ("MethodNotImplemented", "XRPCNotSupported")


@dataclass(frozen=True, slots=True, kw_only=True)
class AppPassword:
    """A log-in with an app password; the session is refreshed while the process lives."""

    base_url: str
    handle: str
    password: str = field(repr=False)
    variable: str

    def token(self, source: str, asker: Asker, last: Token | None) -> Token:
        """Refresh the session, or log in where there is none or it is over.

        Raises:
            SourceError: the server gives none, or too many were asked for today.
        """
        if last and last.refresh:
            try:
                return self._asked(source, asker, "refreshSession", refresh=last.refresh)
            except SourceRejected:
                pass  # it lasts two months, or until the app password is withdrawn
        asker.spend(
            self._api(source), Budget(f"{self.handle} log-ins", "log-ins", LOGINS, "day"), 1
        )
        return self._asked(source, asker, "createSession")

    def _asked(self, source: str, asker: Asker, method: str, refresh: str | None = None) -> Token:
        path = f"xrpc/com.atproto.server.{method}"
        headers = {"Authorization": f"Bearer {refresh}"} if refresh else None
        login = None if refresh else {"identifier": self.handle, "password": self.password}
        data = asker.post_json(self._api(source), path, json=login, headers=headers).data
        given = data if isinstance(data, dict) else {}
        value, following = given.get("accessJwt"), given.get("refreshJwt")
        if not isinstance(value, str) or not value:
            raise SourceRejected(f"{source}: {method} gives no 'accessJwt'")
        if isinstance(following, str):
            keep_back_token(following)
        GIVEN[self] = given
        return Token(value=value, refresh=following if isinstance(following, str) else None)

    def _api(self, source: str) -> Api:
        def refusal(answer: Answer) -> SourceError | None:
            name, message = named(answer)
            if answer.status == HTTPStatus.UNAUTHORIZED or name in TOKEN_ENDED:
                told = f"{source}: {self.handle} cannot log in ({message}); "
                return Refused(f"{told}check its app password in {self.variable}", name)
            return refused(source, answer)

        return Api(source=source, base_url=self.base_url, refusal=refusal)


GIVEN: dict[AppPassword, Item] = {}  # what the newest session says of its account


class Session(Granted):
    """A session's token; the platform says 400 where others say 401."""

    def refused(self, answer: Answer) -> bool:
        """Whether the server says so."""
        return answer.status == HTTPStatus.UNAUTHORIZED or named(answer)[0] in TOKEN_ENDED


def asked(client: Client, api: Api, method: str, params: Mapping[str, Any] | None = None) -> Item:
    """What a method answers.

    Raises:
        SourceRejected: no object.
        SourceError: as the client raises it.
    """
    data = client.get_json(api, f"xrpc/{method}", params=params).data
    if not isinstance(data, dict):
        raise SourceRejected(f"{api.source}: {method} answers no object")
    return data


def named(answer: Answer) -> tuple[str, str]:
    """The platform's word for a refusal, and its sentence."""
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError):
        data = None
    told = data if isinstance(data, dict) else {}
    name, message = told.get("error"), told.get("message")
    return (
        name if isinstance(name, str) else "",
        redact(message)[:200] if isinstance(message, str) else excerpt(answer),
    )


def refused(source: str, answer: Answer) -> SourceError | None:
    """The error that a refusal is; None leaves it to the status."""
    name, message = named(answer)
    is_server = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR and not name.endswith(
        ("NotImplemented", "NotSupported")
    )
    if is_server or answer.status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.UNAUTHORIZED):
        return None
    if name in TOKEN_ENDED:
        return None
    method = urlsplit(answer.url).path.rsplit("/", 1)[-1]
    return Refused(f"{source}: {answer.status} on {method}: {name or 'refused'}: {message}", name)
