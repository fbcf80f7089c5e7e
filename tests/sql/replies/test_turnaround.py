"""What angry people said after an answer, against people like them who got none."""

from contextlib import closing
from datetime import UTC, datetime

import duckdb
import numpy as np
import pytest

from benchmarks import turnaround as invented
from tests.build import answers, asks, publish_all, rows

HOUR = 60
ANGRY = "@acme worst service ever, my order is late and broken"
GLAD = "@acme thank you so much, great service, I am happy again"
NEUTRAL = "@acme order 4711, placed on Monday"
OTHER = "@acme the app crashes at every login, terrible, fix it"


def angry(n, at=0, text=ANGRY, **more):
    return asks(f"q{n}", at, author=f"c{n}", text=text, **more)


def reply(n, at):
    return answers(f"a{n}", at, f"q{n}", text="Sorry to hear that, it leaves our depot today.")


def outcomes(data, role="answered"):
    found = rows(data, "select * from turnarounds('acme', null, null)")
    return {
        row["turn_id"].removeprefix("x:q"): row["outcome"] for row in found if row["role"] == role
    }


def test_the_next_post_within_72_hours_of_the_answer_counts(tmp_path):
    """In any conversation; neither a repost nor what came before the answer is an outcome."""
    posts = []
    for n, (after, text, more) in enumerate(
        [
            (HOUR, GLAD, {}),
            (HOUR, NEUTRAL, {}),
            (HOUR, ANGRY, {}),
            (71 * HOUR + 59, GLAD, {}),
            (72 * HOUR + 1, GLAD, {}),
            (HOUR, GLAD, {"kind": "repost"}),
        ]
    ):
        posts += [
            angry(n),
            reply(n, 10),
            asks(f"n{n}", 10 + after, author=f"c{n}", text=text, **more),
        ]
    posts += [angry(6), asks("n6", 5, author="c6", text=GLAD), reply(6, 10)]
    publish_all(tmp_path, posts, until=100 * HOUR)

    assert {
        "0": "better",
        "1": "same",
        "2": "worse",
        "3": "better",
        "4": "silent",
        "5": "silent",
        "6": "silent",
    } == outcomes(tmp_path)


def test_a_complaint_about_something_else_is_new(tmp_path):
    posts = [
        angry(0, text="@acme my suitcase is lost, terrible"),
        reply(0, 5),
        asks("n0", 60, author="c0", text=OTHER),
    ]
    publish_all(tmp_path, posts, until=100 * HOUR)

    assert {"0": "new"} == outcomes(tmp_path)


def test_whose_72_hours_are_not_over_is_left_out(tmp_path):
    """And with nobody is compared who was answered within 72 hours of the clock."""
    posts = [angry(0), reply(0, 10), angry(1), angry(2, at=70 * HOUR), reply(2, 71 * HOUR)]
    posts += [angry(3), reply(3, 60 * HOUR)]
    publish_all(tmp_path, posts, until=100 * HOUR)

    assert {"0"} == set(outcomes(tmp_path))
    assert {"1"} == set(outcomes(tmp_path, "compared"))


@pytest.mark.parametrize(("effect", "is_real"), [("none", False), ("helps", True)])
def test_a_planted_effect_is_found_and_none_where_there_is_none(effect, is_real):
    """Ten invented histories; `benchmarks.turnaround` does 200, and counts the intervals."""
    with closing(duckdb.connect()) as con:
        invented.prepared(con)
        found = list(invented.histories(con, 10, invented.EFFECTS[effect], seed=1))
    better = [one["better"] for one in found]

    assert abs(np.mean([one.error for one in better])) < 0.03
    assert sum(one.is_held for one in better) >= 8
    assert (sum(one.is_claimed for one in better) >= 9) == is_real


def test_the_storys_stock_phrases_went_with_anger_and_own_words_with_calm(sample_reader):
    """In the same five weeks, those of the call centre in their midst."""
    found = sample_reader.query(
        "select * from turnaround('tavornay', $since, $until, 'reply')",
        {
            "since": datetime(2026, 8, 10, tzinfo=UTC),
            "until": datetime(2026, 9, 17, tzinfo=UTC),
        },
    ).set_index("group_value")
    generic, own = found.loc["generic"], found.loc["own"]

    assert not generic["is_small"]
    assert generic["worse_count"] > generic["better_count"]
    assert own["better_count"] > 2 * own["worse_count"]
    assert generic["worse_low"] > 0
    assert generic["better_high"] < own["better_low"]
