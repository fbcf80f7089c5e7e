"""A pass: what is stored, what a failure costs, what the exit code says."""

import json
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from ingest.config_file import parse_config
from ingest.errors import ConfigError
from ingest.passes.fetch_sources import run_pass
from ingest.web.client import Client
from sql.reader import Reader
from sql.warehouse import published
from tests.ingest.reading.scorers.endpoint import endpoint
from tests.ingest.sources.algolia import Algolia, comment
from tests.ingest.web.server import QUICK, Reply, Server

NOW = datetime.now(UTC).replace(microsecond=0)


def feed(*titles, at=NOW - timedelta(hours=2)):
    entries = "".join(
        f"<item><title>{title}</title><guid isPermaLink='false'>{title}</guid>"
        f"<pubDate>{format_datetime(at)}</pubDate></item>"
        for title in titles
    )
    return f"<rss version='2.0'><channel><title>b</title>{entries}</channel></rss>"


def undated(*titles):
    return "".join(f"<item><title>{title}</title></item>" for title in titles)


class World:
    """Two feeds and a search; each of them is a function that a test may replace."""

    def __init__(self):
        self.paths = {
            "/blog": lambda _: Reply(feed("Acme is slow", "Nothing here")),
            "/news": lambda _: Reply(feed("Acme opens a shop")),
            "/search_by_date": Algolia([comment(1, "I left Acme", int(NOW.timestamp()) - 60)]),
        }

    def __call__(self, request):
        return self.paths[request.path](request)


@pytest.fixture
def world():
    return World()


@pytest.fixture
def server(world):
    with Server(world) as running:
        yield running


@pytest.fixture
def data(warehouse):
    return warehouse


def settings(server, **changes):
    sources = {
        "blog": {"kind": "rss", "url": f"{server.url}/blog"},
        "hn": {"kind": "hackernews", "base_url": server.url, "terms": ["Acme"]},
        "news": {"kind": "rss", "url": f"{server.url}/news"},
    }
    for name, change in changes.items():
        sources[name].update(change)
    return {"brands": {"acme": {"name": "Acme"}}, "sources": sources}


def one_pass(data, server, *names, **changes):
    config = parse_config(settings(server, **changes))
    return run_pass(data, config, names, client=Client(QUICK))


def rows(data, sql):
    reader = Reader(data)
    try:
        return reader.query(sql).to_dict("records")
    finally:
        reader.close()


def counts(summary):
    return {
        one.source: (one.outcome, one.new_count, one.changed_count, one.rejected_count)
        for one in summary.outcomes
    }


def test_a_pass_stores_what_all_sources_deliver(data, server):
    """Posts of every source are there, and the brand they name has its mentions."""
    summary = one_pass(data, server)

    assert {"blog": ("ok", 2, 0, 0), "hn": ("ok", 1, 0, 0), "news": ("ok", 1, 0, 0)} == counts(
        summary
    )
    assert 0 == summary.exit_code
    mentions = rows(data, "select post_id, brand from mentions order by post_id")
    assert [
        {"post_id": "blog:Acme is slow", "brand": "acme"},
        {"post_id": "hn:1", "brand": "acme"},
        {"post_id": "news:Acme opens a shop", "brand": "acme"},
    ] == mentions


def test_a_second_pass_changes_nothing(data, server):
    """The overlap that is read twice is recognised; the sources are known up to now."""
    one_pass(data, server)
    held = rows(data, "select post_id, run_id from posts order by post_id")
    summary = one_pass(data, server)

    assert dict.fromkeys(("blog", "hn", "news"), ("unchanged", 0, 0, 0)) == counts(summary)
    assert held == rows(data, "select post_id, run_id from posts order by post_id")
    assert all(one.observed_until >= summary.started_at.replace(microsecond=0)
               for one in summary.outcomes)  # fmt: skip


def test_an_edited_entry_is_a_changed_post(data, server, world):
    """The same id with another text replaces it."""
    one_pass(data, server, "blog")
    edited = feed("Acme is slow", "Nothing here").replace("<title>Acme is", "<title>Acme was")
    world.paths["/blog"] = lambda _: Reply(edited)

    assert {"blog": ("ok", 0, 1, 0)} == counts(one_pass(data, server, "blog"))
    titles = rows(data, "select title from posts order by title")
    assert ["Acme was slow", "Nothing here"] == [row["title"] for row in titles]


def test_a_failing_source_stops_no_other(data, server, world):
    """Its failure is told, remembered and counted; the others are stored."""
    world.paths["/search_by_date"] = lambda _: Reply("<html>blocked</html>", status=403)
    summaries = [one_pass(data, server) for _ in range(2)]

    told = "hn: 403 Forbidden: <html>blocked</html>"
    assert [("hn", told)] == [(o.source, o.message) for o in summaries[0].outcomes if o.message]
    assert ("failed", 0, 0, 0) == counts(summaries[0])["hn"]
    assert [1, 1] == [summary.exit_code for summary in summaries]
    state = rows(
        data,
        "select source, failure_count, last_success_at is null as never "
        "from freshness_by_source order by source",
    )
    assert [
        {"source": "blog", "failure_count": 0, "never": False},
        {"source": "hn", "failure_count": 2, "never": True},
        {"source": "news", "failure_count": 0, "never": False},
    ] == state


