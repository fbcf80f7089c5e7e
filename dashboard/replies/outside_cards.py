"""The card on complaints that never spoke to the brand: found by listening, and then?"""

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.replies import queries
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import compact, count, duration, is_known, percent, points
from wording.safety import plain
from wording.said import mark

LISTED = 6
SAID, FOUND = mark("said to the brand"), mark("found by listening")
_FACETS = {SAID: "yes", FOUND: "no"}


def card(scope: Scope) -> None:
    """Answered share, wait and what came of answers, beside complaints said to the brand."""
    with Card(
        say("Beyond our own accounts"),
        say(
            "Complaints that name none of your accounts and answer none of your "
            "posts, beside those said to you: answered within 24 hours, of those "
            "whose 24 hours are known."
        ),
        "outside_channels",
    ):
        rows = queries.outside(scope)
        parts = {str(row["group_value"]): row for _, row in rows.iterrows()}
        found = parts.get(FOUND)
        if found is None or not found["complaint_count"]:
            st.caption(say("No complaint of this period was found beyond your accounts."))
            return
        st.markdown(_sentence(found, parts.get(SAID)))
        shown = rows.dropna(subset=["share_24h"])
        if not shown.empty:
            _bars(shown, rows)
        links.mentions(
            say("{open} open still", open=count(found["open_count"])),
            addressed="no",
            complaining="yes",
            turn_status="open",
        )
        _listed(scope)


def _sentence(found: pd.Series, own: pd.Series | None) -> str:
    waiting = say(
        "{open} are open still, before about {people} people."
        if is_known(found["open_audience"])
        else "{open} are open still.",
        open=count(found["open_count"]),
        people=compact(found["open_audience"]),
    )
    if not is_known(found["share_24h"]):
        return say(
            "{n} complaint never spoke to you: too few to compare. {waiting}"
            if found["complaint_count"] == 1
            else "{n} complaints never spoke to you: too few to compare. {waiting}",
            n=count(found["complaint_count"]),
            waiting=waiting,
        )
    has_own = own is not None and is_known(own["share_24h"])
    return say(
        "Of {n} complaints that never spoke to you **{share}** were answered within 24 hours; of "
        "{own_n} said to you **{own_share}**. Of the first, {waiting}"
        if has_own
        else "Of {n} complaints that never spoke to you **{share}** were answered within 24 "
        "hours. Of the first, {waiting}",
        n=count(found["known_count"]),
        share=percent(found["share_24h"]),
        own_n=count(own["known_count"]) if own is not None else "",
        own_share=percent(own["share_24h"]) if own is not None else "",
        waiting=waiting,
    )


def _bars(shown: pd.DataFrame, rows: pd.DataFrame) -> None:
    turns = say("All {turn} turns are one or the other", turn=count(rows["turn_count"].sum()))
    selected = rows["selected_count"].sum()
    left_out = "; " + say("{n} are turns only because you answered, left out", n=count(selected))
    cards.chart(
        bars(
            cards.look(),
            [say(name) for name in shown["group_value"]],
            [float(share) for share in shown["share_24h"]],
            [_told(row) for _, row in shown.iterrows()],
            full=1,
            opens=[
                {"addressed": _FACETS[name], "complaining": "yes", "day_over": "yes"}
                for name in shown["group_value"]
            ],
        ),
        "outside",
        say(
            "Share of complaints answered within 24 hours, said to the brand and "
            "found by listening."
        ),
        below=turns
        + left_out * bool(selected)
        + ". "
        + say(
            "Calmer: came back calmer rather than angry again after an answer, in points beyond "
            "like turns without one. Associated with, not caused by."
        ),
    )


def _told(row: pd.Series) -> str:
    # Short lines: two of them side by side would be cut on a phone.
    lines = [
        say(
            "{share} of {n}",
            share=percent(row["share_24h"]),
            n=count(row["known_count"]),
        )
    ]
    lines.append(
        say("{low} to {high}", low=percent(row["share_low"]), high=percent(row["share_high"]))
    )
    lines.append(
        say("half within {median}", median=duration(row["median_seconds"]))
        if is_known(row["median_seconds"])
        else say("half not within 24 h")
    )
    if is_known(row["calm_difference"]):
        lines.append(say("calmer {points}", points=points(row["calm_difference"])))
        lines.append(f"n = {count(row['matched_count'])}")
    return "\n".join(lines)


def _listed(scope: Scope) -> None:
    rows = queries.outside_open(scope, LISTED)
    if rows.empty:
        return
    cards.table(
        pd.DataFrame(
            {
                "Post": [plain(text, 200) for text in rows["text"]],
                "Audience": rows["estimated_audience"],
                "Waiting": [duration(seconds) for seconds in rows["wait_seconds"]],
                "Open": [
                    links.address(brand=scope.brand.key, post=post) for post in rows["turn_id"]
                ],
            }
        ),
        "outside-open",
        say("Open complaints that never spoke to the brand, before most people first."),
        {"Post": st.column_config.TextColumn(width=330)},
    )
    st.caption(say("Before most people first; codes are masked."))
