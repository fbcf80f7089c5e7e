"""Brands, written into earshot.toml."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ingest.brand import Brand
from ingest.config_mistakes import KEY
from ingest.errors import ConfigError
from ingest.setup.config_file import change
from ingest.setup.toml_text import with_table
from ingest.setup.weekly_hours import weekly_hours


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBrand:
    """A brand as somebody tells it; what is empty is not written.

    Attributes:
        name: as people write it.
        key: what commands and links call it; None makes one of the name.
        names: other ways to write it.
        own_accounts: those that answer for it; None is its handles.
        hours: as `weekly_hours` reads them; none is always open.
        first_reply_minutes: promised time to a first reply.
        clock: calendar or business.
    """

    name: str
    key: str | None = None
    names: Sequence[str] = ()
    nicknames: Sequence[str] = ()
    handles: Sequence[str] = ()
    own_accounts: Sequence[str] | None = None
    products: Sequence[str] = ()
    exclude: Sequence[str] = ()
    role: str | None = None
    time_zone: str | None = None
    hours: Sequence[str] = ()
    first_reply_minutes: float | None = None
    clock: str | None = None

    def table(self) -> dict[str, Any]:
        """As earshot.toml holds it, in the order of the example there.

        Raises:
            ConfigError: the hours cannot be read.
        """
        accounts = self.handles if self.own_accounts is None else self.own_accounts
        targets = {"first_reply_minutes": _number(self.first_reply_minutes), "clock": self.clock}
        told: dict[str, Any] = {
            "name": self.name,
            "names": _listed(self.names),
            "nicknames": _listed(self.nicknames),
            "handles": _listed(self.handles),
            "own_accounts": _listed(accounts),
            "products": _listed(self.products),
            "exclude": _listed(self.exclude),
            "role": self.role,
            "time_zone": self.time_zone,
            "hours": weekly_hours(self.hours),
            "targets": _told(targets),
        }
        return _told(told)


def add_brand(file: Path, new: NewBrand) -> Brand:
    """Write a brand into earshot.toml, and return it as it is understood.

    Raises:
        ConfigError: there is one of that key, or something about it is wrong; nothing is written.
    """
    key = new.key or key_of(new.name)
    if not KEY.fullmatch(key):
        raise ConfigError(f"{key!r}: a key holds lower-case letters, digits, - and _ only")
    config = change(file, partial(with_table, path=("brands", key), values=new.table()))
    return config.brands[key]


def key_of(name: str) -> str:
    """A key made of a name: "Müller & Söhne" is muller_sohne.

    Raises:
        ConfigError: the name holds no Latin letter or digit.
    """
    latin = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]+", "_", latin.lower()).strip("_")
    if not key:
        raise ConfigError(f"{name!r}: say with --key what commands and links should call it")
    return key


def _listed(said: Sequence[str]) -> list[str]:
    """Each once, without blanks around it."""
    return list(dict.fromkeys(filter(None, (one.strip() for one in said))))


def _told(table: Mapping[str, Any]) -> dict[str, Any]:
    """Without what nobody said."""
    return {key: held for key, held in table.items() if held not in (None, "", [], {})}


def _number(minutes: float | None) -> float | None:
    return int(minutes) if minutes is not None and minutes == int(minutes) else minutes
