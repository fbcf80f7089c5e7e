"""The shipped English model: n-grams, VADER's valences and turns of phrase in one linear sum."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.reading.linear.cues import cue_count, cues
from ingest.reading.linear.ngrams import look_at, marked_tokens, pairs_and_triples
from ingest.reading.linear.weights import Card, ModelRefused, Numbers, Weights, read
from ingest.reading.scorer import POLARITIES, Score

SHIPPED = Path(__file__).parents[1] / "models" / "english"

_BATCH = 1_000
_CONTROLS = "".join(map(chr, range(32)))
_MEMORY = 100_000  # words; beyond it the memory starts afresh


class Linear:
    """Scores by a linear model; a word is looked up once and remembered.

    The classes are those of a balanced world: a post is negative where it looks more like the
    negative posts of the training data than like the others, however rare those were.
    """

    def __init__(self, weights: Weights, card: Card) -> None:
        if weights.cues.shape[0] != cue_count():
            raise ModelRefused(f"{card.name} {card.version}: made for other features, train again")
        self.weights, self.card = weights, card
        self.name = card.name
        self.version = card.version
        self.languages = frozenset(card.languages)
        self.texts_per_run = None
        self._words = _Words(weights)

    def score(self, texts: Sequence[str]) -> list[Score | None]:
        """One score per masked text; nothing to read at all is 0 and neutral."""
        likely = self.probabilities(texts)
        sentiment = (likely[:, 2] - likely[:, 0]).round(4).tolist()
        classes = likely.argmax(axis=1).tolist()
        certainty = likely.max(axis=1, initial=0).round(4).tolist()
        return [
            Score(value, POLARITIES[place], sure) if _is_readable(text) else Score(0.0, "neutral")
            for text, value, place, sure in zip(texts, sentiment, classes, certainty, strict=True)
        ]

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """One row per masked text, one column per class, each row adding up to 1."""
        logits = self.logits(texts).astype(np.float64)
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        likely: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
        return likely

    def logits(self, texts: Sequence[str]) -> Numbers:
        """The bare sums, one row per masked text, one column per class."""
        empty = np.empty((0, len(self.card.classes)), np.float32)
        return np.concatenate([empty, *(self._logits(batch) for batch in _batches(texts))])

    def _logits(self, texts: Sequence[str]) -> Numbers:
        logits: Numbers = (
            self._words.sums(texts) + cues(texts) @ self.weights.cues + self.weights.bias
        )
        return logits


class _Words:
    """The n-gram part of the sum: words from memory, their neighbours from the weights."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._width = len(weights.bias)
        self._forget()

    def _forget(self) -> None:
        self._places: dict[str, int] = {}
        self._hashes = np.empty(0, np.uint32)
        # One column per class, and last the number of features.
        self._sums = np.empty((0, self._width + 1), np.float32)

    def sums(self, texts: Sequence[str]) -> Numbers:
        marked = [marked_tokens(text) for text in texts]
        places = self._look_up([token for row in marked for token in row])
        ends = np.cumsum([len(row) for row in marked])
        totals = _totals(self._sums[places], ends)
        hashes = self._hashes[places]
        for width, found in enumerate(pairs_and_triples(hashes), start=2):
            rows = np.zeros((len(places), self._width + 1), np.float32)
            rows[: len(found), :-1] = self._weights.of(found)
            rows[: len(found), -1] = 1
            # What begins in one text and ends in the next is no neighbour.
            for shift in range(1, width):
                rows[np.maximum(ends - shift, 0)] = 0
            totals += _totals(rows, ends)
        sums: Numbers = (totals[:, :-1] / np.sqrt(np.maximum(totals[:, -1:], 1))).astype(np.float32)
        return sums

    def _look_up(self, words: list[str]) -> NDArray[np.intp]:
        if len(self._places) > _MEMORY:
            self._forget()
        unseen = sorted(set(words) - self._places.keys())
        if unseen:
            looked = [look_at(word) for word in unseen]
            known = len(self._places)
            self._places.update({word: known + i for i, word in enumerate(unseen)})
            hashes = np.array([word.hash for word in looked], np.uint32)
            self._hashes = np.concatenate([self._hashes, hashes])
            counts = np.array([len(word.features) for word in looked])
            rows = self._weights.of(np.concatenate([word.features for word in looked]))
            with_counts = np.hstack([rows, np.ones((len(rows), 1), np.float32)])
            self._sums = np.concatenate([self._sums, _totals(with_counts, np.cumsum(counts))])
        return np.fromiter(map(self._places.__getitem__, words), np.intp, len(words))


@cache
def shipped() -> Linear:
    """The model in ingest/reading/models.

    Raises:
        ModelRefused: its files are missing or damaged.
    """
    return Linear(*read(SHIPPED))


def _totals(rows: Numbers, ends: NDArray[np.intp]) -> Numbers:
    """Sums of consecutive rows up to each end; an empty stretch is 0."""
    running = np.zeros((len(rows) + 1, rows.shape[1]), np.float64)
    np.cumsum(rows, axis=0, out=running[1:])
    starts = np.concatenate([[0], ends[:-1]]).astype(np.intp)
    sums: Numbers = (running[ends] - running[starts]).astype(np.float32)
    return sums


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), _BATCH):
        yield texts[start : start + _BATCH]


def _is_readable(text: str) -> bool:
    """Whether anything is left beside masked handles and links."""
    return any(word not in ("@user", "http") and word.strip(_CONTROLS) for word in text.split())
