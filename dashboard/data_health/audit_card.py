"""What people did, for admins."""

import pandas as pd
import streamlit as st

from dashboard.ui import cards, query, who
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from sql import access
from wording.safety import plain


def audit() -> None:
    """The newest lines of the audit log; nothing where nobody logs in, or to anybody else.

    It tells of every brand.
    """
    if access.rules() is None or not who.asker().may("admin") or not who.sees_all():
        return
    with Card(
        say("Audit log"),
        say("Log-ins, corrections, rules, exports and commands, the newest first."),
    ):
        lines = access.noted(query.folder())
        if not lines:
            st.caption(say("Nothing yet."))
            return
        known = ("at", "who", "what")
        cards.table(
            pd.DataFrame(
                {
                    "When": [plain(one.get("at", ""), 19) for one in lines],
                    "Who": [plain(one.get("who", ""), 60) for one in lines],
                    "What": [plain(one.get("what", ""), 40) for one in lines],
                    "More": [
                        plain(", ".join(f"{k} {v}" for k, v in one.items() if k not in known), 200)
                        for one in lines
                    ],
                }
            ),
            "audit",
            say("What people did, one thing a row."),
        )
