"""What the shipped model and the learner reach on public posts that it was not trained on."""

import csv
import gzip
import html
import tomllib

import numpy as np
import pytest
from sklearn.metrics import f1_score

from ingest.reading.language import detect
from ingest.reading.linear.model import Linear, shipped
from ingest.reading.masking import Masker
from ingest.reading.scorer import POLARITIES
from ingest.reading.scorers.vader import Vader
from ingest.training.adopt import POLARITY, Label, learn
from ingest.training.corpora import unescape
from ingest.training.fit import fit, prepare
from ingest.training.shipped import macro_recall
from ingest.training.topic_model import TopicModel
from tests.places import PUBLIC, ROOT

pytestmark = pytest.mark.skipif(not PUBLIC.is_dir(), reason=f"{PUBLIC} is absent")


def rows(name):
    with gzip.open(PUBLIC / name, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def airline():
    """(masked texts, classes, rows) of mentions of six airlines."""
    found = rows("airline_dev.csv.gz")
    masker = Masker({row["airline"] for row in found})
    texts = [masker.mask(html.unescape(row["text"])) for row in found]
    return texts, np.array([POLARITIES.index(row["airline_sentiment"]) for row in found]), found


@pytest.fixture(scope="module")
def tweets():
    """(masked texts, classes) of posts about anything."""
    texts = (PUBLIC / "tweeteval" / "val_text.txt").read_text("utf-8").rstrip("\n").split("\n")
    labels = (PUBLIC / "tweeteval" / "val_labels.txt").read_text("utf-8").split()
    return [Masker([]).mask(unescape(text)) for text in texts], np.array(labels, np.intp)


def test_posts_about_anything_are_classed_without_a_label(tweets):
    """Macro recall at least 0.66; these posts were left out of the training."""
    texts, truth = tweets

    assert macro_recall(truth, shipped().probabilities(texts).argmax(axis=1)) >= 0.66


def test_airline_mentions_are_classed_without_a_label(airline):
    """Macro recall at least 0.70, another trade than any that the model was trained on."""
    texts, truth, _ = airline

    assert macro_recall(truth, shipped().probabilities(texts).argmax(axis=1)) >= 0.70


def test_english_is_not_lost(airline, tweets):
    """At least 97 % of either set are seen as English."""
    for texts in (airline[0], tweets[0]):
        assert detect(texts, [None] * len(texts)).count("en") / len(texts) >= 0.97


def test_masked_vader_ranks_better_than_raw(airline):
    """The name in "@united" is no praise: masking takes accuracy from 48 % to 54 %."""
    texts, truth, found = airline
    raw = Vader().score([row["text"] for row in found])
    masked = Vader().score(texts)
    right = [
        np.mean(
            [POLARITIES.index(score.polarity) == k for score, k in zip(scores, truth, strict=True)]
        )
        for scores in (raw, masked)
    ]

    assert right[0] < 0.50
    assert right[1] > 0.53


def learned(airline, seed, count):
    texts, truth, _ = airline
    order = np.random.default_rng(seed).permutation(len(truth))
    held, chosen = order[:2_500], order[2_500 : 2_500 + count]
    outcome = learn(
        POLARITY,
        [Label(texts[i], POLARITIES[truth[i]], "random") for i in chosen],
        shipped=shipped(),
        in_use=lambda asked: [s.polarity for s in shipped().score(asked)],
    )
    model = Linear(outcome.weights, outcome.card)
    found = model.probabilities([texts[i] for i in held]).argmax(axis=1)
    return float((found == truth[held]).mean())


@pytest.mark.parametrize(("count", "least"), [(200, 0.74), (500, 0.755)])
def test_labels_of_ones_own_make_it_right_more_often(airline, count, least):
    assert np.mean([learned(airline, seed, count) for seed in range(2)]) >= least


def test_complaints_of_an_unseen_trade_are_found():
    """Macro F1 at least 0.76, each trade by a model fitted to all the others."""
    found = rows("complaints_dev.csv.gz")
    truth = np.array([int(row["is_complaint"]) for row in found])
    domain = np.array([row["domain"] for row in found])
    sample = prepare([Masker([]).mask(html.unescape(row["text"])) for row in found], shipped())
    given = np.zeros(len(truth), np.intp)
    for one in np.unique(domain):
        asked, rest = np.flatnonzero(domain == one), np.flatnonzero(domain != one)
        model = fit(sample.part(rest), truth[rest], 2, "balanced")
        given[asked] = model.probabilities(sample.part(asked)).argmax(axis=1)

    assert f1_score(truth, given, average="macro") >= 0.76


def test_shares_of_reasons_are_right_with_rules_for_the_trade(airline):
    """Within 4 points of the truth by brand, on average, without a label."""
    texts, truth, found = airline
    table = tomllib.loads((ROOT / "benchmarks" / "airline_topics.toml").read_text("utf-8"))[
        "topics"
    ]
    known = [i for i, row in enumerate(found) if truth[i] == 0 and row["negativereason"] in table]
    model = TopicModel(table, [texts[i] for i in known])
    given = np.array([topic.name for topic in model.assign([texts[i] for i in known])])
    reason = np.array([found[i]["negativereason"] for i in known])
    brand = np.array([found[i]["airline"] for i in known])
    errors = [
        abs((given[brand == b] == topic).mean() - (reason[brand == b] == topic).mean())
        for b in np.unique(brand)
        for topic in table
    ]

    assert np.mean(errors) <= 0.04
    assert model.coverage >= 0.75
