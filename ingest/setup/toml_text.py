"""earshot.toml as text: tables added and keys changed, every other line as it stood.

No library of the project writes TOML, and one that rewrites the file would lose its order or its
comments. Where a statement ends is asked of `tomllib` itself, so no grammar stands here.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ingest.errors import ConfigError

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """A header or a key with its value: lines first … last - 1 of the file, from 0.

    Attributes:
        table: keys of the table in which it stands, or which it opens.
        key: None for a header; the first part of a dotted key.
    """

    table: tuple[str, ...]
    key: str | None
    first: int
    last: int


def with_table(text: str, path: Sequence[str], values: Table) -> str:
    """The text with a new table at its end; tables among the values follow it as tables.

    Raises:
        ConfigError: there is a table of that name, or a value has no TOML.
    """
    name = ".".join(path)
    if _held(tomllib.loads(text), path) is not None:
        raise ConfigError(f"{name}: there is one already; change it, or choose another name")
    return f"{text.rstrip()}\n\n{_table(path, values)}".lstrip("\n")


def with_keys(text: str, path: Sequence[str], values: Table) -> str:
    """The text with keys of a table set; None takes a key out. Comments stay.

    Raises:
        ConfigError: there is no such table, or it is written in a way that only a person can
            change without harm.
    """
    name, raw = ".".join(path), tomllib.loads(text)
    held = _held(raw, path)
    if held is None:
        raise ConfigError(f"{name}: there is none")
    for key, value in values.items():
        text = _with_key(text, tuple(path), key, value)
        held.pop(key, None)
        if value is not None:
            held[key] = value
    if tomllib.loads(text) != raw:
        raise ConfigError(f"{name}: it is written in a way that only a person can change")
    return text


def without_table(text: str, path: Sequence[str]) -> str:
    """The text without a table and those in it; comments inside go, those above it stay.

    Raises:
        ConfigError: there is none, or only a person can take it out.
    """
    name, raw = ".".join(path), tomllib.loads(text)
    parent = _held(raw, path[:-1])
    if not parent or not isinstance(parent.pop(path[-1], None), dict):
        raise ConfigError(f"{name}: there is none")
    lines = _lines(text)
    gone = {
        number
        for one in _statements(lines)
        if one.table[: len(path)] == tuple(path)
        for number in range(one.first, one.last)
    }
    left = "".join(line for number, line in enumerate(lines) if number not in gone)
    # Where the last of the sources goes, so does their table.
    if tomllib.loads(left) not in (raw, {key: held for key, held in raw.items() if held != {}}):
        raise ConfigError(f"{name}: it is written in a way that only a person can take out")
    return left


def with_tables(text: str, path: Sequence[str], rows: Sequence[Table]) -> str:
    """The text with a list of tables, `[[…]]`, as told: those that stand stay with their comments.

    Raises:
        ConfigError: it is written in a way that only a person can change.
    """
    parent = _held(tomllib.loads(text), path[:-1]) or {}
    held, lines = parent.get(path[-1], []), _lines(text)
    blocks = list(_blocks(_statements(lines), tuple(path)))
    if held and len(blocks) != len(held):  # an array in one line
        text = with_keys(text, path[:-1], {path[-1]: None})
        held, lines, blocks = [], _lines(text), []
    left, gone = list(rows), set[int]()
    for row, block in zip(held, blocks, strict=True):
        if row in left:
            left.remove(row)
        else:
            gone.update(block)
    text = "".join(line for number, line in enumerate(lines) if number not in gone)
    for row in left:
        keys = "".join(f"{key} = {value(one)}\n" for key, one in row.items())
        text = f"{text.rstrip()}\n\n[[{'.'.join(path)}]]\n{keys}"
    found = (_held(tomllib.loads(text), path[:-1]) or {}).get(path[-1], [])
    if sorted(map(str, found)) != sorted(map(str, map(dict, rows))):
        raise ConfigError(f"{'.'.join(path)}: it is written in a way that only a person can change")
    return text


def _blocks(statements: Iterator[Statement], path: tuple[str, ...]) -> Iterator[range]:
    """The lines of each table of a list of tables."""
    first = last = None
    for one in statements:
        if one.key is None:
            if first is not None and last is not None:
                yield range(first, last)
            first = one.first if one.table == path else None
        last = one.last
    if first is not None and last is not None:
        yield range(first, last)


def value(held: Any) -> str:
    """A value as TOML: text, number, truth, date, or a list of them.

    Raises:
        ConfigError: it is nothing of these, or text that no file can hold.
    """
    match held:
        case bool():
            return "true" if held else "false"
        case int() | float():
            return str(held)
        case date():
            return held.isoformat()
        case str():
            return _string(held)
        case list() | tuple():
            return f"[{', '.join(map(value, held))}]"
    raise ConfigError(f"{held!r} cannot be written into the file")


def _string(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ConfigError(f"{text!r} holds a sign that no file can hold") from error
    # JSON's escapes are TOML's; it alone leaves DEL as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _table(path: Sequence[str], values: Table) -> str:
    plain = {key: held for key, held in values.items() if not isinstance(held, Mapping)}
    inner = {key: held for key, held in values.items() if isinstance(held, Mapping)}
    lines = [f"{key} = {value(held)}\n" for key, held in plain.items()]
    tables = [f"\n{_table((*path, key), held)}" for key, held in inner.items()]
    return "".join([f"[{'.'.join(path)}]\n", *lines, *tables])


def _held(raw: dict[str, Any], path: Sequence[str]) -> dict[str, Any] | None:
    """The table at a path, None where there is none."""
    for key in path:
        inner = raw.get(key)
        if not isinstance(inner, dict):
            return None
        raw = inner
    return raw


def _with_key(text: str, path: tuple[str, ...], key: str, held: Any) -> str:
    lines = _lines(text)
    inside = [one for one in _statements(lines) if one.table == path]
    line = [] if held is None else [f"{key} = {value(held)}"]
    old = next((one for one in inside if one.key == key), None)
    if old is None and inside:
        lines[inside[-1].last - 1] = f"{lines[inside[-1].last - 1].rstrip()}\n"
        lines[inside[-1].last : inside[-1].last] = [f"{one}\n" for one in line]
    elif old is not None:
        above, beside = _comments(lines[old.first : old.last])
        written = " ".join(filter(None, [*line, beside and f" {beside}"])).lstrip()
        lines[old.first : old.last] = [f"{one}\n" for one in [*above, written] if one]
    return "".join(lines)


def _comments(lines: Sequence[str]) -> tuple[list[str], str]:
    """Comments in a statement: those of its inner lines, and the one at its end."""
    found = list(lines)
    comments = []
    for number, line in enumerate(lines):
        at = next((at for at in _hashes(line) if _says_the_same(found, number, line[:at])), None)
        if at is not None:
            found[number] = f"{line[:at]}\n"
        comments.append("" if at is None else line[at:].strip())
    return [one for one in comments[:-1] if one], comments[-1]


def _lines(text: str) -> list[str]:
    """Lines with their ends; TOML knows no other ends than these."""
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")]


def _hashes(line: str) -> Iterator[int]:
    return (at for at, sign in enumerate(line) if sign == "#")


def _says_the_same(lines: Sequence[str], number: int, shorter: str) -> bool:
    other = [*lines[:number], f"{shorter}\n", *lines[number + 1 :]]
    try:
        return tomllib.loads("".join(other)) == tomllib.loads("".join(lines))
    except tomllib.TOMLDecodeError:
        return False


def _statements(lines: Sequence[str]) -> Iterator[Statement]:
    """Headers and keys in their order; comments and blank lines are none."""
    table: tuple[str, ...] = ()
    first = 0
    while first < len(lines):
        last, raw = _whole(lines, first)
        if lines[first].lstrip().startswith("["):
            table = _path(raw)
            yield Statement(table, None, first, last)
        elif raw:
            yield Statement(table, next(iter(raw)), first, last)
        first = last


def _whole(lines: Sequence[str], first: int) -> tuple[int, dict[str, Any]]:
    """Where the statement that begins at a line ends, and what it says: the least that is TOML."""
    for last in range(first + 1, len(lines) + 1):
        try:
            return last, tomllib.loads("".join(lines[first:last]))
        except tomllib.TOMLDecodeError:
            continue
    raise ConfigError(f"line {first + 1} is not valid TOML")


def _path(header: Any) -> tuple[str, ...]:
    """Keys of a header as it was read; [[…]] is a list of one."""
    keys = []
    while header:
        if isinstance(header, list):
            header = header[0]
            continue
        key, header = next(iter(header.items()))
        keys.append(key)
    return tuple(keys)
