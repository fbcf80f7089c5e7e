"""Bluesky: sessions, lists, threads, and what a post becomes."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ingest.brand import Brand
from ingest.errors import SourceError, SourceRejected, SourceUnavailable
from ingest.mention import Post, Reject
from ingest.sources import bluesky, read_item
from ingest.sources.bluesky_session import AppPassword
from ingest.web.asking import Api
from ingest.web.auth import TOKENS
from ingest.web.budgets import Budget, BudgetSpent
from tests.ingest.sources.atproto import (
    JSON,
    NOW,
    PASSWORD,
    Network,
    reference,
    refuse,
    stamp,
    tell,
)
from tests.ingest.web.server import Reply, Server, quick_client
from tests.places import ROOT

ANSWERS = ROOT / "tests" / "ingest" / "sources" / "answers" / "bluesky.json"
ACME = {"acme": Brand(key="acme", name="Acme", handles=("brandcare.test",))}
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture(autouse=True)
def password(monkeypatch):
    monkeypatch.setenv("SKY_APP_PASSWORD", PASSWORD)
    monkeypatch.setattr(TOKENS, "_held", {})  # a port may come back


def source(server=None, **settings):
    known = {"handle": "@brandcare.test", "base_url": server.url if server else "https://a.example"}
    return bluesky.Options(name="sky", kind="bluesky", **(known | settings))


def read(server, cursor=None, now=NOW, brands=ACME, **settings):
    with quick_client() as client:
        wanted = source(server, **settings)
        return list(bluesky.fetch(client, wanted, brands, cursor or {}, now))


def until_it_fails(server, **settings):
    """The pages before the error, and the error."""
    came = []
    with quick_client() as client:
        try:
            for page in bluesky.fetch(client, source(server, **settings), ACME, {}, NOW):
                came.append(page)  # noqa: PERF402 - a list made in one go would be lost
        except SourceError as error:
            return came, error
    raise AssertionError("nothing failed")


def posts(pages):
    return {p.post_id: p for page in pages for i in page.items for p in bluesky.parse(i, source())}


def texts(pages):
    return [post.text for post in posts(pages).values()]


def methods(server):
    return [request.path.rsplit(".", 1)[-1] for request in server.requests]


def delivered():
    return json.loads(ANSWERS.read_text(encoding="utf-8"))


def parsed(record=None, **changes):
    item = delivered()[0] | changes
    (post,) = bluesky.parse(item | {"record": item["record"] | (record or {})}, source())
    return post


def facet(text, shown, feature):
    first = len(text.partition(shown)[0].encode())
    span = {"byteStart": first, "byteEnd": first + len(shown.encode())}
    return {"index": span, "features": [feature]}


class TestParse:
    def test_a_post_is_a_post(self):
        """Its address is its id; reposts are shares, quotes are posts of their own."""
        assert parsed() == Post(
            source="sky",
            post_id="at://did:plc:kim/app.bsky.feed.post/3kaaa1",
            created_at=datetime(2026, 11, 2, 9, 15, 30, 123_000, tzinfo=UTC),
            conversation_id="at://did:plc:kim/app.bsky.feed.post/3kaaa1",
            author_id="did:plc:kim",
            author_handle="kim.example",
            author_name="Kim",
            author_followers=321,
            text="☎️ Acme router dead again, see https://kim.example/blog/acme-router-dead "
            "@brandcare.example #acme",
            lang="en",
            url="https://bsky.app/profile/kim.example/post/3kaaa1",
            like_count=4,
            share_count=2,
            reply_count=1,
        )

    def test_every_sample_is_understood(self):
        """The brand's answer, its thread, a quote, pictures, a shared page."""
        found = {p.post_id[-1]: p for item in delivered() for p in bluesky.parse(item, source())}

        assert "123456" == "".join(found)
        assert ("acme", True, "reply") == (
            found["2"].brand,
            found["2"].is_outbound,
            found["2"].kind,
        )
        assert found["1"].post_id == found["3"].conversation_id
        assert found["2"].post_id == found["3"].parent_id
        assert ("quote", "acme", None) == (
            found["4"].kind,
            found["4"].brand,
            found["4"].is_addressed,
        )
        assert "Schon wieder\nRechnung von Acme, doppelt" == found["5"].text
        assert ("de", None) == (found["5"].lang, found["5"].author_handle)
        assert "https://bsky.app/profile/did:plc:ana/post/3kaaa5" == found["5"].url
        assert ("Acme fined two million", "Wow.") == (found["6"].title, found["6"].text)

    @pytest.mark.parametrize(
        ("told", "seen", "at"),
        [
            ("2026-11-02T09:00:00.000Z", "2026-11-02T10:00:00.000Z", "2026-11-02T09:00:00+00:00"),
            ("2031-01-01T00:00:00Z", "2026-11-02T10:00:00.000Z", "2026-11-02T10:00:00+00:00"),
            ("1970-01-01T00:00:00Z", "2026-11-02T10:00:00.000Z", "2026-11-02T10:00:00+00:00"),
            ("0001-01-01T00:00:00Z", "2026-11-02T10:00:00.000Z", "2026-11-02T10:00:00+00:00"),
            ("yesterday", "2026-11-02T10:00:00.000Z", "2026-11-02T10:00:00+00:00"),
            ("2026-11-02T09:00:00", "2026-11-02T10:00:00.000Z", "2026-11-02T10:00:00+00:00"),
            ("2013-05-01T09:00:00+02:00", "2026-11-02T10:00:00Z", "2013-05-01T07:00:00+00:00"),
            ("2026-11-02T09:00:00.123456789Z", None, "2026-11-02T09:00:00.123456+00:00"),
        ],
    )
    def test_the_authors_clock_is_believed_as_far_as_it_can_be(self, told, seen, at):
        """The platform sorts by the earlier of its word and its own sight; so do we."""
        post = parsed({"createdAt": told}, indexedAt=seen)

        assert at == post.created_at.isoformat()

    @pytest.mark.parametrize(
        ("text", "shown", "feature", "read"),
        [
            ("é a.be/b...", "a.be/b...", {"uri": "https://a.be/bc"}, "é https://a.be/bc"),
            ("👩‍👧 a.be", "a.be", {"uri": "https://www.a.be/"}, "👩‍👧 https://www.a.be/"),
            ("see this page", "this page", {"uri": "https://acme.example/abc"}, "see this page"),
            ("see it", "it", {"uri": "javascript:alert(1)"}, "see it"),
            ("hi @old.test", "@old.test", {"did": "did:plc:care"}, "hi @brandcare.example"),
            ("hi @kim.test", "@kim.test", {"did": "did:plc:kim"}, "hi @kim.test"),
        ],
    )  # fmt: skip
    def test_facets_count_bytes(self, text, shown, feature, read):
        """Links that are cut short are completed, the brand is named as it is called today."""
        assert read == parsed({"text": text, "facets": [facet(text, shown, feature)]}).text

    @pytest.mark.parametrize(
        "index",
        [
            {"byteStart": 1, "byteEnd": 3},
            {"byteStart": 0, "byteEnd": 99},
            {"byteStart": 3, "byteEnd": 3},
            {"byteStart": -4, "byteEnd": 2},
            {"byteStart": "0", "byteEnd": "2"},
            {},
        ],
    )
    def test_a_facet_that_cannot_be_marks_nothing(self, index):
        features = [{"uri": "https://é.example/"}]

        assert (
            "é.example"
            == parsed(
                {
                    "text": "é.example",
                    "facets": [{"index": index, "features": features}, 7, {"index": 1}],
                }
            ).text
        )

    @pytest.mark.parametrize("label", ["!takedown", "!hide"])
    def test_what_moderation_took_down_is_no_post(self, label):
        item = delivered()[0]

        assert () == read_item(item | {"labels": [{"val": label}]}, source(), "p", NOW)
        assert 1 == len(
            read_item(item | {"labels": [{"val": label, "neg": True}]}, source(), "p", NOW)
        )

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            ({"uri": "at://did:plc:kim/app.bsky.feed.like/3k1"}, "sky: uri holds"),
            ({"uri": 7}, "sky: uri holds 7, text is due"),
            ({"author": None}, "sky: item without 'author'"),
            ({"record": ["x"]}, "sky: record holds a list"),
            ({"likeCount": "4"}, "sky: likeCount holds '4', a whole number is due"),
            ({"likeCount": -4}, "like_count -4 is no count"),
            ({"record": {"text": "x"}, "indexedAt": None}, "sky: record.createdAt holds None"),
        ],
    )
    def test_what_is_not_as_documented_is_kept_with_its_reason(self, change, told):
        item = delivered()[0] | change
        (record,) = read_item(item, source(), "p", NOW)

        assert isinstance(record, Reject)
        assert record.reason.startswith(told)
        assert item == record.payload

    @pytest.mark.parametrize(
        "hostile",
        [
            {"embed": [1]},
            {"embed": {"record": 1, "images": 2, "media": 3}},
            {"reply": {"parent": 1}},
            {"langs": [1]},
            {"langs": "en"},
            {"facets": {"a": 1}},
            {"text": None},
        ],
    )
    def test_fields_of_other_shapes_cost_nothing_else(self, hostile):
        assert "did:plc:kim" == parsed(hostile).author_id


