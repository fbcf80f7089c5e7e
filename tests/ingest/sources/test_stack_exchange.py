"""Stack Exchange: threads taken apart, marks of activity, quotas, and what was deleted."""

import json
from datetime import UTC, datetime

import pytest

from ingest.brand import Brand
from ingest.errors import SourceRejected, SourceUnavailable, UnexpectedPayload
from ingest.mention import Post, Reject
from ingest.sources import read_item, stack_exchange
from ingest.web.asking import Api
from ingest.web.budgets import Budget, BudgetSpent
from tests.ingest.sources.samples import sample
from tests.ingest.sources.stack_exchange_site import Site, answer, comment, error, question
from tests.ingest.web.server import Reply, Server, in_order, quick_client

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
END = int(NOW.timestamp())
DAY = 86_400


def source(server=None, **settings):
    base = {"base_url": server.url} if server else {}
    given = {"terms": ("Acme",), "brands": ("acme",)} | settings
    return stack_exchange.Options(name="so", kind="stack_exchange", **(base | given))


def read(server, cursor=None, now=NOW, brands=None, **settings):
    with quick_client() as client:
        wanted = source(server, **settings)
        return list(stack_exchange.fetch(client, wanted, brands or {}, cursor or {}, now))


def parsed(item, **settings):
    (post,) = stack_exchange.parse(item, source(**settings))
    return post


def ids(pages):
    return [next(stack_exchange.parse(item, source())).post_id for p in pages for item in p.items]


def asked(server, path):
    return [request.query for request in server.requests if request.path.startswith(path)]


THREAD = question(
    11,
    "Acme export fails",
    "Since v3",
    END - 900,
    comments=[comment(1, 11, "Same here", END - 800)],
    answers=[
        answer(
            12,
            11,
            "Use the new key",
            END - 700,
            comments=[comment(2, 12, "Thanks", END - 600, post_type="answer")],
        )
    ],
)


def test_a_question_is_the_root_of_its_thread():
    """Entities are read, in names too; lines end as ours do; a tag of the brand names it."""
    item = question(
        11,
        "Acme throws &quot;401&quot;",
        "Since v3:\r\n\r\n    if a &lt; b\r\nit&#39;s broken",
        END,
        answer_count=2,
        comment_count=3,
        last_edit_date=END + 60,
        tags=["acme"],
    )

    assert Post(
        source="so",
        post_id="question-11",
        created_at=NOW,
        edited_at=NOW.replace(minute=1),
        conversation_id="question-11",
        brand="acme",
        kind="question",
        author_id="stackoverflow:5",
        author_name="Ana & Bo",
        title='Acme throws "401"',
        text="Since v3:\nif a < b\nit's broken",
        lang="en",
        url="https://stackoverflow.com/questions/11/x",
        like_count=1,
        reply_count=5,
        view_count=14,
    ) == parsed(item, tags=("acme",))


def test_answers_and_comments_hang_where_they_were_written():
    """A thread of four: parents and roots, and the brand's own answer by its user's number."""
    with Server(Site(THREAD)) as server:
        pages = read(server)
    items = [item for page in pages for item in page.items]
    posts = [parsed(item, own_user_ids=(7,)) for item in items]

    assert [
        ("question-11", None, "question-11", "question", False, None),
        ("comment-1", "question-11", "question-11", "comment", False, None),
        ("answer-12", "question-11", "question-11", "reply", True, "acme"),
        ("comment-2", "answer-12", "question-11", "comment", False, None),
    ] == [
        (one.post_id, one.parent_id, one.conversation_id, one.kind, one.is_outbound, one.brand)
        for one in posts
    ]


def test_without_one_brand_an_own_answer_is_left_to_matching():
    """Whose it would be is not known."""
    read_as = parsed(THREAD["answers"][0], own_user_ids=(7,), brands=())

    assert (False, None) == (read_as.is_outbound, read_as.brand)


@pytest.mark.parametrize(
    ("site", "language", "read_as"),
    [
        ("stackoverflow", None, "en"),
        ("pt.stackoverflow", None, "pt"),
        ("superuser", "nl", "nl"),
    ],
)
def test_a_site_has_one_language(site, language, read_as):
    assert read_as == parsed(THREAD, site=site, language=language).lang


