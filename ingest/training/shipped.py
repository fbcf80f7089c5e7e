"""Trains the shipped English model.

python -m ingest.training.shipped LABELLED.tsv.gz … --without TEXTS
"""

import argparse
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import scipy.sparse
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from ingest.reading.leanings import edition
from ingest.reading.linear.counting import common, count
from ingest.reading.linear.cues import cue_count, cues, learned_cue_count
from ingest.reading.linear.model import SHIPPED, Linear
from ingest.reading.linear.ngrams import features
from ingest.reading.linear.weights import Card, Weights, write
from ingest.reading.masking import Masker
from ingest.reading.scorer import POLARITIES
from ingest.training.corpora import Labelled, likeness, read_labelled, unescape

NAME = "earshot-en"
ORIGIN = "SemEval task 4 (2013-2016), sentiment of Twitter posts; CC BY 3.0 as TweetEval states"

_MIN_TEXTS = 3  # an n-gram of fewer texts is left out
_KEPT = 200_000  # n-grams; the file stays under 2 MB
# Inverse of the ridge, of both models; and how much an n-gram's telling apart of the classes counts
# in the second. Chosen on the newest SemEval test, learning from the files before it.
_STRENGTH, _TOLD_STRENGTH, _TOLD_WEIGHT = 1.0, 0.3, 3.0
_HELD_BACK = 10  # every tenth text, for the temperature and the figures
_LEVELS = 127
_TEMPERATURES = np.arange(0.5, 3.01, 0.05)


def train(
    rows: Sequence[Labelled], *, name: str = NAME, origin: str = ORIGIN
) -> tuple[Weights, Card]:
    """Fit on all rows; temperature and figures come from a fit without every tenth."""
    texts = [Masker([]).mask(row.text) for row in rows]
    classes = np.array([POLARITIES.index(row.polarity) for row in rows])
    is_held = np.arange(len(rows)) % _HELD_BACK == 0
    trial = _fit([t for t, held in zip(texts, is_held, strict=True) if not held], classes[~is_held])
    held_texts = [text for text, held in zip(texts, is_held, strict=True) if held]
    card = Card(name=name, version="trial", languages=["en"], origin=origin)
    temperature = _temperature(Linear(trial, card).probabilities(held_texts), classes[is_held])
    found = Linear(_finished(trial, temperature), card).probabilities(held_texts).argmax(axis=1)
    weights = _finished(_fit(texts, classes), temperature)
    digest = zlib.crc32(weights.levels.tobytes() + edition().encode()) & 0xFFFF
    version = f"2.{len(rows)}.{digest:04x}"
    figures = {
        "texts": float(len(rows)),
        "held_back_macro_recall": round(macro_recall(classes[is_held], found), 4),
        "temperature": round(temperature, 2),
    }
    return weights, Card(
        name=name, version=version, languages=["en"], origin=origin, figures=figures
    )


def macro_recall(truth: NDArray[np.intp], found: NDArray[np.intp]) -> float:
    """Mean of the classes' recalls; a class that does not occur is left out."""
    return float(np.mean([(found[truth == k] == k).mean() for k in np.unique(truth)]))


def _fit(texts: Sequence[str], classes: NDArray[np.intp]) -> Weights:
    """The sum of two models: all classes at once, and each against the others.

    The second takes an n-gram the more seriously the better it tells the class apart (Wang and
    Manning 2012); it finds what is rare, the first what is common, and both are one linear sum.
    """
    found = features(texts)
    known = common(found, min_texts=_MIN_TEXTS)
    told = cues(texts)[:, : learned_cue_count()]
    rows = scipy.sparse.csr_array(
        scipy.sparse.hstack([count(found, known), told]), dtype=np.float32
    )
    model = _logistic(_STRENGTH).fit(rows, classes)
    coefficients, bias = model.coef_.T.copy(), model.intercept_.copy()
    for one in np.unique(classes):
        is_one = classes == one
        told_apart = np.ones(rows.shape[1], np.float32)
        told_apart[: len(known)] = _TOLD_WEIGHT * _telling(rows[:, : len(known)], is_one)
        model = _logistic(_TOLD_STRENGTH).fit(rows.multiply(told_apart).tocsr(), is_one)
        coefficients[:, one] += model.coef_[0] * told_apart
        bias[one] += model.intercept_[0]
    ngrams, cue_weights = np.split(coefficients.astype(np.float32), [len(known)])
    return _packed(known, ngrams, cue_weights, bias)