def story(network):
    """A complaint that names nobody, its answer, thanks, a quote and a mention."""
    complaint = network.post("kim", "router dead again", 300)
    answer = network.post("brandcare", "Sorry! A ticket is open.", 240, to=complaint)
    thanks = network.post("kim", "works again", 200, to=answer)
    quote = network.post(
        "lee", "is that help?", 150,
        embed={"$type": "app.bsky.embed.record", "record": reference(answer)},
    )  # fmt: skip
    network.post("ana", "@brandcare.test meine Rechnung ist falsch", 100, langs=["de"])
    return complaint, answer, thanks, quote


def test_what_is_said_to_the_account_is_heard_without_a_search():
    """Mentions, replies, quotes; the thread above its answers; its own posts, no reposts."""
    network = Network(followers={"kim": 12})
    complaint, answer, thanks, quote = story(network)
    network.post("zoe", "nothing of it", 30)
    with Server(network) as server:
        pages = read(server, terms=("Zzz",))

    found = posts(pages)
    assert {"router dead again", "Sorry! A ticket is open.", "works again", "is that help?",
            "@brandcare.test meine Rechnung ist falsch"} == {*texts(pages)}  # fmt: skip
    assert {complaint["uri"]} == {
        found[one["uri"]].conversation_id for one in (complaint, answer, thanks)
    }
    assert (True, "acme") == (found[answer["uri"]].is_outbound, found[answer["uri"]].brand)
    assert ("acme", "quote") == (found[quote["uri"]].brand, found[quote["uri"]].kind)
    assert (12, 7) == (
        found[complaint["uri"]].author_followers,
        found[quote["uri"]].author_followers,
    )
    assert "updateSeen" not in methods(server)


