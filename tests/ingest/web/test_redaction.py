"""Secrets: put in where the configuration names them, kept from everything that a server tries."""

import json
import logging
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from ingest.config_file import parse_config
from ingest.errors import SourceRejected, SourceUnavailable
from ingest.passes.fetch_sources import run_pass
from ingest.sources import read_item, rss
from ingest.web.asking import Api
from ingest.web.client import Client
from ingest.web.config_text import ConfigText, expand
from ingest.web.redaction import masked, redact, without_masked
from sql.reader import Reader
from tests.ingest.sources.algolia import JSON, story
from tests.ingest.web.server import QUICK, Reply, Server, in_order, quick_client

VALUE = "of-nobody-elses-business"
NAME = "${ONLY_OURS}"
NOW = datetime.now(UTC)


def entry(guid="1", link="https://blog.example/1", title="Acme", text=""):
    return (
        f"<item><title>{title}</title><guid>{guid}</guid><link>{link}</link>"
        f"<description>{text}</description>"
        f"<pubDate>{format_datetime(NOW - timedelta(hours=2))}</pubDate></item>"
    )


def feed(*entries):
    return f"<rss version='2.0'><channel><title>b</title>{''.join(entries)}</channel></rss>"


def passes(data, count=1, **sources):
    """So many passes; returns what the last one says, as people and machines read it."""
    config = parse_config({"brands": {"acme": {"name": "Acme"}}, "sources": sources})
    for _ in range(count):
        summary = run_pass(data, config, client=Client(QUICK))
    return summary


def polls(url, count=1):
    """So many polls of a feed, each with the stored cursor of the one before; the last page."""
    source, cursor = rss.Options(name="blog", kind="rss", url=url), {}
    for _ in range(count):
        with quick_client() as client:
            (page,) = rss.fetch(client, source, {}, cursor, NOW)
        cursor = json.loads(json.dumps(page.cursor))
    return page


def rows(data, sql):
    reader = Reader(data)
    try:
        return reader.query(sql).to_dict("records")
    finally:
        reader.close()


def held(data, text):
    """Names of the files of the warehouse that hold a text."""
    files = [path for path in data.rglob("*") if path.is_file()]
    assert files
    return [path.name for path in files if text.encode() in path.read_bytes()]


def redirected(status):
    """Leads to an address that names a variable; what comes after it is a feed."""

    def answer(request):
        if request.path == "/feed":
            return Reply(status=status, headers={"Location": f"/new?x={NAME}#{NAME}"})
        return Reply(feed(entry()))

    return answer


def spelled_in_entries(request):
    """Every place of an entry, and the validators that are sent back, name the variable."""
    body = feed(
        entry(NAME, f"https://blog.example/{NAME}", f"Acme {NAME}", f"&lt;a href='{NAME}'>")
    )
    return Reply(body, headers={"ETag": f'"{NAME}"', "Last-Modified": NAME})


@pytest.mark.parametrize(
    "answer",
    [redirected(301), redirected(308), redirected(302), redirected(307), spelled_in_entries],
    ids=["301", "308", "302", "307", "entries and validators"],
)
def test_nothing_that_a_feed_sends_is_expanded(monkeypatch, answer):
    """Neither when it is followed at once nor when it is remembered."""
    monkeypatch.setenv("ONLY_OURS", VALUE)
    with Server(answer) as server:
        page = polls(f"{server.url}/feed", 3)

    assert 3 <= len(server.requests)
    assert NAME in repr(server.requests[-1])
    assert VALUE not in repr(server.requests) + repr(page)


def test_a_remembered_redirect_is_not_expanded_by_the_next_pass(monkeypatch, warehouse):
    """The whole way: stored in the warehouse, read from it, asked again."""
    monkeypatch.setenv("ONLY_OURS", VALUE)
    with Server(redirected(301)) as server:
        passes(warehouse, 2, blog={"kind": "rss", "url": f"{server.url}/feed"})

    assert ["/feed", "/new", "/new"] == [request.path for request in server.requests]
    assert NAME == server.requests[-1].query["x"]
    assert VALUE not in repr(server.requests)
    assert [] == held(warehouse, VALUE)


def test_a_redirect_to_another_server_learns_nothing(monkeypatch, warehouse):
    """Neither a variable nor the password of the first server: it is not even asked."""
    monkeypatch.setenv("ONLY_OURS", VALUE)
    monkeypatch.setenv("FEED_PASS", "hush-hush-2")
    with Server(in_order(Reply(feed(entry())))) as other:
        to = f"{other.url}/?x={NAME}&p=hush-hush-2"
        with Server(in_order(Reply(status=301, headers={"Location": to}))) as server:
            url = server.url.replace("//", "//kim:${FEED_PASS}@")
            summary = passes(warehouse, 2, blog={"kind": "rss", "url": url})

    assert "authorization" in server.requests[0].headers
    assert [] == other.requests
    assert f"blog: moved for good to {other.url}/?x={NAME}&p=***" in summary.outcomes[0].message
    assert [] == held(warehouse, VALUE) + held(warehouse, "hush-hush-2")


