"""Viral risk: what two looks at a post say about the third, and what they do not."""

import importlib.util
import math
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.build import row, rows

from ingest.config import parse_config
from ingest.load import load
from ingest.mention import Engagement, Post
from ingest.state import succeeded
from sql.refresh_viral import rebuild_viral, refresh_viral, touch_viral
from sql.warehouse import writer

ROOT = Path(__file__).parents[2]
CASCADES = ROOT / ".." / "shared" / "data" / "cascades"
BORN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ACME = parse_config({"brands": {"acme": {"own_accounts": ["acme"]}}})
RISK = "select * exclude (observed_at), epoch(observed_at) as observed from viral_risk"


def said(post_id="p", *, born=BORN, text="acme broke my guitar", followers=1000, **more):
    return Post(
        source="x",
        post_id=post_id,
        created_at=born,
        text=text,
        author_id=more.pop("author_id", f"by {post_id}"),
        author_followers=followers,
        brand="acme",
        observed_at=None,
        **more,
    )


def seen(shares, *, post_id="p", born=BORN):
    """Snapshots from {hours after publication: shares}."""
    return [
        Engagement(
            source="x", post_id=post_id, observed_at=born + timedelta(hours=h), share_count=n
        )
        for h, n in shares.items()
    ]


def take_in(data, records):
    with writer(data) as con:
        load(con, list(records), config=ACME, run_id="r", now=BORN + timedelta(days=9))
        touch_viral(con)
        until = BORN + timedelta(days=9)
        succeeded(con, "x", kind="file", run_id="r", since=BORN, until=until, at=until)
        refresh_viral(con)


def risk(data, post_id="p"):
    return row(data, f"{RISK} where post_id = ?", f"x:{post_id}")


def default_factor(age):
    """Shares to come for each of the last third, when half of all come within ten minutes."""

    def left(hours):
        return 1 / (1 + 6 * hours)

    return (left(age) - left(168)) / (left(age - max(age / 3, min(0.25, age / 2))) - left(age))


def test_nothing_is_claimed_before_two_snapshots(tmp_path):
    take_in(tmp_path, [said(), *seen({1: 40})])

    found = risk(tmp_path)

    assert (40, 1) == (found["share_count"], found["age_hours"])
    claims = ("shares_per_hour", "projected_share_count", "projected_high", "viral_risk")
    assert [None] * 4 == [found[claim] for claim in claims]


def test_the_shipped_default_expects_ordinary_posts_to_be_nearly_finished(tmp_path):
    """10 shares at 30 minutes and 15 at an hour: 3.3 in the last third."""
    take_in(tmp_path, [said(), *seen({0.5: 10, 1: 15})])

    found = risk(tmp_path)

    late = 15 - (10 + 5 * (2 / 3 - 0.5) / 0.5)
    assert 3 * late == pytest.approx(found["shares_per_hour"])
    assert 15 + default_factor(1) * late == pytest.approx(found["projected_share_count"])
    assert 15 <= found["projected_low"] < found["projected_share_count"] < found["projected_high"]
    assert 0 == found["learned_count"]


def test_a_counter_that_falls_stands_still(tmp_path):
    """Spam that is removed takes its shares along; nobody unsees a post."""
    take_in(tmp_path, [said(), *seen({0.5: 90, 1: 100, 1.5: 20, 2: 100})])

    found = risk(tmp_path)

    assert (100, 0) == (found["share_count"], found["shares_per_hour"])
    assert 100 == found["projected_share_count"]


def test_a_post_that_stands_still_may_be_shared_once_more(tmp_path):
    take_in(tmp_path, [said(), *seen({1: 7, 5: 7})])

    found = risk(tmp_path)

    assert (7, 7) == (found["projected_share_count"], found["projected_low"])
    assert 7 < found["projected_high"] < 12


def test_after_seven_days_it_is_what_it_is(tmp_path):
    take_in(tmp_path, [said(), *seen({100: 50, 170: 80})])

    found = risk(tmp_path)

    assert [80, 80, 80] == [found[f"projected_{n}"] for n in ("share_count", "low", "high")]