def test_further_accounts_that_answer_are_read_too():
    """By their whole handles; the thread above their answers comes with them."""
    brand = Brand(key="acme", name="Acme", own_accounts=("acme", "help.test", "nobody.test"))
    network = Network()
    complaint = network.post("kim", "router dead again", 30)
    answer = network.post("help", "we look into it", 20, to=complaint)
    with Server(network) as server:
        found = posts(read(server, brands={"acme": brand}, terms=("Zzz",)))

    assert {complaint["uri"], answer["uri"]} == {*found}


def test_answers_to_a_hit_are_read_when_there_are_more_of_them():
    """Others join in without naming anybody; a thread that stands still is not read again."""
    network = Network()
    hit = network.post("ana", "Acme is slow", 50)
    network.post("kim", "same here", 40, to=hit)
    with Server(network) as server:
        pages = read(server)
        pages += read(server, pages[-1].cursor, NOW + HALF_AN_HOUR)
        counts = [methods(server).count("getPostThread")]
        network.post("lee", "here too", 30, to=hit)
        pages += read(server, pages[-1].cursor, NOW + 2 * HALF_AN_HOUR)

    assert {"Acme is slow", "same here", "here too"} == {*texts(pages)}
    assert [1, 2] == [*counts, methods(server).count("getPostThread")]


def test_a_search_is_read_over_pages_and_goes_on_from_there():
    """135 posts, each once; then those of the last hours and what is new."""
    network = Network(largest_page=50)
    for number in range(135):
        network.post("ana", f"Acme note {number:03d}", 400 + 10 * number)
    with Server(network) as server:
        first = read(server)
        network.post("lee", "Acme is new", -20)
        second = read(server, first[-1].cursor, NOW + HALF_AN_HOUR)

    assert 135 == len(posts(first)) == sum(len(page.items) for page in first)
    assert 50 == len(posts(second))
    assert "Acme is new" == texts(second)[0]
    assert (NOW - timedelta(days=30), NOW) == (first[-1].observed_since, first[-1].observed_until)
    assert (None, NOW + HALF_AN_HOUR) == (second[-1].observed_since, second[-1].observed_until)


