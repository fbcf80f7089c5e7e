"""How the public views and macros of a warehouse are asked: statements that run as they stand."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

from sql import schema

COLUMN = re.compile(r"^-- ([a-z_0-9]+) +(.+?)(?:  .*)?$")
PARAMETER = re.compile(r"\$([a-z_]+)")


@cache
def metrics() -> Mapping[str, Path]:
    """The public views and table macros by name."""
    return {path.stem: path for path in schema.files("metrics")}


def header(path: Path) -> list[str]:
    """The comment that opens a file, line by line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    body = next((n for n, line in enumerate(lines) if not line.startswith("--")), len(lines))
    return lines[:body]


def columns(path: Path) -> list[tuple[str, str]]:
    """Names and types that a header lists, in order; [] where it names another file's.

    Raises:
        StopIteration: the header has no Grain line.
    """
    lines = header(path)
    start = next(n for n, line in enumerate(lines) if line.startswith("-- Grain:"))
    found = (COLUMN.match(line) for line in lines[start + 1 :])
    return [(match[1], match[2].split("  ")[0].strip()) for match in found if match]


def parameters(path: Path) -> Mapping[str, str | None]:
    """Parameters of a macro with their defaults, None where one has to be given; {} of a view."""
    found = schema.PARAMETERS.search(path.read_text(encoding="utf-8"))
    named = (one.partition(" := ") for one in found[1].split(", ")) if found else ()
    return {name: default or None for name, _, default in named}


@cache
def select(
    name: str,
    given: frozenset[str],
    *,
    what: str = "*",
    order: str = "",
) -> str:
    """The statement that asks a metric, its values as named parameters.

    Args:
        name: of a view or macro in sql/metrics.
        given: names that there are values for; a macro takes those of its parameters, a view is
            narrowed by those of its columns, and row_limit cuts either after rows_before rows.
        what: columns, our own words.
        order: columns to sort by, our own words.

    Raises:
        KeyError: there is no such metric.
    """
    path = metrics()[name]
    if known := parameters(path):
        needed = [f"${key}" for key, default in known.items() if default is None]
        more = [f"{key} := ${key}" for key, default in known.items() if default and key in given]
        asked = f"{name}({', '.join([*needed, *more])})"
    else:
        narrowed = [f"{key} = ${key}" for key, _ in columns(path) if key in given]
        asked = f"{name} where {' and '.join(narrowed)}" if narrowed else name
    sql = f"select {what} from {asked}"  # noqa: S608 - names of our own files
    sql += f" order by {order}" if order else ""
    return f"{sql} limit $row_limit offset $rows_before" if "row_limit" in given else sql


def placed(sql: str) -> list[str]:
    """Names of the values that a statement has places for, each once."""
    return list(dict.fromkeys(PARAMETER.findall(sql)))


def written_out(sql: str, values: Mapping[str, object]) -> str:
    """A statement with its values in it, for whoever wants to run it elsewhere.

    Raises:
        KeyError: a value is missing.
    """
    return PARAMETER.sub(lambda match: literal(values[match[1]]), sql)


def literal(value: object) -> str:
    """A value as SQL writes it.

    Raises:
        TypeError: a kind of value that no metric takes.
    """
    match value:
        case None | bool():
            return "null" if value is None else str(value).lower()
        case int() | float():
            return repr(value)
        case str():
            return "'{}'".format(value.replace("'", "''"))
        case date():  # a moment is one too
            kind = "timestamptz" if isinstance(value, datetime) else "date"
            return f"{kind} '{value}'"
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case Mapping():
            pairs = ", ".join(f"{literal(key)}: {literal(one)}" for key, one in value.items())
            return f"map {{{pairs}}}"
        case _:
            raise TypeError(f"{value!r}: a {type(value).__name__} is no value for a metric")
