"""Zendesk: exports, who speaks for the brand, and what of a ticket is never stored."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ingest.errors import SourceRejected, SourceUnavailable, UnexpectedPayload
from ingest.mention import Post, Reject
from ingest.sources import read_item, zendesk
from tests.ingest.sources.desk import AGENT, CUSTOMER, PRIVATE, Desk, comment, ticket
from tests.ingest.sources.samples import sample
from tests.ingest.web.server import Reply, Server, in_order, quick_client

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
ASKED = comment(1, CUSTOMER, "Where is my order?", "2026-11-02T09:15:30Z")
NOTE = comment(2, AGENT, "Refund only if he insists", "2026-11-02T09:20:00Z", public=False)
ANSWERED = comment(3, AGENT, "On its way!", "2026-11-02T10:15:30Z")
THANKS = comment(4, CUSTOMER, "Thanks", "2026-11-02T11:00:00Z")
TALK = ticket(35, "Order  missing", "2026-11-02T09:15:30Z", ASKED, NOTE, ANSWERED, THANKS)


@pytest.fixture(autouse=True)
def token(monkeypatch):
    monkeypatch.setenv("DESK_API_TOKEN", "t0ken-of-the-desk")


def source(server=None, **settings):
    url = server.url if server else "https://acme.zendesk.com"
    given = {"base_url": url, "email": "ada@acme.example", "brands": ("acme",)} | settings
    return zendesk.Options(name="desk", kind="zendesk", **given)


def read(server, cursor=None, now=NOW, **settings):
    with quick_client() as client:
        return list(zendesk.fetch(client, source(server, **settings), {}, cursor or {}, now))


def items(pages):
    return [item for page in pages for item in page.items]


def posts(pages, **settings):
    return [post for item in items(pages) for post in zendesk.parse(item, source(**settings))]


def asked(server, path):
    return [request.query for request in server.requests if request.path == path]


def heard(*tickets, **settings):
    with Server(Desk(*tickets)) as server:
        return posts(read(server, **settings))


def test_a_ticket_is_a_conversation_of_its_public_comments():
    """Customers speak to the brand, staff for it; notes among colleagues are nowhere."""
    first, second, third = heard(TALK)

    assert Post(
        source="desk",
        post_id="35",
        created_at=datetime(2026, 11, 2, 9, 15, 30, tzinfo=UTC),
        conversation_id="35",
        brand="acme",
        is_addressed=True,
        kind="question",
        author_id=first.author_id,
        title="Order missing",
        text="Where is my order?",
        url="https://acme.zendesk.com/agent/tickets/35",
    ) == (first)
    assert Post(
        source="desk",
        post_id="35-3",
        created_at=datetime(2026, 11, 2, 10, 15, 30, tzinfo=UTC),
        parent_id="35",
        conversation_id="35",
        brand="acme",
        is_outbound=True,
        kind="reply",
        author_id=f"zendesk:{AGENT}",
        author_name="Ada Agent",
        text="On its way!",
        url="https://acme.zendesk.com/agent/tickets/35",
    ) == (second)
    assert ("35-4", "Thanks", first.author_id) == (third.post_id, third.text, third.author_id)


def test_nothing_private_is_kept():
    """No address, place, device, number, file or name of a customer; no note among colleagues."""
    with Server(Desk(TALK, ticket(36, "x", "2026-11-02T09:15:30Z", status="deleted"))) as server:
        kept = json.dumps([[page.items, page.cursor] for page in read(server)])

    assert not [word for word in PRIVATE if word in kept]
    assert not [word for word in ("Kim", str(CUSTOMER), "Refund", "metadata") if word in kept]


def test_a_customer_is_the_same_person_in_every_ticket():
    """By a made-up id, which in another Zendesk is another one."""
    (first, second), (other,) = (
        heard(ticket(1, "a", "2026-11-02T09:15:30Z", ASKED), TALK | {"comments": [ASKED]}),
        heard(ticket(1, "a", "2026-11-02T09:15:30Z", ASKED)),
    )

    assert first.author_id == second.author_id
    assert first.author_id != other.author_id
    assert first.author_id.startswith("person-")


@pytest.mark.parametrize("names", [True, False])
def test_roles_are_asked_for_where_they_do_not_come_along(names):
    """Whoever is neither staff nor known is staff, unless it is who asks."""
    boss = comment(5, 366, "From the boss", "2026-11-02T11:30:00Z")
    copied = comment(6, 999, "Who is this?", "2026-11-02T11:40:00Z")
    desk = Desk(TALK | {"comments": [ASKED, ANSWERED, boss, copied]})
    desk.names = names
    with Server(desk) as server:
        found = posts(read(server))
        roles = asked(server, "/api/v2/users/show_many.json")

    assert [False, True, True, True] == [post.is_outbound for post in found]
    assert ["999"] if names else [f"365,366,999,{CUSTOMER}"] == [query["ids"] for query in roles]


def test_where_nobody_may_know_roles_the_requester_is_the_customer():
    desk = Desk(TALK)
    desk.names = False
    desk.before = {"/api/v2/users/show_many.json": Reply("{}", 403)}
    with Server(desk) as server:
        assert [False, True, False] == [post.is_outbound for post in posts(read(server))]


def test_what_a_rule_writes_is_automatic():
    """Nobody typed it."""
    rule = comment(2, AGENT, "We got it", "2026-11-02T09:15:32Z", via={"channel": "rule"})
    _, answer = heard(TALK | {"comments": [ASKED, rule]})

    assert (True, True) == (answer.author_is_bot, answer.is_outbound)


@pytest.mark.parametrize(("score", "stars"), [("good", 5), ("bad", 1)])
@pytest.mark.parametrize("knows_ratings", [True, False])
def test_a_rating_is_a_row_of_its_own(score, stars, knows_ratings):
    """With its time where the plan shows it, else that of the ticket's last change."""
    said = {"id": 7, "score": score, "comment": "Took a day"}
    desk = Desk(TALK | {"satisfaction_rating": said, "updated_at": "2026-11-02T11:59:00Z"})
    desk.knows_ratings = knows_ratings
    with Server(desk) as server:
        *_, rating = posts(read(server))

    minute = 30 if knows_ratings else 59
    assert ("35-rating", "review", stars, "Took a day", minute, "35", False) == (
        rating.post_id,
        rating.kind,
        rating.rating,
        rating.text,
        rating.created_at.minute,
        rating.parent_id,
        rating.is_outbound,
    )


