"""The Sentiment page: parts that add up, intervals, drivers with posts, what is not scored."""

from collections import Counter

import pytest

from dashboard.sentiment import driver_cards, queries
from dashboard.sentiment.queries import period_change, period_summary, sentiment_by_day
from dashboard.ui import query
from dashboard.ui.findings import GOOD, WARNING, WATCH
from tests import voices
from tests.build import asks, publish_all
from tests.dashboard.conftest import run, words
from tests.dashboard.ui.test_query import heard, scope_of

SCORES = {"positive": 1.0, "neutral": 0.0, "negative": -1.0}


@pytest.fixture
def scope(story):
    """The sample story's own brand over 28 days."""
    return scope_of(query.version())


@pytest.mark.parametrize("dimension", ["topic", "source"])
def test_the_parts_are_the_whole_of_the_change(scope, dimension):
    """What moved net sentiment adds up to its change, by topic and by source."""
    parts = queries.change_by(scope, dimension)["contribution"]

    assert period_change(scope, scope.before)["net_change"] == pytest.approx(parts.sum())
    assert len(parts) > 2


def test_a_topics_part_is_what_its_mentions_add(scope, sample_reader):
    """Against a count in Python: each mention counts for its topics by equal parts."""
    means = []
    for span in (scope.span, scope.before):
        rows = heard(scope, sample_reader, span).dropna(subset=["polarity"])
        held = Counter()
        for topics, polarity in zip(rows["topics"], rows["polarity"], strict=True):
            named = list(topics) or ["unknown"]
            for topic in named:
                held[topic] += SCORES[polarity] / len(named)
        means.append({topic: value / len(rows) for topic, value in held.items()})
    expected = {
        topic: means[0].get(topic, 0.0) - means[1].get(topic, 0.0)
        for topic in means[0].keys() | means[1].keys()
    }
    rows = queries.change_by(scope, "topic")

    assert expected == pytest.approx(dict(zip(rows["topic"], rows["contribution"], strict=True)))


def test_an_interval_is_that_of_a_mean(scope, sample_reader):
    """Each source's days against numpy, over voices."""
    rows = queries.by_group(scope, "source").dropna(subset=["net_sentiment"])
    row = rows.sort_values("scored_count").iloc[-1]
    every = heard(scope, sample_reader).dropna(subset=["polarity"])
    day = every["local_date"].astype("datetime64[us]") == row["local_date"]
    expected = voices.net(every[day & (every["source"] == row["group_value"])])
    names = ["net_sentiment", "net_sentiment_low", "net_sentiment_high"]

    assert pytest.approx(expected, rel=1e-5) == tuple(row[names])


def test_the_competitors_stand_beside_the_brand(scope):
    """By brand every tracked one is a group, with its own name."""
    rows = queries.by_group(scope, "brand")

    assert set(query.brands(scope.version)["name"]) == set(rows["group_name"])


def test_the_share_is_a_wilson_interval(data):
    """The definitions' case: 8 of 20 is 40 %, 22 to 61 %."""
    posts = [
        asks(f"n{n}", n, author=f"n{n}", text="@acme terrible, I hate it") for n in range(8)
    ] + [asks(f"p{n}", n, author=f"p{n}", text="@acme wonderful, I love it") for n in range(12)]
    publish_all(data, posts, until=60)
    app = run("sentiment")
    figures = {metric.label: metric for metric in app.metric}

    assert "40%" == figures["Negative share"].value
    assert "22% to 61%" in words(app) + str(figures["Negative share"].proto)


def test_what_drives_it_is_said_more_often_there(data):
    """A word of every complaint is found with its post; a word of everybody is not."""
    posts = [
        asks(f"n{n}", n, author=f"n{n}", text=f"@acme terrible, my suitcase is broken, trip {n}")
        for n in range(12)
    ] + [
        asks(f"p{n}", n, author=f"p{n}", text=f"@acme wonderful, I love the crew, trip {n}")
        for n in range(12)
    ]
    publish_all(data, posts, until=60)
    found = queries.terms(scope_of("any"), "negative").set_index("term")

    assert {"suitcase", "terrible", "broken"} & set(found.index)
    assert not {"trip", "crew", "acme"} & set(found.index)
    assert (found["times_low"] > 1).all()
    assert 12 == found["post_count"].max() == found["post_total"].max()
    assert found["example_text"].str.contains("suitcase").all()


def test_an_unscored_language_is_said_never_neutral(data):
    """A German post is counted, and no figure of sentiment speaks of it."""
    german = "@acme Der Koffer ist leider schon wieder nicht angekommen, das ist wirklich schade"
    publish_all(data, [asks("p1", 0, text=german), asks("p2", 1, author="b")], until=60)
    app = run("sentiment")

    assert "50%" == {metric.label: metric.value for metric in app.metric}["Not scored"]
    assert "Nobody: 1 mentions, 50%" in words(app)


def test_a_day_without_a_score_has_no_interval(data):
    """Not one from -100 to 100: there is nothing to be uncertain about."""
    german = "@acme Der Koffer ist leider schon wieder nicht angekommen, das ist wirklich schade"
    publish_all(data, [asks("p1", 0, text=german)], until=60)
    found = scope_of("any")
    day = sentiment_by_day(found, found.span.since).iloc[0]

    assert [1, 0] == [day["mention_count"], day["scored_count"]]
    assert day[["net_sentiment", "net_sentiment_low", "net_sentiment_high"]].isna().all()


@pytest.mark.parametrize(
    ("verdict", "title", "calm", "burning"),
    [
        ("better", "better than before", GOOD, WATCH),
        ("same", "no change beyond chance", GOOD, WATCH),
        ("few", "too few voices", WATCH, WATCH),
        ("worse", "worse than before", WARNING, WARNING),
    ],
)
def test_the_conclusion_says_the_verdict_and_is_green_in_calm_weeks_only(
    scope, verdict, title, calm, burning
):
    change = period_change(scope, scope.before).copy()
    summary = period_summary(scope, scope.span)
    change["net_verdict"] = verdict

    for is_calm, level in ((True, calm), (False, burning)):
        found = driver_cards.conclusion(scope, summary, change, is_calm=is_calm)
        assert title in found.title
        assert found.level == level
