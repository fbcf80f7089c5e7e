"""Fits a model to a person's own labels, on top of what the shipped one already knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped] # of scikit-learn

from ingest.reading.linear.counting import common, count
from ingest.reading.linear.cues import cue_count, cues
from ingest.reading.linear.model import Linear
from ingest.reading.linear.ngrams import Hashes, features
from ingest.reading.linear.weights import Weights

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

_MIN_TEXTS = 2
_EMPHASIS = 3.0  # of the n-grams against the shipped model's sums, chosen on labels of airlines
_STRENGTH = 0.3
_EVENING = 0.5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """Masked texts made ready once, to be fitted and held back in parts.

    Attributes:
        grams: the n-grams of each text.
        told: cues of each text, one row each.
        sums: what the shipped model makes of each text, centred, one row each.
    """

    grams: list[Hashes]
    told: Floats
    sums: Floats

    def part(self, chosen: NDArray[np.intp]) -> "Sample":
        """The same for some of the texts."""
        return Sample([self.grams[i] for i in chosen], self.told[chosen], self.sums[chosen])


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model on top of the shipped one.

    Attributes:
        known: n-grams that it weighs.
        model: over n-grams, shipped sums and cues, in this order.
        width: number of classes.
    """

    known: Hashes
    model: "LogisticRegression"
    width: int

    def probabilities(self, sample: Sample) -> Floats:
        """One row per text, one column per class of the whole task, each row adding up to 1."""
        found = self.model.predict_proba(_table(sample, self.known))
        likely = np.zeros((len(found), self.width))
        likely[:, self.model.classes_] = found
        return likely


def prepare(texts: Sequence[str], shipped: Linear) -> Sample:
    """Read masked texts as fit() wants them."""
    told = cues(texts).astype(np.float64)
    return Sample(
        features(texts), told, shipped.logits(texts).astype(np.float64) @ _centring(shipped)
    )


def fit(sample: Sample, truth: NDArray[np.intp], width: int) -> Fitted:
    """Fit the labelled texts; truth holds 0 to width - 1, at least two of them.

    Classes are weighed half the way from as frequent as they are labelled to all alike, so that
    the shares of the classes found are about the true ones: the likeliest class alone would swallow
    the rare ones, and classes weighed alike would be found too often.

    Raises:
        ValueError: all labels are the same.
    """
    # More than a second to import, and every command would wait for it.
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    known = common(sample.grams, min_texts=_MIN_TEXTS)
    model = LogisticRegression(
        C=_STRENGTH,
        class_weight=_class_weights(truth, _EVENING),
        max_iter=500,
    )
    # Many small products: threads spend sixteen times as much on waiting for each other.
    with threadpool_limits(limits=1):
        model.fit(_table(sample, known), truth)
    return Fitted(known, model, width)


def _class_weights(truth: NDArray[np.intp], evening: float) -> dict[int, float]:
    """Weights that take the classes the given part of the way to equal sums; their mean is 1."""
    classes, counts = np.unique(truth, return_counts=True)
    weights = (counts / len(truth)) ** -evening
    mean = float((weights * counts).sum() / len(truth))
    return {int(k): float(weight) / mean for k, weight in zip(classes, weights, strict=True)}


def fold(fitted: Fitted, shipped: Linear) -> Weights:
    """One set of weights that scores as the shipped model and the fitted one together do.

    Both are sums over the same n-grams and cues, so nothing is lost but digits, and a learned model
    is as fast as the shipped one.
    """
    ngrams, through, told, bias = _columns(fitted)
    carried = _centring(shipped) @ through
    held = shipped.weights
    hashes = np.union1d(held.hashes, fitted.known)
    rows = held.of(hashes) @ carried
    rows[np.searchsorted(hashes, fitted.known)] += ngrams
    return Weights(
        hashes,
        rows.astype(np.float16),
        np.ones(fitted.width, np.float32),
        (told + held.cues @ carried).astype(np.float32),
        (bias + held.bias @ carried).astype(np.float32),
    )


def _columns(fitted: Fitted) -> tuple[Floats, Floats, Floats, Floats]:
    """The fitted coefficients of n-grams, shipped sums and cues, and the bias, for every class."""
    model = fitted.model
    coefficients, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        coefficients, bias = (
            np.vstack([-coefficients, coefficients]) / 2,
            np.array([-bias[0], bias[0]]) / 2,
        )
    spread = np.zeros((fitted.width, coefficients.shape[1]))
    spread[model.classes_] = coefficients
    # A class that nobody gave cannot be found.
    full_bias = np.full(fitted.width, -1e3)
    full_bias[model.classes_] = bias
    start = len(fitted.known)
    columns = spread.T
    told = columns[start:]
    sums_width = len(told) - cue_count()
    return columns[:start] * _EMPHASIS, told[:sums_width], told[sums_width:], full_bias


def _table(sample: Sample, known: Hashes) -> scipy.sparse.csr_array:
    counted = count(sample.grams, known) * _EMPHASIS
    return scipy.sparse.csr_array(scipy.sparse.hstack([counted, sample.sums, sample.told]))


def _centring(shipped: Linear) -> Floats:
    """Takes the mean off the classes' sums: only their differences mean anything."""
    width = len(shipped.card.classes)
    return np.eye(width) - 1 / width
