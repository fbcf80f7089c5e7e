"""The public labelled sets, as texts and classes."""

import csv
import gzip
import html
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.reading.masking import Masker
from ingest.reading.scorer import POLARITIES
from ingest.training.corpora import unescape

DATA = Path(__file__).resolve().parents[1] / ".." / "shared" / "data"
CANNOT_TELL = ("", "Can't Tell")

Classes = NDArray[np.intp]


@dataclass(frozen=True)
class Posts:
    """Texts as written and as scorers see them, with 0 negative, 1 neutral, 2 positive."""

    raw: list[str]
    masked: list[str]
    truth: Classes


@dataclass(frozen=True)
class Airline(Posts):
    """Also the brand, the day and the reason of each."""

    brand: NDArray[np.str_]
    day: NDArray[np.str_]
    reason: NDArray[np.str_]


@dataclass(frozen=True)
class Complaints(Posts):
    """truth is 1 for a complaint; the trade of each."""

    domain: NDArray[np.str_]


def tweeteval() -> Posts:
    """The validation split."""
    texts = _lines(DATA / "tweeteval" / "val_text.txt")
    labels = _lines(DATA / "tweeteval" / "val_labels.txt")
    return _posts([unescape(text) for text in texts], [int(label) for label in labels])


def airline() -> Airline:
    """Mentions of six airlines, their names masked."""
    rows = _rows(DATA / "airline_dev.csv.gz")
    texts = [html.unescape(row["text"]) for row in rows]
    masker = Masker({row["airline"] for row in rows})
    return Airline(
        texts,
        [masker.mask(text) for text in texts],
        np.array([POLARITIES.index(row["airline_sentiment"]) for row in rows]),
        np.array([row["airline"] for row in rows]),
        np.array([row["tweet_created"].split()[0] for row in rows]),
        np.array([row["negativereason"] for row in rows]),
    )


def complaints() -> Complaints:
    """Posts to companies of nine trades, and any posts."""
    rows = _rows(DATA / "complaints_dev.csv.gz")
    posts = _posts(
        [html.unescape(row["text"]) for row in rows], [int(r["is_complaint"]) for r in rows]
    )
    return Complaints(posts.raw, posts.masked, posts.truth, np.array([r["domain"] for r in rows]))


def _posts(texts: list[str], truth: list[int]) -> Posts:
    return Posts(texts, [Masker([]).mask(text) for text in texts], np.array(truth))


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").rstrip("\n").split("\n")


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