def test_a_feed_that_is_gone_is_not_asked_again(data, server, world):
    """410 is said at every pass, but asked once; a new address is tried."""
    world.paths["/blog"] = lambda _: Reply(status=410)
    summaries = [one_pass(data, server, "blog") for _ in range(2)]
    asked = len(server.requests)
    moved = one_pass(data, server, "blog", blog={"url": f"{server.url}/news"})

    assert [("failed", 0, 0, 0)] * 2 == [counts(summary)["blog"] for summary in summaries]
    assert all("410 Gone" in summary.outcomes[0].message for summary in summaries)
    assert 1 == asked
    assert ("ok", 1, 0, 0) == counts(moved)["blog"]


def test_a_failure_after_some_pages_is_no_success(data, server, world):
    """What came is kept, yet the source does not look freshly read."""
    world.paths["/blog"] = lambda _: Reply(feed("Acme is slow"), torn=True)
    one_pass(data, server, "blog")

    assert [{"never": True, "failure_count": 1}] == rows(
        data,
        "select last_success_at is null as never, failure_count from freshness_by_source",
    )


def test_a_source_that_recovers_goes_on_where_it_stopped(data, server, world):
    """No post of the time in between is lost, and the time is no gap."""
    algolia = world.paths["/search_by_date"]
    one_pass(data, server, "hn")
    world.paths["/search_by_date"] = lambda _: Reply(status=500)
    one_pass(data, server, "hn")
    algolia.hits.append(comment(2, "Acme again", int(NOW.timestamp()) - 30))
    world.paths["/search_by_date"] = algolia
    summary = one_pass(data, server, "hn")

    assert {"hn": ("ok", 1, 0, 0)} == counts(summary)
    assert [{"failure_count": 0, "last_error": None, "gap_count": 0}] == rows(
        data, "select failure_count, last_error, gap_count from freshness_by_source"
    )


def test_progress_before_a_failure_is_kept(data, server, world):
    """The term that was read is stored with its mark; the next pass asks for the other again."""
    algolia = Algolia(
        [
            comment(1, "I left Acme", int(NOW.timestamp()) - 60),
            comment(2, "Bolt it is", int(NOW.timestamp()) - 50),
        ]
    )
    broken = True

    def answer(request):
        return (
            Reply(status=500) if broken and "Bolt" in request.query["query"] else algolia(request)
        )

    world.paths["/search_by_date"] = answer
    first = one_pass(data, server, "hn", hn={"terms": ["Acme", "Bolt"]})
    held = rows(data, "select post_id from posts order by post_id")
    broken = False
    second = one_pass(data, server, "hn", hn={"terms": ["Acme", "Bolt"]})

    assert {"hn": ("failed", 1, 0, 0)} == counts(first)
    assert [{"post_id": "hn:1"}] == held
    assert {"hn": ("ok", 1, 0, 0)} == counts(second)
    spans = [
        r.query["numericFilters"] for r in server.requests if "Acme" in r.query.get("query", "")
    ]
    assert int(spans[0].split(",")[0][13:]) + 29 * 86_400 < int(spans[1].split(",")[0][13:])


def test_a_time_without_overlap_is_a_gap(data, server, world):
    """A feed that turned over completely has not been watched in between."""
    world.paths["/blog"] = lambda _: Reply(feed("a", at=NOW - timedelta(days=3)))
    one_pass(data, server, "blog")
    world.paths["/blog"] = lambda _: Reply(feed("b", at=datetime.now(UTC) + timedelta(hours=1)))
    one_pass(data, server, "blog")

    (state,) = rows(data, "select gap_count from freshness_by_source")
    (spans,) = rows(data, "select count(*) as span_count from observations")
    assert (1, 2) == (state["gap_count"], spans["span_count"])


def test_rows_and_cursors_are_committed_together(data, server, monkeypatch):
    """A pass that breaks while it stores leaves nothing; the next one fetches all of it again."""

    def breaks(*_, **__):
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr("ingest.passes.storing.log_run", breaks)
        with pytest.raises(ZeroDivisionError):
            one_pass(data, server)
    assert published(data) is None
    summary = one_pass(data, server)

    assert {"blog": ("ok", 2, 0, 0), "hn": ("ok", 1, 0, 0), "news": ("ok", 1, 0, 0)} == counts(
        summary
    )


