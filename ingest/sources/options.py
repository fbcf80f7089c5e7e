"""What earshot.toml may say of a source: the keys that all share, to which each kind adds its own.

A connector's `Options` is a pydantic model of its keys; `Field(description=…)` says what each is
for. A secret is a key of type Secret, made by `secret(…)`: it is read from the environment, from
the variable NAME_KEY unless the key names another one as ${NAME}.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, model_validator

from ingest.brand import Brand, Name, Strict
from ingest.errors import SourceRejected
from ingest.web.asking import origin
from ingest.web.config_text import Address, Secret, expand
from ingest.web.reach import EVERYWHERE, LOCAL_NAME, Reach, literal

__all__ = ["Address", "Search", "Secret", "Source", "secret"]


Host = Annotated[str, AfterValidator(str.lower), Field(pattern=r"^[^\s/@]+$")]


def secret(description: str, *, optional: bool = False) -> Any:
    """A key that names the environment variable of a secret; an optional one may be not set."""
    return Field(description=description, json_schema_extra={"is_optional": optional})


class Source(Strict):
    """One place to fetch from."""

    name: str
    kind: str
    brands: Annotated[tuple[str, ...], Field(description="Keys of its brands; else all.")] = ()
    every_minutes: int = Field(
        default=30, ge=1, le=7 * 24 * 60, description="How often `earshot schedule` reads it."
    )
    max_items: int = Field(
        default=2000, ge=1, le=100_000, description="Items read in one pass, counts included."
    )
    rejected_share_limit: float = Field(
        default=0.1, ge=0, le=1, description="A pass that refuses a larger share is told."
    )
    language: str | None = Field(default=None, description="Of what is said there, if it is one.")
    allow_private: bool | tuple[Host, ...] = Field(
        default=False,
        description="Hosts of its own network that it may ask, or true for all of them.",
    )

    @property
    def brand(self) -> str | None:
        """Key of its only brand, for what is the brand's own; None where it names not just one."""
        return self.brands[0] if len(self.brands) == 1 else None

    def reach(self) -> Reach:
        """Which private addresses it may ask.

        An address that stands as such in the configuration, a private one or localhost, says so
        itself, for its own port: a name that leads there does not.
        """
        if self.allow_private is True:
            return EVERYWHERE
        hosts = frozenset(self.allow_private or ())
        return Reach(hosts=hosts, servers=frozenset(self._written_servers()))

    def _written_servers(self) -> Iterator[tuple[str, int]]:
        for name in type(self).model_fields:
            value = getattr(self, name)
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, Address) and not text.missing:
                    _, host, port = origin(expand(self.name, text))
                    if host and port and (host == LOCAL_NAME or literal(host)):
                        yield host, port

    def beside(self, others: Mapping[str, "Source"]) -> Self:  # noqa: ARG002
        """The source as it is beside the others of a configuration, itself among them.

        Raises:
            ValueError: it names one that is not there; the message begins with the key.
        """
        return self

    @classmethod
    def secret_keys(cls) -> tuple[str, ...]:
        """The keys that hold secrets."""
        return tuple(key for key, field in cls.model_fields.items() if field.annotation is Secret)

    @classmethod
    def is_optional(cls, key: str) -> bool:
        """Whether it works without: a key with a default, or a secret that may be not set."""
        extra = cls.model_fields[key].json_schema_extra
        is_optional = isinstance(extra, dict) and bool(extra.get("is_optional"))
        return is_optional or not cls.model_fields[key].is_required()

    @model_validator(mode="before")
    @classmethod
    def _variables(cls, raw: Any) -> Any:
        """A secret that is not mentioned is in the variable that has the names of both."""
        if not isinstance(raw, dict):
            return raw
        names = {key: variable(str(raw.get("name")), key) for key in cls.secret_keys()}
        return {key: f"${{{name}}}" for key, name in names.items()} | raw


class Search(Source):
    """A place that is searched for words."""

    terms: tuple[Name, ...] = Field(
        default=(), description="What to search for; else the names of its brands."
    )

    def wanted(self, brands: Mapping[str, Brand]) -> tuple[str, ...]:
        """What to search for, each spelling once.

        Raises:
            SourceRejected: there is neither a term nor a brand.
        """
        names = [
            name
            for brand in brands.values()
            for name in (brand.name, *brand.names, *brand.nicknames)
        ]
        found = self.terms or tuple({name.casefold(): name for name in names}.values())
        if not found:
            raise SourceRejected(f"{self.name}: neither terms nor brands to search for")
        return found


def variable(source: str, key: str) -> str:
    """Name of the environment variable that holds a source's secret: FORUM_API_KEY."""
    return re.sub(r"\W", "_", f"{source}_{key}").upper()
