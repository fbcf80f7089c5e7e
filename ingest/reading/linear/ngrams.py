"""Words, neighbours and letters as 32-bit numbers, the same in training and in scoring."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.reading.linear.tokens import NEGATED, mark_negation, shorten, tokens

Hashes = NDArray[np.uint32]

CHARACTERS = (3, 4, 5)
_STEP = np.uint32(2654435761)
_PAIR, _TRIPLE = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77)
_RUN = zlib.crc32(b"c")  # tells runs of letters from whole words
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
    features = [_hash(f"1{word}"), *_runs(plain)]
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


def _runs(word: str) -> list[int]:
    """Hashes of the runs of letters in a word framed by spaces; a short one counts whole too."""
    if len(word) == 1 and word.isalnum():
        return []
    framed = f" {word} "
    size = len(framed)
    # A byte is a letter in nearly all words; cutting bytes is much the quicker.
    letters: str | bytes = framed.encode() if framed.isascii() else framed
    spans = [(i, i + n) for n in CHARACTERS if n < size for i in range(size - n + 1)]
    if size <= CHARACTERS[-1]:
        spans.append((0, size))
    if isinstance(letters, bytes):
        return [zlib.crc32(letters[start:end], _RUN) for start, end in spans]
    return [zlib.crc32(_bytes(letters[start:end]), _RUN) for start, end in spans]


def _hash(feature: str) -> int:
    return zlib.crc32(_bytes(feature))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
