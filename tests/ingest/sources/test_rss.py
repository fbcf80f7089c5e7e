"""Feeds: what is asked, what is remembered, what an entry becomes."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ingest.errors import SourceRejected, SourceUnavailable, UnexpectedPayload
from ingest.mention import Post, Reject
from ingest.sources import read_item, rss
from tests.ingest.web.server import Reply, Server, in_order, quick_client

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
XML = {"Content-Type": "application/rss+xml"}

ENTRY = """<item><title>Acme, one year on</title><link>https://blog.example/acme</link>
<guid isPermaLink="false">tag:blog.example,2026:42</guid>
<pubDate>Mon, 02 Nov 2026 09:15:30 +0100</pubDate>
<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Kim</dc:creator>
<description>&lt;p&gt;What worked &amp;amp; what did not&lt;/p&gt;</description></item>"""


def rss_feed(*entries):
    return (
        '<rss version="2.0"><channel><title>Example blog</title><link>https://blog.example/</link>'
        f"<language>en</language>{''.join(entries)}</channel></rss>"
    )


def entry(number, published="Mon, 02 Nov 2026 09:00:00 GMT"):
    guid = f"<guid isPermaLink='false'>{number}</guid>"
    return f"<item><title>Acme {number}</title>{guid}<pubDate>{published}</pubDate></item>"


def blog(server=None, **settings):
    url = f"{server.url}/feed" if server else "https://blog.example/feed"
    return rss.Options(name="blog", kind="rss", **({"url": url} | settings))


def poll(server, cursor, now=NOW, **settings):
    with quick_client() as client:
        return list(rss.fetch(client, blog(server, **settings), {}, cursor, now))


def items(*entries, feed=rss_feed):
    with Server(in_order(Reply(feed(*entries), headers=XML))) as server:
        (page,) = poll(server, {})
    return page.items


def parsed(item, **settings):
    (one,) = rss.parse(item, blog(**settings))
    return one


def read_as(item, place=""):
    (record,) = read_item(item, blog(), place, NOW)
    return record


def post(*entries, feed=rss_feed, **settings):
    (item,) = items(*entries, feed=feed)
    return parsed(item, **settings)


def test_an_entry_becomes_an_article():
    """Markup is taken off, times are UTC, the brand is left to matching."""
    assert Post(
        source="blog",
        post_id="tag:blog.example,2026:42",
        created_at=datetime(2026, 11, 2, 8, 15, 30, tzinfo=UTC),
        kind="article",
        author_name="Kim",
        title="Acme, one year on",
        text="What worked & what did not",
        lang="en",
        url="https://blog.example/acme",
        story="https://blog.example/acme",
    ) == post(ENTRY)


def test_an_atom_entry_becomes_an_article():
    """The longest text wins, an address is made absolute, a later update is an edit."""
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>t</title><entry>
    <id>urn:1</id><title type="html">Acme &amp;amp; Söhne</title>
    <link href="../a?utm_source=x&amp;id=1"/>
    <published>2026-11-01T10:00:00+01:00</published><updated>2026-11-02T10:00:00Z</updated>
    <author><name>Jo</name></author><summary>kurz</summary>
    <content type="html">&lt;p&gt;Erst gut.&lt;/p&gt;&lt;p&gt;Dann
    &lt;b&gt;teuer&lt;/b&gt;.&lt;/p&gt;</content></entry></feed>"""
    with Server(in_order(Reply(atom))) as server:
        (page,) = poll(server, {})

    assert Post(
        source="blog",
        post_id="urn:1",
        created_at=datetime(2026, 11, 1, 9, 0, tzinfo=UTC),
        edited_at=datetime(2026, 11, 2, 10, 0, tzinfo=UTC),
        kind="article",
        author_name="Jo",
        title="Acme & Söhne",
        text="Erst gut.\nDann teuer.",
        lang="de",
        url=f"{server.url}/a?id=1",
        story=f"{server.url}/a?id=1".replace("http", "https"),
    ) == parsed(page.items[0])


def test_a_comment_on_an_entry_names_its_parent():
    """thr:in-reply-to makes a comment of an entry and places it in the parent's thread."""
    thread = 'xmlns:thr="http://purl.org/syndication/thread/1.0"'
    comment = ENTRY.replace("<link>", f'<thr:in-reply-to {thread} ref="tag:parent"/><link>')
    read = post(comment)

    assert ("comment", "tag:parent", "tag:parent") == (
        read.kind,
        read.parent_id,
        read.conversation_id,
    )


