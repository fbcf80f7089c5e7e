"""What the linear model is told beside words: valence, turns of phrase, and how a text looks."""

import bisect
import math
import re
import tomllib
from functools import cache
from pathlib import Path

from ingest.complaints import complaint_words
from ingest.phrases import Phrases, words_of
from ingest.scorers.valence import Valence, valence

CUE_WORDS = Path(__file__).parents[1] / "words" / "cues.toml"

_COMPOUND_EDGES = (-0.75, -0.5, -0.2, -0.001, 0.001, 0.2, 0.5, 0.75)
_DRAWN_OUT = re.compile(r"(\w)\1\1")
_PICTURE = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
_NUMBER = re.compile(r"\d+")


def cues(text: str) -> list[float]:
    """The numbers of one masked text, most of them 0 to 1, always as many and in one order."""
    read = valence(text)
    return [*_valence_cues(read), *_phrase_cues(text), *_look(text, read)]


def _valence_cues(read: Valence) -> list[float]:
    compound, words = read.compound, read.words
    felt = [value for value in words if value]
    if not felt:
        return [0.0] * 10 + [1.0] + [0.0] * 2 + _bins(compound)
    good = sum(value for value in felt if value > 0)
    bad = good - sum(felt)
    good_count = sum(value > 0 for value in felt)
    summary = [
        compound,
        good / 4,
        bad / 4,
        good_count / 3,
        (len(felt) - good_count) / 3,
        max(*felt, 0.0) / 3,
        -min(*felt, 0.0) / 3,
        felt[-1] / 3,
        felt[0] / 3,
        sum(words[len(words) // 2 :]) / 4,
        0.0,
        math.tanh((good - bad) / 4),
        float(good > 0 and bad > 0),
    ]
    return summary + _bins(compound)


def _bins(compound: float) -> list[float]:
    """One bin of nine is 1: a straight line through the compound fits neither end."""
    bins = [0.0] * (len(_COMPOUND_EDGES) + 1)
    bins[bisect.bisect_right(_COMPOUND_EDGES, compound)] = 1.0
    return bins


def _phrase_cues(text: str) -> list[float]:
    phrases = _phrases()
    hits = phrases.labels(words_of(text))
    counts = [hits.get(group, 0) for group in phrases.table]
    return [float(count > 0) for count in counts] + [min(count, 3) / 3 for count in counts]


def _look(text: str, read: Valence) -> list[float]:
    questions = text.count("?")
    return [
        min(text.count("!"), 3) / 3,
        min(questions, 3) / 3,
        float(questions > 0),
        min(read.capitals_count, 4) / 4,
        float("..." in text or "\u2026" in text),
        float(text.count("http")),
        min(text.count("@user"), 3) / 3,
        min(text.count("#"), 4) / 4,
        math.log(len(read.words) + 1) / 3,
        float(_DRAWN_OUT.search(text) is not None),
        float(not text.isascii() and _PICTURE.search(text) is not None),
        float('"' in text),
        min(len(_NUMBER.findall(text)), 4) / 4,
    ]


@cache
def _phrases() -> Phrases:
    table = tomllib.loads(CUE_WORDS.read_text(encoding="utf-8"))["cues"]
    return Phrases({**table, "complaint": complaint_words()})
