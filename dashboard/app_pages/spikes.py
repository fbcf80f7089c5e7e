"""What spiked, against what is normal, about what, and is it still spreading?"""

import streamlit as st

from dashboard.spikes import explorer, issue_cards, queries, spike_cards, together_cards
from dashboard.ui import cards
from dashboard.ui.scope import current
from dashboard.ui.speech import say


def page() -> None:
    """Draw the page; `?spike=` opens one spike."""
    scope = current()
    if scope.beside:
        together_cards.draw(scope)
        return
    summary = queries.episode_summary(scope)
    episodes = queries.episodes(scope)
    cards.conclusion(spike_cards.conclusion(scope, summary, episodes))
    spike_cards.figures(summary, episodes)
    spike_cards.volume(scope)
    if episodes.empty:
        st.caption(say("No spike touches this period: nothing to look into."))
    else:
        explorer.draw(scope, spike_cards.choose(scope, episodes))
    issue_cards.draw(scope)


if __name__ == "__main__":
    page()
