"""Rows of the Mentions page and of what people checked there, one function per question."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from dashboard.mentions.facets import FACETS, is_timeless
from dashboard.ui.query import EXPORT_LIMIT, within
from dashboard.ui.scope import Scope

PAGE_SIZE = 25


def mentions(scope: Scope, chosen: Mapping[str, str], page: int) -> pd.DataFrame:
    """One page of mentions, the newest first; pages count from 1."""
    return _narrowed(scope, "mentions", chosen, page_size=PAGE_SIZE, skipped=(page - 1) * PAGE_SIZE)


def mention_count(scope: Scope, chosen: Mapping[str, str]) -> int:
    """How many mentions the same question has in all."""
    return int(_narrowed(scope, "mention_count", chosen).iloc[0]["mention_count"])


def mentions_to_export(scope: Scope, chosen: Mapping[str, str]) -> pd.DataFrame:
    """The mentions of a question, the newest first, at most EXPORT_LIMIT of them."""
    return _narrowed(scope, "mentions", chosen, page_size=EXPORT_LIMIT, skipped=0)


def measured_accuracy(scope: Scope) -> pd.Series | None:
    """How often the scorer is right about the brand; None while nothing is checked."""
    rows = within(scope, "measured_accuracy")
    return None if rows.empty else rows.iloc[0]


def negative_share(scope: Scope) -> pd.Series:
    """The period's negative share, counted and corrected; one row, null where unknown."""
    return within(scope, "negative_share").iloc[0]


def review_queue(scope: Scope) -> pd.DataFrame:
    """Posts of the period for people to check, block by block; source and text are ignored."""
    return within(scope, "review_queue")


def topics(scope: Scope) -> list[str]:
    """Topics that the brand's mentions have, the most frequent first."""
    return list(within(scope, "topics")["topic"])


def taken_in(scope: Scope) -> frozenset[str]:
    """Ids of what people said about the brand that the figures already know."""
    return frozenset(within(scope, "taken_in")["action_id"])


def _narrowed(scope: Scope, name: str, chosen: Mapping[str, str], **page: int) -> pd.DataFrame:
    """Rows of a question with facets: the conditions are ours, values from a URL are bound."""
    conditions = "\n".join("and " + FACETS[key].condition.replace("?", f"${key}") for key in chosen)
    span = scope.span
    if is_timeless(chosen) and scope.brand.earliest:
        span = replace(span, since=scope.brand.earliest)
    return within(scope, name, span, conditions=conditions, **page, **chosen)
