"""X: budgets that hold, lists without gaps, both spellings, edits, deletions."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ingest.brand import Brand
from ingest.config_file import parse_config
from ingest.errors import ConfigError, NotNow, SourceError, SourceRejected, UnexpectedPayload
from ingest.mention import Post, Reject
from ingest.sources import read_item, x, x_authors, x_compliance
from ingest.sources.x_lists import queries
from ingest.web.budgets import BudgetSpent, spendings
from ingest.web.client import Client
from tests.ingest.sources.samples import sample
from tests.ingest.sources.whole_pass import held, one_pass
from tests.ingest.sources.x_site import NOW, Site, id_at, post, problem, reply, user
from tests.ingest.web.server import QUICK, Reply, Server, quick_client

ACME = Brand(key="acme", name="Acme", handles=("acme",), own_accounts=("AcmeCare",))


@pytest.fixture(autouse=True)
def token(monkeypatch):
    """The app's, and nobody met before."""
    monkeypatch.setenv("X_BEARER_TOKEN", "t0ken-of-acme")
    monkeypatch.setattr(x_authors, "KNOWN", x_authors.Known())


def source(server=None, **more):
    given = {
        "name": "x",
        "kind": "x",
        "brands": ("acme",),
        "posts_per_month": 1000,
        "dollars_per_month": 5.0,
        "authors": False,
        **({"base_url": server.url} if server else {}),
    }
    return x.Options(**given | more)


def read(server, cursor=None, data=None, now=NOW, brands=None, **more):
    """Items and cursor of a pass, and what ended it early."""
    items, error = [], None
    cursor = cursor or {}
    brands = {"acme": ACME} if brands is None else brands
    with Client(QUICK, data) as client:
        try:
            for page in x.fetch(client, source(server, **more), brands, cursor, now):
                items += page.items
                cursor = json.loads(json.dumps(page.cursor))
        except SourceError as told:
            error = told
    return items, cursor, error


def texts(items):
    return [item["text"] for item in items]


def spent(data):
    return {one.name: one.used for one in spendings(data, datetime.now(UTC))}


MANY = [post(f"Acme {n}", minutes_ago=60 + n, number=n) for n in range(23)]
KIM = post("@acme the app logs me out", minutes_ago=50)
ANSWER = reply("So sorry, @kim. Fixed in 4.2!", KIM, minutes_ago=40, author="12")


@pytest.mark.parametrize("missing", ["posts_per_month", "dollars_per_month"])
def test_it_does_not_start_without_its_limits(missing):
    """Named as any other mistake of the configuration, before anything is asked."""
    entry = {"kind": "x", "posts_per_month": 10, "dollars_per_month": 1}
    del entry[missing]
    with pytest.raises(ConfigError, match=rf"sources\.x\.{missing}: .*field required"):
        parse_config({"sources": {"x": entry}})


@pytest.mark.parametrize(("key", "value"), [("posts_per_month", 0), ("dollars_per_month", 0)])
def test_no_limit_is_no_limit(key, value):
    entry = {"kind": "x", "posts_per_month": 10, "dollars_per_month": 1, key: value}
    with pytest.raises(ConfigError, match=key):
        parse_config({"sources": {"x": entry}})


def test_a_small_budget_is_looked_after_in_small_questions(tmp_path):
    """No more is asked for than is left at the time: what came today costs nothing more."""
    with Server(Site(MANY)) as server, Client(QUICK, tmp_path) as client:
        read(server, data=tmp_path, posts_per_month=31)
        poor, ids = source(server, posts_per_month=31), [one["id"] for one in MANY]
        sizes = [len(one.items) for one in x.recheck(client, poor, ids)]

    assert [8, 8, 7] == sizes


@pytest.mark.parametrize("spelling", ["tweet", "post"])
def test_everything_is_read_once(tmp_path, spelling):
    """Over pages, and no more in the next pass; either spelling, which the cursor remembers."""
    site = Site(MANY, spelling=spelling, page=10)
    with Server(site) as server:
        first, cursor, _ = read(server, data=tmp_path)
        asked = len(server.requests)
        site.posts.append(post("Acme again", minutes_ago=1))
        second, cursor, error = read(server, cursor, tmp_path)

    assert {f"Acme {n}" for n in range(23)} == {*texts(first)}
    assert 23 == len(first)
    assert (["Acme again"], None) == (texts(second), error)
    assert asked + 1 == len(server.requests)
    assert MANY[0]["id"] == server.requests[asked].query["since_id"]
    assert spelling == cursor["spelling"]


