"""What sources need, as `earshot sources` tells it; the modules of the connectors say it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from commands.output import say, say_table
from ingest.config import Config
from ingest.errors import ConfigError
from ingest.sources import CONNECTORS
from ingest.sources.needs import Variable, common_keys, needs_of, variables
from ingest.sources.options import Source
from ingest.web.budgets import spendings


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """A configured source and what it reads from the environment.

    Attributes:
        brands: keys of those it is for; empty is all.
    """

    source: str
    kind: str
    every_minutes: int
    brands: Sequence[str]
    variables: Sequence[Variable]

    @property
    def missing(self) -> list[str]:
        """Variables without which it cannot be read."""
        return [one.name for one in self.variables if one.is_required and not one.is_set]

    def as_dict(self) -> dict[str, Any]:
        """For JSON; values of variables are never in it."""
        return {**asdict(self), "missing": self.missing}


def source_states(config: Config) -> list[SourceState]:
    """The sources of a configuration, in its order."""
    return [state_of(source) for source in config.sources.values()]


def state_of(source: Source) -> SourceState:
    """One source and what it reads from the environment."""
    return SourceState(
        source=source.name,
        kind=source.kind,
        every_minutes=source.every_minutes,
        brands=source.brands,
        variables=tuple(variables(source)),
    )


def added_as_text(added: SourceState, place: str) -> str:
    """That a source was written, and what comes next."""
    variables = [
        f"  {one.name}: {'set' if one.is_set else 'set it' if one.is_required else 'may be set'}"
        for one in added.variables
    ]
    return "\n".join(
        [
            f"{added.source} stands in {place} now.",
            *(["It reads from the environment:"] if variables else []),
            *variables,
            f"`earshot sources test {added.source}` reads one page and writes nothing.",
        ]
    )


def all_kinds() -> list[dict[str, Any]]:
    """Every kind as JSON holds it, in the order of the list of connectors."""
    return [asdict(needs_of(kind)) for kind in CONNECTORS]


def one_kind(kind: str) -> dict[str, Any]:
    """A kind as JSON holds it, with the keys that all sources have.

    Raises:
        ConfigError: there is none of that name.
    """
    if kind not in CONNECTORS:
        raise ConfigError(f"{kind!r} is no kind of source; there are {', '.join(CONNECTORS)}")
    return {**asdict(needs_of(kind)), "common_keys": [asdict(key) for key in common_keys()]}


def say_sources(found: Sequence[SourceState]) -> None:
    """Print the configured sources as a table, or how to add one."""
    if not found:
        say("No source is configured. `earshot sources kinds` shows what there is.")
        return
    rows: list[tuple[str, ...]] = [
        (
            one.source,
            one.kind,
            f"{one.every_minutes} min",
            ", ".join(one.brands) or "all",
            f"set {', '.join(one.missing)}" if one.missing else "nothing",
        )
        for one in found
    ]
    say_table(("source", "kind", "read every", "brands", "missing"), rows)


def budgets_spent(data: Path) -> list[dict[str, Any]]:
    """Every budget of a folder as JSON holds it, by name; times are ISO 8601 in UTC.

    Raises:
        SourceUnavailable: the file that counts them cannot be used.
    """
    found = spendings(data, datetime.now(UTC))
    return [{**asdict(one), "renews_at": one.renews_at.isoformat()} for one in found]


def say_budgets(found: Sequence[dict[str, Any]]) -> None:
    """Print budgets as a table."""
    if not found:
        say("No platform with a quota or a price was asked yet.")
        return
    rows: list[tuple[str, ...]] = [
        (
            one["name"],
            f"{one['used']:,} of {one['amount']:,} {one['unit']}",
            f"a {one['period']}",
            f"{datetime.fromisoformat(one['renews_at']):%Y-%m-%d %H:%M} UTC",
        )
        for one in found
    ]
    say_table(("budget", "spent", "per", "renews"), rows)


def say_kinds(found: Sequence[dict[str, Any]]) -> None:
    """Print the kinds as a table."""
    rows: list[tuple[str, ...]] = [
        (kind["kind"], kind["title"], _required(kind) or "nothing", kind["auth"]) for kind in found
    ]
    say_table(("kind", "hears", "needs", "auth"), rows)
    say("`earshot sources show KIND` tells all of one, and what it cannot hear.")


def kind_as_text(kind: dict[str, Any]) -> str:
    """A kind in full, and the lines that add it."""
    told = [(word.title(), kind[word]) for word in ("docs", "auth", "limits", "gaps")]
    told.append(("Counts", "of held posts are read again" if kind["has_counts"] else "none"))
    return "\n".join(
        [
            kind["title"],
            *(f"  {word:<8}{text}" for word, text in told),
            "Its keys in earshot.toml:",
            *map(_key_line, kind["keys"]),
            "Keys of every source:",
            *map(_key_line, kind["common_keys"]),
            "To add one:",
            f"  [sources.{kind['kind']}]",
            f'  kind = "{kind["kind"]}"',
            *(f'  {key["name"]} = "…"' for key in kind["keys"] if _is_written(key)),
        ]
    )


def _required(kind: dict[str, Any]) -> str:
    return ", ".join(key["name"] for key in kind["keys"] if key["is_required"])


def _is_written(key: dict[str, Any]) -> bool:
    """A secret has its usual variable: nothing needs to be written."""
    return bool(key["is_required"]) and not key["is_secret"]


def _key_line(key: dict[str, Any]) -> str:
    needed = "needed" if key["is_required"] else "optional"
    default = key["default"]
    if key["is_secret"]:
        needed = f"secret, {needed}, from {default}"
    elif default not in (None, []):
        needed = f"else {default}"
    return f"  {key['name']:<22}{key['description']} ({needed})"
