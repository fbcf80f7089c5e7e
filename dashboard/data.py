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

from dashboard import queries
from dashboard.facets import FACETS, is_timeless
from dashboard.periods import Span
from dashboard.scope import Scope
from sql.reader import Reader

KEPT_ANSWERS = 500
PAGE_SIZE = 25
EXPORT_LIMIT = 50_000


@st.cache_resource(max_entries=4, show_spinner=False)
def _reader(folder: str) -> Reader:
    return Reader(Path(folder))


def _here() -> Reader:
    return _reader(str(Path(os.environ.get("EARSHOT_DATA", "data")).resolve()))


@st.cache_data(max_entries=KEPT_ANSWERS, show_spinner=False)
def _kept(folder: str, version: str, sql: str, params: tuple[Any, ...]) -> pd.DataFrame:
    """One answer; folder and version are only part of its name."""
    del folder, version
    return _here().query(sql, list(params))


def _rows(version: str, sql: str, *params: object) -> pd.DataFrame:
    return _kept(os.environ.get("EARSHOT_DATA", "data"), version, sql, params)


def _within(scope: Scope, sql: str, span: Span, *more: object) -> pd.DataFrame:
    """Rows over the scope's mentions in a span: $1 brand, $2 since, $3 until, $4 source, $5 text."""
    base = (scope.brand.key, span.since, span.until, scope.source, scope.words or None)
    return _rows(scope.version, sql, *base, *more)


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


def brands(version: str) -> pd.DataFrame:
    """Brands, own first and those with mentions before those without.

    Times are UTC, null for a brand without a mention.
    """
    return _rows(version, queries.BRANDS)


def sources(version: str, brand: str) -> list[str]:
    """Names of the sources in which the brand was mentioned, by name."""
    return list(_rows(version, queries.SOURCES, brand)["source"])


def period_summary(scope: Scope, span: Span) -> pd.Series:
    """Counts, shares and net sentiment of inbound mentions with 95 % intervals; one row.

    Shares are 0 .. 1 and null over nothing; net sentiment is -1 .. 1.
    """
    return _within(scope, queries.PERIOD_SUMMARY, span).iloc[0]


def period_change(scope: Scope, before: Span) -> pd.Series:
    """Change of net sentiment and complaint share against another span, with 95 % intervals."""
    return _within(scope, queries.PERIOD_CHANGE, scope.span, before.since, before.until).iloc[0]


def sentiment_by_day(scope: Scope, since: datetime) -> pd.DataFrame:
    """Inbound mentions per local day from `since` (UTC) on, oldest first; days without are absent."""
    return _within(scope, queries.SENTIMENT_BY_DAY, _from(scope, since))


def sentiment_change_by_source(scope: Scope, before: Span) -> pd.DataFrame:
    """Each source's part in the change of net sentiment, worst first; the parts add up to it."""
    return _within(scope, queries.CHANGE_BY_SOURCE, scope.span, before.since, before.until)


def mentions_by_hour_of_week(scope: Scope) -> pd.DataFrame:
    """Complaints by hour of the week; 0 is Monday 00:00 in the brand's time zone."""
    return _within(scope, queries.COMPLAINTS_BY_HOUR, scope.span, scope.brand.zone.key)


def most_shared(scope: Scope) -> pd.DataFrame:
    """The ten inbound mentions with the most shares, the most first."""
    return _within(scope, queries.MOST_SHARED, scope.span)


def response_summary(scope: Scope, span: Span) -> pd.Series:
    """Response times of the turns that began in a span; seconds, null where not reached.

    The text filter does not reach here: the macro knows brand, time and source.
    """
    return _rows(scope.version, queries.RESPONSE_SUMMARY, *_when(scope, span)).iloc[0]


def response_curve(scope: Scope) -> pd.DataFrame:
    """Share answered by seconds waited, from the shortest wait on; the text filter does not apply."""
    return _rows(scope.version, queries.RESPONSE_CURVE, *_when(scope, scope.span))


