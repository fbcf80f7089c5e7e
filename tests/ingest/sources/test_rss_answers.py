"""What servers send in place of a plain feed, and what they must not learn or give away."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import SourceRejected
from ingest.mention import Post, Reject
from ingest.sources import CONNECTORS, read_item, rss, rss_feed
from ingest.sources.rss_long import newest
from tests.ingest.sources.feeds import HOME, NOW, XML, at, blog, entry, polls
from tests.ingest.sources.feeds import rss_feed as feed_of
from tests.ingest.sources.samples import sample
from tests.ingest.web.server import Reply, Server, quick_client

TOKEN = "Zx81Qq07Lm55Rt33Pk29"


def read(answer, **settings):
    with Server(answer) as server, quick_client() as client:
        (page,) = rss.fetch(client, blog(server, **settings), {}, {}, NOW)
    return page, server.requests


def test_a_web_page_names_the_feeds_that_it_links_to():
    """Addresses are completed; what is no feed is left out."""
    page = """<!DOCTYPE html><html><head>
    <link rel='stylesheet' href='/a.css'><link href="/feed/" type="application/rss+xml"
      rel="alternate" title="Blog"><LINK REL="Alternate Home" TYPE="application/atom+xml"
      HREF="https://blog.example/atom?a=1&amp;b=2"><link rel="alternate" hreflang="de" href="/de">
    </head><body>Hello</body></html>"""
    with (
        Server(lambda _: Reply(page)) as server,
        quick_client() as client,
        pytest.raises(SourceRejected) as caught,
    ):
        list(rss.fetch(client, blog(server), {}, {}, NOW))

    assert str(caught.value) == (
        f"blog: not a feed: this is a web page; it links to the feeds {server.url}/feed/ (RSS), "
        "https://blog.example/atom?a=1&b=2 (Atom): take one as url"
    )


@pytest.mark.parametrize(
    ("place", "is_named"),
    [
        ("/feed?token=${FEED}", True),
        ("/${FEED}/feed", True),
        (f"/feed?token={TOKEN}", False),
        (f"/{TOKEN}/feed", False),
        (f"/feed?feed={TOKEN}", False),
    ],
)
def test_a_token_in_the_address_of_a_feed_is_in_none_of_its_entries(monkeypatch, place, is_named):
    """Though links are relative to that address, and the server repeats it."""
    monkeypatch.setenv("FEED", TOKEN)

    def answer(request):
        own = f"{request.path}?{'&'.join(f'{k}={v}' for k, v in request.pairs)}"
        echo = entry(guid=own, link=own, title="c") if is_named else ""
        parts = [{"guid": "1", "link": "a"}, {"guid": "b"}, {"link": "?id=3"}, {"link": "/d"}]
        return Reply(feed_of(*(entry(**one) for one in parts), echo), headers=XML)

    with Server(answer) as server, quick_client() as client:
        source = blog(server, url=server.url + place)
        (page,) = rss.fetch(client, source, {}, {}, NOW)
    posts = [post for item in page.items for post in rss.parse(item, source)]

    assert len(posts) == 4 + is_named
    assert TOKEN not in json.dumps([page.cursor, page.items]) + repr(posts)
    assert f"{server.url}/d" in [post.url for post in posts]


def test_an_entry_whose_link_held_a_secret_is_the_same_with_the_next(monkeypatch):
    """In the path of the address as well."""

    def told(secret):
        monkeypatch.setenv("FEED", secret)
        answer = Reply(feed_of(entry(link="a", guid="x/1")), headers=XML)
        with Server(lambda _: answer) as server, quick_client() as client:
            source = blog(server, url=server.url + "/${FEED}/feed")
            (page,) = rss.fetch(client, source, {}, {}, NOW)
            return [post.post_id for item in page.items for post in rss.parse(item, source)]

    assert told(TOKEN) == told("another-secret-of-mine")


def test_the_newest_of_very_many_entries_are_read():
    """All of them are looked at, in whatever order they are listed."""
    entries = [entry(guid=f"{n}", title=f"Acme {n}", pubDate=at(-n)) for n in range(5000)]
    ((*posts,),) = polls(feed_of(*entries[::-1]), max_items=50)

    assert [f"Acme {n}" for n in range(50)] == [post.title for post in posts]


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><item>a</item><item>b</item>",
        b"<feed><entry><entry>a</entry></feed>",
        b"<rss><item>a</item></rss>",
    ],
)
def test_what_cannot_be_told_apart_is_read_whole(body):
    assert body == newest(body, 2)


def test_a_feed_in_a_compressed_file_is_read():
    body = gzip.compress(feed_of(entry(guid="1")).encode())
    ((post,),) = polls(Reply(body, headers={"Content-Type": "application/x-gzip"}))

    assert "Acme fails" == post.title


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (gzip.compress(b"x" * 1000)[:-30], "a damaged gzip file|not a feed"),
        (b"\x1f\x8bnonsense", "a damaged gzip file"),
        (gzip.compress(b" " * (rss_feed.LARGEST + 1)), "more than 50,000,000 bytes unpacked"),
    ],
    ids=["torn", "none", "bomb"],
)
def test_a_compressed_file_that_is_none_or_a_bomb_is_refused(body, told):
    with pytest.raises(SourceRejected, match=told):
        read(lambda _: Reply(body))


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "utf-8", "application/xml"),
        ("latin-1", "iso-8859-1", "application/xml"),
        ("latin-1", "utf-8", "application/xml"),
        ("utf-8", "iso-8859-1", "application/xml; charset=utf-8"),
        ("cp1252", "windows-1252", "text/xml"),
        ("utf-16", "utf-16", "application/xml"),
    ],
)
def test_letters_are_read_whatever_a_feed_declares(encoding, declared, header):
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    body = (head + feed_of(entry(title="Größe für Müller"))).encode(encoding)
    ((post,),) = polls(Reply(body, headers={"Content-Type": header}))

    assert "Größe für Müller" == post.title


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>b</title><entry><id>tag:1</id>'
    f'<title>Acme fails</title><link href="{HOME}1"/>'
    "<published>2026-11-02T09:00:00Z</published></entry></feed>"
)
NAMED = '<atom:link rel="alternate" type="application/atom+xml" href="{}"/>'


def test_the_atom_that_a_feed_names_is_read_in_its_place():
    """From then on, with its validators; until it is there no more."""
    there = True

    def answer(request):
        if request.path == "/atom":
            return Reply(ATOM, headers={"ETag": '"1"'}) if there else Reply(status=404)
        head = NAMED.format("/atom")
        return Reply(feed_of(entry(guid="1", link=f"{HOME}1"), head=head), headers=XML)

    with Server(answer) as server, quick_client() as client:
        cursor, ids = {}, []
        for n in range(3):
            there = n < 2
            (page,) = rss.fetch(client, blog(server), {}, cursor, NOW)
            cursor = page.cursor
            ids.append([item["post_id"] for item in page.items])

    asked = [request.path for request in server.requests]
    assert ["/feed", "/atom", "/atom", "/atom", "/feed", "/atom"] == asked
    assert '"1"' == server.requests[2].headers["if-none-match"]
    assert [["tag:1"]] * 3 == ids
    assert "atom" not in cursor


def test_an_atom_on_another_server_is_not_asked_for():
    """Only the server of the configuration is."""
    with Server(lambda _: Reply(ATOM)) as other:
        head = NAMED.format(f"{other.url}/atom")
        feed = feed_of(entry(guid="1", link=f"{HOME}1"), head=head)
        page, _ = read(lambda _: Reply(feed, headers=XML))

    assert ["1"] == [item["post_id"] for item in page.items]
    assert [] == other.requests


@pytest.mark.parametrize("address", ["/feed", "/none", "/others"])
def test_an_atom_that_is_absent_or_of_other_entries_is_not_read(address):

    def answer(request):
        if request.path == "/others":
            return Reply(ATOM.replace(f"{HOME}1", f"{HOME}2"))
        if request.path == "/none":
            return Reply(status=404)
        feed = feed_of(entry(guid="1", link=f"{HOME}1"), head=NAMED.format(address))
        return Reply(feed, headers=XML)

    page, _ = read(answer)

    assert ["1"] == [item["post_id"] for item in page.items]
    assert "atom" not in page.cursor


@pytest.mark.parametrize("kind", ["rss", "hackernews"])
def test_the_sample_answers_become_posts(kind):
    """Each of them one, comments with their parents."""
    connector = CONNECTORS[kind]
    url = {"url": "https://blog.example/feed"} if kind == "rss" else {}
    source = connector.Options(name="s", kind=kind, **url)
    posts = [post for item in sample(kind) for post in connector.parse(item, source)]

    assert len(sample(kind)) == len(posts) >= 6
    assert {post.kind for post in posts} >= {"comment"}
    assert all(post.parent_id for post in posts if post.kind == "comment")


NAMES = [
    "id",
    "link",
    "title",
    "title_detail",
    "summary",
    "summary_detail",
    "content",
    "author",
    "published",
    "published_parsed",
    "updated_parsed",
    "first_dated",
    "post_id",
    "story",
    "thr_in-reply-to",
    "parent_post_id",
    "slash_comments",
    "feed_language",
]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.just(NOW.isoformat()),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(NAMES), ANYTHING))
def test_whatever_an_item_holds_it_becomes_a_post_or_is_kept(item):
    """Items are read again after years, by rules of that day."""
    for record in read_item(item, blog(), "p", NOW):
        assert isinstance(record, Post | Reject)
