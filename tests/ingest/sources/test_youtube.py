"""YouTube: channels, searches, threads, quota, and what an item becomes."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from ingest.brand import Brand
from ingest.config_file import parse_config
from ingest.errors import SourceRejected, SourceUnavailable, UnexpectedPayload
from ingest.mention import Post, Reject
from ingest.passes.fetch_sources import run_pass
from ingest.sources import read_item, youtube
from ingest.web.budgets import BudgetSpent, spendings
from ingest.web.client import Client
from sql.reader import Reader
from tests.ingest.sources.samples import sample
from tests.ingest.sources.tube import JSON, KEY, Thread, Tube, clip, refused, said
from tests.ingest.web.server import QUICK, Reply, Server, quick_client

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ANSWERS = sample("youtube")
ACME = {"acme": Brand(key="acme", name="Acme")}


@pytest.fixture(autouse=True)
def _key(monkeypatch):
    monkeypatch.setenv("TUBE_API_KEY", KEY)


@pytest.fixture
def tube():
    made = Tube()
    made.clips = [
        clip("acme-clip01", "Meet the Anvil 5", ago(days=9), channel="UCacme"),
        clip("review-ab12", "I returned my Acme Anvil", ago(days=2)),
    ]
    made.threads = [
        Thread(said("UgA", "Where is my order?", ago(hours=20)), "acme-clip01"),
        Thread(said("UgB", "Same here", ago(hours=30), "UCmo", "@mo"), "review-ab12"),
    ]
    return made


def ago(**span):
    return (NOW - timedelta(**span)).strftime("%Y-%m-%dT%H:%M:%SZ")


def source(server=None, **settings):
    base = {"base_url": server.url} if server else {}
    usual = {"name": "tube", "kind": "youtube", "brands": ("acme",), "channels": ("UCacme",)}
    return youtube.Options(**(usual | base | settings))


def read(server, cursor=None, now=NOW, client=None, **settings):
    with client or quick_client() as open_client:
        wanted = source(server, **settings)
        return list(youtube.fetch(open_client, wanted, ACME, cursor or {}, now))


def until_it_fails(server, client=None, **settings):
    """What came, and what was wrong then."""
    pages = []
    with client or quick_client() as open_client:
        try:
            pages.extend(youtube.fetch(open_client, source(server, **settings), ACME, {}, NOW))
        except SourceUnavailable as error:
            return pages, str(error)
    raise AssertionError("it did not fail")


def ids(pages):
    return [item["id"] for page in pages for item in page.items]


def posts(pages, **settings):
    told = [read_item(item, source(**settings), "p", NOW) for page in pages for item in page.items]
    return {post.post_id: post for (post,) in told}


def asked(server, method):
    return [request.query for request in server.requests if request.path == f"/{method}"]


def test_items_become_posts():
    """A video with its audience, a comment, a reply, the brand's answer, and an edit."""
    made = [youtube.parse(item, source()) for item in ANSWERS]
    clip_, review, complaint, answer, reply, held = (next(one) for one in made)

    assert (
        Post(
            source="tube",
            post_id="acme-clip01",
            created_at=datetime(2026, 11, 1, 8, tzinfo=UTC),
            conversation_id="acme-clip01",
            brand="acme",
            is_outbound=True,
            author_id="UCacme",
            author_name="Acme",
            author_followers=48200,
            title="Meet the Anvil 5",
            text="Lighter than ever.\nacme.example/anvil",
            lang="en",
            url="https://www.youtube.com/watch?v=acme-clip01",
            like_count=812,
            reply_count=3,
            view_count=90211,
        )
        == clip_
    )
    assert (None, False, None) == (review.brand, review.is_outbound, review.author_followers)
    assert (
        Post(
            source="tube",
            post_id="UgxAAA",
            created_at=datetime(2026, 11, 2, 9, 15, 30, tzinfo=UTC),
            edited_at=datetime(2026, 11, 2, 9, 40, tzinfo=UTC),
            parent_id="acme-clip01",
            conversation_id="acme-clip01",
            brand="acme",
            is_addressed=True,
            kind="comment",
            author_id="UClee",
            author_handle="lee",
            author_name="@lee",
            text="Acme cancelled my order & nobody answers",
            url="https://www.youtube.com/watch?v=acme-clip01&lc=UgxAAA",
            like_count=3,
            reply_count=2,
        )
        == complaint
    )
    assert ("UgxAAA", "reply", "acme", True) == (
        answer.parent_id,
        answer.kind,
        answer.brand,
        answer.is_outbound,
    )
    assert ("UgxAAA", "acme-clip01", False, None) == (
        reply.parent_id,
        reply.conversation_id,
        reply.is_outbound,
        reply.edited_at,
    )
    # Read again by its id: where it stands is not said, and stays as it was.
    assert ("comment", None, None, None) == (
        held.kind,
        held.parent_id,
        held.conversation_id,
        held.url,
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"snippet": "x"}, "tube: snippet holds 'x', an object is due"),
        ({"id": 7}, "tube: id holds 7, text is due"),
        ({"snippet": {"textDisplay": "a"}}, "tube: item without 'publishedAt'"),
        ({"snippet": {"publishedAt": ago(days=1)}}, "tube: item without 'textDisplay'"),
        ({"thread": {"totalReplyCount": "2"}}, "totalReplyCount holds '2', a whole number is due"),
    ],
)
def test_an_item_that_is_not_as_documented_is_kept_with_the_field_at_fault(change, told):
    (record,) = read_item(ANSWERS[2] | change, source(), "p", NOW)

    assert isinstance(record, Reject)
    assert told in record.reason


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"textDisplay": "5 &lt; 6<br>so &quot;what&quot;"}, '5 < 6\nso "what"'),
        ({"textDisplay": "I <3 you & me"}, "I <3 you & me"),
        ({"textDisplay": "a &amp; b", "textOriginal": "a &amp; b"}, "a &amp; b"),
    ],
)
def test_text_is_plain_whatever_a_server_sends(given, text):
    """Plain text is asked for; HTML all the same is told by its marks."""
    (post,) = youtube.parse(
        {"id": "UgX", "snippet": {"publishedAt": ago(days=1), **given}}, source()
    )

    assert text == post.text


