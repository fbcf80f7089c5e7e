"""A source tried against a real server: one page, nothing written, one screen of words."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ingest.config_file import parse_config
from ingest.setup.trial import HASTY, try_source
from ingest.web.asking import Api
from ingest.web.budgets import Budget, Budgets
from ingest.web.network_file import NetworkFile
from tests.ingest.sources.fediverse import TOKEN, Fediverse
from tests.ingest.web.server import Reply, Server

ENTRY = "<item><title>{0}</title><guid>{0}</guid><pubDate>{1}</pubDate></item>"
DATED = "Mon, 02 Nov 2026 10:00:00 GMT"
HEAD = '<rss version="2.0"><channel><title>Blog</title>'
QUICK = replace(HASTY, read_seconds=5, pause_seconds=0)


def feed(*entries):
    return Reply(
        f"{HEAD}{''.join(entries)}</channel></rss>", headers={"Content-Type": "application/rss+xml"}
    )


def tried(answer, *, url="{0}/feed", **more):
    with Server(answer if callable(answer) else lambda _: answer) as server:
        entry = {"kind": "rss", "url": url.format(server.url)}
        config = parse_config({"brands": {"acme": {}}, "sources": {"blog": entry}})
        trial = try_source(config.sources["blog"], config.brands, limits=QUICK, **more)
        return trial, server.requests


def test_one_page_is_read_and_three_posts_are_shown():
    entries = [ENTRY.format(f"Post {n}", f"Mon, 02 Nov 2026 10:0{n}:00 GMT") for n in range(5)]
    trial, asked = tried(feed(*entries, ENTRY.format("undated", "")))

    assert ("works", 6, 1, 1) == (trial.state, trial.read_count, trial.refused_count, len(asked))
    assert ["Post 4", "Post 3", "Post 2"] == [one["title"] for one in trial.shown]
    assert "5 posts understood, 1 refused" in trial.told[0]
    assert "item 6" in trial.refused[0]


def test_a_page_without_entries_is_no_fault():
    trial, _ = tried(feed())

    assert ("empty", True) == (trial.state, "its first page is empty" in trial.told[0])


def test_where_nothing_is_understood_it_says_so():
    trial, _ = tried(feed(ENTRY.format("undated", "")))

    assert ("not understood", ()) == (trial.state, tuple(trial.shown))


@pytest.mark.parametrize("status", [401, 403, 404])
def test_what_is_refused_names_what_is_needed(status):
    """Whoever may ask, and where it is told how."""
    trial, asked = tried(Reply("no", status=status))

    assert ("refused", 1) == (trial.state, len(asked))
    assert str(status) in trial.told[0]
    assert "docs/sources/rss.md" in trial.told[-1]


def test_what_fails_is_asked_once():
    """A pass would ask again; who tries a source is told at once."""
    trial, asked = tried(Reply("", status=503))

    assert ("unreachable", 1) == (trial.state, len(asked))
    assert "it may come back by itself" in trial.told[-1]


def test_what_hangs_is_not_waited_for():
    trial, _ = tried(Reply(hangs=True), patience=0.2)

    assert ("too slow", True) == (trial.state, "not waited for" in trial.told[0])


def test_a_variable_that_is_not_set_is_named_and_nothing_is_asked(monkeypatch):
    monkeypatch.delenv("BLOG_PASS", raising=False)
    trial, asked = tried(feed(), url="{0}/feed?p=${{BLOG_PASS}}")

    assert ("missing", ["BLOG_PASS"], []) == (trial.state, list(trial.missing), asked)
    assert "export BLOG_PASS=" in trial.told[0]


def test_no_secret_is_shown(monkeypatch):
    """Whatever a server echoes."""
    monkeypatch.setenv("BLOG_PASS", "hunter2hunter2")
    echo = feed(ENTRY.format("hunter2hunter2", DATED), ENTRY.format("x hunter2hunter2", ""))
    for answer in (echo, Reply("hunter2hunter2", status=403)):
        trial, _ = tried(answer, url="{0}/feed?p=${{BLOG_PASS}}")

        assert "hunter2hunter2" not in str(trial.as_dict())


def test_a_fault_of_our_own_is_not_hidden(monkeypatch, caplog):
    """It is told as such, as a pass tells it, and its place is logged."""

    def broken(*_, **__):
        raise ZeroDivisionError("ours")

    monkeypatch.setattr("ingest.setup.trial.connectors.fetch", broken)
    trial, _ = tried(feed())

    assert trial.state == "broken"
    assert trial.told[0] == "blog: a mistake of Earshot's own: ZeroDivisionError('ours')"
    assert "in broken" in caplog.text


def test_a_spent_budget_is_said_and_nothing_is_asked(tmp_path):
    """Counted where passes count: what they spent a trial cannot spend again."""
    budget = Budget("blog: questions", "questions", 1, "month")
    Budgets(NetworkFile(tmp_path)).spend("blog", budget, 1, datetime.now(UTC))

    def paid(client, source, *_):
        client.spend(Api(source=source.name, base_url="https://x.example"), budget, 1)
        yield from ()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingest.sources.rss.fetch", paid)
        trial, asked = tried(feed(), data=tmp_path)

    assert ("spent", []) == (trial.state, asked)
    assert "it renews at" in trial.told[0]


def test_a_key_that_reaches_some_lists_says_which(monkeypatch):
    """It works, and a scope is missing."""
    monkeypatch.setenv("FEDI_ACCESS_TOKEN", TOKEN)
    world = Fediverse(scopes=("read:accounts", "read:statuses"))
    world.post("ana", "slow again #acme")
    with Server(world) as server:
        entry = {"kind": "mastodon", "base_url": server.url}
        config = parse_config({"brands": {"acme": {}}, "sources": {"fedi": entry}})
        trial = try_source(config.sources["fedi"], config.brands, limits=QUICK)

    assert ("works", 1) == (trial.state, trial.read_count)
    assert "It gives the brand's posts, hashtags." == trial.told[1]
    assert any("lacks read:notifications" in one for one in trial.told)


def test_a_key_that_may_be_missing_is_named(monkeypatch):
    """It works, and says what it could be given."""
    monkeypatch.delenv("CODE_TOKEN", raising=False)
    found = Reply(json.dumps({"total_count": 0, "items": []}))
    with Server(lambda _: found) as server:
        entry = {"kind": "github", "base_url": server.url}
        config = parse_config({"brands": {"acme": {}}, "sources": {"code": entry}})
        trial = try_source(config.sources["code"], config.brands, limits=QUICK)

    assert "empty" == trial.state
    assert "CODE_TOKEN is not set; it answers without" in trial.told[-1]