def test_the_budget_is_counted_before_and_settled_after(tmp_path):
    """What came is what is counted: 23 posts at half a cent."""
    with Server(Site(MANY, page=10)) as server:
        read(server, data=tmp_path)

    assert {"x: posts": 23, "x: money": 115} == spent(tmp_path)


def test_the_same_post_is_paid_for_once_a_day(tmp_path):
    """As X charges: read by a search and read again, it costs nothing more."""
    with Server(Site([*MANY])) as server:
        read(server, data=tmp_path)
        with Client(QUICK, tmp_path) as client:
            ids = [one["id"] for one in MANY]
            checked = list(x.recheck(client, source(server), ids))

    assert 23 == sum(len(one.items) for one in checked)
    assert {"x: posts": 23, "x: money": 115} == spent(tmp_path)


@pytest.mark.parametrize(
    ("limits", "left"),
    [({"posts_per_month": 15}, "posts"), ({"dollars_per_month": 0.075}, "thousandths")],
    ids=["posts", "money"],
)
def test_nothing_is_asked_beyond_the_budget(tmp_path, limits, left):
    """What was read stays; what was not is read when there is a budget again, and nothing twice."""
    site = Site(MANY, page=10)
    with Server(site) as server:
        first, cursor, error = read(server, data=tmp_path, **limits)
        charged = len(site.charged)
        again, cursor, still = read(server, cursor, tmp_path, **limits)
        asked = len(site.charged)
        rest, cursor, none = read(server, cursor, tmp_path)

    assert (10, 10, 10) == (len(first), charged, asked)
    assert isinstance(error, BudgetSpent)
    assert isinstance(still, BudgetSpent)
    assert left in str(error)
    assert "renews at" in str(error)
    assert ([], None) == (again, none)
    assert {f"Acme {n}" for n in range(23)} == {*texts(first), *texts(rest)}
    assert 23 == len(first) + len(rest)
    assert 23 == len(site.charged)


def test_a_failure_in_the_middle_leaves_a_gap_that_the_next_pass_closes(tmp_path):
    """New posts of the meantime are read too; no answer stays counted, a refusal does not."""
    site = Site(MANY, page=10)
    site.trouble = lambda request: Reply(status=500) if "next_token" in request.query else None
    with Server(site) as server:
        first, cursor, error = read(server, data=tmp_path)
        counted = spent(tmp_path)["x: posts"]
        site.trouble = None
        site.posts.append(post("Acme meanwhile", minutes_ago=1))
        rest, cursor, none = read(server, cursor, tmp_path)

    assert (10, 110, None) == (len(first), counted, none)
    assert "500" in str(error)
    assert "Acme meanwhile" == texts(rest)[0]
    assert sorted([*texts(MANY), "Acme meanwhile"]) == sorted(texts(first) + texts(rest))
    assert [] == cursor["lists"][next(iter(cursor["lists"]))]["gaps"]


def test_an_id_that_is_too_old_is_replaced_by_a_time(tmp_path):
    """A quiet week: the search refuses the newest id, and is asked from the last pass on."""
    site = Site([post("Acme long ago", minutes_ago=14 * 1440)])
    with Server(site) as server:
        cursor = read(server, now=NOW - timedelta(days=13))[1]
        cursor = read(server, cursor, now=NOW - timedelta(hours=1))[1]
        site.oldest = id_at(NOW - timedelta(days=7))
        site.posts.append(post("Acme is back", minutes_ago=5))
        items, cursor, error = read(server, cursor)

    assert (["Acme is back"], None) == (texts(items), error)
    assert "2026-11-03T10:50:00Z" == server.requests[-1].query["start_time"]


def test_a_server_that_ignores_what_it_is_asked_is_seen_through(tmp_path):
    """Known posts are no news, and nobody pages for ever."""
    site = Site(MANY, page=10)
    with Server(site) as server:
        _, cursor, _ = read(server)

        def ignorant(request):
            for name in ("since_id", "until_id", "start_time"):
                request.query.pop(name, None)
            return site(request)

        server.answer = ignorant
        items, _, error = read(server, cursor)

        def circling(request):
            answer = json.loads(site(request).body)
            answer["meta"]["next_token"] = "again"
            return Reply(json.dumps(answer))

        request = server.requests[0]
        server.answer = lambda _: circling(request)
        _, _, circle = read(server)

    assert ([], None) == (items, error)
    assert "goes round in a circle" in str(circle)


