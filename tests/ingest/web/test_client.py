"""The client: what it asks again, what it gives up at once, what it never tells."""

import gzip
import threading
import time
from dataclasses import replace
from itertools import pairwise

import pytest

from ingest.errors import SourceRejected, SourceUnavailable
from ingest.web.asking import Api, Limits
from ingest.web.client import Client
from ingest.web.redaction import redact
from ingest.web.trail import Trail
from tests.ingest.web.server import HASTY, QUICK, Reply, Request, Server, in_order, quick_client

FINE = Reply('{"fine": true}', headers={"Content-Type": "application/json"})
BLOCK_PAGE = Reply(
    "<html><title>Our shop</title>" + "x" * 500, headers={"Content-Type": "text/html"}
)


def api(server, path="", **settings):
    return Api(**({"source": "hn", "base_url": server.url + path} | settings))


def ask(server, client=None):
    with client or quick_client() as open_client:
        return open_client.get_json(api(server, "/search"), params={"q": "acme"}).data


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(Reply(status=500), id="500"),
        pytest.param(Reply(status=502), id="502"),
        pytest.param(Reply(status=503), id="503 without Retry-After"),
        pytest.param(Reply(status=429), id="429 without Retry-After"),
        pytest.param(Reply(status=429, headers={"Retry-After": "0"}), id="429 with Retry-After"),
        pytest.param(Reply(hangs=True), id="time-out"),
        pytest.param(Reply('{"fine": ', torn=True), id="torn body"),
        pytest.param(Reply('{"fine": '), id="torn JSON of the right length"),
        pytest.param(Reply(b"no gzip", headers={"Content-Encoding": "gzip"}), id="torn gzip"),
    ],
)
def test_passing_trouble_is_asked_again(trouble):
    """After passing trouble the same question gets its answer."""
    with Server(in_order(trouble, FINE)) as server:
        answer = ask(server, Client(HASTY if trouble.hangs else QUICK))

    assert {"fine": True} == answer
    assert 2 == len(server.requests)


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        pytest.param(Reply(status=500), "hn: 500 Internal Server Error", id="500"),
        pytest.param(Reply(status=599), "hn: 599 unknown status", id="599"),
        pytest.param(Reply(hangs=True), "hn: no answer .ReadTimeout", id="time-out"),
        pytest.param(Reply('{"fi', torn=True), "hn: no answer .RemoteProtocolError", id="torn"),
        pytest.param(
            Reply(status=429, headers={"Retry-After": "0"}),
            "hn: 429 Too Many Requests, asks to wait 0 s",
            id="429",
        ),
    ],
)
def test_gives_up_after_four_tries(trouble, told):
    """Trouble that stays is SourceUnavailable, named, after four tries."""
    with Server(in_order(trouble)) as server, pytest.raises(SourceUnavailable, match=told):
        ask(server, Client(HASTY if trouble.hangs else QUICK))

    assert 4 == len(server.requests)


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (Reply("no such key", status=401), "hn: 401 Unauthorized: no such key"),
        (Reply("quota", status=403), "hn: 403 Forbidden: quota"),
        (Reply(status=404), "hn: 404 Not Found"),
        (Reply(status=410), "hn: 410 Gone"),
        (Reply("bad filter", status=400), "hn: 400 Bad Request: bad filter"),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Reply) else "",
)
def test_a_refusal_is_final(refusal, told):
    """401, 403 and other 4xx are not asked twice; the message holds what the server said."""
    with Server(in_order(refusal)) as server, pytest.raises(SourceRejected) as caught:
        ask(server)

    assert told == str(caught.value)
    assert 1 == len(server.requests)


def test_html_where_json_is_due_is_a_block_page():
    """It is final and reported with its first 200 characters, though nobody knows whose it is."""
    with Server(in_order(BLOCK_PAGE)) as server, pytest.raises(SourceRejected) as caught:
        ask(server)

    head = "hn: HTML where JSON is due (200): "
    assert head + BLOCK_PAGE.body[:200] == str(caught.value)
    assert 1 == len(server.requests)


@pytest.mark.parametrize(
    ("body", "data"),
    [
        (r'["a \ud800 b", "\ude00\ud83d", "\ud83d\ude00"]', ["a \ufffd b", "\ufffd\ufffd", "😀"]),
        (r'{"\udcff": [{"a": "\uD800"}]}', {"\ufffd": [{"a": "\ufffd"}]}),
        (b'["\xed\xa0\x80"]', ["\ufffd"]),
        (r'["\\ud800"]', [r"\ud800"]),
        ("[NaN, Infinity, -1e999, 1.5]", [None, None, None, 1.5]),
    ],
    ids=["halves", "inside", "raw", "an escaped backslash", "no numbers"],
)
def test_what_no_database_takes_is_mended(body, data):
    """One post of somebody's must not keep those of everybody else out of the warehouse."""
    with Server(in_order(Reply(body))) as server, quick_client() as client:
        assert data == client.get_json(api(server)).data


