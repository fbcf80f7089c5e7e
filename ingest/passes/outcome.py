"""What one pass over the sources did, for people and for machines."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one source in a pass; counts are posts.

    Attributes:
        observed_until: up to when the source is known now; None where it told nothing new.
        message: why it failed, or that too much was rejected; None where all is well.
    """

    source: str
    kind: str
    outcome: Literal["ok", "unchanged", "failed"]
    new_count: int
    changed_count: int
    same_count: int
    rejected_count: int
    erased_count: int
    observed_until: datetime | None
    message: str | None

    def __str__(self) -> str:
        parts = [f"{self.new_count} new, {self.changed_count} changed"]
        if self.rejected_count:
            parts.append(f"{self.rejected_count} rejected")
        if self.erased_count:
            parts.append(f"{self.erased_count} deleted there and erased here")
        if self.observed_until:
            parts.append(f"known up to {self.observed_until:%Y-%m-%d %H:%M} UTC")
        if self.message:
            parts.append(self.message)
        return f"{self.source}: {self.outcome}; {'; '.join(parts)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What one pass did, source by source in the order of the configuration."""

    run_id: str
    started_at: datetime
    ended_at: datetime
    outcomes: tuple[Outcome, ...]

    @property
    def exit_code(self) -> int:
        """0: all is well. 1: a source failed, or more was rejected than its limit allows."""
        return int(any(outcome.message for outcome in self.outcomes))

    def __str__(self) -> str:
        return "\n".join(map(str, self.outcomes)) or "no sources configured: nothing to read"

    def as_dict(self) -> dict[str, Any]:
        """The same for JSON; times are ISO 8601 in UTC."""
        fields = asdict(self)
        fields["sources"] = fields.pop("outcomes")
        plain = json.loads(json.dumps(fields, default=datetime.isoformat))
        return {**plain, "exit_code": self.exit_code}
