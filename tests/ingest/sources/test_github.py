"""GitHub: streams read by time, staff and machines in the brand's repositories, what is gone."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ingest.brand import Brand
from ingest.errors import SourceRejected, SourceUnavailable, UnexpectedPayload
from ingest.mention import Post, Reject
from ingest.sources import github, read_item
from ingest.sources.github_api import limited
from ingest.web.answer import Answer
from tests.ingest.sources.hub import Hub, comment, issue, user
from tests.ingest.sources.samples import sample
from tests.ingest.web.server import Reply, Server, in_order, quick_client

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
OURS = {"own_repositories": ("acme/sdk",)}


def at(minutes, now=NOW):
    """So many minutes before now, as GitHub writes it."""
    return (now - timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


def source(server=None, **settings):
    base = {"base_url": server.url} if server else {}
    given = {"brands": ("acme",)} | settings
    return github.Options(name="gh", kind="github", **(base | given))


def read(server, cursor=None, now=NOW, brands=None, **settings):
    with quick_client() as client:
        wanted = source(server, **settings)
        return list(github.fetch(client, wanted, brands or {}, cursor or {}, now))


def parsed(item, **settings):
    (post,) = github.parse(item, source(**settings))
    return post


def ids(pages):
    return [parsed(item).post_id for page in pages for item in page.items]


def paths(server):
    return [request.path for request in server.requests]


def test_an_issue_is_the_root_of_its_conversation():
    """What a template tells the author is no text; agreeing reactions are likes."""
    item = issue(
        17,
        "Acme exporter\nbroken",
        at(60),
        body="<!-- Describe\r\nthe bug -->\r\nSince 2.0\r\n\r\nit *fails*",
        updated_at=at(1),
        comments=2,
        reactions={"total_count": 9, "+1": 3, "heart": 1, "-1": 4, "laugh": 1},
    )

    assert Post(
        source="gh",
        post_id="acme/sdk#17",
        created_at=NOW - timedelta(hours=1),
        conversation_id="acme/sdk#17",
        brand="acme",
        is_addressed=True,
        author_id="github:1",
        author_handle="octo",
        title="Acme exporter broken",
        text="Since 2.0\nit *fails*",
        url="https://github.com/acme/sdk/issues/17",
        like_count=4,
        reply_count=2,
    ) == parsed(item, own_repositories=("Acme/SDK",))


def test_elsewhere_the_text_decides():
    """In a repository that is not the brand's nobody speaks for it."""
    item = comment(900, 17, at(5), author_association="OWNER", updated_at=at(4), reactions=None)

    assert Post(
        source="gh",
        post_id="acme/sdk#17-900",
        created_at=NOW - timedelta(minutes=5),
        edited_at=NOW - timedelta(minutes=4),
        parent_id="acme/sdk#17",
        conversation_id="acme/sdk#17",
        kind="comment",
        author_id="github:2",
        author_handle="lee",
        text="Same here",
        url="https://github.com/acme/sdk/issues/17#issuecomment-900",
    ) == parsed(item)


@pytest.mark.parametrize("association", ["OWNER", "MEMBER", "COLLABORATOR"])
def test_members_answer_for_the_brand_in_its_repositories(association):
    read_as = parsed(comment(1, 17, at(1), author_association=association), **OURS)

    assert (True, "acme", None) == (read_as.is_outbound, read_as.brand, read_as.is_addressed)


@pytest.mark.parametrize("association", ["CONTRIBUTOR", "FIRST_TIMER", "NONE", None])
def test_others_speak_to_the_brand_there(association):
    read_as = parsed(comment(1, 17, at(1), author_association=association), **OURS)

    assert (False, "acme", True) == (read_as.is_outbound, read_as.brand, read_as.is_addressed)


@pytest.mark.parametrize("writer", [user(5, "stale", "Bot"), user(5, "stale[bot]")])
def test_machines_are_told_and_are_the_brands_in_its_repositories(writer):
    """By their type, or by their name as old answers have it."""
    ours, elsewhere = (parsed(comment(1, 17, at(1), user=writer), **o) for o in (OURS, {}))

    assert (True, True) == (ours.author_is_bot, ours.is_outbound)
    assert (True, False) == (elsewhere.author_is_bot, elsewhere.is_outbound)


@pytest.mark.parametrize("page", ["issues/17", "pull/17", "issues/17#issuecomment-900"])
def test_its_page_says_where_it_stands_where_no_other_address_does(page):
    """Not every answer has the addresses of the API."""
    written = {"html_url": f"https://github.com/acme/sdk/{page}"}
    opened = issue(17, "t", at(1)) | written
    said = comment(900, 17, at(1)) | written
    del opened["repository_url"], said["issue_url"]

    assert ("acme/sdk#17", "acme/sdk#17-900") == (parsed(opened).post_id, parsed(said).post_id)


