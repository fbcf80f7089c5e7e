"""Rows of the page about one author, who is named as source:author_id; whatever the period."""

import pandas as pd

from dashboard.ui.query import within
from dashboard.ui.scope import Scope


def summary(scope: Scope, author: str) -> pd.Series:
    """One author in figures; all counts zero where there is nobody, or filters leave nothing."""
    return within(scope, "author_summary", author=author).iloc[0]


def tone(scope: Scope, author: str) -> pd.Series:
    """The newer half of what they say against the older."""
    return within(scope, "author_tone", author=author).iloc[0]


def posts(scope: Scope, author: str, limit: int) -> pd.DataFrame:
    """Their newest posts, oldest first; times are UTC, null is unknown."""
    rows = within(scope, "author_posts", author=author, row_limit=limit)
    return rows.iloc[::-1].reset_index(drop=True)


def answers(scope: Scope, author: str) -> pd.DataFrame:
    """The brand's answers to them, oldest first: post_id, conversation_id, answered_at in UTC."""
    what = "answer_post_id as post_id, conversation_id, answered_at"
    rows = within(scope, "author_turns", author=author, what=what, order="answered_at, post_id")
    return rows.dropna().drop_duplicates("post_id")


def requests(scope: Scope, author: str, limit: int) -> pd.DataFrame:
    """Their turns, those that wait first, complaints before others, then the newest."""
    return within(scope, "author_requests", author=author, row_limit=limit)


def reactions(scope: Scope, author: str, limit: int) -> pd.DataFrame:
    """What others wrote because of them, those that reached most people first."""
    return within(scope, "author_reactions", author=author, row_limit=limit)


def chains(scope: Scope, author: str) -> pd.DataFrame:
    """Their complaints that went wider, those that reached most people first."""
    order = "later_audience desc nulls last, later_shares desc, turn_id"
    return within(scope, "author_chains", author=author, order=order)
