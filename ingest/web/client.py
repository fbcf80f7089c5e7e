"""One client for every source: retries, pauses, budgets, credentials; no secret leaves it."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from ingest.errors import NotNow
from ingest.web.answer import Answer, JsonAnswer
from ingest.web.asking import Api, Limits, Params, Question, server_of
from ingest.web.budgets import Budget, Budgets
from ingest.web.network_file import NetworkFile
from ingest.web.pace import Pace, pace_in
from ingest.web.reach import EVERYWHERE, NOWHERE_PRIVATE, Reach
from ingest.web.response import AskedToWait, CredentialsRefused, check, decoded
from ingest.web.trail import Repeats
from ingest.web.waiting import spent

T = TypeVar("T")


class Client:
    """Asks servers politely; safe to share between threads.

    Paths are completed with the API's base_url; a complete address, as that of a next page, is
    taken as it stands. Parameters add to those of the address; a list is a parameter that is
    repeated. Nothing is expanded. Every error names the source first and holds no secret.

    Args:
        limits: how patient it is.
        data: the warehouse's folder, where budgets and what servers asked for outlive the process;
            None forgets them with the client.
    """

    def __init__(self, limits: Limits | None = None, data: Path | None = None) -> None:
        # The network's libraries take longer to import than most commands take: only who asks pays.
        from ingest.web import retrying, transport  # noqa: PLC0415

        self._limits = limits or Limits()
        self._transport = transport.Transport(self._limits)
        self._retry = retrying.patiently
        self._file = NetworkFile(data)
        self._pace = Pace(self._file) if data is None else pace_in(data)
        self._budgets = Budgets(self._file)
        self._repeats = Repeats()
        self._reach: dict[str, Reach] = {}
        self._is_over = threading.Event()
        self._until: dict[str, float] = {}  # by source, when its time is up

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._transport.close()
        self._file.close()

    def break_off(self) -> None:
        """Ask nothing any more, and wait for nothing: whoever is about to is told at once."""
        self._is_over.set()

    def admit(self, source: str, reach: Reach) -> None:
        """Let a source ask the private addresses that the configuration allows it."""
        self._reach[source] = reach

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

    def put(self, api: Api, content: bytes, *, headers: Mapping[str, str] | None = None) -> Answer:
        """PUT a file at the API's own address; like a GET it may be asked again.

        Raises:
            SourceUnavailable: no answer, 429 or 5xx, after the retries.
            SourceRejected: any other status, or a redirect.
        """
        question = Question(method="PUT", path="", headers=headers, content=content)
        return self._asked(api, question, lambda answer: answer)

    def hold(self, api: Api, seconds: float) -> None:
        """Ask this API's server nothing for so many seconds: it said so, or its limit is spent."""
        self._pace.hold(api.source, server_of(api.base_url), seconds)

    def spend(self, api: Api, budget: Budget, count: int) -> None:
        """Count so much of a budget as spent; call it before what costs so much is asked.

        Raises:
            BudgetSpent: so much is not left; nothing is counted then.
            SourceUnavailable: it cannot be written down.
        """
        self._budgets.spend(api.source, budget, count, datetime.now(UTC))

    def give_back(self, api: Api, budget: Budget, count: int) -> None:
        """Take back what was counted as spent and was not used, as for a page that was not full.

        Raises:
            SourceUnavailable: it cannot be written down.
        """
        self._budgets.give_back(api.source, budget, count, datetime.now(UTC))

    def first_today(self, api: Api, name: str, items: Sequence[str]) -> set[str]:
        """Which ids are met for the first time in this UTC day under a name, and remember them.

        For platforms that charge for the same thing once a day.

        Raises:
            SourceUnavailable: it cannot be written down.
        """
        return self._budgets.first_today(api.source, name, items, datetime.now(UTC))

    def left(self, api: Api, budget: Budget) -> int:
        """What is left of a budget, 0 or more.

        Raises:
            SourceUnavailable: it cannot be read.
        """
        return self._budgets.left(api.source, budget, datetime.now(UTC))

    def _asked(self, api: Api, question: Question, read: Callable[[Answer], T]) -> T:
        """Ask; credentials that are refused are renewed, and then it is asked once more."""
        if question.method == "GET":
            self._repeats.count(api.source, question)
        sent = api.auth.headers(api.source, self) if api.auth else {}
        try:
            return self._retry(lambda: read(self._once(api, question, sent)), self._limits)
        except CredentialsRefused:
            renewed = api.auth.renewed(api.source, self, sent) if api.auth else None
            if renewed is None:
                raise
        return self._retry(lambda: read(self._once(api, question, renewed)), self._limits)

    def _once(self, api: Api, question: Question, credentials: Mapping[str, str]) -> Answer:
        server = server_of(api.address(question.path))
        pause = self._limits.pause_seconds if api.pause_seconds is None else api.pause_seconds
        left = self._left_of(api.source)
        patience = min(self._limits.retry_after_seconds, left)
        self._is_over.wait(self._pace.turn(api.source, server, pause, patience))
        seconds = min(self._limits.answer_seconds, self._left_of(api.source))
        reach = self._reach_of(api.source)
        answer = self._transport.exchange(api, question, credentials, reach, seconds)
        try:
            check(api, answer)
        except AskedToWait as wish:
            self._pace.hold(api.source, server, wish.seconds)
            raise
        if (reset := spent(answer.headers)) is not None:
            self._pace.hold(api.source, server, reset)
        return answer

    def _left_of(self, source: str) -> float:
        """Seconds that a source may still take, all its questions together."""
        if self._is_over.is_set():
            raise NotNow(f"{source}: the pass was broken off")
        now = time.monotonic()
        left = self._until.setdefault(source, now + self._limits.source_seconds) - now
        if left <= 0:
            minutes = self._limits.source_seconds / 60
            told = f"not read to its end in {minutes:.0f} minutes; the next pass goes on"
            raise NotNow(f"{source}: {told}")
        return left

    def _reach_of(self, source: str) -> Reach:
        """Which private addresses a source may ask."""
        if self._limits.allow_private:
            return EVERYWHERE
        return self._reach.get(source, NOWHERE_PRIVATE)