@pytest.mark.parametrize("score", ["offered", "unoffered", None, 5])
def test_what_is_no_rating_is_none(score):
    assert 3 == len(heard(TALK | {"satisfaction_rating": {"score": score}}))


def test_a_deleted_ticket_says_so_and_nothing_else():
    """Its comments are not asked for; of its opening it is told that it was removed."""
    gone = TALK | {"status": "deleted", "updated_at": "2026-11-02T11:59:00Z"}
    with Server(Desk(gone)) as server:
        (post,) = posts(read(server))
        paths = {request.path for request in server.requests}

    assert ("35", "", datetime(2026, 11, 2, 11, 59, tzinfo=UTC)) == (
        post.post_id,
        post.text,
        post.removed_at,
    )
    assert {"/api/v2/incremental/tickets/cursor.json"} == paths


def test_only_tickets_of_the_brand_that_is_meant():
    """Where a Zendesk has several."""
    assert [] == heard(TALK, ticket_brand_ids=(2,))
    assert 3 == len(heard(TALK, ticket_brand_ids=(1, 2)))


def test_a_source_without_a_brand_is_refused():
    """Its agents would be nobody's."""
    with Server(Desk(TALK)) as server, pytest.raises(SourceRejected, match="desk: say whose"):
        read(server, brands=())


def test_who_asks_is_the_address_with_the_token():
    """Basic: "address/token" and the token itself."""
    with Server(Desk()) as server:
        read(server)

    assert (
        "Basic YWRhQGFjbWUuZXhhbXBsZS90b2tlbjp0MGtlbi1vZi10aGUtZGVzaw=="
        == (server.requests[0].headers["authorization"])
    )


def test_the_export_goes_on_where_it_ended():
    """Thirty days back at first; then by cursor, which moves when all its tickets are read."""
    desk = Desk(*(ticket(n, "t", "2026-11-02T09:15:30Z", ASKED) for n in range(1, 6)), page_size=2)
    with Server(desk) as server:
        first = read(server)
        second = read(server, first[-1].cursor)
        desk.tickets.append(ticket(3, "t", "2026-11-02T11:15:30Z", ASKED, ANSWERED))
        third = read(server, second[-1].cursor)
        queries = asked(server, "/api/v2/incremental/tickets/cursor.json")

    assert ["1", "2", "3", "4", "5"] == [post.post_id for post in posts(first)]
    assert ([], ["3", "3-3"]) == (posts(second), [post.post_id for post in posts(third)])
    assert str(int((NOW - timedelta(days=30)).timestamp())) == queries[0]["start_time"]
    assert ["at-2", "at-4", "at-5", "at-5"] == [query["cursor"] for query in queries[1:]]
    assert (NOW - timedelta(days=30), NOW - timedelta(minutes=1)) == (
        first[0].observed_since,
        first[-1].observed_until,
    )
    assert {None} == {page.observed_until for page in first[:-1]}


