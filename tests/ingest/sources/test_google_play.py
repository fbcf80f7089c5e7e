"""Google Play: rounds of the list, tokens, quota, and what a review and its answer become."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ingest.config_file import parse_config
from ingest.errors import ConfigError, SourceRejected, SourceUnavailable, UnexpectedPayload
from ingest.mention import Post, Reject
from ingest.sources import google_play, read_item
from ingest.sources.connector import Checked
from ingest.web.budgets import BudgetSpent
from tests.ingest.sources.play_console import JSON, Play, refused, review
from tests.ingest.sources.samples import sample
from tests.ingest.sources.whole_pass import counted, held, one_pass
from tests.ingest.web.keys import of_rsa, opened, pem
from tests.ingest.web.server import Reply, Server, quick_client

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
ANSWERS = sample("google_play")


@pytest.fixture(autouse=True)
def _secrets(monkeypatch):
    monkeypatch.setenv("PLAY_CLIENT_SECRET", "secret-of-the-client")
    monkeypatch.setenv("PLAY_REFRESH_TOKEN", "refresh-token-of-ours")


@pytest.fixture
def play():
    made = Play(page_size=10)
    made.reviews = [review(f"gp:{n}", f"\ttext {n}", SECONDS - 60 * n) for n in range(1, 26)]
    return made


def settings(server=None, **keys):
    base = {"base_url": server.url, "token_url": f"{server.url}/token"} if server else {}
    usual = {"package_name": "com.acme.notes", "client_id": "ours.apps.example"}
    return {**usual, **base, **keys}


def source(server=None, **keys):
    return google_play.Options(
        name="play", kind="google_play", brands=("acme",), **settings(server, **keys)
    )


def read(server, cursor=None, now=NOW, **keys):
    with quick_client() as client:
        return list(google_play.fetch(client, source(server, **keys), {}, cursor or {}, now))


def until_it_fails(server, **keys):
    pages = []
    with quick_client() as client:
        try:
            pages.extend(google_play.fetch(client, source(server, **keys), {}, {}, NOW))
        except (SourceRejected, SourceUnavailable, UnexpectedPayload) as error:
            return pages, str(error)
    raise AssertionError("it did not fail")


def ids(pages):
    return [item["reviewId"] for page in pages for item in page.items]


def lists(server):
    return [r.query for r in server.requests if r.path.endswith("/reviews")]


def test_a_review_and_its_answer_are_two_posts():
    """Each with the time of its last change; no title where a tab comes first."""
    asked, answered = google_play.parse(ANSWERS[0], source())
    url = "https://play.google.com/store/apps/details?id=com.acme.notes&reviewId=gp%3AAOqpTEST1"

    assert (
        Post(
            source="play",
            post_id="gp:AOqpTEST1",
            created_at=datetime(2026, 11, 2, 9, 15, 30, 120000, tzinfo=UTC),
            is_dated_by_change=True,
            conversation_id="gp:AOqpTEST1",
            brand="acme",
            is_addressed=True,
            kind="review",
            author_name="Ida",
            text="Crashes on start",
            lang="id-ID",
            url=url,
            rating=1.0,
            like_count=2,
        )
        == asked
    )
    assert (
        Post(
            source="play",
            post_id="gp:AOqpTEST1#reply",
            created_at=datetime(2026, 11, 3, 10, tzinfo=UTC),
            is_dated_by_change=True,
            parent_id="gp:AOqpTEST1",
            conversation_id="gp:AOqpTEST1",
            brand="acme",
            is_outbound=True,
            kind="reply",
            text="Please update to 8.4.2, sorry!",
            url=url,
        )
        == answered
    )


def test_all_samples_are_posts():
    """A title before a tab, a nameless person, an answer alone, the words before a translation."""
    told = [read_item(item, source(), "p", NOW) for item in ANSWERS]

    assert [2, 1, 1, 1, 1, 1] == [len(one) for one in told]
    (second,), (third,), (fourth,) = told[1:4]
    assert ("Great notes", "Everything is\nwhere I need it", None, "en-ID") == (
        second.title,
        second.text,
        second.author_name,
        second.lang,
    )
    assert ("gp:AOqpTEST3#reply", "gp:AOqpTEST3", True) == (
        third.post_id,
        third.parent_id,
        third.is_outbound,
    )
    assert "Meine Notizen sind weg" == fourth.text
    assert (None, "ok") == (told[4][0].title, told[4][0].text)


def user(**comment):
    return {"comments": [{"userComment": ANSWERS[0]["comments"][0]["userComment"] | comment}]}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"reviewId": None}, "play: item without 'reviewId'"),
        ({"comments": "x"}, "play: comments holds 'x', a list of objects is due"),
        ({"comments": ["x"]}, "play: comments holds ['x'], a list of objects is due"),
        ({"comments": []}, "play: item without 'userComment' or 'developerComment'"),
        ({"comments": [{"userComment": 5}]}, "play: userComment holds 5, an object is due"),
        (user(starRating=6), "play: starRating holds 6, 1 to 5 stars are due"),
        (user(text="\t", originalText=None), "play: item without 'text'"),
        (user(lastModified={}), "play: item without 'lastModified'"),
        (user(lastModified={"seconds": "soon"}), "play: seconds holds 'soon'"),
        (user(lastModified={"seconds": "1", "nanos": 10**9}), "play: nanos holds 1000000000"),
        (user(thumbsUpCount=-1), "like_count -1 is no count"),
    ],
)
def test_a_review_that_is_not_as_documented_is_kept_with_the_field_at_fault(change, told):
    (record,) = read_item(ANSWERS[0] | change, source(), "p", NOW)

    assert isinstance(record, Reject)
    assert told in record.reason


def test_the_list_is_read_whole_at_every_pass(play):
    """It holds a week, in an order that nobody promises."""
    with Server(play) as server:
        first = read(server)
        second = read(server, first[-1].cursor, NOW + timedelta(hours=1))
        late = read(server, second[-1].cursor, NOW + timedelta(days=9))

    assert [f"gp:{n}" for n in range(1, 26)] == ids(first) == ids(second)
    assert [None, None, NOW] == [page.observed_until for page in first]
    assert (NOW - timedelta(days=7), None, NOW + timedelta(days=2)) == (
        first[-1].observed_since,
        second[-1].observed_since,
        late[-1].observed_since,
    )
    assert [{"maxResults": "100"}, {"maxResults": "100", "token": "P10"}] == lists(server)[:2]


def test_an_app_without_reviews_is_no_error(play):
    """The list is missing then."""
    play.reviews = []
    with Server(play) as server:
        (page,) = read(server)

    assert ((), NOW) == (page.items, page.observed_until)


def test_a_pass_that_read_enough_leaves_the_rest_to_the_next(play):
    """The round goes on where it stopped, and is known from when it began."""
    with Server(play) as server:
        first = read(server, max_items=5)
        second = read(server, first[-1].cursor, NOW + timedelta(hours=1))

    assert [10, 15] == [len(ids(first)), len(ids(second))]
    assert NOW == second[-1].observed_until


def test_a_failure_in_the_middle_goes_on_there(play):
    def breaks(request):
        return Reply(status=502) if request.query.get("token") == "P10" else play(request)

    with Server(breaks) as server:
        pages, told = until_it_fails(server)
        server.answer = play
        rest = read(server, pages[-1].cursor, NOW + timedelta(minutes=5))

    assert (10, "play: 502 Bad Gateway") == (len(ids(pages)), told)
    assert [f"gp:{n}" for n in range(11, 26)] == ids(rest)


def test_a_page_that_was_forgotten_begins_the_round_anew(play):
    with Server(play) as server:
        first = read(server, max_items=5)
        play.forgotten = {"P10"}
        play.page_size = 20
        second = read(server, first[-1].cursor, NOW + timedelta(hours=1))

    assert [f"gp:{n}" for n in range(1, 26)] == ids(second)
    assert NOW + timedelta(hours=1) == second[-1].observed_until


def test_a_list_that_goes_in_circles_ends(play):
    def circles(request):
        if request.path == "/token":
            return play(request)
        body = '{"reviews": [{"reviewId": "a"}], "tokenPagination": {"nextPageToken": "%s"}}'
        return Reply(body % ("B" if request.query.get("token") == "A" else "A"), headers=JSON)

    with Server(circles) as server:
        pages, told = until_it_fails(server)

    assert ("play: a page of reviews leads nowhere", 1) == (told, len(pages))


def test_a_token_is_got_with_the_refresh_token_and_renewed_once(play):
    """In the form, as Google asks for; one that ends is replaced in the middle of a round."""
    with Server(play) as server:
        read(server)
        play.tokens.newest = "another"
        again = read(server)

    assert 25 == len(ids(again))
    assert {
        "grant_type": "refresh_token",
        "refresh_token": "refresh-token-of-ours",
        "client_id": "ours.apps.example",
        "client_secret": "secret-of-the-client",
    } == play.tokens.forms[0]
    assert 2 == len(play.tokens.forms)


def test_what_is_missing_to_log_in_is_named(monkeypatch):
    """All of it at once."""
    monkeypatch.delenv("PLAY_REFRESH_TOKEN")
    with Server(Play()) as server, pytest.raises(SourceRejected) as raised:
        read(server, client_id=None)

    assert (
        "play: set client_id in earshot.toml, the environment variable PLAY_REFRESH_TOKEN, "
        "or PLAY_SERVICE_ACCOUNT to the key of a service account" == str(raised.value)
    )


def test_a_service_account_needs_nobody_who_agrees(play, monkeypatch, tmp_path):
    """Its key comes first, as text or as a file; one that is none is told."""
    key = of_rsa()
    held = {"client_email": "robot@acme.example", "private_key_id": "K2", "private_key": pem(key)}
    file = tmp_path / "key.json"
    file.write_text(json.dumps(held), encoding="utf-8")
    monkeypatch.setenv("PLAY_SERVICE_ACCOUNT", str(file))
    with Server(play) as server:
        pages = read(server, client_id=None)
        for wrong in ("{}", "{", '{"client_email": 5, "private_key": "x"}'):
            monkeypatch.setenv("PLAY_SERVICE_ACCOUNT", wrong)
            with pytest.raises(SourceRejected, match="no 'client_email' or no 'private_key'"):
                read(server)

    _, claims = opened(play.tokens.forms[0]["assertion"], key)
    assert 25 == len(ids(pages))
    assert "https://www.googleapis.com/auth/androidpublisher" == claims["scope"]


def test_a_withdrawn_agreement_is_told(play, monkeypatch):
    monkeypatch.setenv("PLAY_REFRESH_TOKEN", "withdrawn-token")
    with Server(play) as server, pytest.raises(SourceRejected, match="invalid_grant") as raised:
        read(server)

    assert "withdrawn-token" not in str(raised.value)


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (
            refused(403, "forbidden", "The caller does not have permission"),
            "play: 403 PERMISSION_DENIED, forbidden: The caller does not have permission",
        ),
        (
            refused(429, None, "Quota exceeded", "RESOURCE_EXHAUSTED"),
            "play: 429 RESOURCE_EXHAUSTED: Quota exceeded",
        ),
        (Reply('{"reviews": {}}', headers=JSON), "play: the answer has no list 'reviews'"),
        (Reply("[]", headers=JSON), "play: the answer has no list 'reviews'"),
    ],
)
def test_a_refusal_is_told_in_googles_words(play, reply, told):
    play.refusal = reply
    with Server(play) as server:
        pages, error = until_it_fails(server)

    assert ([], told) == (pages, error)


def test_another_package_is_named_as_unknown(play):
    with Server(play) as server, pytest.raises(SourceRejected, match="Package not found"):
        read(server, package_name="com.acme.other")


def test_questions_are_counted_before_they_are_asked(play):
    with Server(play) as server, pytest.raises(BudgetSpent, match="'play: questions' has 0 of 2"):
        read(server, questions_per_hour=2)

    assert 2 == len(lists(server))


def test_held_reviews_are_read_again_one_by_one(play):
    """A review that is gone takes its answer with it; an answer may go alone."""
    play.reviews = [
        review("gp:a/b", "\tx", SECONDS, answer=("Thanks", SECONDS)),
        review("gp:c", "\ty", SECONDS),
        {"reviewId": "gp:d", "comments": 5},
    ]
    asked = ["gp:a/b", "gp:a/b#reply", "gp:c", "gp:c#reply", "gp:d", "gp:e"]
    with Server(play) as server, quick_client() as client:
        polled = [
            item["reviewId"] for (item,) in google_play.poll(client, source(server), asked[2:3])
        ]
        checked = list(google_play.recheck(client, source(server), asked))

    assert ["gp:c"] == polled
    assert [(), ("gp:c#reply",), (), ("gp:e",)] == [one.gone for one in checked]
    assert Checked(gone=("gp:e",)) == checked[-1]


@pytest.mark.parametrize("keys", [{}, {"package_name": "com acme"}])
def test_a_mistake_in_the_configuration_is_named(keys):
    with pytest.raises(ConfigError, match=r"sources\.s\.package_name"):
        parse_config({"sources": {"s": {"kind": "google_play", **keys}}})


def test_passes_store_reviews_answers_and_edits(play, warehouse, monkeypatch):
    """Broken off and gone on there, the same again, then an answer and an edit."""
    monkeypatch.setenv("S_CLIENT_SECRET", "secret-of-the-client")
    monkeypatch.setenv("S_REFRESH_TOKEN", "refresh-token-of-ours")
    now = int(datetime.now(UTC).timestamp())
    play.page_size = 1
    play.reviews = [review("gp:0", "\tFine", now - 60), review("gp:1", "\tLost it", now - 7200)]

    def breaks(request):
        return Reply(status=500) if "token" in request.query else play(request)

    with Server(breaks) as server:
        outcomes = [one_pass(warehouse, "google_play", **settings(server))]
        server.answer = play
        outcomes += [one_pass(warehouse, "google_play", **settings(server)) for _ in range(2)]
        answer = ("We look into it", now - 3600)
        play.reviews[1:] = [review("gp:1", "\tLost all my notes", now - 60, stars=2, answer=answer)]
        outcomes.append(one_pass(warehouse, "google_play", **settings(server)))

    assert [("failed", 1, 0), ("ok", 1, 0), ("unchanged", 0, 0), ("ok", 1, 1)] == [
        counted(one)[:3] for one in outcomes
    ]
    assert {
        "gp:0": (None, "gp:0", "acme", "inbound", "Fine"),
        "gp:1": (None, "gp:1", "acme", "inbound", "Lost all my notes"),
        "gp:1#reply": ("gp:1", "gp:1", "acme", "outbound", "We look into it"),
    } == held(warehouse)
