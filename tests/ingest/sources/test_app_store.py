"""App Store: countries, forms of the feed's address, pages, edits, and what a review becomes."""

from datetime import UTC, datetime, timedelta

import pytest

from ingest.config_file import parse_config
from ingest.errors import ConfigError, SourceRejected, SourceUnavailable, UnexpectedPayload
from ingest.mention import Post, Reject
from ingest.sources import app_store, read_item
from ingest.sources.connector import Checked
from tests.ingest.sources.apple_feed import JSON, Apple, written
from tests.ingest.sources.samples import sample
from tests.ingest.sources.whole_pass import counted, held, one_pass
from tests.ingest.web.server import Reply, Server, quick_client

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PACIFIC = timedelta(hours=-7)
ANSWERS = sample("app_store")


def ago(now=NOW, **span):
    return f"{now - timedelta(**span) + PACIFIC:%Y-%m-%dT%H:%M:%S}-07:00"


@pytest.fixture
def apple():
    made = Apple()
    made.reviews = {"us": [written(n, 1 + n % 5, f"text {n}", ago(hours=n)) for n in range(1, 121)]}
    return made


def source(server=None, **settings):
    base = {"base_url": server.url} if server else {}
    usual = {"name": "store", "kind": "app_store", "app_id": "9", "brands": ("acme",)}
    return app_store.Options(**(usual | {"pause_seconds": 0} | base | settings))


def read(server, cursor=None, now=NOW, **settings):
    with quick_client() as client:
        return list(app_store.fetch(client, source(server, **settings), {}, cursor or {}, now))


def until_it_fails(server, cursor=None, **settings):
    pages = []
    with quick_client() as client:
        try:
            pages.extend(app_store.fetch(client, source(server, **settings), {}, cursor or {}, NOW))
        except (SourceRejected, SourceUnavailable, UnexpectedPayload) as error:
            return pages, str(error)
    raise AssertionError("it did not fail")


def ids(pages):
    return [item["id"]["label"] for page in pages for item in page.items]


def test_a_review_is_said_to_the_brand():
    """Every value is text; the time has Apple's own offset, and is that of the last change."""
    (post,) = app_store.parse(ANSWERS[0], source())

    assert (
        Post(
            source="store",
            post_id="us:13000000001",
            created_at=datetime(2026, 11, 2, 8, 15, 30, tzinfo=UTC),
            is_dated_by_change=True,
            brand="acme",
            is_addressed=True,
            kind="review",
            author_id="111",
            author_name="jo_r",
            title="Sync lost",
            text="Lost my notes.\nTwice!",
            url="https://apps.apple.com/us/app/id9?see-all=reviews",
            rating=2.0,
            like_count=3,
        )
        == post
    )


def test_all_samples_are_posts():
    told = [record for item in ANSWERS for record in read_item(item, source(), "p", NOW)]

    assert 6 == len({post.post_id for post in told if isinstance(post, Post)})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"im:rating": {"label": "6"}}, "store: im:rating holds 6, 1 to 5 stars are due"),
        ({"im:rating": {}}, "store: im:rating holds None, 1 to 5 stars are due"),
        ({"im:rating": {"label": []}}, "store: im:rating holds [], a whole number is due"),
        ({"id": {}}, "store: item without 'id'"),
        ({"id": "1"}, "store: id holds '1', an object is due"),
        ({"updated": {"label": "soon"}}, "store: updated holds 'soon', epoch seconds or ISO"),
        ({"content": {}, "title": {}}, "store: item without 'content'"),
    ],
)
def test_a_review_that_is_not_as_documented_is_kept_with_the_field_at_fault(change, told):
    (record,) = read_item(ANSWERS[0] | change, source(), "p", NOW)

    assert isinstance(record, Reject)
    assert told in record.reason


