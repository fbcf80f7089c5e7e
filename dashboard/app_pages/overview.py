"""Is the brand healthy, and is anything about to break?"""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard import (
    cards,
    data,
    findings,
    health_cards,
    overview_cards,
    reply_cards,
    risk_cards,
    sentiment_cards,
    states,
)
from dashboard.scope import current
from dashboard.sentiment_cards import attention, complaint_hours, moved


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
    risk_cards.fire(scope)
    cards.conclusion(said)
    overview_cards.figures(scope, summary, change, waiting)
    _beside([2, 1], partial(sentiment_cards.trend, scope), partial(attention, scope, waiting))
    _beside([1, 1], partial(health_cards.moved, scope), partial(health_cards.share_of_voice, scope))
    _beside([1, 1], partial(moved, scope), partial(reply_cards.targets_by_source, scope))
    _beside([3, 2], partial(sentiment_cards.per_day, scope), partial(complaint_hours, scope))
    sentiment_cards.most_shared(scope)


def _beside(widths: Sequence[int], *cards_of: Callable[[], None]) -> None:
    """Cards side by side; on a narrow screen below each other."""
    for column, draw in zip(st.columns(widths, gap="small"), cards_of, strict=True):
        with column:
            draw()


if __name__ == "__main__":
    page()
