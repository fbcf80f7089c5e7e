"""The dashboard as a server: security headers, health checks, a frozen heap.

Run with `python -m streamlit run dashboard/server.py` from the project's folder.
"""

import base64
import gc
import hashlib
import logging
import os
import re
import socket
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import browser_code, shell
from sql.access import AT_THE_MACHINE, NotPermitted
from sql.errors import WarehouseError
from wording.safety import esc

log = logging.getLogger(__name__)

_MARKS = Path(__file__).parent / "static" / "marks.js"
_ALONG = _MARKS.with_name("along.js")
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def _stub_hashes() -> str:
    """Hashes of the inline scripts of Streamlit's own page: the only ones that may run."""
    page = shell.PAGE.read_text(encoding="utf-8")
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


# Pictures and fonts from this server alone: a mention cannot make a reader's browser call anybody.
POLICY = (
    f"default-src 'self'; script-src 'self' {_stub_hashes()}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' {sockets}; "
    "worker-src 'self' blob:; frame-ancestors 'self'; object-src 'none'; base-uri 'self'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
NAMELESS = "the dashboard is not called so: its name is [dashboard] url of earshot.toml"
# Names by which it may be asked, beside loopback's; not set: any, unless it listens to this machine
# alone.
HOSTS = "EARSHOT_HOSTS"
_BACK = re.compile(rb"(?i)(post_logout_redirect_uri=[^&]*?)(?:/|%2F)oauth2callback(?=&|$)")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?")


class Doors:
    """Answer by our own names only, and open a socket to our own pages only.

    A page of somebody else's that makes its name mean this machine (DNS rebinding) is not answered,
    and no page of another server speaks through a reader's browser. Plain ASGI.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        named = os.environ.get(HOSTS)
        if named is None and st.get_option("server.address") in LOOPBACK:
            named = ""  # for this machine alone
        self.known = None if named is None else LOOPBACK | set(named.lower().split())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif not (host := self._host(scope)):
            await _refuse(scope, receive, send, 421, NAMELESS)
        elif scope["type"] == "websocket" and _origin(scope) != host:
            await _refuse(scope, receive, send, 403, "not from another page")
        else:
            await self.app(scope, receive, send)

    def _host(self, scope: Scope) -> str:
        """The name that is asked for, without its port; empty where it is none of ours."""
        match = _HOST.fullmatch(_header(scope, b"host"))
        name = match[1].lower() if match else ""
        return name if self.known is None or name in self.known else ""


class LogOut:
    """Come back to the first page after a log-out, where Streamlit names the address of log-ins.

    A provider takes only addresses that are registered for it. Plain ASGI.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, where it leads after a log-out made right."""

        async def led(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    (key, _BACK.sub(rb"\1", value) if key.lower() == b"location" else value)
                    for key, value in message["headers"]
                ]
            await send(message)

        await self.app(scope, receive, led)


def _header(scope: Scope, name: bytes) -> str:
    found = [value for key, value in scope["headers"] if key.lower() == name]
    return found[0].decode("latin-1") if len(found) == 1 else ""


def _origin(scope: Scope) -> str:
    """The name of the server whose page opens a socket; empty where it does not say."""
    try:
        name = urlsplit(_header(scope, b"origin")).hostname or ""
    except ValueError:
        return ""
    return f"[{name}]" if ":" in name else name


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, why: str) -> None:
    if scope["type"] == "http":
        await PlainTextResponse(f"{status}: {why}", status_code=status)(scope, receive, send)
    else:
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": why})


# Sent with pages alone; what is empty names nothing.
_AHEAD = [(b"link", browser_code.hint().encode())]
_ENCODED = [(key.encode(), value.encode()) for key, value in HEADERS.items()]


class Headers:
    """Put the security headers on every answer; plain ASGI, so that nothing is buffered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, its answer with headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                host = _header(scope, b"host")
                sockets = f"ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
                present = {key.lower() for key, _ in message["headers"]}
                is_page = (b"content-type", b"text/html; charset=utf-8") in message["headers"]
                ours = [*_ENCODED, *(_AHEAD if is_page else [])]
                added = [
                    (key, value.replace(b"{sockets}", sockets.encode()))
                    for key, value in ours
                    if key not in present
                ]
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self.app(scope, receive, with_headers)


async def health(_: Request) -> JSONResponse:
    """Alive: the process answers."""
    return JSONResponse({"status": "ok"})


def ready(_: Request) -> JSONResponse:
    """Ready: a published version can be read; 503 with the reason when none can."""
    from dashboard.ui import query  # noqa: PLC0415 - its caches need the running server

    try:
        version = query.version()
    except WarehouseError as error:
        return JSONResponse({"status": "not ready", "reason": str(error)}, status_code=503)
    return JSONResponse({"status": "ok", "version": version, "problem": query.problem()})


async def marks(_: Request) -> FileResponse:
    """What opens the mentions behind a mark that is clicked."""
    return FileResponse(_MARKS, media_type="text/javascript")


async def along(_: Request) -> FileResponse:
    """What makes pictures of charts fit for slides and pages fit for paper, and hears keys."""
    return FileResponse(_ALONG, media_type="text/javascript")


async def clock(_: Request) -> FileResponse:
    """What lets the clocks of who waits run."""
    return FileResponse(_MARKS.with_name("clock.js"), media_type="text/javascript")


async def along_style(_: Request) -> FileResponse:
    """How a page looks on paper."""
    return FileResponse(_ALONG.with_suffix(".css"), media_type="text/css")


async def where(_: Request) -> FileResponse:
    """What tells a page where its server is."""
    return FileResponse(shell.WHERE, media_type="text/javascript")


def _warm() -> None:
    """Do what the first reader would wait for: import, build a figure, open the warehouse."""
    # Only here, because a page's caches need the running server.
    from charts import theme  # noqa: PLC0415
    from dashboard.app_pages import overview  # noqa: F401, PLC0415
    from dashboard.ui import query, who  # noqa: PLC0415

    theme.figure(theme.LIGHT, [{"type": "bar", "x": [1], "y": [1]}]).to_json()
    browser_code.hold()
    with suppress(WarehouseError), who.reading(AT_THE_MACHINE):
        query.brands(query.version())


def send_at_once() -> None:
    """Let no answer wait until the browser has confirmed its header, which takes it 40 ms.

    Streamlit makes its listening socket without naming TCP, so asyncio does not turn that waiting
    off as it otherwise does; and hands the socket to nobody. What it accepts takes after it.
    """
    for held in gc.get_objects():
        if type(held) is socket.socket and held.type == socket.SOCK_STREAM and held.fileno() >= 0:
            with suppress(OSError):
                held.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Warm up; freeze what that left behind, so that the collection after every run is cheap."""
    send_at_once()
    if os.environ.get("EARSHOT_DEVELOP") is None:
        _warm()
        gc.collect()
        gc.freeze()
    yield


def failed(error: Exception) -> bool:
    """What a reader sees when a page breaks: a reference that the log knows too."""
    if isinstance(error, NotPermitted):
        st.error(f"You may not see this: {esc(error, 300)}", icon=":material/lock:")
        return True
    reference = uuid.uuid4().hex[:8]
    log.error("page failed, reference %s", reference, exc_info=error)
    st.error(
        f"This page could not be drawn. Reference **{reference}**: the server's log has the cause.",
        title="Something went wrong",
        icon=":material/error:",
    )
    return True


ROUTES = [
    Route("/api/health", health),
    Route("/api/ready", ready),
    Route("/api/marks.js", marks),
    Route("/api/along.js", along),
    Route("/api/clock.js", clock),
    Route("/api/along.css", along_style),
    Route("/api/where.js", where),
    Route("/overview", shell.first_page),
]
app = st.App(
    Path(__file__).with_name("app.py"),
    lifespan=lifespan,
    routes=ROUTES,
    middleware=[
        Middleware(Doors),
        Middleware(LogOut),
        Middleware(Headers),
        Middleware(shell.Shell),
        Middleware(browser_code.BrowserCode),
    ],
    on_script_error=failed,
)
