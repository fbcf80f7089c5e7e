"""Rows of a file that holds one JSON object per line; a bad line costs nothing but itself."""

import json
from collections.abc import Iterator
from typing import Any

from ingest.files.csv_rows import Broken
from ingest.files.lines import Overlong
from ingest.files.names import plain
from ingest.files.notes import Notes
from ingest.files.preset import Preset, Refused, Row


def jsonl_rows(
    lines: Iterator[str], preset: Preset, notes: Notes
) -> Iterator[tuple[int, Row | Broken]]:
    """Yield each object with the number of its line, values as text; blank lines are left out."""
    for number, line in enumerate(lines, 1):
        if not line.isspace():
            try:
                yield number, parse_line(line, preset, notes)
            except Refused as refusal:
                yield number, Broken(str(refusal), {"line": line.rstrip("\r\n")})


def parse_line(line: str, preset: Preset, notes: Notes) -> Row:
    """Turn one line into a row; null and absent are the same.

    Numbers keep the digits that the file has, ids above 2^53 included, without a final ".0".

    Raises:
        Refused: it is no JSON object, or a known column holds a list or an object.
    """
    if isinstance(line, Overlong):
        raise Refused("the line is longer than 1 MB")
    try:
        item = _DECODER.decode(line)
    except (ValueError, RecursionError) as error:
        raise Refused(f"not JSON: {error}") from error
    if not isinstance(item, dict):
        raise Refused(f"not a JSON object but {line.strip()[:40]!r}")
    row = {}
    for key, value in item.items():
        name = key if key in preset.COLUMNS else _name(key, preset, notes)
        if value is not None:
            row[name] = value if type(value) is str else _text(name, value, preset)
    return _sound(row, notes) if "\\u" in line else row


def _name(key: str, preset: Preset, notes: Notes) -> str:
    if (spelled := plain(key)) in preset.COLUMNS:
        return spelled
    notes.ignore(key)
    return key


def _text(name: str, value: Any, preset: Preset) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if name in preset.COLUMNS:
        raise Refused(f"{name} holds a {type(value).__name__}, text or a number is allowed")
    return json.dumps(value)


def _sound(row: dict[str, str], notes: Notes) -> Row:
    """Remove what an escape can smuggle in and a database refuses: NUL and half characters."""
    nul_count = sum(name.count("\0") + value.count("\0") for name, value in row.items())
    if nul_count:
        notes.count("nul", nul_count)
    return {_whole(name): _whole(value) for name, value in row.items()}


def _whole(value: str) -> str:
    pairs = value.replace("\0", "").encode("utf-16", "surrogatepass")
    return pairs.decode("utf-16", "replace")


def _constant(name: str) -> str | None:
    return None if name == "NaN" else name


_DECODER = json.JSONDecoder(
    parse_int=str,
    parse_float=lambda digits: digits.removesuffix(".0"),
    parse_constant=_constant,
)
