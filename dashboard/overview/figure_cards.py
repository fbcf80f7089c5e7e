"""The row of figures that opens the Overview."""

import pandas as pd
import streamlit as st

from dashboard.overview import health_cards
from dashboard.response import answer_cards
from dashboard.sentiment import trend_cards
from dashboard.ui.scope import Scope


def figures(
    scope: Scope,
    summary: pd.Series,
    change: pd.Series | None,
    waiting: pd.Series,
    *,
    is_calm: bool,
) -> None:
    """Health first, then what people say, then whether they are answered.

    Args:
        scope: what the page is about.
        summary: data.period_summary.
        change: data.period_change; None where nothing is compared.
        waiting: data.unanswered_summary.
        is_calm: no spike runs; while one does nothing is called better, whatever the period was.
    """
    days = trend_cards.whole_days(scope)
    with st.grid(6, min_column_width=165, gap="small"):
        health_cards.figure(scope)
        trend_cards.net_sentiment(summary, change, days, is_calm=is_calm)
        trend_cards.mentions(summary, change, days)
        trend_cards.complaints(summary, change, days, is_calm=is_calm)
        answer_cards.within_target(scope)
        answer_cards.waiting(scope, waiting)
