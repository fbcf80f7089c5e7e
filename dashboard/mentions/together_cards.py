"""The mentions of several brands as one list: each post once, with the brands that it speaks of."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard.mentions import facets, feedback, mention_cards, post_card, queries, thread_cards
from dashboard.ui import filters, links, states, width
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.numbers import count
from wording.safety import esc, plain

_WIDTHS = (5, 2)


def draw(scope: Scope, chosen: Mapping[str, str]) -> None:
    """The question, the list and what it comes to by brand.

    Args:
        scope: of several brands.
        chosen: facets of mentions.
    """
    total, shared = queries.together_sizes(scope, chosen)
    mention_cards.question(scope, chosen, total, total)
    if not total:
        is_timeless = facets.is_timeless(chosen)
        states.nothing_matches(scope, facets.said(chosen), _forget, is_timeless=is_timeless)
        return
    above, panel = st.columns(_WIDTHS, gap="medium")
    if width.is_narrow():
        above, panel = panel, above
    with panel:
        _by_brand(scope, chosen, shared)
    with above:
        _list(scope, chosen, total)


def _list(scope: Scope, chosen: Mapping[str, str], total: int) -> None:
    number = mention_cards.turn_pages(total)
    rows = queries.together(scope, chosen, number)
    parts = [feedback.overlay(scope.of(key), part) for key, part in rows.groupby("brand")]
    rows = pd.concat(parts).sort_values(["created_at", "post_id"], ascending=[False, True])
    risks = {key: queries.risks(scope.of(key)) for key in rows["brand"].unique()}
    names = {one.brand.key: plain(one.brand.name, 40) for one in scope.each}
    opened = facets.opened()
    with st.container(border=True, gap="xsmall"):
        for _, row in rows.iterrows():
            said = [names[key] for key in row["brands"]]
            post_card.draw(scope.of(row["brand"]), row, risks=risks[row["brand"]], brands=said)
            if opened and opened == row["conversation_id"]:
                thread_cards.beside(scope.of(row["brand"]), opened)
                opened = ""


def _by_brand(scope: Scope, chosen: Mapping[str, str], shared: int) -> None:
    """How many speak of each brand, with the way to that brand's alone."""
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
        if shared:
            st.caption(
                say(
                    "{n} post speaks of more than one of them and is listed once."
                    if shared == 1
                    else "{n} posts speak of more than one of them and are listed once.",
                    n=count(shared),
                )
            )
        st.caption(
            say("Copies are not folded here. To correct what is read, look at one brand closer.")
        )


def _forget() -> None:
    """Take away everything that narrows, above the page and on it."""
    filters.forget()
    facets.clear()
