"""How much of a list that shows its newest entry first a pass reads, and what it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ingest.sources.sheets import Sheet

State = dict[str, Any]
KEPT = 20  # gaps to be read again


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How far below the last pass's begin to read again, and how often."""

    reach: timedelta
    every: timedelta = timedelta(0)


Depths = Sequence[Depth]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What a pass reads of a list.

    Attributes:
        now: when the pass began.
        new_from: where the pass before began, or how far down the first pass reads.
        late_from: down to where entries may have come since, late.
        wanted: down to where this pass reads.
        deep: when each depth was read last; with_read what it is once this pass read them.
    """

    now: datetime
    new_from: datetime | None
    late_from: datetime | None
    wanted: datetime | None
    deep: State
    with_read: State

    @classmethod
    def of(cls, state: State, now: datetime, first: datetime | None, depths: Depths) -> "Span":
        """What the state of the pass before makes of this one."""
        mark, deep = moment_in(state.get("until")), state.get("deep", {})
        due = [depth for depth in depths[1:] if _is_due(depth, deep, now)]
        begun = min(mark, now) if mark else first
        reach = due[-1].reach if due else depths[0].reach
        return cls(
            now=now,
            new_from=begun,
            late_from=begun - depths[0].reach if mark and begun else begun,
            wanted=begun - reach if mark and begun else begun,
            deep=deep,
            with_read=deep | {_key(depth): now.isoformat() for depth in due},
        )

    def gap(self, sheet: Sheet, above: datetime | None, down_to: datetime | None) -> list[State]:
        """What a page leaves that does not reach below a moment, to be read down to another."""
        left = {"token": sheet.token, "down_to": _text(down_to), "wanted": _text(self.wanted)}
        return [] if sheet.is_end(above) else [left]

    def state(self, left: Sequence[State], new_count: int) -> State:
        """What is left, of which the first so many are new."""
        return {
            "until": self.now.isoformat(),
            "gaps": list(left[:new_count]),
            "again": list(left[new_count:][:KEPT]),
            "deep": self.deep if new_count else self.with_read,
        }


def _is_due(depth: Depth, deep: State, now: datetime) -> bool:
    last = moment_in(deep.get(_key(depth)))
    return last is None or not last <= now < last + depth.every


def _key(depth: Depth) -> str:
    return str(int(depth.reach.total_seconds()))


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def moment_in(text: str | None) -> datetime | None:
    """A moment of a state."""
    return datetime.fromisoformat(text) if text else None