def test_what_is_said_to_the_accounts_and_what_they_answer(tmp_path):
    """At the price of one's own posts, without asking for handles in the search."""
    site = Site([KIM, ANSWER])
    with Server(site) as server:
        items, *_ = read(server, data=tmp_path, account_ids=("12",), terms=("Acme Anvil",))
    assert 2 == len(items)
    posts = {one.text: one for item in items for one in x.parse(item, source(account_ids=("12",)))}

    kim, answer = posts[KIM["text"]], posts[ANSWER["text"]]
    assert (True, "acme", False) == (kim.is_addressed, kim.brand, kim.is_outbound)
    assert (None, "acme", True) == (answer.is_addressed, answer.brand, answer.is_outbound)
    assert (KIM["id"], KIM["id"], "reply") == (
        answer.parent_id, answer.conversation_id, answer.kind
    )  # fmt: skip
    assert {"x: posts": 2, "x: money": 2} == spent(tmp_path)  # the search found Kim once more


def test_what_the_brand_answers_is_read_though_nobody_named_the_brand(tmp_path):
    """By account, or by handle; it waits for money where there is none."""
    asked = post("my app logs me out", minutes_ago=50)
    answer = reply("Sorry! acme", asked, minutes_ago=40, author="12")
    site = Site([asked, answer], [user("12", "acmecare")])
    with Server(site) as server:
        by_account, *_ = read(server, account_ids=("12",), terms=("nobody",))
        by_handle, *_ = read(server, authors=True)
        first, cursor, error = read(server, data=tmp_path, account_ids=("12",), posts_per_month=6)
        wanted = cursor["wanted"]
        rest, cursor, _ = read(server, cursor, tmp_path, account_ids=("12",))

    assert asked["text"] in texts(by_account)
    assert asked["text"] in texts(by_handle)
    assert ([answer["text"]], [asked["id"]]) == (texts(first), wanted)
    assert isinstance(error, BudgetSpent)
    assert (asked["text"], []) == (texts(rest)[-1], cursor["wanted"])


def test_authors_are_asked_for_once(tmp_path):
    """A cent each; a later pass of the same process knows them. Without money: without names."""
    site = Site([KIM, post("@acme hello", author="78")], [user("77", "kim"), user("78", "lee")])
    with Server(site) as server:
        items, cursor, _ = read(server, data=tmp_path, authors=True)
        site.posts.append(post("Acme again", minutes_ago=1))
        again, *_ = read(server, cursor, tmp_path, authors=True)
        x_authors.KNOWN = x_authors.Known()
        poor, _, error = read(server, authors=True, dollars_per_author=3.0)

    parsed = [one for item in items + again for one in x.parse(item, source())]
    assert {("kim", "Kim", 250), ("lee", "Lee", 250)} == {
        (one.author_handle, one.author_name, one.author_followers) for one in parsed
    }
    assert 1 == sum(request.path == "/users" for request in server.requests)
    assert {"x: posts": 3, "x: money": 15 + 20} == spent(tmp_path)
    assert (3, None) == (len(poor), error)
    assert not [item for item in poor if "author" in item]


def test_reposts_are_counts_and_no_posts():
    repost = post("RT @kim: Acme", referenced_tweets=[{"type": "retweeted", "id": "1"}])
    with Server(Site([repost, KIM])) as server:
        assert [KIM["text"]] == texts(read(server)[0])


def test_held_posts_are_looked_for_again(tmp_path):
    """Deleted or protected ones are told as gone, those of other errors are not."""
    site = Site(MANY)
    site.deleted = {MANY[3]["id"]}
    ids = [one["id"] for one in MANY]
    with Server(site) as server, quick_client() as client:
        (checked,) = x.recheck(client, source(server), ids)
        (polled,) = x.poll(client, source(server), ids[:3])

    assert ((MANY[3]["id"],), 22) == (checked.gone, len(checked.items))
    assert ids[:3] == [item["id"] for item in polled]


def test_the_last_quarter_of_a_budget_is_for_what_is_new(tmp_path):
    """Where X takes no jobs either, it is told that what it deleted may still be held."""
    with Server(Site(MANY)) as server, Client(QUICK, tmp_path) as client:
        poor = source(server, posts_per_month=30)
        read(server, data=tmp_path, posts_per_month=30)
        assert [] == list(x.poll(client, poor, [MANY[0]["id"]]))
        with pytest.raises(
            NotNow, match=r"x: 1 held posts were not looked .* longer than X allows"
        ):
            list(x.recheck(client, poor, [MANY[0]["id"]]))


