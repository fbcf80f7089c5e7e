"""One client for every source: retries, pauses, credentials; no secret leaves it."""

import threading
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

from ingest.web.answer import Answer, JsonAnswer
from ingest.web.asking import Api, Limits, Params, Question
from ingest.web.response import CredentialsRefused, check, decoded

T = TypeVar("T")


class Client:
    """Asks servers politely; safe to share between threads.

    Paths are completed with the API's base_url; a complete address, as that of a next page, is
    taken as it stands. Parameters add to those of the address; a list is a parameter that is
    repeated. Nothing is expanded. Every error names the source first and holds no secret.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        # The network's libraries take longer to import than most commands take: only who asks pays.
        from ingest.web import retrying, transport  # noqa: PLC0415

        self._limits = limits or Limits()
        self._transport = transport.Transport(self._limits)
        self._retry = retrying.patiently
        self._free_at: dict[str, float] = {}
        self._guard = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._transport.close()

    def get(
        self,
        api: Api,
        path: str = "",
        *,
        params: Params | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """GET an address; 304 is an answer, too.

        Raises:
            SourceUnavailable: no answer, 429 or 5xx, after the retries.
            SourceRejected: any other status, a redirect loop, an answer too large.
        """
        question = Question(method="GET", path=path, params=params, headers=headers)
        return self._asked(api, question, lambda answer: answer)

    def get_json(
        self,
        api: Api,
        path: str = "",
        *,
        params: Params | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> JsonAnswer:
        """GET an address and return the decoded JSON.

        Raises:
            SourceUnavailable: no answer, 429, 5xx or a torn body, after the retries.
            SourceRejected: any other status, or HTML where JSON is due.
        """
        question = Question(method="GET", path=path, params=params, headers=headers)
        return self._asked(api, question, lambda answer: decoded(api.source, answer))

    def post_json(
        self,
        api: Api,
        path: str = "",
        *,
        json: Any = None,
        form: Params | None = None,
        params: Params | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> JsonAnswer:
        """POST JSON or a form to an address and return the decoded JSON.

        It is asked again like any question: for what changes something on the server it is not.

        Raises:
            SourceUnavailable: no answer, 429, 5xx or a torn body, after the retries.
            SourceRejected: any other status, a redirect, or HTML where JSON is due.
        """
        question = Question(
            method="POST", path=path, params=params, headers=headers, json=json, form=form
        )
        return self._asked(api, question, lambda answer: decoded(api.source, answer))

    def hold(self, api: Api, seconds: float) -> None:
        """Ask this API's host nothing for so many seconds: it said so, or its limit is spent."""
        host = urlsplit(api.base_url).hostname or ""
        with self._guard:
            until = time.monotonic() + min(seconds, self._limits.retry_after_seconds)
            self._free_at[host] = max(self._free_at.get(host, 0.0), until)

    def _asked(self, api: Api, question: Question, read: Callable[[Answer], T]) -> T:
        """Ask; credentials that are refused are renewed, and then it is asked once more."""
        sent = api.auth.headers(api.source, self) if api.auth else {}
        try:
            return self._retry(lambda: read(self._once(api, question, sent)), self._limits)
        except CredentialsRefused:
            renewed = api.auth.renewed(api.source, self, sent) if api.auth else None
            if renewed is None:
                raise
        return self._retry(lambda: read(self._once(api, question, renewed)), self._limits)

    def _once(self, api: Api, question: Question, credentials: Mapping[str, str]) -> Answer:
        self._pause(api, api.address(question.path))
        answer = self._transport.exchange(api, question, credentials)
        check(api, answer)
        return answer

    def _pause(self, api: Api, address: str) -> None:
        """Wait until this host may be asked again."""
        pause = self._limits.pause_seconds if api.pause_seconds is None else api.pause_seconds
        host = urlsplit(address).hostname or ""
        with self._guard:
            free_at = max(self._free_at.get(host, 0.0), time.monotonic())
            self._free_at[host] = free_at + pause
        time.sleep(max(0.0, free_at - time.monotonic()))
