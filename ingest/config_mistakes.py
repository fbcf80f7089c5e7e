"""Mistakes in earshot.toml, each on one line: its place, what it held, what is allowed."""

import re
from collections.abc import Sequence
from typing import Any

from ingest.web.config_text import PLACEHOLDER, WRITTEN_OUT

KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")
SECRET = re.compile(r"(token|secret|password|api_?key)$", re.IGNORECASE)


def name_entries(raw: dict[str, Any], table: str, field: str) -> list[str]:
    """Give each entry of a table its key as field and, unless it has one, as name.

    Returns mistakes: entries that are no tables, keys that cannot stand in addresses and views.
    """
    entries = raw.get(table, {})
    if not isinstance(entries, dict) or not all(isinstance(e, dict) for e in entries.values()):
        return [f"{table}: write each entry as a table of its own, [{table}.some_key]"]
    raw[table] = {key: {field: key, "name": key, **entry} for key, entry in entries.items()}
    return [
        f"{table}.{key}: a key holds lower-case letters, digits, - and _ only"
        for key in entries
        if not KEY.fullmatch(key)
    ]


def secrets_in(value: Any, path: tuple[str, ...] = ()) -> list[str]:
    """Mistakes: secrets belong in the environment; a file is copied, mailed and committed."""
    if not isinstance(value, dict):
        return []
    found = []
    for key, inner in value.items():
        is_written_out = isinstance(inner, str) and not PLACEHOLDER.fullmatch(inner)
        if SECRET.search(key) and is_written_out:
            place = ".".join((*path, key))
            found.append(f"{place}: secrets are read from the environment only: write ${{NAME}}")
        found += secrets_in(inner, (*path, key))
    return found


def sentence(detail: Any, path: tuple[str, ...] = ()) -> str:
    """One of pydantic's errors for people; path is where the table stands that it checked."""
    place = ".".join(_keys((*path, *detail["loc"]))) or "file"
    message = detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "extra_forbidden":
        return f"{place}: unknown key"
    if detail["type"] == "union_tag_not_found":
        return f"{place}: write it as a table of its own, [{place}]"
    if detail["type"] == "union_tag_invalid":
        context = detail["ctx"]
        return f"{place}.kind: {context['tag']!r} is none of {context['expected_tags']}"
    held = detail["input"]
    is_shown = isinstance(held, str | int | float | bool) and detail["type"] != WRITTEN_OUT
    shown = f"{held!r} " if is_shown else ""
    return message if place == "file" else f"{place}: {shown}{message[0].lower()}{message[1:]}"


def _keys(parts: Sequence[str | int]) -> list[str]:
    """Keys as they stand in the file: the kind of scorer that was tried is none of them."""
    keys = [str(part) for part in parts]
    return keys if keys[:1] != ["scorer"] else [keys[0], *keys[2:]]
