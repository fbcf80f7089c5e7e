"""What platforms let us ask, and what of it is spent."""

from datetime import datetime

import pandas as pd
import streamlit as st

from dashboard.ui import cards, query, verbs
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import count, moment
from wording.safety import plain

_FILE = "network.sqlite"  # beside the warehouse, where passes count


def budgets(scope: Scope) -> None:
    """One line per budget: quota units, questions, money."""
    with Card(
        "Quota and money",
        "Counted before a question is sent. What is spent is not asked for until it renews.",
    ):
        rows = _spent(stamp) if (stamp := query.changed_at(_FILE)) else pd.DataFrame()
        if rows.empty:
            st.caption("No platform with a quota or a price was asked yet.")
            return
        cards.table(
            pd.DataFrame(
                {
                    "Budget": [plain(name, 80) for name in rows["name"]],
                    "Spent": rows["used"] / rows["amount"].clip(lower=1),
                    "Amount": [
                        f"{count(used)} of {count(amount)} {plain(unit, 30)} a {period}"
                        for used, amount, unit, period in zip(
                            rows["used"], rows["amount"], rows["unit"], rows["period"], strict=True
                        )
                    ],
                    "Renews": [
                        moment(datetime.fromisoformat(at), scope.brand.zone)
                        for at in rows["renews_at"]
                    ],
                }
            ),
            "budgets",
            "Budgets of platforms, how much of each is spent, and when it renews.",
        )


@st.cache_data(ttl=60, max_entries=4, show_spinner=False)
def _spent(stamp: int) -> pd.DataFrame:
    del stamp  # part of the answer's name
    return pd.DataFrame(verbs.tell("sources", "budgets").found.get("budgets", ()))
