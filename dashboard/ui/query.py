"""Rows for the pages: one function per view, the only module that queries.

Every answer is kept under the name of the published version that it was read from, so a new
version shows at once and nothing has to expire.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.ui.facets import FACETS, is_timeless
from dashboard.ui.periods import Span
from dashboard.ui.questions import question
from dashboard.ui.scope import Scope
from sql.reader import Reader

KEPT_ANSWERS = 500
PAGE_SIZE = 25
EXPORT_LIMIT = 50_000
FACETS_MARK = "/*facets*/"


@st.cache_resource(max_entries=4, show_spinner=False)
def _reader(folder: str) -> Reader:
    return Reader(Path(folder))


def _here() -> Reader:
    return _reader(str(Path(os.environ.get("EARSHOT_DATA", "data")).resolve()))


@st.cache_data(max_entries=KEPT_ANSWERS, show_spinner=False)
def _kept(
    folder: str, version: str, name: str, conditions: str, params: tuple[Any, ...]
) -> pd.DataFrame:
    """One answer; folder and version are only part of its name."""
    del folder, version
    return _here().query(question(name).replace(FACETS_MARK, conditions), list(params))


def _rows(version: str, name: str, *params: object, conditions: str = "") -> pd.DataFrame:
    return _kept(os.environ.get("EARSHOT_DATA", "data"), version, name, conditions, params)


def within(
    scope: Scope, name: str, span: Span, *more: object, conditions: str = ""
) -> pd.DataFrame:
    """Rows over mentions: $1 brand, $2 since, $3 until, $4 source, $5 text, and what follows."""
    base = (scope.brand.key, span.since, span.until, scope.source, scope.words or None)
    return _rows(scope.version, name, *base, *more, conditions=conditions)


def over_turns(scope: Scope, name: str, span: Span, *more: object) -> pd.DataFrame:
    """Rows over turns that began in a span: $1 brand, $2 since, $3 until, $4 source, and more."""
    return _rows(scope.version, name, *_when(scope, span), *more)


def ask(version: str, name: str, *params: object) -> pd.DataFrame:
    """Rows of a question, for the modules that have a function per view of their own."""
    return _rows(version, name, *params)


def version() -> str:
    """Name of the published version that the next query reads.

    Raises:
        WarehouseEmpty: nothing has been published.
        WarehouseDamaged: no version can be read.
    """
    return _here().version


def problem() -> str | None:
    """Why an older version is shown than the newest one; None when all is well."""
    return _here().problem


def is_demo(version: str) -> bool:
    """Whether all that is held is the invented sample story."""
    return bool(_rows(version, "is_demo").iloc[0]["is_demo"])


def brands(version: str) -> pd.DataFrame:
    """Brands, own first and those with mentions before those without.

    Times are UTC, null for a brand without a mention.
    """
    return _rows(version, "brands")


def sources(version: str, brand: str) -> list[str]:
    """Names of the sources in which the brand was mentioned, by name."""
    return list(_rows(version, "sources", brand)["source"])


def period_summary(scope: Scope, span: Span) -> pd.Series:
    """Counts, shares and net sentiment of inbound mentions with 95 % intervals; one row.

    Shares are 0 .. 1 and null over nothing; net sentiment is -1 .. 1.
    """
    return within(scope, "period_summary", span).iloc[0]


def period_change(scope: Scope, before: Span) -> pd.Series:
    """Change of net sentiment and complaint share against another span, with 95 % intervals."""
    return within(scope, "period_change", scope.span, before.since, before.until).iloc[0]


def sentiment_by_day(scope: Scope, since: datetime) -> pd.DataFrame:
    """Inbound mentions per local day from `since` (UTC) on, oldest first; empty days are absent."""
    return within(scope, "sentiment_by_day", _from(scope, since))


def sentiment_change_by_source(scope: Scope, before: Span) -> pd.DataFrame:
    """Each source's part in the change of net sentiment, worst first; the parts add up."""
    return within(scope, "sentiment_change_by_source", scope.span, before.since, before.until)


def complaints_by_hour_of_week(scope: Scope) -> pd.DataFrame:
    """Complaints by hour of the week; 0 is Monday 00:00 in the brand's time zone."""
    return within(scope, "complaints_by_hour_of_week", scope.span, scope.brand.zone.key)


def spikes(scope: Scope) -> pd.DataFrame:
    """Episodes of the brand that began in the period, the most severe first; all sources."""
    return _rows(scope.version, "spikes", *_when(scope, scope.span)[:3])


def most_shared(scope: Scope) -> pd.DataFrame:
    """The ten inbound mentions with the most shares, the most first."""
    return within(scope, "most_shared", scope.span)


def response_summary(scope: Scope, span: Span, clock: str = "calendar") -> pd.Series:
    """Response times of the turns that began in a span; seconds, null where not reached.

    Args:
        scope: brand and source; the text filter does not reach what is asked of turns.
        span: when the turns began.
        clock: calendar or business, for every wait of the row.
    """
    return over_turns(scope, "response_summary", span, clock).iloc[0]