def _logistic(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, class_weight="balanced", tol=1e-3, max_iter=300)


def _telling(counted: scipy.sparse.csr_array, is_one: NDArray[np.bool_]) -> NDArray[np.float32]:
    """How far apart the shares of texts with each n-gram are, as a log ratio without its sign."""
    held = (counted > 0).astype(np.float32)
    inside = (1 + held[is_one].sum(axis=0)) / (1 + is_one.sum())
    outside = (1 + held[~is_one].sum(axis=0)) / (1 + (~is_one).sum())
    telling: NDArray[np.float32] = np.abs(np.log(inside / outside)).astype(np.float32)
    return telling


def _packed(
    known: NDArray[np.uint32],
    ngrams: NDArray[np.float32],
    told: NDArray[np.float32],
    bias: NDArray[np.float64],
) -> Weights:
    """Keep the n-grams that say most, each weight as a whole number of steps."""
    strongest = np.argsort(-np.abs(ngrams).max(axis=1), kind="stable")[:_KEPT]
    kept = np.sort(strongest)
    steps = np.abs(ngrams[kept]).max(axis=0) / _LEVELS
    levels = np.rint(ngrams[kept] / steps).astype(np.int8)
    by_hand = np.zeros((cue_count() - learned_cue_count(), told.shape[1]), np.float32)
    return Weights(known[kept], levels, steps, np.vstack([told, by_hand]), bias.astype(np.float32))


def _temperature(likely: NDArray[np.float64], truth: NDArray[np.intp]) -> float:
    """What the logits are divided by so that 0.8 means 80 %, the classes weighing the same."""
    share = np.bincount(truth, minlength=3)[truth]

    def surprise(temperature: float) -> float:
        cooled = likely ** (1 / temperature)
        chosen = cooled[np.arange(len(truth)), truth] / cooled.sum(axis=1)
        return float((-np.log(chosen) / share).sum())

    return float(min(_TEMPERATURES, key=surprise))


def _finished(weights: Weights, temperature: float) -> Weights:
    """The learned sums divided by the temperature; what leaves little doubt is added as it is."""
    by = np.float32(temperature)
    told = weights.cues / by
    told[learned_cue_count() :] = np.eye(len(POLARITIES), dtype=np.float32)
    return Weights(weights.hashes, weights.levels, weights.steps / by, told, weights.bias / by)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train from labelled files and write the weights with their card."""
    parser = argparse.ArgumentParser(prog="python -m ingest.training.shipped", description=__doc__)
    parser.add_argument(
        "labelled", nargs="+", type=Path, help="id, class, text between tabs; or a CSV"
    )
    parser.add_argument(
        "--without", type=Path, help="texts to leave out, one per line, to measure on"
    )
    parser.add_argument("--out", type=Path, default=SHIPPED, help="path without its ending")
    parser.add_argument("--name", default=NAME, help="recorded with every score")
    parser.add_argument("--origin", default=ORIGIN, help="where the labels are from, with licence")
    options = parser.parse_args(arguments)
    kept_aside = options.without.read_text("utf-8").splitlines() if options.without else []
    left_out = {likeness(unescape(text)) for text in kept_aside}
    rows = [row for row in read_labelled(options.labelled) if likeness(row.text) not in left_out]
    weights, card = train(rows, name=options.name, origin=options.origin)
    card = write(weights, card, options.out)
    print(f"{options.out}: {card.name} {card.version}, {card.figures}")  # noqa: T201 - a command


if __name__ == "__main__":
    main()
