"""Google Business Profile: places, pages, access, and what a review and its answer become."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ingest.errors import SourceRejected, SourceUnavailable, UnexpectedPayload
from ingest.mention import Post, Reject
from ingest.sources import google_business, read_item
from tests.ingest.sources.business_profile import PLACE, Profile, written
from tests.ingest.sources.play_console import JSON, refused
from tests.ingest.sources.samples import sample
from tests.ingest.sources.whole_pass import counted, held, one_pass
from tests.ingest.web.server import Reply, Server, quick_client

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ANSWERS = sample("google_business")
OTHER = "accounts/1/locations/3"


@pytest.fixture(autouse=True)
def _secrets(monkeypatch):
    for name in ("MAPS", "S"):
        monkeypatch.setenv(f"{name}_CLIENT_SECRET", "secret-of-the-client")
        monkeypatch.setenv(f"{name}_REFRESH_TOKEN", "refresh-token-of-ours")


@pytest.fixture
def profile():
    made = Profile(page_size=10)
    made.reviews[PLACE] = [written(f"r{n}", f"words {n}", ago(hours=n)) for n in range(1, 26)]
    return made


def ago(now=NOW, **span):
    return f"{now - timedelta(**span):%Y-%m-%dT%H:%M:%SZ}"


def settings(server=None, **keys):
    urls = ("base_url", "accounts_url", "locations_url")
    base = dict.fromkeys(urls, server.url) | {"token_url": f"{server.url}/token"} if server else {}
    return {"client_id": "ours.apps.example", **base, **keys}


def source(server=None, **keys):
    return google_business.Options(
        name="maps", kind="google_business", brands=("acme",), **settings(server, **keys)
    )


def read(server, cursor=None, now=NOW, **keys):
    with quick_client() as client:
        return list(google_business.fetch(client, source(server, **keys), {}, cursor or {}, now))


def until_it_fails(server, **keys):
    pages = []
    with quick_client() as client:
        try:
            pages.extend(google_business.fetch(client, source(server, **keys), {}, {}, NOW))
        except (SourceRejected, SourceUnavailable, UnexpectedPayload) as error:
            return pages, str(error)
    raise AssertionError("it did not fail")


def ids(pages):
    return [item["reviewId"] for page in pages for item in page.items]


def asked(server):
    return [r.path.lstrip("/") for r in server.requests if r.path != "/token"]


def test_a_review_and_its_answer_are_two_posts():
    """That it was answered is no edit of the review."""
    review, answer = google_business.parse(ANSWERS[0], source())

    assert (
        Post(
            source="maps",
            post_id="accounts/1/locations/2/reviews/AbF",
            created_at=datetime(2026, 11, 2, 9, 15, 30, 123456, tzinfo=UTC),
            conversation_id="accounts/1/locations/2/reviews/AbF",
            brand="acme",
            is_addressed=True,
            kind="review",
            author_name="Uli",
            text="Slow service,\nand nobody said sorry",
            url="https://maps.example/acme-berlin",
            rating=2.0,
        )
        == review
    )
    assert (
        Post(
            source="maps",
            post_id="accounts/1/locations/2/reviews/AbF#reply",
            created_at=datetime(2026, 11, 3, 8, tzinfo=UTC),
            is_dated_by_change=True,
            parent_id="accounts/1/locations/2/reviews/AbF",
            conversation_id="accounts/1/locations/2/reviews/AbF",
            brand="acme",
            is_outbound=True,
            kind="reply",
            text="Sorry about that. Please call us.",
            url="https://maps.example/acme-berlin",
        )
        == answer
    )


def test_all_samples_are_posts():
    """Nobody, stars alone, translations on either side, an answer without time, one not shown."""
    told = [read_item(item, source(), "p", NOW) for item in ANSWERS]

    assert [2, 1, 1, 2, 1, 1] == [len(one) for one in told]
    nobody, french, (german, thanks), unrated = told[1][0], told[2][0], told[3], told[4][0]
    assert (None, "", 5.0) == (nobody.author_name, nobody.text, nobody.rating)
    assert ("J'ai attendu une heure", 12) == (french.text, french.edited_at.hour)
    assert ("Ganz in Ordnung", None) == (german.text, german.edited_at)
    assert ("Danke!", datetime(2026, 11, 5, 10, 5, tzinfo=UTC)) == (thanks.text, thanks.created_at)
    assert (None, None, 4) == (unrated.rating, unrated.author_name, unrated.created_at.hour)


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("(Translated by Google) Good\n\n(Original)\nGut", "Gut"),
        ("(Original)\nGut\n\n(Translated by Google)\nGood", "Gut"),
        ("Gut\n\n(Translated by Google)\nGood", "Gut"),
        ("(Übersetzt von Google) Gut\n\n(Original)\nGood", "Good"),
        ("(Translated by Google) Good", "Good"),
        ("The (Original) recipe is back", "The (Original) recipe is back"),
    ],
)
def test_what_the_person_wrote_is_kept_of_a_translated_review(words, own):
    (post,) = google_business.parse(ANSWERS[1] | {"comment": words}, source())

    assert own == post.text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": None}, "maps: item without 'name'"),
        ({"createTime": None}, "maps: item without 'createTime'"),
        ({"createTime": "2026-11-02 09:15"}, "maps: createTime holds '2026-11-02 09:15', epoch"),
        ({"starRating": "SIX"}, "maps: starRating holds 'SIX', one of ONE, TWO, THREE"),
        ({"starRating": 5}, "maps: starRating holds 5, one of ONE, TWO, THREE"),
        ({"starRating": []}, "maps: starRating holds [], one of ONE"),
        ({"comment": 5}, "maps: comment holds 5, text is due"),
        ({"reviewReply": "x"}, "maps: reviewReply holds 'x', an object is due"),
        ({"reviewer": "x"}, "maps: reviewer holds 'x', an object is due"),
    ],
)
def test_a_review_that_is_not_as_documented_is_kept_with_the_field_at_fault(change, told):
    (record,) = read_item(ANSWERS[0] | change, source(), "p", NOW)

    assert isinstance(record, Reject)
    assert told in record.reason


def test_all_places_are_read_and_then_what_changed(profile):
    """From the newest change down to a day below the last pass."""
    profile.places["accounts/1"] += [
        {"name": "locations/3", "metadata": {"mapsUri": "https://maps.example/3"}},
        {"name": "locations/4", "metadata": {"hasVoiceOfMerchant": False}},
    ]
    profile.reviews[OTHER] = [written("x1", "hello", ago(hours=5), place=OTHER)]
    with Server(profile) as server:
        first = read(server)
        profile.reviews[PLACE].append(written("new", "new", ago(minutes=1)))
        profile.reviews[PLACE][24]["updateTime"] = ago(minutes=2)
        before = len(server.requests)
        second = read(server, first[-1].cursor, NOW + timedelta(minutes=30))
        paths = [request.path for request in server.requests[before:]]

    assert {f"r{n}" for n in range(1, 26)} | {"x1"} == {*ids(first)}
    assert "https://maps.example/3" == first[-2].items[0]["location"]["mapsUri"]
    assert (NOW - timedelta(hours=25), NOW) == (first[-1].observed_since, first[-1].observed_until)
    assert ["new", "r25"] == [one for one in ids(second) if one != "x1"][:2]
    assert 3 == paths.count(f"/{PLACE}/reviews")
    assert NOW + timedelta(minutes=30) == second[-1].observed_until


def test_named_places_need_no_list(profile):
    with Server(profile) as server:
        pages = read(server, locations=(PLACE,))

    assert 25 == len(ids(pages))
    assert {f"{PLACE}/reviews"} == {*asked(server)}


def test_an_account_without_places_is_told(profile):
    profile.places = {}
    with Server(profile) as server:
        pages, told = until_it_fails(server)

    assert ([], "maps: who agreed sees no verified place") == (pages, told.partition(";")[0])


def test_a_place_that_fails_does_not_keep_the_others_from_being_read(profile):
    profile.places["accounts/1"].insert(0, {"name": "locations/3"})
    profile.refusals[f"{OTHER}/reviews"] = refused(403, None, "Not yours")
    with Server(profile) as server:
        pages, told = until_it_fails(server)

    assert (25, "maps: 403 PERMISSION_DENIED: Not yours") == (len(ids(pages)), told)


def test_a_failure_in_the_middle_goes_on_there(profile):
    def breaks(request):
        return Reply(status=500) if request.query.get("pageToken") == "T10" else profile(request)

    with Server(breaks) as server:
        pages, told = until_it_fails(server)
        server.answer = profile
        rest = read(server, pages[-1].cursor, NOW + timedelta(minutes=5))

    assert (10, "maps: 500 Internal Server Error") == (len(ids(pages)), told)
    assert {f"r{n}" for n in range(1, 26)} == {*ids(pages), *ids(rest)}


def test_a_page_that_was_forgotten_is_looked_for_from_the_top(profile):
    with Server(profile) as server:
        first = read(server, max_items=5)
        profile.forgotten = {"T10"}
        profile.page_size = 20
        second = read(server, first[-1].cursor, NOW + timedelta(minutes=5))

    assert 10 == len(ids(first))
    assert {f"r{n}" for n in range(1, 26)} == {*ids(second)}
    assert NOW + timedelta(minutes=5) == second[-1].observed_until


def quota(limit):
    detail = {"reason": "RATE_LIMIT_EXCEEDED", "metadata": {"quota_limit_value": limit}}
    error = {"code": 429, "message": "Quota exceeded", "status": "RESOURCE_EXHAUSTED"}
    return Reply(json.dumps({"error": {**error, "details": [detail]}}), 429, JSON)


@pytest.mark.parametrize(
    ("reply", "told", "times"),
    [
        (refused(403, "SERVICE_DISABLED"), "maps: 403; Google has not given this Cloud project", 1),
        (quota("0"), "maps: 429; Google has not given this Cloud project access", 1),
        (quota("300"), "maps: 429 RATE_LIMIT_EXCEEDED, RESOURCE_EXHAUSTED: Quota exceeded", 4),
        (Reply('{"reviews": 1}', headers=JSON), "maps: the answer has no list 'reviews'", 1),
    ],
)
def test_a_project_that_was_not_approved_is_told_what_to_do(profile, reply, told, times):
    """It has a quota of nothing; another spent quota is asked for again."""
    profile.refusals[f"{PLACE}/reviews"] = reply
    with Server(profile) as server:
        pages, error = until_it_fails(server, locations=(PLACE,))

    assert [] == pages
    assert error.startswith(told)
    assert times == len(asked(server))


def test_held_reviews_are_looked_for_one_by_one(profile):
    """An answer may be gone alone."""
    name = f"{PLACE}/reviews/r1"
    with Server(profile) as server, quick_client() as client:
        checked = list(
            google_business.recheck(
                client, source(server), [name, f"{name}#reply", f"{PLACE}/reviews/gone"]
            )
        )

    assert [(f"{name}#reply",), (f"{PLACE}/reviews/gone",)] == [one.gone for one in checked]
    assert ["r1"] == [item["reviewId"] for one in checked for item in one.items]


def test_passes_store_reviews_answers_and_edits(profile, warehouse):
    """Stars alone too; one that breaks off goes on there; a changed answer keeps its time."""
    now = datetime.now(UTC)
    profile.page_size = 1
    profile.reviews[PLACE] = [
        written("a", "Cold food", ago(now, hours=5)),
        written("b", None, ago(now, hours=4), stars="FIVE"),
    ]

    def breaks(request):
        return Reply(status=500) if "pageToken" in request.query else profile(request)

    with Server(breaks) as server:
        outcomes = [one_pass(warehouse, "google_business", **settings(server))]
        server.answer = profile
        outcomes += [one_pass(warehouse, "google_business", **settings(server)) for _ in range(2)]
        for words, hours in (("Sorry", 3), ("So sorry", 1)):
            at = ago(now, hours=hours)
            profile.reviews[PLACE][0] |= {
                "updateTime": at,
                "reviewReply": {"comment": words, "updateTime": at},
            }
            outcomes.append(one_pass(warehouse, "google_business", **settings(server)))

    assert [
        ("failed", 1, 0),
        ("ok", 1, 0),
        ("unchanged", 0, 0),
        ("ok", 1, 0),
        ("ok", 0, 1),
    ] == [counted(one)[:3] for one in outcomes]
    a, b = f"{PLACE}/reviews/a", f"{PLACE}/reviews/b"
    assert {
        a: (None, a, "acme", "inbound", "Cold food"),
        f"{a}#reply": (a, a, "acme", "outbound", "So sorry"),
        b: (None, b, "acme", "inbound", ""),
    } == held(warehouse)
