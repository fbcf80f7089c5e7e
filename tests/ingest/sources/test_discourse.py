"""Discourse: which topics are read, what a post becomes, what became of it later."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ingest.brand import Brand
from ingest.errors import SourceError, SourceRejected, SourceUnavailable
from ingest.mention import Post, Reject
from ingest.sources import discourse, read_item
from ingest.sources.discourse_text import own_markdown, own_words
from tests.ingest.sources.forum import JSON, Forum, ago
from tests.ingest.sources.samples import sample
from tests.ingest.sources.whole_pass import counted, held, one_pass
from tests.ingest.web.server import Reply, Server, in_order, quick_client

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
ACME = {"acme": Brand(key="acme", name="Acme")}


def options(server=None, **settings):
    url = server.url if server else "https://forum.example"
    return discourse.Options(
        **({"name": "forum", "kind": "discourse", "base_url": url, "brands": ["acme"]} | settings)
    )


def read(forum, cursor=None, now=NOW, **settings):
    """Pages, and the paths that were asked."""
    with Server(forum) as server, quick_client() as client:
        source = options(server, **settings)
        pages = list(discourse.fetch(client, source, ACME, cursor or {}, now))
    return pages, [request.path for request in server.requests]


def ids(pages):
    return [item["id"] for page in pages for item in page.items]


def post(item, **settings):
    (one,) = discourse.parse(item, options(**settings))
    return one


@pytest.fixture
def forum():
    """Two topics about Acme, one of something else, one that is too old."""
    made = Forum(shown=3, page_size=2)
    made.say(1, ago(NOW, days=3), "Acme router dead again")
    made.say(1, ago(NOW, days=2), "Same here", name="ana", to=1)
    made.say(1, ago(NOW, days=1), "Sorry! We look into it.", name="acmecare", to=2)
    made.say(1, ago(NOW, hours=20), "Works again", to=3)
    made.say(2, ago(NOW, days=2), "Nice weather", name="lee")
    made.say(3, ago(NOW, days=5), "Meine ACME-Rechnung ist falsch", name="ana")
    made.say(4, ago(NOW, days=90), "Acme was good once", name="lee")
    return made


def test_a_post_is_what_its_writer_said(forum):
    """Of an answer the parent by its id, the topic as conversation, counts, the permalink."""
    item = forum.posts[9003] | {
        "reply_to_post_id": 9002,
        "topic_title": "Router",
        "actions_summary": [{"id": 2, "count": 4}, {"id": 3}],
        "version": 3,
        "updated_at": "2026-11-01T15:00:00.250Z",
    }

    assert Post(
        source="forum",
        post_id="9003",
        created_at=ago(NOW, days=1),
        edited_at=datetime(2026, 11, 1, 15, 0, 0, 250_000, tzinfo=UTC),
        parent_id="9002",
        conversation_id="topic-1",
        kind="reply",
        brand="acme",
        is_outbound=True,
        author_id="817",
        author_handle="acmecare",
        author_name="Acmecare",
        text="Sorry! We look into it.",
        url="https://forum.example/t/topic-1/1/3",
        like_count=4,
        reply_count=0,
        view_count=9,
    ) == post(item, staff=["AcmeCare"])


def test_the_first_post_has_the_title_and_the_views_of_its_topic(forum):
    first = post(forum.posts[9001] | {"topic_title": "Router &amp; more", "topic_views": 1200})

    assert ("post", "Router & more", 1200, None, 0) == (
        first.kind,
        first.title,
        first.view_count,
        first.parent_id,
        first.like_count,
    )


def test_what_the_forum_does_to_a_post_is_no_edit(forum):
    """A like or another rendering moves updated_at, too."""
    item = forum.posts[9002] | {"updated_at": "2026-11-02T10:00:00.000Z"}

    assert post(item).edited_at is None


def test_in_a_forum_of_its_own_staff_answers_for_the_brand(forum):
    """And everybody else speaks to it, whatever words they use."""
    asked = post(forum.posts[9005], own_forum=True)
    answered = post(forum.posts[9003] | {"staff": True}, own_forum=True)
    elsewhere = post(forum.posts[9003] | {"staff": True})

    assert (False, True, "acme") == (asked.is_outbound, asked.is_addressed, asked.brand)
    assert (True, None, "acme") == (answered.is_outbound, answered.is_addressed, answered.brand)
    assert (False, None) == (elsewhere.is_outbound, elsewhere.brand)


@pytest.mark.parametrize(
    "change",
    [{"user_deleted": True}, {"hidden": True}, {"deleted_at": "2026-11-02T10:00:00.000Z"}],
    ids=lambda change: next(iter(change)),
)
def test_what_was_taken_away_says_when_and_nothing_else(forum, change):
    gone = post(forum.posts[9002] | change | {"updated_at": "2026-11-02T10:00:00.000Z"})

    assert (datetime(2026, 11, 2, 10, 0, tzinfo=UTC), "", None) == (
        gone.removed_at,
        gone.text,
        gone.title,
    )


@pytest.mark.parametrize("kind", [3, 4])
def test_notes_of_the_forum_and_whispers_of_its_staff_are_no_posts(forum, kind):
    assert [] == list(discourse.parse(forum.posts[9002] | {"post_type": kind}, options()))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": None}, "item without 'id'"),
        ({"id": "9002"}, "id holds '9002', a whole number is due"),
        ({"topic_id": None}, "item without 'topic_id'"),
        ({"created_at": "soon"}, "created_at holds 'soon', epoch seconds or ISO"),
        ({"cooked": ""}, "item without 'cooked' or 'raw'"),
        ({"cooked": {"a": 1}}, "cooked holds"),
        ({"actions_summary": [{"id": 2, "count": "x"}]}, "count holds 'x'"),
        ({"reads": -1}, "reads holds -1, a count is due"),
    ],
)
def test_a_post_of_another_shape_is_kept_with_the_field_at_fault(forum, change, told):
    (record,) = read_item(forum.posts[9002] | change, options(), "p", NOW)

    assert isinstance(record, Reject)
    assert record.reason.startswith(f"forum: {told}")


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("/forum/t/a/1/2", "https://forum.example/forum/t/a/1/2"),
        ("https://elsewhere.example/t/a/1/2", "https://forum.example/t/topic-1/1/2"),
        ("javascript:alert(1)", "https://forum.example/t/topic-1/1/2"),
        (None, "https://forum.example/t/topic-1/1/2"),
    ],
)
def test_a_permalink_stays_on_the_forum(forum, given, url):
    assert url == post(forum.posts[9002] | {"post_url": given}).url


@pytest.mark.parametrize(
    ("cooked", "text"),
    [
        (
            (
                '<aside class="quote no-group"><div class="title"><img alt="" src="/a.png"> </div>'
                "<blockquote><p>Acme is the worst</p></blockquote></aside><p>I disagree.</p>"
            ),
            "I disagree.",
        ),
        ("<blockquote><p>Acme is bad</p></blockquote><p>No.</p>", "No."),
        ("<blockquote><p>Acme is bad</p></blockquote>", "Acme is bad"),
        (
            (
                '<p>Look <a href="https://x.example">here</a></p><aside class="onebox"><article>'
                "<p>Acme stock falls</p></article></aside>"
            ),
            "Look here",
        ),
        (
            '<p>Late <img src="/i/sad.png" class="emoji" alt=":sad:" title=":sad:"> &lt;3</p>',
            "Late :sad: <3",
        ),
        (
            (
                '<p><a class="mention" href="/u/acmecare">@acmecare</a> help</p><div class="meta">'
                '<svg class="fa"><use href="#x"></use></svg><span>IMG_1 800×600</span></div>'
            ),
            "@acmecare help",
        ),
        (
            '<aside class="quote"><aside class="quote"><p>a</p></aside><p>b<br>c</p></aside>d',
            "d",
        ),
        ('<p>open</p><aside class="quote"><p>never closed', "open"),
        ("a <![x]> b", "a b"),
    ],
)
def test_the_words_of_others_are_not_the_writers(cooked, text):
    """A quoted complaint, a preview of a link; the emoji are."""
    assert text == own_words(cooked)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ('[quote="kim, post:1, topic:4"]\nbad [quote]worse[/quote]\n[/quote]\nNot so.', "Not so."),
        ("> Acme is bad\r\n\r\nNo.", "No."),
        ("> all of it", "> all of it"),
    ],
)
def test_quotes_of_markdown_are_left_out_too(raw, text):
    assert text == own_markdown(raw)


def test_whole_topics_are_read_in_which_a_word_is_said(forum):
    """Over pages of the search and of the topic; what does not say it is not asked for."""
    pages, asked = read(forum)

    assert [9006, 9001, 9002, 9003, 9004] == ids(pages)
    assert {9002: 9001, 9003: 9002, 9004: 9003} == {
        item["id"]: item["reply_to_post_id"]
        for page in pages
        for item in page.items
        if item["reply_to_post_id"]
    }
    assert not [path for path in asked if path.startswith(("/t/2", "/t/4"))]
    assert (NOW - timedelta(days=30), NOW) == (pages[-1].observed_since, pages[-1].observed_until)
    assert all(page.observed_until is None for page in pages[:-1])


def test_an_answer_without_the_word_is_heard_in_the_next_pass(forum):
    """One question to the listing says which of the topics has something new."""
    first, _ = read(forum)
    forum.say(1, ago(NOW, minutes=-30), "And dead again", to=2)
    forum.say(2, ago(NOW, minutes=-30), "Still nice")
    second, asked = read(forum, first[-1].cursor, NOW + timedelta(hours=1))
    third, again = read(forum, second[-1].cursor, NOW + timedelta(hours=2))

    assert 9008 in ids(second)
    assert {"/search.json", "/latest.json", "/t/1.json", "/t/1/posts.json"} == set(asked)
    assert ([], {"/search.json", "/latest.json"}) == (ids(third), set(again))


def test_a_forum_of_the_brands_own_is_read_whole(forum):
    pages, asked = read(forum, own_forum=True)

    assert [9006, 9005, 9001, 9002, 9003, 9004] == ids(pages)
    assert "/search.json" not in asked


def test_categories_are_read_whole(forum):
    _, asked = read(forum, categories=["/c/support/42", "news"])

    assert {"/c/support/42/l/latest.json", "/c/news/l/latest.json"} == {
        path for path in asked if path.startswith("/c/")
    }


def test_a_search_that_does_not_know_dates_ends_with_what_is_known(forum):
    forum.knows_after = False
    for n in range(10):
        forum.say(50 + n, ago(NOW, days=100 + n), "Acme")
    pages, asked = read(forum)

    assert [9006, 9001, 9002, 9003, 9004] == ids(pages)
    assert 2 == asked.count("/search.json")


def test_what_max_items_leaves_is_read_by_the_next_passes():
    """Every post once, in a topic of hundred and ten, restarts in the middle included."""
    forum = Forum()
    for n in range(110):
        forum.say(1, ago(NOW, days=2, minutes=-n), f"Acme {n}", to=n if n > 40 else None)
    cursor, found, passes = {}, [], 0
    while "since" not in cursor or cursor["since"] != NOW.isoformat():
        pages, _ = read(forum, cursor, max_items=40)
        cursor, passes = pages[-1].cursor, passes + 1
        found += ids(pages)

    assert list(range(9001, 9111)) == sorted(set(found))
    assert 3 <= passes <= 5


def test_a_failure_in_the_middle_keeps_what_came(forum):
    forum.refuses["/t/1/posts.json"] = Reply(status=500)
    with Server(forum) as server, quick_client() as client:
        pages = discourse.fetch(client, options(server), ACME, {}, NOW)
        came = [next(pages), next(pages)]
        with pytest.raises(SourceUnavailable):
            next(pages)
    forum.refuses.clear()
    after, _ = read(forum, came[-1].cursor)

    assert [9006, 9001, 9002, 9003] == ids(came)
    assert 9004 in ids(after)


@pytest.mark.parametrize(
    "refusal",
    [
        Reply("Slow down", 429, {"Retry-After": "0", "Discourse-Rate-Limit-Error-Code": "ip_10"}),
        Reply(
            json.dumps(
                {"errors": ["x"], "error_type": "rate_limit", "extras": {"wait_seconds": 0}}
            ),
            429,
            JSON,
        ),
    ],
    ids=["by header", "by body"],
)
def test_a_forum_that_asks_to_wait_is_asked_again(forum, refusal):
    there = Reply(json.dumps(forum.posts[9001]), headers=JSON)
    with Server(in_order(refusal, there)) as server, quick_client() as client:
        (told,) = discourse.recheck(client, options(server), ["9001"])

    assert [9001] == [item["id"] for item in told.items]


def test_a_wait_in_the_body_that_is_too_long_is_told(forum):
    body = {"errors": ["x"], "error_type": "rate_limit", "extras": {"wait_seconds": 5000}}
    forum.refuses["/search.json"] = Reply(json.dumps(body), 429, JSON)

    with pytest.raises(SourceUnavailable, match="asks to wait 5000 s"):
        read(forum)


def test_a_forum_for_members_says_what_it_needs(forum, monkeypatch):
    """With the key it is asked by name."""
    body = {"errors": ["You need to be logged in."], "error_type": "not_logged_in"}
    forum.refuses["/search.json"] = Reply(json.dumps(body), 403, JSON)
    with pytest.raises(SourceRejected, match="members only: make a key"):
        read(forum)
    forum.refuses.clear()
    monkeypatch.setenv("FORUM_API_KEY", "hush-hush")
    with Server(forum) as server, quick_client() as client:
        list(discourse.fetch(client, options(server, api_username="kim"), ACME, {}, NOW))

    headers = server.requests[0].headers
    assert ("hush-hush", "kim") == (headers["api-key"], headers["api-username"])


def test_a_search_that_is_refused_says_why(forum):
    told = {"posts": [], "grouped_search_result": {"error": "Your term is too short."}}
    forum.refuses["/search.json"] = Reply(json.dumps(told), headers=JSON)

    with pytest.raises(SourceRejected, match='forum: "Acme": Your term is too short'):
        read(forum)


def test_a_topic_that_became_private_costs_none_of_the_others(forum):
    """Nor does a listing that is not shown, or the number of a post that nobody tells."""
    private = Reply('{"errors": ["x"], "error_type": "invalid_access"}', 403, JSON)
    forum.say(3, ago(NOW, hours=2), "Noch immer falsch", to=77)
    first, _ = read(forum)
    forum.refuses |= {"/t/1.json": private, "/latest.json": private}
    pages, _ = read(forum)
    later, _ = read(forum, first[-1].cursor)

    assert [9006, 9008] == ids(pages)
    assert later[-1].observed_until

    with Server(in_order(private)) as server, quick_client() as client:
        assert [] == list(discourse.recheck(client, options(server), ["9001"]))


def test_held_posts_are_asked_for_by_id(forum):
    """What is deleted is missing; a page of a proxy proves nothing."""
    forum.posts[9002]["deleted_at"] = "2026-11-02T10:00:00Z"
    with Server(forum) as server, quick_client() as client:
        told = list(discourse.recheck(client, options(server), ["9001", "9002"]))
        (polled,) = discourse.poll(client, options(server), ["9001", "9002"])
    assert ([9001], ["9002"]) == (
        [item["id"] for one in told for item in one.items],
        [post_id for one in told for post_id in one.gone],
    )
    assert [9001] == [item["id"] for item in polled]

    forum.refuses["/posts/9001.json"] = Reply("<h1>Not Found</h1>", 404)
    with Server(forum) as server, quick_client() as client, pytest.raises(SourceRejected):
        list(discourse.recheck(client, options(server), ["9001"]))


def test_from_the_forum_to_the_warehouse(warehouse):
    """Complaint, answer of the brand, thread, edit, deletion; the second pass changes nothing."""
    now = datetime.now(UTC)
    forum = Forum(shown=2)
    forum.say(1, ago(now, hours=9), "Acme router dead again")
    forum.say(1, ago(now, hours=8), "Sorry! We look into it.", name="acmecare", to=1)
    forum.say(1, ago(now, hours=7), "to be deleted", name="lee", to=1)
    with Server(forum) as server:
        passes = [
            counted(one_pass(warehouse, "discourse", base_url=server.url, staff=["acmecare"]))
            for _ in range(2)
        ]
        forum.posts[9001] |= {"cooked": "<p>Acme router works</p>", "version": 2}
        forum.posts[9003] |= {"user_deleted": True}
        forum.say(1, ago(now, minutes=1), "Danke Acme!", name="ana", to=2)
        passes.append(
            counted(one_pass(warehouse, "discourse", base_url=server.url, staff=["acmecare"]))
        )

    assert [("ok", 3, 0, 0, None), ("unchanged", 0, 0, 0, None)] == passes[:2]
    assert "ok" == passes[2][0]
    assert {
        "9001": (None, "topic-1", "acme", "inbound", "Acme router works"),
        "9002": ("9001", "topic-1", "acme", "outbound", "Sorry! We look into it."),
        "9003": ("9001", "topic-1", "acme", "inbound", ""),
        "9004": ("9002", "topic-1", "acme", "inbound", "Danke Acme!"),
    } == held(warehouse)


def test_the_sample_answers_become_posts():
    posts = [one for item in sample("discourse") for one in discourse.parse(item, options())]

    assert len(posts) >= 6
    assert {"post", "reply"} == {one.kind for one in posts}


@pytest.mark.parametrize("broken", [None, [], {}, "x", {"a": [1]}, True, -1.5])
@pytest.mark.parametrize(
    "name", ["id", "post_number", "reply_to_post_number", "topic_id", "created_at"]
)
def test_one_broken_post_costs_none_of_the_others(forum, name, broken):
    """Whatever stands there, the other posts of its topic come."""

    def answer(request):
        reply = forum(request)
        if request.path != "/t/1.json":
            return reply
        topic = json.loads(reply.body)
        topic["post_stream"]["posts"][1][name] = broken
        return Reply(json.dumps(topic), headers=JSON)

    pages, _ = read(answer)
    items = [item for page in pages for item in page.items]
    told = [record for item in items for record in read_item(item, options(), "p", NOW)]

    assert {"9001", "9003", "9006"} <= {one.post_id for one in told if isinstance(one, Post)}


@pytest.mark.parametrize("broken", [None, [], "x", {"a": 1}, True])
@pytest.mark.parametrize("path", ["/search.json", "/latest.json", "/t/1.json"])
def test_an_answer_of_another_shape_is_named(forum, path, broken):
    first, _ = read(forum)
    forum.say(1, ago(NOW, minutes=-30), "And dead again")
    forum.refuses[path] = Reply(json.dumps(broken), headers=JSON)
    if (path, broken) == ("/search.json", {"a": 1}):  # nothing was found
        assert read(forum)
        return
    with pytest.raises(SourceError, match=r"^forum: "):
        read(forum, first[-1].cursor, NOW + timedelta(hours=1))
