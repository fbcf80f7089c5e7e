"""What a question holds, where it goes, and who gets the credentials."""

import time

import pytest

from ingest.errors import SourceRejected
from ingest.web.asking import Api, origin, same_site
from ingest.web.auth import bearer
from tests.ingest.web.server import Reply, Server, in_order, quick_client

FINE = Reply('{"fine": true}', headers={"Content-Type": "application/json"})


def api(server, path="", **settings):
    return Api(**({"source": "hn", "base_url": server.url + path} | settings))


def test_a_list_is_a_parameter_that_is_repeated():
    """In order, beside the API's own and those that the address has already."""
    with Server(in_order(FINE)) as server, quick_client() as client:
        asked = api(server, params={"key": "k"})
        client.get_json(asked, "/statuses?site=a", params={"id[]": ["1", "2"], "limit": 40})

    (request,) = server.requests
    assert ("/statuses", "GET") == (request.path, request.method)
    expected = (("site", "a"), ("key", "k"), ("id[]", "1"), ("id[]", "2"), ("limit", "40"))
    assert expected == request.pairs


def test_headers_of_the_api_go_with_every_question():
    """A question's own come beside them, and win."""
    with Server(in_order(FINE)) as server, quick_client() as client:
        asked = api(server, headers={"Accept": "a/b", "X-Version": "1"})
        client.get_json(asked, headers={"Accept": "c/d"})

    headers = server.requests[0].headers
    assert ("c/d", "1") == (headers["accept"], headers["x-version"])


@pytest.mark.parametrize(
    ("body", "kind", "sent"),
    [
        ({"json": {"q": "Müller", "n": [1]}}, "application/json", b'{"q":"M\xc3\xbcller","n":[1]}'),
        (
            {"form": {"q": "a b&c", "id": ["1", "2"]}},
            "application/x-www-form-urlencoded",
            b"q=a+b%26c&id=1&id=2",
        ),
    ],
    ids=["JSON", "form"],
)
def test_a_body_is_json_or_a_form(body, kind, sent):
    """Asked again after passing trouble, as any question is."""
    with Server(in_order(Reply(status=502), FINE)) as server, quick_client() as client:
        answer = client.post_json(api(server), "/search", params={"page": 2}, **body)

    assert {"fine": True} == answer.data
    asked = [
        (r.method, r.path, r.pairs, r.headers["content-type"], r.body) for r in server.requests
    ]
    assert [("POST", "/search", (("page", "2"),), kind, sent)] * 2 == asked


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("http://a.example/x", "https://a.example/y", True),
        ("https://a.example", "https://www.a.example", True),
        ("http://www.a.example", "https://a.example", True),
        ("https://a.example", "http://a.example", False),
        ("https://a.example", "https://b.example", False),
        ("https://a.example", "https://a.example.evil.example", False),
        ("https://a.example", "https://a.example:8443", False),
        ("http://a.example:8080", "https://a.example", False),
        ("http://a.example:8080", "http://www.a.example:8080", True),
    ],
)
def test_a_server_may_send_its_visitors_to_itself(one, other, is_same):
    """From http to https and to or from "www.", and nowhere else."""
    assert is_same == same_site(origin(one), origin(other))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_body_is_told_to_nobody_else(status):
    """A question with a body follows no redirect."""
    away = Reply(status=status, headers={"Location": "/elsewhere"})
    refused = pytest.raises(SourceRejected, match=f"hn: {status}")
    with Server(in_order(away)) as server, quick_client() as client, refused:
        client.post_json(api(server), form={"password": "p"})

    assert 1 == len(server.requests)


def test_the_next_page_is_where_the_server_says():
    """Addresses of Link are absolute; of what the answer holds nothing is lost."""
    link = '<?page=2&q="a,b">; rel="next", </first>; rel="first prev"; title="a, b", <x>; title=y'
    reply = Reply("[1]", headers={"Link": link, "X-RateLimit-Remaining": "7"})
    with Server(in_order(reply, FINE)) as server, quick_client() as client:
        answer = client.get_json(api(server), "/list")
        client.get_json(api(server), answer.links["next"])

        first = f"{server.url}/first"
        following = f'{server.url}/list?page=2&q="a,b"'
        assert {"next": following, "first": first, "prev": first} == answer.links
    assert ([1], "7") == (answer.data, answer.headers["x-ratelimit-remaining"])
    assert ("/list", {"page": "2", "q": '"a,b"'}) == (
        server.requests[1].path,
        server.requests[1].query,
    )


def test_a_next_page_that_is_no_address_is_none():
    """The answer itself is good."""
    reply = Reply("[1]", headers={"Link": '<http://[>; rel="next", </first>; rel="first"'})
    with Server(in_order(reply)) as server, quick_client() as client:
        answer = client.get_json(api(server))

        assert {"first": f"{server.url}/first"} == answer.links
    assert [1] == answer.data


def test_credentials_stay_with_their_server():
    """Neither a next page nor a redirect takes them to another one, nor a key of the address."""
    with Server(in_order(FINE)) as other, quick_client() as client:
        away = Reply(status=302, headers={"Location": f"{other.url}/x"})
        with Server(in_order(away)) as server:
            asked = api(server, auth=bearer("t0ken-of-ours"), params={"key": "k3y-of-ours"})
            with pytest.raises(SourceRejected, match=r"a redirect leads to .* another server than"):
                client.get_json(asked)
            with pytest.raises(SourceRejected, match="does not get its credentials"):
                client.get_json(asked, f"{other.url}/page2")
            with pytest.raises(SourceRejected, match="it is not asked"):
                client.get_json(api(server, params={"key": "k3y-of-ours"}), f"{other.url}/page2")

    assert [] == other.requests
    assert "Bearer t0ken-of-ours" == server.requests[0].headers["authorization"]


def test_a_redirect_on_the_same_server_keeps_the_credentials():
    """It is the one that they are for."""
    there = Reply(status=302, headers={"Location": "/there"})
    with Server(in_order(there, FINE)) as server, quick_client() as client:
        client.get_json(api(server, auth=bearer("t0ken")))

    assert ["Bearer t0ken"] * 2 == [r.headers["authorization"] for r in server.requests]


def test_a_host_is_asked_nothing_while_it_is_held():
    """What the platform says in its own way, as a field of an answer, is obeyed."""
    with Server(in_order(FINE)) as server, quick_client() as client:
        begin = time.monotonic()
        client.hold(api(server), 0.4)
        client.get_json(api(server))

        assert time.monotonic() - begin >= 0.4


def test_an_api_has_a_pace_of_its_own():
    """Slower than the client's usual one where the platform asks for it."""
    with Server(in_order(FINE)) as server, quick_client() as client:
        begin = time.monotonic()
        for _ in range(2):
            client.get_json(api(server, pause_seconds=0.4))

        assert time.monotonic() - begin >= 0.4


def test_a_platform_may_say_in_its_body_what_a_refusal_is():
    """Its own error, at once; None leaves it to the status."""

    def closed(answer):
        return SourceRejected("hn: closed") if b"closed" in answer.body else None

    with Server(in_order(Reply("closed", status=403), Reply("no", status=403))) as server:
        asked = api(server, refusal=closed)
        with quick_client() as client:
            for told in ("hn: closed", "hn: 403 Forbidden: no"):
                with pytest.raises(SourceRejected, match=f"^{told}$"):
                    client.get(asked)

    assert 2 == len(server.requests)
