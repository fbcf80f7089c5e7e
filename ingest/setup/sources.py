"""Sources, written into earshot.toml; what is said of them comes as text."""

import json
import re
import tomllib
import types
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from ingest.config import Config
from ingest.config_file import parse_config
from ingest.config_mistakes import KEY
from ingest.errors import ConfigError
from ingest.setup.config_file import change
from ingest.setup.toml_text import with_keys, with_table, without_table
from ingest.sources import CONNECTORS
from ingest.sources.options import Source

_TRUE, _FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """A source as somebody tells it.

    Attributes:
        name: its key in earshot.toml.
        values: keys of its kind or of every source, each as people type it: a list is parted by
            commas, a secret is the name of its variable, ${NAME}.
    """

    kind: str
    name: str
    values: Mapping[str, str]

    def table(self) -> dict[str, Any]:
        """As earshot.toml holds it; an empty value is not written.

        Raises:
            ConfigError: there is no such kind or key, or a value is of another sort.
        """
        if self.kind not in CONNECTORS:
            raise ConfigError(
                f"{self.kind!r} is no kind of source; there are {', '.join(CONNECTORS)}"
            )
        if not KEY.fullmatch(self.name):
            raise ConfigError(
                f"{self.name!r}: a source's name holds lower-case letters, digits, - and _ only"
            )
        options = CONNECTORS[self.kind].Options
        told = {key: said.strip() for key, said in self.values.items() if said.strip()}
        return {"kind": self.kind} | {key: typed(options, key, said) for key, said in told.items()}


def add_source(file: Path, new: NewSource) -> Source:
    """Write a source into earshot.toml, and return it as it is understood.

    Raises:
        ConfigError: there is one of that name, or something about it is wrong; nothing is written.
    """
    config = change(file, partial(with_table, path=("sources", new.name), values=new.table()))
    return config.sources[new.name]


def change_source(file: Path, name: str, values: Mapping[str, str]) -> Source:
    """Set keys of a source, and return it as it is understood; an empty value takes its key out.

    Raises:
        ConfigError: there is no such source or key, or something is wrong; nothing is written.
    """

    def edited(text: str) -> str:
        entry = tomllib.loads(text).get("sources", {}).get(name, {})
        if entry.get("kind") not in CONNECTORS:
            raise ConfigError(f"no source is called {name}")
        options = CONNECTORS[entry["kind"]].Options
        told = {key: typed(options, key, said.strip()) for key, said in values.items()}
        return with_keys(text, ("sources", name), {k: _kept(held) for k, held in told.items()})

    return change(file, edited).sources[name]


def remove_source(file: Path, name: str) -> None:
    """Take a source out of earshot.toml; what it delivered stays held.

    Raises:
        ConfigError: there is none of that name; nothing is written.
    """
    change(file, partial(without_table, path=("sources", name)))


def drafted(config: Config, new: NewSource) -> Source:
    """The source as it would be understood, with nothing written.

    Raises:
        ConfigError: something about it is wrong.
    """
    brands = {key: brand.model_dump(exclude_unset=True) for key, brand in config.brands.items()}
    network = config.network.model_dump(exclude_unset=True)
    raw = {"brands": brands, "sources": {new.name: new.table()}, "network": network}
    return parse_config(raw, "as it would be written").sources[new.name]


def pairs(said: list[str]) -> dict[str, str]:
    """KEY=VALUE, several.

    Raises:
        ConfigError: one has no "=".
    """
    if wrong := [one for one in said if "=" not in one]:
        raise ConfigError(f"{wrong[0]!r}: write key=value")
    return dict(one.split("=", 1) for one in said)


def typed(options: type[Source], key: str, said: str) -> Any:
    """What people typed, as the key's type asks; whether it is allowed is checked with the rest.

    Raises:
        ConfigError: there is no such key, or it is no list where one is due.
    """
    if key not in options.model_fields or key in ("name", "kind"):
        keys = ", ".join(name for name in options.model_fields if name not in ("name", "kind"))
        raise ConfigError(f"{key}: unknown key; there are {keys}")
    annotation = options.model_fields[key].annotation
    sorts = _sorts(annotation)
    if bool in sorts and said.lower() in (*_TRUE, *_FALSE):
        return said.lower() in _TRUE
    if tuple in sorts or list in sorts:
        inside = _inside(annotation)
        return [_plain(one, inside) for one in _list(key, said)]
    return _plain(said, sorts)


def _plain(said: str, sorts: set[Any]) -> Any:
    """A number where one is asked for; not what float() reads, nan and inf are nobody's."""
    if {int, float} & sorts and re.fullmatch(r"[+-]?\d+", said):
        return int(said)
    if float in sorts and re.fullmatch(r"[+-]?\d*\.\d+", said):
        return float(said)
    return said


def _kept(held: Any) -> Any:
    return None if held in ("", []) else held


def _list(key: str, said: str) -> list[str]:
    if not said.startswith("["):
        return [part for one in said.split(",") if (part := one.strip())]
    try:
        found = json.loads(said)
    except json.JSONDecodeError as error:
        raise ConfigError(f"{key}: {said!r} is no list; part its entries by commas") from error
    return [str(one) for one in found]


def _inside(annotation: Any) -> set[Any]:
    """The plain types of a list's entries."""
    if get_origin(annotation) in (tuple, list):
        return {sort for one in get_args(annotation) if one is not ... for sort in _sorts(one)}
    return {sort for one in get_args(annotation) for sort in _inside(one)}


def _sorts(annotation: Any) -> set[Any]:
    """The plain types in an annotation."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return {sort for one in get_args(annotation) for sort in _sorts(one)}
    if hasattr(annotation, "__metadata__"):
        return _sorts(get_args(annotation)[0])
    return {origin or annotation}
