"""The shipped model: its file, its sums, its limits."""

import json
import zlib

import numpy as np
import pytest

from ingest.reading.leanings import edition
from ingest.reading.linear.cues import cue_count, cues
from ingest.reading.linear.model import SHIPPED, Linear, shipped
from ingest.reading.linear.ngrams import features, look_at, look_at_all
from ingest.reading.linear.weights import Card, ModelRefused, Weights, read, write
from ingest.reading.scorer import Score

TEXTS = [
    "@user worst airline ever, still waiting for my bag",
    "@user thank you so much, best crew!",
    "not good at all :(",
    "The meeting starts at 10 in the town hall http",
    "I'm NOT happy, isn't it greaaaaat",
]


def small(hashes=(5, 9), **changes):
    values = {
        "hashes": np.array(hashes, np.uint32),
        "levels": np.array([[1, 0, -1]] * len(hashes), np.int8),
        "steps": np.ones(3, np.float32),
        "cues": np.zeros((cue_count(), 3), np.float32),
        "bias": np.zeros(3, np.float32),
    }
    return Weights(**{**values, **changes})


CARD = Card(name="small", version="1", languages=["en"], origin="this test")


def test_the_sum_is_what_its_parts_say():
    """Independent of memory and batches: n-grams by the root of their number, cues, bias."""
    weights, _ = read(SHIPPED)
    expected = [
        weights.of(found).sum(axis=0) / np.sqrt(len(found))
        + cues([text])[0] @ weights.cues
        + weights.bias
        for text, found in zip(TEXTS, features(TEXTS), strict=True)
    ]

    assert np.allclose(expected, shipped().logits(TEXTS), atol=1e-4)


def test_a_text_scores_the_same_alone_and_in_company():
    together = shipped().logits(TEXTS * 300)
    alone = np.concatenate([shipped().logits([text]) for text in TEXTS])

    assert np.allclose(np.tile(alone, (300, 1)), together, atol=1e-4)


def test_feelings_are_told_apart():
    polarities = [score.polarity for score in shipped().score(TEXTS[:4])]

    assert ["negative", "positive", "negative", "neutral"] == polarities


@pytest.mark.parametrize("text", ["", "  ", "http", "@user @user http"])
def test_nothing_to_read_is_neutral(text):
    assert [Score(0.0, "neutral")] == shipped().score([text])


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "no " * 30_000, "😍😭", "日本 ok ÿ\x00 \ud800", "!?" * 9]
)
def test_any_text_gets_a_finite_score(text):
    (score,) = shipped().score([text])

    assert -1 <= score.sentiment <= 1


def test_no_texts_give_no_scores():
    assert [] == shipped().score([])
    assert (0, 3) == shipped().probabilities([]).shape


def test_probabilities_add_up():
    assert np.allclose(1, shipped().probabilities(TEXTS).sum(axis=1))


def test_weights_come_back_as_written(tmp_path):
    card = write(small(), CARD, tmp_path / "v1.2")
    weights, again = read(tmp_path / "v1.2")

    assert card == again
    assert ["v1.2.json", "v1.2.npz"] == sorted(path.name for path in tmp_path.iterdir())
    assert np.array_equal(small().levels, weights.levels)
    assert [[1, 0, -1], [0, 0, 0]] == weights.of(np.array([9, 4_000_000_000], np.uint32)).tolist()


def test_the_file_is_small_and_plain():
    """Under 2 MB, read without unpickling, origin stated."""
    assert SHIPPED.with_suffix(".npz").stat().st_size < 2_000_000
    assert "SemEval" in shipped().card.origin


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_damaged_file_is_refused(tmp_path, place):
    write(small(), CARD, tmp_path / "m")
    content = bytearray((tmp_path / "m.npz").read_bytes())
    content[place] ^= 1
    (tmp_path / "m.npz").write_bytes(content)

    with pytest.raises(ModelRefused, match="checksum"):
        read(tmp_path / "m")


@pytest.mark.parametrize("missing", ["m.npz", "m.json"])
def test_a_missing_file_is_refused(tmp_path, missing):
    write(small(), CARD, tmp_path / "m")
    (tmp_path / missing).unlink()

    with pytest.raises(ModelRefused, match="cannot be read"):
        read(tmp_path / "m")


def test_a_card_that_is_no_card_is_refused(tmp_path):
    write(small(), CARD, tmp_path / "m")
    (tmp_path / "m.json").write_text(json.dumps({"name": "x"}))

    with pytest.raises(ModelRefused, match="cannot be read"):
        read(tmp_path / "m")


def test_shapes_that_do_not_fit_are_refused(tmp_path):
    write(small(bias=np.zeros(2, np.float32)), CARD, tmp_path / "m")

    with pytest.raises(ModelRefused, match="bias is not of shape"):
        read(tmp_path / "m")


def test_weights_for_other_cues_are_refused():
    with pytest.raises(ModelRefused, match="train again"):
        Linear(small(cues=np.zeros((3, 3), np.float32)), CARD)


def test_an_array_that_would_need_unpickling_is_refused(tmp_path):
    """A weights file from a stranger runs no code."""
    write(small(bias=np.array([{}, {}, {}])), CARD, tmp_path / "m")

    with pytest.raises(ModelRefused, match="not a weights file"):
        read(tmp_path / "m")


def test_the_version_names_the_tables_that_the_model_is_read_with():
    """An edit of words/leaning.toml or verdicts.toml changes scores, so the version changes too."""
    model = shipped()
    digest = zlib.crc32(model.weights.levels.tobytes() + edition().encode()) & 0xFFFF

    assert model.version.endswith(f".{digest:04x}")


TOKENS = [
    "<",
    ">",
    "a",
    "!",
    ":)",
    "late",
    "late_",
    "_",
    "sooooo",
    "can't",
    "größe",
    "日本",
    "é",
    "42",
    "!!!!!!",
]


def test_many_tokens_are_looked_at_as_each_alone():
    """The same hashes and features, whatever their letters; the numbers of the shipped model."""
    looked = look_at_all(TOKENS)
    alone = [look_at(token) for token in TOKENS]

    assert [one.hash for one in alone] == looked.hashes.tolist()
    for place, one in enumerate(alone):
        own = looked.features[looked.owners == place]
        assert sorted(one.features.tolist()) == sorted(own.tolist())