def targets_by_source(scope: Scope) -> pd.DataFrame:
    """Met, missed and pending turns per source, the source with the most turns first."""
    return _within(scope, queries.TARGETS_BY_SOURCE, scope.span)


def targets_by_week(scope: Scope) -> pd.DataFrame:
    """Met, missed and pending turns per week that begins on a Monday, oldest first."""
    return _within(scope, queries.TARGETS_BY_WEEK, scope.span)


def turns_by_hour_of_week(scope: Scope) -> pd.DataFrame:
    """Turns by the hour of the week in which they began; 0 is Monday 00:00 local."""
    return _within(scope, queries.TURNS_BY_HOUR, scope.span)


def unanswered(scope: Scope) -> pd.DataFrame:
    """Who waits now, whenever it began, the most urgent first; at most 200."""
    return _rows(scope.version, queries.UNANSWERED, *_whose(scope))


def unanswered_summary(scope: Scope) -> pd.Series:
    """How many wait now, how many of them are past their target, and the longest wait in seconds."""
    return _rows(scope.version, queries.UNANSWERED_SUMMARY, *_whose(scope)).iloc[0]


def unanswered_bands(scope: Scope) -> pd.DataFrame:
    """How many wait, by how long, the shortest first."""
    return _rows(scope.version, queries.UNANSWERED_BANDS, *_whose(scope))


def mentions(scope: Scope, chosen: Mapping[str, str], page: int) -> pd.DataFrame:
    """One page of mentions, the newest first; pages count from 1."""
    return _narrowed(scope, queries.MENTIONS, chosen, PAGE_SIZE, (page - 1) * PAGE_SIZE)


def mention_count(scope: Scope, chosen: Mapping[str, str]) -> int:
    """How many mentions the same question has in all."""
    return int(_narrowed(scope, queries.MENTION_COUNT, chosen).iloc[0]["mention_count"])


def mentions_to_export(scope: Scope, chosen: Mapping[str, str]) -> pd.DataFrame:
    """The mentions of a question, the newest first, at most EXPORT_LIMIT of them."""
    return _narrowed(scope, queries.MENTIONS, chosen, EXPORT_LIMIT, 0)


def freshness_by_source(version: str) -> pd.DataFrame:
    """One row per source, the one known for the shortest time first; times are UTC."""
    return _rows(version, queries.FRESHNESS)


def rejected_by_reason(version: str) -> pd.DataFrame:
    """How many payloads were refused by source and reason, the most first."""
    return _rows(version, queries.REJECTED_BY_REASON)


def rejected(version: str) -> pd.DataFrame:
    """The newest hundred refused payloads."""
    return _rows(version, queries.REJECTED)


def scoring_by_language(scope: Scope) -> pd.DataFrame:
    """Mentions per language and how many of them are scored, the most first."""
    return _within(scope, queries.SCORING_BY_LANGUAGE, scope.span)


def _from(scope: Scope, since: datetime) -> Span:
    return Span(since, scope.span.until, scope.span.first, scope.span.last)


def _when(scope: Scope, span: Span) -> tuple[str, datetime, datetime, str | None]:
    return scope.brand.key, span.since, span.until, scope.source


def _whose(scope: Scope) -> tuple[str, str | None, str | None]:
    return scope.brand.key, scope.source, scope.words or None


def _narrowed(scope: Scope, sql: str, chosen: Mapping[str, str], *page: int) -> pd.DataFrame:
    """Rows of a query with facets: the conditions are ours, values from a URL are bound."""
    conditions = [
        "and " + FACETS[key].condition.replace("?", f"${number}")
        for number, key in enumerate(chosen, start=6)
    ]
    span = _from(scope, scope.brand.earliest) if is_timeless(chosen) else scope.span
    sql = sql.replace("/*facets*/", "\n".join(conditions))
    if page:
        sql += f"\nlimit ${6 + len(chosen)} offset ${7 + len(chosen)}"
    return _within(scope, sql, span, *chosen.values(), *page)
