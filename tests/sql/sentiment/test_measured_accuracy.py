"""How right the scorer is, from what chance chose; and what that makes of a negative share."""

import math
from contextlib import closing
from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from benchmarks import corrected
from sql import schema
from sql.feedback import Action, record
from tests.build import asks, load_posts, loaded_same, row, rows

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
WORDS = {
    "negative": "@acme worst service ever",
    "neutral": "@acme opens at nine",
    "positive": "@acme thank you so much, great service",
}


@pytest.fixture(scope="module")
def functions():
    """An empty database with every function of `sql/`."""
    with closing(duckdb.connect()) as con:
        schema.apply(con)
        yield con


def fill(data, **counts):
    """Posts that the scorer calls negative, neutral and positive, too short to be copies."""
    loaded_same(
        data,
        [
            asks(f"{found}{n}", n, text=WORDS[found], author=f"{found}{n}")
            for found, count in counts.items()
            for n in range(count)
        ],
    )


def check(data, found, truth, numbers, origin="random", after=0, field="polarity"):
    said = [
        Action(
            kind="label",
            subject=f"x:{found}{n}",
            brand="acme",
            field=field,
            value=truth,
            who="mia",
            said_at=NOW + timedelta(minutes=after),
            origin=origin,
            is_confirmation=found == truth,
        )
        for n in numbers
    ]
    record(data, said)


def accuracy(data):
    return row(data, "select * from measured_accuracy")


def day(data, end=None):
    found = row(
        data,
        "select negative_share, negative_share_corrected, negative_share_corrected_low, "
        "negative_share_corrected_high, scored_count from sentiment_by_day",
    )
    return found if end is None else found[f"negative_share_corrected_{end}"]


@pytest.fixture
def data(tmp_path):
    """20 negative ones, of which 16 are found; 20 positive ones, of which 18 are found."""
    fill(tmp_path, negative=38, positive=62)
    check(tmp_path, "negative", "negative", range(16))
    check(tmp_path, "negative", "positive", range(16, 18))
    check(tmp_path, "positive", "positive", range(18))
    check(tmp_path, "positive", "negative", range(18, 22))
    load_posts(tmp_path, [])
    return tmp_path


def test_accuracy_and_the_matrix_of_errors(data):
    """34 of 40 is 85 % (71 to 93 %)."""
    found = accuracy(data)

    assert (40, 34, 0.85) == tuple(found[k] for k in ("checked_count", "right_count", "accuracy"))
    assert (0.7093, 0.9294) == tuple(round(found[f"accuracy_{k}"], 4) for k in ("low", "high"))
    assert (16, 4, 2, 18) == (
        found["negative_as_negative_count"],
        found["negative_as_positive_count"],
        found["positive_as_negative_count"],
        found["positive_as_positive_count"],
    )
    assert (0.8, 0.9) == (found["negative_recall"], found["negative_specificity"])


def test_the_scorers_errors_are_taken_out_of_the_share(data):
    """Of the 60 that nobody checked 20 are found negative: (20/60 + .9 - 1) / .7 are, 1/3.

    With the 20 of the 40 checked that are 40 of 100; the share as counted is 40 too, since people
    took two away and put four in.
    """
    found = day(data)

    assert 100 == found["scored_count"]
    assert 0.40 == round(found["negative_share"], 9)
    assert round((20 + 60 * (20 / 60 - 0.1) / 0.7) / 100, 9) == round(
        found["negative_share_corrected"], 9
    )


def test_a_corrected_share_has_an_interval(data):
    """Of 60 read ones 20 are found, with 16 of 20 and 18 of 20: .063 to .572 by hand.

    The 20 of 40 that people told vary as well: by 1.96 times the root of .25 / 43.84.
    """
    low, high = day(data, "low"), day(data, "high")
    middle = (20 + 60 / 3) / 100
    told = 0.4 * 1.959964 * math.sqrt(0.25 / 43.841459)

    assert middle - math.hypot(0.6 * (1 / 3 - 0.0632576), told) == pytest.approx(low, abs=1e-6)
    assert middle + math.hypot(0.6 * (0.5717093 - 1 / 3), told) == pytest.approx(high, abs=1e-6)


