"""What is large for a brand, and what a risk asks for: at each limit and beside it."""

from datetime import UTC, datetime, timedelta

import pytest

from ingest.config_file import parse_config
from ingest.loading.load import apply_config
from sql.derive.growth import rebuild_viral
from tests.build import row, rows, work
from tests.sql.growth.viral_build import BORN, BRANDS, risk, said, seen, take_in

ANGRY = "@acme worst service ever, you broke my guitar, refund me"
WEEK = timedelta(days=7)
THURSDAY = datetime(2026, 2, 26, tzinfo=UTC)  # the week of BORN began
SMALL, LARGE = {"followers": 1_000}, {"followers": 100_000}  # 150 and 15,000 people


def test_the_threshold_is_a_quantile_of_the_year_before(tmp_path):
    """The third of five, large ones at both ends of the 52 weeks; a sixth would be the third."""
    second = timedelta(seconds=1)
    first, last = THURSDAY - 53 * WEEK, THURSDAY - WEEK - second
    counted = [
        said("first", born=first, **LARGE),
        said("between", born=last - 9 * WEEK, **LARGE),
        said("last", born=last, **LARGE),
        said("s0", born=last, **SMALL),
        said("s1", born=last, **SMALL),
    ]
    left_out = [
        said("older", born=first - second, **SMALL),
        said("not finished", born=last + second, **SMALL),
        said("passed on", born=last, kind="repost", **SMALL),
        said("own", born=last, is_outbound=True, **SMALL),
    ]
    live = [said(), *seen({0.5: 1, 1: 2})]
    take_in(tmp_path, [*counted, *left_out, *live], viral_quantile=0.5, viral_floor=100)

    assert 15_000 <= risk(tmp_path)["threshold_audience"] <= 15_000 * 1.02


def test_shares_count_where_no_views_are_given(tmp_path):
    """150 people and 100 for each of 50 shares."""
    old = THURSDAY - 9 * WEEK
    usual = [said("u", born=old), *seen({1: 50}, post_id="u", born=old)]
    take_in(tmp_path, [*usual, said(), *seen({0.5: 1, 1: 2})], viral_quantile=0.5, viral_floor=100)

    assert 5_150 <= risk(tmp_path)["threshold_audience"] <= 5_150 * 1.02


def test_a_brand_without_history_has_the_floor(tmp_path):
    take_in(tmp_path, [said(), *seen({0.5: 1, 1: 2})])

    assert 10_000 == risk(tmp_path)["threshold_audience"]


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    """Posts on the last day that is watched, shared by thousands; four are answered."""
    data = tmp_path_factory.mktemp("board")
    born = BORN + timedelta(days=8)
    texts = {"angry": ANGRY, "glad": "acme is wonderful, I love it so much"}
    records = []
    for key, text in texts.items():
        for name in (key, f"answered {key}"):
            records += [said(name, born=born, text=text)]
            records += seen({0.5: 2000, 1: 4000}, post_id=name, born=born)
        reply = {"author_id": "acme", "parent_id": f"answered {key}"}
        records += [said(f"r{key}", born=born + timedelta(minutes=10), text="Hi!", **reply)]
    records += [said("gone", born=born, text=ANGRY, removed_at=born + timedelta(hours=3))]
    records += seen({0.5: 2000, 1: 4000}, post_id="gone", born=born)
    take_in(data, records)
    return data


def at_level(board, level, name):
    """What the board says when the alert level is another."""
    with work(board) as con:
        config = parse_config({"brands": BRANDS, "cutoffs": {"alert_level": level}})
        apply_config(con, config, now=BORN + timedelta(days=9))
    return row(board, "select * from live_risk where post_id = ?", f"x:{name}")


def test_at_the_alert_level_itself_it_is_answered(board):
    score = at_level(board, 70, "angry")["viral_risk"]

    assert 85 < score < 99
    assert "answer" == at_level(board, score, "angry")["next_step"]
    assert "prepare" == at_level(board, score + 0.01, "angry")["next_step"]


def test_from_half_the_alert_level_on_one_prepares(board):
    """Praise that nobody has answered yet."""
    score = at_level(board, 70, "glad")["viral_risk"]

    assert score < 30
    assert "prepare" == at_level(board, 2 * score, "glad")["next_step"]
    assert "thank" == at_level(board, 2 * score + 0.01, "glad")["next_step"]


def test_an_answered_post_that_hurts_is_followed(board):
    assert "follow" == at_level(board, 70, "answered angry")["next_step"]
    assert "thank" == at_level(board, 70, "answered glad")["next_step"]


def test_an_answered_post_passes_no_level_that_half_its_risk_does_not(board):
    """Its answer stood before the first projection."""
    alone, answered = (risk(board, n)["viral_risk"] for n in ("angry", "answered angry"))
    at_level(board, 70, "angry")

    assert alone == pytest.approx(2 * answered)
    passed = {one["post_id"] for one in rows(board, "select post_id from early_warning")}
    assert "x:angry" in passed
    assert "x:answered angry" not in passed


def test_the_board_is_ranked_by_the_harm_to_come(board):
    """What is shared alike: the complaint, the answered one, praise, answered praise."""
    ranked = rows(board, "select post_id from live_risk order by harmful_audience desc")
    names = [one["post_id"].removeprefix("x:") for one in ranked]

    assert ["angry", "answered angry", "glad", "answered glad"] == [
        name for name in names if name[0] != "r"
    ]


def test_what_is_removed_is_on_no_board(board):
    """Nobody can be answered there, and nobody reads it any more."""
    at_level(board, 70, "angry")
    summary = row(board, "select * from live_risk_summary('acme')")
    listed = rows(board, "select * from live_risk where post_id not like 'x:r%'")

    assert 4 == summary["live_count"] == len(listed)
    assert (4, 1) == (summary["passed_count"], summary["waiting_count"])
    assert not risk(board, "gone")["is_live"]


def test_a_threshold_follows_the_configuration(tmp_path):
    """Another quantile holds from the next run on."""
    old = THURSDAY - 9 * WEEK
    usual = [said(f"u{n}", born=old, followers=1000 * n) for n in (100, 200, 300)]
    take_in(tmp_path, [*usual, said(), *seen({0.5: 1, 1: 2})], viral_quantile=0.5)
    before = risk(tmp_path)["threshold_audience"]

    with work(tmp_path) as con:
        config = parse_config({"brands": BRANDS, "cutoffs": {"viral_quantile": 0.9}})
        apply_config(con, config, now=BORN + timedelta(days=9))
        rebuild_viral(con)

    assert before * 1.3 < risk(tmp_path)["threshold_audience"]
