"""Words over-represented, counted against a count by hand in Python."""

import math

import pytest

from tests.build import asks, load_posts, rows, work

TERMS = "select * from sentiment_terms('acme', null, null)"
NEGATIVE = ["paid 99 for a broken cot"] * 40 + ["order 204 came late"] * 40
OTHER = ["a fine cot indeed"] * 40 + ["order came early"] * 40


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Eighty negative and eighty neutral mentions, told by hand: the scorer is not the subject."""
    folder = tmp_path_factory.mktemp("terms")
    texts = [*NEGATIVE, *OTHER]
    load_posts(
        folder,
        [asks(f"q{n:03}", n, text=f"@acme {text}", author=f"p{n}") for n, text in enumerate(texts)],
    )
    with work(folder) as con:
        con.execute("update posts set polarity = 'neutral'")
        con.execute(
            "update posts set polarity = 'negative' where post_id < ?", [f"x:q{len(NEGATIVE):03}"]
        )
    return folder


def test_a_number_drives_no_sentiment(data):
    """A term holds a letter: "99" and "204" are in forty negative mentions each and in no other."""
    terms = {one["term"] for one in rows(data, TERMS)}

    assert {"paid", "broken cot", "came late"} <= terms
    assert not {"99", "204"} & terms
    assert not any(char.isdigit() for term in terms for char in term)


def test_what_both_sides_say_is_no_driver(data):
    """Forty mentions on either side speak of a cot."""
    assert "cot" not in {one["term"] for one in rows(data, TERMS)}


def test_odds_are_drawn_towards_one_by_a_tenth_of_the_words(data):
    """40 of 80 hold "paid", none of the others; its prior is its share of a tenth of all words.

    A number or a stop word cuts a pair: "paid broken" and "order came" of the negative are none.
    """
    here = 40 * len({"paid", "broken", "cot", "broken cot"}) + 40 * len(
        {"order", "came", "late", "came late"}
    )
    there = 40 * len({"fine", "fine cot", "cot", "cot indeed", "indeed"}) + 40 * len(
        {"order", "order came", "came", "came early", "early"}
    )
    words = 0.1 * (here + there)
    prior = words * 40 / (here + there)
    a, b = 40 + prior, prior
    log = math.log(a / (here + words - a)) - math.log(b / (there + words - b))
    found = next(one for one in rows(data, TERMS) if one["term"] == "paid")

    assert (40, 80, 0, 80) == (
        found["post_count"],
        found["post_total"],
        found["other_count"],
        found["other_total"],
    )
    assert found["times_other"] == pytest.approx(math.exp(log), rel=1e-9)