def test_without_one_brand_nobody_speaks_for_it():
    read_as = parsed(comment(1, 17, at(1), author_association="OWNER"), brands=(), **OURS)

    assert (False, None) == (read_as.is_outbound, read_as.brand)


def test_a_deleted_account_is_nobody_and_an_issue_may_have_no_text():
    read_as = parsed(issue(1, "t", at(1), user=None, body=None))

    assert (None, None, "") == (read_as.author_id, read_as.author_handle, read_as.text)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": None}, "gh: item without 'title'"),
        ({"number": "1"}, "gh: number holds '1', a whole number is due"),
        ({"created_at": None}, "gh: item without 'created_at'"),
        ({"user": "octo"}, "gh: user holds 'octo', an object is due"),
        ({"reactions": {"+1": "many"}}, "gh: +1 holds 'many', a whole number is due"),
        (
            {"repository_url": "x", "html_url": None},
            "gh: no address says in which repository it stands",
        ),
        ({"comments": -1}, "reply_count -1 is no count from 0 to 9223372036854775807"),
    ],
)
def test_what_is_not_as_documented_is_kept_with_the_field_at_fault(change, told):
    item = issue(1, "t", at(1)) | change
    (record,) = read_item(item, source(), "p", NOW)

    assert Reject(source="gh", format="github", reason=told, payload=item, place="p") == record


def test_a_repository_is_read_whole():
    """Issues and comments, each in one listing, thirty days back at first."""
    hub = Hub(
        [issue(1, "Broken", at(60))], [comment(9, 1, at(30)), comment(8, 1, at(60 * 24 * 31))]
    )
    with Server(hub) as server:
        pages = read(server, **OURS)
        queries = [request.query for request in server.requests]

    assert ["acme/sdk#1", "acme/sdk#1-9"] == ids(pages)
    assert ["/repos/acme/sdk/issues", "/repos/acme/sdk/issues/comments"] == paths(server)
    assert {("updated", "asc", "2026-10-03T11:50:00Z")} == {
        (query["sort"], query["direction"], query["since"]) for query in queries
    }
    assert ("all", None) == (queries[0]["state"], queries[1].get("state"))
    assert (NOW - timedelta(days=30), NOW) == (pages[0].observed_since, pages[-1].observed_until)


def test_every_question_says_who_asks_and_how(monkeypatch):
    """The version of the API, and the token where there is one."""
    monkeypatch.setenv("GH_TOKEN", "t0ken")
    with Server(Hub()) as server:
        read(server, **OURS)
    headers = server.requests[0].headers

    assert "2022-11-28" == headers["x-github-api-version"]
    assert "application/vnd.github+json" == headers["accept"]
    assert "Bearer t0ken" == headers["authorization"]
    assert headers["user-agent"].startswith("Earshot")


def test_pull_requests_are_left_out_unless_they_are_wanted():
    """They come among issues; what is said below them comes among comments."""
    pull = issue(2, "Mend it", at(50), pull_request={"url": "x"})
    below = comment(9, 2, at(40), html_url="https://github.com/acme/sdk/pull/2#issuecomment-9")
    with Server(Hub([issue(1, "Broken", at(60)), pull], [below])) as server:
        without = ids(read(server, **OURS))
        with_them = ids(read(server, pull_requests=True, **OURS))

    assert (["acme/sdk#1"], ["acme/sdk#1", "acme/sdk#2", "acme/sdk#2-9"]) == (without, with_them)


