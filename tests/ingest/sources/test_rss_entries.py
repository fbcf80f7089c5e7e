"""Entries of feeds: the same one at every poll, and two of them never one."""

import json
from datetime import timedelta

import pytest

from ingest.sources import links, rss
from ingest.sources.rss_marks import digest
from tests.ingest.sources.feeds import HOME, NOW, at, blog, entry, ids, polls, rss_feed
from tests.ingest.web.server import Reply, Server, in_order, quick_client

NINE = NOW - timedelta(hours=3)


@pytest.mark.parametrize(
    "other",
    [
        {"link": f"{HOME}2"},
        {"title": "Bolt fails"},
        {"pubDate": at(5)},
        {"link": f"{HOME}2", "title": "Bolt fails", "pubDate": at(5)},
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("guid", ["1", "", HOME])
@pytest.mark.parametrize("link", [f"{HOME}1", HOME, ""])
def test_entries_that_differ_stay_apart_and_the_same_stays_one(guid, link, other):
    """With one guid or none, and whatever order they come in."""
    one, two = entry(guid=guid, link=link), entry(**{"guid": guid, "link": link} | other)
    told = ids(rss_feed(one, two), rss_feed(two, one), rss_feed(one, two, one))

    assert [2, 2, 2] == [len(set(each)) for each in told]
    assert told[0] == told[1] == told[2]
    assert told[0] == ids(rss_feed(two, one))[0]


@pytest.mark.parametrize(
    "other",
    [{"link": f"{HOME}2", "title": "Bolt", "pubDate": at(5)}, {"title": "B", "pubDate": at(5)}],
)
def test_a_guid_that_every_entry_has_joins_none_of_them(other):
    """A feed of one entry at a time: what is there today is not what was there yesterday."""
    one, two = entry(guid="feed"), entry(**{"guid": "feed"} | other)
    (first,), (second,), (third,) = ids(rss_feed(one), rss_feed(two), rss_feed(one))

    assert first == third
    assert first != second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"guid": "a1", "link": f"{HOME}1"}, {"guid": "b2"}),
        ({"guid": "a1", "description": "late"}, {"guid": "b2"}),
        ({"guid": f"{HOME}1?sid=0123456789abcdef01"}, {"guid": f"{HOME}1?sid=f123456789abcdef01"}),
        ({"link": f"{HOME}1?utm_source=a&id=7"}, {"link": f"{HOME}1?id=7&utm_source=b"}),
        ({"link": f"{HOME}1;jsessionid=A7"}, {"link": f"{HOME}1;jsessionid=B9"}),
        ({"link": f"{HOME}1?token=abc"}, {"link": f"{HOME}1?token=def"}),
        ({"link": f"{HOME}1?zz=abc", "description": "late"}, {"link": f"{HOME}1?zz=def"}),
        ({"link": "http://blog.example/1"}, {"link": "https://blog.example/1"}),
        ({"guid": "http://blog.example/?p=1"}, {"guid": "https://Blog.example:443/?p=1"}),
        ({"guid": "1", "link": f"{HOME}1"}, {"link": f"{HOME}new-name"}),
        ({"guid": "1", "link": f"{HOME}1"}, {"title": "Acme failed", "pubDate": at(9)}),
        ({"guid": "1"}, {"title": "Acme failed"}),
        ({"guid": "1"}, {"pubDate": at(9)}),
    ],
)
def test_what_changes_at_each_poll_makes_no_other_article(one, other):
    """Nor does it beside others, in whatever order they are listed."""
    beside = entry(guid="9", link=f"{HOME}9", title="Bolt opens a shop")
    changed = one | other
    alone = ids(rss_feed(entry(**one)), rss_feed(entry(**changed)))
    two = ids(rss_feed(entry(**one), beside), rss_feed(beside, entry(**changed)))

    assert alone[0] == alone[1]
    assert two[0] == two[1]


def test_a_page_that_says_something_else_each_time_is_another_entry_each_time():
    """A status page: one address, of which the feed lists what stands there now."""
    one = entry(guid="1", link=f"{HOME}status")
    two = entry(guid="2", link=f"{HOME}status", title="Acme works", pubDate=at(5))
    (first,), (second,) = ids(rss_feed(one), rss_feed(two))

    assert first != second


def test_http_and_https_of_the_feed_itself_make_no_other_articles():
    """Another address in earshot.toml forgets validators, not the entries."""
    one, other = entry(guid="a", link=f"{HOME}1"), entry(guid="b", link=f"{HOME}1")
    replies = in_order(Reply(rss_feed(one)), Reply(rss_feed(other)))
    with Server(replies) as server, quick_client() as client:
        (first,) = rss.fetch(client, blog(server), {}, {}, NOW)
        moved = blog(server, url=f"{server.url}/secure")
        (second,) = rss.fetch(client, moved, {}, first.cursor, NOW)

    assert [item["post_id"] for item in first.items] == [item["post_id"] for item in second.items]