@pytest.mark.parametrize("order", ["forwards", "backwards", "twice", "before the post"])
def test_the_order_of_arrival_does_not_matter(tmp_path, order):
    """Snapshots late, doubled or earlier than their post end in the same growth."""
    snapshots = seen({0.25: 4, 0.5: 10, 1: 15, 3: 14, 6: 40})
    batches = {
        "forwards": [[said()], *([s] for s in snapshots)],
        "backwards": [[said()], *([s] for s in reversed(snapshots))],
        "twice": [[said(), *snapshots], snapshots, [snapshots[2]]],
        "before the post": [snapshots, [said()]],
    }[order]
    for batch in batches:
        take_in(tmp_path / "piecemeal", batch)
    take_in(tmp_path / "whole", [said(), *snapshots])
    growth = (
        "select * exclude (observed_at), epoch(observed_at) as observed from viral_growth "
        "order by observed"
    )

    assert rows(tmp_path / "whole", growth) == rows(tmp_path / "piecemeal", growth)
    assert risk(tmp_path / "whole") == risk(tmp_path / "piecemeal")


def test_a_snapshot_from_before_the_post_is_left_out(tmp_path):
    take_in(tmp_path, [said(), *seen({-2: 5, 0.5: 10, 1: 15})])

    assert 2 == row(tmp_path, "select count(*) as n from viral_growth")["n"]


def test_a_billion_followers_stay_a_number(tmp_path):
    """0.06 of the followers and a hundred people a share; a probability stays one."""
    usual = [said(f"u{n}", followers=200) for n in range(9)]
    star = said(followers=1_000_000_000)
    take_in(tmp_path, [*usual, star, *seen({0.5: 2_000_000_000, 1: 4_000_000_000})])

    found = risk(tmp_path)

    assert 60_000_000 == found["estimated_audience"]
    reach = 60_000_000 + 100 * found["projected_share_count"]
    assert reach == pytest.approx(found["projected_audience"])
    assert math.isfinite(found["projected_high"])
    assert 1 == found["pass_probability"]
    assert 0 <= found["viral_risk"] <= 100


def test_unknown_followers_stay_unknown_and_shares_decide(tmp_path):
    take_in(tmp_path, [said(followers=None), *seen({0.5: 500, 1: 900})])

    found = risk(tmp_path)

    assert (None, None) == (found["estimated_audience"], found["projected_audience"])
    assert found["pass_probability"] is not None


def test_views_grow_with_the_shares(tmp_path):
    take_in(tmp_path, [said(view_count=3000), *seen({0.5: 10, 1: 15})])

    found = risk(tmp_path)

    grown = (found["projected_share_count"] + 1) / 16
    assert 3000 * grown == pytest.approx(found["projected_audience"])


def test_the_threshold_is_twenty_times_what_is_usual(tmp_path):
    """Median followers 1,000 are 150 people; a post that will reach 3,000 is an even chance."""
    usual = [said(f"u{n}") for n in range(9)]
    take_in(tmp_path, [*usual, said(), *seen({0.5: 1, 1: 2})])

    found = risk(tmp_path)

    assert 20 * 150 == found["threshold_audience"]
    assert found["pass_probability"] < 0.1


def test_the_score_is_the_product_of_its_parts(tmp_path):
    """An answer halves it; praise weighs a fifth of a complaint."""
    grows = [0.5, 1]
    posts = [
        said("bad", text="acme is the worst, it broke my guitar"),
        said("glad", text="acme is wonderful, I love it so much"),
        said("answered", text="acme is the worst, it broke my guitar"),
    ]
    snapshots = [
        s
        for p in posts
        for s in seen({h: 40 * n for n, h in enumerate(grows, 1)}, post_id=p.post_id)
    ]
    reply = Post(
        source="x",
        post_id="r",
        created_at=BORN + timedelta(hours=2),
        text="Sorry about the guitar!",
        author_id="acme",
        parent_id="answered",
        brand="acme",
    )
    take_in(tmp_path, [*posts, *snapshots, reply])

    bad, glad, answered = (risk(tmp_path, n) for n in ("bad", "glad", "answered"))

    assert (1, 1, False) == (bad["negativity_weight"], bad["waiting_weight"], bad["is_answered"])
    assert 0.2 == glad["negativity_weight"]
    assert (0.5, True) == (answered["waiting_weight"], answered["is_answered"])
    assert bad["viral_risk"] == 100 * bad["pass_probability"] > 0
    assert answered["viral_risk"] == pytest.approx(bad["viral_risk"] / 2)
    assert glad["viral_risk"] == pytest.approx(bad["viral_risk"] / 5)


