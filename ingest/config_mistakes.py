"""Mistakes in earshot.toml, each on one line: its place, what it held, what is allowed."""

import json
import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from ingest.web.config_text import PLACEHOLDER, WRITTEN_OUT

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")  # it names folders and views, too
IMPLIED = ("key",)  # of an entry: the key of its table says it
WHOLE = ("tuple_type", "list_type", "dict_type", "model_type")
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
        f"{table}.{key[:80]}: a key holds lower-case letters, digits, - and _ only, 64 at most"
        for key in entries
        if not KEY.fullmatch(key)
    ]


def not_utf8(path: Path, error: UnicodeDecodeError) -> str:
    """What to do with a file that was saved in another encoding."""
    line = error.object[: error.start].count(b"\n") + 1
    return f"{path}: line {line} holds a character that is not UTF-8; save the file as UTF-8"


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


def sentence(detail: Any, model: type[BaseModel], path: tuple[str, ...] = ()) -> str:
    """One of pydantic's errors for people.

    Args:
        detail: as ValidationError.errors() gives it.
        model: what was checked.
        path: where its table stands.
    """
    place = ".".join(_keys((*path, *detail["loc"]))) or "file"
    if detail["type"] == "extra_forbidden":
        return f"{place}: unknown key; {_allowed(model, detail['loc'])}"
    if detail["type"] == "union_tag_invalid":
        context = detail["ctx"]
        return f"{place}.kind: {context['tag']!r} is none of {context['expected_tags']}"
    if (told := _in_words(place, detail)) is not None:
        return f"{place}: {told}"
    message = detail["msg"].removeprefix("Value error, ")
    held = detail["input"]
    is_shown = isinstance(held, str | int | float | bool) and detail["type"] != WRITTEN_OUT
    shown = f"{held!r} " if is_shown else ""
    return message if place == "file" else f"{place}: {shown}{message[0].lower()}{message[1:]}"


def _in_words(place: str, detail: Any) -> str | None:
    """What to write where pydantic's own words are those of a programmer; None: they will do."""
    kind, held = detail["type"], detail["input"]
    if kind == "union_tag_not_found":
        return f"write it as a table of its own, [{place}]"
    if kind in ("too_short", "string_too_short") and isinstance(held, str):
        least = detail["ctx"]["min_length"]
        what = "something" if least == 1 else f"{least} characters or more"
        return f"{held!r} is too short; write {what}"
    if kind.startswith("date"):
        return f"{held!r} is no day; write 2026-12-25"
    return _other_whole(place, detail) if kind in WHOLE else None


def _other_whole(place: str, detail: Any) -> str:
    """A single value where a list or a table is to be."""
    held = detail["input"]
    if detail["type"] in ("tuple_type", "list_type"):
        if isinstance(held, dict):
            return f"is one table; write each entry as [[{place}]]"
        return f"{held!r} is no list; write [{json.dumps(held, default=str)}]"
    return f"{held!r} is no table; write [{place}] and its keys below it"


def _allowed(model: type[BaseModel], loc: Sequence[str | int]) -> str:
    """The key that was meant, if one is near, and all that may stand there."""
    table: Any = model
    for part in loc[:-1]:
        table = _below(table, part)
    if not (isinstance(table, type) and issubclass(table, BaseModel)):
        return "nothing of that name is known"
    fields = table.model_fields.items()
    known = [field.alias or name for name, field in fields if name not in IMPLIED]
    near = get_close_matches(str(loc[-1]), known, n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    return f"{meant}there are {', '.join(known)}"


def _below(table: Any, part: str | int) -> Any:
    """The kind of table that stands in another below a key, or in a list of tables."""
    if isinstance(table, type) and issubclass(table, BaseModel):
        field = table.model_fields.get(str(part))
        table = field.annotation if field else None
        if get_origin(table) is not dict:
            return _table(table)
        return table
    if get_origin(table) in (dict, tuple, list):  # of a tuple the last one is "..."
        return _table(get_args(table)[-1 if get_origin(table) is dict else 0])
    return table


def _table(kind: Any) -> Any:
    """The model in `X | None` and the like; lists stay lists."""
    if get_origin(kind) in (Union, UnionType, Annotated):
        models = [_table(one) for one in get_args(kind) if one is not type(None)]
        return models[0] if models else None
    if get_origin(kind) in (tuple, list):
        return kind
    return kind


def _keys(parts: Sequence[str | int]) -> list[str]:
    """Keys as they stand in the file: the kind of scorer that was tried is none of them."""
    keys = [str(part) for part in parts]
    return keys if keys[:1] != ["scorer"] else [keys[0], *keys[2:]]
