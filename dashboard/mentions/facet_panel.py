"""What the mentions could be narrowed by, each value with how many it would leave.

Each count is under everything else that is chosen. Choosing acts in the address: sources, topics,
languages, audiences and kinds are the chips above every page, the others are facets of this one.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.mentions import facets, queries
from dashboard.ui import filters, glossary
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.numbers import count
from wording.safety import esc
from wording.said import mark

LISTED = 8  # values of a facet, those that leave most
NAMES = {
    "source": mark("Source"),
    "topic": mark("Topic"),
    "lang": mark("Language"),
    "audience": mark("People reached"),
    "kind": mark("Kind"),
}
FACETS = ("polarity", "complaint", "needs_reply", "direction")
# In this order, whatever they leave.
ORDERED = {"audience": filters.BANDS}
# They are of turns: no mention counts there.
UNCOUNTED = ("turn_status", "sla")


def draw(scope: Scope, chosen: Mapping[str, str]) -> None:
    """Every facet with its values; the page is asked anew when one is chosen or left."""
    counts = queries.facet_counts(scope, chosen)
    st.caption(
        say("Narrow down") if counts is None else say("Narrow down: how many each would leave"),
        help=glossary.help_text("mention_facets"),
    )
    for key in FACETS:
        allowed = facets.FACETS[key].allowed
        values = [one for one in allowed if counts is None or one in counts.get(key, {})]
        _facet(key, values, chosen, None if counts is None else counts.get(key, {}))
    for name in queries.PICKED if counts is not None else ():
        _filter(scope, name, (counts or {}).get(name, {}))
    for key in UNCOUNTED:
        _facet(key, facets.FACETS[key].allowed, chosen, None)


def _facet(
    key: str,
    values: Sequence[str],
    chosen: Mapping[str, str],
    counts: Mapping[str, int] | None,
) -> None:
    """One facet of this page, which has one value."""
    value = chosen.get(key)
    offered = [*values, *([value] if value and value not in values else [])]
    if not offered:
        return
    # The key holds the value, so that the URL, not the widget, is the state.
    name = f"narrow-{key}-{value}"
    st.pills(
        say(facets.FACETS[key].name),
        offered,
        default=value,
        format_func=lambda one: _label(facets.shown(one, key), counts, one),
        key=name,
        wrap=True,
        on_change=_take_facet,
        args=(key, name),
    )


def _filter(scope: Scope, name: str, counts: Mapping[str, int]) -> None:
    """One chip above every page, which has several values."""
    picked = scope.filters.get(name, "").split("\n") if name in scope.filters else []
    values = [one for one in ORDERED.get(name, counts) if one in counts]
    offered = [*values[:LISTED], *(one for one in picked if one not in values[:LISTED])]
    if len(offered) < 2 and not picked:
        return  # nothing to choose between
    widget = f"narrow-{name}-{'-'.join(picked)}"
    st.pills(
        say(NAMES[name]),
        offered,
        selection_mode="multi",
        default=picked,
        format_func=lambda one: _label(_shown(name, one), counts, one),
        key=widget,
        wrap=True,
        on_change=_take_filter,
        args=(name, widget),
    )


def _shown(name: str, value: str) -> str:
    return (
        say("no topic")
        if (name, value) == ("topic", "unknown")
        else filters.FILTERS[name].shown(value)
    )


def _label(shown: str, counts: Mapping[str, int] | None, value: str) -> str:
    label = esc(shown, 30)
    return label if counts is None else f"{label} :gray[{count(counts.get(value, 0))}]"


def _take_facet(key: str, widget: str) -> None:
    value = st.session_state[widget]
    if value is None:
        facets.without(key)
    else:
        facets.also(key, value)


def _take_filter(name: str, widget: str) -> None:
    st.session_state[filters.FILTERS[name].key] = list(st.session_state[widget])