def test_all_pages_are_read_once(apple):
    """Then only what is new or changed, with a day read twice."""
    with Server(apple) as server:
        first = read(server)
        asked = len(server.requests)
        apple.reviews["us"].append(written(500, 1, "new", ago(minutes=1)))
        apple.reviews["us"][99] = written(100, 5, "changed", ago(minutes=2))
        second = read(server, first[-1].cursor, NOW + timedelta(minutes=30))

    assert [str(n) for n in range(1, 121)] == ids(first)
    assert (NOW - timedelta(hours=120), NOW) == (first[-1].observed_since, first[-1].observed_until)
    assert 4 == asked
    assert ["500", "100"] == ids(second)[:2]
    assert 50 == len(ids(second))
    assert (None, NOW + timedelta(minutes=30)) == (
        second[-1].observed_since,
        second[-1].observed_until,
    )


@pytest.mark.parametrize("shows", [0, 1, 3])
def test_the_form_of_the_address_that_shows_reviews_is_used(apple, shows):
    """And asked first the next time."""
    apple.shows = {shows}
    apple.reviews["us"] = apple.reviews["us"][:7]
    with Server(apple) as server:
        first = read(server)
        asked = len(server.requests)
        second = read(server, first[-1].cursor, NOW + timedelta(minutes=30))
        paths = [request.path for request in server.requests[asked:]]

    assert 7 == len(ids(first)) == len(ids(second))
    assert ("page=1" in paths[0]) == (shows < 2)
    assert "page=2" in paths[-1] if shows < 2 else 1 == len(paths)


def test_a_feed_that_shows_nothing_is_broken_and_not_quiet(apple):
    """All forms are tried; nothing is claimed, and what is known stays."""
    with Server(apple) as server:
        cursor = read(server)[-1].cursor
        apple.shows = set()
        pages, told = until_it_fails(server, cursor)
        never, told_first = until_it_fails(server)

    assert ([], []) == (pages, never)
    assert told == (
        "store: the store of us shows no review in any form of its address, though it did before"
    )
    assert "none was written, or the feed is broken" in told_first


def test_a_country_without_reviews_does_not_spoil_the_others(apple):
    apple.reviews["gb"] = []
    with Server(apple) as server:
        pages = read(server, countries=("gb", "us"))

    assert 120 == len(ids(pages))
    assert NOW == pages[-1].observed_until


def test_a_country_that_fails_does_not_keep_the_others_from_being_read(apple):
    """What came is kept; the error is told at the end."""
    with Server(apple) as server:
        pages, told = until_it_fails(server, countries=("gb", "us"))

    assert 120 == len(ids(pages))
    assert "store: the store of gb knows no app 9; check app_id and countries" == told
    assert {"us"} == {*pages[-1].cursor["read"]}


def test_one_review_is_an_object_and_the_app_is_none(apple):
    """A list of one is no list; old feeds begin with the app itself."""
    apple.reviews["us"] = apple.reviews["us"][:1]
    with Server(apple) as server:
        one = read(server)
        apple.with_app = True
        with_app = read(server)

    assert ["1"] == ids(one) == ids(with_app)


def test_more_than_the_feed_shows_is_said(apple):
    """Only the newest 500: from the oldest of them on it is known what was written."""
    later = NOW + timedelta(days=3)
    apple.reviews["us"] = [written(n, 1, "x", ago(hours=n)) for n in range(1, 601)]
    with Server(apple) as server:
        pages = read(server)
        flood = [written(n, 1, "y", ago(later, seconds=n - 999)) for n in range(1000, 1600)]
        apple.reviews["us"] = flood
        after = read(server, pages[-1].cursor, later)

    assert 500 == len(ids(pages)) == len(ids(after))
    assert NOW - timedelta(hours=500) == pages[-1].observed_since
    assert later - timedelta(seconds=500) == after[-1].observed_since


def test_a_pass_that_read_enough_leaves_the_rest_to_the_next(apple):
    """Country by country, the one that was read longest ago first."""
    apple.reviews["de"] = [written(n, 2, "gut", ago(hours=n)) for n in range(200, 260)]
    found, cursor, runs = set(), {}, 0
    with Server(apple) as server:
        pages = []
        while not pages or pages[-1].observed_until is None:
            pages = read(
                server, cursor, NOW + timedelta(minutes=runs), countries=("us", "de"), max_items=60
            )
            cursor, runs = pages[-1].cursor, runs + 1
            found.update(ids(pages))

    assert {str(n) for n in [*range(1, 121), *range(200, 260)]} == found
    assert 2 < runs < 8


