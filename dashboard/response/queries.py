"""Rows for the Response desk, one function per view; the text filter reaches none of them."""

import pandas as pd

from dashboard.ui.query import EXPORT_LIMIT, over_turns
from dashboard.ui.scope import Scope
from sql.export import to_csv

HOURLY_DAYS = 40


def groups(scope: Scope, dimension: str, clock: str) -> pd.DataFrame:
    """Response times apart by source, lang, topic or week, the largest group first.

    Waits are seconds on the clock, calendar or business, null where not reached; what became of
    the target is counted on the target's own clock. A group of fewer than ten turns is_small.
    """
    return over_turns(scope, "response_by_group", scope.span, clock, dimension)


def weeks(scope: Scope) -> pd.DataFrame:
    """Targets met, missed and pending by Monday of the local week, oldest first."""
    found = groups(scope, "week", "calendar").sort_values("group_value", ignore_index=True)
    return found.assign(week_date=pd.to_datetime(found["group_value"]))


def responders(scope: Scope, clock: str) -> pd.DataFrame:
    """Who answered, the busiest first, with waits in seconds of what they answered only."""
    return over_turns(scope, "response_by_responder", scope.span, clock)


def coverage(scope: Scope, clock: str) -> pd.DataFrame:
    """How each local hour of the week is served, Monday 00:00 first; hours without a turn lack."""
    return over_turns(scope, "coverage_by_hour", scope.span, clock)


def backlog(scope: Scope) -> pd.DataFrame:
    """Turns waiting at the end of each local hour, of each day in a long period; null in a gap."""
    step = "hour" if scope.span.day_count <= HOURLY_DAYS else "day"
    return over_turns(scope, "backlog", scope.span, step, scope.brand.zone.key)


def silence(scope: Scope) -> pd.Series:
    """Audience-hours and plain hours of the period's complaints; calendar hours, null unknown."""
    return over_turns(scope, "silence_summary", scope.span).iloc[0]


def loudest(scope: Scope) -> pd.DataFrame:
    """The five complaints of the period with the most audience-hours, the most first."""
    return over_turns(scope, "silence_largest", scope.span)


def reach(scope: Scope) -> pd.Series:
    """Share of the reach so far that was spent before the answer, 0 .. 1; null: none known."""
    return over_turns(scope, "reach_summary", scope.span).iloc[0]


def turns_csv(scope: Scope) -> bytes:
    """The period's turns with every figure of each, the newest first; no cell is a formula."""
    found = over_turns(scope, "turns_to_export", scope.span, EXPORT_LIMIT)
    return to_csv(found).encode("utf-8-sig")
