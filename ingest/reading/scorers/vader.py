"""VADER: a lexicon of English words and emojis with rules; needs no model."""

from collections.abc import Sequence
from importlib.metadata import version

from ingest.reading.linear.valence import valence
from ingest.reading.scorer import Score, polarity_of


class Vader:
    """Scores by VADER's compound and two cut-offs.

    Masked, it ranks days well but reads complaints too kindly: use it to compare, not to count.
    """

    name = "vader"
    languages = frozenset({"en"})
    texts_per_run = None

    def __init__(self, *, positive: float = 0.05, negative: float = -0.05) -> None:
        # Other cut-offs give other classes.
        self.version = f"{version('vaderSentiment')} at {positive:+g}, {negative:+g}"
        self._positive = positive
        self._negative = negative

    def score(self, texts: Sequence[str]) -> list[Score | None]:
        """One score per text; without a word of the lexicon it is 0 and neutral."""
        return [self._score(text) for text in texts]

    def _score(self, text: str) -> Score:
        compound = valence(text).compound
        return Score(
            compound, polarity_of(compound, positive=self._positive, negative=self._negative)
        )
