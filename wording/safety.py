"""Words of strangers made harmless for each place where a page shows them."""

import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from wording.signs import as_written

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_SPACE = re.compile(r"\s+")
# A bare address becomes a link by itself; a word joiner after the sign stops that.
_ADDRESS = re.compile(r"(?i)(https?\\:|ftp\\:|mailto\\:|www)")
_JOINER = "\u2060"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def plain(text: Any, limit: int = 2000) -> str:
    """Text for `st.text` and table cells: nothing but characters that are shown as written.

    Null becomes an empty string; what is longer than `limit` characters ends in "…".
    """
    if not isinstance(text, str) and pd.isna(text):
        return ""
    shown = as_written(str(text))
    return shown if len(shown) <= limit else shown[: limit - 1].rstrip() + "…"


def esc(text: object, limit: int = 120) -> str:
    """One line for a label, caption or any other place that reads Markdown."""
    return _escaped(_SPACE.sub(" ", plain(text, limit)).strip())


def clipped(text: Any, limit: int) -> str:
    """The beginning of a text as one line, for `st.text`; a text that goes on ends in "…"."""
    line = _SPACE.sub(" ", plain(text, limit * 4)).strip()
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0].rstrip() + "…"


def marked(text: Any, words: str, limit: int) -> str:
    """The part of a text that holds words, as one line of Markdown with the words marked.

    Case and accents do not count, as in the search (`holds_words`); where the text does not hold
    them it is its beginning. What is cut off is "…".

    Args:
        text: as of plain.
        words: looked for; empty marks nothing.
        limit: about so many characters of the text are shown.
    """
    line = _SPACE.sub(" ", plain(text, 20_000)).strip()
    spans = _found(line, words)
    start = max(0, spans[0][0] - limit // 4) if spans and spans[0][1] > limit else 0
    end = min(len(line), start + limit)
    parts, at = ["…"] if start else [], start
    for first, last in spans:
        if last <= end:
            parts += [_escaped(line[at:first]), f":orange-background[{_escaped(line[first:last])}]"]
            at = last
    return "".join([*parts, _escaped(line[at:end]), "…" if end < len(line) else ""])


def _found(line: str, words: str) -> list[tuple[int, int]]:
    """Where words stand in a line: first character, and the one behind the last."""
    folded, places = _folded(line)
    wanted = _folded(words)[0]
    found, at = [], folded.find(wanted) if wanted else -1
    while at >= 0:
        behind = at + len(wanted)
        found.append((places[at], places[behind - 1] + 1))
        at = folded.find(wanted, behind)
    return found


def _folded(text: str) -> tuple[str, list[int]]:
    """A text without case and accents, and which sign each of its signs comes from."""
    signs = [
        (sign, place)
        for place, written in enumerate(text)
        for sign in unicodedata.normalize("NFD", written.lower())
        if unicodedata.category(sign) != "Mn"
    ]
    return "".join(sign for sign, _ in signs), [place for _, place in signs]


def _escaped(line: str) -> str:
    line = line.replace("\u200d", "")
    return _ADDRESS.sub(rf"\1{_JOINER}", _PUNCTUATION.sub(r"\\\1", line))


def link(address: object) -> str | None:
    """The address when it is plain http or https with a host, else None."""
    if not isinstance(address, str) or any(sign.isspace() for sign in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


def cell(value: object) -> object:
    """A value for a CSV file: text that a spreadsheet would calculate gets a leading quote."""
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.startswith(_FORMULA) else value
