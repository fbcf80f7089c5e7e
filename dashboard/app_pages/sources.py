"""Whom do we listen to, and where: set it up, test it, load what you have."""

import streamlit as st

from dashboard.sources import brand_form, file_cards, set_up_cards, source_form
from dashboard.ui import verbs
from dashboard.ui.speech import listed, say, shower
from wording.said import mark

# By their names in the address, too.
FIRST = mark("What is set up")
STEPS = {
    FIRST: set_up_cards.draw,
    "Add a brand": brand_form.draw,
    "Add a source": source_form.draw,
    "Load a file": file_cards.draw,
}


def page() -> None:
    """Draw the page; `?step=` opens one of its parts."""
    listed("step", list(STEPS))
    step = st.segmented_control(
        say("What to do"),
        list(STEPS),
        format_func=shower(),
        default=FIRST,
        required=True,
        key="step",
        bind="query-params",
        label_visibility="collapsed",
    )
    if why := verbs.why_not():
        st.info(why, icon=":material/lock:")
    STEPS[step or FIRST]()


if __name__ == "__main__":
    page()
