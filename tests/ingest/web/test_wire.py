"""Bytes without end, in whatever part of an answer: given up, soon and by name."""

import threading
from dataclasses import replace

import pytest

from ingest.errors import NotNow, SourceRejected, SourceUnavailable
from ingest.web.asking import Api
from ingest.web.client import Client
from tests.ingest.web.raw_server import RawServer, without_end
from tests.ingest.web.server import QUICK, Reply, Server, in_order

SOON = replace(QUICK, answer_seconds=0.3)
SMALL = replace(QUICK, answer_bytes=400_000)
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def ask(server, limits):
    with Client(limits) as client:
        return client.get(Api(source="blog", base_url=server.url))


@pytest.mark.parametrize(
    ("first", "drop"),
    [
        (b"", b"H"),
        (OK, b"X-Slow: 1\r\n"),
        (b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
        (OK + b"Content-Length: 90000\r\n\r\n", b"x"),
        (CHUNKED, b"1\r\nx\r\n"),
        (CHUNKED + b"1;", b"x"),
    ],
    ids=["status line", "headers", "notices", "body", "chunks", "chunk extension"],
)
def test_what_drips_is_given_up(first, drop):
    """Each drop comes in time; together they do not come to an end, and one deadline is for all."""
    ends = threading.Event()

    def write(connection):
        connection.sendall(first)
        while not ends.wait(0.02):
            connection.sendall(drop)

    told = pytest.raises(NotNow, match=r"^blog: no end after 0.3 s$")
    with RawServer(write) as server, told:
        try:
            ask(server, SOON)
        finally:
            ends.set()

    assert 1 == server.connections


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 500),
        (OK + b"X-Long: ", b"x" * 10_000),
        (OK, b"X-Many: 1\r\n" * 1000),
        (CHUNKED, b"1;" + b"x" * 50_000 + b"\r\nx\r\n"),
        (CHUNKED, b"8000\r\n" + b"x" * 0x8000 + b"\r\n"),
        (OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08\0\0\0\0\0\0", b"name" * 10_000),
        (OK + b"Content-Length: 10000000000\r\n\r\n", b"x" * 10_000),
    ],
    ids=["notices", "one header", "headers", "extensions", "chunks", "gzip's name", "body"],
)
def test_what_pours_is_given_up(first, again):
    """Long before the time is up: what counts is bytes, wherever they stand."""
    told = pytest.raises((SourceRejected, SourceUnavailable), match=r"^blog: .*(bytes|buffer)")
    with RawServer(without_end(first, again)) as server, told:
        ask(server, replace(SMALL, attempts=1))


def test_a_server_that_is_never_done_with_its_greeting_is_given_up():
    """TLS is a part of the exchange."""
    ends = threading.Event()
    told = pytest.raises(SourceUnavailable, match=r"^blog: no answer .Connect|no end after")
    with RawServer(lambda _: ends.wait(5)) as server, told:
        try:
            with Client(SOON) as client:
                client.get(Api(source="blog", base_url=server.url.replace("http:", "https:")))
        finally:
            ends.set()


def test_a_redirect_is_followed_without_reading_what_stands_in_it():
    """Endless bytes below a redirect cost nothing."""

    def write(connection):
        to = f"Location: {other.url}\r\n\r\n".encode()
        without_end(b"HTTP/1.1 302 Found\r\n" + to, b"x" * 10_000)(connection)

    with Server(in_order(Reply("here"))) as other, RawServer(write) as server:
        told = pytest.raises(SourceRejected, match="another server")
        with told:
            ask(server, SMALL)


def test_a_source_has_so_much_time_and_no_more():
    """Its next question is not asked, and the sentence says that the next pass goes on."""
    told = pytest.raises(NotNow, match=r"^blog: not read to its end in 0 minutes; the next pass go")
    limits = replace(QUICK, source_seconds=0.0)
    with Server(in_order(Reply("fine"))) as server, Client(limits) as client, told:
        client.get(Api(source="blog", base_url=server.url))

    assert [] == server.requests