def test_nothing_that_a_search_sends_is_expanded(monkeypatch, warehouse):
    """Ids of hits, which are asked for again, are text like any other."""
    monkeypatch.setenv("ONLY_OURS", VALUE)
    found = story(1, "Acme", int(NOW.timestamp()) - 60, objectID=NAME)

    def answer(request):
        hits = [] if server.requests[1:] and "query" in request.query else [found]
        return Reply(json.dumps({"hits": hits, "nbHits": 1, "nbPages": 1}), headers=JSON)

    with Server(answer) as server:
        source = {"kind": "hackernews", "base_url": server.url, "terms": ["Acme"]}
        passes(warehouse, 2, hn=source)

    assert any(f"story_{NAME}" in request.query["tags"] for request in server.requests)
    assert VALUE not in repr(server.requests)


def test_the_configuration_is_expanded(monkeypatch, caplog):
    """${NAME} reaches the server; errors and logs show asterisks, even echoed by the server."""
    monkeypatch.setenv("FEED_PASS", "hush")
    caplog.set_level(logging.DEBUG)

    def answer(request):
        return Reply(f"no access for {request.query['pass']}", status=500 + len(caplog.records))

    with Server(answer) as server, quick_client() as client:
        address = expand("feed", ConfigText(server.url + "/f?pass=${FEED_PASS}"))
        api = Api(source="feed", base_url=address)
        with pytest.raises(SourceUnavailable):
            client.get(api)
        server.answer = in_order(Reply("no access for hush", status=403))
        with pytest.raises(SourceRejected) as caught:
            client.get(api)

    assert {"hush"} == {request.query["pass"] for request in server.requests}
    assert "feed: 403 Forbidden: no access for ***" == str(caught.value)
    assert not [m for m in caplog.messages if "hush" in m and "httpcore" not in m]


def test_a_missing_variable_is_named(warehouse):
    """The source fails with its name and that of the variable; nothing is asked."""
    with Server(in_order(Reply(feed(entry())))) as server:
        source = {"kind": "rss", "url": server.url + "/?t=${NO_SUCH_THING}"}
        summary = passes(warehouse, blog=source)

    told = "blog: the environment variable NO_SUCH_THING is not set"
    assert (told, []) == (summary.outcomes[0].message, server.requests)


@pytest.mark.parametrize(
    ("link", "post_id", "url"),
    [
        pytest.param(
            "{server}/p/1?token={token}", "{server}/p/1", "{server}/p/1", id="echoed in a link"
        ),
        pytest.param(
            "{server}/p?a=1&amp;token={token}&amp;b=2#c",
            "{server}/p?a=1&b=2#c",
            "{server}/p?a=1&b=2#c",
            id="between others",
        ),
        pytest.param("#", "{server}/feed", "{server}/feed", id="a link to the feed itself"),
        pytest.param("?p=1", "{server}/feed?p=1", "{server}/feed?p=1", id="relative to the feed"),
        pytest.param("{server}/s/{token}/1", "{server}/s/***/1", None, id="in a path"),
    ],
)
@pytest.mark.parametrize(
    "configured", ["${GATE}", "gate keeper/42"], ids=["variable", "written out"]
)
def test_the_token_of_a_feed_stays_out_of_its_entries(monkeypatch, link, post_id, url, configured):
    """Neither id nor address nor anything else that is kept, however the server spells it."""
    token = "gate keeper/42"
    monkeypatch.setenv("GATE", token)
    spelled = ("gate%20keeper%2F42", "gate+keeper/42", "gate keeper%2f42")

    def answer(request):
        assert token == request.query["token"]
        addresses = [link.format(server=server.url, token=each) for each in spelled]
        text = " ".join(f"&lt;a href='{a.replace('&amp;', '&amp;amp;')}'>x" for a in addresses)
        return Reply(feed(entry(addresses[0], addresses[0], text=text)))

    with Server(answer) as server:
        page = polls(f"{server.url}/feed?token={configured.replace(' ', '%20')}")
    (item,) = page.items
    (post,) = read_item(item, rss.Options(name="blog", kind="rss", url=server.url), "", NOW)

    # By its id an entry is the same over http and https.
    assert post_id.format(server=server.url.replace("http:", "https:")) == post.post_id
    assert (url and url.format(server=server.url)) == post.url
    assert not [each for each in (token, *spelled) if each in json.dumps([page.items, page.cursor])]