@pytest.fixture
def at_once(monkeypatch):
    """No pause between two looks at a job."""
    monkeypatch.setattr(x_compliance, "PAUSE_SECONDS", 0.0)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("spelling", ["tweet", "post"])
def test_a_job_tells_at_no_price_what_must_go(tmp_path, spelling):
    """By both spellings, without credentials for the files, whatever is left of a budget."""
    site = Site(MANY, spelling=spelling)
    site.deleted = {MANY[3]["id"]}
    site.jobs = ["created", "in_progress", "complete"]
    ids = [one["id"] for one in MANY]
    with Server(site) as server, Client(QUICK, tmp_path) as client:
        (checked,) = x.recheck(client, source(server, posts_per_month=1), [*ids, "no id"])

    assert site.uploaded == ids
    assert checked.gone == (MANY[3]["id"],)
    assert checked.standing == tuple(one for one in ids if one != MANY[3]["id"])
    assert (site.charged, spent(tmp_path)) == ([], {})


@pytest.mark.usefixtures("at_once")
def test_a_post_that_only_lost_its_place_stands():
    site = Site(MANY)
    site.deleted, site.reason, site.jobs = {MANY[3]["id"]}, "scrub_geo", ["complete"]
    with Server(site) as server, quick_client() as client:
        (checked,) = x.recheck(client, source(server), [MANY[3]["id"]])

    assert (checked.gone, checked.standing) == ((), (MANY[3]["id"],))


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("status", ["failed", "expired", "in_progress"])
def test_where_a_job_does_not_end_posts_are_looked_up_and_paid_for(status):
    site = Site(MANY)
    site.deleted, site.jobs = {MANY[3]["id"]}, [status] * x_compliance.LOOKS
    with Server(site) as server, quick_client() as client:
        (checked,) = x.recheck(client, source(server), [one["id"] for one in MANY])

    assert ((MANY[3]["id"],), 22) == (checked.gone, len(checked.items))
    assert len(site.charged) == 22


@pytest.mark.usefixtures("at_once")
def test_the_ids_go_to_no_server_that_the_configuration_does_not_name():
    site, files = Site(MANY), Site()
    site.jobs = ["complete"]
    with Server(site) as server, Server(files) as other, quick_client() as client:
        site.files_url = other.url
        (looked_up,) = x.recheck(client, source(server), [MANY[0]["id"]])
        assert (other.requests, len(looked_up.items)) == ([], 1)
        named = source(server, files_url=other.url)
        (checked,) = x.recheck(client, named, [MANY[0]["id"]])

    assert (files.uploaded, checked.standing) == ([MANY[0]["id"]], (MANY[0]["id"],))


def test_an_edit_is_the_same_post_on_the_same_day():
    """Its newest words under the id and time of the first, however it is come by."""
    first = id_at(NOW - timedelta(minutes=90))
    old = post("Acme is slwo", minutes_ago=90)
    new = post("Acme is slow", minutes_ago=70)
    old["edit_history_tweet_ids"] = new["edit_history_tweet_ids"] = [first, new["id"]]
    with Server(Site([old, new])) as server, quick_client() as client:
        (checked,) = x.recheck(client, source(server), [first])
    (found,) = [one for item in checked.items for one in x.parse(item, source())]

    assert (first, "Acme is slow") == (found.post_id, found.text)
    assert NOW - timedelta(minutes=90) == found.created_at
    assert NOW - timedelta(minutes=70) == found.edited_at
    assert f"https://x.com/i/web/status/{new['id']}" == found.url


def test_an_edit_whose_ids_hold_no_time_is_dated_by_its_change():
    """The loader keeps the first time that it heard of."""
    item = post("Acme", minutes_ago=70) | {"id": "8", "edit_history_post_ids": ["7", "8"]}
    del item["edit_history_tweet_ids"]
    (found,) = x.parse(item, source())

    assert ("7", True, NOW - timedelta(minutes=70)) == (
        found.post_id, found.is_dated_by_change, found.created_at
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reply", "kind", "told"),
    [
        (problem(401, "Unauthorized"), SourceRejected, "x: 401"),
        (problem(403, "Client Forbidden"), SourceRejected, "x: 403"),
        (problem(402, "CreditsDepleted"), NotNow, "x: 402: .*nothing is asked for some hours"),
        (problem(429, "UsageCapExceeded"), NotNow, "x: 429: .*UsageCapExceeded"),
        (problem(429, "No", kind="https://x/usage-capped"), NotNow, "nothing is asked for some"),
        (problem(400, "Invalid Request", "no operator"), SourceRejected, "no operator"),
        (Reply('{"errors": [{"title": "Bad"}]}'), SourceRejected, "Bad"),
        (Reply("[]"), UnexpectedPayload, "no object"),
        (Reply('{"data": "x", "meta": {}}'), UnexpectedPayload, "data holds a str"),
    ],
    ids=range(9),
)
def test_what_x_refuses_is_told(tmp_path, reply, kind, told):
    """A spent cap is not waited for, and not asked about at every pass."""
    with Server(lambda _: reply) as server:
        _, _, error = read(server, data=tmp_path)
        asked = len(server.requests)
        read(server, data=tmp_path)

    assert isinstance(error, kind)
    assert pytest.raises(kind, match=told).matches(error)
    assert (asked if kind is NotNow else 2 * asked) == len(server.requests)