def test_the_configured_language_wins_over_the_declared_one():
    """Many feeds declare the default of their software."""
    assert "nl" == post(ENTRY, language="nl").lang


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("A &amp;amp; B", "A & B"),
        ("A &amp; B", "A & B"),
        ("<![CDATA[Acme <b>fails</b> &#8364; again]]>", "Acme fails € again"),
        ("a &lt; b", "a < b"),
        ("two\n  lines", "two lines"),
    ],
)
def test_titles_lose_entities_and_markup(title, read):
    """Publishers escape titles never, once or twice."""
    assert read == post(f"<item><title>{title}</title><pubDate>2026-11-02</pubDate></item>").title


def test_scripts_never_become_text():
    """Neither a script nor an event handler survives."""
    body = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;fine"
    dated = "<pubDate>2026-11-02</pubDate>"

    assert "fine" == post(f"<item><description>{body}</description>{dated}</item>").text


@pytest.mark.parametrize(
    ("given", "id_"),
    [
        ("<guid isPermaLink='false'>g1</guid><link>https://a.example/1</link>", "g1"),
        ("<link>https://a.example/1</link>", "https://a.example/1"),
        ("", "ca0b2adb76156d9c"),
    ],
)
def test_identity_is_the_id_else_the_link_else_title_and_date(given, id_):
    """The digest is sha256 of title, line break, date, as anybody can recompute."""
    dated = "<title>t</title><pubDate>Mon, 02 Nov 2026 09:00:00 GMT</pubDate>"

    assert id_ == post(f"<item>{dated}{given}</item>").post_id


@pytest.mark.parametrize(
    ("dates", "created", "edited"),
    [
        ("<pubDate>Mon, 02 Nov 2026 09:00:00 +0500</pubDate>", 4, None),
        ("<updated>2026-11-02T05:00:00Z</updated>", 5, None),
        (
            "<published>2026-11-02T04:00:00Z</published><updated>2026-11-02T05:00:00Z</updated>",
            4,
            5,
        ),
        (
            "<published>2026-11-02T04:00:00Z</published><updated>2026-11-02T04:00:00Z</updated>",
            4,
            None,
        ),
        ("<published>soon</published><updated>2026-11-02T05:00:00Z</updated>", 5, None),
    ],
)
def test_published_dates_an_entry_and_a_later_update_edits_it(dates, created, edited):
    """Updated stands in where published is missing; the same moment twice is no edit."""
    atom = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>t</title>{dates}</entry></feed>'
    )
    feed = (lambda *_: atom) if "<updated>" in dates else rss_feed
    read = post(f"<item><title>t</title>{dates}</item>", feed=feed)

    assert (created, edited) == (read.created_at.hour, read.edited_at and read.edited_at.hour)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<title>t</title>", "blog: published: None is no date"),
        ("<title>t</title><pubDate>soon</pubDate>", "blog: published: 'soon' is no date"),
        (
            "<pubDate>Mon, 02 Nov 2026 09:00:00 GMT</pubDate>",
            "blog: entry without 'title', 'summary' or 'content'",
        ),
        (
            "<title>t</title><pubDate>Mon, 02 Nov 1970 09:00:00 GMT</pubDate>",
            "blog: created_at 1970-11-02T09:00:00+00:00 is not between 1990 and two days from now",
        ),
    ],
)
def test_what_cannot_be_a_post_is_kept_with_its_reason(body, told):
    """A reject holds the item as JSON and can be read again by the same rules."""
    (item,) = items(f"<item>{body}</item>")
    read = read_as(item, "blog, item 1")

    assert (
        Reject(source="blog", format="rss", reason=told, payload=item, place="blog, item 1") == read
    )
    assert read == read_as(json.loads(json.dumps(read.payload)), "blog, item 1")


def test_a_reject_becomes_a_post_once_it_is_repaired():
    """Replay goes through the same parse."""
    (item,) = items("<item><title>t</title><pubDate>soon</pubDate></item>")
    repaired = read_as(item | {"published_parsed": NOW.isoformat()})

    assert (NOW, NOW) == (repaired.created_at, repaired.observed_at)


@pytest.mark.parametrize("payload", [None, [], "x", {"title": {"a": 1}}, {"title": 3, "id": 4}])
def test_nothing_that_is_replayed_breaks_the_run(payload):
    """Whatever was stored, the outcome is a reject."""
    assert isinstance(read_as(payload), Reject)


