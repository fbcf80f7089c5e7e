"""Who wrote a mention, in some lines behind the name: history, audience, what is open."""

import pandas as pd
import streamlit as st

from dashboard.authors import queries
from dashboard.ui import links
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.numbers import compact, count, is_known, moment, plural
from wording.safety import esc


def is_somebody(row: pd.Series) -> bool:
    """Whether there is something about who wrote it: an erased one left nothing."""
    if row["direction"] != "inbound" or not isinstance(row["author_id"], str):
        return False
    left = (row["author_name"], row["author_handle"], row["text"])
    return any(isinstance(one, str) and one for one in left)


@st.fragment
def behind(scope: Scope, name: str, row: pd.Series, place: str = "") -> None:
    """The card behind the name, which is asked for when somebody opens it.

    Args:
        scope: of the page; its filters keep what is counted, its period does not.
        name: safe for a label.
        row: of the mention.
        place: as of post_card.draw.
    """
    key = f"{place}author-{row['post_id']}"
    box = st.popover(name, type="tertiary", key=key, on_change="rerun")
    if not box.open:
        return
    with box, st.container(gap="xxsmall"):
        told = queries.summary(scope, f"{row['source']}:{row['author_id']}")
        if isinstance(row["author_handle"], str):
            st.caption(f"@{esc(row['author_handle'], 40)}, {esc(row['source'], 40)}")
        for line in _lines(scope, told):
            st.caption(line)
        links.author(say("Everything they wrote"), row["source"], row["author_id"])


def _lines(scope: Scope, told: pd.Series) -> list[str]:
    since = moment(told["first_at"], scope.clock)
    posts = say(
        "{n} post since {since}" if told["post_count"] == 1 else "{n} posts since {since}",
        n=count(told["post_count"]),
        since=since,
    )
    complaints = plural(told["complaint_count"], "complaint")
    wrote = f"{posts}, {complaints}"
    heard = say("{followers} followers", followers=compact(told["author_followers"]))
    if is_known(told["largest_audience"]):
        heard += "; " + say(
            "one post reached about {audience} people",
            audience=compact(told["largest_audience"]),
        )
    turns = say(
        "{n} turn, {answered} answered"
        if told["turn_count"] == 1
        else "{n} turns, {answered} answered",
        n=count(told["turn_count"]),
        answered=count(told["answered_count"]),
    )
    is_open = say(
        "{open} open, {complaints} of them with a complaint",
        open=count(told["open_count"]),
        complaints=count(told["open_complaint_count"]),
    )
    return [wrote, heard, f"{turns}; {is_open}"]