def test_hits_without_the_term_are_not_heard():
    """Words of a name may be tied together, and stand in a picture's words or a headline."""
    network = Network()
    for text in ("acme air", "#AcmeAir", "ACME, Air!", "acme or air", "airacme"):
        network.post("ana", text)
    page = {"$type": "app.bsky.embed.external", "external": {"title": "Acme Air fined"}}
    network.post("ana", "wow", embed=page)
    network.searchPosts = lambda request: network.page("posts", [*network.posts.values()], request)
    with Server(network) as server:
        found = texts(read(server, terms=("Acme Air",)))

    assert ["wow", "ACME, Air!", "#AcmeAir", "acme air"] == found


def test_a_post_that_many_like_does_not_hide_what_is_said():
    """Where the server sends notifications of every kind, whatever is asked for."""
    network = Network(largest_page=10)
    network.post("kim", "@brandcare.test down again", 300)
    for number in range(200):
        uri = f"at://did:plc:fan{number}/app.bsky.feed.like/3k1"
        at = stamp(NOW - timedelta(minutes=number))
        network.notices.append({"uri": uri, "reason": "like", "record": {}, "indexedAt": at})
    with Server(network) as server:
        assert ["@brandcare.test down again"] == texts(read(server, terms=("Zzz",)))


def test_what_is_no_post_is_kept_as_refused():
    """One bad hit costs no other, and is not lost."""
    network = Network()
    network.post("ana", "Acme is slow")
    bad = [["y"], "x", {}, {"uri": "at://did:plc:x/app.bsky.feed.post/1"}, {"record": 7}]
    network.searchPosts = lambda _: tell({"posts": [*bad, *network.posts.values()]})
    with Server(network) as server:
        items = [item for page in read(server) for item in page.items]

    records = [record for item in items for record in read_item(item, source(), "p", NOW)]
    assert ["Acme is slow"] == [one.text for one in records if isinstance(one, Post)]
    assert len(bad) == sum(isinstance(one, Reject) for one in records)


def test_an_old_post_that_the_brand_reposts_is_not_its_own_and_not_the_end():
    """It stands where it was reposted: what comes after it in the feed is newer than itself."""
    network = Network(largest_page=2)
    old = network.post("kim", "praise from last year", 60 * 24 * 300)
    ours = [network.post("brandcare", f"answer {n}", 10 * n) for n in range(1, 4)]
    with Server(network) as server:
        first = read(server, terms=("Zzz",))
        ours += [network.post("brandcare", f"answer {n}", -n) for n in range(4, 7)]
        network.reposts.append((old, stamp(NOW + timedelta(minutes=5, seconds=30))))
        second = read(server, first[-1].cursor, NOW + HALF_AN_HOUR, terms=("Zzz",))

    assert {*texts(first), *texts(second)} == {f"answer {n}" for n in range(1, 7)}


def test_an_empty_page_with_a_cursor_is_not_the_end():
    """Moderation empties pages after they were cut."""
    network = Network(empties=True)
    network.post("ana", "Acme is slow")
    with Server(network) as server:
        assert ["Acme is slow"] == texts(read(server))


def test_a_cursor_that_leads_back_ends_the_walk():
    network = Network(loops=True, largest_page=10)
    for number in range(30):
        network.post("ana", f"Acme note {number}", number)
    with Server(network) as server:
        assert 10 == len(posts(read(server)))

    assert methods(server).count("searchPosts") < 10


def test_two_days_are_read_again_twice_a_day():
    """A post that was imported late has an old time."""
    network = Network(largest_page=5)
    for number in range(40):
        network.post("ana", f"Acme note {number}", 60 * number)
    with Server(network) as server:
        first = read(server)
        network.post("ana", "Acme came late", 30 * 60)
        soon = read(server, first[-1].cursor, NOW + timedelta(hours=11))
        later = read(server, soon[-1].cursor, NOW + timedelta(hours=12))

    assert "Acme came late" not in texts(soon)
    assert "Acme came late" in texts(later)


def test_max_items_leaves_the_rest_to_the_next_run():
    network = Network(largest_page=10)
    for number in range(45):
        network.post("ana", f"Acme note {number}", number)
    cursor, found, runs = {}, set(), 0
    with Server(network) as server:
        while runs == 0 or "since" in cursor:
            pages = read(server, cursor, max_items=1)
            cursor, runs = pages[-1].cursor, runs + 1
            found.update(posts(pages))
            assert runs < 20

    assert 45 == len(found)
    assert runs >= 5


