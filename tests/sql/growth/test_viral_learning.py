"""What finished posts teach about those that still grow."""

import importlib.util
import sys
from datetime import timedelta

import pytest

from sql.derive.growth import rebuild_viral, refresh_viral
from tests.build import rows, work
from tests.places import PUBLIC, ROOT
from tests.sql.growth.viral_build import BORN, risk, said, seen, take_in

CASCADES = PUBLIC / "cascades"


def finished(n, tenfold, *, later=timedelta(0), **more):
    """A post of 10 to 39 shares after an hour, a fifth of them new, that ends much larger."""
    born = BORN + later - timedelta(days=20, minutes=n)
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


def state(con):
    """What is derived of growth, in an order of its own."""
    tables = ("viral_growth", "viral_samples", "viral_curves", "viral_authors", "viral_levels")
    return [
        con.execute(f"select * {less} from {table} order by all").fetchall()
        for table in tables
        for less in ["exclude (observed_at)" if table == "viral_growth" else ""]
    ]


def test_runs_add_up_to_a_rebuild(tmp_path):
    for group in range(3):
        history = [finished(n, 10 - group) for n in range(8 * group, 8 * group + 8)]
        take_in(tmp_path, [record for records in history for record in records])
    take_in(tmp_path, [said(), *seen({0.5: 10, 1: 50}, views=900)])

    with work(tmp_path) as con:
        added_up = state(con)
        rebuild_viral(con)
        assert state(con) == added_up

        # As a warehouse of before has it: the next run learns the weeks.
        con.execute("update viral_samples set finished_week = null")
        con.execute("update viral_curves set week_no = null")
        con.execute("update viral_growth set view_count = null")
        refresh_viral(con)
        assert state(con) == added_up


def test_looking_back_asks_what_was_known_then(tmp_path):
    """Posts that finish a week later teach nothing about a snapshot of before."""
    take_in(tmp_path, [said(), *seen({2 / 3: 1600, 1: 2000, 2: 2400})])
    told = "select * from viral_risk_by_snapshot where post_id = 'x:p' order by age_hours"
    before = rows(tmp_path, told)

    later = timedelta(days=21)
    history = [record for n in range(30) for record in finished(n, 10, later=later)]
    take_in(tmp_path, history)
    now = BORN + later
    take_in(tmp_path, [said("n", born=now), *seen({2 / 3: 1600, 1: 2000}, post_id="n", born=now)])

    assert before == rows(tmp_path, told)
    assert risk(tmp_path, "n")["learned_count"] == 30
    assert risk(tmp_path, "n")["projected_share_count"] > 2 * before[1]["projected_share_count"]


@pytest.mark.skipif(not CASCADES.is_dir(), reason=f"{CASCADES} is absent")
def test_real_posts_are_foretold_by_the_others():
    """Rank, error, interval and probability, leave-one-out; other ages are in the benchmark."""
    spec = importlib.util.spec_from_file_location("cascades", ROOT / "benchmarks" / "cascades.py")
    benchmark = importlib.util.module_from_spec(spec)
    sys.modules["cascades"] = benchmark
    spec.loader.exec_module(benchmark)
    posts = benchmark.load()

    with benchmark.warehouse(posts) as con:
        outcomes = benchmark.foretell(con, posts)
    hour, later = outcomes["1 h"], outcomes["6 h"]

    assert 0.45 <= hour.tau
    assert 0.26 >= hour.error
    assert 0.75 <= hour.covered <= 0.85
    assert 0.75 <= later.covered <= 0.85
    for asked in ([hour], [later], outcomes.values()):
        for said_share, true_share, _ in benchmark.calibration(*asked):
            assert abs(said_share - true_share) <= 0.1
