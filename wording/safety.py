"""Words of strangers made harmless for each place where a page shows them."""

import re
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
    line = _SPACE.sub(" ", plain(text, limit)).replace("\u200d", "").strip()
    return _ADDRESS.sub(rf"\1{_JOINER}", _PUNCTUATION.sub(r"\\\1", line))


def clipped(text: Any, limit: int) -> str:
    """The beginning of a text as one line, for `st.text`; a text that goes on ends in "…"."""
    line = _SPACE.sub(" ", plain(text, limit * 4)).strip()
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0].rstrip() + "…"


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
