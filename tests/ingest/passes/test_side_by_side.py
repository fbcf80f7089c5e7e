"""Sources side by side: one that hangs, is long or stumbles holds up no other."""

import threading
from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from ingest.config_file import parse_config
from ingest.loading.load import load
from ingest.loading.loaded import NOTHING, Loaded
from ingest.passes import fetching
from ingest.passes.fetch_sources import run_pass
from ingest.sources import hackernews, read_item
from ingest.web.client import Client
from sql.errors import WarehouseEmpty
from sql.reader import Reader
from tests.ingest.passes.test_fetch_sources import NOW, feed, undated
from tests.ingest.sources.algolia import Algolia, comment
from tests.ingest.web.server import QUICK, Reply, Server

PATIENCE = 60  # a shared machine may be slow; only a failing test waits that long


def ask(data, sql):
    reader = Reader(data)
    try:
        return [tuple(row.values()) for row in reader.query(sql).to_dict("records")]
    except WarehouseEmpty:
        return []
    finally:
        reader.close()


def one_pass(data, server, **sources):
    brands = {"acme": {"name": "Acme"}}
    return run_pass(
        data, parse_config({"brands": brands, "sources": sources}), client=Client(QUICK)
    )


def blog(server, path):
    return {"kind": "rss", "url": server.url + path}


def search(server, *terms):
    return {"kind": "hackernews", "base_url": server.url, "terms": list(terms)}


def test_what_hangs_holds_up_no_other(warehouse):
    """Nine hang, more than were once read at a time: the tenth is published while they do."""
    answered, stored = threading.Event(), []

    def answer(request):
        if request.path == "/quick":
            return Reply(feed("Acme is quick"))
        answered.wait(PATIENCE)
        return Reply(status=404)

    with Server(answer) as server:
        slow = {f"slow{n}": blog(server, f"/slow{n}") for n in range(9)}
        sources = {**slow, "quick": blog(server, "/quick")}
        thread = threading.Thread(
            target=lambda: stored.append(one_pass(warehouse, server, **sources))
        )
        thread.start()
        found, tries = [], 0
        while not found and tries < 20 * PATIENCE:
            answered.wait(0.05)
            tries += 1
            found = ask(warehouse, "select title from posts")
        answered.set()
        thread.join()

    assert [("Acme is quick",)] == found
    assert [*sources] == [one.source for one in stored[0].outcomes]
    assert ["failed"] * 9 + ["ok"] == [one.outcome for one in stored[0].outcomes]


def test_what_takes_long_is_stored_in_parts(warehouse, monkeypatch):
    """A pass that breaks off later leaves what came before with its mark; the next goes on there.

    Its run is one line, and counts all parts.
    """
    monkeypatch.setattr(fetching, "PART_RECORDS", 0)
    at = int(NOW.timestamp())
    algolia = Algolia([comment(1, "I left Acme", at - 60), comment(2, "Bolt it is", at - 50)])
    stored = []

    def breaks(con):
        stored.append(con.execute("select count(*) from posts").fetchone())
        if len(stored) == 1:
            asked.set()
        else:
            raise ZeroDivisionError

    asked = threading.Event()

    def answer(request):
        if "Bolt" in request.query["query"]:
            asked.wait(PATIENCE)
        return algolia(request)

    with Server(answer) as server:
        config = parse_config({"sources": {"hn": search(server, "Acme", "Bolt")}})
        with pytest.raises(ZeroDivisionError):
            run_pass(warehouse, config, client=Client(QUICK), evaluate_alerts=breaks)
        held = ask(warehouse, "select post_id, run_id from posts")
        marks = ask(warehouse, "select cursor->'read_until'->>'Acme' as mark from sources")
        runs = ask(warehouse, "select outcome from runs")
        summary = run_pass(warehouse, config, client=Client(QUICK))

    assert [(1,), (2,)] == stored
    assert ["hn:1"] == [post_id for post_id, _ in held]
    assert marks[0][0] is not None
    assert [] == runs
    assert ("ok", 1, 1) == (
        summary.outcomes[0].outcome,
        summary.outcomes[0].new_count,
        summary.outcomes[0].same_count,
    )
    assert [("ok", 1, 1)] == ask(warehouse, "select outcome, new_count, same_count from runs")


