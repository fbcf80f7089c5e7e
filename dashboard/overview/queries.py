"""Rows that only the Overview shows, one function per question."""

import pandas as pd

from dashboard.ui.query import within
from dashboard.ui.scope import Scope


def most_shared(scope: Scope) -> pd.DataFrame:
    """The five inbound mentions with the most shares, the most first."""
    return within(scope, "most_shared")


def health_summary(scope: Scope) -> pd.Series:
    """Brand health of the period's whole days and its change beyond their scatter; one row.

    Health is 0 .. 100; the change and its verdict are null without a compared period. course is a
    list of the days, oldest first.
    """
    return within(scope, "brand_health_summary").iloc[0]


def health_change(scope: Scope) -> pd.DataFrame:
    """What each part did to the change of brand health, worst first; they add up.

    Contributions are -1 .. 1. Empty where either period has no brand health.
    """
    rows = within(scope, "brand_health_change", order="contribution, part_name")
    return rows[rows["contribution"].notna()]


def share_of_voice(scope: Scope) -> pd.DataFrame:
    """Tracked brands over the weeks that the period touches, the most mentioned first; 0 .. 1."""
    return within(scope, "share_of_voice", order="mention_share desc, brand")