def test_a_failure_in_the_middle_keeps_what_came():
    """The next run goes on by the cursor, or from the top where it is not taken any more."""
    network = Network(largest_page=20)
    for number in range(60):
        network.post("ana", f"Acme note {number}", number)

    def failing(request):
        is_late = request.query.get("cursor") == "40"
        return refuse(502, "UpstreamFailure", "no") if is_late else network(request)

    forgotten = [refuse(400, "InvalidRequest", "bad cursor")]

    def forgetful(request):
        is_old = request.query.get("cursor") == "40" and forgotten
        return forgotten.pop() if is_old else network(request)

    with Server(failing) as server:
        came, error = until_it_fails(server)
        server.answer = network
        rest = read(server, came[-1].cursor)
        server.answer = forgetful
        over = read(server, came[-1].cursor)

    assert SourceUnavailable is type(error)
    assert (40, 20) == (len(posts(came)), len(posts(rest)))
    assert came[-1].observed_until is None
    assert (NOW - timedelta(days=30), NOW) == (rest[-1].observed_since, rest[-1].observed_until)
    assert ([], 60) == (forgotten, len(posts(over)))


class TestSession:
    def test_one_log_in_serves_many_passes(self):
        network = Network()
        with Server(network) as server:
            read(server)
            read(server)

        assert 1 == network.logins

    def test_a_token_that_ended_is_refreshed_once(self):
        """With 400, as the platform says it; the question is asked again."""
        network = Network(ended={"access-token-1"})
        network.post("ana", "Acme is slow")
        with Server(network) as server:
            pages = read(server)

        assert ["Acme is slow"] == texts(pages)
        assert (1, 1) == (network.logins, methods(server).count("refreshSession"))

    def test_where_it_cannot_be_refreshed_it_logs_in(self):
        network = Network(ended={"access-token-1"}, ended_refreshes={"refresh-token-1"})
        with Server(network) as server:
            read(server)

        assert 2 == network.logins

    def test_a_wrong_password_is_named_by_its_variable(self, monkeypatch):
        monkeypatch.setenv("SKY_APP_PASSWORD", "wrong-one")
        told = "brandcare.test cannot log in .* app password in SKY_APP_PASSWORD"
        with Server(Network()) as server, pytest.raises(SourceRejected, match=told) as raised:
            read(server)

        assert "wrong-one" not in str(raised.value)

    def test_the_account_is_not_locked_out_by_too_many_log_ins(self):
        """The 291st of a day is not asked for, whichever processes the others were."""
        network = Network()
        log_ins = Budget("brandcare.test log-ins", "log-ins", 290, "day")
        with Server(network) as server, quick_client() as client:
            grant = AppPassword(
                base_url=server.url,
                handle="brandcare.test",
                password=PASSWORD,
                variable="SKY_APP_PASSWORD",
            )
            client.spend(Api(source="cron", base_url=server.url), log_ins, 289)
            grant.token("sky", client, None)
            with pytest.raises(BudgetSpent, match="log-ins"):
                grant.token("sky", client, None)

        assert 1 == network.logins

    def test_the_server_that_holds_the_account_is_asked(self):
        """The session's document names it; http stays http."""
        network = Network()
        network.post("ana", "Acme is slow")
        with Server(network) as home, Server(network) as entry:
            network.home = home.url
            pages = read(entry)

        assert ["Acme is slow"] == texts(pages)
        assert ["createSession"] == methods(entry)

    @pytest.mark.parametrize("home", ["http://127.0.0.1:1", "ftp://x", "http://[", 7])
    def test_a_document_that_leads_nowhere_is_not_followed(self, home):
        network = Network(home=home)
        network.post("ana", "Acme is slow")
        with Server(network) as server:
            assert ["Acme is slow"] == texts(read(server))

    def test_another_account_may_listen(self):
        """What is said to the brand is searched for then."""
        network = Network()
        network.post("acme", "we look into it", 30)
        network.post("kim", "hey @acme.test", 20)
        network.post("kim", "hey @brandcare.test", 10)
        with Server(network) as server:
            pages = read(server, account="acme.test", terms=("Zzz",))

        assert ["we look into it", "hey @acme.test"] == texts(pages)
        assert [True, False] == [post.is_outbound for post in posts(pages).values()]
        assert "listNotifications" not in methods(server)

    def test_an_account_that_is_not_there_is_named(self):
        told = "sky: nobody is called nobody.test"
        with Server(Network()) as server, pytest.raises(SourceRejected, match=told):
            read(server, account="nobody.test")