def test_validators_are_sent_back_word_for_word():
    """Quotes and W/ included; 304 leaves the cursor's validators and moves the time on."""
    validators = {"ETag": 'W/"a b"', "Last-Modified": "Mon, 2 nov 2026 09:00:00 GMT"}
    fresh = Reply(rss_feed(ENTRY), headers=XML | validators)
    with Server(in_order(fresh, Reply(status=304))) as server:
        (first,) = poll(server, {})
        (second,) = poll(server, first.cursor, LATER)

    asked = server.requests[1].headers
    assert ('W/"a b"', "Mon, 2 nov 2026 09:00:00 GMT") == (
        asked["if-none-match"],
        asked["if-modified-since"],
    )
    assert "if-none-match" not in server.requests[0].headers
    assert ((), None, LATER) == (second.items, second.observed_since, second.observed_until)
    assert first.cursor | {"read_until": LATER.isoformat()} == second.cursor


def test_validators_of_an_older_answer_are_forgotten():
    """An answer without them is followed by an unconditional question."""
    replies = (Reply(rss_feed(ENTRY), headers={"ETag": '"1"'}), Reply(rss_feed(ENTRY)))
    with Server(in_order(*replies)) as server:
        cursor = {}
        for _ in range(3):
            cursor = poll(server, cursor)[-1].cursor

    assert [None, '"1"', None] == [r.headers.get("if-none-match") for r in server.requests]


def test_a_feed_that_moved_is_asked_at_its_new_address():
    """Until earshot.toml names another address."""

    def answer(request):
        if request.path == "/feed":
            return Reply(status=301, headers={"Location": "/new"})
        return Reply(rss_feed(ENTRY), headers=XML)

    with Server(answer) as server:
        (first,) = poll(server, {})
        (second,) = poll(server, first.cursor)
        (third,) = poll(server, second.cursor)
        poll(server, third.cursor, url=f"{server.url}/other")

    assert ["/feed", "/new", "/new", "/new", "/other"] == [r.path for r in server.requests]


def test_an_address_with_a_secret_is_not_written_down(monkeypatch):
    """Neither the cursor nor an item holds it, even where the server echoes it."""
    monkeypatch.setenv("FEED_PASS", "hush-hush")

    def answer(request):
        if request.path == "/feed":
            return Reply(status=301, headers={"Location": f"/new?pass={request.query['pass']}"})
        return Reply(rss_feed(ENTRY), headers=XML)

    with Server(answer) as server:
        (page,) = poll(server, {}, url=server.url + "/feed?pass=${FEED_PASS}")

    assert {"hush-hush"} == {request.query["pass"] for request in server.requests}
    assert "hush-hush" not in json.dumps([page.cursor, page.items])


def test_a_password_in_the_address_stays_out_of_the_links(monkeypatch):
    """Links and ids that are relative to the feed are completed without it."""
    monkeypatch.setenv("FEED_PASS", "hush-hush")
    feed = rss_feed("<item><title>t</title><guid>1</guid><link>/a</link></item>")
    with Server(in_order(Reply(feed))) as server:
        address = server.url.replace("//", "//kim:${FEED_PASS}@") + "/feed"
        (page,) = poll(server, {}, url=address)

    assert server.requests[0].headers["authorization"].startswith("Basic ")
    assert [f"{server.url}/a"] == [item["link"] for item in page.items]
    assert "hush-hush" not in json.dumps([page.cursor, page.items])


def test_a_feed_that_is_gone_is_refused():
    """410 needs a person."""
    with Server(in_order(Reply(status=410))) as server, pytest.raises(SourceRejected, match="Gone"):
        poll(server, {})


def test_polls_that_meet_leave_no_gap():
    """One entry in common proves that nothing scrolled out in between."""
    with Server(in_order(Reply(rss_feed(entry(1), entry(2))), Reply(rss_feed(entry(2))))) as server:
        (first,) = poll(server, {})
        (second,) = poll(server, first.cursor, LATER)

    assert (None, LATER) == (second.observed_since, second.observed_until)


