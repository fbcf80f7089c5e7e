"""App Store Connect in place of the feed: keys, pages, answers, limits."""

from datetime import UTC, datetime, timedelta

import pytest

from ingest.errors import SourceRejected, SourceUnavailable
from ingest.mention import Post, Reject
from ingest.sources import app_store, read_item
from tests.ingest.sources.apple_connect import Connect, refused, written
from tests.ingest.sources.whole_pass import counted, held, one_pass
from tests.ingest.web.keys import of_curve, pem
from tests.ingest.web.server import Reply, Server, quick_client

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
KEY = of_curve()


def ago(now=NOW, **span):
    return f"{now - timedelta(**span) - timedelta(hours=7):%Y-%m-%dT%H:%M:%S}-07:00"


@pytest.fixture
def connect(monkeypatch):
    for name in ("STORE_PRIVATE_KEY", "S_PRIVATE_KEY"):
        monkeypatch.setenv(name, pem(KEY))
    made = Connect(KEY)
    made.reviews = [written(f"c{n}", f"words {n}", ago(days=n)) for n in range(1, 26)]
    return made


@pytest.fixture
def server(connect):
    with Server(connect) as running:
        connect.url = running.url
        yield running


def settings(server, **keys):
    usual = {"app_id": "9", "key_id": "K1", "issuer_id": "team-1"}
    return usual | {"connect_url": server.url, "base_url": server.url} | keys


def source(server, **keys):
    given = settings(server, **keys)
    return app_store.Options(name="store", kind="app_store", brands=("acme",), **given)


def read(server, cursor=None, now=NOW, **keys):
    with quick_client() as client:
        return list(app_store.fetch(client, source(server, **keys), {}, cursor or {}, now))


def ids(pages):
    return [item["id"] for page in pages for item in page.items]


def posts(pages, server):
    items = [item for page in pages for item in page.items]
    return [post for item in items for post in read_item(item, source(server), "p", NOW)]


def test_a_review_and_its_answer_are_two_posts(connect, server):
    """An answer that is not published yet is none."""
    connect.reviews = [
        written("c1", "Lost my\n\nnotes", ago(hours=9), ("Fixed", ago(hours=3), "PUBLISHED")),
        written("c2", "Me too", ago(hours=10), ("Soon", ago(hours=2), "PENDING_PUBLISH")),
    ]
    review, answer, other = posts(read(server), server)

    url = "https://apps.apple.com/app/id9?see-all=reviews"
    assert (
        Post(
            source="store",
            post_id="c1",
            created_at=NOW - timedelta(hours=9),
            is_dated_by_change=True,
            conversation_id="c1",
            brand="acme",
            is_addressed=True,
            kind="review",
            author_name="jo_r",
            title="Sync lost",
            text="Lost my\nnotes",
            url=url,
            rating=2.0,
            observed_at=NOW,
        )
        == review
    )
    assert (
        Post(
            source="store",
            post_id="c1#reply",
            created_at=NOW - timedelta(hours=3),
            is_dated_by_change=True,
            parent_id="c1",
            conversation_id="c1",
            brand="acme",
            is_outbound=True,
            kind="reply",
            text="Fixed",
            observed_at=NOW,
        )
        == answer
    )
    assert "c2" == other.post_id


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"rating": 0}, "store: rating holds 0, 1 to 5 stars are due"),
        ({"rating": "2"}, "store: rating holds '2', a whole number is due"),
        ({"createdDate": None}, "store: item without 'createdDate'"),
        ({"title": None, "body": ""}, "store: item without 'body'"),
    ],
)
def test_a_review_that_is_not_as_documented_is_kept_with_the_field_at_fault(server, change, told):
    review, _ = written("c1", "x", ago(hours=1), **change)
    (record,) = read_item(review, source(server), "p", NOW)

    assert isinstance(record, Reject)
    assert told == record.reason


