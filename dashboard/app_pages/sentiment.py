"""How is the brand spoken of, what moved it, and can the scores be trusted?"""

import streamlit as st

from dashboard import cards, data, mood_cards, scorer_cards, sentiment_cards, states
from dashboard.scope import current


def page() -> None:
    """Draw the page."""
    scope = current()
    summary = data.period_summary(scope, scope.span)
    if not summary["mention_count"]:
        states.nothing_matches(scope)
        return
    change = data.period_change(scope, scope.before) if scope.before else None
    cards.conclusion(mood_cards.conclusion(scope, summary, change))
    days = sentiment_cards.whole_days(scope)
    with st.grid(4, min_column_width=200, gap="small"):
        sentiment_cards.net_sentiment(summary, change, days)
        mood_cards.negative(scope)
        sentiment_cards.complaints(summary, change, days)
        mood_cards.unscored(summary)
    wide, narrow = st.columns([3, 2], gap="small")
    with wide:
        sentiment_cards.trend(scope)
    with narrow:
        mood_cards.moved(scope)
    mood_cards.drivers(scope)
    mood_cards.groups(scope)
    scorer_cards.card(scope)
    scorer_cards.queue(scope)


if __name__ == "__main__":
    page()
