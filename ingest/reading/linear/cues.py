"""What the linear model is told beside words: valence, turns of phrase, and how a text looks."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ingest.reading.linear.leaning import leaning
from ingest.reading.linear.valence import Valence, valence
from ingest.reading.phrases import words_of
from ingest.reading.said import labels_of, said

Numbers = NDArray[np.float32]

_COMPOUND_EDGES = (-0.75, -0.5, -0.2, -0.001, 0.001, 0.2, 0.5, 0.75)
_FELT = 10
_LOOKS = 12
_LEANING = 3  # the last columns; their weights are set by hand
_PICTURE = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")


def cues(texts: Sequence[str]) -> Numbers:
    """One row per masked text, most numbers 0 to 1, always as many and in one order."""
    raw = np.array([_raw(text) for text in texts], np.float32).reshape(len(texts), -1)
    ends = [_FELT, raw.shape[1] - _LOOKS - _LEANING, raw.shape[1] - _LEANING]
    felt, counts, looks, leant = np.split(raw, ends, axis=1)
    told = [_of_valence(felt), np.minimum(counts, 1), _few(counts), _of_looks(looks)]
    return np.hstack([*told, leant])


@cache
def cue_count() -> int:
    """How many numbers a row of cues has."""
    count: int = cues([""]).shape[1]
    return count


def learned_cue_count() -> int:
    """How many of them, from the first, a model learns the weights of; the others add up."""
    return cue_count() - _LEANING


def _raw(text: str) -> list[float]:
    read = valence(text)
    words = words_of(text)
    hits = said("cues", words)
    counts = list(_no_hits())
    for group, count in hits.items():
        counts[_places()[group]] = count
    counts.append(said("complaint", words).get("complaint", 0))
    leant = leaning(text, read)
    return [*_felt(read), *counts, *_look(text, read), leant.bad, leant.plain, leant.good]


def _felt(read: Valence) -> list[float]:
    words = read.words
    felt = [value for value in words if value]
    if not felt:
        return [read.compound] + [0.0] * (_FELT - 1)
    good = [value for value in felt if value > 0]
    good_sum = sum(good)
    return [
        read.compound,
        good_sum,
        good_sum - sum(felt),
        len(good),
        len(felt) - len(good),
        max(0.0, *felt),
        min(0.0, *felt),
        felt[-1],
        felt[0],
        sum(words[len(words) // 2 :]),
    ]


def _look(text: str, read: Valence) -> list[float]:
    return [
        text.count("!"),
        text.count("?"),
        read.capitals_count,
        "..." in text or "\u2026" in text,
        text.count("http"),
        text.count("@user"),
        text.count("#"),
        len(read.words),
        read.is_drawn_out,
        not text.isascii() and _PICTURE.search(text) is not None,
        '"' in text,
        read.number_count,
    ]


def _of_valence(felt: Numbers) -> Numbers:
    compound, good, bad, good_count, bad_count, best, worst, last, first, end = felt.T
    bins = np.searchsorted(_COMPOUND_EDGES, compound, side="right")
    columns = [
        compound,
        good / 4,
        bad / 4,
        good_count / 3,
        bad_count / 3,
        best / 3,
        -worst / 3,
        last / 3,
        first / 3,
        end / 4,
        good_count + bad_count == 0,
        np.tanh((good - bad) / 4),
        (good > 0) & (bad > 0),
        # One bin of nine is 1: a straight line through the compound fits neither end.
        *(bins == place for place in range(len(_COMPOUND_EDGES) + 1)),
    ]
    return np.array(columns, np.float32).T


def _of_looks(looks: Numbers) -> Numbers:
    exclaimed, asked, capitals, dots, links, users, tags, words, drawn, picture, quote, numbers = (
        looks.T
    )
    columns = [
        _few(exclaimed),
        _few(asked),
        asked > 0,
        np.minimum(capitals, 4) / 4,
        dots,
        links,
        _few(users),
        np.minimum(tags, 4) / 4,
        np.log(words + 1) / 3,
        drawn,
        picture,
        quote,
        np.minimum(numbers, 4) / 4,
    ]
    return np.array(columns, np.float32).T


def _few(counts: Numbers) -> Numbers:
    few: Numbers = (np.minimum(counts, 3) / 3).astype(np.float32)
    return few


@cache
def _no_hits() -> tuple[int, ...]:
    return (0,) * len(labels_of("cues"))


@cache
def _places() -> dict[str, int]:
    return {group: place for place, group in enumerate(labels_of("cues"))}