def test_a_rate_limit_is_left_to_the_next_pass(tmp_path):
    """By X's own header."""
    spent = problem(429, "Too Many Requests")
    spent.headers["x-rate-limit-reset"] = "3600"
    with Server(lambda _: spent) as server:
        error = read(server, data=tmp_path)[2]

    assert "asks to wait 3600 s" in str(error)
    assert 1 == len(server.requests)


def test_one_bad_item_costs_nothing_else():
    """It is kept with its reason."""
    good = [read_item(item, source(), "x", NOW)[0] for item in sample("x")]
    bad = [
        {"id": "1"},
        {"id": "9" * 5000, "created_at": "2026-11-02T09:15:30.000Z"},
        {"id": 7, "text": "x", "created_at": "2026-11-02T09:15:30.000Z"},
        {"id": "1", "text": "x", "created_at": "yesterday"},
        {"id": "1", "text": "x", "created_at": "2026-11-02T09:15:30.000Z", "public_metrics": 7},
        "no object",
    ]

    assert all(isinstance(one, Post) for one in good)
    assert all(isinstance(read_item(item, source(), "x", NOW)[0], Reject) for item in bad)


def test_samples_are_read_in_full():
    """Old and new spelling, notes, entities, languages, counts."""
    posts = [one for item in sample("x") for one in x.parse(item, source(account_ids=("12",)))]

    assert ["reply", "reply", "post", "quote", "post", "reply", "post"] == [p.kind for p in posts]
    assert "AT&T & Acme <3" in posts[2].text
    assert 280 < len(posts[4].text)
    assert [3, 1] == [posts[n].share_count for n in (3, 4)]
    assert ["en", "en", None, "de", "id"] == [one.lang for one in posts[:5]]
    assert [False, True] == [one.is_outbound for one in posts[:2]]


@pytest.mark.parametrize(
    ("more", "query"),
    [
        ({}, '("Acme" OR @acme OR from:AcmeCare) -is:retweet'),
        ({"account_ids": ("12",)}, '("Acme") -is:retweet'),
        ({"terms": ('Acme "Anvil"',)}, '("Acme Anvil") -is:retweet'),
    ],
    ids=["by name and handle", "by account", "by word"],
)
def test_what_is_searched_for(more, query):
    assert [query] == queries(source(**more), {"acme": ACME})


def test_many_words_are_several_questions():
    """None longer than X takes."""
    found = queries(source(terms=tuple(f"Acme product number {n}" for n in range(60))), {})

    assert 1 < len(found)
    assert all(len(query) <= 512 for query in found)
    assert all(sum(f'number {n}"' in query for query in found) == 1 for n in range(60))


def test_a_thread_from_x_to_the_warehouse(warehouse):
    """Complaint and answer, the brand by its number; the second pass changes nothing."""
    site = Site([KIM, ANSWER], [user("77", "kim"), user("12", "acmecare")])
    now = datetime.now(UTC)
    for number, one in enumerate((KIM, ANSWER)):
        one["created_at"] = f"{now - timedelta(minutes=30 - number):%Y-%m-%dT%H:%M:%S.000Z}"
    with Server(site) as server:
        keys = {
            "base_url": server.url,
            "bearer_token": "${X_BEARER_TOKEN}",
            "account_ids": ["12"],
            "posts_per_month": 1000,
            "dollars_per_month": 5,
        }
        outcomes = [one_pass(warehouse, "x", **keys) for _ in range(2)]

    assert [("ok", 2), ("unchanged", 0)] == [(one.outcome, one.new_count) for one in outcomes]
    assert {
        KIM["id"]: (None, KIM["id"], "acme", "inbound", KIM["text"]),
        ANSWER["id"]: (KIM["id"], KIM["id"], "acme", "outbound", ANSWER["text"]),
    } == held(warehouse)
