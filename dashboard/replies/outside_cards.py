"""The card on complaints that never spoke to the brand: found by listening, and then?"""

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.replies import queries
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import compact, count, duration, is_known, percent, plural, points
from wording.safety import plain

LISTED = 6
SAID, FOUND = "said to the brand", "found by listening"
_FACETS = {SAID: "yes", FOUND: "no"}


def card(scope: Scope) -> None:
    """Answered share, wait and what came of answers, beside complaints said to the brand."""
    with Card(
        "Beyond our own accounts",
        "Complaints that name none of your accounts and answer none of your posts, beside those "
        "said to you: answered within 24 hours, of those whose 24 hours are known.",
        "outside_channels",
    ):
        rows = queries.outside(scope)
        parts = {str(row["group_value"]): row for _, row in rows.iterrows()}
        found = parts.get(FOUND)
        if found is None or not found["complaint_count"]:
            st.caption("No complaint of this period was found beyond your accounts.")
            return
        st.markdown(_sentence(found, parts.get(SAID)))
        shown = rows.dropna(subset=["share_24h"])
        if not shown.empty:
            _bars(shown, rows)
        links.mentions(
            f"{count(found['open_count'])} open still",
            addressed="no",
            complaining="yes",
            turn_status="open",
        )
        _listed(scope)


def _sentence(found: pd.Series, own: pd.Series | None) -> str:
    people = (
        f", before about {compact(found['open_audience'])} people"
        if is_known(found["open_audience"])
        else ""
    )
    waiting = f"{count(found['open_count'])} are open still{people}."
    if not is_known(found["share_24h"]):
        return (
            f"{plural(found['complaint_count'], 'complaint')} never spoke to you: too few to "
            f"compare. {waiting}"
        )
    said = f"Of {count(found['known_count'])} complaints that never spoke to you "
    said += f"**{percent(found['share_24h'])}** were answered within 24 hours"
    if own is not None and is_known(own["share_24h"]):
        said += f"; of {count(own['known_count'])} said to you **{percent(own['share_24h'])}**"
    return f"{said}. Of the first, {waiting}"


def _bars(shown: pd.DataFrame, rows: pd.DataFrame) -> None:
    turns = f"All {count(rows['turn_count'].sum())} turns are one or the other"
    selected = rows["selected_count"].sum()
    left_out = f"; {count(selected)} are turns only because you answered, left out" * bool(selected)
    cards.chart(
        bars(
            cards.look(),
            list(shown["group_value"]),
            [float(share) for share in shown["share_24h"]],
            [_told(row) for _, row in shown.iterrows()],
            full=1,
            opens=[
                {"addressed": _FACETS[name], "complaining": "yes", "day_over": "yes"}
                for name in shown["group_value"]
            ],
        ),
        "outside",
        "Share of complaints answered within 24 hours, said to the brand and found by listening.",
        below=f"{turns}{left_out}. Calmer: came back calmer rather than angry again after an "
        "answer, in points beyond like turns without one. Associated with, not caused by.",
    )


def _told(row: pd.Series) -> str:
    # Short lines: two of them side by side would be cut on a phone.
    lines = [f"{percent(row['share_24h'])} of {count(row['known_count'])}"]
    lines.append(f"{percent(row['share_low'])} to {percent(row['share_high'])}")
    lines.append(
        f"half within {duration(row['median_seconds'])}"
        if is_known(row["median_seconds"])
        else "half not within 24 h"
    )
    if is_known(row["calm_difference"]):
        lines.append(f"calmer {points(row['calm_difference'])}")
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
        "Open complaints that never spoke to the brand, before most people first.",
        {"Post": st.column_config.TextColumn(width=330)},
    )
    st.caption("Before most people first; codes are masked.")
