"""Is the brand healthy, and is anything about to break?"""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard.overview import figure_cards, health_cards, side_by_side
from dashboard.response import answer_cards
from dashboard.response.queries import addressed, response_change, unanswered_summary
from dashboard.risk import growth_cards
from dashboard.sentiment import trend_cards
from dashboard.sentiment.queries import period_change, period_summary
from dashboard.sentiment.trend_cards import attention, complaint_hours, moved
from dashboard.spikes.queries import spikes
from dashboard.ui import cards, filters, findings, states
from dashboard.ui.scope import current
from dashboard.ui.speech import say


def page() -> None:
    """Draw the page."""
    scope = current()
    if scope.beside:
        side_by_side.draw(scope)
        return
    summary = period_summary(scope, scope.span)
    if not summary["mention_count"]:
        states.nothing_matches(scope)
        return
    change = period_change(scope, scope.before) if scope.before else None
    waiting = unanswered_summary(scope)
    found = spikes(scope)
    said = findings.conclusion(
        summary,
        change,
        addressed(scope),
        response_change(scope),
        waiting,
        found,
        is_answer_known=scope.brand.has_own_posts,
        whole=filters.whole(scope, say("The spike is")),
    )
    growth_cards.fire(scope)
    cards.conclusion(said)
    is_calm = findings.running(found).empty
    figure_cards.figures(scope, summary, change, waiting, is_calm=is_calm)
    _beside([2, 1], partial(trend_cards.trend, scope), partial(attention, scope, waiting))
    _beside([1, 1], partial(health_cards.moved, scope), partial(health_cards.share_of_voice, scope))
    _beside([1, 1], partial(moved, scope), partial(answer_cards.targets_by_source, scope))
    _beside([3, 2], partial(trend_cards.per_day, scope), partial(complaint_hours, scope))
    trend_cards.most_shared(scope)


def _beside(widths: Sequence[int], *cards_of: Callable[[], None]) -> None:
    """Cards side by side; on a narrow screen below each other."""
    for column, draw in zip(st.columns(widths, gap="small"), cards_of, strict=True):
        with column:
            draw()


if __name__ == "__main__":
    page()
