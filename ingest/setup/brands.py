"""Brands, written into earshot.toml."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ingest.brand import Brand
from ingest.config_mistakes import KEY
from ingest.errors import ConfigError
from ingest.setup.config_file import change
from ingest.setup.toml_text import with_keys, with_table, with_tables, without_table
from ingest.setup.weekly_hours import weekly_hours

EVENT = "for example 2026-11-03 Release 4.2"
_LISTS = ("names", "nicknames", "handles", "own_accounts", "products", "exclude")
_ORDER = (*_LISTS, "role", "time_zone", "holidays", "automated_patterns")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBrand:
    """A brand as somebody tells it; None is what nobody said.

    Attributes:
        name: as people write it.
        key: what commands and links call it; None makes one of the name.
        names: other ways to write it.
        own_accounts: those that answer for it; of a new brand None is its handles.
        hours: as `weekly_hours` reads them; none is always open.
        holidays: days without opening hours, as 2026-12-25.
        automated_patterns: what replies of a machine look like (RE2).
        events: what figures are held against, each as "2026-11-03 Release 4.2".
        first_reply_minutes: promised time to a first reply.
        clock: calendar or business.
    """

    name: str
    key: str | None = None
    names: Sequence[str] | None = None
    nicknames: Sequence[str] | None = None
    handles: Sequence[str] | None = None
    own_accounts: Sequence[str] | None = None
    products: Sequence[str] | None = None
    exclude: Sequence[str] | None = None
    role: str | None = None
    time_zone: str | None = None
    hours: Sequence[str] | None = None
    holidays: Sequence[str] | None = None
    automated_patterns: Sequence[str] | None = None
    events: Sequence[str] | None = None
    first_reply_minutes: float | None = None
    clock: str | None = None

    def said(self) -> dict[str, Any]:
        """What was said beside hours and targets, in the order of the example's keys."""
        lists = {name: getattr(self, name) for name in _LISTS}
        days, patterns = self.holidays, self.automated_patterns
        plain = {
            "role": self.role,
            "time_zone": self.time_zone,
            "holidays": None if days is None else sorted({_day(one) for one in _listed(days)}),
            "automated_patterns": patterns and list(dict.fromkeys(filter(str.strip, patterns))),
        }
        listed = {name: _listed(held) for name, held in lists.items() if held is not None}
        return listed | {name: held for name, held in plain.items() if held is not None}

    def dated(self) -> list[dict[str, Any]]:
        """Its events, as earshot.toml holds them.

        Raises:
            ConfigError: one does not begin with a day.
        """
        found = []
        for one in _listed(self.events or ()):
            day, _, label = one.partition(" ")
            if not label.strip():
                raise ConfigError(f"{one!r}: an event is a day and what it was, {EVENT}")
            found.append({"date": _day(day), "label": label.strip()})
        return found

    def targets(self) -> dict[str, Any]:
        """What was said of the promise."""
        minutes = self.first_reply_minutes
        whole = int(minutes) if minutes is not None and minutes == int(minutes) else minutes
        said = {"first_reply_minutes": whole, "clock": self.clock}
        return {name: held for name, held in said.items() if held is not None}


def add_brand(file: Path, new: NewBrand) -> Brand:
    """Write a brand into earshot.toml, and return it as it is understood.

    Raises:
        ConfigError: there is one of that key, or something about it is wrong; nothing is written.
    """
    key = new.key or key_of(new.name)
    if not KEY.fullmatch(key):
        raise ConfigError(f"{key!r}: a key holds lower-case letters, digits, - and _ only")
    said = new.said()
    if new.own_accounts is None and "handles" in said:
        said["own_accounts"] = said["handles"]
    table = {"name": new.name} | {name: said[name] for name in _ORDER if said.get(name)}
    inner = {"hours": weekly_hours(new.hours or ()), "targets": new.targets()}
    table |= {name: held for name, held in inner.items() if held}
    events, path = new.dated(), ("brands", key)

    def edited(text: str) -> str:
        return with_tables(with_table(text, path, table), (*path, "events"), events)

    return change(file, edited).brands[key]


def change_brand(file: Path, new: NewBrand) -> Brand:
    """Change what earshot.toml says of a brand, and return it as it is understood.

    What nobody said stays; what is said to be empty goes. Comments stay.

    Args:
        file: earshot.toml.
        new: its name is the brand's key or its name.

    Raises:
        ConfigError: there is no such brand, or something is wrong; nothing is written.
    """
    found: list[str] = []

    def edited(text: str) -> str:
        key, entry = _entry(text, new.name)
        found.append(key)
        path = ("brands", key)
        flat = {name: held or None for name, held in new.said().items()}
        text = with_keys(text, path, flat) if flat else text
        if new.hours is not None:
            text = without_table(text, (*path, "hours")) if "hours" in entry else text
            hours = weekly_hours(new.hours)
            text = with_table(text, (*path, "hours"), hours) if hours else text
        if new.events is not None:
            text = with_tables(text, (*path, "events"), new.dated())
        if targets := new.targets():
            write = with_keys if "targets" in entry else with_table
            text = write(text, (*path, "targets"), targets)
        return text

    config = change(file, edited)
    return config.brands[found[0]]


def _entry(text: str, name: str) -> tuple[str, dict[str, Any]]:
    """Key and table of a brand, by the one or by its name."""
    brands = tomllib.loads(text).get("brands", {})
    for key, entry in brands.items():
        if name in (key, entry.get("name")):
            return key, entry
    raise ConfigError(f"no brand is called {name}; there are {', '.join(brands) or 'none'}")


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


def _day(said: str) -> date:
    """A day as people type it.

    Raises:
        ConfigError: it is none.
    """
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise ConfigError(f"{said!r} is no day; write it as 2026-12-25") from None


def _listed(said: Sequence[str]) -> list[str]:
    """Each once, without blanks around it."""
    return list(dict.fromkeys(filter(None, (one.strip() for one in said))))