def test_the_own_channel_and_searches_are_read(tube):
    """Own videos and what is below them, a found video and what is below it."""
    tube.threads[0].replies = [said("UgA.1", "Sorry, on it", ago(hours=3), "UCacme", "@acme")]
    with Server(tube) as server:
        pages = read(server)

    found = posts(pages)
    assert {"acme-clip01", "review-ab12", "UgA", "UgA.1", "UgB"} == {*found}
    assert ["acme-clip01", "UgA.1"] == [one for one, post in found.items() if post.is_outbound]
    assert {"acme-clip01", "UgA", "UgA.1"} == {one for one, post in found.items() if post.brand}
    assert (5400, "review-ab12") == (found["review-ab12"].author_followers, found["UgB"].parent_id)
    assert (NOW - timedelta(days=30), NOW) == (pages[-1].observed_since, pages[-1].observed_until)
    assert {'"Acme"'} == {query["q"] for query in asked(server, "search")}
    assert all("plainText" == query["textFormat"] for query in asked(server, "commentThreads"))


def test_a_second_pass_reads_what_is_new(tube):
    """A search waits for its share of the day, and a video without new comments is left alone."""
    with Server(tube) as server:
        cursor = read(server)[-1].cursor
        tube.threads.append(Thread(said("UgC", "Still nothing", ago(minutes=1)), "acme-clip01"))
        first = len(server.requests)
        pages = read(server, cursor, NOW + timedelta(minutes=10))
        methods = [request.path[1:] for request in server.requests[first:]]

    assert "UgC" in ids(pages)
    assert (None, NOW + timedelta(minutes=10)) == (
        pages[-1].observed_since,
        pages[-1].observed_until,
    )
    assert ["channels", "playlistItems", "videos", "channels", "commentThreads"] == methods


def test_a_thread_with_more_replies_than_it_shows_is_read_whole(tube):
    """Once, until their number changes: replies do not lift a thread."""
    tube.page_size = 3
    tube.threads[0].replies = [said(f"UgA.{n}", f"me too {n}", ago(hours=5)) for n in range(8)]
    with Server(tube) as server:
        pages = read(server)
        again = read(server, pages[-1].cursor, NOW + timedelta(minutes=10))
        asked_once = len(asked(server, "comments"))
        tube.threads[0].replies.append(said("UgA.8", "And me", ago(minutes=1)))
        news = read(server, again[-1].cursor, NOW + timedelta(minutes=20))

    assert {f"UgA.{n}" for n in range(8)} < {*ids(pages)}
    assert 3 == asked_once
    assert "UgA.8" in ids(news)