@pytest.mark.parametrize("knows_since", [True, False])
def test_many_pages_are_read_to_their_end(knows_since):
    """By time, or by the links of a server that does not understand it."""
    hub = Hub([issue(n, "Broken", at(1000 - n // 3)) for n in range(1, 121)], page_size=25)
    hub.knows_since = knows_since
    with Server(hub) as server:
        pages = read(server, **OURS)

    assert {f"acme/sdk#{n}" for n in range(1, 121)} == {*ids(pages)}


def test_what_changes_while_pages_are_read_hides_nothing():
    """An issue that leaves its page moves the others up: none of them is missed."""
    hub = Hub([issue(n, "Broken", at(1000 - n)) for n in range(1, 8)], page_size=3)

    def answer(request):
        reply = hub(request)
        hub.issues[0]["updated_at"] = at(0)
        return reply

    with Server(answer) as server:
        assert {f"acme/sdk#{n}" for n in range(1, 8)} == {*ids(read(server, **OURS))}


def test_where_nothing_changed_the_same_is_asked_with_its_validator():
    """304 costs nothing; it brings nothing and moves the time on."""
    hub = Hub([issue(1, "Broken", at(60))], [comment(9, 1, at(30))])
    with Server(hub) as server:
        cursor = {}
        for hour in (12, 13, 14, 15):
            pages = read(server, cursor, NOW.replace(hour=hour), **OURS)
            cursor = json.loads(json.dumps(pages[-1].cursor))
            counts = [len(page.items) for page in pages]
            if hour == 14:
                hub.comments.append(comment(10, 1, at(-150)))
    asked = ["if-none-match" in request.headers for request in server.requests]

    assert [False] * 4 + [True] * 4 == asked
    assert [0, 2] == sorted(counts)
    assert NOW.replace(hour=15) == pages[-1].observed_until


def test_a_word_is_searched_for_in_all_of_github():
    """By time, with the comments below what was found; the brand's name where nothing is said."""
    hub = Hub(
        [
            issue(3, "Moved off Acme", at(60), "other/app", comments=2),
            issue(4, "Nothing", at(50), "other/app"),
        ],
        [comment(9, 3, at(30), "other/app"), comment(8, 3, at(60 * 24 * 40), "other/app")],
    )
    with Server(hub) as server:
        pages = read(server, brands={"acme": Brand(key="acme", name="Acme")})

    assert ["other/app#3", "other/app#3-9"] == ids(pages)
    query = '"Acme" in:title,body,comments is:issue updated:>=2026-10-03T11:50:00Z'
    assert query == server.requests[0].query["q"]
    assert ["/search/issues", "/repos/other/app/issues/3/comments"] == paths(server)


def test_words_are_searched_for_beside_repositories_where_they_are_given():
    with Server(Hub()) as server:
        read(server, terms=("Acme",), pull_requests=True, repositories=("other/app",))
    searched = [r.query["q"].split(" updated")[0] for r in server.requests if "q" in r.query]

    assert [
        '"Acme" in:title,body,comments is:issue',
        '"Acme" in:title,body,comments is:pull-request',
    ] == searched


def test_an_issue_that_vanishes_behind_a_search_costs_nothing_else():
    hub = Hub([issue(n, "Acme", at(60 - n), "other/app", comments=1) for n in (3, 4)])
    hub.comments = [comment(9, 4, at(5), "other/app")]
    hub.before = {"/repos/other/app/issues/3/comments": Reply("{}", 404)}
    with Server(hub) as server:
        assert ["other/app#3", "other/app#4", "other/app#4-9"] == ids(read(server, terms=("Acme",)))


def test_comments_are_asked_for_by_the_page_of_an_issue():
    """Where its address in the API is missing."""
    found = issue(3, "Acme", at(60), "other/app", comments=1)
    del found["repository_url"]
    with Server(Hub([found], [comment(9, 3, at(30), "other/app")])) as server:
        assert ["other/app#3", "other/app#3-9"] == ids(read(server, terms=("Acme",)))


def test_a_repository_that_is_refused_costs_no_other():
    """It is told at the end, by name."""
    hub = Hub([issue(1, "Broken", at(60))])
    hub.lost = {"acme/gone"}
    with Server(hub) as server, quick_client() as client:
        wanted = source(server, own_repositories=("acme/gone", "acme/sdk"))
        pages = github.fetch(client, wanted, {}, {}, NOW)
        came = [next(pages), next(pages)]
        with pytest.raises(SourceRejected, match="gh: 404, /repos/acme/gone/issues: not there"):
            next(pages)

    assert ["acme/sdk#1"] == ids(came)


def test_a_listing_that_is_none_costs_no_other():
    hub = Hub([issue(1, "Broken", at(60))])
    hub.before = {"/repos/acme/sdk/issues/comments": Reply('{"message": "soon"}')}
    with Server(hub) as server, quick_client() as client:
        pages = github.fetch(client, source(server, **OURS), {}, {}, NOW)
        assert ["acme/sdk#1"] == ids([next(pages)])
        with pytest.raises(UnexpectedPayload, match="gh: the answer holds no list"):
            next(pages)


def test_a_pass_that_breaks_off_goes_on_where_it_stopped():
    """What came is kept with its state."""
    hub = Hub([issue(n, "Broken", at(1000 - n)) for n in range(1, 8)], page_size=3)
    with Server(hub) as server, quick_client() as client:
        pages = github.fetch(client, source(server, **OURS), {}, {}, NOW)
        first = next(pages)
        server.answer = lambda _: Reply(status=500)
        with pytest.raises(SourceUnavailable):
            next(pages)
        server.answer = hub
        rest = read(server, first.cursor, **OURS)

    assert at(997) == first.cursor["acme/sdk issues"]["newest"]
    assert first.observed_until == NOW - timedelta(days=30)
    assert {f"acme/sdk#{n}" for n in range(4, 8)} <= {*ids(rest)}


def test_max_items_leaves_the_rest_to_the_next_pass():
    hub = Hub([issue(n, "Broken", at(1000 - 20 * n)) for n in range(1, 8)], page_size=3)
    with Server(hub) as server:
        first = read(server, max_items=3, **OURS)
        rest = read(server, first[-1].cursor, **OURS)

    assert 1 == len(first)
    assert {f"acme/sdk#{n}" for n in range(1, 8)} == {*ids(first), *ids(rest)}


LATER = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "4000000000"}


@pytest.mark.parametrize(
    ("reply", "kind", "told"),
    [
        (Reply("{}", 403, LATER), SourceUnavailable, "gh: 403 Forbidden, asks to wait"),
        (Reply("{}", 429, {"retry-after": "5000"}), SourceUnavailable, "asks to wait 5000 s"),
        (Reply('{"message": "blocked"}', 403), SourceRejected, "gh: 403 Forbidden: .*blocked"),
        (Reply('{"message": "Bad credentials"}', 401), SourceRejected, "gh: 401"),
        (Reply('{"message": "Validation Failed"}', 422), SourceRejected, "gh: 422"),
        (Reply("<html>no</html>"), SourceRejected, "HTML where JSON is due"),
        (Reply("{}"), UnexpectedPayload, "gh: the answer holds no list"),
        (
            Reply("[]", headers={"Link": '<https://elsewhere.example/>; rel="next"'}),
            SourceRejected,
            "gh: the next page is on another server",
        ),
        (
            Reply("[{}]", headers={"Link": '</repos/acme/sdk/issues?page=2>; rel="next"'}),
            SourceRejected,
            "brought nothing new",
        ),
    ],
)
def test_what_the_server_refuses_is_told(reply, kind, told):
    with Server(in_order(reply)) as server, pytest.raises(kind, match=told):
        read(server, **OURS)


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (403, {"x-ratelimit-remaining": "14"}, 60),
        (429, {}, 60),
        (403, {"retry-after": "7", "x-ratelimit-remaining": "14"}, 7),
        (422, {}, None),
    ],
)
def test_a_secondary_limit_without_a_time_is_a_minute(status, headers, seconds):
    """Some say neither Retry-After nor that nothing remains."""
    body = b'{"message": "You have exceeded a secondary rate limit."}'
    answer = Answer(status=status, headers=headers, url="", moved_to=None, body=body)

    assert seconds == limited(answer)


def test_held_posts_are_read_again_one_by_one():
    """An issue by its number, a comment by its own; ids that are none are not asked for."""
    hub = Hub([issue(1, "Broken", at(60))], [comment(9, 1, at(30))])
    names = ["acme/sdk#1", "acme/sdk#1-9", "acme/sdk#2", "acme/sdk#1-7", "x", "../x#1"]
    with Server(hub) as server, quick_client() as client:
        (items,) = github.poll(client, source(server), names)
        (checked,) = github.recheck(client, source(server), names)

    assert ["acme/sdk#1", "acme/sdk#1-9"] == [parsed(item).post_id for item in items]
    assert items == checked.items
    assert ("acme/sdk#2", "acme/sdk#1-7") == checked.gone
    assert "/repos/acme/sdk/issues/comments/9" in paths(server)


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_told(status):
    with Server(in_order(Reply("{}", status))) as server, quick_client() as client:
        (checked,) = github.recheck(client, source(server), ["acme/sdk#1"])

    assert (("acme/sdk#1",), ()) == (checked.gone, checked.items)


@pytest.mark.parametrize(("status", "is_told"), [(451, False), (403, False), (401, True)])
def test_an_issue_that_is_blocked_costs_no_other(monkeypatch, status, is_told):
    """Nothing is known of it; a token that is refused is told."""
    monkeypatch.setenv("GH_TOKEN", "t0ken")
    hub = Hub([issue(1, "Broken", at(60)), issue(2, "Slow", at(60))])
    hub.before = {"/repos/acme/sdk/issues/1": Reply('{"message": "blocked"}', status)}
    with Server(hub) as server, quick_client() as client:
        found = github.recheck(client, source(server), ["acme/sdk#1", "acme/sdk#2"])
        if is_told:
            with pytest.raises(SourceRejected, match="gh: 401"):
                list(found)
        else:
            (checked,) = found
            assert ((), 1) == (checked.gone, len(checked.items))


def test_a_failed_recheck_says_nothing_of_its_posts():
    with Server(in_order(Reply(status=500))) as server, quick_client() as client:
        found = github.recheck(client, source(server), ["acme/sdk#1"])
        with pytest.raises(SourceUnavailable):
            list(found)


def test_the_sample_answers_are_understood():
    """Issues and comments, also of old shape; nothing is refused."""
    records = [one for item in sample("github") for one in read_item(item, source(), "p", NOW)]

    assert 6 <= len(records)
    assert {"post", "comment"} == {record.kind for record in records}
