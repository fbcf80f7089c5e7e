"""Learns from what people confirmed and corrected, and adopts only what proves better."""

import math
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ingest.reading.linear.model import Linear
from ingest.reading.linear.weights import Card, Weights
from ingest.reading.scorer import POLARITIES
from ingest.training.fit import Sample, fit, fold, prepare

MIN_RANDOM = 50
_FOLDS = 5
_Z = 1.959964

Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is learned.

    Attributes:
        name: recorded with every score of the learned model.
        classes: all answers that a label may give, in the order of the weights' columns.
    """

    name: str
    classes: tuple[str, ...]


POLARITY = Task(name="earshot-en+labels", classes=POLARITIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a round of learning came to.

    Attributes:
        reason: one sentence for people.
        before: the model in use, on random labels that it has not learned from; None if not tried.
        after: the new model on the same labels, each held back from it; None if not tried.
        weights: the new model; None where the one in use stays.
        card: its card; None where the one in use stays.
        held_back: by masked text, what a model says that has not learned it; random labels only.
    """

    reason: str
    before: Measured | None = None
    after: Measured | None = None
    weights: Weights | None = None
    card: Card | None = None
    held_back: Mapping[str, str] = field(default_factory=dict)


def learn(
    task: Task,
    labels: Sequence[Label],
    *,
    shipped: Linear,
    in_use: Callable[[Sequence[str]], Sequence[str]],
    seen: Collection[int] = (),
) -> Outcome:
    """Fit all labels, oldest first, and compare with the model in use on labels new to both.

    The last label of a text counts. Corrections alone never change anything: posts that someone
    picked because they were wrong say nothing about how often the model is right, so MIN_RANDOM
    random labels are asked for, and only those are measured on.

    Args:
        task: what the labels say.
        labels: texts in the shipped model's languages only.
        shipped: the model to build on.
        in_use: the classes that the model in use gives to masked texts.
        seen: fingerprints of the texts that the model in use learned from.
    """
    held = _latest(labels, task)
    is_test = np.array([row.how == "random" and fingerprint(row.text) not in seen for row in held])
    if is_test.sum() < MIN_RANDOM:
        since = " since the last time" if seen else ""
        return Outcome(reason=f"{is_test.sum()} of {MIN_RANDOM} random posts are checked{since}")
    truth = np.array([task.classes.index(row.value) for row in held], np.intp)
    if len(np.unique(truth[is_test])) < 2:
        return Outcome(reason="all checked posts are of one kind: there is nothing to tell apart")
    texts = [row.text for row in held]
    tested = [text for text, test in zip(texts, is_test, strict=True) if test]
    found_before = np.array([task.classes.index(value) for value in in_use(tested)], np.intp)
    trial = _best_trial(task, held, prepare(texts, shipped), truth, is_test)
    before = _measure(truth[is_test], found_before)
    after = _measure(truth[is_test], trial.found)
    if _merit(truth[is_test], trial.found) <= _merit(truth[is_test], found_before):
        return Outcome(reason="the model in use does as well or better", before=before, after=after)
    fitted = fit(trial.sample, trial.truth, len(task.classes))
    card = Card(
        name=task.name,
        version=f"{shipped.version}+{len(held)}.{zlib.crc32(repr(held).encode()):08x}",
        languages=sorted(shipped.languages),
        origin=f"{shipped.card.origin}; {len(held)} labels of your own",
        classes=list(task.classes),
        figures={
            "labels": float(len(held)),
            "accuracy": after.share,
            "accuracy_before": before.share,
        },
        seen=sorted(fingerprint(text) for text in texts),
    )
    right = f"{before.share:.1%} right before, {after.share:.1%} now"
    reason = f"better on {after.n} posts held back: {right}"
    classes = (task.classes[place] for place in trial.found)
    return Outcome(
        reason=reason,
        before=before,
        after=after,
        weights=fold(fitted, shipped),
        card=card,
        held_back=dict(zip(tested, classes, strict=True)),
    )


def fingerprint(text: str) -> int:
    """Tells a masked text from others without keeping it."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class _Trial:
    """One choice of labels to learn from, and what it found for the tested ones."""

    sample: Sample
    truth: Indices
    found: Indices


def _latest(labels: Sequence[Label], task: Task) -> list[Label]:
    latest = {label.text: label for label in labels if label.value in task.classes}
    return list(latest.values())


def _best_trial(
    task: Task, held: list[Label], sample: Sample, truth: Indices, is_test: Flags
) -> _Trial:
    """With and without what people picked: many corrections of one kind can bend a model."""
    is_picked = np.array([row.how == "picked" for row in held])
    everything = np.arange(len(held))
    choices = [everything, everything[~is_picked]] if is_picked.any() else [everything]
    trials = []
    for chosen in choices:
        part, part_truth = sample.part(chosen), truth[chosen]
        found = _held_back(part, part_truth, is_test[chosen], task)
        trials.append(_Trial(part, part_truth, found))
    return max(trials, key=lambda trial: _merit(truth[is_test], trial.found))


def _held_back(sample: Sample, truth: Indices, is_test: Flags, task: Task) -> Indices:
    """What models find for the tested texts, each fitted without the fifth that it is asked."""
    fold_of = np.arange(len(truth)) % _FOLDS
    found = np.zeros(len(truth), np.intp)
    for one in range(_FOLDS):
        asked = np.flatnonzero((fold_of == one) & is_test)
        rest = np.flatnonzero(fold_of != one)
        if len(asked) and len(np.unique(truth[rest])) > 1:
            model = fit(sample.part(rest), truth[rest], len(task.classes))
            found[asked] = model.probabilities(sample.part(asked)).argmax(axis=1)
    return found[is_test]


def _merit(truth: Indices, found: Indices) -> float:
    """The share that is right."""
    return float((truth == found).mean())


def _measure(truth: Indices, found: Indices) -> Measured:
    n, share = len(truth), float((truth == found).mean())
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return Measured(share, max(centre - half, 0.0), min(centre + half, 1.0), n)
