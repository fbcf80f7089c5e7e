"""Rows about the data itself, one function per question."""

import pandas as pd

from dashboard.ui.query import ask, folder, within
from dashboard.ui.scope import Scope
from sql.past import is_past
from sql.progress import brought_up


def freshness_by_source(version: str) -> pd.DataFrame:
    """One row per source, the one known for the shortest time first; times are UTC."""
    return ask(version, "freshness_by_source", order="observed_until nulls first, source")


def freshness_now(version: str) -> pd.DataFrame:
    """The same, up to passes that brought nothing and so published no version."""
    rows = freshness_by_source(version)
    return rows if is_past(version) else brought_up(rows, folder())


def newest_gaps(version: str) -> pd.DataFrame:
    """The newest twenty spans in which a source was not watched; times are UTC."""
    return ask(version, "newest_gaps", row_limit=20)


def names_told_wrong(scope: Scope) -> pd.DataFrame:
    """Names of the brand with posts of the period that are not about it, the most wrong first."""
    return within(scope, "names_told_wrong", order="wrong_count desc, name")


def rejected_by_reason(version: str) -> pd.DataFrame:
    """How many payloads were refused by source and reason, the most first."""
    order = "reject_count desc, source, reason"
    return ask(version, "rejected_by_reason", order=order)


def rejected(version: str) -> pd.DataFrame:
    """The newest hundred refused payloads."""
    order = "seen_at desc, reject_id"
    return ask(version, "rejected", order=order, row_limit=100, rows_before=0)


def scoring_by_language(scope: Scope) -> pd.DataFrame:
    """Mentions per language and how many of them are scored, the most first."""
    return within(scope, "scoring_by_language", order="mention_count desc, lang")
