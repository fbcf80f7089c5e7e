"""Reddit: listings down to a time, trees that are cut, tokens, and what has to be forgotten."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ingest.brand import Brand
from ingest.errors import SourceRejected, SourceUnavailable, UnexpectedPayload
from ingest.mention import Post, Reject
from ingest.sources import read_item, reddit
from tests.ingest.sources.front_page import FrontPage, comment, listed, submission, thing
from tests.ingest.sources.samples import sample
from tests.ingest.web.server import Reply, Server, in_order, quick_client

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
END = int(NOW.timestamp())
DAY = 86_400
WHOLE = {"subreddits": ("widgets",)}


@pytest.fixture(autouse=True)
def application(monkeypatch):
    monkeypatch.setenv("R_CLIENT_ID", "app-id-of-ours")
    monkeypatch.setenv("R_CLIENT_SECRET", "app-secret-of-ours")


def source(server=None, **settings):
    url = server.url if server else "https://reddit.example"
    base = {"base_url": url, "token_url": f"{url}/api/v1/access_token", "username": "kim"}
    given = {"brands": ("acme",)} | settings
    return reddit.Options(name="r", kind="reddit", **(base | given))


def read(server, cursor=None, now=NOW, brands=None, **settings):
    with quick_client() as client:
        wanted = source(server, **settings)
        return list(reddit.fetch(client, wanted, brands or {}, cursor or {}, now))


def parsed(data, **settings):
    (post,) = reddit.parse(thing(data), source(**settings))
    return post


def names(pages):
    return [item["data"]["name"] for page in pages for item in page.items]


def asked(server, path):
    return [request.query for request in server.requests if request.path == path]


def test_a_submission_is_the_root_of_its_thread():
    """Entities are read where a server leaves them in; the permalink counts, not what it links."""
    data = submission(
        "1abcdf",
        "Acme update &amp; sync",
        END,
        selftext="It&#39;s broken\n\nsince *Monday*",
        url="https://elsewhere.example/",
        edited=END + 60.0,
        num_comments=4,
    )

    assert Post(
        source="r",
        post_id="t3_1abcdf",
        created_at=NOW,
        edited_at=NOW + timedelta(minutes=1),
        conversation_id="t3_1abcdf",
        author_id="t2_9zz",
        author_handle="user_one",
        title="Acme update & sync",
        text="It's broken\nsince *Monday*",
        url="https://www.reddit.com/r/widgets/comments/1abcdf/x/",
        like_count=12,
        reply_count=4,
        share_count=1,
    ) == parsed(data)


def test_a_comment_hangs_below_a_comment_or_the_submission():
    """Old ones have no permalink, and may say that they were edited without saying when."""
    data = comment("k9", "t1_k8", END, "t3_1abcdf", edited=True, score=-7)
    del data["permalink"]

    assert Post(
        source="r",
        post_id="t1_k9",
        created_at=NOW,
        parent_id="t1_k8",
        conversation_id="t3_1abcdf",
        kind="comment",
        author_id="t2_8yy",
        author_handle="lee",
        text="Same here",
        url="https://www.reddit.com/comments/1abcdf/_/k9/",
        like_count=0,
    ) == parsed(data)


def test_a_crosspost_names_what_it_repeats():
    read_as = parsed(submission("2", "Look", END, crosspost_parent="t3_1", selftext=""))

    assert ("repost", "t3_1", "t3_2") == (
        read_as.kind,
        read_as.parent_id,
        read_as.conversation_id,
    )


def test_a_hidden_score_is_unknown():
    assert parsed(comment("1", "t3_2", END, score_hidden=True)).like_count is None


def test_in_the_brands_subreddits_everybody_speaks_to_it():
    ours = parsed(submission("1", "t", END), own_subreddits=("Widgets",))
    elsewhere = parsed(submission("1", "t", END), **WHOLE)

    assert (("acme", True), (None, None)) == (
        (ours.brand, ours.is_addressed),
        (elsewhere.brand, elsewhere.is_addressed),
    )


def test_the_machine_of_all_subreddits_is_told():
    assert parsed(comment("1", "t3_2", END, author="AutoModerator")).author_is_bot


@pytest.mark.parametrize(
    "data",
    [
        submission("1", "t", END, selftext="[removed]"),
        submission("1", "t", END, selftext="", removed_by_category="moderator"),
        comment("1", "t3_2", END, body="[removed]"),
    ],
)
def test_what_was_removed_tells_nothing(data):
    """A moderator may let it through after all; held ones are asked for again."""
    assert () == read_item(thing(data), source(), "p", NOW)


@pytest.mark.parametrize(
    "data",
    [
        submission("1", "t", END, author="[deleted]"),
        submission("1", "t", END, selftext="", removed_by_category="deleted"),
        comment("1", "t3_2", END, body="[deleted]", author="[deleted]"),
    ],
)
def test_of_what_was_deleted_only_that_is_told(data):
    """By its author; also what a deleted account wrote."""
    (post,) = read_item(thing(data), source(), "p", NOW)

    assert Post(
        source="r", post_id=data["name"], created_at=NOW, text="[deleted]", observed_at=NOW
    ) == (post)


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (thing(submission("1", None, END)), "r: item without 'title'"),
        (thing(comment("1", "t3_2", END, body=None)), "r: item without 'body'"),
        (thing(comment("1", "t3_2", "0") | {"created_utc": None}), "r: item without 'created_utc'"),
        (thing(comment("1", "t3_2", END, score="many")), "r: score holds 'many', a whole number"),
        ({"kind": "t1", "data": "x"}, "r: data holds 'x', an object is due"),
        ({"kind": "t1", "data": {}}, "r: item without 'name'"),
    ],
)
def test_what_is_not_as_documented_is_kept_with_the_field_at_fault(item, told):
    (record,) = read_item(item, source(), "p", NOW)

    assert isinstance(record, Reject)
    assert record.reason.startswith(told)


def test_reddit_is_told_who_asks_and_for_a_token_once():
    """By the application's name and password; the same agent asks for tokens."""
    with Server(FrontPage()) as server:
        read(server, **WHOLE)
    token, *others = server.requests
    agent = "server:earshot:v0.1 (by /u/kim)"

    assert ("POST", {"grant_type": "client_credentials"}) == (token.method, token.form)
    assert token.headers["authorization"].startswith("Basic ")
    assert {agent} == {request.headers["user-agent"] for request in server.requests}
    assert {"Bearer token-1"} == {request.headers["authorization"] for request in others}
    assert {"1"} == {request.query["raw_json"] for request in others}


