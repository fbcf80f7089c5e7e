"""What the shipped model and the learner reach on public posts that it was not trained on."""

import csv
import gzip
import html

import numpy as np
import pytest

from ingest.reading.language import detect
from ingest.reading.linear.model import Linear, shipped
from ingest.reading.masking import Masker
from ingest.reading.scorer import POLARITIES
from ingest.reading.scorers.vader import Vader
from ingest.training.adopt import POLARITY, Label, learn
from ingest.training.corpora import unescape
from ingest.training.shipped import macro_recall
from tests.places import PUBLIC

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