def test_rejected_items_are_kept_and_cost_nothing_else(data, server, world):
    """One undated entry of ten: stored as a reject, the rest loads, the exit code stays 0."""
    titles = [f"Acme {n}" for n in range(9)]
    body = feed(*titles).replace("</channel>", undated("no date") + "</channel>")
    world.paths["/blog"] = lambda _: Reply(body)
    summary = one_pass(data, server, "blog")

    assert ({"blog": ("ok", 9, 0, 1)}, 0) == (counts(summary), summary.exit_code)
    (reject,) = rows(data, "select source, format, reason, payload from rejects")
    assert ("blog", "rss", "blog: published: None is no date") == (
        reject["source"],
        reject["format"],
        reject["reason"],
    )
    assert "no date" == json.loads(reject["payload"])["title"]


@pytest.mark.parametrize(("limit", "code"), [(0.1, 1), (0.5, 0), (0.0, 1)])
def test_too_many_rejected_items_are_told(data, server, world, limit, code):
    """Beyond the source's limit the pass ends with 1 and says how many."""
    body = feed("Acme").replace("</channel>", undated("no date") + "</channel>")
    world.paths["/blog"] = lambda _: Reply(body)
    summary = one_pass(data, server, "blog", blog={"rejected_share_limit": limit})

    told = f"1 of 2 items rejected, the limit is {limit:.0%}" if code else None
    assert (code, told) == (summary.exit_code, summary.outcomes[0].message)


def test_sources_are_read_side_by_side(data, server, world):
    """A source that makes us wait delays no other: here the blog waits for the news."""
    asked = threading.Event()

    def news(_):
        asked.set()
        return Reply(feed("Acme opens a shop"))

    def blog(_):
        return Reply(feed("Acme is slow")) if asked.wait(5) else Reply(status=404)

    world.paths |= {"/blog": blog, "/news": news}
    assert 0 == one_pass(data, server).exit_code


def test_only_named_sources_are_read(data, server):
    """The others are not even asked."""
    summary = one_pass(data, server, "news")

    assert ["news"] == list(counts(summary))
    assert ["/news"] == [request.path for request in server.requests]


def test_an_unknown_name_is_a_wrong_call(data, server):
    """It is named beside those that exist, and nothing is read."""
    told = "no source is called unheard; there are blog, hn, news"
    with pytest.raises(ConfigError, match=told):
        one_pass(data, server, "blog", "unheard")

    assert [] == server.requests


def test_without_sources_there_is_nothing_to_do(data):
    """No version is published for nothing."""
    summary = run_pass(data, parse_config({}))

    assert ((), 0, None) == (summary.outcomes, summary.exit_code, published(data))
    assert "no sources configured: nothing to read" == str(summary)


def test_a_secret_reaches_neither_the_warehouse_nor_the_summary(data, server, world, monkeypatch):
    """Even where the server echoes it in an error, a redirect and an entry's address."""
    monkeypatch.setenv("FEED_PASS", "hush-hush-1")

    def blog(request):
        return Reply(f"no access with {request.query['p']}", status=403)

    def news(request):
        if "moved" in request.query:
            return Reply(feed("Acme opens"))
        return Reply(status=301, headers={"Location": f"/news?moved=1&p={request.query['p']}"})

    world.paths |= {"/blog": blog, "/news": news}
    urls = {name: {"url": f"{server.url}/{name}?p=${{FEED_PASS}}"} for name in ("blog", "news")}
    summary = one_pass(data, server, "blog", "news", **urls)

    assert "hush-hush-1" == server.requests[0].query["p"]
    assert "hush-hush-1" not in str(summary) + json.dumps(summary.as_dict())
    files = [path for path in data.iterdir() if path.is_file()]
    assert files
    assert not [path.name for path in files if b"hush-hush-1" in path.read_bytes()]


def test_what_a_language_model_may_be_asked_counts_over_all_sources_of_a_pass(data, server):
    """Four texts in three sources and three a run: the fourth waits for the next pass."""
    scored = "select count(*) as n from posts where scorer = 'openai'"
    with endpoint() as (url, asked):
        scorer = {"kind": "openai", "base_url": url, "model": "tiny", "texts_per_run": 3}
        config = parse_config({**settings(server), "scorer": scorer})
        run_pass(data, config, client=Client(QUICK))
        first = rows(data, scored)[0]["n"]
        run_pass(data, config, client=Client(QUICK))

    assert (3, 4) == (first, rows(data, scored)[0]["n"])
    assert 4 == sum(len(json.loads(q["messages"][1]["content"])) for _, _, q in asked)


def test_alerts_are_evaluated_in_the_same_transaction(server, data):
    """The evaluation sees the pass's posts; what it writes is in the version that the pass made."""

    def evaluate(con):
        con.execute(
            "insert into settings select 'judged', count(*) from posts where brand = 'acme'"
        )

    run_pass(data, parse_config(settings(server)), client=Client(QUICK), evaluate_alerts=evaluate)
    held = ask(data, "select value from settings where name = 'judged'")
    posts = ask(data, "select count(*) as n from posts where brand = 'acme'")

    assert 1 == len(list(data.glob("v*.duckdb")))
    assert posts["n"][0] == held["value"][0] > 0


def ask(data, sql):
    reader = Reader(data)
    found = reader.query(sql)
    reader.close()
    return found
