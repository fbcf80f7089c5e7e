"""Rows for the pages about spikes and growing posts: one function per question."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from dashboard.ui.query import ask
from dashboard.ui.scope import Scope
from wording.numbers import is_known

HOURLY = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Episode:
    """What names one spike.

    Attributes:
        measure: mentions or complaints.
        started_at: UTC.
        topic: None for all topics together.
    """

    measure: str
    started_at: datetime
    topic: str | None


def episode(row: pd.Series) -> Episode:
    """The name of one row of episodes()."""
    topic = row["topic"] if is_known(row["topic"]) else None
    return Episode(row["measure"], row["started_at"].to_pydatetime(), topic)


def volume(scope: Scope, measure: str, since: datetime, until: datetime) -> pd.DataFrame:
    """Observed against expected, oldest first; by hour, beyond HOURLY by day and without a range.

    Gaps are null; times are UTC.
    """
    span = (scope.brand.key, since, until, measure)
    if until - since <= HOURLY:
        return ask(scope.version, "volume_by_hour", *span)
    return ask(scope.version, "volume_by_day", *span, scope.brand.zone.key)


def episodes(scope: Scope) -> pd.DataFrame:
    """Spikes of the brand that touch the period, the running first; all sources, UTC."""
    return ask(scope.version, "episodes", *_period(scope))


def episode_summary(scope: Scope) -> pd.Series:
    """How many of them over all topics, how many still run, how large; seconds to detection."""
    return ask(scope.version, "episode_summary", *_period(scope)).iloc[0]


def spike_terms(scope: Scope, one: Episode) -> pd.DataFrame:
    """Over-represented words of a spike, the surest first; shares are 0 .. 1."""
    return _of(scope, "spike_terms", one)


def spike_parts(scope: Scope, one: Episode) -> pd.DataFrame:
    """Topics, sources, languages and authors, at most five of each, the over-represented first."""
    return _of(scope, "spike_parts", one)


def spike_summary(scope: Scope, one: Episode) -> pd.Series:
    """One spike in figures; shares are 0 .. 1, null over nothing."""
    return _of(scope, "spike_summary", one).iloc[0]


def spike_timeline(scope: Scope, one: Episode) -> pd.DataFrame:
    """Its steps in order of time, UTC; null for what has not happened."""
    return _of(scope, "spike_timeline", one)


def post_timeline(scope: Scope, post_id: str) -> pd.DataFrame:
    """Steps of one post in order of time, UTC; null for what has not happened."""
    return ask(scope.version, "post_timeline", scope.brand.key, post_id)


def spike_posts(scope: Scope, one: Episode) -> pd.DataFrame:
    """The ten posts that carried it, the most carrying first."""
    return _of(scope, "spike_posts", one)


def brand_events(scope: Scope, since: datetime, until: datetime) -> pd.DataFrame:
    """Dated events of the brand between two moments, oldest first; local days."""
    zone = scope.brand.zone
    days = since.astimezone(zone).date(), until.astimezone(zone).date()
    return ask(scope.version, "brand_events", scope.brand.key, *days)


def live_risk(version: str, brand: str) -> pd.DataFrame:
    """Posts that still grow, the riskiest first, at most a hundred; times are UTC."""
    return ask(version, "live_risk", brand)


def live_summary(version: str, brand: str) -> pd.Series:
    """How many still grow, how many are at the alert level, how many of them wait."""
    return ask(version, "live_summary", brand).iloc[0]


def growth_of_post(version: str, brand: str, post_id: str) -> pd.DataFrame:
    """Snapshots of one post, oldest first; null where nothing was projected."""
    return ask(version, "growth_of_post", brand, post_id)


def early_warning(scope: Scope) -> pd.DataFrame:
    """Posts of the period that passed the alert level, the most shared first, at most 25."""
    return ask(scope.version, "early_warning", *_period(scope))


def alert_replay(scope: Scope, kind: str, level: float) -> pd.Series:
    """What a rule would have alerted to over all history: count, a month, hours before the peak."""
    return ask(scope.version, "alert_replay", scope.brand.key, kind, level).iloc[0]


def alerts(scope: Scope) -> pd.DataFrame:
    """The newest hundred alerts of the ledger; times are UTC."""
    return ask(scope.version, "alerts", scope.brand.key)


def _period(scope: Scope) -> tuple[str, datetime, datetime]:
    return scope.brand.key, scope.span.since, scope.span.until


def _of(scope: Scope, name: str, one: Episode) -> pd.DataFrame:
    return ask(scope.version, name, scope.brand.key, one.measure, one.started_at, one.topic)
