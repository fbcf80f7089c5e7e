"""What a list of the posts of several brands comes to brand by brand."""

from collections.abc import Mapping

import streamlit as st

from dashboard.mentions import facets, queries
from dashboard.ui import links
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.numbers import count
from wording.safety import esc


def draw(scope: Scope, chosen: Mapping[str, str]) -> None:
    """How many speak of each brand, with the way to that brand's alone.

    Args:
        scope: of several brands.
        chosen: facets of mentions.
    """
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{say('By brand')}**")
        for one in scope.each:
            name = esc(one.brand.name, 40)
            told = count(queries.mention_count(one, chosen))
            st.button(
                f"{name}: {told}",
                key=f"closer-{one.brand.key}",
                type="tertiary",
                on_click=facets.also,
                args=(links.CLOSER, one.brand.key),
            )
        if shared := queries.shared_count(scope, chosen):
            st.caption(
                say(
                    "{n} post speaks of more than one of them and is listed once."
                    if shared == 1
                    else "{n} posts speak of more than one of them and are listed once.",
                    n=count(shared),
                )
            )
            st.caption(
                say("What is read of such a post, and corrected, is read of the brand named first.")
            )