def test_all_pages_are_read_and_then_the_last_weeks(connect, server):
    """The next page is the address that Apple gives; an answer to an older review is found."""
    first = read(server)
    asked = len(server.requests)
    connect.reviews[11] = written("c12", "words 12", ago(days=12), ("Hi", ago(), "PUBLISHED"))
    second = read(server, first[-1].cursor, NOW + timedelta(hours=1))

    assert [f"c{n}" for n in range(1, 26)] == ids(first)
    assert (NOW - timedelta(days=25), NOW) == (first[-1].observed_since, first[-1].observed_until)
    assert [3, 2] == [asked, len(server.requests) - asked]
    assert "c12#reply" in [post.post_id for post in posts(second, server)]
    assert "-createdDate" == server.requests[0].query["sort"]


def test_a_page_that_was_forgotten_is_looked_for_from_the_top(connect, server):
    first = read(server, max_items=5)
    connect.forgotten, connect.page_size = True, 30
    second = read(server, first[-1].cursor, NOW + timedelta(minutes=5))

    assert 10 == len(ids(first))
    assert {f"c{n}" for n in range(1, 26)} == {*ids(second)}


def test_a_next_page_on_another_server_is_not_asked(connect, server):
    """It would be told the token."""
    connect.url = "http://localhost:9"
    with pytest.raises(SourceRejected, match="store: localhost:9 is another server than"):
        read(server)

    assert 1 == len(server.requests)


def test_a_persons_own_key_names_no_team(connect, server):
    assert 25 == len(ids(read(server, issuer_id=None)))
    with pytest.raises(SourceRejected, match="store: 401 Unauthorized"):
        read(server, issuer_id="team-2")


def test_a_key_that_is_missing_is_named(server, monkeypatch):
    monkeypatch.delenv("STORE_PRIVATE_KEY")
    with pytest.raises(SourceRejected, match="variable STORE_PRIVATE_KEY is not set"):
        read(server)


def test_apples_words_are_told(connect, server):
    connect.refusals = [refused(403, "FORBIDDEN_ERROR", "This key may not read reviews")]
    with pytest.raises(SourceRejected) as raised:
        read(server)

    assert "store: 403 FORBIDDEN_ERROR: No: This key may not read reviews" == str(raised.value)


def test_an_hour_that_is_spent_is_waited_for_by_the_next_pass(connect, server):
    """Apple says only how much is left of it."""
    spent = {"X-Rate-Limit": "user-hour-lim:3500;user-hour-rem:0;", "Retry-After": "3600"}
    connect.refusals = [Reply('{"errors": []}', 429, spent)]
    with quick_client() as client:
        reading = app_store.fetch(client, source(server), {}, {}, NOW)
        with pytest.raises(SourceUnavailable, match=r"429 .* asks to wait 3600 s"):
            next(reading)
        with pytest.raises(SourceUnavailable, match="asked not to be asked before"):
            next(app_store.fetch(client, source(server), {}, {}, NOW))

    assert 1 == len(server.requests)


def test_held_reviews_are_looked_for_one_by_one(connect, server):
    """Those of the public feed are not known here."""
    with quick_client() as client:
        asked = ["c1", "c1#reply", "c99", "us:13"]
        checked = list(app_store.recheck(client, source(server), asked))

    assert [("c1#reply",), ("c99",)] == [one.gone for one in checked]
    assert ["c1"] == [item["id"] for one in checked for item in one.items]


def test_passes_store_reviews_answers_and_edits(connect, server, warehouse):
    """The same again is unchanged; an answer that is changed keeps its time."""
    now = datetime.now(UTC)
    connect.reviews = [written("c1", "Lost my notes", ago(now, hours=9))]
    outcomes = [one_pass(warehouse, "app_store", **settings(server)) for _ in range(2)]
    for words, hours in (("Sorry", 3), ("So sorry", 1)):
        answer = (words, ago(now, hours=hours), "PUBLISHED")
        connect.reviews = [written("c1", "Lost my notes", ago(now, hours=9), answer)]
        outcomes.append(one_pass(warehouse, "app_store", **settings(server)))

    assert [("ok", 1, 0), ("unchanged", 0, 0), ("ok", 1, 0), ("ok", 0, 1)] == [
        counted(one)[:3] for one in outcomes
    ]
    assert {
        "c1": (None, "c1", "acme", "inbound", "Lost my notes"),
        "c1#reply": ("c1", "c1", "acme", "outbound", "So sorry"),
    } == held(warehouse)
