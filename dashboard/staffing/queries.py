"""What a replay of the desk takes: turns with their answers, and when nobody watched."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd

from dashboard.staffing import fit
from dashboard.staffing.desk import Arrival
from dashboard.staffing.fit import History
from dashboard.staffing.what_if import Spans
from dashboard.ui.query import ask, within
from dashboard.ui.scope import Scope

MOST = 4000  # the newest turns: more take a reader's patience
_NOBODY = "the account"  # told apart from names; never shown


@dataclass(frozen=True, slots=True)
class Desk:
    """A brand's desk as it was seen.

    Attributes:
        history: on a clock without the gaps of the source that most turns come from.
        gaps: those, seconds since 1970.
        days: the first and the last local day.
        seen: hours of the local day at which anybody ever answered.
    """

    history: History
    gaps: Spans
    days: tuple[date, date]
    seen: frozenset[int]


def turns(scope: Scope) -> pd.DataFrame:
    """The newest turns up to the end of the period, newest first; times are UTC."""
    return within(scope, "turns_to_replay", row_limit=MOST)


def desk(scope: Scope) -> Desk | None:
    """The desk up to the end of the period; None where no turn is known."""
    rows = turns(scope).sort_values("started_at")
    if rows.empty:
        return None
    gaps = ask(scope.version, "unwatched", source=rows["source"].mode().iloc[0])
    spans = [
        (_seconds(since), _seconds(until))
        for since, until in zip(gaps["since_at"], gaps["until_at"], strict=True)
    ]
    zone = scope.brand.zone
    told = History(list(map(_arrival, rows.to_dict("records"))), _answers(rows), _end(scope))
    answered = rows["answered_at"].dropna()
    return Desk(
        fit.without_gaps(told, spans),
        spans,
        (rows["started_at"].iloc[0].astimezone(zone).date(), scope.span.last),
        frozenset(int(hour) for hour in answered.dt.tz_convert(zone.key).dt.hour.unique()),
    )


def spans_of(scope: Scope, held: Desk, since: int, until: int) -> list[tuple[float, float]]:
    """Those hours of every local day, on the clock of the history.

    Args:
        scope: whose time zone days are cut in.
        held: from `desk`.
        since: first hour.
        until: the hour at which they end, up to 24.
    """
    first, last = held.days
    found = []
    for day in range((last - first).days + 1):
        begins = datetime.combine(first + timedelta(days=day), time(), scope.brand.zone)
        moments = (begins.replace(hour=since), begins + timedelta(hours=until))
        spans = [fit.on_clock(one.timestamp(), held.gaps) for one in moments]
        if spans[1] > spans[0]:
            found.append((spans[0], spans[1]))
    return found


def _end(scope: Scope) -> float:
    return scope.span.until.timestamp()


def _arrival(row: Mapping[Hashable, Any]) -> Arrival:
    audience, started, answered = (
        row[name] for name in ("estimated_audience", "started_at", "answered_at")
    )
    at = _seconds(started)
    return Arrival(
        at=at,
        is_complaint=bool(row["is_complaint"]),
        audience=None if pd.isna(audience) else float(audience),
        wait=None if pd.isna(answered) else _seconds(answered) - at,
    )


def _answers(rows: pd.DataFrame) -> dict[str, list[float]]:
    """Moments of answers by who gave them; where nobody signs the account is one person."""
    answered = rows[rows["answered_at"].notna()]
    by = answered["responder"].fillna(_NOBODY)
    return {
        str(who): sorted(map(_seconds, part["answered_at"])) for who, part in answered.groupby(by)
    }


def _seconds(moment: object) -> float:
    assert isinstance(moment, datetime)  # noqa: S101 - a Timestamp is one
    return moment.timestamp()
