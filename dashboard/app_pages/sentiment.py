"""How is the brand spoken of, what moved it, and can the scores be trusted?"""

import streamlit as st

from dashboard.mentions import scorer_cards
from dashboard.sentiment import driver_cards, headline_card, together_cards, trend_cards
from dashboard.sentiment.queries import period_change, period_summary
from dashboard.spikes.queries import spikes
from dashboard.ui import cards, findings, states
from dashboard.ui.scope import current


def page() -> None:
    """Draw the page."""
    scope = current()
    if scope.beside:
        together_cards.draw(scope)
        return
    summary = period_summary(scope, scope.span)
    if not summary["mention_count"]:
        states.nothing_matches(scope)
        return
    change = period_change(scope, scope.before) if scope.before else None
    is_calm = findings.running(spikes(scope)).empty
    cards.conclusion(driver_cards.conclusion(scope, summary, change, is_calm=is_calm))
    days = trend_cards.whole_days(scope)
    with st.grid(4, min_column_width=200, gap="small"):
        trend_cards.net_sentiment(summary, change, days, is_calm=is_calm)
        driver_cards.negative(scope)
        trend_cards.complaints(summary, change, days, is_calm=is_calm)
        driver_cards.unscored(summary)
    wide, narrow = st.columns([3, 2], gap="small")
    with wide:
        trend_cards.trend(scope)
    with narrow:
        driver_cards.moved(scope)
    headline_card.card(scope)
    driver_cards.drivers(scope)
    driver_cards.groups(scope)
    scorer_cards.card(scope)
    scorer_cards.queue(scope)


if __name__ == "__main__":
    page()
