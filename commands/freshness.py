"""How fresh each source is, as `earshot status` tells it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from commands.output import say, say_table
from sql.progress import brought_up
from sql.reader import Reader

_NAMED = 10  # brands; of more the number is told
_HEADS = ("source", "last success", "known until", "gaps", "posts", "rejected", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is known of a warehouse.

    Attributes:
        version: name of the published version that this was read from.
        problem: one sentence where a newer version cannot be read; None where all is well.
        sources: rows of the view freshness_by_source by name, times as ISO 8601.
        unconfigured_brands: brands that no earshot.toml described, by name.
    """

    version: str | None
    problem: str | None
    sources: list[dict[str, Any]]
    unconfigured_brands: list[str]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def read_status(data: Path) -> Status:
    """Read the newest version.

    Raises:
        WarehouseEmpty: nothing is loaded.
    """
    reader = Reader(data)
    freshness = reader.query("select * from freshness_by_source order by source")
    freshness = brought_up(freshness, data)
    guessed = reader.query("select brand from brands where not is_configured order by brand")
    return Status(
        version=reader.version,
        problem=reader.problem,
        sources=json.loads(freshness.to_json(orient="records", date_format="iso")),
        unconfigured_brands=guessed["brand"].tolist(),
    )


def say_status(found: Status) -> None:
    """Print it as a table, with sentences below where something is to be said."""
    say_table(_HEADS, [_row(source) for source in found.sources])
    if guessed := found.unconfigured_brands:
        more = f" and {len(guessed) - _NAMED} more" if len(guessed) > _NAMED else ""
        names = ", ".join(guessed[:_NAMED])
        say(f"Not in the configuration, with defaults (UTC, always open, 60 min): {names}{more}")
    if found.problem:
        say(found.problem, style="red")


def _row(source: dict[str, Any]) -> tuple[str, ...]:
    return (
        source["source"],
        _minute(source["last_success_at"]),
        _minute(source["observed_until"]),
        f"{source['gap_hours']:.0f} h",
        f"{source['loaded_count']:,}",
        f"{source['rejected_count']:,}",
        source["last_error"] or "",
    )


def _minute(text: str | None) -> str:
    return text[:16].replace("T", " ") + " UTC" if text else "never"
