"""How far a sentiment figure can be trusted: what people found when they checked some posts."""

import streamlit as st

from dashboard.mentions import queries
from dashboard.ui.scope import Scope
from wording.numbers import count, is_known, percent


def accuracy(scope: Scope) -> str:
    """How often the scorer was right when people looked; empty while nobody did."""
    measured = queries.measured_accuracy(scope)
    if measured is None or not measured["checked_count"]:
        return ""
    low, high = percent(measured["accuracy_low"]), percent(measured["accuracy_high"])
    return (
        f"{percent(measured['accuracy'])} right ({low} to {high}) in "
        f"{count(measured['checked_count'])} checked at random"
    )


def complaint_accuracy(scope: Scope) -> str:
    """How often complaints were told right when people looked; empty while nobody did."""
    measured = queries.measured_accuracy(scope)
    if measured is None or not is_known(measured["complaint_accuracy"]):
        return ""
    low, high = (percent(measured[f"complaint_accuracy_{end}"]) for end in ("low", "high"))
    return (
        f"{percent(measured['complaint_accuracy'])} right ({low} to {high}) in "
        f"{count(measured['complaint_checked_count'])} checked at random"
    )


def summary(scope: Scope) -> str:
    """The same in short with the period's negative share, as counted and corrected for errors."""
    measured, found = queries.measured_accuracy(scope), queries.negative_share(scope)
    if measured is None or not measured["checked_count"]:
        return ""
    low, high = percent(measured["accuracy_low"]), percent(measured["accuracy_high"])
    right = f"{percent(measured['accuracy'])} right ({low} to {high}, "
    right += f"n {count(measured['checked_count'])})"
    if not is_known(found["negative_share_corrected"]):
        return right
    low, high = (percent(found[f"negative_share_corrected_{end}"]) for end in ("low", "high"))
    corrected = f"{percent(found['negative_share_corrected'])} ({low} to {high})"
    return f"{right}; negative {percent(found['negative_share'])}, corrected {corrected}"


def note(scope: Scope) -> None:
    """That line below a chart of sentiment."""
    if text := accuracy(scope):
        complaints = complaint_accuracy(scope)
        told = f" Complaints are {complaints}." if complaints else ""
        st.caption(f":material/how_to_reg: Sentiment is {text}.{told}")