def finished(n, tenfold, **more):
    """A post of 10 to 39 shares after an hour, a fifth of them new, that ends much larger."""
    born = BORN - timedelta(days=20, minutes=n)
    start = 10 + n
    shares = {2 / 3: start * 0.8, 1: start, 4: start * tenfold, 80: start * tenfold}
    rounded = {h: round(100 * count) for h, count in shares.items()}
    return [said(f"f{n}", born=born, **more), *seen(rounded, post_id=f"f{n}", born=born)]


def test_own_history_replaces_the_default(tmp_path):
    """Thirty posts that grew tenfold after an hour teach 45 to come for each of the last third."""
    history = [record for n in range(30) for record in finished(n, 10)]
    take_in(tmp_path, [*history, said(), *seen({2 / 3: 1600, 1: 2000})])

    found = risk(tmp_path)

    assert 30 == found["learned_count"]
    assert 20_000 == pytest.approx(found["projected_share_count"], rel=0.11)
    assert found["projected_low"] <= 20_000 <= found["projected_high"]


def test_an_author_whose_posts_grow_large_pulls_the_projection(tmp_path):
    """Only where sizes are typical at all: final counts here do not depend on the first hour."""
    history = []
    for n in range(30):
        born = BORN - timedelta(days=20, minutes=n)
        name = "star" if n < 10 else f"n{n}"
        first, last = 100 + 7 * (n % 10), 5000 if n < 10 else 500
        history += [said(f"f{n}", born=born, author_id=name)]
        history += seen(
            {2 / 3: first // 2, 1: first, 4: last, 80: last}, post_id=f"f{n}", born=born
        )
    now = {2 / 3: 60, 1: 120}
    take_in(
        tmp_path,
        [
            *history,
            *(said("star", author_id="star"), *seen(now, post_id="star")),
            *(said("new", author_id="new"), *seen(now, post_id="new")),
        ],
    )

    star, other = risk(tmp_path, "star"), risk(tmp_path, "new")

    assert star["projected_share_count"] > 1.3 * other["projected_share_count"]


def test_every_snapshot_keeps_what_it_said(tmp_path):
    """The early warning, looked back on."""
    take_in(tmp_path, [said(), *seen({0.5: 10, 1: 50, 2: 400})])

    told = rows(tmp_path, "select * exclude (observed_at) from viral_risk_by_snapshot order by 3")

    assert [0.5, 1, 2] == [row["age_hours"] for row in told]
    assert told[0]["viral_risk"] is None
    assert told[1]["viral_risk"] < told[2]["viral_risk"]


def test_runs_add_up_to_a_rebuild(tmp_path):
    for n in range(25):
        take_in(tmp_path, finished(n, 10)) if n % 5 == 0 else take_in(tmp_path, finished(n, 3))
    take_in(tmp_path, [said(), *seen({0.5: 10, 1: 50})])
    tables = ("viral_growth", "viral_samples", "viral_curves", "viral_authors", "viral_levels")

    def state(con):
        return [
            con.execute(f"select * {less} from {table} order by all").fetchall()
            for table in tables
            for less in ["exclude (observed_at)" if table == "viral_growth" else ""]
        ]

    with writer(tmp_path) as con:
        added_up = state(con)
        rebuild_viral(con)
        assert state(con) == added_up


@pytest.mark.skipif(not CASCADES.is_dir(), reason="../shared/data/cascades is absent")
def test_real_posts_are_foretold_by_the_others():
    """Rank, error and interval at an hour and at six, leave-one-out."""
    spec = importlib.util.spec_from_file_location("cascades", ROOT / "benchmarks" / "cascades.py")
    benchmark = importlib.util.module_from_spec(spec)
    sys.modules["cascades"] = benchmark
    spec.loader.exec_module(benchmark)
    posts = benchmark.load()

    with benchmark.warehouse(posts) as con:
        early, later = (benchmark.foretell(con, posts, age) for age in (3600, 21_600))

    assert 0.45 <= early.tau
    assert 0.29 >= early.error
    assert 0.57 <= later.tau
    assert 0.18 >= later.error
    assert 0.75 <= early.covered <= 0.85
    assert 0.75 <= later.covered <= 0.85
