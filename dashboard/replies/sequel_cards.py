"""The card on what else followed a complaint: another one, or a competitor gained."""

import pandas as pd
import streamlit as st

from dashboard.replies import queries
from dashboard.replies.escalation_cards import KINDS
from dashboard.ui import cards, links, speech
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import count, moment, percent, percents
from wording.safety import clipped
from wording.said import mark

LISTED = 25
_WHAT = {
    "again": mark("Complained again"),
    "said": mark("Turns to a competitor, they say"),
    "praised": mark("Praises a competitor"),
}
_COLUMNS = {
    "Their words": st.column_config.TextColumn(width=420),
    "Post": st.column_config.LinkColumn(display_text=mark("Read"), width=60),
}


def card(scope: Scope) -> None:
    """How often either followed, by what became of the first contact, and the posts."""
    with Card(
        say("Complained again, or gone to a competitor"),
        say(
            "What the same person wrote within 30 days, by what became of the first contact. "
            "Complaints of {span}.",
            span=speech.span(queries.followed(scope)),
        ),
        "complaint_sequels",
    ):
        rates = queries.sequel_rates(scope)
        shown = rates[~rates["is_small"].astype(bool) & rates["failure"].isin(KINDS)]
        if shown.empty:
            st.caption(
                say("Fewer than 20 complaints of this period are 30 days old: too few to compare.")
            )
            return
        st.markdown(_sentence(rates[rates["failure"] == "all"].iloc[0]))
        cards.table(
            pd.DataFrame([_row(row) for _, row in shown.iterrows()]),
            "sequel-rates",
            say("How often people complained again or went to a competitor, by first contact."),
        )
        st.caption(
            say(
                "In brackets 95%. Those answered in time are the rate that there is anyway. "
                "Associated with, not caused by."
            )
        )
        _posts(scope)


def _sentence(whole: pd.Series) -> str:
    return say(
        "After {again} of {n} complaints ({share}; 95%: {ends}) the same person complained again; "
        "after {gained} ({gained_share}; 95%: {gained_ends}) they turned to a competitor or "
        "praised one, as far as they said.",
        again=count(whole["again_count"]),
        n=count(whole["complaint_count"]),
        share=percent(whole["again_share"], 1),
        ends=percents(whole["again_low"], whole["again_high"], 1),
        gained=count(whole["gained_count"]),
        gained_share=percent(whole["gained_share"], 1),
        gained_ends=percents(whole["gained_low"], whole["gained_high"], 1),
    )


def _row(row: pd.Series) -> dict[str, str]:
    return {
        "First contact": say(KINDS[row["failure"]]),
        "Complaints": count(row["complaint_count"]),
        "Again": _share(row, "again"),
        "To a competitor": _share(row, "gained"),
    }


def _share(row: pd.Series, what: str) -> str:
    ends = percents(row[f"{what}_low"], row[f"{what}_high"], 1)
    return f"{count(row[f'{what}_count'])}: {percent(row[f'{what}_share'], 1)} ({ends})"


def _posts(scope: Scope) -> None:
    """Of other brands only those that whoever asks may see."""
    rows = queries.sequel_posts(scope, LISTED)
    if rows.empty:
        return
    with st.expander(say("What they wrote")):
        cards.table(
            pd.DataFrame(
                {
                    "What": [say(_WHAT[kind]) for kind in rows["kind"]],
                    "When": [moment(at, scope.clock) for at in rows["created_at"]],
                    "Their words": [clipped(text, 200) for text in rows["words"]],
                    "Post": [
                        links.address(brand=brand, post=post)
                        for brand, post in zip(rows["brand"], rows["post_id"], strict=True)
                    ],
                }
            ),
            "sequel-posts",
            say("What people wrote after a complaint, competitors first, the newest first."),
            _COLUMNS,
        )
