"""Sentiment by day: the worked figures of the definitions."""

import pytest

from tests.build import asks, load_posts, row, work

DAY = "select * from sentiment_by_day"


def day_of(data, positive, neutral, negative, unscored=0):
    """A day with so many mentions of each class, set by hand: the scorer is not the subject."""
    count = positive + neutral + negative + unscored
    load_posts(data, [asks(f"q{n:03}", 0, author=f"p{n}") for n in range(count)])
    classes = (
        [("positive", 0.5)] * positive
        + [("neutral", 0.0)] * neutral
        + [("negative", -0.5)] * negative
        + [(None, None)] * unscored
    )
    with work(data) as con:
        for n, (polarity, sentiment) in enumerate(classes):
            con.execute(
                "update posts set polarity = ?, sentiment = ? where post_id = ?",
                [polarity, sentiment, f"x:q{n:03}"],
            )
    return row(data, DAY)


@pytest.mark.parametrize(
    ("negative", "scored", "low", "high"), [(8, 20, 0.22, 0.61), (80, 200, 0.33, 0.47)]
)
def test_negative_share_has_its_wilson_interval(tmp_path, negative, scored, low, high):
    """8 of 20 is 40 % (22-61 %); 80 of 200 is 40 % (33-47 %)."""
    found = day_of(tmp_path, 0, scored - negative, negative)

    assert 0.4 == found["negative_share"]
    assert (low, high) == (
        round(found["negative_share_low"], 2),
        round(found["negative_share_high"], 2),
    )


def test_both_net_sentiments_have_their_names(tmp_path):
    """70/20/10 is 60 % of all scored and 75 % of the polar."""
    found = day_of(tmp_path, 70, 20, 10)

    assert (0.6, 0.75) == (found["net_sentiment"], found["net_sentiment_polar"])


def test_unscored_mentions_count_but_do_not_weigh(tmp_path):
    found = day_of(tmp_path, 1, 0, 1, unscored=2)

    assert (4, 2, 0.5, 0.0) == (
        found["mention_count"],
        found["scored_count"],
        found["negative_share"],
        found["sentiment_mean"],
    )


def test_a_day_without_a_score_has_no_share_and_no_interval(tmp_path):
    found = day_of(tmp_path, 0, 0, 0, unscored=3)

    assert (3, 0) == (found["mention_count"], found["scored_count"])
    for name in ("negative_share", "negative_share_low", "negative_share_high", "net_sentiment"):
        assert found[name] is None, name


def test_what_a_brand_says_itself_is_no_opinion_of_it(tmp_path):
    praise = "@acme thank you so much, great service"
    own = [asks(f"own{n}", n, text="We are great, thank you!", author="acme") for n in range(3)]
    load_posts(tmp_path, [asks("q", 0, text=praise), *own])

    assert (1, 1) == tuple(row(tmp_path, DAY)[k] for k in ("mention_count", "scored_count"))
