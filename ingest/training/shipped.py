"""Trains the shipped English model.

python -m ingest.training.shipped LABELLED.tsv.gz … --without TEXTS
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import scipy.sparse
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from ingest.reading.linear.counting import common, count
from ingest.reading.linear.cues import cues
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
_STRENGTH = 1.0  # inverse of the ridge, chosen by leaving whole SemEval years out
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
    likely = Linear(trial, card).probabilities(held_texts)
    temperature = _temperature(likely, classes[is_held])
    weights = _cooled(_fit(texts, classes), temperature)
    version = f"1.{len(rows)}.{int(weights.levels.astype(np.int64).sum()) & 0xFFFF:04x}"
    figures = {
        "texts": float(len(rows)),
        "held_back_macro_recall": round(macro_recall(classes[is_held], likely.argmax(axis=1)), 4),
        "temperature": round(temperature, 2),
    }
    return weights, Card(
        name=name, version=version, languages=["en"], origin=origin, figures=figures
    )


def macro_recall(truth: NDArray[np.intp], found: NDArray[np.intp]) -> float:
    """Mean of the classes' recalls; a class that does not occur is left out."""
    return float(np.mean([(found[truth == k] == k).mean() for k in np.unique(truth)]))


def _fit(texts: Sequence[str], classes: NDArray[np.intp]) -> Weights:
    found = features(texts)
    known = common(found, min_texts=_MIN_TEXTS)
    counted = count(found, known)
    told = cues(texts)
    rows = scipy.sparse.hstack([counted, scipy.sparse.csr_array(told)]).tocsr()
    model = LogisticRegression(C=_STRENGTH, class_weight="balanced", tol=1e-3, max_iter=300)
    model.fit(rows, classes)
    coefficients = model.coef_.T.astype(np.float32)
    return _packed(known, coefficients[: len(known)], coefficients[len(known) :], model.intercept_)


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
    return Weights(known[kept], levels, steps, told, bias.astype(np.float32))


def _temperature(likely: NDArray[np.float64], truth: NDArray[np.intp]) -> float:
    """What the logits are divided by so that 0.8 means 80 %, the classes weighing the same."""
    share = np.bincount(truth, minlength=3)[truth]

    def surprise(temperature: float) -> float:
        cooled = likely ** (1 / temperature)
        chosen = cooled[np.arange(len(truth)), truth] / cooled.sum(axis=1)
        return float((-np.log(chosen) / share).sum())

    return float(min(_TEMPERATURES, key=surprise))


def _cooled(weights: Weights, temperature: float) -> Weights:
    by = np.float32(temperature)
    return Weights(
        weights.hashes, weights.levels, weights.steps / by, weights.cues / by, weights.bias / by
    )


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