@pytest.mark.parametrize(
    "kind",
    [
        corrected.Kind(300, 150, True, 0.35, 0.9, 0.9),  # 90 % while what was told did not vary
        corrected.Kind(300, 150, True, 0.6, 0.7, 0.9),
        corrected.Kind(60, 150, False, 0.15, 0.7, 0.9),
        corrected.Kind(3_000, 400, True, 0.15, 0.6, 0.8),
        corrected.Kind(3_000, 60, False, 0.6, 0.9, 0.9),
    ],
)
def test_the_interval_of_a_corrected_share_holds_the_truth_as_often_as_it_says(functions, kind):
    """In 93 to 97 % of 4,000 invented periods; Wilson's, of the share as counted, in far fewer."""
    found = corrected.measured(functions, kind, 4_000, seed=7)

    assert 0.93 <= found.held <= 0.97
    assert abs(found.bias) < 0.02


def test_the_complaint_rule_has_its_measured_accuracy(tmp_path):
    """16 of 20 complaints found and one false alarm among 10 others: 25 of 30 are right."""
    fill(tmp_path, negative=17, positive=13)
    check(tmp_path, "negative", "yes", range(16), field="complaint")
    check(tmp_path, "negative", "no", range(16, 17), field="complaint")
    check(tmp_path, "positive", "no", range(9), field="complaint")
    check(tmp_path, "positive", "yes", range(9, 13), field="complaint")
    load_posts(tmp_path, [])

    found = accuracy(tmp_path)
    names = ("checked_count", "right_count", "accuracy", "recall", "precision")
    assert (30, 25, 25 / 30, 0.8, 16 / 17) == tuple(found[f"complaint_{name}"] for name in names)
    assert (0.664, 0.927) == tuple(
        round(found[f"complaint_accuracy_{end}"], 3) for end in ("low", "high")
    )
    assert (0, None) == (found["checked_count"], found["accuracy"])


def test_corrections_do_not_measure(tmp_path):
    """Whoever corrects has looked for errors."""
    fill(tmp_path, negative=30, positive=30)
    check(tmp_path, "negative", "positive", range(30), origin="browse")
    load_posts(tmp_path, [])

    assert [] == rows(tmp_path, "select * from measured_accuracy")
    assert day(tmp_path)["negative_share_corrected"] is None


def test_a_later_correction_does_not_take_a_post_out_of_the_sample(data):
    """Chance has chosen it; only what is true of it has changed."""
    check(data, "negative", "neutral", [0], origin="browse", after=9)
    load_posts(data, [])

    assert (40, 33) == tuple(accuracy(data)[k] for k in ("checked_count", "right_count"))
    assert 1 == accuracy(data)["neutral_as_negative_count"]


@pytest.mark.parametrize(
    ("negative", "other"), [(9, 30), (30, 9)], ids=["few negative", "few others"]
)
def test_too_few_checked_correct_nothing(tmp_path, negative, other):
    fill(tmp_path, negative=40, positive=40)
    check(tmp_path, "negative", "negative", range(negative))
    check(tmp_path, "positive", "positive", range(other))
    load_posts(tmp_path, [])

    assert accuracy(tmp_path)["correction_slope"] is None
    assert day(tmp_path)["negative_share_corrected"] is None


def test_a_scorer_no_better_than_chance_corrects_nothing(tmp_path):
    """Recall .5 and specificity .5: dividing by nothing would make any share of it."""
    fill(tmp_path, negative=40, positive=40)
    for truth in ("negative", "positive"):
        first = 0 if truth == "negative" else 10
        check(tmp_path, "negative", truth, range(first, first + 10))
        check(tmp_path, "positive", truth, range(first, first + 10))
    load_posts(tmp_path, [])

    assert accuracy(tmp_path)["correction_slope"] is None


def test_a_corrected_share_stays_a_share(tmp_path):
    """False alarms of 30 % among those checked, fewer than that among the rest: 0, not less."""
    fill(tmp_path, negative=23, positive=100)
    check(tmp_path, "negative", "negative", range(10))
    check(tmp_path, "negative", "positive", range(10, 20))
    check(tmp_path, "positive", "positive", range(23))
    load_posts(tmp_path, [])

    assert 10 / 123 == pytest.approx(day(tmp_path)["negative_share_corrected"])
