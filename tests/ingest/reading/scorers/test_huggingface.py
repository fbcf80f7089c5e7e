"""Scoring by a Hugging Face model: a tiny one, made here where the extra is installed."""

import os

import pytest

from ingest.errors import ConfigError
from ingest.reading.scorers import huggingface
from ingest.reading.scorers.huggingface import HuggingFace
from tests.ingest.reading.scorers.tiny_model import IS_INSTALLED, labelled, tiny

needs_extra = pytest.mark.skipif(not IS_INSTALLED, reason="the extra huggingface is not installed")


@pytest.fixture
def any_libraries(monkeypatch):
    """What is asked before a model is loaded does not depend on the extra."""
    monkeypatch.setattr(huggingface, "_LIBRARIES", ("json",))


@needs_extra
def test_a_models_own_classes_become_scores(tmp_path):
    """The score is P(positive) - P(negative) and does not depend on company."""
    scorer = HuggingFace(tiny(tmp_path), languages=frozenset({"en"}))
    alone = scorer.score(["good bad good"])
    together = scorer.score(["bad"] * 40 + ["good bad good", "good " * 1000])

    assert abs(alone[0].sentiment - together[40].sentiment) < 1e-3
    assert all(-1 <= score.sentiment <= 1 for score in together)
    assert 42 == len(together)


@needs_extra
def test_a_model_that_cannot_be_loaded_is_named(tmp_path):
    """A folder with labels and nothing else."""
    scorer = HuggingFace(labelled(tmp_path, "NEG", "POS"))

    with pytest.raises(ConfigError, match=f"{tmp_path} cannot be loaded"):
        scorer.score(["good"])


@pytest.mark.skipif(IS_INSTALLED, reason="the extra huggingface is installed")
def test_without_the_extra_it_is_named(tmp_path):
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