def test_a_pass_that_breaks_off_waits_for_nobody(warehouse):
    """Not for a server that asked for ten minutes; what is stored by then stays."""
    busy = Reply(status=429, headers={"Retry-After": "600"})
    # Whoever asks a server that has asked for ten minutes waits as well: both ask before it does.
    searched, opened = threading.Event(), threading.Event()

    def answer(request):
        if request.path == "/":
            opened.set()
            searched.wait(PATIENCE)
            return Reply(feed("Acme opens"))
        searched.set()
        opened.wait(PATIENCE)
        return busy

    def breaks(_):
        raise ZeroDivisionError

    with Server(answer) as server:
        sources = {"hn": search(server, "Acme"), "blog": blog(server, "/")}
        config = parse_config({"sources": sources})
        with pytest.raises(ZeroDivisionError):
            run_pass(warehouse, config, client=Client(QUICK), evaluate_alerts=breaks)

    assert 2 == len(server.requests)


def test_a_mistake_of_ours_costs_one_source(warehouse, monkeypatch, caplog):
    """It is told as such, its place is logged, and the others are stored."""

    def stumbles(*_):
        raise KeyError("left")

    monkeypatch.setattr(hackernews, "search", stumbles)
    with Server(lambda _: Reply(feed("Acme opens"))) as server:
        sources = {"hn": search(server, "Acme"), "blog": blog(server, "/")}
        summary = one_pass(warehouse, server, **sources)

    told = "hn: a mistake of Earshot's own: KeyError('left'); see the log"
    assert [told, None] == [one.message for one in summary.outcomes]
    assert "in stumbles" in caplog.text
    assert 1 == summary.outcomes[1].new_count


def test_what_cannot_be_stored_costs_one_source(warehouse, monkeypatch, caplog):
    """Whatever a value made the database stumble over: the others are stored, it is read again."""
    bad = True

    def stumbles(con, records, **more):
        if bad and any(record.source == "hn" for record in records):
            raise duckdb.ConversionException("no column takes this")
        return load(con, records, **more)

    monkeypatch.setattr("ingest.loading.load.load", stumbles)
    algolia = Algolia([comment(1, "I left Acme", int(NOW.timestamp()) - 60)])

    def answer(request):
        return algolia(request) if "query" in request.query else Reply(feed("Acme opens"))

    with Server(answer) as server:
        sources = {"hn": search(server, "Acme"), "blog": blog(server, "/")}
        first = one_pass(warehouse, server, **sources)
        held = ask(warehouse, "select post_id from posts")
        state = ask(warehouse, "select source, failure_count from sources order by source")
        bad = False
        second = one_pass(warehouse, server, **sources)

    told = "hn: what it delivered cannot be stored: no column takes this"
    assert [told, None] == [one.message for one in first.outcomes]
    assert [("blog:Acme opens",)] == held
    assert [("blog", 0), ("hn", 1)] == state
    assert "hn: cannot be stored: no column takes this" in caplog.messages
    assert [("ok", 1), ("unchanged", 0)] == [(o.outcome, o.new_count) for o in second.outcomes]


def test_an_item_that_no_parser_foresaw_is_kept_as_a_reject(monkeypatch):
    """With its payload, so that a mended parser reads it."""

    def stumbles(item, source):
        yield item["user"]["name"]

    monkeypatch.setattr(hackernews, "parse", stumbles)
    source = hackernews.Options(name="hn", kind="hackernews")
    (reject,) = read_item({"user": None}, source, "hn, item 1", NOW)

    assert reject.reason.startswith("hn: not as documented: TypeError: ")
    assert {"user": None} == reject.payload


def test_too_many_rejected_are_counted_over_all_parts(warehouse, monkeypatch):
    monkeypatch.setattr(fetching, "PART_RECORDS", 0)
    with Server(
        lambda _: Reply(feed("Acme").replace("</channel>", undated("x") + "</channel>"))
    ) as s:
        summary = one_pass(warehouse, s, blog=blog(s, "/"))

    assert "1 of 2 items rejected, the limit is 10%" == summary.outcomes[0].message


def test_what_two_parts_did_is_counted_together():
    begin = datetime(2026, 11, 1, tzinfo=UTC)
    hour = timedelta(hours=1)
    one = Loaded(1, 2, 3, 4, 5, {"a": (begin, begin + hour)})
    more = Loaded(1, 1, 1, 1, 1, {"a": (begin - hour, begin), "b": (begin, begin)})
    spans = {"a": (begin - hour, begin + hour), "b": (begin, begin)}

    assert Loaded(2, 3, 4, 5, 6, spans) == one + more
    assert one == NOTHING + one
