"""Cards about what an audience saw while nobody answered."""

import pandas as pd
import streamlit as st

from dashboard.response import queries
from dashboard.ui import cards, glossary, links
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import compact, count, duration, percent
from wording.safety import link, plain


def silence(scope: Scope) -> None:
    """Audience-hours of the period's complaints, and the five that weigh most."""
    with Card(
        say("Silence"),
        say(
            "Complaints of the period: estimated audience times hours until an "
            "answer. Always in calendar time: an audience reads on when the desk is "
            "closed."
        ),
        "silence",
    ):
        found = queries.silence(scope)
        if not found["complaint_count"]:
            st.caption(say("No complaint needs a reply in this period."))
            return
        with st.grid(4, min_column_width=165, gap="small"):
            _figures(scope, found)
        _loudest(scope)


def _figures(scope: Scope, found: pd.Series) -> None:
    reach = queries.reach(scope)
    st.metric(
        say("Audience-hours"),
        compact(found["silence_hours"]),
        help=glossary.help_text("silence"),
        delta_description=say("{complaint} complaints", complaint=count(found["complaint_count"])),
    )
    st.metric(
        say("Hours, unweighted"),
        compact(found["waiting_hours"]),
        help=glossary.help_text("silence"),
        delta_description=say("each complaint counts once"),
    )
    st.metric(
        say("Unknown audience"),
        percent(found["unknown_audience_share"]),
        help=glossary.help_text("silence"),
        delta_description=say(
            "{unknown_audience} are not in audience-hours",
            unknown_audience=count(found["unknown_audience_count"]),
        ),
    )
    st.metric(
        say("Reach before reply, median"),
        percent(reach["reached_median"]),
        help=glossary.help_text("reach"),
        delta_description=_reach_note(reach),
    )


def _reach_note(reach: pd.Series) -> str:
    if not reach["answered_count"] and not reach["waiting_count"]:
        return say("no post was polled twice")
    return say(
        "n = {answered} answered; {waiting} still wait and are not in it",
        answered=count(reach["answered_count"]),
        waiting=count(reach["waiting_count"]),
    )


def _loudest(scope: Scope) -> None:
    rows = queries.loudest(scope)
    if rows.empty:
        st.caption(say("No audience of these complaints is known."))
        return
    shown = pd.DataFrame(
        {
            "Post": [plain(text, 160) for text in rows["text"]],
            "Audience-hours": rows["silence_hours"],
            "Audience": rows["estimated_audience"],
            "Unanswered for": [duration(hours * 3600) for hours in rows["waiting_hours"]],
            "Now": [say(status) for status in rows["status"]],
            "Source": [plain(name, 40) for name in rows["source"]],
            "Open": [link(address) for address in rows["url"]],
            "Thread": [
                links.address(brand=scope.brand.key, conversation=one)
                for one in rows["conversation_id"]
            ],
        }
    )
    cards.table(shown, "loudest", say("The five complaints with the most audience-hours."))
    links.mentions(
        say("{complaint} complaints", complaint=count(queries.silence(scope)["complaint_count"])),
        complaining="yes",
    )
