"""Rows about answers, one function per question.

The text filter narrows who is waiting and the targets by source; it reaches nothing else here.
"""

from typing import Any

import pandas as pd

from dashboard.ui.periods import Span
from dashboard.ui.query import EXPORT_LIMIT, within
from dashboard.ui.scope import Scope
from sql.export import to_csv

HOURLY_DAYS = 40
_OF_PERIOD = ["turn_count", "never_count"]


def response_summary(scope: Scope, span: Span, clock: str = "calendar") -> pd.Series:
    """Response times of the turns that began in a span; seconds, null where not reached.

    Args:
        scope: brand and source; the text filter does not reach what is asked of turns.
        span: when the turns began.
        clock: calendar or business, for every wait of the row.
    """
    return _of_turns(scope, "response_summary", span, clock=clock).iloc[0]


def headline(scope: Scope) -> pd.DataFrame:
    """Shares answered by population (addressed, found, all) and turn_order (all, first, next)."""
    return _of_turns(scope, "response_headline", order="population, turn_order")


def addressed(scope: Scope) -> pd.Series | None:
    """The row of all that was said to the brand; None where nothing was, or nobody knows."""
    return _headline_of(scope, "addressed")


def found(scope: Scope) -> pd.Series | None:
    """The row of all that was found by listening; None as above."""
    return _headline_of(scope, "found")


def response_change(scope: Scope) -> pd.Series | None:
    """What changed of it against the compared period; None without one."""
    return _of_turns(scope, "response_change").iloc[0] if scope.before else None


def response_curve(scope: Scope, clock: str = "calendar", turn_order: str = "all") -> pd.DataFrame:
    """Share answered by seconds waited, the shortest first.

    Args:
        scope: the period's turns.
        clock: calendar or business.
        turn_order: all, or the first and the next turns of a person in a conversation.
    """
    return _of_turns(scope, "drawn_curve", clock=clock, turn_order=turn_order)


def update_cadence(scope: Scope) -> pd.Series:
    """What customers heard after the first reply, one row; shares 0 .. 1, null where of none."""
    return _of_turns(scope, "update_cadence").iloc[0]


def promise_summary(scope: Scope) -> pd.DataFrame:
    """How public promises ended, all together first, then by kind, the most frequent first."""
    return _of_turns(scope, "promise_summary", order="kind <> 'all', promise_count desc, kind")


def broken_promises(scope: Scope) -> pd.DataFrame:
    """Promises known to be broken, the newest first, at most 100; times are UTC."""
    return _of_turns(scope, "broken_promises")


def dropped(scope: Scope) -> pd.DataFrame:
    """Whom the brand began to answer and left without an answer, the loudest first, at most 100."""
    return _of_turns(scope, "dropped_cases")


def target(scope: Scope) -> pd.Series:
    """The brand's target_seconds, its target_clock, and is_always_open."""
    return within(scope, "promised_target").iloc[0]


def targets_by_source(scope: Scope) -> pd.DataFrame:
    """Met, missed and pending turns per source, the source with the most turns first."""
    return within(scope, "targets_by_source", order="turn_count desc, source")


def unanswered(scope: Scope, *, never: bool) -> pd.DataFrame:
    """Who waits now, the worst first, at most 200; or who was never answered."""
    return within(scope, "waiting_list", never=never)


def loudest_silence(scope: Scope) -> pd.Series | None:
    """The waiting complaint with the most audience-hours; None when no complaint waits."""
    rows = within(scope, "loudest_silence")
    return None if rows.empty else rows.iloc[0]


def waiting_summary(scope: Scope) -> pd.Series:
    """How many wait now (open_count), how many of them past the target, how many in vain."""
    return within(scope, "unanswered_summary").iloc[0]


def posts_of_turn(scope: Scope, turn: str) -> list[str]:
    """Ids of the posts of a turn that waits, the oldest first."""
    return list(within(scope, "posts_of_turn", turn_id=turn)["post_id"])


def unanswered_summary(scope: Scope) -> pd.Series:
    """How many wait now and how many of them past the target.

    Of the period's own turns, turn_count, never_count have waited in vain for longer than anybody
    will still answer.
    """
    asked = _headline_of(scope, "all")
    waiting = waiting_summary(scope)
    counts = {"turn_count": 0, "never_count": 0} if asked is None else asked[_OF_PERIOD]
    return pd.Series({**waiting, **counts})


def unanswered_bands(scope: Scope) -> pd.DataFrame:
    """How many wait, by how long, the shortest first."""
    return within(scope, "unanswered_by_age", order="shortest_seconds")


def groups(scope: Scope, dimension: str, clock: str) -> pd.DataFrame:
    """Response times apart by source, lang, topic or week, the largest group first.

    Waits are seconds on the clock, calendar or business, null where not reached; what became of
    the target is counted on the target's own clock. A group of fewer than ten turns is_small.
    """
    order = "turn_count desc, group_value"
    return _of_turns(scope, "response_by_group", order=order, clock=clock, dimension=dimension)


def weeks(scope: Scope) -> pd.DataFrame:
    """Targets met, missed and pending by Monday of the local week, oldest first."""
    found = groups(scope, "week", "calendar").sort_values("group_value", ignore_index=True)
    return found.assign(week_date=pd.to_datetime(found["group_value"]))


def responders(scope: Scope, clock: str) -> pd.DataFrame:
    """Who answered, the busiest first, with waits in seconds of what they answered only."""
    order = "answered_count desc, responder"
    return _of_turns(scope, "response_by_responder", order=order, clock=clock)


def coverage(scope: Scope, clock: str) -> pd.DataFrame:
    """How each local hour of the week is served, Monday 00:00 first; hours without a turn lack."""
    return _of_turns(scope, "coverage_by_hour", order="hour_of_week", clock=clock)


def backlog(scope: Scope) -> pd.DataFrame:
    """Turns waiting at the end of each local hour, of each day in a long period; null in a gap."""
    step = "hour" if scope.span.day_count <= HOURLY_DAYS else "day"
    return _of_turns(scope, "backlog", order="step_at", step=step)


def silence(scope: Scope) -> pd.Series:
    """Audience-hours and plain hours of the period's complaints; calendar hours, null unknown."""
    return _of_turns(scope, "silence_summary").iloc[0]


def loudest(scope: Scope) -> pd.DataFrame:
    """The five complaints of the period with the most audience-hours, the most first."""
    return _of_turns(scope, "loudest_complaints")


def reach(scope: Scope) -> pd.Series:
    """Share of the reach so far that was spent before an answer, 0 .. 1; null: none answered."""
    return _of_turns(scope, "reach_summary").iloc[0]


def turns(scope: Scope) -> pd.DataFrame:
    """The period's turns with every figure of each, the newest first, at most EXPORT_LIMIT."""
    return _of_turns(scope, "turns_to_export", row_limit=EXPORT_LIMIT)


def turns_csv(scope: Scope) -> bytes:
    """The same as a file for spreadsheets; no cell is a formula."""
    return to_csv(turns(scope)).encode("utf-8-sig")


def _headline_of(scope: Scope, population: str) -> pd.Series | None:
    rows = headline(scope)
    rows = rows[(rows["population"] == population) & (rows["turn_order"] == "all")]
    return None if rows.empty else rows.iloc[0]


def _of_turns(
    scope: Scope, name: str, span: Span | None = None, *, order: str = "", **named: Any
) -> pd.DataFrame:
    """Rows about turns that every filter narrows but words: they are looked for in posts only."""
    filters = {key: value for key, value in scope.filters.items() if key != "words"}
    return within(scope, name, span, order=order, filters=filters, **named)
