"""Everything derived anew from the posts as delivered, and what that changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from sql.derive import conversations
from sql.derive.growth import rebuild_viral
from sql.derive.volume import rebuild_volume
from sql.errors import WarehouseEmpty
from sql.rows import one
from sql.warehouse import published, writer

COUNTS = """
    select
        (select count(*) from posts where brand is not null) as mentions,
        (select count(distinct conversation_id) from posts) as conversations,
        (select count(*) from posts where is_complaint) as complaints,
        (select count(*) from posts where is_automated) as automated,
        (select count(*) from turn_facts) as turns,
        (select count(*) from turn_facts where answered_at is not null) as answered,
        (select count(*) from volume_slots) as quarter_hours,
        (select count(*) from spike_episodes) as spikes,
        (select count(*) from viral_growth) as growth
"""
NAMES = {
    "mentions": "mentions",
    "conversations": "conversations",
    "complaints": "complaints",
    "automated": "replies by a machine",
    "turns": "turns",
    "answered": "of them answered",
    "quarter_hours": "quarters of an hour with posts",
    "spikes": "spikes, all topics",
    "growth": "steps of growth",
}


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How much of everything there was before and is now, by the keys of NAMES."""

    before: Mapping[str, int]
    after: Mapping[str, int]

    @property
    def is_changed(self) -> bool:
        """Whether any count is another."""
        return self.before != self.after

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"before": dict(self.before), "after": dict(self.after)}

    def __str__(self) -> str:
        lines = [
            f"{self.after[key]:,} {name}, as before"
            if self.after[key] == self.before[key]
            else f"{self.after[key]:,} {name}, {self.before[key]:,} before"
            for key, name in NAMES.items()
        ]
        return "\n".join(lines)


def rebuild_all(data: Path) -> Rebuilt:
    """Derive conversations, turns, volume, spikes and growth anew, and publish the outcome.

    One transaction: killed anywhere, the version before stays.

    Raises:
        WarehouseEmpty: nothing is loaded.
        WarehouseError: another writer is at work, or the result cannot be stored.
    """
    if published(data) is None:
        raise WarehouseEmpty(f"{data}: nothing is loaded; try `earshot demo` or `earshot load`")
    with writer(data) as con:
        return rebuild(con)


def rebuild(
    con: duckdb.DuckDBPyConnection, tell: Callable[[float], None] = lambda _share: None
) -> Rebuilt:
    """The same inside the caller's transaction; `tell` is told how much is done, 0 to 1."""
    before = counts(con)
    conversations.rebuild(con)
    tell(0.4)
    rebuild_volume(con)
    tell(0.8)
    rebuild_viral(con)
    return Rebuilt(before, counts(con))


def counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How much of everything there is, by the keys of NAMES."""
    return dict(zip(NAMES, one(con, COUNTS), strict=True))