def test_a_token_is_in_nothing_that_is_kept_or_said(monkeypatch, warehouse, caplog):
    """Echoed where it can be: entries good and refused, their ids, validators, errors, headers."""
    monkeypatch.setenv("GATE", "gate-keeper-42")
    caplog.set_level(logging.INFO)

    def answer(request):
        token = request.query.get("token", "gate-keeper-42")
        link = f"{server.url}/p?token={token}"
        if request.path == "/ill":
            return Reply(f"no {link}", status=500, headers={"X-Token": token})
        if request.path == "/away":
            return Reply(status=302, headers={"Location": f"http://b.example/{token}?x={token}"})
        if request.path == "/wall":
            return Reply(f"<html><title>Just a moment</title>{link}</html>", status=403)
        undated = f"<item><title>{token}</title><guid>{link}</guid><link>{link}</link></item>"
        body = feed(entry(link, link, f"Acme {token}", link), undated, f"<rest token='{token}'")
        return Reply(body, headers={"ETag": f'"{token}"', "Last-Modified": token})

    with Server(answer) as server:
        sources = {
            name: {"kind": "rss", "url": f"{server.url}/{name}?token=${{GATE}}"}
            for name in ("blog", "ill", "away", "wall")
        }
        summary = passes(warehouse, 2, **sources)

    assert all("gate-keeper-42" == r.query["token"] for r in server.requests)
    assert 4 == len([one for one in summary.outcomes if one.message])
    said = [str(summary), json.dumps(summary.as_dict()), *caplog.messages]
    assert not [one for one in said if "gate-keeper-42" in one]
    assert [] == held(warehouse, "gate-keeper-42")
    kept = rows(warehouse, "select payload, place, reason from rejects")
    assert kept
    assert "***" in repr(kept)


def test_the_next_page_is_not_expanded(monkeypatch):
    """A link that a server sends is asked for as it stands."""
    monkeypatch.setenv("ONLY_OURS", VALUE)
    link = {"Link": f'</list?x={NAME}&p=2>; rel="next"'}
    with Server(in_order(Reply("[]", headers=link))) as server, quick_client() as client:
        api = Api(source="s", base_url=server.url)
        client.get_json(api, client.get_json(api, "/list").links["next"])

    assert {"x": NAME, "p": "2"} == server.requests[-1].query
    assert VALUE not in repr(server.requests)


def test_another_token_makes_no_other_entry(monkeypatch, warehouse):
    """The day after the token was renewed, the same entries are as before."""
    monkeypatch.setenv("GATE", "first-token")
    data = warehouse

    def answer(request):
        link = f"{server.url}/p/1?token={request.query['token']}"
        return Reply(feed(entry(link, link)))

    with Server(answer) as server:
        source = {"kind": "rss", "url": server.url + "/feed?token=${GATE}"}
        passes(data, blog=source)
        monkeypatch.setenv("GATE", "second-token")
        summary = passes(data, blog=source)

    assert {"first-token", "second-token"} == {r.query["token"] for r in server.requests}
    assert ("unchanged", 0) == (summary.outcomes[0].outcome, summary.outcomes[0].new_count)
    assert [] == held(data, "first-token") + held(data, "second-token")


@pytest.mark.parametrize(
    ("written", "sent", "kept"),
    [
        ("https://a.example/?token=ab", "?token=ab&x=ab", "?token=***&x=ab"),
        ("https://a.example/?page=${SHORT}", "?page=7&p=77 and 7", "?page=***&p=77 and 7"),
        ("https://${LONG}:${PASS}@a.example/", "kim-of-acme pass-of-kim", "kim-of-acme ***"),
        ("https://kim:written-out@a.example/", "kim written-out", "kim ***"),
        ("https://a.example/${PASS}/rss", "/pass-of-kim/1", "/***/1"),
        ("https://a.example/?keyword=crane+fly", "crane fly?key=what", "crane fly?key=what"),
    ],
    ids=["short, by name", "short, put in", "user", "password", "path", "no secret"],
)
def test_what_the_configuration_sent_is_masked_in_what_comes_back(monkeypatch, written, sent, kept):
    """By value; a value of a few characters in its parameter only, a user's name never."""
    monkeypatch.setattr("ingest.web.redaction._patterns", set())
    for name, value in {"SHORT": "7", "LONG": "kim-of-acme", "PASS": "pass-of-kim"}.items():
        monkeypatch.setenv(name, value)
    expand("s", ConfigText(written))

    assert {"a": [kept, 7, None]} == masked({"a": [sent, 7, None]})


@pytest.mark.parametrize(
    ("address", "left"),
    [
        ("https://a.example/p?token=***", "https://a.example/p"),
        ("https://a.example/p?token=***&a=1#top", "https://a.example/p?a=1#top"),
        ("https://a.example/p?a=1&token=***#top", "https://a.example/p?a=1#top"),
        ("https://a.example/***/p?a=1", "https://a.example/***/p?a=1"),
        ("tag:a.example,2026:1", "tag:a.example,2026:1"),
    ],
)
def test_a_masked_parameter_is_no_part_of_an_address(address, left):
    assert left == without_masked(address)


@pytest.mark.parametrize("spelled", ["a b/c?", "a%20b%2Fc%3F", "a+b%2fc?"])
def test_a_secret_is_masked_however_an_address_spells_it(monkeypatch, spelled):
    """As it is, percent-encoded in capitals or not, a blank as plus."""
    monkeypatch.setenv("ACME_TOKEN", "a b/c?")

    assert "https://a.example/***" == redact(f"https://a.example/{spelled}")
