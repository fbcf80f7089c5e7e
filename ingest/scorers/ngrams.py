"""Words, neighbours and letters as 32-bit numbers, the same in training and in scoring."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.scorers.tokens import NEGATED, mark_negation, shorten, tokens

Hashes = NDArray[np.uint32]

CHARACTERS = (3, 4, 5)
_STEP = np.uint32(2654435761)
_PAIR, _TRIPLE = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77)
_START, _END = "<", ">"


@dataclass(frozen=True, slots=True)
class Word:
    """One token, looked at once.

    Attributes:
        hash: for its neighbours, whether negated or not.
        features: of itself: the word, and the runs of three to five letters in it.
    """

    hash: int
    features: Hashes


def marked_tokens(text: str) -> list[str]:
    """The tokens whose features make up a masked text, with a mark at either end."""
    return [_START, *mark_negation(tokens(text)), _END]


def look_at(token: str) -> Word:
    """The features of one token as marked_tokens yields it."""
    if token in (_START, _END):
        return Word(_hash(token), np.empty(0, np.uint32))
    word = shorten(token)
    plain = word.removesuffix(NEGATED) if len(word) > 1 else word
    features = [_hash(f"1{word}"), *map(_hash, _runs(plain))]
    return Word(_hash(plain), np.array(features, np.uint32))


def pairs_and_triples(hashes: Hashes) -> tuple[Hashes, Hashes]:
    """Features of each two and each three neighbours; one and two shorter than the hashes."""
    pairs = hashes[:-1] * _STEP + hashes[1:]
    triples = pairs[:-1] * _STEP + hashes[2:]
    return pairs ^ _PAIR, triples ^ _TRIPLE


def features(texts: Sequence[str]) -> list[Hashes]:
    """All features of each masked text, repeats included; for training."""
    seen: dict[str, Word] = {}
    found = []
    for text in texts:
        marked = marked_tokens(text)
        words = [seen.get(token) or seen.setdefault(token, look_at(token)) for token in marked]
        neighbours = pairs_and_triples(np.array([word.hash for word in words], np.uint32))
        found.append(np.concatenate([*(word.features for word in words), *neighbours]))
    return found


def _runs(word: str) -> list[str]:
    if len(word) == 1 and word.isalnum():
        return []
    framed = f" {word} "
    runs = [
        f"c{framed[i : i + length]}"
        for length in CHARACTERS
        if length < len(framed)
        for i in range(len(framed) - length + 1)
    ]
    return runs if len(framed) > CHARACTERS[-1] else [*runs, f"c{framed}"]


def _hash(feature: str) -> int:
    return zlib.crc32(feature.encode("utf-8", "surrogatepass"))