def test_a_token_that_is_refused_is_renewed():
    page = FrontPage(submission("1", "t", END - 60))
    with Server(page) as server:
        read(server, **WHOLE)
        page.token = "token-2"
        assert ["t3_1"] == names(read(server, **WHOLE))


def test_a_subreddit_is_read_whole():
    """Submissions and comments, thirty days back at first; then an hour before the mark."""
    page = FrontPage(
        submission("1", "t", END - 60),
        submission("0", "t", END - 31 * DAY),
        submission("00", "t", END - 32 * DAY),
        comment("5", "t3_1", END - 30),
        page_size=1,
    )
    with Server(page) as server:
        first = read(server, **WHOLE)
        second = read(server, first[-1].cursor, **WHOLE)
        lists = asked(server, "/r/widgets/new")

    assert ["t3_1", "t3_0", "t1_5"] == names(first)
    assert [None, "t3_1", None, "t3_1"] == [query.get("after") for query in lists]
    assert ["t3_1", "t3_0", "t1_5"] == names(second)
    assert (NOW - timedelta(days=30), NOW) == (first[0].observed_since, first[-1].observed_until)
    assert second[0].observed_since is None


def test_a_word_is_searched_for_and_what_is_said_below_is_followed():
    """Comments cannot be searched: they are read where their number moved."""
    root = submission("1", "Acme fails", END - 600, num_comments=2)
    page = FrontPage(
        root,
        submission("2", "Other", END - 500, num_comments=1),
        comment("5", "t3_1", END - 300),
        comment("6", "t1_5", END - 200, "t3_1"),
    )
    brands = {"acme": Brand(key="acme", name="Acme")}
    with Server(page) as server:
        first = read(server, brands=brands)
        second = read(server, first[-1].cursor, brands=brands)
        page.things[0] = root | {"num_comments": 3}
        page.things.append(comment("7", "t3_1", END - 100))
        third = read(server, second[-1].cursor, NOW + timedelta(hours=8), brands=brands)
        trees = len(asked(server, "/comments/1"))

    assert ["t3_1", "t3_1", "t1_5", "t1_6"] == names(first)
    assert ["t3_1", "t3_1"] == names(second)
    assert {"t3_1", "t1_5", "t1_6", "t1_7"} == {*names(third)}
    assert (2, {"t3_1": 3}) == (trees, third[-1].cursor["threads"])
    query = asked(server, "/search")[0]
    assert ('"Acme"', "new", "link", "100") == tuple(
        query[k] for k in ("q", "sort", "type", "limit")
    )