def test_an_entry_that_comes_back_is_the_one_it_was():
    """After it was gone from the feed for a while."""
    one, other = entry(guid="a", link=f"{HOME}1"), entry(guid="c", link=f"{HOME}1")
    new = entry(guid="9", link=f"{HOME}9", title="Bolt", pubDate=at(60))
    told = ids(rss_feed(one), rss_feed(new), rss_feed(new, other))

    assert {*told[0], *told[1]} == {*told[2]}


def test_an_edit_moves_no_day():
    """Published stays what it was when the entry was first seen; the new date is the edit's."""
    one = entry(guid="1", link=f"{HOME}1")
    edited = entry(guid="1", link=f"{HOME}1", title="Acme failed", pubDate=at(24 * 60))
    ((before,), (after,)) = polls(rss_feed(one), rss_feed(edited))

    assert (NINE, None) == (before.created_at, before.edited_at)
    assert (NINE, NINE + timedelta(days=1)) == (after.created_at, after.edited_at)
    assert (before.post_id, "Acme failed") == (after.post_id, after.title)


def test_an_edit_that_rss_does_not_tell_is_told_when_it_is_seen():
    """Once; markup and addresses that change at each poll are none."""
    bodies = [
        "Late <a href='https://a.example/?s=1'>x</a>",
        "Late <a href='https://a.example/?s=2'>x</a>",
        "Late again <a>x</a>",
        "Late again <a>x</a>",
    ]
    told = polls(*(rss_feed(entry(guid="1", description=body)) for body in bodies))

    noticed = NOW + timedelta(hours=2)
    assert [None, None, noticed, None] == [post.edited_at for (post,) in told]


def test_a_date_that_was_wrong_is_mended():
    """A day that had not come was refused; the one before it counts from then on."""
    wrong, right = (rss_feed(entry(guid="1", pubDate=at(n))) for n in (9_000_000, 0))
    ((_,), (after,)) = polls(wrong, right)

    assert NINE == after.created_at


def test_ids_of_an_earlier_version_are_kept():
    """Its cursor held fingerprints of ids that were taken word for word."""
    one = entry(guid="http://blog.example/?p=1")
    with Server(in_order(Reply(rss_feed(one)))) as server, quick_client() as client:
        source = blog(server)
        former = {
            "configured": digest(source.url.template, 16),
            "seen": [digest("http://blog.example/?p=1", 16)],
            "read_until": NOW.isoformat(),
        }
        (page,) = rss.fetch(client, source, {}, former, NOW)

    assert (["http://blog.example/?p=1"], None) == (
        [item["post_id"] for item in page.items],
        page.observed_since,
    )


def test_entries_that_an_earlier_version_took_for_one_come_apart():
    """They had one guid."""
    two = [entry(guid="1", link=f"{HOME}{n}", title=f"Acme {n}") for n in range(2)]
    with Server(in_order(Reply(rss_feed(*two)))) as server, quick_client() as client:
        source = blog(server)
        former = {"configured": digest(source.url.template, 16), "seen": [digest("1", 16)]}
        (page,) = rss.fetch(client, source, {}, former, NOW)

    assert 2 == len({item["post_id"] for item in page.items})


def test_what_is_remembered_is_bounded():
    """What a feed lists, and five hundred entries that it listed before."""
    first = rss_feed(*(entry(guid=f"a{n}", title=f"a{n}") for n in range(900)))
    second = rss_feed(*(entry(guid=f"b{n}", title=f"b{n}") for n in range(20)))
    with Server(in_order(Reply(first), Reply(second))) as server, quick_client() as client:
        (page,) = rss.fetch(client, blog(server), {}, {}, NOW)
        (later,) = rss.fetch(client, blog(server), {}, page.cursor, NOW)

    assert (900, 520) == (len(page.cursor["entries"]), len(later.cursor["entries"]))
    assert len(json.dumps(later.cursor)) < 100_000


def test_the_story_of_an_article_is_its_own_address():
    """Not the front page, whatever its address, and no address that two entries share."""
    news = rss_feed(entry(guid="1", link=f"{HOME}news/")).replace(HOME, f"{HOME}news", 1)
    ((post,),) = polls(news)
    assert post.story is None
    shared = [entry(guid=n, title=n, link=f"{HOME}status") for n in "12"]
    front = entry(guid="3", title="3", link=HOME)
    own = entry(guid="4", title="4", link="http://www.blog.example/a/?utm_source=x#top")
    (posts,) = polls(rss_feed(*shared, front, own))

    assert {"1": None, "2": None, "3": None, "4": "https://blog.example/a"} == {
        post.title: post.story for post in posts
    }


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("HTTP://Blog.example:80", "https://blog.example/"),
        ("https://kim:pw@blog.example/a?b=1&utm_medium=x#c", "https://blog.example/a?b=1#c"),
        ("https://blog.example/a?sid=26/11/02/123", "https://blog.example/a?sid=26/11/02/123"),
        ("https://blog.example/a?session=keynote", "https://blog.example/a?session=keynote"),
        ("tag:blog.example,2026:1", None),
        ("https://[broken", None),
        ("ftp://blog.example/a", None),
    ],
)
def test_addresses_have_one_notation(given, canonical):
    assert canonical == links.canonical(given)
