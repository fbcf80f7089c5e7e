"""The row of figures that opens the Overview."""

import pandas as pd
import streamlit as st

from dashboard import health_cards, reply_cards, sentiment_cards
from dashboard.scope import Scope


def figures(scope: Scope, summary: pd.Series, change: pd.Series | None, waiting: pd.Series) -> None:
    """Health first, then what people say, then whether they are answered.

    Args:
        scope: what the page is about.
        summary: data.period_summary.
        change: data.period_change; None where nothing is compared.
        waiting: data.unanswered_summary.
    """
    days = sentiment_cards.whole_days(scope)
    with st.grid(6, min_column_width=165, gap="small"):
        health_cards.figure(scope)
        sentiment_cards.net_sentiment(summary, change, days)
        sentiment_cards.mentions(summary, change, days)
        sentiment_cards.complaints(summary, change, days)
        reply_cards.median(scope)
        reply_cards.waiting(waiting)
