"""Mastodon's API: lists, walks, threads, refusals, and what a post becomes."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from ingest.brand import Brand
from ingest.errors import SourceError, SourceRejected, SourceUnavailable
from ingest.mention import Post, Reject
from ingest.sources import mastodon, read_item
from ingest.sources.mastodon_walks import walk
from ingest.sources.walks import Entry
from tests.ingest.sources.fediverse import HTML, JSON, NOW, TOKEN, Fediverse, stamp, takahe
from tests.ingest.web.server import Reply, Server, quick_client
from tests.places import ROOT

ANSWERS = ROOT / "tests" / "ingest" / "sources" / "answers" / "mastodon.json"
ACME = {"acme": Brand(key="acme", name="Acme", handles=("brandcare",))}
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture(autouse=True)
def token(monkeypatch):
    monkeypatch.setenv("FEDI_ACCESS_TOKEN", TOKEN)


def source(server=None, **settings):
    base = server.url if server else "https://social.example"
    return mastodon.Options(name="fedi", kind="mastodon", **({"base_url": base} | settings))


def read(server, cursor=None, now=NOW, brands=ACME, **settings):
    with quick_client() as client:
        wanted = source(server, **settings)
        return list(mastodon.fetch(client, wanted, brands, cursor or {}, now))


def until_it_fails(server, **settings):
    """The pages before the error, and the error."""
    came = []
    with quick_client() as client:
        try:
            for page in mastodon.fetch(client, source(server, **settings), ACME, {}, NOW):
                came.append(page)  # noqa: PERF402 - a list made in one go would be lost
        except SourceError as error:
            return came, error
    raise AssertionError("nothing failed")


def posts(pages):
    return {p.post_id: p for page in pages for i in page.items for p in mastodon.parse(i, source())}


def texts(pages):
    return [post.text for post in posts(pages).values()]


def delivered():
    return json.loads(ANSWERS.read_text(encoding="utf-8"))


def parsed(**changes):
    (post,) = mastodon.parse(delivered()[0] | changes, source())
    return post


class TestParse:
    def test_a_status_is_a_post(self):
        """Markup is taken off, accounts are named in full, ids stay text, boosts are shares."""
        assert parsed() == Post(
            source="fedi",
            post_id="115476000000000001",
            created_at=datetime.fromisoformat("2026-11-02T09:15:30.120+00:00"),
            conversation_id="115476000000000001",
            author_id="https://far.example/users/kim",
            author_handle="kim@far.example",
            author_name="Kim",
            author_followers=321,
            text="@brandcare@social.example my router is dead again & nobody answers #Acme\n"
            "Three days now.",
            lang="en",
            url="https://far.example/@kim/115476000000000001",
            like_count=9,
            share_count=5,
            reply_count=2,
        )

    def test_every_sample_is_understood(self):
        """The brand's answer, a content warning, a poll, a quote, a picture, a thread's root."""
        found = {p.post_id[-1]: p for item in delivered() for p in mastodon.parse(item, source())}

        assert "123456" == "".join(found)
        assert ("acme", True, "reply") == (
            found["2"].brand,
            found["2"].is_outbound,
            found["2"].kind,
        )
        assert "115476000000000001" == found["2"].parent_id == found["3"].conversation_id
        assert ("Billing rant", "de", None) == (found["4"].title, found["4"].lang, found["4"].url)
        assert "Who is down?\n- Acme Fibre\n- somebody else" == found["5"].text
        assert ("quote", "Same here.\nThe status page of Acme, all green") == (
            found["6"].kind,
            found["6"].text,
        )
        assert datetime.fromisoformat("2026-11-02T11:00:00+00:00") == found["6"].edited_at

    @pytest.mark.parametrize(
        ("change", "field", "value"),
        [
            ({"language": None}, "lang", None),
            ({"in_reply_to_account_id": "7"}, "kind", "reply"),
            (
                {"url": "javascript:alert(1)", "uri": "https://a.example/1"},
                "url",
                "https://a.example/1",
            ),
            ({"url": None, "uri": "tag:a,2026:1"}, "url", None),
            ({"mentions": "none"}, "conversation_id", "115476000000000001"),
            ({"pleroma": {"quote_id": "A1"}}, "kind", "quote"),
            ({"reblogs_count": None}, "share_count", None),
        ],
    )
    def test_servers_differ(self, change, field, value):
        assert value == getattr(parsed(**change), field)

    @pytest.mark.parametrize(
        ("account", "handle"),
        [
            ({"acct": "kim"}, "kim@social.example"),
            ({"acct": "kim@social.example"}, "kim@social.example"),
            ({"acct": "Kim@far.example", "followers_count": -1}, "Kim@far.example"),
        ],
    )
    def test_an_account_has_its_domain(self, account, handle):
        """Whether the server names it or not; without an address the handle identifies."""
        post = parsed(account=account)

        assert (handle, handle.lower(), None) == (
            post.author_handle,
            post.author_id,
            post.author_followers,
        )

    def test_pictures_in_names_are_left_out(self):
        account = delivered()[0]["account"] | {"display_name": "Kim :cat: K", "emojis": [{}]}

        assert "Kim K" == parsed(account=account).author_name

    def test_a_boost_is_what_it_boosts(self):
        """Its own id would make one post two."""
        item = delivered()[0]

        assert parsed() == parsed(id="9", reblog={k: v for k, v in item.items() if k != "heard"})

    @pytest.mark.parametrize("visibility", ["private", "direct", "mutuals_only", "local"])
    def test_what_is_not_for_everybody_is_no_post(self, visibility):
        """Nor kept as refused."""
        item = delivered()[0] | {"visibility": visibility}

        assert () == read_item(item, source(), "p", NOW)

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            ({"id": 7}, "fedi: id holds 7, text is due"),
            ({"visibility": None}, "fedi: item without 'visibility'"),
            ({"account": None}, "fedi: item without 'account'"),
            ({"account": {"acct": ""}}, "fedi: item without 'account.acct'"),
            ({"content": ["x"]}, "fedi: content holds ['x'], text is due"),
            ({"favourites_count": "9"}, "fedi: favourites_count holds '9', a whole number is due"),
            ({"created_at": "2026-11-02T09:15:30"}, "fedi: created_at holds '2026-11-02T09:15:30'"),
        ],
    )
    def test_what_is_not_as_documented_is_kept_with_its_reason(self, change, told):
        item = delivered()[0] | change
        (record,) = read_item(item, source(), "p", NOW)

        assert isinstance(record, Reject)
        assert record.reason.startswith(told)
        assert item == record.payload

    def test_markup_without_end_is_read_at_once(self):
        """Nothing in it makes the reading take more than its length."""
        assert parsed(content="<a " * 60_000 + "<p class='quote-inline'>" * 4_000).text == ""


def story(world):
    """A complaint that names nobody but the account, its answer, thanks, and a whisper."""
    complaint = world.post("kim@far.example", "my router is dead", 300)
    nagging = world.post("kim@far.example", "@brandcare well?", 290, to=complaint)
    answer = world.post("brandcare", "@kim@far.example Sorry! A ticket is open.", 240, to=nagging)
    world.post("kim@far.example", "thank you", 200, to=answer)
    world.post("lee", "a whisper @brandcare #acme", 190, visibility="direct")
    return complaint, nagging, answer


@pytest.mark.parametrize("make", [Fediverse, takahe])
def test_threads_the_brand_answers_in_are_read_whole(make):
    """Above and below, each post once; what is not for everybody is never among the items."""
    world = make()
    complaint, nagging, answer = story(world)
    with Server(world) as server:
        pages = read(server)

    found = posts(pages)
    assert {"my router is dead", "@brandcare@social.example well?", "thank you"} < {*texts(pages)}
    assert {complaint["id"]} == {
        found[one["id"]].conversation_id or complaint["id"] for one in (complaint, nagging, answer)
    }
    assert (nagging["id"], True, "acme") == (
        found[answer["id"]].parent_id,
        found[answer["id"]].is_outbound,
        found[answer["id"]].brand,
    )
    assert 4 == len(found)
    assert "whisper" not in json.dumps([page.items for page in pages])


def contexts(server):
    """The posts whose threads were asked for, and then not any more."""
    asked = [r.path.split("/")[4] for r in server.requests if r.path.endswith("/context")]
    server.requests.clear()
    return asked


def test_answers_to_a_hit_are_read_when_there_are_more_of_them():
    """Others join in without naming anybody; a thread that stands still is not read again."""
    world = Fediverse()
    hit = world.post("ana", "slow again #acme", 50)
    world.post("kim", "same here", 40, to=hit)
    with Server(world) as server:
        pages = read(server)
        first = contexts(server)
        pages += read(server, pages[-1].cursor, NOW + HALF_AN_HOUR)
        second = contexts(server)
        world.post("lee", "here too", 30, to=hit)
        pages += read(server, pages[-1].cursor, NOW + 2 * HALF_AN_HOUR)

    assert {"slow again #acme", "same here", "here too"} == {*texts(pages)}
    assert ([hit["id"]], [], [hit["id"]]) == (first, second, contexts(server))


@pytest.mark.parametrize("make", [Fediverse, takahe])
def test_hashtags_are_read_over_pages_and_forward_from_there(make):
    """110 posts, each once; the next run reads the last hour again and what came after it."""
    world = make()
    for number in range(110):
        world.post("ana", f"note {number:03d} #acme", 400 - 2 * number)
    with Server(world) as server:
        first = read(server, brands={}, hashtags=("acme",), terms=("Zzz",))
        for number in range(110, 200):
            world.post("ana", f"note {number:03d} #acme", -1)
        second = read(
            server, first[-1].cursor, NOW + HALF_AN_HOUR, {}, hashtags=("acme",), terms=("Zzz",)
        )

    numbers = [int(text[5:8]) for text in texts(first)]
    assert [*range(109, -1, -1)] == numbers
    assert 110 == sum(len(page.items) for page in first)
    assert {*range(110, 200)} <= {int(text[5:8]) for text in texts(second)}
    assert (NOW - timedelta(days=30), NOW) == (first[-1].observed_since, first[-1].observed_until)
    assert (None, NOW + HALF_AN_HOUR) == (second[-1].observed_since, second[-1].observed_until)


def test_the_last_hour_is_read_twice():
    """An id that was given out a little earlier appears a little later."""
    world = Fediverse(has_search=False, largest_page=1)
    world.post("ana", "old #acme", 90)
    late = world.post("ana", "late #acme", 11)
    world.post("ana", "new #acme", 10)
    world.delete(late)
    with Server(world) as server:
        first = read(server)
        world.statuses.append(late)
        second = read(server, first[-1].cursor, NOW + HALF_AN_HOUR)

    assert ["new #acme", "old #acme"] == texts(first)
    assert {"new #acme", "late #acme"} == {*texts(second)}


def entry(number, minutes_ago):
    return Entry(id=str(number), at=NOW - timedelta(minutes=minutes_ago), item={"id": str(number)})


def test_the_next_walk_begins_below_the_first_young_entry():
    """Also where an old post arrived after it: ids tell the order of arrival, times do not."""
    pages = [[entry(7, 90), entry(6, 10), entry(5, 80)], []]
    *_, last = walk(lambda _: pages.pop(0), {"from": "4"}, NOW)

    assert "5" == last.state["from"]


def test_a_longer_id_is_newer():
    """Those of notifications are small numbers on some servers."""
    asked, pages = [], [[entry(10, 90), entry(9, 95)], []]

    def ask(params):
        asked.append(params["min_id"])
        return pages.pop(0)

    *_, last = walk(ask, {"from": "8"}, NOW)

    assert (["8", "10"], "10") == (asked, last.state["from"])


def test_two_days_are_read_again_twice_a_day():
    """Posts that the server fetched late slide in behind those that were read."""
    world = Fediverse(has_search=False, largest_page=2)
    world.post("ana", "first #acme", 2000)
    late = world.post("ana", "late #acme", 1900)
    for number in range(3):
        world.post("ana", f"note {number} #acme", 1800)
    world.delete(late)
    with Server(world) as server:
        first = read(server)
        world.statuses.append(late)
        soon = read(server, first[-1].cursor, NOW + timedelta(hours=11))
        later = read(server, soon[-1].cursor, NOW + timedelta(hours=12))

    assert ["note 2 #acme", "note 1 #acme"] == texts(soon)
    assert 5 == len(texts(later))
    assert "late #acme" in texts(later)


def test_the_newest_page_is_read_again_each_time():
    """An edit and new counts of what was just said are seen by the next run."""
    world = Fediverse(has_search=False)
    complaint = world.post("ana", "it is slow #acme", 500)
    with Server(world) as server:
        first = read(server)
        world.edit(complaint, "it was slow #acme")
        second = read(server, first[-1].cursor, NOW + HALF_AN_HOUR)

    assert ["it was slow #acme"] == texts(second)


@pytest.mark.parametrize("forgets", [("min_id",), ("max_id",), ("min_id", "max_id"), ("offset",)])
def test_a_server_that_repeats_itself_is_not_asked_without_end(forgets):
    world = Fediverse(forgets=forgets)
    for number in range(60):
        world.post("ana", f"note {number} #acme", 100 - number)
    with Server(world) as server:
        pages = read(server)
        read(server, pages[-1].cursor, NOW + HALF_AN_HOUR)

    assert len(server.requests) < 40


def test_max_items_leaves_the_rest_to_the_next_run():
    """Every run gets on, whatever it reads twice; none of it is lost."""
    world = Fediverse(has_search=False)
    for number in range(200):
        world.post("ana", f"note {number} #acme", 55 - number // 4)
    cursor, found, runs = {}, set(), 0
    with Server(world) as server:
        while "until" not in cursor.get("streams", {}).get("tag:acme", {}):
            pages = read(server, cursor, max_items=1)
            cursor, runs = pages[-1].cursor, runs + 1
            found.update(posts(pages))
            assert runs < 20

    assert 200 == len(found)
    assert runs > 4


def test_a_failure_in_the_middle_keeps_what_came():
    """And the next run goes on where it was, from a cursor that only says what was read."""
    world = Fediverse(has_search=False)
    for number in range(110):
        world.post("ana", f"note {number} #acme", 300 - number)
    asked = []

    def failing(request):
        asked.append(request.path)
        is_late = request.path.endswith("/tag/acme") and asked.count(request.path) > 1
        return Reply(status=503) if is_late else world(request)

    with Server(failing) as server:
        came, error = until_it_fails(server, hashtags=("acme",))
        server.answer = world
        rest = read(server, came[-1].cursor, hashtags=("acme",))

    assert (SourceUnavailable, "fedi: 503 Service Unavailable") == (type(error), str(error))
    assert 40 == len(posts(came))
    assert came[-1].observed_until is None
    assert 70 == len(posts(rest[:2]))  # then the newest page once more
    assert (NOW - timedelta(days=30), NOW) == (rest[-1].observed_since, rest[-1].observed_until)


class TestRefusals:
    def test_without_a_token_hashtags_are_read(self, monkeypatch):
        """Nothing else is asked for, and the configured account's answers are found."""
        monkeypatch.delenv("FEDI_ACCESS_TOKEN")
        world = Fediverse()
        complaint, _, answer = story(world)
        world.post("ana", "slow again #Acme", 20)
        with Server(world) as server:
            pages = read(server, account="@brandcare@social.example")

        assert {"authorization"} & {name for r in server.requests for name in r.headers} == set()
        assert {"slow again #Acme", complaint["content"][3:-4]} < {*texts(pages)}
        assert posts(pages)[answer["id"]].is_outbound

    def test_a_closed_server_names_the_token_and_its_scope(self, monkeypatch):
        monkeypatch.delenv("FEDI_ACCESS_TOKEN")
        told = r"401 on /api/v1/timelines/tag/acme: .* set FEDI_ACCESS_TOKEN .* read:statuses"
        with Server(Fediverse(is_closed=True)) as server, pytest.raises(SourceRejected, match=told):
            read(server, hashtags=("acme",))

    @pytest.mark.parametrize("make", [Fediverse, takahe])
    def test_a_wrong_token_is_named_by_its_variable(self, monkeypatch, make):
        """JSON with 401, or a page with 400."""
        monkeypatch.setenv("FEDI_ACCESS_TOKEN", "not-the-token")
        told = r"fedi: 40[01] on .*: the token in FEDI_ACCESS_TOKEN is not accepted"
        with Server(make()) as server, pytest.raises(SourceRejected, match=told) as raised:
            read(server)

        assert "not-the-token" not in str(raised.value)

    def test_a_missing_scope_costs_no_other_list(self):
        """What came is kept; the scope is named."""
        world = Fediverse(scopes=("read:statuses", "read:accounts", "read:notifications"))
        world.post("ana", "slow #acme", 20)
        with Server(world) as server:
            came, error = until_it_fails(server)

        assert re.search("on /api/v2/search: .* lacks read:search", str(error))
        assert ["slow #acme"] == texts(came)
        assert NOW == came[-1].observed_until

    def test_a_server_without_a_search_is_read_without(self):
        """Pixelfed for example: nobody could mend that."""
        world = Fediverse(broken={"/api/v2/search": Reply("<html>", status=404, headers=HTML)})
        world.post("ana", "slow #acme", 20)
        with Server(world) as server:
            pages = read(server)

        assert (["slow #acme"], NOW) == (texts(pages), pages[-1].observed_until)

    @pytest.mark.parametrize(
        ("reply", "told"),
        [
            (Reply("<html>Just a moment", headers=HTML), "fedi: HTML where JSON is due"),
            (Reply("{}", headers=JSON), "fedi: api/v1/timelines/tag/acme answers no list"),
            (Reply('{"error":"user needed"}', status=422), "account, not of an application"),
        ],
    )
    def test_an_answer_of_another_shape_is_named(self, reply, told):
        world = Fediverse(broken={"/api/v1/timelines/tag/acme": reply})
        with Server(world) as server, pytest.raises(SourceError, match=told):
            read(server, hashtags=("acme",))

    def test_an_account_that_is_not_there_is_named(self):
        told = "fedi: no account nobody on social.example"
        with Server(Fediverse()) as server, pytest.raises(SourceRejected, match=told):
            read(server, account="nobody")


