"""What each kind of source needs, as its module says it: for the README and the commands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, cast

from ingest.sources import CONNECTORS
from ingest.sources.connector import Polling
from ingest.sources.options import Source, variable
from ingest.web.config_text import ConfigText

SECTIONS = ("Docs", "Auth", "Limits", "Gaps")


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key in [sources.NAME].

    Attributes:
        description: what it is for, a sentence.
        is_secret: read from the environment; the key names the variable, if not the usual one.
        is_required: it does not work without.
        default: as JSON would hold it; None where there is none.
    """

    name: str
    description: str
    is_secret: bool
    is_required: bool
    default: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """An environment variable that a configured source reads."""

    name: str
    is_set: bool
    is_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a kind of source is, needs and cannot do; texts are the module's, on one line.

    Attributes:
        kind: what earshot.toml calls it.
        title: what it hears.
        docs: where the platform describes itself.
        auth: who may ask.
        limits: how often, and what a question reaches.
        gaps: what it cannot hear.
        keys: its own in earshot.toml, beside those that all sources have.
        has_counts: whether held posts are read again for their counts.
    """

    kind: str
    title: str
    docs: str
    auth: str
    limits: str
    gaps: str
    keys: tuple[Key, ...]
    has_counts: bool

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the keys that it does not work without."""
        return tuple(key.name for key in self.keys if key.is_required)


def needs_of(kind: str) -> Needs:
    """What a kind needs.

    Raises:
        KeyError: there is no such kind.
    """
    connector = CONNECTORS[kind]
    text = cast(ModuleType, connector).__doc__ or ""
    docs, auth, limits, gaps = (said(text, section) for section in SECTIONS)
    return Needs(
        kind=kind,
        title=text.splitlines()[0].rstrip("."),
        docs=docs,
        auth=auth,
        limits=limits,
        gaps=gaps,
        keys=tuple(_keys(connector.Options)),
        has_counts=isinstance(connector, Polling),
    )


def common_keys() -> tuple[Key, ...]:
    """The keys that all sources have."""
    return tuple(_key(Source, name) for name in Source.model_fields if name not in ("name", "kind"))


def said(text: str, section: str) -> str:
    """What a docstring says under one of its words, on one line; empty where it says nothing."""
    match = re.search(rf"^{section} +(.+(?:\n {{8}}.+)*)", text, re.MULTILINE)
    return " ".join(match[1].split()) if match else ""


def variables(source: Source) -> Iterator[Variable]:
    """The environment variables that a configured source reads."""
    for key in type(source).model_fields:
        text = getattr(source, key)
        if isinstance(text, ConfigText):
            is_required = not (key in source.secret_keys() and source.is_optional(key))
            for name in text.variables:
                is_set = name not in text.missing
                yield Variable(name=name, is_set=is_set, is_required=is_required)


def _keys(options: type[Source]) -> Iterator[Key]:
    for name in options.model_fields:
        if name not in Source.model_fields:
            yield _key(options, name)


def _key(options: type[Source], name: str) -> Key:
    field = options.model_fields[name]
    is_secret = name in options.secret_keys()
    default = None if field.is_required() else field.default
    return Key(
        name=name,
        description=field.description or "",
        is_secret=is_secret,
        is_required=not options.is_optional(name),
        default=f"${{{variable('NAME', name)}}}" if is_secret else _plain(default),
    )


def _plain(value: Any) -> Any:
    """As JSON would hold it."""
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
