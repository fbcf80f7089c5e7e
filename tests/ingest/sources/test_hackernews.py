"""Hacker News: slices of time, terms, marks, and what a hit becomes."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ingest.brand import Brand
from ingest.errors import SourceRejected, SourceUnavailable, UnexpectedPayload
from ingest.mention import Post, Reject
from ingest.sources import hackernews, read_item
from tests.ingest.sources.algolia import JSON, Algolia, comment, story
from tests.ingest.web.server import Reply, Server, in_order, quick_client

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
END = int(NOW.timestamp())
DAY = 86_400


def source(server=None, **settings):
    base = {"base_url": server.url} if server else {}
    return hackernews.Options(
        name="hn", kind="hackernews", **(base | {"terms": ("Acme",)} | settings)
    )


def read(server, cursor=None, now=NOW, brands=None, **settings):
    with quick_client() as client:
        wanted = source(server, **settings)
        return list(hackernews.fetch(client, wanted, brands or {}, cursor or {}, now))


def parsed(hit, **settings):
    (post,) = hackernews.parse(hit, source(**settings))
    return post


def read_as(hit):
    (record,) = read_item(hit, source(), "p", NOW)
    return record


def ids(pages):
    return [item["objectID"] for page in pages for item in page.items]


def test_a_comment_hangs_below_its_parent():
    """Markup is taken off, a link cut short is completed, ids are text."""
    link = "https:&#x2F;&#x2F;acme.example&#x2F;pricing&#x2F;2026"
    text = f'I moved off <i>Acme</i> &amp; co<p>See <a href="{link}">https:&#x2F;&#x2F;acme...</a>'

    assert Post(
        source="hn",
        post_id="45000001",
        created_at=NOW,
        parent_id="45000000",
        conversation_id="45000000",
        kind="comment",
        author_id="pat",
        author_handle="pat",
        text="I moved off Acme & co\nSee https://acme.example/pricing/2026",
        url="https://news.ycombinator.com/item?id=45000001",
    ) == parsed(comment(45000001, text, END))


def test_a_story_is_the_root_of_its_conversation():
    """Points are likes, comments are replies; a link without text has a title only."""
    hit = {
        "objectID": "45000000",
        "author": "kim",
        "title": "Acme &amp; Sons raise prices",
        "url": "https://acme.example",
        "created_at_i": END,
        "points": 12,
        "num_comments": 3,
        "story_id": 45000000,
    }

    assert Post(
        source="hn",
        post_id="45000000",
        created_at=NOW,
        conversation_id="45000000",
        author_id="kim",
        author_handle="kim",
        title="Acme & Sons raise prices",
        text="",
        lang="en",
        url="https://news.ycombinator.com/item?id=45000000",
        like_count=12,
        reply_count=3,
    ) == parsed(hit, language="en")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"objectID": None}, "hn: item without 'objectID'"),
        ({"objectID": 45}, "hn: objectID holds 45, text is due"),
        ({"created_at_i": None}, "hn: item without 'created_at_i'"),
        (
            {"created_at_i": "soon"},
            "hn: created_at_i holds 'soon', epoch seconds or ISO 8601 with an offset are due",
        ),
        ({"comment_text": None}, "hn: item without 'title' or 'comment_text'"),
        ({"comment_text": "<p>"}, "hn: item without 'title' or 'comment_text'"),
        ({"points": True}, "hn: points holds True, a whole number is due"),
        ({"points": 2**63}, "hn: points holds 9223372036854775808, a whole number is due"),
    ],
)
def test_a_hit_that_is_not_as_documented_is_kept_with_the_field_at_fault(change, told):
    """It becomes a reject; the rest of the page is not its business."""
    hit = comment(1, "Acme", END) | change

    assert Reject(source="hn", format="hackernews", reason=told, payload=hit, place="p") == read_as(
        hit
    )


@pytest.mark.parametrize("created", [10**18, 10**30, -(10**15), 0, END + 3 * DAY])
def test_a_time_that_cannot_be_is_refused(created):
    """Before 1990, in the future, or beyond any calendar."""
    assert isinstance(read_as(comment(1, "Acme", created)), Reject)


def test_asks_for_exact_phrases_only():
    """Prefixes and near-spellings are off, and a quote in a term cannot end the phrase."""
    with Server(Algolia([])) as server:
        read(server, terms=('Acme "Air"',))

    asked = server.requests[0]
    assert "/search_by_date" == asked.path
    assert {
        "query": '"Acme  Air "',
        "tags": "(story,comment)",
        "typoTolerance": "false",
        "queryType": "prefixNone",
        "restrictSearchableAttributes": "title,story_text,comment_text",
        "hitsPerPage": "1000",
        "page": "0",
        "numericFilters": f"created_at_i>{END - 30 * DAY},created_at_i<={END}",
    } == asked.query


def test_the_brands_are_the_terms_unless_terms_are_given():
    """Each spelling once, whatever its case; one question per term."""
    acme = Brand(key="acme", name="Acme", names=("ACME", "Acme Air"), nicknames=("Acmeh",))
    with Server(Algolia([])) as server:
        read(server, terms=(), brands={"acme": acme})

    assert ['"ACME"', '"Acme Air"', '"Acmeh"'] == [r.query["query"] for r in server.requests]


def test_without_terms_and_brands_there_is_nothing_to_ask():
    """This needs a person, not a question that finds everything."""
    with Server(Algolia([])) as server, pytest.raises(SourceRejected, match="neither terms nor"):
        read(server, terms=())

    assert [] == server.requests


def test_the_next_run_reads_an_hour_twice():
    """Hits are indexed late: what appears in the last hour before the mark is found."""
    hits = [comment(1, "Acme", END - 10)]
    with Server(Algolia(hits)) as server:
        (first,) = read(server)
        hits += [comment(2, "Acme late", END - 3599), comment(3, "Acme too late", END - 3600)]
        (second,) = read(server, first.cursor, NOW + timedelta(minutes=30))

    assert {"read_until": {"Acme": END}} == first.cursor
    assert ["1", "2"] == ids([second])
    assert (NOW - timedelta(days=30), NOW) == (first.observed_since, first.observed_until)
    assert (None, NOW + timedelta(minutes=30)) == (second.observed_since, second.observed_until)


def test_more_hits_than_can_be_had_are_read_in_slices_of_time():
    """2,500 hits in one day: all of them, each once, the oldest slice first."""
    hits = [comment(n, "Acme", END - DAY + 30 * n) for n in range(2500)]
    with Server(Algolia(hits)) as server:
        pages = read(server, max_items=10_000)

    assert sorted(str(n) for n in range(2500)) == sorted(ids(pages))
    marks = [page.cursor["read_until"]["Acme"] for page in pages]
    assert sorted(marks) == marks
    assert END == marks[-1]
    newest = [max((i["created_at_i"] for i in page.items), default=0) for page in pages]
    assert all(at <= mark for at, mark in zip(newest, marks, strict=True))


def test_a_single_second_with_too_many_hits_ends():
    """A slice of one second is not halved for ever."""
    hits = [comment(n, "Acme", END - 5) for n in range(1200)]
    with Server(Algolia(hits)) as server:
        pages = read(server, max_items=10_000)

    assert 1000 == len(ids(pages))


def test_smaller_pages_are_read_to_the_last():
    """The mark moves with the last page only; a run cut short before asks again."""
    hits = [comment(n, "Acme", END - n - 1) for n in range(25)]
    with Server(Algolia(hits, largest_page=10)) as server:
        pages = read(server)

    begin = END - 30 * DAY
    assert [10, 10, 5] == [len(page.items) for page in pages]
    assert [begin, begin, END] == [page.cursor["read_until"]["Acme"] for page in pages]


def test_a_repeated_page_ends_the_run():
    """What came is kept with the old mark; the server is not asked without end."""
    body = {"hits": [comment(1, "Acme", END)], "nbHits": 20, "nbPages": 20}
    same = Reply(json.dumps(body), headers=JSON)
    with Server(in_order(same)) as server, quick_client() as client:
        pages = hackernews.fetch(client, source(server), {}, {}, NOW)
        page = next(pages)
        with pytest.raises(SourceRejected, match="hn: page 2 brought nothing new"):
            next(pages)

    assert ["1"] == ids([page])
    assert ({"read_until": {"Acme": END - 30 * DAY}}, None) == (page.cursor, page.observed_until)
    assert 2 == len(server.requests)


def test_a_message_in_a_good_answer_is_a_refusal():
    """The search says 200 even when it refuses."""
    body = json.dumps({"hits": [], "nbHits": 0, "message": "paginationLimitedTo"})
    with Server(in_order(Reply(body, headers=JSON))) as server:  # noqa: SIM117
        with pytest.raises(SourceRejected, match="hn: paginationLimitedTo"):
            read(server)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[]", "hn: the answer is no object"),
        ("{}", "hn: answer without 'hits'"),
        ('{"hits": {}, "nbHits": 1, "nbPages": 1}', "hn: answer without 'hits'"),
        ('{"hits": [], "nbPages": 1}', "hn: answer without 'nbHits'"),
        ('{"hits": [], "nbHits": 0, "nbPages": null}', "hn: answer without 'nbPages'"),
    ],
)
def test_an_answer_of_another_shape_is_named(body, told):
    """A changed service is not an empty one."""
    with (
        Server(in_order(Reply(body, headers=JSON))) as server,
        pytest.raises((SourceRejected, UnexpectedPayload)) as caught,
    ):
        read(server)

    assert told == str(caught.value)


def test_the_source_is_known_up_to_the_term_furthest_behind():
    """The second term fails: its mark stays, and the source claims nothing for the hour."""
    algolia = Algolia([comment(1, "Acme", END - 5)])
    marks = {"Acme": END - 7200, "Bolt": END - 3600}

    def answer(request):
        return Reply(status=500) if "Bolt" in request.query["query"] else algolia(request)

    with Server(answer) as server, quick_client() as client:
        wanted = source(server, terms=("Bolt", "Acme"))
        pages = hackernews.fetch(client, wanted, {}, {"read_until": marks}, NOW)
        page = next(pages)
        with pytest.raises(SourceUnavailable):
            next(pages)

    assert {"read_until": {"Acme": END, "Bolt": END - 3600}} == page.cursor
    assert (None, NOW - timedelta(hours=1)) == (page.observed_since, page.observed_until)


def test_max_items_leaves_the_rest_to_the_next_run():
    """The slice in which it is passed is finished; nothing is lost, every run gets on."""
    hits = [comment(n, "Acme", END - DAY + 30 * n) for n in range(2500)]
    cursor, found, runs = {}, set(), 0
    with Server(Algolia(hits)) as server:
        while cursor.get("read_until") != {"Acme": END}:
            pages = read(server, cursor, max_items=500)
            cursor, runs = pages[-1].cursor, runs + 1
            found.update(ids(pages))

    assert {str(n) for n in range(2500)} == found
    assert 1 < runs < 10


def test_an_overlap_beyond_max_items_does_not_stop_the_mark():
    """What is read twice counts, but every run gets past it."""
    hits = [comment(n, "Acme", END - 3000 + n) for n in range(2500)]
    with Server(Algolia(hits)) as server:
        pages = read(server, {"read_until": {"Acme": END}}, NOW + timedelta(hours=1), max_items=5)

    assert END < pages[-1].cursor["read_until"]["Acme"]


def test_a_term_is_not_starved_by_a_busier_one():
    """After max_items the next run begins with the term that is furthest behind."""
    hits = [comment(n, "Acme", END - 60 - n) for n in range(50)]
    with Server(Algolia([*hits, comment(99, "Bolt", END - 5)])) as server:
        first = read(server, terms=("Acme", "Bolt"), max_items=10)
        second = read(server, first[-1].cursor, terms=("Acme", "Bolt"), max_items=10)

    assert "99" not in ids(first)
    assert ["99"] == ids(second[:1])


def test_a_mark_in_the_future_does_not_hide_the_present():
    """A clock that was wrong once must not silence the source until it is right."""
    with Server(Algolia([comment(1, "Acme", END - 60)])) as server:
        (page,) = read(server, {"read_until": {"Acme": END + 90 * DAY}})

    assert ["1"] == ids([page])
    assert {"read_until": {"Acme": END}} == page.cursor


def test_a_new_term_is_read_from_its_own_beginning():
    """The marks of other terms do not cut off its history."""
    with Server(Algolia([comment(1, "Bolt", END - 20 * DAY)])) as server:
        pages = read(server, {"read_until": {"Acme": END - 60}}, terms=("Acme", "Bolt"))

    assert ["1"] == ids(pages)
    assert {"read_until": {"Acme": END, "Bolt": END}} == pages[-1].cursor


def rechecked(answer, *asked):
    """Ids of those still there, of those gone, and the texts."""
    with Server(answer) as server, quick_client() as client:
        told = list(hackernews.recheck(client, source(server), asked))
    items = [item for one in told for item in one.items]
    return (
        [item["objectID"] for item in items],
        [post_id for one in told for post_id in one.gone],
        [parsed(item).text or parsed(item).title for item in items],
    )


def test_held_posts_are_looked_for_again():
    """Stories by one question, comments one by one; an edit is seen, a deletion too."""
    hits = [story(1, "Acme raises prices", END), comment(2, "Acme <i>lowers</i> prices", END)]

    assert (
        ["1", "2"],
        ["3"],
        ["Acme raises prices", "Acme lowers prices"],
    ) == rechecked(Algolia(hits), "1", "2", "3")


@pytest.mark.parametrize("reply", [Reply("<h1>Not Found</h1>", status=404), Reply(status=503)])
def test_a_page_of_a_proxy_says_nothing_of_an_item(reply):
    """Only the service itself knows what it does not have."""
    algolia = Algolia([])

    def answer(request):
        return reply if request.path.startswith("/items/") else algolia(request)

    with pytest.raises((SourceRejected, SourceUnavailable)):
        rechecked(answer, "1")
