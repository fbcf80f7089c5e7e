"""One exchange over the wire: a question in, an answer out; errors name the source, no secret."""

import logging
import os
import ssl
import time
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any

import httpx

from ingest.errors import SourceRejected, SourceUnavailable
from ingest.web.answer import Answer
from ingest.web.asking import Api, Limits, Question, origin
from ingest.web.redaction import redact

CONTACT_URL = "https://earshot.example/bot"  # EARSHOT_CONTACT replaces it
REDIRECTS = 5
PERMANENT = (301, 308)
ORIGIN = "earshot.origin"  # extension of a request that carries credentials


class Transport:
    """Connections to servers; safe to share between threads."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        contact = os.environ.get("EARSHOT_CONTACT", CONTACT_URL)
        self._http = httpx.Client(
            headers={"User-Agent": f"Earshot/0.1 (+{contact})"},
            timeout=httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds),
            max_redirects=REDIRECTS,
            verify=_trusted(),
            event_hooks={"request": [_stays]},
        )
        logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs whole addresses at INFO

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def exchange(self, api: Api, question: Question, credentials: Mapping[str, str]) -> Answer:
        """Ask once.

        A question with a body follows no redirect: it would be told to whoever it leads to.

        Raises:
            SourceUnavailable: no answer, or one without end.
            SourceRejected: no address, a redirect loop, an answer too large, or credentials that
                would go to another server.
        """
        # "from None": the causes carry the address, and that may carry a secret.
        try:
            with self._http.stream(
                question.method,
                _address(api, question),
                headers={**api.headers, **(question.headers or {}), **credentials},
                follow_redirects=question.method == "GET",
                extensions={ORIGIN: (api.source, api.base_url)} if credentials else {},
                **_body(question),
            ) as response:
                return self._read(api.source, response)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.TooManyRedirects) as error:
            raise SourceRejected(_told(api.source, error)) from None
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise SourceUnavailable(_told(api.source, error)) from None

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


def _address(api: Api, question: Question) -> httpx.URL:
    """The question's parameters beside those that the address has already.

    Those of every question may hold a key: they go to the API's own server only.
    """
    written = api.address(question.path)
    is_own = origin(written) == origin(api.base_url)
    params = {**(api.params if is_own else {}), **(question.params or {})}
    address = httpx.URL(written)
    return address.copy_merge_params(params) if params else address


def _body(question: Question) -> dict[str, Any]:
    if question.json is not None:
        return {"json": question.json}
    return {} if question.form is None else {"data": dict(question.form)}


def _stays(request: httpx.Request) -> None:
    """A redirect to another server does not get the credentials of this one."""
    source, base_url = request.extensions.get(ORIGIN, (None, None))
    if base_url and origin(str(request.url)) != origin(base_url):
        raise SourceRejected(f"{source}: a redirect to another server, {request.url.host}")


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