def test_a_score_below_zero_is_no_like():
    assert 0 == parsed(question(1, "t", "b", END, score=-3)).like_count


def test_what_a_deleted_account_wrote_has_no_author():
    """The owner has no number then, or is missing."""
    gone = {"user_type": "does_not_exist", "display_name": "user123"}
    found = [parsed(question(1, "t", "b", END) | {"owner": owner}) for owner in (gone, None)]

    assert [(None, "user123"), (None, None)] == [(p.author_id, p.author_name) for p in found]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"question_id": "x"}, "so: item without 'question_id', 'answer_id' or 'comment_id'"),
        ({"creation_date": None}, "so: item without 'creation_date'"),
        ({"body_markdown": None}, "so: item without 'body_markdown' or 'body'"),
        ({"owner": ["Kim"]}, "so: owner holds ['Kim'], an object is due"),
        ({"score": "many"}, "so: score holds 'many', a whole number is due"),
        ({"view_count": -1}, "view_count -1 is no count from 0 to 9223372036854775807"),
    ],
)
def test_what_is_not_as_documented_is_kept_with_the_field_at_fault(change, told):
    item = question(1, "t", "b", END) | change
    (record,) = read_item(item, source(), "p", NOW)

    assert Reject(source="so", format="stack_exchange", reason=told, payload=item, place="p") == (
        record
    )


def test_one_bad_comment_costs_nothing_else():
    """Each of a thread is an item of its own; what is no object is no item."""
    bad = question(1, "Acme", "b", END, comments=[{"comment_id": 3}, "x", None], answers="none")
    with Server(Site(bad)) as server:
        (page, *_) = read(server)
    records = [read_item(item, source(), "p", NOW)[0] for item in page.items]

    assert [Post, Reject] == [type(record) for record in records]


def test_asks_for_the_phrase_and_for_what_is_new():
    """The first time thirty days back, then an hour before the mark."""
    with Server(Site(THREAD)) as server:
        first = read(server, terms=('Acme "Air"', "Acme"))
        read(server, first[-1].cursor, terms=('Acme "Air"', "Acme"))
        queries = asked(server, "/search/excerpts")

    assert {'"Acme  Air "', '"Acme"'} == {query["q"] for query in queries}
    assert [str(END - 30 * DAY)] * 2 + [str(END - 3600)] * 2 == [q["min"] for q in queries]
    assert {("activity", "asc", "stackoverflow")} == {
        (query["sort"], query["order"], query["site"]) for query in queries
    }
    assert NOW.replace(day=3, month=10) == first[0].observed_since


def test_where_excerpts_cannot_be_searched_questions_are():
    """A server of one's own may be older."""
    site = Site(THREAD)
    site.before = {"/search/excerpts": error("no_method", "no such method", 404, 404)}
    with Server(site) as server:
        assert "question-11" in ids(read(server))

    assert ['"Acme"'] == [query["q"] for query in asked(server, "/search/advanced")]


def test_a_search_that_is_refused_costs_no_other():
    """It is told at the end, and asked for again next time."""
    site = Site(THREAD)
    site.before = {"/search/advanced": error("bad_parameter", "no such tag")}
    with Server(site) as server, quick_client() as client:
        pages = stack_exchange.fetch(client, source(server, tags=("acme",)), {}, {}, NOW)
        came = next(pages)
        with pytest.raises(SourceRejected, match="no such tag"):
            next(pages)

    assert "question-11" in ids([came])
    assert END - 30 * DAY == came.cursor["read_until"]["tagged acme"]


def test_tags_are_searched_as_well_as_names():
    """Any of the tags; the brand's names where no terms are given."""
    brands = {"acme": Brand(key="acme", name="Acme")}
    with Server(Site()) as server:
        read(server, brands=brands, terms=(), tags=("acme", "acme-api"))
        tagged, named = asked(server, "/search/advanced"), asked(server, "/search/excerpts")
    with Server(Site()) as server:
        read(server, terms=(), tags=("acme",))

    assert ["acme;acme-api"] == [query["tagged"] for query in tagged]
    assert ['"Acme"'] == [query["q"] for query in named]
    assert [] == asked(server, "/search/excerpts")


