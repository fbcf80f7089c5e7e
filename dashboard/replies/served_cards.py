"""The card on fairness: who gets answered, and are only the loud served?"""

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.replies import queries
from dashboard.ui import cards
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.languages import language
from wording.numbers import count, percent, plural, points
from wording.safety import plain

# The reader's word for a dimension of the metric, the metric's, and the facet of its turns.
BY = {
    "followers": ("followers", "followers"),
    "addressed or found": ("addressed", "addressed"),
    "others named": ("named", "named"),
    "language": ("lang", "turn_lang"),
    "source": ("source", "turn_source"),
}
_FACETS = {"said to the brand": "yes", "found by listening": "no"}
_TIERS = ["under 100", "100 to 999", "1,000 to 9,999", "10,000 and more", "unknown"]
_NAMED = ["nobody else", "one other", "two or more", "unknown"]
_WORDS = {"more": "more often", "less": "less often"}


@st.fragment
def card(scope: Scope) -> None:
    """Answered within 24 hours, by who asks, beside others of the same source and address."""
    with Card(
        "Who gets answered?",
        "Share of turns answered within 24 hours, by who asks; beside it, against others of the "
        "same source, said to the brand or found as they were.",
        "served",
    ):
        chosen = st.segmented_control(
            "By",
            list(BY),
            default="followers",
            required=True,
            key="served",
            bind="query-params",
            label_visibility="collapsed",
        )
        name = chosen if chosen in BY else "followers"
        dimension, facet = BY[name]
        rows = queries.served(scope, dimension)
        rows = rows[rows["known_count"] > 0]
        if rows.empty:
            st.caption("No turn of this period is 24 hours old.")
            return
        if (ordered := {"followers": _TIERS, "named": _NAMED}.get(dimension)) is not None:
            rows = rows.sort_values("group_value", key=lambda groups: groups.map(ordered.index))
        st.markdown(_sentence(rows, name))
        rows = rows[rows["verdict"] != "few"]
        if rows.empty:
            return
        cards.chart(
            bars(
                cards.look(),
                [_named(value, dimension) for value in rows["group_value"]],
                [float(share) for share in rows["share_24h"]],
                [_told(row) for _, row in rows.iterrows()],
                full=1,
                opens=[_opened(value, facet) for value in rows["group_value"]],
            ),
            f"served-{dimension}",
            f"Share answered within 24 hours by {name}; {len(rows)} groups.",
            below="Below each share: points more or less than its likes, with the 95% interval.",
        )


def _sentence(rows: pd.DataFrame, name: str) -> str:
    apart = rows[rows["verdict"].isin(["more", "less"])]
    if (rows["verdict"] == "few").all():
        return "Too few people to compare."
    few = int((rows["verdict"] == "few").sum())
    small = f" {plural(few, 'group')} of fewer than 20 people left out." if few else ""
    if apart.empty:
        return f"By {name} nobody is served more than others beyond chance.{small}"
    said = [
        f"{_named(row['group_value'], '')} {_WORDS[row['verdict']]} "
        f"({points(row['difference'])} points)"
        for _, row in apart.iterrows()
    ]
    return f"Answered {'; '.join(said)}, each against its likes.{small}"


def _told(row: pd.Series) -> str:
    low, high = points(row["difference_low"]), points(row["difference_high"])
    share = f"{percent(row['share_24h'])} of {count(row['known_count'])}"
    return f"{share}\n{points(row['difference'])} ({low} to {high})"


def _named(value: str, dimension: str) -> str:
    return plain(language(value) if dimension == "lang" else value, 40)


def _opened(value: str, facet: str) -> dict[str, str]:
    """The turns of a group whose 24 hours are known, as many as its share is of."""
    return {facet: _FACETS.get(value, value), "day_over": "yes"}
