"""A real HTTP server on loopback that misbehaves on purpose."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from ingest.web.asking import Limits
from ingest.web.client import Client

QUICK = Limits(
    connect_seconds=10,
    read_seconds=10,
    answer_seconds=30,
    answer_bytes=2_000_000,
    backoff_seconds=0,
    backoff_max_seconds=0,
    pause_seconds=0,
    allow_private=True,
)
HASTY = replace(QUICK, read_seconds=0.3)


@dataclass(frozen=True)
class Request:
    """query holds the last value of each parameter, pairs all in order, raw_query its text."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    pairs: tuple[tuple[str, str], ...] = ()
    method: str = "GET"
    body: bytes = b""
    raw_query: str = ""

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))


@dataclass(frozen=True)
class Reply:
    """torn: more bytes are promised than sent. hangs: nothing is sent until the server ends."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    torn: bool = False
    hangs: bool = False


def in_order(*replies: Reply) -> Callable[[Request], Reply]:
    """One after the other; the last one again and again."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


class Server:
    """Answers every question as the given function says, and remembers what was asked."""

    def __init__(self, answer: Callable[[Request], Reply]) -> None:
        self.requests: list[Request] = []
        self.answer = answer
        self._ends = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,))
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                headers = {name.lower(): value for name, value in self.headers.items()}
                pairs = tuple(parse_qsl(parts.query))
                request = Request(
                    path=parts.path,
                    query=dict(pairs),
                    headers=headers,
                    pairs=pairs,
                    method=self.command,
                    body=self.rfile.read(int(headers.get("content-length", "0"))),
                    raw_query=parts.query,
                )
                server.requests.append(request)
                server.send(self, server.answer(request))

            def do_POST(self) -> None:
                self.do_GET()

            def do_PUT(self) -> None:
                self.do_GET()

            def do_DELETE(self) -> None:
                self.do_GET()

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        if reply.hangs:
            self._ends.wait(10)
            return
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body) + 100 * reply.torn))
        handler.end_headers()
        if reply.status != 304:
            handler.wfile.write(body)


def quick_client() -> Client:
    """The product's client with short time-outs and no waiting between tries."""
    return Client(QUICK)