def test_what_is_nested_without_end_is_refused():
    deep = Reply("[" * 100_000 + "]" * 100_000)
    refused = pytest.raises(SourceRejected, match="hn: JSON that is nested too deep")
    with Server(in_order(deep)) as server, refused:
        ask(server)

    assert 1 == len(server.requests)


def test_waits_as_long_as_it_is_asked_to(caplog):
    """Retry-After of one second is one second, not the usual backoff; one line says so."""
    busy = Reply(status=503, headers={"Retry-After": "1"})
    with Server(in_order(busy, FINE)) as server:
        begin = time.monotonic()
        ask(server)
        waited = time.monotonic() - begin

    assert 1.0 <= waited
    (told,) = caplog.messages
    assert told.startswith("hn: 503 Service Unavailable, asks to wait 1 s, until 20")
    assert told.endswith(" UTC; asking again then")


@pytest.mark.parametrize("wish", ["901", "100000000", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_gives_up_at_once_when_asked_to_wait_beyond_the_limit(wish):
    """More than 15 minutes is left to the next run."""
    busy = Reply(status=429, headers={"Retry-After": wish})
    with Server(in_order(busy)) as server, pytest.raises(SourceUnavailable, match="asks to wait"):
        ask(server)

    assert 1 == len(server.requests)


def test_wishes_are_granted_while_their_sum_stays_within_the_limit():
    """Two waits of 0.4 s fit into 1 s, a third one does not."""
    limits = replace(QUICK, retry_after_seconds=1, attempts=9)
    busy = Reply(status=429, headers={"Retry-After": "0.4"})
    with Server(in_order(busy)) as server, pytest.raises(SourceUnavailable):
        ask(server, Client(limits))

    assert 3 == len(server.requests)


def test_backoff_grows_and_is_said(caplog):
    """Each wait is longer than the one before, and one line names the source and the wait."""
    times = []

    def answer(_: Request) -> Reply:
        times.append(time.monotonic())
        return Reply(status=500)

    limits = replace(QUICK, backoff_seconds=0.1, backoff_max_seconds=30)
    with Server(answer) as server, pytest.raises(SourceUnavailable):
        ask(server, Client(limits))

    waits = [later - sooner for sooner, later in pairwise(times)]
    assert all(least <= wait for least, wait in zip([0.1, 0.2, 0.4], waits, strict=True))
    assert ["hn: 500 Internal Server Error; asking again in 0 s"] * 3 == caplog.messages


def test_permanent_redirects_are_told_temporary_ones_are_not():
    """moved_to is where 301 and 308 lead, up to the first 302 or 307."""
    steps = {"/a": (301, "/b"), "/b": (308, "/c"), "/c": (302, "/d"), "/t": (307, "/d")}

    def answer(request: Request) -> Reply:
        status, to = steps.get(request.path, (200, ""))
        return Reply("here", status=status, headers={"Location": to} if to else {})

    with Server(answer) as server, quick_client() as client:
        moved, temporary = (client.get(api(server, path)) for path in ("/a", "/t"))

    assert (b"here", f"{server.url}/c") == (moved.body, moved.moved_to)
    assert (b"here", None) == (temporary.body, temporary.moved_to)


def test_a_redirect_loop_is_refused():
    """It ends after five steps and needs a person."""
    loop = Reply(status=302, headers={"Location": "/search"})
    with (
        Server(in_order(loop)) as server,
        pytest.raises(SourceRejected, match="more than 5 redirects"),
    ):
        ask(server)

    assert 6 == len(server.requests)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_a_redirect_to_another_protocol_is_refused(target):
    """Only http and https are followed."""
    away = Reply(status=302, headers={"Location": target})
    with (
        Server(in_order(away)) as server,
        pytest.raises(SourceRejected, match=r"a redirect leads to (file|ftp)://"),
    ):
        ask(server)


def test_nobody_listening_is_unavailable():
    """A refused connection may pass."""
    with Server(in_order(FINE)) as server:
        pass

    with pytest.raises(SourceUnavailable, match=r"hn: no answer .ConnectError"):
        ask(server)


@pytest.mark.parametrize("url", ["http://acme\x7f.example/", "nonsense", "http:///x"])
def test_an_address_that_is_none_is_refused(url):
    """A wrong address is not asked for four times."""
    with quick_client() as client, pytest.raises(SourceRejected, match="feed: no answer"):
        client.get(Api(source="feed", base_url=url))


def test_an_answer_without_end_is_refused():
    """Size counts after decompression: a small bomb is caught, too."""
    bomb = Reply(gzip.compress(b"0" * 3_000_000), headers={"Content-Encoding": "gzip"})
    with (
        Server(in_order(bomb)) as server,
        pytest.raises(SourceRejected, match="2,000,000 bytes, unp"),
    ):
        ask(server)


def test_an_answer_that_trickles_is_given_up():
    """Each piece comes in time, the whole does not."""
    slow = Reply(b"0" * 1_500_000)
    limits = replace(QUICK, answer_seconds=0, attempts=1)
    with Server(in_order(slow)) as server, pytest.raises(SourceUnavailable, match="no end after 0"):
        ask(server, Client(limits))


def test_one_host_is_asked_with_pauses_between():
    """Threads that share a client keep the pause together."""
    times = []

    def answer(_: Request) -> Reply:
        times.append(time.monotonic())
        return FINE

    with Server(answer) as server, Client(replace(QUICK, pause_seconds=0.15)) as client:
        began = time.monotonic()
        threads = [threading.Thread(target=client.get, args=(api(server),)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    # However late a request arrives on a busy machine, the n-th cannot come before n pauses.
    assert all(at - began >= 0.15 * number for number, at in enumerate(sorted(times)))


def test_nobody_is_given_a_cookie():
    """What a server gives one source to remember, it does not get back from another."""
    given = Reply('{"fine": true}', headers={"Set-Cookie": "session=of-the-first; Path=/"})
    with Server(in_order(given)) as server, quick_client() as client:
        client.get(api(server, source="first"))
        client.get(api(server, source="second"))

    assert not [r for r in server.requests if "cookie" in r.headers]


def test_says_who_asks(monkeypatch):
    """The User-Agent names the product and where to complain."""
    monkeypatch.setenv("EARSHOT_CONTACT", "https://acme.example/contact")
    with Server(in_order(FINE)) as server:
        ask(server)

    assert "Earshot/0.1 (+https://acme.example/contact)" == server.requests[0].headers["user-agent"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("GET https://a.example/f?token=abc&x=1", "GET https://a.example/f?token=***&x=1"),
        ("https://a.example/?api_key=1%2F2#top", "https://a.example/?api_key=***#top"),
        ("https://a.example/?x=1&access_token=q'", "https://a.example/?x=1&access_token=***'"),
        ("https://kim:pw@a.example/feed", "https://***@a.example/feed"),
        ("Authorization: Bearer abcdef.123", "Authorization: Bearer ***"),
        ("the value s3cret/value here", "the value *** here"),
        ("in an address: s3cret%2Fvalue", "in an address: ***"),
        ("https://a.example/?keyword=acme&page=2", "https://a.example/?keyword=acme&page=2"),
    ],
)
def test_secrets_are_masked_wherever_they_stand(monkeypatch, text, masked):
    """By value for what the environment calls a secret, by place in addresses and headers."""
    monkeypatch.setenv("ACME_API_TOKEN", "s3cret/value")

    assert masked == redact(text)


def test_a_paging_that_goes_round_in_a_circle_is_left():
    """Whoever forgets to look: the same question is asked so often in a pass and no more."""

    def answer(request):
        to = {"/a": "/b", "/b": "/a"}[request.path]
        return Reply("[]", headers={"Link": f"<{to}>; rel=next"})

    def walk(client, server, path):
        while path:
            path = client.get_json(api(server), path).links["next"]

    told = "hn: the same question 51 times: paging goes round"
    with Server(answer) as server, quick_client() as client:
        with pytest.raises(SourceRejected, match=told):
            walk(client, server, "/a")
        client.get_json(api(server, source="other"), "/a")

    assert 102 == len(server.requests)  # the first address was none of the server's links


def test_a_mark_that_comes_back_ends_a_paging():
    trail = Trail("hn")
    trail.step("a")
    trail.step("b")
    with pytest.raises(SourceRejected, match="hn: paging goes round"):
        trail.step("a")


def test_quick_is_the_product_with_shorter_times():
    """The tests run the product's own number of tries and limit of waiting."""
    assert (Limits().attempts, Limits().retry_after_seconds) == (
        QUICK.attempts,
        QUICK.retry_after_seconds,
    )
