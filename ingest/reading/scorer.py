"""Scorers behind one small protocol: masked texts in, a number and a class out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Polarity = Literal["negative", "neutral", "positive"]
POLARITIES: tuple[Polarity, ...] = ("negative", "neutral", "positive")


@dataclass(frozen=True, slots=True)
class Score:
    """How one text speaks.

    Attributes:
        sentiment: -1 to 1; for a classifier P(positive) - P(negative).
        polarity: the scorer's class.
        certainty: 0 to 1, the probability of that class; None where the scorer gives none.
    """

    sentiment: float
    polarity: Polarity
    certainty: float | None = None


class Scorer(Protocol):
    """One way to score; a text reaches it with handles, names and links masked.

    Attributes:
        name: recorded with every score.
        version: changes whenever the same text may be scored differently.
        languages: two-letter codes it was made for; empty means that it takes any.
        texts_per_run: how many texts one run may give it; None is any number.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - described above

    @property
    def version(self) -> str: ...  # noqa: D102 - described above

    @property
    def languages(self) -> frozenset[str]: ...  # noqa: D102 - described above

    @property
    def texts_per_run(self) -> int | None: ...  # noqa: D102 - described above

    def score(self, texts: Sequence[str]) -> list[Score | None]:
        """One score per text, in order; None where the scorer could not answer."""
        ...


def polarity_of(sentiment: float, *, positive: float = 0.05, negative: float = -0.05) -> Polarity:
    """The class of a bare score by two cut-offs, both of them included."""
    if sentiment >= positive:
        return "positive"
    return "negative" if sentiment <= negative else "neutral"