def test_replies_below_old_comments_are_found_later(tube):
    """Every few hours threads are read again further down."""
    tube.page_size = 1
    tube.threads = [
        Thread(said(f"Ug{n}", f"hello {n}", ago(hours=n + 2)), "acme-clip01") for n in range(5)
    ]
    with Server(tube) as server:
        cursor = read(server)[-1].cursor
        tube.threads[4].replies = [said("Ug4.1", "Answered", ago(minutes=1), "UCacme", "@acme")]
        soon = read(server, cursor, NOW + timedelta(minutes=30))
        later = read(server, soon[-1].cursor, NOW + timedelta(hours=4))

    assert "Ug4.1" not in ids(soon)
    assert "Ug4.1" in ids(later)


def test_a_pass_that_read_enough_leaves_the_rest_to_the_next(tube):
    """From the newest down, over passes; nothing is lost, also of what came in between."""
    tube.page_size = 10
    tube.threads = [
        Thread(said(f"Ug{n}", f"hello {n}", ago(hours=1, minutes=n)), "acme-clip01")
        for n in range(45)
    ]
    settings = {"max_items": 12, "searches_per_day": 0}
    with Server(tube) as server:
        pages, found, runs = read(server, **settings), set(), 1
        found.update(ids(pages))
        tube.threads.append(Thread(said("UgNew", "new", ago(minutes=1)), "acme-clip01"))
        while pages[-1].observed_until is None:
            pages = read(server, pages[-1].cursor, NOW + timedelta(minutes=runs), **settings)
            found.update(ids(pages))
            runs += 1

    assert {f"Ug{n}" for n in range(45)} | {"UgNew", "acme-clip01"} == found
    assert 3 < runs < 10


def test_a_found_video_is_read_to_its_end_over_passes(tube):
    """Also where nothing new is said below it in between."""
    tube.page_size = 5
    tube.threads = [
        Thread(said(f"Ug{n}", f"hello {n}", ago(hours=1, minutes=n)), "review-ab12")
        for n in range(14)
    ]
    cursor, found = {}, set()
    with Server(tube) as server:
        for minute in range(5):
            pages = read(server, cursor, NOW + timedelta(minutes=minute), channels=(), max_items=6)
            cursor = pages[-1].cursor
            found.update(ids(pages))

    assert {f"Ug{n}" for n in range(14)} < found


def test_a_failure_in_the_middle_keeps_what_came_and_goes_on_there(tube):
    """The cursor says no more than what is stored."""
    tube.page_size = 10
    tube.threads = [
        Thread(said(f"Ug{n}", f"hello {n}", ago(hours=1, minutes=n)), "acme-clip01")
        for n in range(25)
    ]

    def breaks(request):
        return Reply(status=500) if request.query.get("pageToken") == "T20" else tube(request)

    with Server(breaks) as server:
        pages, told = until_it_fails(server, searches_per_day=0)
        server.answer = tube
        rest = read(server, pages[-1].cursor, NOW + timedelta(minutes=5), searches_per_day=0)

    assert "tube: 500 Internal Server Error" == told
    assert 20 == len([one for one in ids(pages) if one.startswith("Ug")])
    assert {f"Ug{n}" for n in range(25)} <= {*ids(pages), *ids(rest)}
    assert NOW + timedelta(minutes=5) == rest[-1].observed_until


@pytest.mark.parametrize("status", [403, 404])
def test_comments_that_are_switched_off_are_no_error(tube, status):
    """The video is a post all the same."""
    reason = "commentsDisabled" if status == 403 else "videoNotFound"
    tube.refusals["commentThreads"] = refused(status, reason)
    with Server(tube) as server:
        pages = read(server)

    assert ["acme-clip01", "review-ab12"] == [one for one in ids(pages) if "-" in one][:2]
    assert NOW == pages[-1].observed_until


def test_a_video_without_a_number_of_comments_is_not_asked_for_them(tube):
    """YouTube leaves the number out where they are switched off."""
    tube.threads, tube.clips[1]["statistics"] = [], {"viewCount": "7"}
    with Server(tube) as server:
        read(server, channels=())

    assert [] == asked(server, "commentThreads")