def test_polls_that_do_not_meet_leave_a_gap():
    """The time from the last poll to the oldest entry was not observed."""
    new = entry(9, "Mon, 02 Nov 2026 12:40:00 GMT")
    with Server(in_order(Reply(rss_feed(entry(1))), Reply(rss_feed(new)))) as server:
        (first,) = poll(server, {})
        (second,) = poll(server, first.cursor, LATER)

    assert datetime(2026, 11, 2, 9, 0, tzinfo=UTC) == first.observed_since
    assert (datetime(2026, 11, 2, 12, 40, tzinfo=UTC), LATER) == (
        second.observed_since,
        second.observed_until,
    )


def test_an_empty_feed_is_observed_and_what_it_held_is_remembered():
    """Entries of the last full poll decide, through an empty one, whether time was lost."""
    full, empty = Reply(rss_feed(entry(1))), Reply(rss_feed())
    new = Reply(rss_feed(entry(2, "Mon, 02 Nov 2026 13:30:00 GMT")))
    spans = []
    for last in (full, new):
        with Server(in_order(full, empty, last)) as server:
            cursor = {}
            for hours in range(3):
                (page,) = poll(server, cursor, NOW + timedelta(hours=hours))
                cursor = page.cursor
                spans.append(page.observed_since)

    assert [None, None] == spans[1:3]
    assert [None, datetime(2026, 11, 2, 13, 30, tzinfo=UTC)] == spans[4:]


def test_the_first_entry_of_an_empty_feed_leaves_no_gap():
    """There was nothing that could have been lost."""
    with Server(in_order(Reply(rss_feed()), Reply(rss_feed(entry(1))))) as server:
        (first,) = poll(server, {})
        (second,) = poll(server, first.cursor, LATER)

    assert (NOW, None) == (first.observed_since, second.observed_since)


def test_a_torn_feed_keeps_its_entries_and_claims_nothing():
    """What came is kept with the old cursor, so that the next poll asks for all of it."""
    whole = Reply(rss_feed(entry(1)), headers={"ETag": '"1"'})
    torn = Reply(rss_feed(entry(2), entry(3))[:-60], headers={"ETag": '"2"'})
    with Server(in_order(whole, torn)) as server, quick_client() as client:
        (first,) = poll(server, {})
        pages = rss.fetch(client, blog(server), {}, first.cursor, LATER)
        page = next(pages)
        with pytest.raises(SourceUnavailable, match="blog: the feed breaks off after 2 entries"):
            next(pages)

    assert (["2", "3"], first.cursor, None) == (
        [item["id"] for item in page.items],
        page.cursor,
        page.observed_until,
    )


@pytest.mark.parametrize(
    "body",
    [
        rss_feed("<item><title>a &nbsp; b & c</title><guid isPermaLink='false'>1</guid></item>"),
        rss_feed(entry(1)) + "<!-- served by a cache -->",
        "\n \n" + rss_feed(entry(1)),
    ],
    ids=["undefined entity", "comment after the end", "space before the start"],
)
def test_sloppy_markup_is_forgiven(body):
    """A feed reader reads what people publish, whatever its content type."""
    with Server(in_order(Reply(body, headers={"Content-Type": "text/html"}))) as server:
        (page,) = poll(server, {})

    assert ["1"] == [item["id"] for item in page.items]


@pytest.mark.parametrize("body", ["", "<html><body>Log in</body></html>", '{"items": []}'])
def test_what_is_no_feed_is_refused_with_its_beginning(body):
    """A log-in page is not an empty feed."""
    with Server(in_order(Reply(body))) as server, pytest.raises(SourceRejected) as caught:
        poll(server, {})

    assert f"blog: not a feed: {body}" == str(caught.value)


def test_only_the_newest_entries_up_to_max_items_are_taken():
    """In whatever order the feed lists them; the rest was not observed."""
    days = [f"{day:02} Nov 2026 09:00:00 GMT" for day in (1, 30, 2)]
    feed = rss_feed(*(entry(day[:2], day.replace("30 Nov", "30 Oct")) for day in days))
    with Server(in_order(Reply(feed))) as server:
        (page,) = poll(server, {}, max_items=2)

    assert ["02", "01"] == [item["id"] for item in page.items]
    assert datetime(2026, 11, 1, 9, 0, tzinfo=UTC) == page.observed_since


def test_parse_refuses_a_field_of_another_type():
    """The message names the source, the field and what it holds."""
    item = {"title": "t", "published_parsed": NOW.isoformat(), "author": ["Kim"]}

    with pytest.raises(UnexpectedPayload, match=r"blog: author holds .'Kim'., text is due"):
        parsed(item)
