"""The card on fairness: who gets answered, and are only the loud served?"""

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.replies import queries
from dashboard.ui import cards
from dashboard.ui.scope import Scope
from dashboard.ui.speech import listed, say, shower
from dashboard.ui.states import Card
from wording.languages import language
from wording.numbers import count, percent, points
from wording.safety import plain
from wording.said import mark

# The reader's word for a dimension of the metric, the metric's, and the facet of its turns.
BY = {
    mark("followers"): ("followers", "followers"),
    mark("addressed or found"): ("addressed", "addressed"),
    mark("others named"): ("named", "named"),
    mark("language"): ("lang", "turn_lang"),
    mark("source"): ("source", "turn_source"),
}
_FACETS = {mark("said to the brand"): "yes", mark("found by listening"): "no"}
_TIERS = [
    mark("under 100"),
    mark("100 to 999"),
    mark("1,000 to 9,999"),
    mark("10,000 and more"),
    mark("unknown"),
]
_NAMED = [mark("nobody else"), mark("one other"), mark("two or more"), mark("unknown")]
_WORDS = {"more": mark("more often"), "less": mark("less often")}


@st.fragment
def card(scope: Scope) -> None:
    """Answered within 24 hours, by who asks, beside others of the same source and address."""
    with Card(
        say("Who gets answered?"),
        say(
            "Share of turns answered within 24 hours, by who asks; beside it, "
            "against others of the same source, said to the brand or found as they "
            "were."
        ),
        "served",
    ):
        listed("served", list(BY))
        chosen = st.segmented_control(
            say("By"),
            list(BY),
            format_func=shower(),
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
            st.caption(say("No turn of this period is 24 hours old."))
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
            say(
                "Share answered within 24 hours by {name}; {n} groups.", name=say(name), n=len(rows)
            ),
            below=say(
                "Below each share: points more or less than its likes, with the 95% interval."
            ),
        )


def _sentence(rows: pd.DataFrame, name: str) -> str:
    dimension, _ = BY[name]
    apart = rows[rows["verdict"].isin(["more", "less"])]
    if (rows["verdict"] == "few").all():
        return say("Too few people to compare.")
    few = int((rows["verdict"] == "few").sum())
    small = say(
        "{n} group of fewer than 20 people left out."
        if few == 1
        else "{n} groups of fewer than 20 people left out.",
        n=count(few),
    )
    if apart.empty:
        told = say("By {name} nobody is served more than others beyond chance.", name=say(name))
        return f"{told} {small}" if few else told
    groups = [
        say(
            "{group} {often} ({difference} points)",
            group=_named(row["group_value"], dimension),
            often=say(_WORDS[row["verdict"]]),
            difference=points(row["difference"]),
        )
        for _, row in apart.iterrows()
    ]
    told = say("Answered {groups}, each against its likes.", groups="; ".join(groups))
    return f"{told} {small}" if few else told


def _told(row: pd.Series) -> str:
    low, high = points(row["difference_low"]), points(row["difference_high"])
    share = say("{share} of {n}", share=percent(row["share_24h"]), n=count(row["known_count"]))
    apart = say("{share} ({low} to {high})", share=points(row["difference"]), low=low, high=high)
    return f"{share}\n{apart}"


def _named(value: str, dimension: str) -> str:
    if dimension == "lang":
        return plain(language(value), 40)
    known = (*_FACETS, *_TIERS, *_NAMED)
    return say(value) if value in known else plain(value, 40)


def _opened(value: str, facet: str) -> dict[str, str]:
    """The turns of a group whose 24 hours are known, as many as its share is of."""
    return {facet: _FACETS.get(value, value), "day_over": "yes"}