class TestOwn:
    def test_own_accounts_without_domain_are_those_of_the_server(self):
        """The same name elsewhere is somebody else."""
        brand = Brand(key="acme", name="Acme", own_accounts=("acme_help",))
        world = Fediverse()
        ours = world.post("acme_help", "we look into #acme", 20)
        theirs = world.post("acme_help@evil.example", "send money to #acme", 10)
        with Server(world) as server:
            found = posts(read(server, brands={"acme": brand}))

        assert (True, "acme") == (found[ours["id"]].is_outbound, found[ours["id"]].brand)
        assert (False, None) == (found[theirs["id"]].is_outbound, found[theirs["id"]].brand)

    def test_further_accounts_that_answer_are_read_too(self):
        """Wherever they are; the thread above their answers comes with them."""
        brand = Brand(key="acme", name="Acme", own_accounts=("x@nowhere.test", "Help@far.example"))
        world = Fediverse()
        complaint = world.post("kim", "router dead again", 30)
        answer = world.post("help@far.example", "we look into it", 20, to=complaint)
        with Server(world) as server:
            found = posts(read(server, brands={"acme": brand}, terms=("Zzz",)))

        assert {complaint["id"], answer["id"]} == {*found}

    @pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 422])
    def test_an_account_that_cannot_be_looked_up_costs_nothing(self, status):
        brand = Brand(key="acme", name="Acme", own_accounts=("help@far.example",))
        refused = Reply("<html>no such page", status=status, headers=HTML)
        world = Fediverse(broken={"/api/v1/accounts/lookup": refused})
        world.post("ana", "slow again #acme")
        with Server(world) as server:
            assert ["slow again #acme"] == texts(read(server, brands={"acme": brand}))

    def test_what_speaks_to_an_account_that_no_handle_names_is_the_brands(self):
        """Where a handle names it, the text tells, of other brands too."""
        world = Fediverse()
        said = world.post("kim", "@brandcare is it down?", 20)
        with Server(world) as server:
            told = posts(read(server, brands={"acme": Brand(key="acme", name="Acme")}))
            named = posts(read(server))

        assert ("acme", True) == (told[said["id"]].brand, told[said["id"]].is_addressed)
        assert (None, None) == (named[said["id"]].brand, named[said["id"]].is_addressed)


