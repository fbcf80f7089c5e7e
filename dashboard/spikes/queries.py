"""Rows about spikes, one function per question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pandas as pd

from dashboard.ui.query import within
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


def spikes(scope: Scope) -> pd.DataFrame:
    """Episodes of the brand that began in the period, the most severe first; all sources."""
    return within(scope, "new_spikes")


def volume(scope: Scope, measure: str, since: datetime, until: datetime) -> pd.DataFrame:
    """Observed against expected, oldest first; by hour, beyond HOURLY by day and without a range.

    Gaps are null; times are UTC.
    """
    step = "hour" if until - since <= HOURLY else "day"
    span = replace(scope.span, since=since, until=until)
    return within(scope, "volume_over_time", span, order="hour_at", measure=measure, step=step)


def episodes(scope: Scope) -> pd.DataFrame:
    """Spikes of the brand that touch the period, all sources, UTC.

    The running come first, each kind by severity.
    """
    return within(scope, "spikes_touching")


def episode_summary(scope: Scope) -> pd.Series:
    """How many of them over all topics, how many still run, how large; seconds to detection."""
    return within(scope, "spikes_summary").iloc[0]


def spike_terms(scope: Scope, one: Episode) -> pd.DataFrame:
    """Over-represented words of a spike, the surest first; shares are 0 .. 1."""
    return _of(scope, "leading_terms", one)


def spike_parts(scope: Scope, one: Episode) -> pd.DataFrame:
    """Topics, sources, languages and authors, at most five of each, the over-represented first."""
    return _of(scope, "leading_parts", one)


def spike_sector(scope: Scope, one: Episode) -> pd.Series:
    """How much of a spike other brands had in its hours, too; shares 0 .. 1, null unknown."""
    return _of(scope, "spike_sector", one).iloc[0]


def spike_summary(scope: Scope, one: Episode) -> pd.Series:
    """One spike in figures; shares are 0 .. 1, null over nothing."""
    return _of(scope, "spike_opening", one).iloc[0]


def spike_timeline(scope: Scope, one: Episode) -> pd.DataFrame:
    """Its steps in order of time, UTC; null for what has not happened."""
    return _of(scope, "spike_timeline", one, order="happened_at nulls last, step")


def spike_posts(scope: Scope, one: Episode) -> pd.DataFrame:
    """The twenty posts that carried it, the most carrying first; null for what is not known."""
    return _of(scope, "carrying_posts", one)


def spike_answers(scope: Scope, one: Episode) -> pd.DataFrame:
    """What the brand answered to its posts, oldest first; UTC."""
    return _of(scope, "spike_answers", one, order="created_at, post_id")


def spike_words(scope: Scope, one: Episode, terms: Sequence[str]) -> pd.DataFrame:
    """How often its posts say each of some words, step by step; null in a gap, UTC."""
    return _of(scope, "spike_words", one, order="term, step_at", terms=list(terms))


def spike_tone(scope: Scope, one: Episode) -> pd.DataFrame:
    """The negative share of what was said in its hours, step by step, UTC; null for too few."""
    return _of(scope, "spike_tone", one, order="step_at")


def issues(scope: Scope) -> pd.DataFrame:
    """Emerging issues at the end of the period, most angry people first; all sources, UTC."""
    order = "negative_count desc, person_count desc, term"
    return within(scope, "emerging_issues", order=order)


def is_week_judged(scope: Scope) -> bool:
    """Whether it is known of any mention of the seven days that issues are of if it complains."""
    week = replace(scope.span, since=scope.span.until - timedelta(days=7))
    row = within(
        replace(scope, filters={}), "period_summary", week, what="complaint_share, mention_count"
    ).iloc[0]
    return is_known(row["complaint_share"]) or not row["mention_count"]


def issue_posts(scope: Scope, post_ids: Sequence[str]) -> pd.DataFrame:
    """Posts by their ids, with what they say; in no order."""
    return within(scope, "quoted_posts", post_ids=list(post_ids))


def _of(
    scope: Scope, name: str, one: Episode, order: str = "", terms: Sequence[str] = ()
) -> pd.DataFrame:
    measure, started_at, topic = one.measure, one.started_at, one.topic
    return within(
        scope,
        name,
        order=order,
        measure=measure,
        started_at=started_at,
        topic=topic,
        terms=list(terms),
    )
