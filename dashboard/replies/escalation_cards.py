"""The card on complaints that went wider, by what became of the first contact."""

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.replies import queries
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import compact, count, duration, is_known, moment, percent, plural
from wording.safety import plain

CHAINS = 20
KINDS = {
    "unanswered": "Unanswered",
    "generic": "A stock phrase",
    "dropped": "Answered, then dropped",
    "late": "Answered late",
    "answered": "Answered in time",
}


def card(scope: Scope) -> None:
    """How often, how wide, and one chain step by step."""
    with Card(
        "Complaints that went wider",
        "What the same person wrote within 30 days, elsewhere, to many more people; by what became "
        f"of the first contact. Complaints of {queries.followed(scope)}.",
        "escalation",
    ):
        rates = queries.escalation_rates(scope)
        chains = queries.escalations(scope, CHAINS)
        if rates.empty and chains.empty:
            st.caption("No complaint of this time is 30 days old.")
            return
        left, right = st.columns([2, 3], gap="medium")
        with left:
            _rates(rates)
        with right:
            _chains(scope, chains)


def _rates(rates: pd.DataFrame) -> None:
    shown = rates[~rates["is_small"].astype(bool)]
    if shown.empty:
        st.caption("Fewer than 20 complaints of this period are 30 days old: too few to compare.")
        return
    cards.chart(
        bars(
            cards.look(),
            [KINDS[kind] for kind in shown["failure"]],
            [float(share) for share in shown["wider_share"]],
            [_told(row) for _, row in shown.iterrows()],
        ),
        "escalation-rates",
        f"Share of complaints that went wider, for {len(shown)} outcomes of the first contact.",
        below="Associated with, not caused by.",
    )


def _told(row: pd.Series) -> str:
    share = f"{count(row['wider_count'])} of {count(row['complaint_count'])}"
    ends = f"{percent(row['wider_share'], 1)} ({percent(row['wider_low'], 1)} to "
    ends += f"{percent(row['wider_high'], 1)})"
    reached = row["later_audience"]
    people = f", {compact(reached)} people" if is_known(reached) else ""
    return f"{share}{people}\n{ends}"


def _chains(scope: Scope, chains: pd.DataFrame) -> None:
    if chains.empty:
        st.caption("No complaint of this period went wider.")
        return
    names = {
        row[
            "turn_id"
        ]: f"{compact(row['later_audience'])} people, {KINDS[row['failure']].lower()}: "
        f"{plain(row['later_text'], 70)}"
        for _, row in chains.iterrows()
    }
    chosen = st.selectbox("Chain", list(names), format_func=lambda one: names[one], key="chain")
    row = chains[chains["turn_id"] == chosen].iloc[0]
    chain(scope, row)
    links.author("Who this is", row["source"], row["author_id"])


def chain(scope: Scope, row: pd.Series) -> None:
    """One chain step by step: the complaint, what was answered, and the wider post.

    Args:
        scope: of the page.
        row: of escalations, with a later post.
    """
    st.caption(
        f"{duration(row['lead_hours'] * 3600)} from the complaint to the wider post; it had "
        f"reached {compact(row['first_audience'])} people, then {compact(row['later_audience'])}."
    )
    steps = queries.escalation_steps(scope, str(row["turn_id"]))
    for _, step in steps.iterrows():
        _step(scope, row, step)
    links.mentions("The first conversation", conversation=str(steps.iloc[0]["conversation_id"]))


def _step(scope: Scope, chain: pd.Series, step: pd.Series) -> None:
    is_customer = step["direction"] == "inbound"
    is_wide = step["post_id"] == chain["later_post_id"]
    who = "Customer" if is_customer else "Machine" if step["is_automated"] else "Brand"
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.badge(who, color="red" if is_wide else "gray" if is_customer else "blue")
        shares = f" · {plural(step['share_count'], 'share')}" if is_wide else ""
        st.caption(f"{moment(step['created_at'], scope.brand.zone)}{shares}", width="content")
    st.text(plain(step["text"], 240))
