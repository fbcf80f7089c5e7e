"""One exchange over the wire: a question in, an answer out; errors name the source, no secret."""

import logging
import os
import ssl
import time
from collections.abc import Mapping
from functools import cache
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import httpx

from ingest.errors import SourceRejected, SourceUnavailable
from ingest.web.answer import Answer
from ingest.web.asking import Api, Limits, Question, origin, same_site, server_of
from ingest.web.reach import Reach, refuse_literal
from ingest.web.redaction import redact
from ingest.web.unpacking import ACCEPTED, unpacked
from ingest.web.wire import HEAD_BYTES, RUNNING, Exchange, Wire

CONTACT_URL = "https://earshot.example/bot"  # EARSHOT_CONTACT replaces it
REDIRECTS = 5
PERMANENT = (301, 308)
PORTS = {"http": 80, "https": 443}
SHOWN = 200  # of an address in a message


class Transport:
    """Connections to servers; safe to share between threads."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        contact = os.environ.get("EARSHOT_CONTACT", CONTACT_URL)
        self._http = httpx.Client(
            headers={"User-Agent": f"Earshot/0.1 (+{contact})", "Accept-Encoding": ACCEPTED},
            timeout=httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds),
            verify=_trusted(),
        )
        # What one source is given to remember is no business of another on the same server.
        self._http.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=()))
        _on_our_wire(self._http)
        logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs whole addresses at INFO

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def exchange(
        self,
        api: Api,
        question: Question,
        credentials: Mapping[str, str],
        reach: Reach,
        seconds: float,
    ) -> Answer:
        """Ask once.

        A question with a body follows no redirect: it would be told to whoever it leads to.

        Args:
            api: the server, as the source asks it.
            question: what is asked.
            credentials: headers, for the API's own server only.
            reach: which private addresses the source may ask.
            seconds: from connecting to the last byte, redirects included.

        Raises:
            SourceUnavailable: no answer, or one without end.
            SourceRejected: no address, a redirect loop or one to another server, a private
                address, an answer too large.
        """
        RUNNING.exchange = Exchange(
            source=api.source,
            reach=reach,
            seconds=seconds,
            until=time.monotonic() + seconds,
            most_bytes=self._limits.answer_bytes + HEAD_BYTES,
        )
        # "from None": the causes carry the address, and that may carry a secret.
        try:
            request = self._http.build_request(
                question.method,
                _address(api, question),
                headers={**api.headers, **(question.headers or {}), **credentials},
                **_body(question),
            )
            return self._follow(api, request, has_credentials=bool(credentials))
        except httpx.TimeoutException as error:
            RUNNING.exchange.left(None)
            raise SourceUnavailable(_told(api.source, error)) from None
        # UnicodeError: half a character in an id of the server's, which no address can hold.
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise SourceRejected(_told(api.source, error)) from None
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise SourceUnavailable(_told(api.source, error)) from None

    def _follow(self, api: Api, request: httpx.Request, *, has_credentials: bool) -> Answer:
        """Ask, and ask where redirects lead, as long as that is the API's own server.

        What stands in a redirect's body is not even read.
        """
        moved_to: str | None = None
        is_permanent = True
        for _ in range(REDIRECTS + 1):
            _may_ask(api.source, request.url, RUNNING.exchange.reach)
            RUNNING.exchange.is_answered = False
            response = self._http.send(request, stream=True)
            try:
                RUNNING.exchange.is_answered = True
                if response.next_request is None or request.method != "GET":
                    return self._read(api.source, response, moved_to)
                request = response.next_request
            finally:
                response.close()
            is_permanent = is_permanent and response.status_code in PERMANENT
            _stays(api, request.url, is_permanent=is_permanent, has_credentials=has_credentials)
            moved_to = str(request.url) if is_permanent else moved_to
        raise SourceRejected(f"{api.source}: more than {REDIRECTS} redirects, one after the other")

    def _read(self, source: str, response: httpx.Response, moved_to: str | None) -> Answer:
        """Read a body as it came, and unpack it ourselves: httpx would unpack without end."""
        most = self._limits.answer_bytes
        body = bytearray()
        for piece in response.iter_raw():
            body += piece
            if len(body) > most:
                raise SourceRejected(f"{source}: more than {most:,} bytes")
        packed = response.headers.get("content-encoding", "")
        return Answer(
            status=response.status_code,
            headers=dict(response.headers),
            url=str(response.url.copy_with(userinfo=b"")),
            moved_to=moved_to,
            body=unpacked(source, bytes(body), packed, most),
        )


def _on_our_wire(http: httpx.Client) -> None:
    """Put our connections under httpx's, through proxies of the environment too.

    httpx has no public way to name the back end of its connections; httpcore, below it, has one.
    """
    direct = http._transport  # noqa: SLF001
    for transport in (direct, *http._mounts.values()):  # noqa: SLF001
        pool = getattr(transport, "_pool", None)
        if pool is not None:
            pool._network_backend = Wire(is_proxy=transport is not direct)  # noqa: SLF001


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
    if question.content is not None:
        return {"content": question.content}
    return {} if question.form is None else {"data": dict(question.form)}


def _may_ask(source: str, url: httpx.URL, reach: Reach) -> None:
    if url.scheme not in ("http", "https"):
        raise httpx.UnsupportedProtocol(f"{url.scheme or 'no'}: is neither http nor https")
    refuse_literal(source, url.host, url.port or PORTS[url.scheme], reach)


def _stays(api: Api, to: httpx.URL, *, is_permanent: bool, has_credentials: bool) -> None:
    """A redirect stays on the server that the configuration names.

    With credentials it keeps scheme, host and port; else it may go from http to https and to or
    from "www.". A feed that moved to another server is no exception: whether that is still the
    same feed only a person can say.
    """
    written, target = origin(api.base_url), origin(str(to))
    if written == target or (not has_credentials and same_site(written, target)):
        return
    moved = "moved for good to" if is_permanent else "a redirect leads to"
    raise SourceRejected(
        f"{api.source}: {moved} {redact(str(to))[:SHOWN]}, another server than "
        f"{server_of(api.base_url)}; if that is right, write the new address in earshot.toml"
    )


def _told(source: str, error: Exception) -> str:
    return redact(f"{source}: no answer ({type(error).__name__}: {error})")
