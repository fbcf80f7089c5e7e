"""One story in several places: where its copies stand, beside each of them."""

import pandas as pd
import streamlit as st

from dashboard.mentions import facets
from wording.numbers import plural
from wording.safety import esc

NAMED = 5  # sources that a card names


def places(row: pd.Series) -> None:
    """The sources that have the same story, and the way to all of its copies.

    Args:
        row: as queries.mentions returns it; nothing is drawn where one source alone has it.
    """
    found = row.get("places")
    if not isinstance(found, tuple) or len(found) < 2:
        return
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    named = ", ".join(esc(source, 40) for source in found[:NAMED])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        told = f"One story in {plural(len(found), 'place')}: {named}{more}"
        st.caption(told, width="content")
        st.button(
            "All of them",
            key=f"copies-{row['post_id']}",
            icon=":material/content_copy:",
            type="tertiary",
            on_click=facets.only,
            args=("copies", row["copy_group"]),
        )
