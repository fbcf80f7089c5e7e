"""What an alert rule can watch, read where SQL says it: sql/views/alert_kinds.sql."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

VIEW = Path(__file__).parent / "views" / "alert_kinds.sql"


@dataclass(frozen=True, slots=True)
class AlertKind:
    """One row of the view; levels are on the kind's own scale.

    Attributes:
        kind: as it stands in earshot.toml.
        words: what the level is called where a rule is tried.
        scale: what the level counts.
        is_below: alerts below the level; False: at it and above.
        lowest_level: that earshot.toml may say.
        highest_level: that earshot.toml may say.
        default_level: proposed first.
        critical_level: from here on quiet hours do not hold it back; None: they always do.
        offered_low: lowest that the page offers.
        offered_high: highest that the page offers.
        offered_step: between two offers.
    """

    kind: str
    words: str
    scale: str
    is_below: bool
    lowest_level: float
    highest_level: float
    default_level: float
    critical_level: float | None
    offered_low: float
    offered_high: float
    offered_step: float


@cache
def alert_kinds() -> Mapping[str, AlertKind]:
    """The kinds by name, in the order in which they are offered; needs no warehouse."""
    with duckdb.connect(":memory:") as con:
        rows = con.execute(VIEW.read_text(encoding="utf-8")).fetchall()
    return {row[0]: AlertKind(*row) for row in rows}
