"""Brands as `earshot brands` tells them."""

from collections.abc import Sequence
from typing import Any

from commands.output import say, say_table
from ingest.brand import Brand
from ingest.config import Config


def split(said: Sequence[str] | None) -> tuple[str, ...] | None:
    """What an option was given, repeated or parted by commas; None where it was not."""
    if said is None:
        return None
    return tuple(part.strip() for one in said for part in one.split(",") if part.strip())


def chosen(said: bool | None, yes: str, no: str) -> str | None:  # noqa: FBT001 - as typer gives it
    """What a pair of options chose; None where it was not given."""
    return None if said is None else yes if said else no


def brand_row(brand: Brand) -> dict[str, Any]:
    """A brand as JSON holds it."""
    return brand.model_dump(mode="json")


def brand_rows(config: Config) -> list[dict[str, Any]]:
    """The brands of a configuration, in its order."""
    return [brand_row(brand) for brand in config.brands.values()]


def say_brands(found: Sequence[dict[str, Any]]) -> None:
    """Print brands as a table, or how to add one."""
    if not found:
        say("No brand is configured. `earshot brands add Acme --handle acme` adds one.")
        return
    rows: list[tuple[str, ...]] = [
        (
            one["key"],
            one["name"],
            one["role"],
            ", ".join([*one["names"], *one["nicknames"]]),
            ", ".join(f"@{handle}" for handle in one["handles"]),
            "set" if one["hours"] else "always",
            f"{one['targets']['first_reply_minutes']:g} min",
        )
        for one in found
    ]
    say_table(("key", "name", "role", "also", "handles", "open", "answers within"), rows)
