"""Names of the brand that find what is not about it, as far as people said so."""

import pandas as pd
import streamlit as st

from dashboard.data_health import queries
from dashboard.ui import cards
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import count, percent
from wording.safety import esc, plain


def wrong(scope: Scope) -> None:
    """Which names found how many posts that people said are not about the brand."""
    with Card(
        say("Names that find something else"),
        say("Posts of the period that people said are not about the brand, by the name in them."),
        "names_told_wrong",
    ):
        rows = queries.names_told_wrong(scope)
        if rows.empty:
            st.caption(say("Nobody said of a post of this period that it is not about the brand."))
            return
        many = rows[rows["is_many"].astype(bool)]
        if not many.empty:
            st.warning(
                say(
                    "{names}: at least one in twenty of the posts with it is not about the brand. "
                    "A narrower name, or more words beside it, would find fewer of them.",
                    names=", ".join(f"“{esc(name, 40)}”" for name in many["name"]),
                ),
                icon=":material/warning:",
            )
        cards.table(
            pd.DataFrame(
                {
                    "Name": [plain(name, 60) for name in rows["name"]],
                    "Not about us": [count(one) for one in rows["wrong_count"]],
                    "About the brand": [count(one) for one in rows["mention_count"]],
                    "Wrong, at least": [percent(one, 1) for one in rows["wrong_share"]],
                }
            ),
            "names-wrong",
            say("Names of the brand, with the posts that they found and that are about others."),
        )
