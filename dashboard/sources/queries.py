"""Rows about what was loaded, one function per question."""

import pandas as pd

from dashboard.ui.query import ask, names_in


def loads(version: str) -> pd.DataFrame:
    """The newest thirty loads that can be taken back; times are UTC."""
    return ask(version, "newest_loads", row_limit=30)


def kept_maps() -> list[str]:
    """Names under which mappings of files are kept."""
    return names_in("maps")