def test_neither_a_name_nor_a_tag_is_refused():
    with Server(Site()) as server, pytest.raises(SourceRejected, match="so: neither terms"):
        read(server, terms=())


@pytest.mark.parametrize("flaw", [None, "knows_min", "says_more", "knows_filters"])
def test_many_pages_are_read_to_their_end_once(flaw):
    """Also from a server that ignores `min`, leaves `has_more` out or makes no filters."""
    threads = [question(n, "Acme", "b", END - 9000 + n // 2) for n in range(1, 251)]
    site = Site(*threads)
    if flaw:
        setattr(site, flaw, False)
    with Server(site) as server:
        pages = read(server)

    assert [f"question-{n}" for n in range(1, 251)] == ids(pages)
    assert (None, NOW) == (pages[-1].cursor.get("x"), pages[-1].observed_until)
    assert END == pages[-1].cursor["read_until"]["Acme"]


def test_a_site_without_filters_shows_answers_and_comments_too():
    """They are asked for by themselves, as HTML, and hang where they belong."""
    site = Site(THREAD)
    site.knows_filters = False
    with Server(site) as server:
        (page, *_) = read(server)
    posts = [parsed(item) for item in page.items]

    assert [
        ("question-11", None, "question-11", "Since v3"),
        ("answer-12", "question-11", "question-11", "Use the new key"),
        ("comment-1", "question-11", "question-11", "Same here"),
        ("comment-2", "answer-12", "question-11", "Thanks"),
    ] == [(one.post_id, one.parent_id, one.conversation_id, one.text) for one in posts]


def test_a_new_comment_in_a_quiet_thread_is_heard():
    """Threads active of late are read again though no search finds them; the filter is kept."""
    with Server(site := Site(THREAD)) as server:
        first = read(server)
        late = comment(3, 11, "Still broken", END)
        site.questions = [THREAD | {"comments": [late], "last_activity_date": END - 9000}]
        second = read(server, first[-1].cursor, NOW.replace(hour=23))
        made = asked(server, "/filters/create")

    assert "comment-3" in ids(second)
    assert 1 == len(made)
    assert [11] == second[-1].cursor["recent"]


def test_a_pass_that_breaks_off_goes_on_where_it_stopped():
    """What came is kept; its mark is that of the last activity read."""
    threads = [question(n, "Acme", "b", END - 9000 + n) for n in range(1, 201)]
    site = Site(*threads)
    with Server(site) as server, quick_client() as client:
        pages = stack_exchange.fetch(client, source(server), {}, {}, NOW)
        first = next(pages)
        server.answer = lambda _: Reply(status=500)
        with pytest.raises(SourceUnavailable):
            next(pages)
        server.answer = site
        rest = read(server, first.cursor)

    assert END - 8900 == first.cursor["read_until"]["Acme"]
    assert {f"question-{n}" for n in range(101, 201)} <= {*ids(rest)}


def test_max_items_leaves_the_rest_to_the_next_pass():
    threads = [question(n, "Acme", "b", END - 9000 + n) for n in range(1, 301)]
    with Server(Site(*threads)) as server:
        first = read(server, max_items=150)
        rest = read(server, first[-1].cursor)

    assert 199 == len(ids(first))
    assert {f"question-{n}" for n in range(1, 301)} == {*ids(first), *ids(rest)}


def test_a_throttle_is_waited_for_and_told():
    """400 with throttle_violation is no refusal; the seconds are those that it names."""
    waits = error("throttle_violation", "too many requests, more available in 0 seconds", 400, 502)
    site = Site(THREAD)
    site.before = {"/search/excerpts": waits}
    with Server(site) as server:
        assert "question-11" in ids(read(server))
    told = error("throttle_violation", "more requests available in 40000 seconds", 400, 502)
    with Server(in_order(told)) as server, pytest.raises(SourceUnavailable, match="40000 s"):
        read(server)


@pytest.mark.parametrize(
    ("reply", "kind", "told"),
    [
        (error("bad_parameter", "site is required"), SourceRejected, "site is required"),
        (Reply("<html>blocked</html>", 403), SourceRejected, "so: 403 Forbidden"),
        (Reply("[]"), UnexpectedPayload, "so: the answer of search/excerpts is no object"),
        (Reply('{"items": {}}'), UnexpectedPayload, "has no list 'items'"),
        (
            Reply('{"error_id": 502, "error_name": "throttle_violation", "error_message": "w"}'),
            SourceUnavailable,
            "so: throttle_violation: w",
        ),
        (Reply('{"items": [1], "has_more": true, "quota_remaining": 0}'), SourceUnavailable, "quo"),
        (Reply('{"items": [{"a": 1}], "has_more": true}'), SourceRejected, "brought nothing new"),
    ],
)
def test_what_the_server_refuses_is_told(reply, kind, told):
    """Also where it says 200, and where it repeats itself."""
    cursor = {"filter": "f"}
    with Server(in_order(reply)) as server, pytest.raises(kind, match=told):
        read(server, cursor)


def test_a_backoff_holds_the_next_question():
    """A pass waits a quarter of an hour at most; then it ends, and the next begins there."""
    site = Site(THREAD)
    site.more = {"backoff": 1000, "quota_remaining": 5}
    with Server(site) as server, pytest.raises(SourceUnavailable, match="asked not to be asked"):
        read(server)

    assert ["/filters/create"] == [request.path for request in server.requests]


def test_the_quota_of_a_day_is_kept():
    """Three hundred questions without a key, whatever the site says."""
    quota = Budget("127.0.0.1, without key", "questions", 300, "day")
    with Server(Site(THREAD)) as server, quick_client() as client:
        client.spend(Api(source="other", base_url=server.url), quota, 299)
        with pytest.raises(
            BudgetSpent, match=r"so: the budget .* has 0 of 300 questions a day left"
        ):
            list(stack_exchange.fetch(client, source(server), {}, {}, NOW))

    assert 1 == len(server.requests)


def test_the_key_goes_with_every_question(monkeypatch):
    """Where there is one."""
    monkeypatch.setenv("SO_KEY", "app-key")
    with Server(Site(THREAD)) as server:
        read(server)
    assert {"app-key"} == {request.query["key"] for request in server.requests}
    monkeypatch.delenv("SO_KEY")
    with Server(Site(THREAD)) as server:
        read(server)
    assert not any("key" in request.query for request in server.requests)


def test_held_posts_are_read_again_by_kind():
    """A question brings what was said below it meanwhile; what is gone is missing."""
    names = ["answer-12", "question-11", "comment-1", "question-99", "nonsense", "question-x"]
    with Server(Site(THREAD)) as server, quick_client() as client:
        found = [tuple(items) for items in stack_exchange.poll(client, source(server), names)]
        paths = [r.path for r in server.requests if r.path != "/filters/create"]

    assert ["/questions/11;99", "/answers/12", "/comments/1"] == paths
    assert [4, 2, 1] == [len(items) for items in found]


def test_what_was_deleted_is_told_as_gone():
    """Missing from the answer that holds others; ids that are none stay unknown."""
    names = ["question-11", "question-99", "answer-12", "answer-98", "comment-97", "other-1"]
    with Server(Site(THREAD)) as server, quick_client() as client:
        found = list(stack_exchange.recheck(client, source(server), names))

    assert ["question-99", "answer-98", "comment-97"] == [g for one in found for g in one.gone]
    assert {"question-11", "answer-12"} <= {
        parsed(item).post_id for one in found for item in one.items
    }


def test_a_failed_recheck_says_nothing_of_its_posts():
    with Server(in_order(Reply(status=500))) as server, quick_client() as client:
        found = stack_exchange.recheck(client, source(server), ["question-11"])
        with pytest.raises(SourceUnavailable):
            list(found)


def test_the_sample_answers_are_understood():
    """Questions, answers and comments; nothing is refused."""
    items = sample("stack_exchange")
    records = [record for item in items for record in read_item(item, source(), "p", NOW)]

    assert 6 <= len(records)
    assert {"question", "reply", "comment"} == {record.kind for record in records}
    assert json.loads(json.dumps(items)) == items
