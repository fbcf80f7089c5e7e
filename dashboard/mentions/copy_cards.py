"""The copies that a line of the list stands for, and the way to each of them."""

from collections.abc import Sequence
from datetime import timedelta

import pandas as pd
import streamlit as st

from dashboard.mentions import facets
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.numbers import count, is_known, moment
from wording.safety import esc

DAY = timedelta(days=1)
NAMED = 5  # sources that a card names


def line(scope: Scope, row: pd.Series) -> None:
    """How many more say the same, where, and since when if it is a day or more.

    Counted are those that the question keeps.

    Args:
        scope: of the page.
        row: as queries.mentions returns it; nothing is drawn where nobody else says so.
    """
    copies = row.get("copy_count")
    if copies is None or not is_known(copies) or copies < 2:
        return
    pressed = st.button(
        say("and {n} copy" if copies == 2 else "and {n} copies", n=count(copies - 1)),
        key=f"copies-{row['post_id']}",
        icon=":material/content_copy:",
        type="tertiary",
        on_click=facets.also,
        args=("copies", row["copies"]),
    )
    if pressed:
        st.rerun()  # a card is a part of the page that runs by itself
    is_old = row["created_at"] - row["first_at"] > DAY
    since = say("since {first_at}", first_at=moment(row["first_at"], scope.clock)) if is_old else ""
    if told := ", ".join(filter(None, [since, _where(row["sources"])])):
        st.caption(told, width="content")


def _where(sources: Sequence[str]) -> str:
    if len(sources) < 2:
        return ""
    named = ", ".join(esc(source, 40) for source in sources[:NAMED])
    return say(
        "in {n} places: {named} and {more} more"
        if len(sources) > NAMED
        else "in {n} places: {named}",
        n=len(sources),
        named=named,
        more=len(sources) - NAMED,
    )
