"""What spiked, against what is normal, about what, and is it still spreading?"""

import streamlit as st

from dashboard import cards, risk_data, spike_cards, spike_explorer
from dashboard.scope import current


def page() -> None:
    """Draw the page; `?spike=` opens one spike."""
    scope = current()
    summary = risk_data.episode_summary(scope)
    episodes = risk_data.episodes(scope)
    cards.conclusion(spike_cards.conclusion(scope, summary, episodes))
    spike_cards.figures(summary)
    spike_cards.volume(scope)
    if episodes.empty:
        st.caption("No spike touches this period: nothing to look into.")
        return
    spike_explorer.draw(scope, spike_cards.choose(scope, episodes))


if __name__ == "__main__":
    page()
