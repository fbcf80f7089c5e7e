"""The one door to the published warehouse: what every page asks, and what is asked by name.

A page's own rows are in the `queries.py` of its room; each of them comes through `ask`. Every
answer is kept under the name of the published version that it was read from, so a new version
shows at once and nothing has to expire.
"""

import os
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.ui.periods import Span
from dashboard.ui.questions import parameters, question
from dashboard.ui.scope import Scope
from sql.reader import Reader

KEPT_ANSWERS = 500
EXPORT_LIMIT = 50_000


@st.cache_resource(max_entries=4, show_spinner=False)
def _reader(folder: str) -> Reader:
    return Reader(Path(folder))


def _here() -> Reader:
    return _reader(str(Path(os.environ.get("EARSHOT_DATA", "data")).resolve()))


@st.cache_data(max_entries=KEPT_ANSWERS, show_spinner=False)
def _kept(folder: str, version: str, sql: str, named: dict[str, Any]) -> pd.DataFrame:
    """One answer; folder and version are only part of its name."""
    del folder, version
    return _here().query(sql, named)


def ask(version: str, name: str, *, conditions: str = "", **named: object) -> pd.DataFrame:
    """Rows of a question.

    Args:
        version: the published version that is shown.
        name: stem of the question's file.
        conditions: of facets, our own words; values are named like all others.
        **named: values for the question's parameters; those it has no place for are left out.

    Raises:
        KeyError: no file has that name, or a parameter of it is not given.
    """
    sql = question(name, conditions)
    given = {key: named[key] for key in parameters(sql)}
    return _kept(os.environ.get("EARSHOT_DATA", "data"), version, sql, given)


def within(
    scope: Scope, name: str, span: Span | None = None, *, conditions: str = "", **more: object
) -> pd.DataFrame:
    """Rows of a question about what a page is about.

    Args:
        scope: fills the parameters that `Scope.values` names.
        name: stem of the question's file.
        span: another span than the scope's own.
        conditions: as for `ask`.
        **more: values for the question's own parameters.
    """
    named = scope.values(span) | more
    return ask(scope.version, name, conditions=conditions, **named)


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
    return bool(ask(version, "is_demo").iloc[0]["is_demo"])


def brands(version: str) -> pd.DataFrame:
    """Brands, own first and those with mentions before those without.

    Times are UTC, null for a brand without a mention.
    """
    return ask(version, "brands")


def sources(version: str, brand: str) -> list[str]:
    """Names of the sources in which the brand was mentioned, by name."""
    return list(ask(version, "sources", brand=brand)["source"])
