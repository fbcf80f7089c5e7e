"""The server below the pages: how it sends."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from dashboard import server, shell


def test_nothing_that_is_sent_waits_for_the_receipt_of_what_was_sent_before():
    """A listening socket made as Streamlit makes its own: what it accepts sends at once."""
    with socket.socket(family=socket.AF_INET) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server.send_at_once()
        with socket.create_connection(listening.getsockname()):
            accepted, _ = listening.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.fixture
def doors(monkeypatch):
    """An app that says what reached it, behind the doors of a named dashboard."""
    monkeypatch.setenv(server.HOSTS, "earshot.acme.example")

    async def app(scope, _, send):
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"in"})

    return server.Doors(server.Headers(app))


def run(coroutine):
    """In a thread of its own: a browser of other tests may keep a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def asked(app, **headers):
    async def ask():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as http:
            return await http.get("/", headers=headers)

    return run(ask())


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8501", 200),
        ("localhost", 200),
        ("[::1]:8501", 200),
        ("Earshot.acme.example", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("earshot.acme.example@evil.example", 421),
        ("a b", 421),
    ],
)
def test_only_its_own_names_are_answered(doors, host, status):
    assert asked(doors, Host=host).status_code == status


def test_pages_may_open_sockets_to_the_server_they_came_from_and_no_other(doors):
    policy = asked(doors, Host="localhost:8501").headers["content-security-policy"]
    allowed = next(one for one in policy.split("; ") if one.startswith("connect-src"))

    assert allowed == "connect-src 'self' ws://localhost:8501 wss://localhost:8501"


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        (b"http://localhost:8501", "websocket.accept"),
        (b"https://localhost", "websocket.accept"),
        (b"http://evil.example", "websocket.close"),
        (b"null", "websocket.close"),
        (b"http://[", "websocket.close"),
        (None, "websocket.close"),
    ],
)
def test_a_socket_is_opened_by_our_own_pages_only(doors, origin, said):
    """A page of another server, or whoever does not say where it comes from, gets none."""
    headers = [(b"host", b"localhost:8501"), *([(b"origin", origin)] if origin else [])]
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message["type"])

    run(doors({"type": "websocket", "headers": headers}, receive, send))

    assert sent == [said]


@pytest.mark.parametrize(
    ("location", "led"),
    [
        (
            "https://id.example/end?post_logout_redirect_uri=https%3A%2F%2Fa.example%2Foauth2callback&x=1",
            "https://id.example/end?post_logout_redirect_uri=https%3A%2F%2Fa.example&x=1",
        ),
        (
            "https://id.example/end?x=1&post_logout_redirect_uri=http://a:1/b/oauth2callback",
            "https://id.example/end?x=1&post_logout_redirect_uri=http://a:1/b",
        ),
        (
            "https://id.example/auth?redirect_uri=https%3A%2F%2Fa.example%2Foauth2callback",
            "https://id.example/auth?redirect_uri=https%3A%2F%2Fa.example%2Foauth2callback",
        ),
    ],
)
def test_a_log_out_leads_back_to_the_first_page(location, led):
    """And a log-in still to where Streamlit waits for it."""

    async def app(_, __, send):
        headers = [(b"location", location.encode())]
        await send({"type": "http.response.start", "status": 302, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    assert asked(server.LogOut(app)).headers["location"] == led


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_page_is_told_where_its_server_is_before_it_looks(method):
    """Else a deep link asks beside itself first, and logs what it does not find."""
    html = [(b"content-type", b"text/html; charset=utf-8"), (b"etag", b"theirs")]

    async def app(_, __, send):
        await send({"type": "http.response.start", "status": 200, "headers": html})
        await send({"type": "http.response.body", "body": b"<html>", "more_body": True})
        await send({"type": "http.response.body", "body": b"</html>"})

    async def ask():
        transport = httpx.ASGITransport(shell.Shell(app))
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as http:
            return await http.request(method, "/mentions")

    answer = run(ask())
    told = answer.text

    assert len(shell.page()) == int(answer.headers["content-length"])
    assert "etag" not in answer.headers
    if method == "GET":
        assert 0 < told.index("./api/where.js") < told.index('<script type="module"')
        assert "<title>Earshot</title>" in told


def test_what_is_no_page_stays_as_it_is():
    async def app(_, __, send):
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b"not here"})

    assert "not here" == asked(shell.Shell(app)).text
