"""Scoring by a Hugging Face model: a tiny one, made here."""

import importlib.util
import sys

import pytest

from ingest.errors import ConfigError
from ingest.reading.scorers.huggingface import HuggingFace, _classes

IS_INSTALLED = all(map(importlib.util.find_spec, ("torch", "transformers")))
needs_extra = pytest.mark.skipif(not IS_INSTALLED, reason="the extra huggingface is not installed")
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "bad"]


@pytest.fixture
def model(tmp_path):
    """A folder with a model of random weights and a vocabulary of two words."""
    transformers, torch = importlib.import_module("transformers"), importlib.import_module("torch")
    torch.manual_seed(0)
    (tmp_path / "vocab.txt").write_text("\n".join(WORDS))
    transformers.BertTokenizer(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    config = transformers.BertConfig(
        vocab_size=len(WORDS),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        id2label={0: "NEG", 1: "NEU", 2: "POS"},
        label2id={"NEG": 0, "NEU": 1, "POS": 2},
    )
    transformers.BertForSequenceClassification(config).save_pretrained(tmp_path)
    return tmp_path


@needs_extra
def test_a_models_own_classes_become_scores(model):
    """The score is P(positive) - P(negative) and does not depend on company."""
    scorer = HuggingFace(str(model), languages=frozenset({"en"}))
    alone = scorer.score(["good bad good"])
    together = scorer.score(["bad"] * 40 + ["good bad good", "good " * 1000])

    assert abs(alone[0].sentiment - together[40].sentiment) < 1e-3
    assert all(-1 <= score.sentiment <= 1 for score in together)
    assert 42 == len(together)
    assert f"{model}@local" == scorer.version


@needs_extra
def test_a_model_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ConfigError, match="cannot be loaded"):
        HuggingFace(str(tmp_path / "nothing"))


def test_without_the_extra_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)

    with pytest.raises(ConfigError, match="install the extra"):
        HuggingFace("any")


@pytest.mark.parametrize(
    ("labels", "classes"),
    [
        (["negative", "neutral", "positive"], ["negative", "neutral", "positive"]),
        (["NEG", "POS"], ["negative", "positive"]),
        (
            ["1 star", "2 stars", "3 stars", "5 stars"],
            ["negative", "negative", "neutral", "positive"],
        ),
    ],
)
def test_labels_are_understood(labels, classes):
    assert classes == _classes(dict(enumerate(labels)), {})


def test_labels_that_say_nothing_have_to_be_explained():
    names = {0: "LABEL_0", 1: "LABEL_1"}

    with pytest.raises(ConfigError, match="LABEL_0, LABEL_1"):
        _classes(names, {})
    assert ["negative", "positive"] == _classes(
        names, {"LABEL_0": "negative", "LABEL_1": "positive"}
    )
