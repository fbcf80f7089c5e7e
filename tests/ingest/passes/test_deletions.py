"""Deletion is a duty: who is looked for again, what proves a deletion, and what is left then."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from ingest.config_file import parse_config
from ingest.errors import SourceUnavailable
from ingest.loading.due_rechecks import DueRechecks, due_rechecks
from ingest.loading.load import finish, load
from ingest.loading.recheck_log import note_rechecks
from ingest.mention import Post
from ingest.passes.deletions import Rechecked, recheck, standing, store_deletions, withdrawn
from ingest.passes.fetch_sources import run_pass
from ingest.sources import read_item
from ingest.sources.recheck_ages import recheck_ages, recheck_room
from ingest.web.client import Client
from sql.reader import Reader
from sql.warehouse import versions, writer
from tests.build import ACME, rows, work
from tests.ingest.sources.stack_exchange_site import Site, question
from tests.ingest.web.server import QUICK, Reply, Server, quick_client

NOW = datetime.now(UTC).replace(microsecond=0)
DAYS = (1, 2, 7, 30)
TEXTS = "select post_id, text from posts order by post_id"


def ago(**span):
    return NOW - timedelta(**span)


def config(server, **changes):
    so = {"kind": "stack_exchange", "base_url": server.url, "tags": ["csv"], "brands": ["acme"]}
    return parse_config({"brands": {"acme": {"name": "Acme"}}, "sources": {"so": so | changes}})


def asked_again(server):
    """Numbers in each question for questions by their ids."""
    paths = [re.fullmatch(r"/questions/([\d;]+)", r.path) for r in server.requests]
    return [sorted(map(int, path[1].split(";"))) for path in paths if path]


def hold(data, server, threads, at):
    """Questions as if read then."""
    settings = config(server)
    items = [read_item(one, settings.sources["so"], "p", at) for one in threads]
    with writer(data) as con:
        load(con, [o for told in items for o in told], config=settings, run_id="held", now=at)
        finish(con)


def one_pass(data, server, **changes):
    return run_pass(data, config(server, **changes), client=Client(QUICK)).outcomes[0]


def an_hour_later(data):
    later(data, 60)


def later(data, minutes):
    """What is noted is as old as if so much time had gone by."""
    with writer(data) as con:
        con.execute(f"update rechecks set missed_at = missed_at - interval {minutes} minute")


@pytest.fixture
def site():
    asked = int(ago(hours=26).timestamp())
    return Site(*(question(n, f"Acme fails {n}", f"Acme, no {n}", asked) for n in (1, 2)))


@pytest.fixture
def server(site):
    with Server(site) as running:
        yield running


def test_what_is_missing_twice_an_hour_apart_is_erased(warehouse, server, site):
    """Words, author and link go; the post still counts; nothing of it comes back."""
    hold(warehouse, server, site.questions, ago(hours=25))
    count = "select brand, mention_count, complaint_count from sentiment_by_day"
    before, gone = rows(warehouse, count), site.questions.pop(0)
    first = one_pass(warehouse, server)
    later(warehouse, 30)
    again = one_pass(warehouse, server)
    later(warehouse, 30)
    last = one_pass(warehouse, server)
    site.questions.append(gone)
    back = one_pass(warehouse, server)

    assert [0, 0, 1, 0] == [it.erased_count for it in (first, again, last, back)]
    assert "1 deleted there and erased here" in str(last)
    left = (
        "text || coalesce(title, '') || coalesce(url, '') || coalesce(author_handle, '') as left_"
    )
    held = rows(
        warehouse,
        f"select {left}, author_id, removed_at is not null as is_gone from posts "
        "where post_id = 'so:question-1'",
    )
    assert ("", True) == (held[0]["left_"], held[0]["is_gone"])
    assert held[0]["author_id"].startswith("erased-")
    assert before == rows(warehouse, count)
    assert [] == rows(warehouse, "select * from rechecks where missed_at is not null")


def test_a_post_that_is_there_again_is_no_suspect(warehouse, server, site):
    """One miss is forgotten with the next sight of it."""
    hold(warehouse, server, site.questions, ago(hours=25))
    away = site.questions.pop(0)
    one_pass(warehouse, server)
    an_hour_later(warehouse)
    site.questions.append(away)
    one_pass(warehouse, server)

    assert [] == rows(warehouse, "select * from rechecks where missed_at is not null")
    assert all(it["text"] for it in rows(warehouse, TEXTS))


def test_everything_missing_at_once_proves_nothing(warehouse, server, site):
    """A platform that answers and has lost more than half of ten posts is ill."""
    asked = int(ago(hours=26).timestamp())
    site.questions += [question(n, "Acme", f"no {n}", asked) for n in range(3, 13)]
    hold(warehouse, server, site.questions, ago(hours=25))
    site.questions[:] = site.questions[:5]
    one_pass(warehouse, server)

    assert list(range(1, 13)) in asked_again(server)
    assert [] == rows(warehouse, "select * from rechecks where missed_at is not null")


def test_a_failure_on_the_way_proves_nothing(server, site):
    """Who was answered to be there is; who was missing before it is not."""
    ill = Reply(status=500)
    server.answer = lambda r: ill if r.path == "/comments/7" else site(r)
    due = DueRechecks(young=("so:question-1", "so:question-9", "so:comment-7"))
    asked = Rechecked(due=due)
    with quick_client() as client, pytest.raises(SourceUnavailable):
        recheck(client, config(server).sources["so"], asked, NOW)

    assert ({"question-1"}, set(), False) == (asked.alive, asked.missing, asked.is_whole)


AGES = {  # created so many days ago, seen last so many days ago: is it due?
    "young": (0.9, 0.9, False),
    "day_old": (1.1, 1.05, True),
    "day_old_seen": (1.1, 0.05, False),
    "two_days_old": (2.5, 1.4, True),
    "two_days_old_seen": (6.9, 4.8, False),
    "week_old": (7.1, 5, True),
    "week_old_seen": (29, 21, False),
    "late": (29, 28, True),
}


def aged(days, **more):
    return Post(source="x", created_at=ago(days=days), text="@acme", author_id="a", **more)


def publish(data, posts):
    with writer(data) as con:
        load(con, posts, config=ACME, run_id="r", now=NOW)


def due(data, *, room=100, now=NOW):
    reader = Reader(data)
    try:
        return due_rechecks(reader, "x", ages=DAYS, now=now, room=room)
    finally:
        reader.close()


def test_posts_are_looked_for_at_each_age(warehouse):
    """At 1, 2 and 7 days, unless they were seen since they reached it; the longest unseen first."""
    seen = {name: (age, ago(days=seen)) for name, (age, seen, _) in AGES.items()}
    publish(warehouse, [aged(a, post_id=n, observed_at=at) for n, (a, at) in seen.items()])
    wanted = sorted((AGES[n][1], n) for n in AGES if AGES[n][2])

    assert [f"x:{name}" for _, name in reversed(wanted)] == list(due(warehouse).young)
    assert () == due(warehouse).old


def test_a_pass_looks_for_no_more_than_a_quarter_of_its_limit(warehouse, server):
    """Whatever else it reads; the longest unseen come first."""
    publish(
        warehouse, [aged(3, post_id=f"p{n}", observed_at=ago(days=2 + n / 9)) for n in range(3)]
    )
    source = config(server, max_items=8).sources["so"]

    assert ("x:p2", "x:p1") == due(warehouse, room=recheck_room(source)).young


def test_old_posts_are_looked_for_once_a_month(warehouse):
    """In order of age, as far as there is room; then the next ones; then again after a month."""
    publish(warehouse, [aged(40 + n, post_id=f"p{n}") for n in range(5)])
    found, moments = [], [0, 1, 2, 3, 29, 31, 32]
    for days in moments:
        now = NOW + timedelta(days=days)
        one = due(warehouse, room=2, now=now)
        found.append([post_id.removeprefix("x:") for post_id in one.old])
        with writer(warehouse) as con:
            note(con, one, now)

    rest = [["p4", "p3"], ["p2", "p1"], ["p0"]]
    assert [*rest, [], [], *rest[:2]] == found


def note(con, one, now):
    source = config_of("x")
    note_rechecks(con, source, one, alive=one.asked, missing=(), now=now, is_whole=True)


def config_of(name):
    so = {"kind": "stack_exchange", "tags": ["csv"]}
    return parse_config({"sources": {name: so}}).sources[name]


def test_suspects_are_asked_for_in_company(warehouse):
    """Spread among posts that are there, so that many deletions do not look like an outage."""
    publish(warehouse, [aged(0.1 + n / 100, post_id=f"p{n:02}") for n in range(20)])
    with writer(warehouse) as con:
        con.execute(
            "insert into rechecks select post_id, source, created_at, $1, $1 from posts "
            "where post_id in ('x:p18', 'x:p19')",
            [ago(hours=2)],
        )
    one = due(warehouse)

    assert ("x:p18", "x:p19") == one.suspects
    assert [f"x:p{n:02}" for n in range(6)] == list(one.company)
    assert [0, 4] == [one.asked.index(post_id) for post_id in one.suspects]


@pytest.mark.parametrize("days", [0.1, 40], ids=["young", "old"])
def test_what_x_deletes_is_erased_within_a_day(warehouse, days):
    """Deleted the moment after it was seen, by passes every two hours, each asked in time."""
    source = parse_config(
        {"sources": {"x": {"kind": "x", "posts_per_month": 9, "dollars_per_month": 9}}}
    ).sources["x"]
    ages, hours = recheck_ages(source), 0
    publish(warehouse, [aged(days, post_id="p")])
    if days > 1:
        with writer(warehouse) as con:  # the round has just seen it
            note_rechecks(con, source, DueRechecks(old=("x:p",), is_new_round=True), alive=["x:p"],
                          missing=(), now=NOW, is_whole=True)  # fmt: skip
    gone = []
    while not gone:
        hours += 2
        now = NOW + timedelta(hours=hours)
        reader = Reader(warehouse)
        one = due_rechecks(reader, "x", ages=ages, now=now, room=9)
        reader.close()
        if one.asked:
            with writer(warehouse) as con:
                gone = note_rechecks(con, source, one, alive=(), missing=one.asked, now=now,
                                     is_whole=True)  # fmt: skip

    assert hours <= 24


def test_a_version_of_an_older_release_has_nothing_due(warehouse):
    """Until the first pass has stored."""
    publish(warehouse, [aged(40, post_id="p")])
    with writer(warehouse) as con:
        con.execute("drop table recheck_rounds")
        con.execute("drop table rechecks")

    assert () == due(warehouse).asked


def test_a_post_that_says_it_was_deleted_is_erased_at_once(warehouse):
    """By its time of removal, or by what stands in the place of its text; a quotation says less."""
    held = [aged(2, post_id=name) for name in ("time", "text", "quoted")]
    seen = [
        aged(2, post_id="time", removed_at=NOW),
        Post(source="x", post_id="text", created_at=ago(days=2), text=" [Deleted]"),
        Post(source="x", post_id="quoted", created_at=ago(days=2), text="[deleted] he said"),
        Post(source="x", post_id="unheard", created_at=ago(days=2), text="[removed]"),
    ]
    publish(warehouse, held)
    with writer(warehouse) as con:
        load(con, standing(seen), config=ACME, run_id="s", now=NOW)
        source = config_of("x")
        done = store_deletions(con, source, seen, Rechecked(), now=NOW, data=warehouse)

    assert ["x:time", "x:text", "x:unheard"] == withdrawn(seen)
    assert 2 == done
    texts = {it["post_id"]: it["text"] for it in rows(warehouse, TEXTS)}
    assert {"x:time": "", "x:text": "", "x:quoted": "[deleted] he said"} == texts


def test_as_many_people_stay_as_there_were(warehouse):
    """Each author of a deleted post becomes somebody else, the brand stays itself."""
    posts = [
        aged(2, post_id="a"),
        aged(2, post_id="b"),
        Post(source="x", post_id="c", created_at=ago(days=2), text="@acme", author_id="other"),
        Post(source="x", post_id="d", created_at=ago(days=1), text="Hi", author_id="acme"),
    ]
    publish(warehouse, posts)
    gone = [Post(source="x", post_id=p, created_at=NOW, text="[deleted]") for p in "abcd"]
    with work(warehouse) as con:
        store_deletions(con, config_of("x"), gone, Rechecked(), now=NOW, data=warehouse)

    held = rows(warehouse, "select author_id, direction from posts order by post_id")
    one, two, other, own = (it["author_id"] for it in held)
    assert one == two != other
    assert ("acme", "outbound") == (own, held[3]["direction"])


def test_older_versions_go_with_what_was_deleted(warehouse, server, site):
    """And the file holds no remains."""
    hold(warehouse, server, site.questions, ago(hours=25))
    site.questions.pop(0)
    one_pass(warehouse, server)
    an_hour_later(warehouse)
    one_pass(warehouse, server)

    assert 1 == len(versions(warehouse))
    assert [{"n": 0}] == rows(warehouse, "select count(unswept_since) as n from warehouse_state")


def test_terms_of_platforms_are_kept(server):
    """Of those that ask for more than the usual ages, and of modules that name their own."""
    assert DAYS == recheck_ages(config(server).sources["so"])
    feed = parse_config({"sources": {"f": {"kind": "rss", "url": "https://a.example"}}})
    assert () == recheck_ages(feed.sources["f"])