def test_a_spent_quota_is_told_and_not_asked_for_again(tube, tmp_path):
    """Searches have their own: comments are read all the same."""
    tube.refusals["search"] = refused(403, "quotaExceeded", "You have exceeded your quota.")
    with Server(tube) as server:
        pages, told = until_it_fails(server, Client(QUICK, tmp_path))
        again = read(server, pages[-1].cursor, NOW, client=Client(QUICK, tmp_path))

    assert re.search(r"^tube: 403 quotaExceeded: .* the day's quota renews at 20", told)
    assert {"acme-clip01", "UgA"} == {*ids(pages)}
    assert 1 == len(asked(server, "search"))
    assert again[-1].observed_until is None
    assert {("tube: searches", 100, 100), ("tube: units", 10_000)} == {
        (one.name, one.amount, one.used)[: 3 if one.unit == "searches" else 2]
        for one in spendings(tmp_path, datetime.now(UTC))
    }


def test_every_question_is_counted_before_it_is_asked(tube, tmp_path):
    """A budget that is spent says when it renews, and nothing more is asked."""
    with Server(tube) as server:
        client = Client(QUICK, tmp_path)
        with client, pytest.raises(BudgetSpent, match=r"'tube: units' has 0 of 3 units a day left"):
            list(youtube.fetch(client, source(server, units_per_day=3), ACME, {}, NOW))

    assert 3 == len([request for request in server.requests if request.path != "/search"])


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (refused(403, "forbidden", "Not yours"), "tube: 403 forbidden: Not yours"),
        (refused(403, "rateLimitExceeded", "Slow down"), "tube: 403 rateLimitExceeded: Slow down"),
        (Reply("[]", headers=JSON), "tube: videos answers no object"),
        (Reply('{"items": 5}', headers=JSON), "tube: the answer has no list 'items'"),
        (Reply("<html>Sorry</html>", status=403), "tube: 403 Forbidden: <html>Sorry</html>"),
    ],
)
def test_an_answer_that_is_none_is_named(tube, reply, told):
    """With YouTube's own reason where it gives one; its own limit of pace is waited for."""
    tube.refusals["videos"] = reply
    with Server(tube) as server, pytest.raises(Exception, match=r"^tube") as raised:
        read(server)

    assert isinstance(raised.value, SourceRejected | SourceUnavailable | UnexpectedPayload)
    assert told in str(raised.value)


def test_a_wrong_key_is_told_without_it(tube, monkeypatch):
    monkeypatch.setenv("TUBE_API_KEY", "another-key")
    with Server(tube) as server, pytest.raises(SourceRejected, match="API key not valid") as raised:
        read(server)

    assert "another-key" not in str(raised.value)


def test_a_channel_may_be_named_by_its_handle(tube):
    """What it wrote is the brand's own all the same; one that does not exist is named."""
    with Server(tube) as server:
        found = posts(read(server, channels=("@acme",)))
        with pytest.raises(SourceRejected, match="YouTube knows 0 of the channels @acmee"):
            read(server, channels=("@acmee",))

    assert found["acme-clip01"].is_outbound
    assert True is found["UgA"].is_addressed


def test_each_term_is_searched_by_its_share_of_the_day(tube):
    """Two terms and 48 searches: each of them once an hour."""
    cursor, minutes = {}, range(0, 180, 30)
    with Server(tube) as server:
        for minute in minutes:
            now = NOW + timedelta(minutes=minute)
            cursor = read(server, cursor, now, terms=("Acme", "Anvil"))[-1].cursor

    assert ['"Acme"', '"Anvil"'] * 3 == [query["q"] for query in asked(server, "search")]


def test_a_server_that_repeats_itself_is_not_asked_without_end(tube):
    """A page token that is ignored ends the replies and the list."""
    tube.threads[0].replies = [said(f"UgA.{n}", f"{n}", ago(hours=5)) for n in range(8)]

    def ignores(request):
        reply = tube(request)
        data = json.loads(reply.body)
        if request.path in ("/comments", "/commentThreads"):
            data["nextPageToken"] = "T0"
        return Reply(json.dumps(data), headers=JSON)

    with Server(ignores) as server, pytest.raises(SourceRejected, match="page 2 brought nothing"):
        read(server, searches_per_day=0)

    assert 2 == len(asked(server, "commentThreads"))
    assert 2 == len(asked(server, "comments"))