def test_a_failure_in_the_middle_goes_on_there(apple):
    """The first page is kept with what is left below it."""

    def breaks(request):
        return Reply(status=503) if "page=2" in request.path else apple(request)

    with Server(breaks) as server:
        pages, told = until_it_fails(server)
        server.answer = apple
        rest = read(server, pages[-1].cursor, NOW + timedelta(minutes=5))

    assert (50, "store: 503 Service Unavailable") == (len(ids(pages)), told)
    assert {str(n) for n in range(1, 121)} == {*ids(pages), *ids(rest)}
    assert NOW + timedelta(minutes=5) == rest[-1].observed_until


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply("[1]", headers=JSON), "store: the answer is no feed: [1]"),
        (Reply('{"feed": 1}', headers=JSON), "store: the answer is no feed: {'feed': 1}"),
        (Reply("<html>Blocked</html>", status=403), "store: 403 Forbidden"),
    ],
)
def test_an_answer_that_is_no_feed_is_named(reply, told):
    with Server(lambda _: reply) as server:
        pages, error = until_it_fails(server)

    assert [] == pages
    assert told in error


def test_an_entry_that_is_none_is_refused_alone():
    body = '{"feed": {"entry": ["x", {"im:rating": {"label": "1"}}]}}'
    with Server(lambda r: Reply(body if "page=1" in r.path else "{}", headers=JSON)) as server:
        pages, _ = until_it_fails(server)

    told = [read_item(item, source(), "p", NOW)[0] for item in pages[0].items]
    assert ["Reject", "Reject"] == [type(one).__name__ for one in told]


def test_a_review_that_is_missing_is_gone_where_it_would_have_to_be_shown(apple):
    """Of a short list every one; of a full one only those newer than a hundred that are shown."""
    with Server(apple) as server, quick_client() as client:
        (short,) = app_store.recheck(client, source(server), ["us:7", "us:9999", "de:1"])
        apple.reviews["us"] = [written(n, 1, "x", ago(hours=n)) for n in range(1, 601)]
        (full,) = app_store.recheck(client, source(server), ["us:7", "us:50", "us:9999"])
        apple.shows = set()
        (nothing,) = app_store.recheck(client, source(server), ["us:7"])

    assert Checked() == nothing
    assert (["7"], ("us:9999",)) == ([one["id"]["label"] for one in short.items], short.gone)
    assert (2, ("us:9999",)) == (len(full.items), full.gone)


@pytest.mark.parametrize(
    "keys", [{"app_id": "com.acme"}, {"app_id": "9", "countries": ["USA"]}, {}]
)
def test_a_mistake_in_the_configuration_is_named(keys):
    with pytest.raises(ConfigError, match=r"sources\.s\.(app_id|countries)"):
        parse_config({"sources": {"s": {"kind": "app_store", **keys}}})


def test_passes_store_reviews_and_their_changes(apple, warehouse):
    """Broken off and gone on there; the same again is unchanged; a changed one keeps its day."""
    now = datetime.now(UTC)
    notes = [written(n, 3, f"Note {n}", ago(now, hours=10, minutes=n)) for n in range(2, 53)]
    apple.reviews["us"] = [written(1, 1, "Acme Notes lost my notes", ago(now, hours=9)), *notes]

    def breaks(request):
        return Reply(status=500) if "page=2" in request.path else apple(request)

    with Server(breaks) as server:
        keys = {"app_id": "9", "base_url": server.url, "pause_seconds": 0}
        outcomes = [one_pass(warehouse, "app_store", **keys)]
        server.answer = apple
        outcomes += [one_pass(warehouse, "app_store", **keys) for _ in range(2)]
        apple.reviews["us"][0] = written(1, 4, "All back, thanks", ago(now, hours=1))
        outcomes.append(one_pass(warehouse, "app_store", **keys))

    assert [("failed", 50, 0), ("ok", 2, 0), ("unchanged", 0, 0), ("ok", 0, 1)] == [
        counted(one)[:3] for one in outcomes
    ]
    assert (52, (None, "us:1", "acme", "inbound", "All back, thanks")) == (
        len(found := held(warehouse)),
        found["us:1"],
    )
