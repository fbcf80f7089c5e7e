"""How far a sentiment figure can be trusted: what people found when they checked some posts."""

import streamlit as st

from dashboard.mentions import queries
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.numbers import count, is_known, percent


def accuracy(scope: Scope) -> str:
    """How often the scorer was right when people looked; empty while nobody did."""
    measured = queries.measured_accuracy(scope)
    if measured is None or not measured["checked_count"]:
        return ""
    low, high = percent(measured["accuracy_low"]), percent(measured["accuracy_high"])
    return say(
        "{accuracy} right ({low} to {high}) in {checked} checked at random",
        accuracy=percent(measured["accuracy"]),
        low=low,
        high=high,
        checked=count(measured["checked_count"]),
    )


def complaint_accuracy(scope: Scope) -> str:
    """How often complaints were told right when people looked; empty while nobody did."""
    measured = queries.measured_accuracy(scope)
    if measured is None or not is_known(measured["complaint_accuracy"]):
        return ""
    low, high = (percent(measured[f"complaint_accuracy_{end}"]) for end in ("low", "high"))
    return say(
        "{accuracy} right ({low} to {high}) in {checked} checked at random",
        accuracy=percent(measured["complaint_accuracy"]),
        low=low,
        high=high,
        checked=count(measured["complaint_checked_count"]),
    )


def summary(scope: Scope) -> str:
    """The same in short with the period's negative share, as counted and corrected for errors."""
    measured, found = queries.measured_accuracy(scope), queries.negative_share(scope)
    if measured is None or not measured["checked_count"]:
        return ""
    low, high = percent(measured["accuracy_low"]), percent(measured["accuracy_high"])
    right = say(
        "{accuracy} right ({low} to {high}, n {n})",
        accuracy=percent(measured["accuracy"]),
        low=low,
        high=high,
        n=count(measured["checked_count"]),
    )
    if not is_known(found["negative_share_corrected"]):
        return right
    low, high = (percent(found[f"negative_share_corrected_{end}"]) for end in ("low", "high"))
    corrected = say(
        "{share} ({low} to {high})",
        share=percent(found["negative_share_corrected"]),
        low=low,
        high=high,
    )
    return say(
        "{right}; negative {negative}, corrected {corrected}",
        right=right,
        negative=percent(found["negative_share"]),
        corrected=corrected,
    )


def note(scope: Scope) -> None:
    """That line below a chart of sentiment."""
    if text := accuracy(scope):
        complaints = complaint_accuracy(scope)
        told = [
            say("Sentiment is {accuracy}.", accuracy=text),
            say("Complaints are {accuracy}.", accuracy=complaints) if complaints else "",
        ]
        st.caption(f":material/how_to_reg: {' '.join(filter(None, told))}")
