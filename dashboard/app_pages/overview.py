"""Is the brand healthy, and is anything about to break?"""

import pandas as pd
import streamlit as st

from dashboard import cards, data, findings, reply_cards, sentiment_cards, states
from dashboard.scope import Scope, current


def page() -> None:
    """Draw the page."""
    scope = current()
    summary = data.period_summary(scope, scope.span)
    if not summary["mention_count"]:
        states.nothing_matches(scope)
        return
    change = data.period_change(scope, scope.before) if scope.before else None
    waiting = data.unanswered_summary(scope)
    said = findings.conclusion(
        summary, change, *reply_cards.summaries(scope), waiting, data.spikes(scope)
    )
    cards.conclusion(said)
    _figures(scope, summary, change, waiting)
    wide, narrow = st.columns([2, 1], gap="small")
    with wide:
        sentiment_cards.trend(scope)
    with narrow:
        sentiment_cards.attention(scope, waiting)
    left, right = st.columns(2, gap="small")
    with left:
        sentiment_cards.moved(scope)
    with right:
        reply_cards.targets_by_source(scope)
    wide, narrow = st.columns([3, 2], gap="small")
    with wide:
        sentiment_cards.per_day(scope)
    with narrow:
        sentiment_cards.complaint_hours(scope)
    sentiment_cards.most_shared(scope)


def _figures(
    scope: Scope, summary: pd.Series, change: pd.Series | None, waiting: pd.Series
) -> None:
    days = sentiment_cards.whole_days(scope)
    with st.grid(5, min_column_width=165, gap="small"):
        sentiment_cards.net_sentiment(summary, change, days)
        sentiment_cards.mentions(summary, change, days)
        sentiment_cards.complaints(summary, change, days)
        reply_cards.median(scope)
        reply_cards.waiting(waiting)


if __name__ == "__main__":
    page()
