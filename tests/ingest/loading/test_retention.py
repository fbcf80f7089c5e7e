"""Words are kept as long as earshot.toml says; what was counted stays counted."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ingest.config import Retention
from ingest.config_file import parse_config
from ingest.errors import ConfigError
from ingest.loading.load import load
from ingest.loading.retention import months_before, retain
from ingest.mention import Post, Reject
from ingest.passes.schedule import scheduled_retention
from sql.derive.rebuild import rebuild
from sql.warehouse import published, versions, writer
from tests.build import ACME, load_all, rows, work
from tests.commands.door import earshot

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
OLD = "an old and quite unheard of zanzibarian complaint"


def said(post_id, days, **more):
    """So many days before NOW."""
    more = {"source": "x", "author_id": "pat", "text": f"@acme {OLD}, it is late", **more}
    return Post(post_id=post_id, created_at=NOW - timedelta(days=days), **more)


POSTS = [
    said("a", 400, author_handle="pat", author_name="Pat", author_followers=9, title="Late"),
    said("b", 399, rating=1.0, kind="review"),
    said("c", 399, author_id="kim", like_count=3),
    said("d", 398.9, author_id="acme", parent_id="c", text="Sorry, we look into it. ^AB"),
    said("e", 20, text="@acme my order is late"),
    said("f", 400, source="y"),
    said("g", 400, source="z", text="@acme keep me"),
]
REFUSED = [
    Reject(source="x", format="posts", reason="bad", payload={"text": OLD}, place=f"f:{n}")
    for n in range(1)
]
KEPT = Retention(months=12, sources={"z": 0, "y": 36})
FIGURES = {
    "posts": "post_id, brand, direction, polarity, sentiment, topics::varchar, is_complaint, "
    "needs_reply, reply_reason, signature, is_automated, rating, like_count, author_followers",
    "turn_facts": "brand, turn_id, post_count, answered_at, responder, removed_at",
    "volume_hours": "*",
    "sentiment_by_day": "brand, local_date, mention_count, complaint_count, net_sentiment",
}


def figures(data):
    return {
        name: rows(data, f"select {cols} from {name} order by all")
        for name, cols in FIGURES.items()
    }


@pytest.fixture
def held(warehouse):
    load_all(warehouse, POSTS, opened=writer, now=NOW)
    load_all(warehouse, REFUSED, opened=writer, now=NOW - timedelta(days=399))
    return warehouse


def remaining(data):
    return {
        r["post_id"]: r["text"] for r in rows(data, "select post_id, text from posts") if r["text"]
    }


def test_words_and_authors_go_and_every_figure_stays(held):
    """Each source by its own limit; the brand's own replies keep their account."""
    before = figures(held)
    done = retain(held, KEPT, now=NOW)

    assert {"x:e", "y:f", "z:g"} == set(remaining(held))
    assert [("x", 4, 1, POSTS[0].created_at)] == [
        (it.source, it.post_count, it.reject_count, it.oldest_at) for it in done.sources
    ]
    assert before == figures(held)
    people = rows(held, "select post_id, author_id, author_handle, author_name, url from posts")
    names = {it["post_id"]: it["author_id"] for it in people}
    assert names["x:a"] == names["x:b"] != names["x:c"]
    assert "acme" == names["x:d"]
    assert all(names[one].startswith("erased-") for one in ("x:a", "x:b", "x:c"))
    with work(held) as con:
        rebuild(con)
    assert before == figures(held)


def test_nothing_of_it_is_left_or_comes_back(held):
    """In any file of the folder, by another file, or for another scorer."""
    retain(held, Retention(months=12), now=NOW)
    with writer(held) as con:
        con.execute("update warehouse_state set scorer = null")
        load(con, POSTS, config=ACME, run_id="again", now=NOW)
    left = [path.name for path in held.iterdir() if OLD.encode() in path.read_bytes()]

    assert [] == left
    assert {"x:e"} == set(remaining(held))
    assert [] == rows(held, "select reject_id from rejects")


def test_a_dry_run_says_what_would_go_and_changes_nothing(held):
    """Not even a version is published."""
    before, version = remaining(held), published(held)
    told = retain(held, KEPT, now=NOW, is_dry=True)

    assert (
        "x: 4 posts older than 12 months, the oldest of 2025-02-24, would lose words and author; "
        "1 refused payloads go" == str(told)
    )
    assert (before, version) == (remaining(held), published(held))


def test_a_second_run_finds_nothing(held):
    """And publishes nothing."""
    retain(held, KEPT, now=NOW)
    version = published(held)

    assert "nothing is older than it may be" == str(retain(held, KEPT, now=NOW))
    assert version == published(held)
    assert [version] == versions(held)


def test_a_month_that_is_past_keeps_no_secret(held):
    """While its words are still being erased day by day an author has one name."""
    retain(held, Retention(months=13), now=NOW)
    salts = rows(held, "select month_date from retention_salts where source = 'x'")
    first = rows(held, "select author_id from posts where post_id = 'x:a'")
    retain(held, Retention(months=13), now=NOW + timedelta(days=5))
    both = rows(held, "select distinct author_id from posts where post_id in ('x:a', 'x:b')")
    retain(held, Retention(months=12), now=NOW)

    assert 1 == len(salts)
    assert first == both
    assert [] == rows(held, "select * from retention_salts")


def test_months_are_those_of_the_calendar():
    """The last day of a shorter month stands for a day that it does not have."""
    assert datetime(2026, 2, 28, 12, tzinfo=UTC) == months_before(NOW, 1)
    assert datetime(2024, 2, 29, 12, tzinfo=UTC) == months_before(NOW, 25)
    assert datetime(2025, 12, 31, 12, tzinfo=UTC) == months_before(NOW, 3)


def test_without_a_limit_everything_is_kept(held):
    """As it is where nothing is configured."""
    assert not ACME.retention.is_limited
    assert "everything is kept" in str(retain(held, ACME.retention, now=NOW))
    assert len(POSTS) == len(remaining(held))


@pytest.mark.parametrize("wrong", [{"months": 0}, {"sources": {"x": -1}}, {"days": 3}])
def test_a_mistake_is_named(wrong):
    """Months are whole ones, one or more."""
    with pytest.raises(ConfigError, match="retention"):
        parse_config({"retention": wrong})


def test_the_command_and_the_schedule_do_it(tmp_path, held, caplog):
    """Both by the same configuration."""
    toml = "[retention]\nmonths = 1\n[retention.sources]\nx = 2000\n"
    path = tmp_path / "earshot.toml"
    path.write_text(toml.replace("2000", "600"), encoding="utf-8")
    done = earshot(
        "retention", "--dry-run", "--json", "--config", path, "--data", held, cwd=tmp_path
    )
    told = json.loads(done.stdout)
    assert ["y", "z"] == [it["source"] for it in told["sources"]]
    earshot("retention", "--config", path, "--data", held, cwd=tmp_path)
    assert {"x:a", "x:b", "x:c", "x:d", "x:e"} == set(remaining(held))

    caplog.set_level("INFO")
    scheduled_retention(held, parse_config({"retention": {"months": 1}}))
    assert {} == remaining(held)
    assert "x: 5 posts older than 1 months" in caplog.text
