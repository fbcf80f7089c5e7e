"""What platforms let us ask, and what of it is spent."""

from datetime import datetime

import pandas as pd
import streamlit as st

from dashboard.ui import cards, query, verbs
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import count, moment
from wording.safety import plain
from wording.said import mark

_FILE = "network.sqlite"  # beside the warehouse, where passes count


_AMOUNTS = {
    "minute": mark("{used} of {amount} {unit} a minute"),
    "hour": mark("{used} of {amount} {unit} an hour"),
    "day": mark("{used} of {amount} {unit} a day"),
    "month": mark("{used} of {amount} {unit} a month"),
}


def budgets(scope: Scope) -> None:
    """One line per budget: quota units, questions, money."""
    with Card(
        say("Quota and money"),
        say("Counted before a question is sent. What is spent is not asked for until it renews."),
    ):
        rows = _spent(stamp) if (stamp := query.changed_at(_FILE)) else pd.DataFrame()
        if rows.empty:
            st.caption(say("No platform with a quota or a price was asked yet."))
            return
        cards.table(
            pd.DataFrame(
                {
                    "Budget": [plain(name, 80) for name in rows["name"]],
                    "Spent": rows["used"] / rows["amount"].clip(lower=1),
                    "Amount": [
                        say(
                            _AMOUNTS[period],
                            used=count(used),
                            amount=count(amount),
                            unit=plain(unit, 30),
                        )
                        for used, amount, unit, period in zip(
                            rows["used"], rows["amount"], rows["unit"], rows["period"], strict=True
                        )
                    ],
                    "Renews": [
                        moment(datetime.fromisoformat(at), scope.clock) for at in rows["renews_at"]
                    ],
                }
            ),
            "budgets",
            say("Budgets of platforms, how much of each is spent, and when it renews."),
        )


@st.cache_data(ttl=60, max_entries=4, show_spinner=False)
def _spent(stamp: int) -> pd.DataFrame:
    del stamp  # part of the answer's name
    return pd.DataFrame(verbs.tell("sources", "budgets").found.get("budgets", ()))