class TestHeld:
    @pytest.mark.parametrize(
        "make", [Fediverse, takahe, lambda: Fediverse(forgets=("id[]",), has_batch=True)]
    )
    def test_held_posts_are_read_again(self, make):
        """Those that were edited as they are now; gone is what the server does not show."""
        world = make()
        kept, edited, gone, hidden = (world.post("kim", f"post {n} #acme") for n in range(4))
        ids = [one["id"] for one in (kept, edited, gone, hidden)]
        world.edit(edited, "fixed in 8.4.2 #acme")
        world.delete(gone)
        hidden["visibility"] = "private"
        with Server(world) as server, quick_client() as client:
            (checked,) = mastodon.recheck(client, source(server), ids)
            (polled,) = mastodon.poll(client, source(server), ids)

        assert ids[:2] == [item["id"] for item in checked.items] == [i["id"] for i in polled]
        assert {*ids[2:]} == {*checked.gone}
        (post,) = mastodon.parse(checked.items[1], source())
        assert ("fixed in 8.4.2 #acme", datetime.fromisoformat(stamp(NOW))) == (
            post.text,
            post.edited_at,
        )

    def test_a_refusal_proves_nothing(self):
        world = Fediverse(scopes=("read:accounts",))
        with Server(world) as server, quick_client() as client:  # noqa: SIM117
            with pytest.raises(SourceRejected, match="lacks read:statuses"):
                list(mastodon.recheck(client, source(server), ["1"]))

    def test_the_brands_own_stay_its_own(self):
        world = Fediverse()
        _, _, answer = story(world)
        with Server(world) as server, quick_client() as client:
            wanted = source(server, brands=("acme",))
            (checked,) = mastodon.recheck(client, wanted, [answer["id"]])

        (post,) = mastodon.parse(checked.items[0], wanted)
        assert (True, "acme") == (post.is_outbound, post.brand)


