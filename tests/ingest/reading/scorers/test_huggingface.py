"""Scoring by a Hugging Face model; a real one, of a few kilobytes, is in `make test-extra`.

Without the extra, two libraries stand in that say of each text what the test lays down.
"""

import os
import sys
from types import SimpleNamespace

import pytest

from ingest.errors import ConfigError
from ingest.reading.scorer import Score
from ingest.reading.scorers import huggingface
from ingest.reading.scorers.huggingface import HuggingFace
from tests.ingest.reading.scorers.tiny_model import labelled, tiny


@pytest.fixture
def any_libraries(monkeypatch):
    """What is asked before a model is loaded does not depend on the extra."""
    monkeypatch.setattr(huggingface, "_LIBRARIES", ("json",))


class Library:
    """Both libraries: tokenizer, model, and the little of torch that is asked.

    Attributes:
        likely: text → what the model gives each of its labels.
        batches: the texts of each call.
        options: what the tokenizer was asked with, call by call.
    """

    def __init__(self, likely):
        self.likely, self.batches, self.options = likely, [], []
        self.AutoTokenizer = self.AutoModelForSequenceClassification = self

    def from_pretrained(self, _folder, *, local_files_only):
        assert local_files_only
        return self

    def eval(self):
        return self.model

    def inference_mode(self):
        return pytest.MonkeyPatch.context()

    def __call__(self, texts, **options):
        self.batches.append(texts)
        self.options.append(options)
        return {"texts": texts}

    def model(self, texts):
        rows = SimpleNamespace(tolist=lambda: [self.likely[text] for text in texts])
        return SimpleNamespace(logits=SimpleNamespace(softmax=lambda **_: rows))


@pytest.fixture
def library(monkeypatch, any_libraries):
    """Call with what is likely; it stands in for both libraries."""

    def stand_in(likely):
        made = Library(likely)
        monkeypatch.setitem(sys.modules, "transformers", made)
        monkeypatch.setitem(sys.modules, "torch", made)
        return made

    return stand_in


def test_shares_of_labels_add_up_to_classes(tmp_path, library):
    """One and two stars are negative, four and five positive: P(positive) - P(negative)."""
    library({"fine": [0.1, 0.1, 0.2, 0.2, 0.4], "poor": [0.3, 0.25, 0.25, 0.2, 0.0]})
    folder = labelled(tmp_path, "1 star", "2 stars", "3 stars", "4 stars", "5 stars")

    fine, poor = HuggingFace(folder).score(["fine", "poor"])

    assert Score(0.4, "positive", 0.6) == fine
    assert Score(-0.35, "negative", 0.55) == poor


def test_texts_are_read_in_batches_and_stay_in_order(tmp_path, library):
    """32 at a time, each cut at 512 tokens; labels in the model's order, whatever that is."""
    texts = [str(n) for n in range(70)]
    asked = library({text: [int(text) % 2, 1 - int(text) % 2] for text in texts})

    found = HuggingFace(labelled(tmp_path, "POS", "NEG")).score(texts)

    assert [texts[:32], texts[32:64], texts[64:]] == asked.batches
    assert {(True, 512)} == {(one["truncation"], one["max_length"]) for one in asked.options}
    assert ["negative", "positive"] * 35 == [score.polarity for score in found]


def test_a_model_that_the_library_refuses_is_named(tmp_path, library):
    def refuse(*_, **__):
        raise OSError("no weights")

    library({}).from_pretrained = refuse
    scorer = HuggingFace(labelled(tmp_path, "NEG", "POS"))

    with pytest.raises(ConfigError, match=f"{tmp_path} cannot be loaded: no weights"):
        scorer.score(["good"])


@pytest.mark.extra
def test_a_models_own_classes_become_scores(tmp_path):
    """The score is P(positive) - P(negative) and does not depend on company."""
    scorer = HuggingFace(tiny(tmp_path), languages=frozenset({"en"}))
    alone = scorer.score(["good bad good"])
    together = scorer.score(["bad"] * 40 + ["good bad good", "good " * 1000])

    assert abs(alone[0].sentiment - together[40].sentiment) < 1e-3
    assert all(-1 <= score.sentiment <= 1 for score in together)
    assert 42 == len(together)


@pytest.mark.extra
def test_a_model_that_cannot_be_loaded_is_named(tmp_path):
    """A folder with labels and nothing else."""
    scorer = HuggingFace(labelled(tmp_path, "NEG", "POS"))

    with pytest.raises(ConfigError, match=f"{tmp_path} cannot be loaded"):
        scorer.score(["good"])


def test_without_the_extra_it_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(huggingface, "_LIBRARIES", ("no_such_library",))
    with pytest.raises(ConfigError, match=r'pip install "earshot\[huggingface\]"'):
        HuggingFace(labelled(tmp_path, "NEG", "POS"))


@pytest.mark.parametrize("config", [None, "{", "[]", '{"id2label": {"zero": "NEG"}}', "{}"])
def test_a_folder_without_a_classifier_is_named(tmp_path, config):
    if config is not None:
        (tmp_path / "config.json").write_text(config, encoding="utf-8")

    with pytest.raises(ConfigError, match=f"scorer.model: {tmp_path} is no folder of a text"):
        HuggingFace(tmp_path)


def classes(scorer):
    return scorer.version.rsplit("/", 1)[1].split(",")


@pytest.mark.usefixtures("any_libraries")
@pytest.mark.parametrize(
    ("labels", "understood"),
    [
        (["negative", "neutral", "positive"], ["negative", "neutral", "positive"]),
        (["NEG", "POS"], ["negative", "positive"]),
        (
            ["1 star", "2 stars", "3 stars", "5 stars"],
            ["negative", "negative", "neutral", "positive"],
        ),
    ],
)
def test_labels_are_understood(tmp_path, labels, understood):
    assert understood == classes(HuggingFace(labelled(tmp_path, *labels)))


@pytest.mark.usefixtures("any_libraries")
def test_labels_that_say_nothing_have_to_be_explained(tmp_path):
    folder = labelled(tmp_path, "LABEL_0", "LABEL_1")
    explained = {"LABEL_0": "negative", "LABEL_1": "positive"}

    with pytest.raises(ConfigError, match=r"scorer.labels: .*LABEL_0, LABEL_1; each is one of"):
        HuggingFace(folder)
    assert ["negative", "positive"] == classes(HuggingFace(folder, labels=explained))


@pytest.mark.usefixtures("any_libraries")
def test_the_version_changes_with_anything_that_may_change_a_score(tmp_path):
    """Weights, tokenizer, how a label is read; not with the time of a copy."""
    folder = labelled(tmp_path, "NEG", "POS")
    weights = folder / "model.safetensors"
    weights.write_bytes(b"one")
    first = HuggingFace(folder).version
    os.utime(weights, (0, 0))
    copied = HuggingFace(folder).version
    weights.write_bytes(b"two")
    trained = HuggingFace(folder).version
    turned = HuggingFace(folder, labels={"NEG": "positive", "POS": "negative"}).version

    assert first == copied
    assert 3 == len({first, trained, turned})
