"""Rows about how a brand is spoken of, one function per question."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pandas as pd

from dashboard.ui.periods import Span
from dashboard.ui.query import ask, within
from dashboard.ui.scope import Scope
from wording.said import mark

DAILY_DAYS = 40
CASES = ("as_counted", "without_largest", "reversed", "once", "post_by_post")
BRAND, SOURCE = mark("brand"), mark("source")


def period_summary(scope: Scope, span: Span) -> pd.Series:
    """Counts, shares and net sentiment of inbound mentions; one row.

    Shares are 0 .. 1 and null over nothing; net sentiment is -1 .. 1.
    """
    return within(scope, "period_summary", span).iloc[0]


def period_change(scope: Scope, before: Span) -> pd.Series:
    """Change of net sentiment and complaint share against another span, with 95 % intervals."""
    since, until = before.since, before.until
    return within(scope, "period_change", since_before=since, until_before=until).iloc[0]


def sentiment_by_day(scope: Scope, since: datetime) -> pd.DataFrame:
    """Inbound mentions per local day from `since` (UTC) on, oldest first; empty days are absent."""
    return _over_time(scope, replace(scope.span, since=since), dimension=BRAND)


def by_group(scope: Scope, dimension: str) -> pd.DataFrame:
    """Net sentiment of each brand or source, per day, of each week in a long period.

    Columns group_value, group_name, local_date (the first of its step), counts, and net_sentiment
    with its _low and _high in -1 .. 1, null where nothing is scored; oldest first within a group.

    Args:
        scope: brand, period and filters; by brand every tracked brand is a group.
        dimension: brand or source.
    """
    brand = None if dimension == BRAND else scope.brand.key
    return _by_step(scope, dimension=dimension, brand=brand)


def courses(scope: Scope) -> pd.DataFrame:
    """The same columns of each brand that is shown, over its own days, in the order of the choice.

    Args:
        scope: of several brands.
    """
    return pd.concat([_by_step(one, dimension=BRAND) for one in scope.each], ignore_index=True)


def change_by(scope: Scope, dimension: str) -> pd.DataFrame:
    """Each topic's or source's part in the change of net sentiment, worst first; they add up.

    Contributions are -1 .. 1, null where either period has no scored mention. Empty without a
    compared period.
    """
    if scope.before is None:
        return pd.DataFrame(columns=[dimension, "contribution", "scored_count"])
    what = f"group_value as {dimension}, contribution, scored_count"
    order = "contribution, group_value"
    rows = within(scope, "sentiment_change_by_group", what=what, order=order, dimension=dimension)
    return rows[rows["contribution"].notna()]


def headline_cases(scope: Scope) -> pd.DataFrame:
    """The change of net sentiment counted in five ways, the published one first.

    Columns of the metric; change and reach are -2 .. 2. Needs a compared period.
    """
    rows = within(scope, "headline_cases", order="case_name")
    return rows[rows["figure"] == "net"].set_index("case_name").reindex(CASES).reset_index()


def loudest_post(scope: Scope, voice: int) -> pd.DataFrame:
    """post_id and text of the post that a voice began with; empty where it is in neither period."""
    return within(scope, "loudest_post", voice=voice)


def terms(scope: Scope, polarity: str) -> pd.DataFrame:
    """What mentions of one sentiment say more often than the others, the surest first."""
    return within(scope, "driving_terms", polarity=polarity)


def complaints_by_hour_of_week(scope: Scope) -> pd.DataFrame:
    """Complaints by hour of the week; 0 is Monday 00:00 in the brand's time zone."""
    what = "hour_of_week, complaint_count as row_count"
    return within(scope, "complaints_by_hour_of_week", what=what, order="hour_of_week")


def scorers(scope: Scope) -> pd.DataFrame:
    """Scorer and version of the period's mentions, the most first; null: nobody scored them."""
    return within(scope, "mentions_by_scorer", order="mention_count desc")


def models(version: str) -> pd.DataFrame:
    """Models learned from what people said, the newest first; times are UTC."""
    return ask(version, "learned_models", order="number desc", task="polarity")


def _by_step(scope: Scope, **named: Any) -> pd.DataFrame:
    step = "day" if scope.span.day_count <= DAILY_DAYS else "week"
    return _over_time(scope, scope.span, step=step, **named)


def _over_time(scope: Scope, span: Span, **named: Any) -> pd.DataFrame:
    return within(scope, "sentiment_by_group", span, order="group_value, local_date", **named)
