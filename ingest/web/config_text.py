"""Text of earshot.toml that may name environment variables; nothing else is ever expanded.

The type says so: `expand` takes a ConfigText, which nothing but the configuration makes. What a
server sends is text like any other.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import unquote

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ingest.errors import SourceRejected
from ingest.web.redaction import QUERY_NAME, keep_back

WRITTEN_OUT = "written_out"  # kind of error whose value nobody repeats
PLACEHOLDER = re.compile(r"\$\{([A-Za-z_]\w*)\}")

_PARAMETER = re.compile(r"(?<=[?&;])([^=&;\s#]+)=([^&;\s#]+)")
_LOGIN = re.compile(r"(?<=://)([^/\s:@]*)(?::([^/\s@]*))?@")


@dataclass(frozen=True, slots=True)
class ConfigText:
    """Text in which ${NAME} stands for an environment variable.

    Attributes:
        template: as it was written.
    """

    template: str

    def __str__(self) -> str:
        return self.template

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the environment variables that it needs."""
        return tuple(PLACEHOLDER.findall(self.template))

    @property
    def missing(self) -> tuple[str, ...]:
        """Those that are not set, or empty."""
        return tuple(name for name in self.variables if not os.environ.get(name))

    @classmethod
    def written(cls, template: str) -> Self:
        """Take text from the configuration.

        Raises:
            ValueError: it is not what may stand there.
        """
        return cls(template)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._taken, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def _taken(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise ValueError("is no text")  # noqa: TRY004 - pydantic passes a TypeError through
        return cls.written(value)


@dataclass(frozen=True, slots=True)
class Address(ConfigText):
    """An address of a server, http or https."""

    @classmethod
    def written(cls, template: str) -> Self:
        """Take text from the configuration.

        Raises:
            ValueError: it is no address.
            PydanticCustomError: a password stands in it; it is not repeated.
        """
        if not re.fullmatch(r"https?://\S+", template):
            raise ValueError('is no address: write "https://…"')
        if (spoken := re.match(r"https?://[^/?#@]*:([^/?#@]*)@", template)) and not (
            PLACEHOLDER.fullmatch(spoken[1])
        ):
            told = "holds a password; write ${NAME} for it and set that variable"
            raise PydanticCustomError(WRITTEN_OUT, told)
        return cls(template)


@dataclass(frozen=True, slots=True)
class Channel(ConfigText):
    """Where somebody is told something: an address of Apprise, or the variable that holds one."""

    @classmethod
    def written(cls, template: str) -> Self:
        """Take text from the configuration; it is not repeated where it is wrong.

        Raises:
            PydanticCustomError: it is no address.
        """
        if "://" not in template and not PLACEHOLDER.fullmatch(template):
            told = 'is no address of Apprise: write "mailto://…", "slack://…" or ${NAME}'
            raise PydanticCustomError(WRITTEN_OUT, told)
        return cls(template)


@dataclass(frozen=True, slots=True)
class Secret(ConfigText):
    """The name of the environment variable that holds a secret, written ${NAME}."""

    @classmethod
    def written(cls, template: str) -> Self:
        """Take text from the configuration; it is not repeated where it is wrong.

        Raises:
            PydanticCustomError: it is anything but one name of a variable.
        """
        if not PLACEHOLDER.fullmatch(template):
            told = "secrets are read from the environment only: write ${NAME}"
            raise PydanticCustomError(WRITTEN_OUT, told)
        return cls(template)


def expand(source: str, text: ConfigText) -> str:
    """Put environment variables in for ${NAME}; their values are masked from then on.

    Raises:
        SourceRejected: a variable is not set; it is named, after the source.
    """
    if text.missing:
        raise SourceRejected(f"{source}: the environment variable {text.missing[0]} is not set")
    for value, parameter in _secrets_of(text.template):
        keep_back(value, parameter)
    return _put_in(text.template)


def _secrets_of(template: str) -> Iterator[tuple[str, str | None]]:
    """What is put in, and what its place makes a secret; beside the parameter that holds it.

    A user's name is none.
    """
    login = _LOGIN.search(template)
    users = PLACEHOLDER.findall(login[1]) if login else []
    for name in PLACEHOLDER.findall(template):
        if name not in users:
            yield os.environ[name], None
    if login and login[2] and "${" not in login[2]:
        yield unquote(login[2]), None
    for name, written in _PARAMETER.findall(template):
        if "${" in written:
            yield _put_in(written), name
        elif re.fullmatch(QUERY_NAME, name, re.IGNORECASE):
            yield unquote(written), name


def _put_in(template: str) -> str:
    return PLACEHOLDER.sub(lambda match: os.environ[match[1]], template)