def response_curve(scope: Scope, clock: str = "calendar") -> pd.DataFrame:
    """Share answered by seconds waited, the shortest first; clock is calendar or business."""
    return over_turns(scope, "response_curve", scope.span, clock)


def target(scope: Scope) -> pd.Series:
    """The brand's target_seconds, its target_clock, and is_always_open."""
    return _rows(scope.version, "target", scope.brand.key).iloc[0]


def targets_by_source(scope: Scope) -> pd.DataFrame:
    """Met, missed and pending turns per source, the source with the most turns first."""
    return within(scope, "targets_by_source", scope.span)


def unanswered(scope: Scope, *, never: bool) -> pd.DataFrame:
    """Who waits now, the most urgent first, at most 200; or who was never answered."""
    return _rows(scope.version, "unanswered", *_whose(scope), never)


def loudest_silence(scope: Scope) -> pd.Series | None:
    """The waiting complaint with the most audience-hours; None when no complaint waits."""
    rows = _rows(scope.version, "loudest_silence", *_whose(scope))
    return None if rows.empty else rows.iloc[0]


def unanswered_summary(scope: Scope) -> pd.Series:
    """How many wait now and how many of them past the target; how many were never answered."""
    return _rows(scope.version, "unanswered_summary", *_whose(scope)).iloc[0]


def unanswered_bands(scope: Scope) -> pd.DataFrame:
    """How many wait, by how long, the shortest first."""
    return _rows(scope.version, "unanswered_bands", *_whose(scope))


def mentions(scope: Scope, chosen: Mapping[str, str], page: int) -> pd.DataFrame:
    """One page of mentions, the newest first; pages count from 1."""
    return _narrowed(scope, "mentions", chosen, PAGE_SIZE, (page - 1) * PAGE_SIZE)


def mention_count(scope: Scope, chosen: Mapping[str, str]) -> int:
    """How many mentions the same question has in all."""
    return int(_narrowed(scope, "mention_count", chosen).iloc[0]["mention_count"])


def mentions_to_export(scope: Scope, chosen: Mapping[str, str]) -> pd.DataFrame:
    """The mentions of a question, the newest first, at most EXPORT_LIMIT of them."""
    return _narrowed(scope, "mentions", chosen, EXPORT_LIMIT, 0)


def measured_accuracy(scope: Scope) -> pd.Series | None:
    """How often the scorer is right about the brand; None while nothing is checked."""
    rows = _rows(scope.version, "measured_accuracy", scope.brand.key)
    return None if rows.empty else rows.iloc[0]


def negative_share(scope: Scope) -> pd.Series:
    """The period's negative share, counted and corrected; one row, null where unknown."""
    return within(scope, "negative_share", scope.span).iloc[0]


def review_queue(scope: Scope) -> pd.DataFrame:
    """Posts of the period for people to check, block by block; source and text are ignored."""
    return _rows(scope.version, "review_queue", *_when(scope, scope.span)[:3])


def topics(scope: Scope) -> list[str]:
    """Topics that the brand's mentions have, the most frequent first."""
    return list(_rows(scope.version, "topics", scope.brand.key)["topic"])


def taken_in(scope: Scope) -> frozenset[str]:
    """Ids of what people said about the brand that the figures already know."""
    return frozenset(_rows(scope.version, "taken_in", scope.brand.key)["action_id"])


def freshness_by_source(version: str) -> pd.DataFrame:
    """One row per source, the one known for the shortest time first; times are UTC."""
    return _rows(version, "freshness_by_source")


def rejected_by_reason(version: str) -> pd.DataFrame:
    """How many payloads were refused by source and reason, the most first."""
    return _rows(version, "rejected_by_reason")


def rejected(version: str) -> pd.DataFrame:
    """The newest hundred refused payloads."""
    return _rows(version, "rejected")


def scoring_by_language(scope: Scope) -> pd.DataFrame:
    """Mentions per language and how many of them are scored, the most first."""
    return within(scope, "scoring_by_language", scope.span)


def _from(scope: Scope, since: datetime) -> Span:
    return Span(since, scope.span.until, scope.span.first, scope.span.last)


def _when(scope: Scope, span: Span) -> tuple[str, datetime, datetime, str | None]:
    return scope.brand.key, span.since, span.until, scope.source


def _whose(scope: Scope) -> tuple[str, str | None, str | None]:
    return scope.brand.key, scope.source, scope.words or None


def _narrowed(scope: Scope, name: str, chosen: Mapping[str, str], *page: int) -> pd.DataFrame:
    """Rows of a question with facets: the conditions are ours, values from a URL are bound."""
    conditions = "\n".join(
        "and " + FACETS[key].condition.replace("?", f"${number}")
        for number, key in enumerate(chosen, start=6 + len(page))
    )
    span = scope.span
    if is_timeless(chosen) and scope.brand.earliest:
        span = _from(scope, scope.brand.earliest)
    return within(scope, name, span, *page, *chosen.values(), conditions=conditions)
