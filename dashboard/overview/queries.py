"""Rows that only the Overview shows, one function per question."""

import pandas as pd

from dashboard.ui.query import within
from dashboard.ui.scope import Scope

HEALTH_PARTS = ("net_sentiment", "complaint_rate", "answered_in_target", "silence", "viral_risk")


def most_shared(scope: Scope) -> pd.DataFrame:
    """The five inbound mentions with the most shares, the most first."""
    return within(scope, "most_shared")


def health_summary(scope: Scope) -> pd.Series:
    """Brand health of the period's whole days and its change beyond their scatter; one row.

    Health is 0 .. 100; the change and its verdict are null without a compared period. course is a
    list of the days, oldest first.
    """
    return within(scope, "brand_health_moved").iloc[0]


def health_change(scope: Scope) -> pd.DataFrame:
    """What each part did to the change of brand health, worst first; they add up.

    Contributions are -1 .. 1. Empty where either period has no brand health.
    """
    found = health_summary(scope)  # the same question: it is planned once, and kept
    moved = {name: found[f"{name}_moved"] for name in HEALTH_PARTS}
    rows = pd.DataFrame({"part_name": list(moved), "contribution": list(moved.values())})
    rows = rows[rows["contribution"].notna()]
    return rows.sort_values(["contribution", "part_name"], ignore_index=True)


def share_of_voice(scope: Scope) -> pd.DataFrame:
    """Tracked brands over the weeks that the period touches, the most mentioned first; 0 .. 1."""
    return within(scope, "share_of_voice", order="mention_share desc, brand")
