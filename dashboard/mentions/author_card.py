"""Who wrote a mention, in some lines behind the name: history, audience, what is open."""

import pandas as pd
import streamlit as st

from dashboard.authors import queries
from dashboard.ui import links
from dashboard.ui.scope import Scope
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
        links.author("Everything they wrote", row["source"], row["author_id"])


def _lines(scope: Scope, told: pd.Series) -> list[str]:
    since = moment(told["first_at"], scope.brand.zone)
    wrote = f"{plural(told['post_count'], 'post')} since {since}"
    wrote += f", {plural(told['complaint_count'], 'complaint')}"
    heard = f"{compact(told['author_followers'])} followers"
    if is_known(told["largest_audience"]):
        heard += f"; one post reached about {compact(told['largest_audience'])} people"
    turns = f"{plural(told['turn_count'], 'turn')}, {count(told['answered_count'])} answered"
    is_open = f"{count(told['open_count'])} open, {count(told['open_complaint_count'])} of them"
    return [wrote, heard, f"{turns}; {is_open} with a complaint"]
