"""The card on people whom many hear, and who complained."""

import pandas as pd
import streamlit as st

from dashboard.replies import queries
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import moment
from wording.safety import plain
from wording.said import mark

SHOWN = 15
_COLUMNS = {
    "Who": st.column_config.TextColumn(width=200),
    "Reached": st.column_config.NumberColumn(format="compact", width=80),
    "Followers": st.column_config.NumberColumn(format="compact", width=80),
    "Complaints": st.column_config.NumberColumn(format="localized", width=90),
    "Waiting": st.column_config.NumberColumn(format="localized", width=80),
    "Answered": st.column_config.NumberColumn(format="localized", width=80),
    "About them": st.column_config.LinkColumn(display_text=mark("Open"), width=90),
}


def card(scope: Scope) -> None:
    """Who complained, those heard by most first."""
    with Card(
        say("Who with an audience is unhappy"),
        say("People who complained in the period, by how many their largest post reached."),
        "loud_authors",
    ):
        rows = queries.loud_authors(scope, SHOWN)
        if rows.empty:
            st.badge(say("Nobody complained"), icon=":material/check_circle:", color="green")
            return
        names = rows["author_handle"].fillna(rows["author_id"])
        cards.table(
            pd.DataFrame(
                {
                    "Who": [plain(name, 60) for name in names],
                    "Reached": rows["largest_audience"],
                    "Followers": rows["author_followers"],
                    "Complaints": rows["complaint_count"],
                    "Waiting": rows["open_count"],
                    "Answered": rows["answered_count"],
                    "Praise": rows["positive_count"],
                    "Source": [plain(name, 40) for name in rows["source"]],
                    "Last": [moment(at, scope.clock) for at in rows["last_at"]],
                    "About them": [
                        links.author_address(scope.brand.key, source, one)
                        for source, one in zip(rows["source"], rows["author_id"], strict=True)
                    ],
                }
            ),
            "loud-authors",
            say("People who complained, those heard by most first."),
            _COLUMNS,
        )