class TestProbe:
    def probed(self, world, **settings):
        with Server(world) as server, quick_client() as client:
            return list(mastodon.probe(client, source(server, **settings), ACME))

    def test_it_says_what_is_given_and_which_scope_is_missing(self):
        world = Fediverse(scopes=("read:accounts", "read:statuses", "read:notifications"))
        given, refused = self.probed(world)

        assert "It gives mentions of the account, the brand's posts, hashtags." == given
        assert "the token in FEDI_ACCESS_TOKEN lacks read:search" in refused

    def test_a_silent_search_is_said(self):
        (given,) = self.probed(takahe())

        assert given.endswith("a search (which finds nothing: the server may have no full-text "
                              "search).")  # fmt: skip

    def test_without_a_token_it_says_what_one_would_give(self, monkeypatch):
        monkeypatch.delenv("FEDI_ACCESS_TOKEN")

        assert [
            "It gives hashtags.",
            "Mentions and searches need a token: set FEDI_ACCESS_TOKEN.",
        ] == (self.probed(Fediverse()))


def test_a_server_that_is_asked_too_often_is_asked_again_when_it_says():
    """Its reset header is a moment, in ISO 8601 or in seconds since 1970."""
    world = Fediverse()
    world.post("ana", "slow again #acme")
    reset = ["2020-01-01T00:00:00.146988Z", "1577836800"]
    spent = [Reply(status=429, headers={"X-RateLimit-Reset": one}) for one in reset]
    with Server(lambda request: spent.pop() if spent else world(request)) as server:
        assert ["slow again #acme"] == texts(read(server))


def test_a_wait_too_long_for_a_pass_ends_it():
    """It says until when; the next pass does not ask before."""
    later = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    spent = Reply(status=429, headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": later})
    with Server(lambda _: spent) as server, pytest.raises(SourceUnavailable, match="fedi: 429"):
        read(server)

    assert 1 == len(server.requests)
