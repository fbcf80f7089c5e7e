"""The card on what is asked back: could anybody act on it, and was it asked for in vain?"""

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.replies import queries
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import count, duration, is_known, percent
from wording.safety import plain

LISTED, TOPICS = 6, 8


def card(scope: Scope) -> None:
    """What first complaints held, and what replies that only asked for it cost."""
    with Card(
        "Asked back",
        "Share of first complaints that hold what their topic needs (a booking code, a flight, an "
        "order number, a version), and first replies that only ask for something.",
        "completeness",
    ):
        rows = queries.completeness(scope)
        if rows.empty:
            st.caption("No first complaint in this period.")
            return
        whole = rows[rows["topic"] == "all"].iloc[0]
        st.markdown(_held(whole))
        if whole["answered_count"]:
            st.markdown(_asked(whole))
            _links(whole)
        _topics(rows[rows["topic"] != "all"])
        _listed(scope)


def _held(row: pd.Series) -> str:
    if not is_known(row["complete_share"]):
        return f"{count(row['judged_count'])} complaints need a detail: too few for a share."
    return (
        f"**{percent(row['complete_share'])}** of {count(row['judged_count'])} complaints held "
        f"what they need (95%: {percent(row['complete_low'])} to {percent(row['complete_high'])})."
    )


def _asked(row: pd.Series) -> str:
    if not is_known(row["asked_share"]):
        return f"{count(row['answered_count'])} were answered: too few for a share."
    said = (
        f"**{percent(row['asked_share'])}** of {count(row['answered_count'])} first replies only "
        f"asked back (95%: {percent(row['asked_low'])} to {percent(row['asked_high'])}), "
        f"{count(row['private_count'])} of {count(row['asked_count'])} to go on in private. "
        f"**{count(row['needless_count'])}** asked although it stood there already. "
    )
    lost = (
        f", after {duration(row['lost_seconds'])} at the median (95%: "
        f"{duration(row['lost_low'])} to {duration(row['lost_high'])})"
        if is_known(row["lost_seconds"])
        else ""
    )
    return said + (
        f"{count(row['delivered_count'])} customers delivered where everybody sees{lost}; of the "
        f"other {count(row['unseen_count'])} nothing is seen: in private, or never."
    )


def _links(row: pd.Series) -> None:
    with st.container(horizontal=True, gap="medium"):
        links.mentions(f"{count(row['asked_count'])} asked back", asked_back="asked")
        links.mentions(f"{count(row['needless_count'])} in vain", asked_back="needless")
        links.mentions(f"{count(row['delivered_count'])} delivered", asked_back="delivered")


def _topics(rows: pd.DataFrame) -> None:
    shown = rows.dropna(subset=["complete_share"]).head(TOPICS)
    if shown.empty:
        return
    cards.chart(
        bars(
            cards.look(),
            [plain(topic, 40).replace("_", " ") for topic in shown["topic"]],
            [float(share) for share in shown["complete_share"]],
            [
                f"{percent(row['complete_share'])} of {count(row['judged_count'])}"
                for _, row in shown.iterrows()
            ],
            full=1,
            opens=[{"asked_back": "complete", "asked_topic": topic} for topic in shown["topic"]],
        ),
        "complete-topics",
        f"Share of complaints that hold what they need, for {len(shown)} topics.",
        below="Held what they need, by topic. What a topic needs stands in earshot.toml "
        "(`needs`, `details`); topics with fewer than 20 complaints are left out.",
    )


def _listed(scope: Scope) -> None:
    rows = queries.asked_back(scope, LISTED)
    if rows.empty:
        return
    with st.expander("Replies that only asked back"):
        cards.table(
            pd.DataFrame(
                {
                    "Complaint": [plain(text, 200) for text in rows["complaint_text"]],
                    "First reply": [plain(text, 200) for text in rows["reply_text"]],
                    "It held": [", ".join(held) for held in rows["held"]],
                    "Thread": [
                        links.address(brand=scope.brand.key, post=post) for post in rows["turn_id"]
                    ],
                }
            ),
            "asked-back",
            "Complaints and the first replies that only asked back, needless ones first.",
            {
                "Complaint": st.column_config.TextColumn(width=300),
                "First reply": st.column_config.TextColumn(width=300),
                "Thread": st.column_config.LinkColumn(display_text="Read", width=60),
            },
        )
        st.caption("Those that asked in vain first, then the newest; codes are masked.")