def test_a_token_that_expired_begins_the_list_anew(tube):
    """What was left over is read from the top."""
    tube.page_size = 10
    tube.threads = [
        Thread(said(f"Ug{n}", f"hello {n}", ago(hours=1, minutes=n)), "acme-clip01")
        for n in range(25)
    ]
    settings = {"max_items": 5, "searches_per_day": 0}

    def forgets(request):
        if request.query.get("pageToken") == "T10" and not forgotten:
            forgotten.append(1)
            return refused(400, "invalidPageToken")
        return tube(request)

    forgotten = []
    with Server(tube) as server:
        first = read(server, **settings)
        server.answer = forgets
        rest = read(
            server, first[-1].cursor, NOW + timedelta(minutes=9), **settings | {"max_items": 99}
        )

    assert forgotten
    assert {f"Ug{n}" for n in range(25)} <= {*ids(rest)}
    assert NOW + timedelta(minutes=9) == rest[-1].observed_until


def test_held_posts_are_read_again_and_those_that_are_gone_are_named(tube):
    """Videos and comments apart, 50 a question."""
    many = [f"Ugx{n}" for n in range(60)]
    with Server(tube) as server, quick_client() as client:
        wanted = source(server)
        found = [
            item["id"]
            for items in youtube.poll(client, wanted, ["UgA", "review-ab12", *many])
            for item in items
        ]
        checked = list(youtube.recheck(client, wanted, ["UgA", "gone-video1", "UgGone.1"]))

    assert ["review-ab12", "UgA"] == found
    assert [50, 11] == [len(query["id"].split(",")) for query in asked(server, "comments")][:2]
    assert [("gone-video1",), ("UgGone.1",)] == [one.gone for one in checked]
    assert [[], ["UgA"]] == [[item["id"] for item in one.items] for one in checked]


def test_an_answer_of_404_for_one_hides_none_of_the_others(tube):
    """Some servers refuse the whole question where one comment is gone."""

    def strict(request):
        wanted = request.query.get("id", "").split(",")
        return refused(404, "commentNotFound") if "UgGone" in wanted else tube(request)

    with Server(strict) as server, quick_client() as client:
        (checked,) = youtube.recheck(client, source(server), ["UgA", "UgGone", "UgB"])

    assert (("UgGone",), ["UgA", "UgB"]) == (checked.gone, [item["id"] for item in checked.items])


def test_passes_store_threads_answers_and_edits(tube, warehouse):
    """Broken off and gone on there, the same again, an edit and an answer."""
    now = datetime.now(UTC)
    tube.page_size = 1
    for one in tube.clips:
        one["snippet"]["publishedAt"] = (now - timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%SZ")
    at = (now - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
    later = (now - timedelta(minutes=90)).strftime("%Y-%m-%dT%H:%M:%SZ")
    tube.threads = [
        Thread(said("UgA", "My Anvil broke", at), "acme-clip01"),
        Thread(said("UgB", "Nice", later), "acme-clip01"),
    ]

    def breaks(request):
        return Reply(status=500) if "pageToken" in request.query else tube(request)

    def one_pass():
        entry = {"kind": "youtube", "base_url": server.url, "channels": ["UCacme"]}
        config = parse_config(
            {
                "brands": {"acme": {"name": "Acme"}},
                "sources": {"tube": {**entry, "brands": ["acme"]}},
            }
        )
        (outcome,) = run_pass(warehouse, config, client=Client(QUICK, warehouse)).outcomes
        return outcome.outcome, outcome.new_count, outcome.changed_count

    with Server(breaks) as server:
        outcomes = [one_pass()]
        server.answer = tube
        outcomes += [one_pass(), one_pass()]
        tube.page_size = 100
        edited = (now - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        tube.threads[0].top = said("UgA", "My Anvil 5 broke", at, updatedAt=edited)
        tube.threads[0].replies = [said("UgA.1", "We replace it", edited, "UCacme", "@acme")]
        outcomes.append(one_pass())
    reader = Reader(warehouse)
    held = reader.query(
        "select post_id, parent_id, brand, direction, text, edited_at is not null as is_edited "
        "from posts where kind <> 'post' order by post_id"
    ).to_dict("records")
    reader.close()

    assert [("failed", 3, 0), ("ok", 1), ("unchanged", 0, 0), ("ok", 1)] == [
        outcomes[0],
        outcomes[1][:2],
        outcomes[2],
        outcomes[3][:2],
    ]
    assert [
        ("tube:UgA", "tube:acme-clip01", "acme", "inbound", "My Anvil 5 broke", True),
        ("tube:UgA.1", "tube:UgA", "acme", "outbound", "We replace it", False),
        ("tube:UgB", "tube:acme-clip01", "acme", "inbound", "Nice", False),
    ] == [tuple(one.values()) for one in held]
