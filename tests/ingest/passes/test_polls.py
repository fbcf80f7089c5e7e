"""Counts of held posts: which are read again in a pass, in which order, within which limit."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ingest.config_file import parse_config
from ingest.loading.load import finish, load
from ingest.passes.fetch_sources import run_pass
from ingest.sources import hackernews, poll, read_item, rss
from ingest.web.client import Client
from sql.warehouse import writer
from tests.build import rows
from tests.ingest.sources.algolia import JSON, Algolia, comment, story
from tests.ingest.web.server import QUICK, Reply, Server, quick_client

NOW = datetime.now(UTC).replace(microsecond=0)
LIKES = "select like_count from engagement order by post_id, observed_at"


def ago(hours):
    return int((NOW - timedelta(hours=hours)).timestamp())


def config(server, **changes):
    hn = {"kind": "hackernews", "base_url": server.url, "terms": ["Acme"], **changes}
    return parse_config({"brands": {"acme": {"name": "Acme"}}, "sources": {"hn": hn}})


def one_pass(data, server, **changes):
    return run_pass(data, config(server, **changes), client=Client(QUICK)).outcomes[0]


def hold(data, server, hits, *, hours):
    """Posts as if read `hours` ago."""
    settings, now = config(server), NOW - timedelta(hours=hours)
    posts = [post for hit in hits for post in read_item(hit, settings.sources["hn"], "p", now)]
    with writer(data) as con:
        load(con, posts, config=settings, run_id="held", now=now)
        finish(con)


def hold_search(data):
    """The search itself is up to date: only polls can read what is held."""
    cursor = f'{{"read_until": {{"Acme": {int(NOW.timestamp())}}}}}'
    with writer(data) as con:
        con.execute(
            "insert into sources values ('hn', 'hackernews', ?, null, null, null, 0, null)",
            [cursor],
        )


def polled(server):
    """Ids of each question for counts."""
    asked = [r.query["tags"] for r in server.requests if "query" not in r.query]
    return [tags.removeprefix("story,(story_").rstrip(")").split(",story_") for tags in asked]


@pytest.fixture
def algolia():
    return Algolia([])


@pytest.fixture
def server(algolia):
    with Server(algolia) as running:
        yield running


def test_a_growing_post_is_polled_at_each_pass(warehouse, server, algolia):
    """Its snapshots follow the platform, and so does the post itself."""
    for points in (100, 130, 160):
        algolia.hits = [story(1, "Acme raises prices", ago(10), points=points)]
        outcome = one_pass(warehouse, server)

    assert [["1"], ["1"]] == polled(server)
    assert (0, 1) == (outcome.new_count, outcome.changed_count)
    assert [100, 130, 160] == [one["like_count"] for one in rows(warehouse, LIKES)]
    assert [{"like_count": 160}] == rows(warehouse, "select like_count from posts")


def test_a_cold_post_is_not_polled_until_it_is_due(warehouse, server, algolia):
    """Read at an age of 8 hours, it rests for two; then its first snapshot is followed by one."""
    algolia.hits = [
        story(1, "Acme moves", ago(9.5), points=3),
        story(2, "Acme opens", ago(10.5), points=3),
    ]
    hold(warehouse, server, algolia.hits[:1], hours=1.5)
    hold(warehouse, server, algolia.hits[1:], hours=2.5)
    hold_search(warehouse)
    one_pass(warehouse, server)
    one_pass(warehouse, server)

    assert [["2"]] == polled(server)


def test_after_seven_days_nothing_is_polled(warehouse, server, algolia):
    """However hot it was when last read, which was after it was looked for at seven days."""
    algolia.hits = [story(1, "Acme burns", ago(171), points=9000)]
    hold(warehouse, server, algolia.hits, hours=2)
    hold_search(warehouse)
    one_pass(warehouse, server)

    assert [] == polled(server)


def test_the_hottest_come_first_where_the_limit_is_short(warehouse, server, algolia):
    """New posts count against max_items; the young come by heat, before the cold ones."""
    algolia.hits = [
        story(1, "Acme old", ago(40), points=20),
        story(2, "Acme warm", ago(20), points=40),
        story(3, "Acme hot", ago(20), points=400),
        story(4, "Acme just said", ago(12), points=0),
    ]
    hold(warehouse, server, algolia.hits[:3], hours=10.5)
    hold(warehouse, server, algolia.hits[3:], hours=11.5)
    hold_search(warehouse)
    algolia.hits.append(comment(9, "I left Acme", ago(0.1)))
    one_pass(warehouse, server, max_items=4)

    assert [["3", "2", "4"]] == polled(server)


def test_what_the_search_just_read_is_not_asked_again(warehouse, server, algolia):
    """A hit carries its counts."""
    algolia.hits = [story(1, "Acme is new", ago(0.2), points=5)]
    one_pass(warehouse, server)
    one_pass(warehouse, server)

    assert [] == polled(server)
    assert [5, 5] == [one["like_count"] for one in rows(warehouse, LIKES)]


def test_one_bad_story_costs_no_other(warehouse, server, algolia):
    """What is not as documented is kept with its reason, what is gone is left as it was."""
    algolia.hits = [story(n, "Acme grows", ago(10), points=100) for n in (1, 2, 3)]
    one_pass(warehouse, server)
    algolia.hits = [
        story(1, "Acme grows", ago(10), points="many"),
        story(2, "Acme grows", ago(10), points=200),
    ]
    outcome = one_pass(warehouse, server, rejected_share_limit=0.5)

    assert ("ok", 1, 1, None) == (
        outcome.outcome,
        outcome.changed_count,
        outcome.rejected_count,
        outcome.message,
    )
    assert [100, 100, 200, 100] == [one["like_count"] for one in rows(warehouse, LIKES)]


def test_polls_that_fail_cost_no_new_post(warehouse, server, algolia):
    """What the search found is stored with its mark; the failure is told."""
    algolia.hits = [story(1, "Acme grows", ago(10), points=100)]
    one_pass(warehouse, server)
    algolia.hits.append(comment(2, "I left Acme", ago(0.1)))
    server.answer = lambda r: algolia(r) if "query" in r.query else Reply(status=500)
    outcome = one_pass(warehouse, server)

    assert ("failed", 1, "hn: 500 Internal Server Error") == (
        outcome.outcome,
        outcome.new_count,
        outcome.message,
    )


def test_a_version_of_an_older_release_has_no_polls(warehouse, server, algolia):
    """Its database lacks the rule until the first pass has stored."""
    algolia.hits = [story(1, "Acme grows", ago(10), points=100)]
    one_pass(warehouse, server)
    with writer(warehouse) as con:
        con.execute("drop view next_polls")

    assert "unchanged" == one_pass(warehouse, server).outcome
    assert [] == polled(server)


def test_a_hundred_stories_are_asked_for_at_once(server, algolia):
    """In the order given, and each answer whole."""
    algolia.hits = [story(n, "Acme", ago(10)) for n in range(1, 251)]
    hn = config(server).sources["hn"]
    with quick_client() as client:
        found = list(hackernews.poll(client, hn, [str(n) for n in range(250, 0, -1)]))

    assert [100, 100, 50] == [len(ids) for ids in polled(server)]
    assert ["250", "249"] == polled(server)[0][:2]
    assert [100, 100, 50] == [len(items) for items in found]


def test_a_server_that_ignores_the_question_adds_no_post(server):
    """Only the stories asked for are taken from its answer."""
    hits = [story(1, "Acme", ago(10)), story(2, "Other", ago(1))]
    body = json.dumps({"hits": hits, "nbHits": 2, "nbPages": 1})
    server.answer = lambda _: Reply(body, headers=JSON)
    with quick_client() as client:
        (items,) = hackernews.poll(client, config(server).sources["hn"], ["1"])

    assert ["1"] == [item["objectID"] for item in items]


def test_feeds_have_no_counts_to_poll(server):
    """Nothing is asked."""
    blog = rss.Options(name="blog", kind="rss", url=f"{server.url}/blog")
    with quick_client() as client:
        assert [] == list(poll(client, blog, ["1"]))

    assert [] == server.requests
