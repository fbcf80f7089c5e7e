"""Cards about who waits now: the worst first, and for how long they have waited."""

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.response import queries
from dashboard.ui import cards, links, who
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.clocks import BUSINESS, CALENDAR, named, wait
from wording.numbers import count, moment
from wording.safety import link, plain

_STATES = {"missed": "overdue", "pending": "in time"}


def queue(scope: Scope, clock: str) -> None:
    """Who waits, the worst first, with the parts of the order."""
    with Card(
        "Who is waiting",
        "Worst first: people who have read it an hour from now, times harm; posts at the alert "
        f"level above all. Waits {named(clock)}.",
        "reply_queue",
    ):
        never = st.toggle("Older than 7 days instead", key="older", bind="query-params")
        rows = queries.unanswered(scope, never=never)
        if rows.empty:
            st.badge("Nobody waits", icon=":material/check_circle:", color="green")
            return
        cards.table(_rows(scope, rows, clock), "queue", "Customers who wait for a reply.")
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            links.mentions(
                "Read their posts", **({"age": "> 7 d"} if never else {"waiting": "yes"})
            )
            st.download_button(
                "The queue",
                who.later(lambda: queries.queue_csv(scope, never=never), "queue.csv"),
                "queue.csv",
                "text/csv",
                icon=":material/download:",
                on_click="ignore",
                help="Those listed, with handle and name, in this order; at most 200.",
            )


def bands(scope: Scope, clock: str) -> None:
    """How long those who wait have waited."""
    with Card(
        "Waiting for",
        f"Open turns by age{'' if clock == CALENDAR else ', in calendar time whatever the clock'}; "
        "after 7 days: never answered.",
        "unanswered",
    ):
        rows = queries.unanswered_bands(scope)
        if rows.empty:
            st.caption("Nobody waits.")
            return
        counts = [count(value) for value in rows["open_count"]]
        cards.chart(
            bars(
                cards.look(),
                list(rows["age_band"]),
                list(rows["open_count"]),
                counts,
                opens=[{"age": band} for band in rows["age_band"]],
            ),
            "bands",
            f"{count(rows['open_count'].sum())} open turns by age.",
        )
        with st.container(horizontal=True, gap="xsmall"):
            for band in rows["age_band"]:
                links.mentions(band.replace("<", "under").replace(">", "over"), age=band)


def _rows(scope: Scope, rows: pd.DataFrame, clock: str) -> pd.DataFrame:
    waits = "business_waiting_seconds" if clock == BUSINESS else "waiting_seconds"
    return pd.DataFrame(
        {
            "Priority": rows["priority"],
            "Waiting": [wait(value, clock) for value in rows[waits]],
            "Due": [moment(due, scope.brand.zone) for due in rows["due_at"]],
            "Target": rows["sla_status"].map(_STATES),
            "Severity": [
                "complaint" if is_complaint else plain(polarity) or "unscored"
                for is_complaint, polarity in zip(
                    rows["is_complaint"], rows["polarity"], strict=True
                )
            ],
            "Alert level": ["reached" if is_at else "" for is_at in rows["is_at_alert_level"]],
            "Audience": rows["estimated_audience"],
            "Next hour": rows["audience_per_hour"],
            "Harm": 100 * rows["harm"],
            "Post": [plain(text, 160) for text in rows["text"]],
            "Open": [link(address) for address in rows["url"]],
            "Thread": [
                links.address(brand=scope.brand.key, conversation=one)
                for one in rows["conversation_id"]
            ],
            "Author": [
                links.author_address(scope.brand.key, source, one)
                for source, one in zip(rows["source"], rows["author_id"], strict=True)
            ],
            "Source": [plain(name, 40) for name in rows["source"]],
            "Why": rows["reply_reason"],
        }
    )