@pytest.mark.parametrize("limits", [{"shown": 2}, {"depth": 2}, {"shown": 1, "depth": 1}])
def test_a_tree_that_is_cut_is_asked_for_to_its_end(limits):
    """At a number of branches, at a depth, or at both."""
    chain = [comment("a0", "t3_1", END - 500)]
    chain += [comment(f"a{n}", f"t1_a{n - 1}", END - 500 + n, "t3_1") for n in range(1, 6)]
    wide = [comment(f"b{n}", "t3_1", END - 300 + n) for n in range(6)]
    page = FrontPage(submission("1", "Acme", END - 600, num_comments=12), *chain, *wide, **limits)
    with Server(page) as server:
        found = {*names(read(server, terms=("Acme",)))}

    assert {"t3_1", *(f"t1_a{n}" for n in range(6)), *(f"t1_b{n}" for n in range(6))} == found


def test_no_item_holds_its_replies():
    """Each comment is an item by itself, whatever hangs below it."""
    page = FrontPage(
        submission("1", "Acme", END - 600, num_comments=2),
        comment("5", "t3_1", END - 300),
        comment("6", "t1_5", END - 200, "t3_1"),
    )
    with Server(page) as server:
        pages = read(server, terms=("Acme",))
    said = [i["data"] for p in pages for i in p.items if i["kind"] == "t1"]

    assert [False, False] == ["replies" in data for data in said]


def test_only_the_newest_hundred_submissions_are_followed():
    page = FrontPage(*(submission(f"1{n:03}", "Acme", END - 5000 + n) for n in range(130)))
    with Server(page) as server:
        last = read(server, terms=("Acme",))[-1]

    assert {f"t3_1{n:03}" for n in range(30, 130)} == {*last.cursor["threads"]}


def test_a_tree_that_nobody_may_read_costs_nothing_else():
    page = FrontPage(submission("1", "Acme", END - 600, num_comments=2))
    page.before = {"/comments/1": Reply('{"reason": "private", "error": 403}', 403)}
    with Server(page) as server:
        pages = read(server, terms=("Acme",))

    assert {"t3_1": 2} == pages[-1].cursor["threads"]


def test_a_listing_that_ends_too_early_leaves_a_gap():
    """Reddit shows a thousand: what came before the oldest of them was not watched."""
    page = FrontPage(*(submission(f"{n}", "t", END - n) for n in range(1200)), reachable=950)
    with Server(page) as server:
        pages = read(server, {"read_until": {"r/widgets new": END - DAY}}, **WHOLE)

    assert NOW - timedelta(seconds=949) == pages[-1].observed_since
    assert 950 == len(names(pages))


def test_a_pass_that_breaks_off_claims_nothing_and_goes_on():
    """The mark moves with a listing's last page only: its older pages would be lost."""
    page = FrontPage(*(submission(f"{n}", "t", END - 60 * n) for n in range(6)), page_size=2)
    with Server(page) as server, quick_client() as client:
        pages = reddit.fetch(client, source(server, **WHOLE), {}, {}, NOW)
        first = next(pages)
        server.answer = lambda _: Reply(status=500)
        with pytest.raises(SourceUnavailable):
            next(pages)
        server.answer = page
        rest = read(server, first.cursor, **WHOLE)

    assert (END - 30 * DAY, None) == (
        first.cursor["read_until"]["r/widgets new"],
        first.observed_until,
    )
    assert {f"t3_{n}" for n in range(6)} == {*names(rest)}


def test_a_listing_that_was_begun_is_read_to_its_end():
    """Its newest come first, so that the rest could not be asked for later; others wait."""
    page = FrontPage(*(submission(f"{n}", "t", END - 60 * n) for n in range(6)), page_size=2)
    with Server(page) as server:
        pages = read(server, max_items=3, subreddits=("widgets", "other"))

    assert 6 == len(names(pages))
    assert 1 == sum(mark == END for mark in pages[-1].cursor["read_until"].values())


def test_a_subreddit_that_is_refused_costs_no_other():
    """Private, banned, or not there: a search for subreddits is no listing of posts."""
    page = FrontPage(submission("1", "t", END - 60))
    page.before = {
        "/r/closed/new": Reply('{"reason": "private", "message": "Forbidden"}', 403),
        "/r/closed/comments": Reply(json.dumps(listed([{"kind": "t5", "data": {}}]))),
        "/r/widgets/comments": Reply('{"data": null}'),
    }
    with Server(page) as server, quick_client() as client:
        wanted = source(server, subreddits=("closed", "widgets"))
        pages = reddit.fetch(client, wanted, {}, {}, NOW)
        came = [next(pages) for _ in range(2)]
        with pytest.raises(SourceRejected, match=r"r: 403 Forbidden: .*private"):
            next(pages)

    assert ["t3_1"] == names(came)


