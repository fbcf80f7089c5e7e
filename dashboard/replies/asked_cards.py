"""The card on what is asked back: could anybody act on it, and was it asked for in vain?"""

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.replies import queries
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording import topics
from wording.numbers import count, duration, is_known, percent
from wording.safety import plain
from wording.said import mark

LISTED, TOPICS = 6, 8


def card(scope: Scope) -> None:
    """What first complaints held, and what replies that only asked for it cost."""
    with Card(
        say("Asked back"),
        say(
            "Share of first complaints that hold what their topic needs (a booking "
            "code, a flight, an order number, a version), and first replies that "
            "only ask for something."
        ),
        "completeness",
    ):
        rows = queries.completeness(scope)
        if rows.empty:
            st.caption(say("No first complaint in this period."))
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
        return say(
            "{judged} complaints need a detail: too few for a share.",
            judged=count(row["judged_count"]),
        )
    return say(
        "**{complete}** of {judged} complaints held what they need (95%: {low} to {high}).",
        complete=percent(row["complete_share"]),
        judged=count(row["judged_count"]),
        low=percent(row["complete_low"]),
        high=percent(row["complete_high"]),
    )


def _asked(row: pd.Series) -> str:
    if not is_known(row["asked_share"]):
        return say(
            "{answered} were answered: too few for a share.", answered=count(row["answered_count"])
        )
    said = say(
        "**{asked}** of {answered} first replies only asked back (95%: {low} to "
        "{high}), {private} of {all} to go on in private. **{needless}** "
        "asked although it stood there already.",
        asked=percent(row["asked_share"]),
        answered=count(row["answered_count"]),
        low=percent(row["asked_low"]),
        high=percent(row["asked_high"]),
        private=count(row["private_count"]),
        all=count(row["asked_count"]),
        needless=count(row["needless_count"]),
    )
    delivered = say(
        "{delivered} customers delivered where everybody sees, after {lost} at the median "
        "(95%: {low} to {high}); of the other {unseen} nothing is seen: in private, or never."
        if is_known(row["lost_seconds"])
        else "{delivered} customers delivered where everybody sees; of the other {unseen} "
        "nothing is seen: in private, or never.",
        delivered=count(row["delivered_count"]),
        lost=duration(row["lost_seconds"]),
        low=duration(row["lost_low"]),
        high=duration(row["lost_high"]),
        unseen=count(row["unseen_count"]),
    )
    return f"{said} {delivered}"


def _links(row: pd.Series) -> None:
    with st.container(horizontal=True, gap="medium"):
        links.mentions(
            say("{asked} asked back", asked=count(row["asked_count"])), asked_back="asked"
        )
        links.mentions(
            say("{needless} in vain", needless=count(row["needless_count"])), asked_back="needless"
        )
        links.mentions(
            say("{delivered} delivered", delivered=count(row["delivered_count"])),
            asked_back="delivered",
        )


def _topics(rows: pd.DataFrame) -> None:
    shown = rows.dropna(subset=["complete_share"]).head(TOPICS)
    if shown.empty:
        return
    cards.chart(
        bars(
            cards.look(),
            [plain(topics.topic(topic), 40) for topic in shown["topic"]],
            [float(share) for share in shown["complete_share"]],
            [
                say(
                    "{share} of {n}",
                    share=percent(row["complete_share"]),
                    n=count(row["judged_count"]),
                )
                for _, row in shown.iterrows()
            ],
            full=1,
            opens=[{"asked_back": "complete", "asked_topic": topic} for topic in shown["topic"]],
        ),
        "complete-topics",
        say("Share of complaints that hold what they need, for {n} topics.", n=len(shown)),
        below=say(
            "Held what they need, by topic. What a topic needs stands in "
            "earshot.toml (`needs`, `details`); topics with fewer than 20 complaints "
            "are left out."
        ),
    )


def _listed(scope: Scope) -> None:
    rows = queries.asked_back(scope, LISTED)
    if rows.empty:
        return
    with st.expander(say("Replies that only asked back")):
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
            say("Complaints and the first replies that only asked back, needless ones first."),
            {
                "Complaint": st.column_config.TextColumn(width=300),
                "First reply": st.column_config.TextColumn(width=300),
                "Thread": st.column_config.LinkColumn(display_text=mark("Read"), width=60),
            },
        )
        st.caption(say("Those that asked in vain first, then the newest; codes are masked."))
