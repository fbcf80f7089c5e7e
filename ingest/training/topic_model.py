"""Gives a topic to texts without a keyword, having learned from those with exactly one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from ingest.reading.linear.counting import common, count
from ingest.reading.linear.ngrams import Hashes, features
from ingest.reading.phrases import words_of
from ingest.reading.topics import Table, TopicWords

_MIN_TEXTS = 2
_MIN_EXAMPLES = 10  # a topic with fewer texts of its own is left to its keywords
_STRENGTH = 20.0


@dataclass(frozen=True, slots=True)
class Topic:
    """What one text is mainly about.

    Attributes:
        name: None where neither a keyword nor the model says anything.
        how: "keyword", or "model" where no keyword or several topics' keywords stand in the text.
        probability: 0 to 1; 1 for a keyword.
    """

    name: str | None
    how: Literal["keyword", "model"]
    probability: float


class TopicModel:
    """Keywords first, and a linear model trained on what they settle for what they leave open."""

    def __init__(self, table: Table, texts: Sequence[str]) -> None:
        self._keywords = TopicWords(table)
        hits = [self._keywords.topics(words_of(text)) for text in texts]
        counts = Counter(found[0] for found in hits if len(found) == 1)
        self.topics = tuple(topic for topic in table if counts[topic] >= _MIN_EXAMPLES)
        chosen = [i for i, found in enumerate(hits) if len(found) == 1 and found[0] in self.topics]
        self._known: Hashes = np.empty(0, np.uint32)
        self._model: LogisticRegression | None = None
        if len(self.topics) > 1:
            self._fit([texts[i] for i in chosen], [hits[i][0] for i in chosen])
        self.coverage = sum(map(bool, hits)) / len(hits) if hits else 0.0

    def _fit(self, texts: Sequence[str], topics: Sequence[str]) -> None:
        found = features(texts)
        self._known = common(found, min_texts=_MIN_TEXTS)
        places = [self.topics.index(topic) for topic in topics]
        self._model = LogisticRegression(C=_STRENGTH, max_iter=500)
        self._model.fit(count(found, self._known), places)

    def assign(self, texts: Sequence[str]) -> list[Topic]:
        """The main topic of each masked text."""
        hits = [self._keywords.topics(words_of(text)) for text in texts]
        likely = self._probabilities(texts)
        return [self._main(*row) for row in zip(hits, likely, strict=True)]

    def _probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        if self._model is None or not texts:
            return np.zeros((len(texts), 0))
        likely: NDArray[np.float64] = self._model.predict_proba(count(features(texts), self._known))
        return likely

    def _main(self, hits: tuple[str, ...], likely: NDArray[np.float64]) -> Topic:
        if len(hits) == 1:
            return Topic(hits[0], "keyword", 1.0)
        # Where several topics' keywords stand in a text the model chooses among them.
        open_to = [i for i, topic in enumerate(self.topics) if not hits or topic in hits]
        if len(likely) == 0 or not open_to:
            return Topic(hits[0], "keyword", 1.0) if hits else Topic(None, "model", 0.0)
        best = max(open_to, key=lambda place: float(likely[place]))
        return Topic(self.topics[best], "model", float(likely[best]))
