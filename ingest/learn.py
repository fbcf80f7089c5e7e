"""Learns from what people confirmed and corrected, and adopts only what proves better."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ingest.learning import Balance, Sample, fit, fold, prepare
from ingest.scorers.linear import Linear
from ingest.scorers.weights import Card, Weights

MIN_RANDOM = 50
_FOLDS = 5
_Z = 1.959964

How = Literal["random", "uncertain", "picked"]


@dataclass(frozen=True, slots=True)
class Label:
    """What a person said about one post.

    Attributes:
        text: masked, as scorers see it.
        value: the class.
        how: how the person came to see the post. Only "random" ones measure: "uncertain" ones were
            offered because the model hesitated, "picked" ones because someone found them wrong.
    """

    text: str
    value: str
    how: How


@dataclass(frozen=True, slots=True)
class Measured:
    """A share of right answers among n random posts, with its 95 % interval (Wilson)."""

    share: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round of learning came to.

    Attributes:
        is_adopted: the new model did better on labels held back from it.
        reason: one sentence for people.
        before: the model in use, on random labels that it did not learn from; None if too few.
        after: the new one, on the random labels, each held back in turn; None if not tried.
        weights: the new model, None unless adopted.
        card: its card, None unless adopted.
    """

    is_adopted: bool
    reason: str
    before: Measured | None = None
    after: Measured | None = None
    weights: Weights | None = None
    card: Card | None = None


def learn(
    labels: Sequence[Label],
    *,
    shipped: Linear,
    current: Linear | None = None,
    classes: Sequence[str],
    name: str,
    balance: Balance = "as_labelled",
) -> Outcome:
    """Fit labels, oldest first, and compare with the model in use on what neither has learned from.

    The last label of a text counts. Corrections alone never change anything: posts that someone
    picked because they were wrong say nothing about how often the model is right, so at least
    MIN_RANDOM random labels are asked for, and only they are measured on. current is the model in
    use where it gives these classes; without one the commonest class is what has to be beaten.
    """
    held = [label for label in {label.text: label for label in labels}.values() if label.value in classes]
    truth = np.array([classes.index(label.value) for label in held], np.intp)
    is_random = np.array([label.how == "random" for label in held], bool)
    if is_random.sum() < MIN_RANDOM:
        return Outcome(False, f"{is_random.sum()} of {MIN_RANDOM} random posts are checked")
    if len(np.unique(truth[is_random])) < 2:
        return Outcome(False, "all checked posts are of one kind")
    is_new = is_random & ~_is_seen(held, current)
    if is_new.sum() < MIN_RANDOM:
        return Outcome(False, f"{is_new.sum()} of {MIN_RANDOM} random posts are checked since the last time")
    sample = prepare([label.text for label in held], shipped)
    found = _held_back(sample, truth, is_random, len(classes), balance)
    before = _right_before(held, truth, is_random, current)
    return _decide(...)
