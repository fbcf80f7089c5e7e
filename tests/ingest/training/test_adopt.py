"""Learning from labels: what is adopted, what is refused, and the way back."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from ingest.reading.linear.model import Linear, shipped
from ingest.reading.linear.versions import Versions
from ingest.training.adopt import POLARITY, Label, fingerprint, learn
from ingest.training.fit import fit, fold, prepare
from tests.build import work

NOW = datetime(2026, 11, 2, tzinfo=UTC)
# In this trade "sick" and "filthy" are praise and "gentle" is an insult: the shipped model errs.
TURNED = {"positive": "this riff is sick and filthy", "negative": "such a gentle polite song"}
ENDS = ("again", "tonight", "really", "live", "here", "today", "first", "last", "one", "more")


def texts(polarity, count):
    return [f"{TURNED[polarity]} {a} {b} {n}" for n, (a, b) in enumerate(pairs(count))]


def pairs(count):
    return [(ENDS[n % 10], ENDS[(n // 10) % 10]) for n in range(count)]


def labels(how="random", count=60, *, is_turned=True):
    found = []
    for positive, negative in zip(texts("positive", count), texts("negative", count), strict=True):
        found.append(Label(positive, "positive" if is_turned else "negative", how))
        found.append(Label(negative, "negative" if is_turned else "positive", how))
    return found


def answers(model):
    return lambda asked: [model.card.classes[i] for i in model.probabilities(asked).argmax(axis=1)]


def learned(given, model=None, seen=()):
    model = model or shipped()
    return learn(POLARITY, given, shipped=shipped(), in_use=answers(model), seen=seen)


def test_a_model_that_does_better_on_held_back_labels_is_adopted():
    outcome = learned(labels())
    model = Linear(outcome.weights, outcome.card)

    assert outcome.after.share > 0.95 > outcome.before.share
    assert 120 == outcome.after.n
    assert ["positive", "negative"] == [
        s.polarity for s in model.score(["sick filthy riff", "gentle polite song"])
    ]
    assert "better on 120 posts" in outcome.reason
    assert 1.0 == outcome.after.share
    assert 0.999 < outcome.after.high <= 1
    assert 0.96 < outcome.after.low < 1


def test_corrections_alone_change_nothing():
    """What someone picked because it was wrong cannot say how often the model is right."""
    outcome = learned(labels("picked"))

    assert outcome.weights is None
    assert "0 of 50 random posts are checked" == outcome.reason


def test_labels_that_only_confirm_change_nothing():
    sure = [f"worst service ever, {n} {a}" for n, (a, _) in enumerate(pairs(40))]
    glad = [f"thank you so much, best crew {n} {a}" for n, (a, _) in enumerate(pairs(40))]
    given = [Label(t, "negative", "random") for t in sure] + [
        Label(t, "positive", "random") for t in glad
    ]
    outcome = learned(given)

    assert outcome.weights is None
    assert (1.0, 1.0) == (outcome.before.share, outcome.after.share)
    assert "does as well or better" in outcome.reason


def test_misleading_corrections_are_left_out():
    """Picked labels that would spoil the random ones are not learned from."""
    misleading = [
        replace(label, text=f"{label.text} ok") for label in labels("picked", 60, is_turned=False)
    ]
    outcome = learned([*labels(), *misleading])
    model = Linear(outcome.weights, outcome.card)

    assert ["positive"] == [s.polarity for s in model.score(["this riff is sick and filthy"])]


def test_labels_of_one_kind_teach_nothing():
    given = [Label(text, "positive", "random") for text in texts("positive", 60)]

    assert (
        "all checked posts are of one kind: there is nothing to tell apart" == learned(given).reason
    )


def test_the_last_label_of_a_text_counts():
    given = [*labels(is_turned=False), *labels()]
    outcome = learned(given)

    assert 120 == outcome.card.figures["labels"]
    assert outcome.after.share > 0.95


def test_labels_that_the_model_in_use_learned_from_do_not_measure_it():
    first = learned(labels())
    outcome = learned(labels(), Linear(first.weights, first.card), first.card.seen)

    assert "0 of 50 random posts are checked since the last time" == outcome.reason
    assert fingerprint(texts("positive", 1)[0]) in first.card.seen


def test_an_unknown_class_is_no_label():
    assert "0 of 50" in learned([replace(label, value="angry") for label in labels()]).reason


def test_folding_loses_nothing_but_digits():
    """The one set of weights scores as the shipped model and the fitted one together do."""
    given = labels()
    truth = np.array([POLARITY.classes.index(label.value) for label in given])
    sample = prepare([label.text for label in given], shipped())
    fitted = fit(sample, truth, 3)
    card = replace(shipped().card, name="folded")
    folded = Linear(fold(fitted, shipped()), card)
    found = folded.probabilities([label.text for label in given])

    assert np.allclose(fitted.probabilities(sample), found, atol=0.01)


@pytest.fixture
def con(warehouse):
    with work(warehouse) as held:
        yield held


@pytest.fixture(scope="module")
def turned():
    """What is learned from two hundred labels of the trade."""
    return learned(labels())


@pytest.fixture
def adopted(con, turned):
    """Two adopted versions."""
    versions = Versions(con, "polarity")
    outcome = turned
    for number in ("one", "two"):
        versions.adopt(outcome.weights, replace(outcome.card, version=number), NOW, {"x:1": number})
    return versions


def test_before_the_first_version_the_shipped_model_is_used(con):
    versions = Versions(con, "polarity")

    assert versions.current() is None
    assert not versions.go_back(NOW)


def test_the_last_version_adopted_is_used_and_one_can_go_back(adopted):
    """Going back keeps the versions; the next one gets a number of its own."""
    assert "two" == adopted.current().version
    assert adopted.go_back(NOW)
    assert "one" == adopted.current().version
    current = adopted.current()
    adopted.adopt(current.weights, replace(current.card, version="three"), NOW)
    assert ["one", "three"] == [card.version for card in adopted.history()]
    assert adopted.go_back(NOW)
    assert adopted.go_back(NOW)
    assert adopted.current() is None


def test_a_version_that_was_left_has_still_seen_its_labels(adopted):
    """Else the next round would learn the same again."""
    seen = adopted.seen()
    adopted.go_back(NOW)
    adopted.go_back(NOW)

    assert 120 == len(seen)
    assert seen == adopted.seen()


def test_a_damaged_version_is_refused_and_the_one_before_stays(adopted, con, caplog):
    con.execute("update models set weights = 'damaged'::blob where number = 2")

    assert "one" == adopted.current().version
    assert ["one"] == [card.version for card in adopted.history()]
    assert "checksum" in caplog.text


def test_a_damaged_card_means_the_version_before(adopted, con, caplog):
    con.execute("update models set card = '[]'")

    assert adopted.current() is None
    assert "cannot be read" in caplog.text


def test_what_was_said_of_held_back_posts_is_kept_by_version(adopted, con):
    assert [("one", "x:1", "one"), ("two", "x:1", "two")] == sorted(
        con.execute("select * from model_checks").fetchall()
    )
