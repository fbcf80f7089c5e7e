"""Rows about what was loaded, one function per question."""

import pandas as pd

from dashboard.ui.query import ask


def loads(version: str) -> pd.DataFrame:
    """The newest thirty files that were loaded; times are UTC."""
    return ask(version, "newest_loads", row_limit=30)
