"""Which texts say nearly the same: keys that copies of a text share, read out of it alone.

A key that knows only its own text is the same whatever arrives before or after it; what shares one
is joined in sql/derive/copies. Case, accents, punctuation, emojis, handles, links and a leading
"RT" or "RT @somebody:" make no difference. Numbers do: "0/10" and "10/10" are two opinions.

A long text is its words and its pairs of neighbouring words, of which three keys are drawn (Broder
1997, banded as by Leskovec, Rajaraman and Ullman 2014): two texts share one with a chance of 96 %
where 95 of 100 of these are the same, of 81 % at 90, of 42 % at 80, of 1 % at 50. So one word of
thirty changed is a copy, one of seven is not. Strict, as among ten million texts even a chance of
one in a million joins what has nothing to do with each other.

An article that several feeds list is one story, whether they give its teaser or all of it: its
address is a key too.
"""

import re
from collections.abc import Sequence
from hashlib import blake2b
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ingest.reading.folding import bare, fold
from ingest.reading.masking import LINK, USER

BANDS = 3
ROWS = 8
# Below it people hit on the same words by themselves ("Worst airline ever"): voices of their own.
LEAST_WORDS = 5
# From it on a text is long enough to be nearly another one; below it only the same words count.
NEAR_WORDS = 8

Bands = tuple[int | None, int | None, int | None]
NO_BANDS: Bands = (None, None, None)
Keys = NDArray[np.uint64]

_REPOST = re.compile(rf"^\W*rt (?:{re.escape(USER)}\s*)?:?\s*")
_ADDRESS = re.compile(rf"{re.escape(USER)}|\b{LINK}\b")
# Scripts without blanks: each sign stands for a word.
_SIGN = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_WORD_OR_SIGN = re.compile(rf"{_SIGN}|(?:(?!{_SIGN})[^\W_])+(?:'[^\W_]+)*")
# Thanks of seven words and less are said alike by many who mean them: voices of their own.
_THANKS = re.compile(r"(?:thank|thanx|thx|cheers|dank|merci|gracias|obrigad|grazie|tak\b|tack\b)")


def copy_bands(texts: Sequence[str]) -> list[Bands]:
    """For each text the keys that it shares with its copies.

    Args:
        texts: plain, handles and links masked (`mask_addresses`).

    Returns:
        Three keys for a long text, one for a short one, which only the same words share, and none
        for a text that is a voice of its own.
    """
    read = [_words(text) for text in texts]
    found: list[Bands] = [NO_BANDS] * len(read)
    long = [i for i, words in enumerate(read) if len(words) >= NEAR_WORDS]
    for i, bands in zip(long, _near([read[i] for i in long]), strict=True):
        found[i] = bands
    for i, words in enumerate(read):
        if LEAST_WORDS <= len(words) < NEAR_WORDS and not any(map(_THANKS.match, words)):
            found[i] = (_key(" ".join(words)), None, None)
    return found


def with_story(bands: Bands, story: str | None) -> tuple[int | None, ...]:
    """The keys of a text and that of its story, which its copies share whatever they say.

    Args:
        bands: of the text.
        story: address of what several sources list; None where the text is the source's own.

    Returns:
        Four keys; the first is the story's where the text has none.
    """
    key = _key(f"story {story}") if story else None
    return (bands[0] if bands[0] is not None else key, *bands[1:], key)


def _words(text: str) -> list[str]:
    folded = bare(fold(text))
    said = _ADDRESS.sub(" ", _REPOST.sub("", folded))
    return (_WORD if said.isascii() else _WORD_OR_SIGN).findall(said)


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def _numbers(name: str, count: int) -> Keys:
    """Odd numbers that are the same in every process and version."""
    return np.array([_key(f"{name} {n}") | 1 for n in range(count)], np.uint64)


_FACTORS = _numbers("factor", BANDS * ROWS)
_SHIFTS = _numbers("shift", BANDS * ROWS)
_JOINS = _numbers("join", BANDS * ROWS)
_STIRS = (
    (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)),
    (np.uint64(27), np.uint64(0x94D049BB133111EB)),
)
_LAST_SHIFT = np.uint64(31)
_LEFT, _RIGHT = _numbers("pair", 2)


def _near(read: Sequence[Sequence[str]]) -> list[Bands]:
    """Of each text the smallest of its features' hashes by 24 ways to hash, eight to a key."""
    if not read:
        return []
    words = np.array([crc32(word.encode()) for text in read for word in text], np.uint64)
    counts = np.array([len(text) for text in read])
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    ends_text = np.zeros(len(words), bool)
    ends_text[np.cumsum(counts) - 1] = True
    # A pair that would reach into the next text is its first word again.
    pairs = words * _LEFT + np.where(ends_text, 0, np.roll(words, -1)) * _RIGHT
    pairs = np.where(ends_text, words, pairs)
    smallest = np.empty((len(read), BANDS * ROWS), np.uint64)
    both, room = np.concatenate([words, pairs]), np.empty(2 * len(words), np.uint64)
    hashed = np.empty_like(room)
    for n in range(BANDS * ROWS):
        _mix(both, n, hashed, room)
        least = np.minimum(hashed[: len(words)], hashed[len(words) :], out=room[: len(words)])
        smallest[:, n] = np.minimum.reduceat(least, starts)
    joined = _stirred(smallest * _JOINS).reshape(len(read), BANDS, ROWS).sum(2, np.uint64)
    return [(int(one), int(two), int(three)) for one, two, three in joined]


def _mix(keys: Keys, n: int, into: Keys, room: Keys) -> None:
    """One of the ways to hash, written into arrays that are there: making them takes as long."""
    np.multiply(keys, _FACTORS[n], out=into)
    np.add(into, _SHIFTS[n], out=into)
    for shift, factor in _STIRS:
        np.right_shift(into, shift, out=room)
        np.bitwise_xor(into, room, out=into)
        np.multiply(into, factor, out=into)
    np.right_shift(into, _LAST_SHIFT, out=room)
    np.bitwise_xor(into, room, out=into)


def _stirred(keys: Keys) -> Keys:
    """Every bit of a number in every other one (Steele, Lea and Flood 2014)."""
    for shift, factor in _STIRS:
        keys = (keys ^ (keys >> shift)) * factor
    mixed: Keys = keys ^ (keys >> _LAST_SHIFT)
    return mixed
