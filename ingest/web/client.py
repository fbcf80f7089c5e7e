"""One client for every source: time-outs, retries, pauses, no secrets in errors."""

import logging
import os
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
import stamina
from stamina.instrumentation import RetryDetails, set_on_retry_hooks

from ingest.errors import SourceRejected, SourceUnavailable
from ingest.web.redaction import redact
from ingest.web.response import Answer, check, decoded, patience

CONTACT_URL = "https://earshot.example/bot"  # EARSHOT_CONTACT replaces it
REDIRECTS = 5
PERMANENT = (301, 308)

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How patient the client is.

    The pause between two questions to one host stays below 9,000 an hour; the strictest open
    service allows 10,000.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    answer_seconds: float = 120.0
    answer_bytes: int = 20_000_000
    attempts: int = 4
    backoff_seconds: float = 1.0
    backoff_max_seconds: float = 30.0
    retry_after_seconds: float = 900.0
    pause_seconds: float = 0.4


class Client:
    """Asks servers politely; safe to share between threads.

    Every error names the source first and holds no secret.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        contact = os.environ.get("EARSHOT_CONTACT", CONTACT_URL)
        self._http = httpx.Client(
            headers={"User-Agent": f"Earshot/0.1 (+{contact})"},
            timeout=httpx.Timeout(self._limits.read_seconds, connect=self._limits.connect_seconds),
            follow_redirects=True,
            max_redirects=REDIRECTS,
            verify=_trusted(),
        )
        self._free_at: dict[str, float] = {}
        self._guard = threading.Lock()
        _speak_plainly()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._http.close()

    def get(self, source: str, url: str, *, headers: Mapping[str, str] | None = None) -> Answer:
        """GET an address as it stands; 304 is an answer, too.

        Raises:
            SourceUnavailable: no answer, 429 or 5xx, after the retries.
            SourceRejected: any other status, a redirect loop, an answer too large.
        """
        return self._patiently(lambda: self._once(source, url, headers=headers))

    def get_json(self, source: str, url: str, params: Mapping[str, str | int]) -> Any:
        """GET an address and return the decoded JSON.

        Raises:
            SourceUnavailable: no answer, 429, 5xx or a torn body, after the retries.
            SourceRejected: any other status, or HTML where JSON is due.
        """
        return self._patiently(lambda: decoded(source, self._once(source, url, params=params)))

    def _patiently(self, ask: Callable[[], T]) -> T:
        limits = self._limits
        for attempt in stamina.retry_context(
            on=patience(limits.retry_after_seconds),
            attempts=limits.attempts,
            timeout=None,
            wait_initial=limits.backoff_seconds,
            wait_max=limits.backoff_max_seconds,
            wait_jitter=limits.backoff_seconds,
        ):
            with attempt:
                return ask()
        raise AssertionError("unreachable")

    def _once(
        self,
        source: str,
        url: str,
        *,
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        # "from None": the causes carry the address, and that may carry a secret.
        try:
            address = httpx.URL(url)
            self._pause(address.host)
            with self._http.stream("GET", address, params=params, headers=headers) as response:
                answer = self._read(source, response)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.TooManyRedirects) as error:
            raise SourceRejected(_told(source, error)) from None
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise SourceUnavailable(_told(source, error)) from None
        check(source, answer)
        return answer

    def _pause(self, host: str) -> None:
        """Wait until this host may be asked again."""
        with self._guard:
            free_at = max(self._free_at.get(host, 0.0), time.monotonic())
            self._free_at[host] = free_at + self._limits.pause_seconds
        time.sleep(max(0.0, free_at - time.monotonic()))

    def _read(self, source: str, response: httpx.Response) -> Answer:
        """Read a body in pieces: a server may send without end, or a byte now and then."""
        until = time.monotonic() + self._limits.answer_seconds
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > self._limits.answer_bytes:
                raise SourceRejected(f"{source}: more than {self._limits.answer_bytes:,} bytes")
            if time.monotonic() > until:
                raise SourceUnavailable(f"{source}: no end after {self._limits.answer_seconds} s")
        return Answer(
            status=response.status_code,
            headers=dict(response.headers),
            url=str(response.url.copy_with(userinfo=b"")),
            moved_to=_moved_to(response),
            body=bytes(body),
        )


@cache
def _trusted() -> ssl.SSLContext:
    """Whom to believe in TLS; reading the list takes longer than most questions."""
    return httpx.create_ssl_context()


def _moved_to(response: httpx.Response) -> str | None:
    """Where the permanent redirects lead, up to the first temporary one."""
    steps = [*response.history, response]
    moved_to = None
    for step, after in pairwise(steps):
        if step.status_code not in PERMANENT:
            break
        moved_to = str(after.request.url)
    return moved_to


def _told(source: str, error: Exception) -> str:
    return redact(f"{source}: no answer ({type(error).__name__}: {error})")


def _speak_plainly() -> None:
    """One line per retry instead of the library's; httpx logs whole addresses at INFO."""
    set_on_retry_hooks([_say])
    logging.getLogger("httpx").setLevel(logging.WARNING)


def _say(details: RetryDetails) -> None:
    log.warning("%s; asking again in %.0f s", details.caused_by, details.wait_for)
