"""Which words and phrases are said more than usual: log-odds with a prior."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.phrases import words_of

_PRIOR = 1_000.0  # words of everyday speech that each side is credited with
_MIN_COUNT = 3
_SILENT = frozenset(
    "a an and are as at be but by for from had has have he her him his http i i'm in is it it's its"  # noqa: SIM905 - a list of words reads best as words
    " me my of on or our she so that the their them they this to u us user was we were with you"
    " your".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of two words.

    Attributes:
        term: in lower case.
        z: how far its log-odds stand from the rest's, in standard errors; above 1.96 is no chance.
        text_count: texts of the period that hold it.
        rest_count: texts of the rest that hold it.
        examples: places, in the texts given, of up to three that hold it.
    """

    term: str
    z: float
    text_count: int
    rest_count: int
    examples: tuple[int, ...]


def term_counts(texts: Iterable[str]) -> Counter[str]:
    """In how many masked texts each word, and each two neighbours, occur."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_terms(text))
    return counts


def over_represented(
    texts: Sequence[str], rest: Mapping[str, int], *, limit: int = 20
) -> list[Term]:
    """Terms said more in the masked texts than in the rest, surest first.

    Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008): a term
    that is rare on both sides says little however large the ratio. A word that only occurs inside a
    phrase found is left out. rest is what term_counts() gives for the baseline.
    """
    here = term_counts(texts)
    size, rest_size = sum(here.values()), sum(rest.values())
    scored = {
        term: _z(count, rest.get(term, 0), size, rest_size)
        for term, count in here.items()
        if count >= _MIN_COUNT
    }
    said_more = (term for term in scored if scored[term] > 0)
    best = sorted(said_more, key=lambda term: (-scored[term], term))
    kept = _without_parts(best, here)[:limit]
    places = _places(texts, kept)
    return [
        Term(term, scored[term], here[term], rest.get(term, 0), tuple(places[term][:3]))
        for term in kept
    ]


def _z(count: int, rest_count: int, size: int, rest_size: int) -> float:
    together = size + rest_size
    prior = _PRIOR * (count + rest_count) / together
    here = (count + prior) / (size + _PRIOR - count - prior)
    there = (rest_count + prior) / (rest_size + _PRIOR - rest_count - prior)
    spread = math.sqrt(1 / (count + prior) + 1 / (rest_count + prior))
    return (math.log(here) - math.log(there)) / spread


def _without_parts(terms: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """A word says nothing beside a phrase if nearly all who say the one say the other."""
    phrases = [term for term in terms if " " in term]
    covered = {
        word
        for phrase in phrases
        for word in phrase.split()
        if counts[phrase] >= 0.8 * counts[word]
    }
    return [term for term in terms if term not in covered]


def _terms(text: str) -> set[str]:
    words = words_of(text)
    single = {word for word in words if word not in _SILENT and len(word) > 1}
    pairs = {
        f"{first} {second}"
        for first, second in pairwise(words)
        if (first not in _SILENT or second not in _SILENT) and "user" not in (first, second)
    }
    return single | pairs


def _places(texts: Sequence[str], terms: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {term: [] for term in terms}
    for i, text in enumerate(texts):
        for term in _terms(text) & places.keys():
            places[term].append(i)
    return places