class TestRefusals:
    def test_a_list_that_is_refused_costs_no_other(self):
        network = Network()
        network.post("brandcare", "we are here for you", 10)

        def closed(request):
            is_search = request.path.endswith("searchPosts")
            page = Reply("<html>Request forbidden", status=403)
            return page if is_search else network(request)

        with Server(closed) as server:
            came, error = until_it_fails(server)

        assert ["we are here for you"] == texts(came)
        assert str(error).startswith(
            "sky: 403 on app.bsky.feed.searchPosts: refused: <html>Request forbidden"
        )
        assert NOW == came[-1].observed_until

    def test_a_server_without_notifications_is_read_without(self):
        network = Network(lacks=("app.bsky.notification.listNotifications",))
        network.post("ana", "Acme is slow")
        with Server(network) as server:
            assert ["Acme is slow"] == texts(read(server))

    @pytest.mark.parametrize("body", ["[]", "{}", '{"posts": 7}'])
    def test_an_answer_of_another_shape_is_named(self, body):
        network = Network()

        def answer(request):
            is_search = request.path.endswith("searchPosts")
            return Reply(body, headers=JSON) if is_search else network(request)

        told = "sky: .*searchPosts answers no object|sky: answer without 'posts'"
        with Server(answer) as server, pytest.raises(SourceRejected, match=told):
            read(server)


def test_a_server_that_is_asked_too_often_is_asked_again_when_it_says():
    """Its reset header is a moment in seconds since 1970."""
    network = Network()
    network.post("ana", "Acme is slow")
    told = json.dumps({"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"})
    spent = [Reply(told, status=429, headers=JSON | {"RateLimit-Reset": "1577836800"})]
    with Server(lambda request: spent.pop() if spent else network(request)) as server:
        assert ["Acme is slow"] == texts(read(server))


class TestHeld:
    def test_held_posts_are_read_again(self):
        """An edit has new words; gone is what is not found, not what is blocked."""
        network = Network()
        kept, edited, gone, hidden, blocked = (
            network.post("kim", f"Acme post {n}") for n in range(5)
        )
        uris = [one["uri"] for one in (kept, edited, gone, hidden, blocked)]
        network.edit(edited, "Acme fixed it")
        network.delete(gone)
        hidden["labels"] = [{"val": "!takedown"}]
        network.blocked.add(blocked["uri"])
        with Server(network) as server, quick_client() as client:
            (checked,) = bluesky.recheck(client, source(server), uris)
            (polled,) = bluesky.poll(client, source(server), uris)

        assert uris[:2] == [item["uri"] for item in checked.items] == [i["uri"] for i in polled]
        assert {*uris[2:4]} == {*checked.gone}
        (post,) = bluesky.parse(checked.items[1], source())
        assert "Acme fixed it" == post.text

    def test_25_are_asked_for_at_once(self):
        network = Network()
        uris = [network.post("kim", f"Acme post {n}")["uri"] for n in range(60)]
        with Server(network) as server, quick_client() as client:
            found = list(bluesky.poll(client, source(server), uris))

        assert [25, 25, 10] == [len(items) for items in found]

    def test_the_brands_own_stay_its_own(self):
        network = Network()
        _, answer, *_ = story(network)
        with Server(network) as server, quick_client() as client:
            wanted = source(server, brands=("acme",))
            (checked,) = bluesky.recheck(client, wanted, [answer["uri"]])

        (post,) = bluesky.parse(checked.items[0], wanted)
        assert (True, "acme") == (post.is_outbound, post.brand)


def test_a_probe_says_what_the_account_is_given():
    """And what is refused, of which the rest costs nothing."""
    network = Network(lacks=("app.bsky.feed.searchPosts",))
    with Server(network) as server, quick_client() as client:
        given, refused = bluesky.probe(client, source(server), ACME)

    assert "@brandcare.test: it gives its posts, what is said to it." == given
    assert refused.startswith("sky: 501 on app.bsky.feed.searchPosts: MethodNotImplemented")
