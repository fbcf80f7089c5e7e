"""Rows about the data itself, one function per question."""

import pandas as pd

from dashboard.ui.query import ask, within
from dashboard.ui.scope import Scope


def freshness_by_source(version: str) -> pd.DataFrame:
    """One row per source, the one known for the shortest time first; times are UTC."""
    return ask(version, "freshness_by_source")


def rejected_by_reason(version: str) -> pd.DataFrame:
    """How many payloads were refused by source and reason, the most first."""
    return ask(version, "rejected_by_reason")


def rejected(version: str) -> pd.DataFrame:
    """The newest hundred refused payloads."""
    return ask(version, "rejected")


def scoring_by_language(scope: Scope) -> pd.DataFrame:
    """Mentions per language and how many of them are scored, the most first."""
    return within(scope, "scoring_by_language")
