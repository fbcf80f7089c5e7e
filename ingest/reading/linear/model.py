"""The shipped English model: n-grams, VADER's valences and turns of phrase in one linear sum."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.reading.linear.cues import cue_count, cues
from ingest.reading.linear.ngrams import look_at_all, marked_tokens, pairs_and_triples
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

    def __reduce__(self) -> tuple[type["Linear"], tuple[Weights, Card]]:
        """A copy for another process learns its words anew."""
        return Linear, (self.weights, self.card)

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
        places = self._look_up(list(chain.from_iterable(marked)))
        lengths = np.array(list(map(len, marked)), np.intp)
        owners = np.repeat(np.arange(len(texts), dtype=np.intp), lengths)
        totals = _added(self._sums[places], owners, len(texts)).astype(np.float32)
        for width, found in enumerate(pairs_and_triples(self._hashes[places]), start=2):
            known, rows = self._weights.known(found)
            # What begins in one text and ends in the next is no neighbour.
            is_inside = owners[known] == owners[known + width - 1]
            told = _added(rows[is_inside], owners[known[is_inside]], len(texts))
            totals[:, :-1] += told.astype(np.float32)
            totals[:, -1] += np.maximum(lengths - (width - 1), 0)
        sums: Numbers = (totals[:, :-1] / np.sqrt(np.maximum(totals[:, -1:], 1))).astype(np.float32)
        return sums

    def _look_up(self, words: list[str]) -> NDArray[np.intp]:
        if len(self._places) > _MEMORY:
            self._forget()
        unseen = sorted(set(words) - self._places.keys())
        if unseen:
            looked = look_at_all(unseen)
            known = len(self._places)
            self._places.update({word: known + i for i, word in enumerate(unseen)})
            self._hashes = np.concatenate([self._hashes, looked.hashes])
            places, rows = self._weights.known(looked.features)
            sums = np.empty((len(unseen), self._width + 1), np.float32)
            sums[:, :-1] = _added(rows, looked.owners[places], len(unseen))
            sums[:, -1] = np.bincount(looked.owners, minlength=len(unseen))
            self._sums = np.concatenate([self._sums, sums])
        return np.fromiter(map(self._places.__getitem__, words), np.intp, len(words))


@cache
def shipped() -> Linear:
    """The model in ingest/reading/models.

    Raises:
        ModelRefused: its files are missing or damaged.
    """
    return Linear(*read(SHIPPED))


def _added(rows: Numbers, owners: NDArray[np.intp], count: int) -> NDArray[np.float64]:
    """The sum of the rows of each owner, 0 where it has none."""
    columns = [np.bincount(owners, column, minlength=count) for column in rows.T]
    return np.array(columns, np.float64).T


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), _BATCH):
        yield texts[start : start + _BATCH]


def _is_readable(text: str) -> bool:
    """Whether anything is left beside masked handles and links."""
    return any(word not in ("@user", "http") and word.strip(_CONTROLS) for word in text.split())