def test_a_zendesk_without_cursors_is_asked_by_time():
    """What stands on the seam comes twice, and is the same."""
    tickets = [
        ticket(n, "t", "2026-11-02T09:15:30Z", ASKED, changed=int(NOW.timestamp()) + n)
        for n in range(1, 6)
    ]
    desk = Desk(*tickets, page_size=3)
    desk.knows_cursors = False
    with Server(desk) as server:
        first = read(server)
        second = read(server, first[-1].cursor)

    assert {"1", "2", "3", "4", "5"} == {post.post_id for post in posts(first)}
    assert ({"time": int(NOW.timestamp()) + 5}, ["5"]) == (
        first[-1].cursor,
        [post.post_id for post in posts(second)],
    )


@pytest.mark.parametrize("lists", ["by number", "by cursor"])
def test_a_long_ticket_is_read_to_its_end(lists):
    said = [comment(n, CUSTOMER, "And?", f"2026-11-02T09:{n:02}:00Z") for n in range(1, 8)]
    desk = Desk(TALK | {"comments": said}, page_size=3)
    desk.lists = lists
    with Server(desk) as server:
        assert 7 == len(posts(read(server)))


def test_a_pass_that_breaks_off_goes_on_where_it_stopped():
    """The tickets that came are kept; the page of the export is asked for again."""
    desk = Desk(*(ticket(n, "t", "2026-11-02T09:15:30Z", ASKED) for n in range(1, 5)), page_size=2)
    with Server(desk) as server, quick_client() as client:
        pages = zendesk.fetch(client, source(server), {}, {}, NOW)
        came = [next(pages) for _ in range(4)]
        server.answer = lambda _: Reply(status=500)
        with pytest.raises(SourceUnavailable):
            next(pages)
        server.answer = desk
        rest = read(server, came[-1].cursor)

    assert ["1", "2", "3"] == [post.post_id for post in posts(came)]
    assert {"after": "at-2"} == came[-1].cursor
    assert ["3", "4"] == [post.post_id for post in posts(rest)]


def test_max_items_leaves_the_rest_to_the_next_pass():
    desk = Desk(*(ticket(n, "t", "2026-11-02T09:15:30Z", ASKED) for n in range(1, 5)), page_size=2)
    with Server(desk) as server:
        first = read(server, max_items=1)

    assert (["1", "2"], {"after": "at-2"}) == ([p.post_id for p in posts(first)], first[-1].cursor)


def test_a_ticket_that_is_refused_costs_no_other():
    """It is told at the end."""
    desk = Desk(*(ticket(n, "t", "2026-11-02T09:15:30Z", ASKED) for n in range(1, 4)))
    desk.before = {
        "/api/v2/tickets/1/comments.json": Reply('{"error": "Forbidden"}', 403),
        "/api/v2/tickets/2/comments.json": Reply("{}"),
    }
    with Server(desk) as server, quick_client() as client:
        pages = zendesk.fetch(client, source(server), {}, {}, NOW)
        came = [next(pages) for _ in range(2)]
        with pytest.raises(SourceRejected, match="desk: 403 Forbidden"):
            next(pages)

    assert ["3"] == [post.post_id for post in posts(came)]
    assert {"after": "at-3", "again": {"1": 1, "2": 1}} == came[-1].cursor


def test_a_ticket_that_was_refused_is_asked_for_again():
    """Five times; by then it is forbidden for good."""
    desk = Desk(*(ticket(n, "t", "2026-11-02T09:15:30Z", ASKED) for n in (1, 2)))

    def answer(request):
        is_first = request.path == "/api/v2/tickets/1/comments.json"
        return Reply('{"error": "Forbidden"}', 403) if is_first else desk(request)

    cursors, outcomes = [{}], []
    with Server(answer) as server, quick_client() as client:
        for _ in range(6):
            pages = []
            try:
                for page in zendesk.fetch(client, source(server), {}, cursors[-1], NOW):
                    pages.append(page)  # noqa: PERF402 - what came before the error counts
            except SourceRejected:
                outcomes.append("refused")
            cursors.append(pages[-1].cursor)
        server.answer = desk
        came = read(server, cursors[2])

    assert [{"1": n} for n in (1, 2, 3, 4)] == [cursor["again"] for cursor in cursors[1:5]]
    assert [{"after": "at-2"}] * 2 == cursors[5:]
    assert (5, ["1"], {"after": "at-2"}) == (
        len(outcomes),
        [post.post_id for post in posts(came)],
        came[-1].cursor,
    )


