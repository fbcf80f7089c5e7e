"""Secrets stay in the environment: whatever a log, an error or the warehouse holds is masked.

Only text of earshot.toml is ever expanded, and the type says so: `expand` takes a ConfigText, which
nothing but the configuration makes. What a server sends is text like any other.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ingest.errors import SourceRejected

MASK = "***"
SHORTEST = 6  # shorter values are words, and masking words would garble every message

_PLACEHOLDER = re.compile(r"\$\{([A-Za-z_]\w*)\}")
_SECRET_NAME = re.compile(r"TOKEN|SECRET|PASSW|API_?KEY|_KEY|CREDENTIAL", re.IGNORECASE)
_QUERY_NAME = r"(?:[\w-]+[_-])?(?:token|secret|password|passwd|api_?key|key|auth|signature|sig)"
_QUERY = re.compile(rf"(?<=[?&;])({_QUERY_NAME})=[^&;\s#'\"<>]+", re.IGNORECASE)
_PARAMETER = re.compile(r"(?<=[?&;])([^=&;\s#]+)=([^&;\s#]+)")
_USER = re.compile(r"(?<=://)[^/\s@'\"]+@")
_LOGIN = re.compile(r"(?<=://)([^/\s:@]*)(?::([^/\s@]*))?@")
_HEADER = re.compile(r"\b(Bearer|Basic|Token)\s+[\w.~+/=-]{6,}")
_MASKED_PARAMETER = re.compile(rf"(?<=[?&;])[^=&;#?]*={re.escape(MASK)}(?:[&;]|(?=#)|$)")

_used: set[str] = set()  # names that a configuration has spelled as ${NAME}
_private: set[str] = set()  # patterns of what was put in, or is a secret by its place


@dataclass(frozen=True, slots=True)
class ConfigText:
    """Text of earshot.toml, in which ${NAME} stands for an environment variable.

    Attributes:
        template: as it was written.
    """

    template: str

    def __str__(self) -> str:
        return self.template

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.union_schema(
            [
                core_schema.is_instance_schema(cls),
                core_schema.no_info_after_validator_function(cls, handler(str)),
            ],
            mode="left_to_right",
        )


def expand(source: str, text: ConfigText) -> str:
    """Put environment variables in for ${NAME}; their values are masked from then on.

    Raises:
        SourceRejected: a variable is not set; it is named, after the source.
    """
    names = _PLACEHOLDER.findall(text.template)
    if missing := [name for name in names if name not in os.environ]:
        raise SourceRejected(f"{source}: the environment variable {missing[0]} is not set")
    _used.update(names)
    _private.update(_secrets_of(text.template))
    return _put_in(text.template)


def redact(text: str) -> str:
    """Text with every known secret masked: by value, and by its usual place in an address.

    For messages, where masking too much does no harm.
    """
    for secret in _known():
        text = re.sub(_spelled(secret), MASK, text)
    text = _QUERY.sub(rf"\1={MASK}", masked(text))
    text = _USER.sub(f"{MASK}@", text)
    return _HEADER.sub(rf"\1 {MASK}", text)


def masked(value: Any) -> Any:
    """What a server sent, JSON-able, without the secrets that the configuration sent to it.

    Only these are masked, by value: people write "key=value" and "Token" as they like. A user's
    name in an address is no secret: it may be the brand's.
    """
    if not _private:
        return value
    if isinstance(value, str):
        return _either(frozenset(_private)).sub(MASK, value)
    if isinstance(value, dict):
        return {masked(key): masked(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [masked(inner) for inner in value]
    return value


def without_masked(address: str) -> str:
    """An address without the parameters that are masked: it stays the same with another secret."""
    if MASK not in address:
        return address
    path, _, fragment = _MASKED_PARAMETER.sub("", address).partition("#")
    return path.rstrip("?&;") + (f"#{fragment}" if fragment else "")


def _secrets_of(template: str) -> Iterator[str]:
    """Patterns of what an address holds back: what is put in, and what its place makes a secret."""
    login = _LOGIN.search(template)
    users = _PLACEHOLDER.findall(login[1]) if login else []
    values = [os.environ[name] for name in _PLACEHOLDER.findall(template) if name not in users]
    if login and login[2] and "${" not in login[2]:
        values.append(unquote(login[2]))
    for name, written in _PARAMETER.findall(template):
        value = _put_in(written)
        if value == written and re.fullmatch(_QUERY_NAME, name, re.IGNORECASE):
            values.append(value := unquote(written))
        elif value == written:
            continue
        if len(value) < SHORTEST:  # masked in its parameter only: elsewhere it is a word
            yield rf"(?<={re.escape(name)}=){_spelled(value)}(?![\w%-])"
    yield from (_spelled(value) for value in values if len(value) >= SHORTEST)


def _put_in(template: str) -> str:
    return _PLACEHOLDER.sub(lambda match: os.environ[match[1]], template)


def _spelled(secret: str) -> str:
    """Pattern of a secret, each of its characters as it is or as addresses encode it."""
    return "".join(
        character
        if character.isalnum() and character.isascii()
        else rf"(?:{re.escape(character)}|(?i:{_percent(character)}){'|[+]' * (character == ' ')})"
        for character in secret
    )


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", errors="surrogateescape"))


@lru_cache(maxsize=8)
def _either(patterns: frozenset[str]) -> re.Pattern[str]:
    """Longest first, so that a secret holding another one is masked whole."""
    return re.compile("|".join(sorted(patterns, key=len, reverse=True)))


def _known() -> list[str]:
    """Values that the environment or its use calls secrets, longest first."""
    values = {
        value
        for name, value in os.environ.items()
        if (name in _used and value) or (_SECRET_NAME.search(name) and len(value) >= SHORTEST)
    }
    return sorted(values, key=len, reverse=True)
