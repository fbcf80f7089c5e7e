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
_RUN, _WHOLE = zlib.crc32(b"c"), zlib.crc32(b"1")  # tell runs of letters from whole words
_START, _END = "<", ">"


def _crc_table() -> Hashes:
    """What one byte does to a CRC-32."""
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, table >> 1 ^ np.uint32(0xEDB88320), table >> 1)
    return table.astype(np.uint32)


_CRC = _crc_table()
_ALL_BITS, _BYTE = np.uint32(0xFFFFFFFF), np.uint32(0xFF)


@dataclass(frozen=True, slots=True)
class Word:
    """One token, looked at once.

    Attributes:
        hash: for its neighbours, whether negated or not.
        features: of itself: the word, and the runs of three to five letters in it.
    """

    hash: int
    features: Hashes


@dataclass(frozen=True, slots=True)
class Looked:
    """Many tokens, looked at once.

    Attributes:
        hashes: of each, as in Word.
        features: of all of them.
        owners: the place of the token that each feature belongs to.
    """

    hashes: Hashes
    features: Hashes
    owners: NDArray[np.intp]


def marked_tokens(text: str) -> list[str]:
    """The tokens whose features make up a masked text, with a mark at either end."""
    return [_START, *mark_negation(tokens(text)), _END]


def look_at(token: str) -> Word:
    """The features of one token as marked_tokens yields it."""
    if token in (_START, _END):
        return Word(_hash(token), np.empty(0, np.uint32))
    word = shorten(token)
    plain = word.removesuffix(NEGATED) if len(word) > 1 else word
    features = [zlib.crc32(_bytes(word), _WHOLE), *_runs(plain)]
    return Word(_hash(plain), np.array(features, np.uint32))


def look_at_all(tokens: Sequence[str]) -> Looked:
    """The same of many tokens at once, in a fraction of the time."""
    words = [shorten(token) for token in tokens]
    plain = [word[:-1] if word.endswith(NEGATED) and len(word) > 1 else word for word in words]
    owned = [place for place, token in enumerate(tokens) if token not in (_START, _END)]
    quick = [n for n in owned if plain[n].isascii() and not _has_no_runs(plain[n])]
    quick_runs, quick_owners = _runs_of_all([plain[n] for n in quick])
    slow = [(n, _runs(plain[n])) for n in owned if not plain[n].isascii()]
    slow_owners = [n for n, runs in slow for _ in runs]
    whole = [zlib.crc32(_bytes(words[n]), _WHOLE) for n in owned]
    slow_runs = [run for _, runs in slow for run in runs]
    return Looked(
        hashes=np.array(list(map(_hash, plain)), np.uint32),
        features=np.concatenate([np.array(whole + slow_runs, np.uint32), quick_runs]),
        owners=np.concatenate(
            [np.array(owned + slow_owners, np.intp), np.array(quick, np.intp)[quick_owners]]
        ),
    )


def _runs_of_all(words: Sequence[str]) -> tuple[Hashes, NDArray[np.intp]]:
    """Hashes of all runs of letters in ASCII words, and the place of the word of each.

    All runs grow by a letter at once, as the CRC of one does.
    """
    if not words:
        return np.empty(0, np.uint32), np.empty(0, np.intp)
    framed = [f" {word} " for word in words]
    sizes = np.array(list(map(len, framed)), np.intp)
    letters = np.frombuffer("".join(framed).encode() + bytes(CHARACTERS[-1]), np.uint8)
    count = len(letters) - CHARACTERS[-1]
    owners = np.repeat(np.arange(len(words), dtype=np.intp), sizes)
    left = np.repeat(np.cumsum(sizes), sizes) - np.arange(count)
    runs = np.full(count, _RUN ^ _ALL_BITS, np.uint32)
    hashes, places = [], []
    for size in range(1, CHARACTERS[-1] + 1):
        runs = _CRC[(runs ^ letters[size - 1 :][:count]) & _BYTE] ^ (runs >> np.uint32(8))
        if size in CHARACTERS:
            is_whole = left >= size
            hashes.append(runs[is_whole] ^ _ALL_BITS)
            places.append(owners[is_whole])
    return np.concatenate(hashes), np.concatenate(places)


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
    if _has_no_runs(word):
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


def _has_no_runs(word: str) -> bool:
    return len(word) == 1 and word.isalnum()


def _hash(feature: str) -> int:
    return zlib.crc32(_bytes(feature))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