@pytest.mark.parametrize(
    ("reply", "kind", "told"),
    [
        (Reply("", 429, {"retry-after": "5000"}), SourceUnavailable, "asks to wait 5000 s"),
        (Reply("", 429, {"ratelimit-reset": "4000"}), SourceUnavailable, "asks to wait 4000 s"),
        (Reply('{"error": "Unauthorized"}', 401), SourceRejected, "desk: 401"),
        (Reply("{}", 404), SourceRejected, "desk: 404, there is no /api/v2/incremental/tickets"),
        (Reply("<html>closed</html>"), SourceRejected, "HTML where JSON is due"),
        (Reply("[]"), UnexpectedPayload, "desk: the answer is no object"),
        (Reply('{"tickets": {}}'), UnexpectedPayload, "desk: answer without a list 'tickets'"),
        (Reply('{"tickets": [], "end_of_stream": false}'), SourceRejected, "does not get on"),
    ],
)
def test_what_the_server_refuses_is_told(reply, kind, told):
    with Server(in_order(reply)) as server, pytest.raises(kind, match=told):
        read(server)


def test_a_list_that_repeats_itself_ends():
    """Its ticket is refused, no other."""
    desk = Desk(TALK)

    def answer(request):
        if "comments" not in request.path:
            return desk(request)
        return Reply(json.dumps({"comments": [ASKED], "next_page": f"{server.url}{request.path}"}))

    with Server(answer) as server, pytest.raises(SourceRejected, match="the list repeats itself"):
        read(server)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"ticket": None}, "desk: ticket holds None, an object is due"),
        ({"ticket": {"id": "x"}}, "desk: id holds 'x', a whole number is due"),
        ({"comment": []}, "desk: comment holds [], an object is due"),
        ({"author": None}, "desk: author holds None, an object is due"),
        ({"rating": {"score": "fine"}, "comment": ...}, "desk: score holds 'fine', good or bad"),
    ],
)
def test_what_is_not_as_documented_is_kept_with_the_field_at_fault(change, told):
    with Server(Desk(TALK)) as server:
        item = items(read(server))[0] | change
    (record,) = read_item(
        {key: value for key, value in item.items() if value is not ...}, source(), "p", NOW
    )

    assert isinstance(record, Reject)
    assert record.reason.startswith(told)


def test_what_is_gone_is_told():
    """Of deleted tickets everything, of others what was taken out or made private meanwhile."""
    hidden = [ASKED, NOTE, ANSWERED | {"public": False}, THANKS]
    desk = Desk(
        TALK | {"comments": hidden}, ticket(36, "t", "2026-11-02T09:15:30Z", status="deleted")
    )
    names = ["35", "35-3", "35-4", "35-9", "36", "36-1", "37", "nonsense"]
    with Server(desk) as server, quick_client() as client:
        found = list(zendesk.recheck(client, source(server), names))

    assert ["35-3", "35-9", "36", "36-1", "37"] == [one for part in found for one in part.gone]
    assert ["35", "35-4"] == [
        post.post_id
        for part in found
        for item in part.items
        for post in zendesk.parse(item, source())
    ]


def test_an_old_ticket_is_not_gone():
    """Lists leave archived ones out; asked for by itself it is there."""
    with Server(Desk(TALK | {"status": "archived"})) as server, quick_client() as client:
        (checked,) = zendesk.recheck(client, source(server), ["35", "35-3"])

    assert ((), 3) == (checked.gone, len(checked.items))


def test_a_ticket_without_a_number_is_none():
    """What a list holds beside it is read."""
    desk = Desk(TALK)

    def answer(request):
        odd = {"tickets": [{"id": {}}, {"id": 35, "requester_id": {}}, 3]}
        return Reply(json.dumps(odd)) if "show_many" in request.path else desk(request)

    with Server(answer) as server, quick_client() as client:
        (checked,) = zendesk.recheck(client, source(server), ["35-3"])

    assert ((), 3) == (checked.gone, len(checked.items))


def test_a_failed_recheck_says_nothing_of_its_posts():
    """A ticket that is refused neither."""
    desk = Desk(TALK)
    desk.before = {"/api/v2/tickets/35/comments.json": Reply("{}", 403)}
    with Server(desk) as server, quick_client() as client:
        assert [] == list(zendesk.recheck(client, source(server), ["35"]))
        server.answer = lambda _: Reply(status=500)
        with pytest.raises(SourceUnavailable):
            list(zendesk.recheck(client, source(server), ["35"]))


def test_the_sample_answers_are_understood():
    """Comments, a rating and a deletion; nothing is refused."""
    records = [one for item in sample("zendesk") for one in read_item(item, source(), "p", NOW)]

    assert 6 <= len(records)
    assert {"question", "reply", "review"} == {record.kind for record in records}
