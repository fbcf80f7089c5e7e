"""Reads texts that people labelled for sentiment, for training and measuring."""

import csv
import gzip
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ingest.errors import LoadError
from ingest.reading.scorer import POLARITIES, Polarity

_ALIASES = {"objective": "neutral", "objective-OR-neutral": "neutral"}
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ADDRESS = re.compile(r"@\w+|https?://\S+|www\.\S+|\buser\b")
_NO_LETTER = re.compile(r"[^a-z]+")
_ALIKE_LETTERS = 40


@dataclass(frozen=True, slots=True)
class Labelled:
    """One text as written, with its class."""

    text: str
    polarity: Polarity


def read_labelled(paths: Iterable[Path]) -> list[Labelled]:
    """All rows with a class and a text, each text once, in the files' order.

    A .csv file has the columns text and polarity; any other holds id, class and text between tabs,
    as SemEval's do. Either may be packed with gzip.

    Raises:
        LoadError: a file is missing or has no such columns.
    """
    seen: set[str] = set()
    rows = []
    for path in paths:
        for row in _rows(path):
            if row.text and (key := likeness(row.text)) not in seen:
                seen.add(key)
                rows.append(row)
    return rows


def likeness(text: str) -> str:
    """What two copies of a post share: its first letters without handles and links."""
    letters = _NO_LETTER.sub("", _ADDRESS.sub("", text.lower()))
    return letters[:_ALIKE_LETTERS] or text


def _rows(path: Path) -> Iterator[Labelled]:
    try:
        with _open(path) as file:
            yield from _columns(file) if ".csv" in path.suffixes else _tabs(file)
    except (OSError, KeyError) as error:
        raise LoadError(f"{path}: not a labelled file: {error}") from error


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


def _columns(file: TextIO) -> Iterator[Labelled]:
    for row in csv.DictReader(file):
        if polarity := _polarity(row["polarity"]):
            yield Labelled(row["text"].strip(), polarity)


def _tabs(file: TextIO) -> Iterator[Labelled]:
    for line in file:
        _, label, text, *_ = [*line.rstrip("\r\n").split("\t"), "", "", ""]
        if (polarity := _polarity(label)) and text != "Not Available":
            yield Labelled(unescape(text), polarity)


def unescape(text: str) -> str:
    """Undo the escapes of SemEval's files: numbered characters, doubled quotes, entities."""
    plain = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
    joined = plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    unquoted = joined.replace('\\""', '"').replace('""', '"').replace("\\'", "'")
    return html.unescape(html.unescape(unquoted)).strip().strip('"').strip()


def _polarity(label: str) -> Polarity | None:
    name = _ALIASES.get(label, label)
    return next((polarity for polarity in POLARITIES if polarity == name), None)
