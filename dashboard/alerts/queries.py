"""Rows about alerts, one function per question."""

import pandas as pd

from dashboard.ui.query import within
from dashboard.ui.scope import Scope


def alert_replay(scope: Scope, kind: str, level: float) -> pd.Series:
    """What a rule would have alerted to over all history: count, a month, hours before the peak."""
    return within(scope, "alert_replay", kind=kind, level=level).iloc[0]


def alerts(scope: Scope) -> pd.DataFrame:
    """The newest hundred alerts that were given; times are UTC."""
    order = "alerted_at desc, rule_name, subject"
    return within(scope, "given_alerts", order=order, row_limit=100, rows_before=0)
