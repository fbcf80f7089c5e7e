"""Rows about growing posts, one function per question."""

import pandas as pd

from dashboard.ui.query import ask, within
from dashboard.ui.scope import Scope


def live_risk(version: str, brand: str) -> pd.DataFrame:
    """Posts that still grow, the most harm to come first, at most a hundred; times are UTC."""
    return ask(version, "growing_posts", brand=brand)


def live_summary(version: str, brand: str) -> pd.Series:
    """How many still grow, how many are at the alert level, how many of them wait."""
    return ask(version, "live_risk_summary", brand=brand).iloc[0]


def growth_of_post(version: str, brand: str, post_id: str) -> pd.DataFrame:
    """Snapshots of one post, oldest first; null where nothing was projected."""
    named = {"brand": brand, "post_id": post_id}
    return ask(version, "viral_risk_by_snapshot", order="observed_at", **named)


def reactions(version: str, brand: str, post_id: str) -> pd.DataFrame:
    """What others said to one post and what the brand answered, the largest first; UTC."""
    order = "estimated_audience desc nulls last, share_count desc nulls last, created_at, post_id"
    return ask(version, "post_reactions", order=order, brand=brand, post_id=post_id)


def reaction_tone(version: str, brand: str, post_id: str) -> pd.DataFrame:
    """How the reactions to one post sound, from the first to the last; none for fewer than 8."""
    return ask(version, "reaction_tone", order="stretch", brand=brand, post_id=post_id)


def early_warning(scope: Scope) -> pd.DataFrame:
    """Posts of the period that passed the alert level, the most shared first, at most 25."""
    return within(scope, "warned_posts")


def post_timeline(scope: Scope, post_id: str) -> pd.DataFrame:
    """Steps of one post in order of time, UTC; null for what has not happened."""
    return within(scope, "post_timeline", order="happened_at nulls last, step", post_id=post_id)
