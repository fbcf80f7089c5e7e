"""Rows for the Sentiment page, one function per question."""

from functools import partial

import pandas as pd

from dashboard.ui.query import ask, within
from dashboard.ui.scope import Scope

DAILY_DAYS = 40
BRAND, SOURCE = "brand", "source"


def by_group(scope: Scope, dimension: str) -> pd.DataFrame:
    """Net sentiment of each brand or source, per day, of each week in a long period.

    Columns group_value, group_name, local_date (the first of its step), counts, and net_sentiment,
    net_low, net_high in -1 .. 1, null where nothing is scored; oldest first within a group.

    Args:
        scope: brand, period and filters; by brand every tracked brand is a group.
        dimension: brand or source.
    """
    step = "day" if scope.span.day_count <= DAILY_DAYS else "week"
    key = None if dimension == BRAND else scope.brand.key
    span, words = scope.span, scope.words or None
    narrowed = (key, span.since, span.until, scope.source, words, step)
    return ask(scope.version, "sentiment_by_group", *narrowed)


def change_by(scope: Scope, dimension: str) -> pd.DataFrame:
    """Each topic's or source's part in the change of net sentiment, worst first; they add up.

    Contributions are -1 .. 1, null where either period has no scored mention. Empty without a
    compared period.
    """
    if scope.before is None:
        return pd.DataFrame(columns=[dimension, "contribution", "scored_count"])
    question = f"sentiment_change_by_{dimension}"
    rows = within(scope, question, scope.span, scope.before.since, scope.before.until)
    return rows[rows["contribution"].notna()]


def terms(scope: Scope, polarity: str) -> pd.DataFrame:
    """What mentions of one sentiment say more often than the others, the surest first."""
    span = scope.span
    asked = partial(ask, scope.version, "sentiment_terms")
    return asked(scope.brand.key, span.since, span.until, scope.source, polarity)


def scorers(scope: Scope) -> pd.DataFrame:
    """Scorer and version of the period's mentions, the most first; null: nobody scored them."""
    return within(scope, "scorers", scope.span)


def models(version: str) -> pd.DataFrame:
    """Models learned from what people said, the newest first; times are UTC."""
    return ask(version, "models")