def test_a_spent_limit_is_waited_for():
    """Floats and seconds left, on a refusal and on an answer that was the last."""
    page = FrontPage(submission("1", "t", END - 60))
    page.limits = {"X-Ratelimit-Remaining": "0.0", "X-Ratelimit-Reset": "5000"}
    with Server(page) as server, pytest.raises(SourceUnavailable, match="asked not to be asked"):
        read(server, **WHOLE)
    refusal = Reply("<html>", 429, {"x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "5000"})
    page.limits, page.before = {}, {"/r/widgets/new": refusal}
    with Server(page) as server, pytest.raises(SourceUnavailable, match="asks to wait 5000 s"):
        read(server, **WHOLE)


@pytest.mark.parametrize(
    ("reply", "kind", "told"),
    [
        (Reply("<html>blocked</html>", 403), SourceRejected, "r: 403 Forbidden: <html>blocked"),
        (Reply("<html>log in</html>"), SourceRejected, "HTML where JSON is due"),
        (Reply("[]"), UnexpectedPayload, "r: the answer is no listing"),
        (Reply('{"data": {"children": 1}}'), UnexpectedPayload, "r: the answer is no listing"),
        (
            Reply(json.dumps(listed([thing(submission("1", "t", END))], "t3_1"))),
            SourceRejected,
            "r: r/widgets/new: the listing repeats itself",
        ),
    ],
)
def test_what_the_server_refuses_is_told(reply, kind, told):
    page = FrontPage()

    def answer(request):
        return page(request) if request.method == "POST" else reply

    with Server(answer) as server, pytest.raises(kind, match=told):
        read(server, **WHOLE)


def test_what_is_no_thing_costs_nothing_else():
    """It is refused by itself, or is none at all."""
    odd = [{"kind": "t3", "data": None}, "x", {"kind": "t3"}, {"kind": []}]
    odd.append(thing(submission("1", "t", END)))
    page = FrontPage()
    page.before = {"/r/widgets/new": Reply(json.dumps(listed(odd)))}
    with Server(page) as server:
        (first, *_) = read(server, **WHOLE)
    records = [record for item in first.items for record in read_item(item, source(), "p", NOW)]

    assert [Reject, Reject, Post] == [type(record) for record in records]


def test_held_things_are_read_again_a_hundred_at_once():
    """By their full names; what is none is not asked for."""
    page = FrontPage(*(submission(f"{n}", "t", END) for n in range(120)))
    wanted = ["nonsense", "t3_x y", *(f"t3_{n}" for n in range(120))]
    with Server(page) as server, quick_client() as client:
        found = list(reddit.poll(client, source(server), wanted))
        queries = asked(server, "/api/info")

    assert [100, 20] == [len(items) for items in found]
    assert "t3_0,t3_1," == queries[0]["id"][:10]


def test_what_was_deleted_is_told_as_gone():
    """Missing from the answer, or there without author or text."""
    page = FrontPage(
        submission("1", "t", END),
        submission("2", "t", END, author="[deleted]", selftext="[deleted]"),
        comment("3", "t3_1", END, body="[removed]"),
    )
    with Server(page) as server, quick_client() as client:
        (checked,) = reddit.recheck(
            client, source(server), ["t3_1", "t3_2", "t1_3", "t1_4", "nonsense"]
        )

    assert ("t3_2", "t1_3", "t1_4") == checked.gone
    assert ["t3_1"] == [item["data"]["name"] for item in checked.items]


def test_a_failed_recheck_says_nothing_of_its_posts():
    page = FrontPage()
    page.before = {"/api/info": Reply(status=403)}
    with Server(page) as server, quick_client() as client:
        found = reddit.recheck(client, source(server), ["t3_1"])
        with pytest.raises(SourceRejected):
            list(found)


def test_the_sample_answers_are_understood():
    """Submissions and comments; one was removed, one deleted, none is refused."""
    records = [one for item in sample("reddit") for one in read_item(item, source(), "p", NOW)]

    assert {"post", "repost", "comment"} == {record.kind for record in records}
    assert 1 == sum(record.text == "[deleted]" for record in records)


def test_a_secret_that_is_not_set_is_named(monkeypatch):
    monkeypatch.delenv("R_CLIENT_SECRET")
    with (
        Server(in_order(Reply())) as server,
        pytest.raises(SourceRejected, match="R_CLIENT_SECRET is not set"),
    ):
        read(server, **WHOLE)
