"""The card on complaints that went wider, by what became of the first contact."""

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.replies import echo_cards, identity_cards, queries
from dashboard.ui import cards, links, speech
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import compact, count, duration, is_known, moment, percent, plural
from wording.safety import plain
from wording.said import mark

CHAINS = 20
KINDS = {
    "unanswered": mark("Unanswered"),
    "generic": mark("A stock phrase"),
    "dropped": mark("Answered, then dropped"),
    "late": mark("Answered late"),
    "answered": mark("Answered in time"),
}


def card(scope: Scope) -> None:
    """How often, how wide, and one chain step by step."""
    with Card(
        say("Complaints that went wider"),
        say(
            "What the same person wrote within 30 days, elsewhere, to many more "
            "people; by what became of the first contact. Complaints of {span}.",
            span=speech.span(queries.followed(scope)),
        ),
        "escalation",
    ):
        rates = queries.escalation_rates(scope)
        chains = queries.escalations(scope, CHAINS)
        if rates.empty and chains.empty:
            st.caption(say("No complaint of this time is 30 days old."))
            return
        left, right = st.columns([2, 3], gap="medium")
        with left:
            _rates(rates)
        with right:
            _chains(scope, chains)


def _rates(rates: pd.DataFrame) -> None:
    shown = rates[~rates["is_small"].astype(bool)]
    if shown.empty:
        st.caption(
            say("Fewer than 20 complaints of this period are 30 days old: too few to compare.")
        )
        return
    cards.chart(
        bars(
            cards.look(),
            [say(KINDS[kind]) for kind in shown["failure"]],
            [float(share) for share in shown["wider_share"]],
            [_told(row) for _, row in shown.iterrows()],
        ),
        "escalation-rates",
        say(
            "Share of complaints that went wider, for {n} outcomes of the first contact.",
            n=len(shown),
        ),
        below=say("Associated with, not caused by."),
    )


def _told(row: pd.Series) -> str:
    share = say("{part} of {n}", part=count(row["wider_count"]), n=count(row["complaint_count"]))
    ends = say(
        "{share} ({low} to {high})",
        share=percent(row["wider_share"], 1),
        low=percent(row["wider_low"], 1),
        high=percent(row["wider_high"], 1),
    )
    reached = row["later_audience"]
    people = say("{people} people", people=compact(reached))
    return f"{share}, {people}\n{ends}" if is_known(reached) else f"{share}\n{ends}"


def _chains(scope: Scope, chains: pd.DataFrame) -> None:
    if chains.empty:
        st.caption(say("No complaint of this period went wider."))
        return
    names = {
        row["turn_id"]: say(
            "{people} people, {failure}: {words}",
            people=compact(row["later_audience"]),
            failure=speech.inside(KINDS[row["failure"]]),
            words=plain(row["later_text"], 70),
        )
        for _, row in chains.iterrows()
    }
    chosen = st.selectbox(
        say("Chain"), list(names), format_func=lambda one: names[one], key="chain"
    )
    row = chains[chains["turn_id"] == chosen].iloc[0]
    chain(scope, row)
    links.author(say("Who this is"), row["source"], row["author_id"])


def chain(scope: Scope, row: pd.Series) -> None:
    """One chain step by step: the complaint, what was answered, and the wider post.

    Args:
        scope: of the page.
        row: of escalations, with a later post.
    """
    st.caption(
        say(
            "{lead} from the complaint to the wider post; it had reached {first} people, "
            "then {later}.",
            lead=duration(row["lead_hours"] * 3600),
            first=compact(row["first_audience"]),
            later=compact(row["later_audience"]),
        )
    )
    steps = queries.escalation_steps(scope, str(row["turn_id"]))
    for _, step in steps.iterrows():
        _step(scope, row, step)
    links.mentions(
        say("The first conversation"), conversation=str(steps.iloc[0]["conversation_id"])
    )
    echo_cards.echoes(scope, str(row["turn_id"]))
    identity_cards.identities(scope, str(row["turn_id"]))


def _step(scope: Scope, chain: pd.Series, step: pd.Series) -> None:
    is_customer = step["direction"] == "inbound"
    is_wide = step["post_id"] == chain["later_post_id"]
    who = (
        say("Customer") if is_customer else say("Machine") if step["is_automated"] else say("Brand")
    )
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.badge(who, color="red" if is_wide else "gray" if is_customer else "blue")
        shares = f" · {plural(step['share_count'], 'share')}" if is_wide else ""
        st.caption(f"{moment(step['created_at'], scope.clock)}{shares}", width="content")
    st.text(plain(step["text"], 240))
