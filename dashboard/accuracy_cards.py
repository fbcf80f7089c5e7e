"""How far a sentiment figure can be trusted: what people found when they checked some posts."""

import streamlit as st

from dashboard import data
from dashboard.scope import Scope
from dashboard.wording import count, is_known, percent


def accuracy(scope: Scope) -> str:
    """How often the scorer was right when people looked; empty while nobody did."""
    measured = data.measured_accuracy(scope)
    if measured is None:
        return ""
    low, high = percent(measured["accuracy_low"]), percent(measured["accuracy_high"])
    return (
        f"{percent(measured['accuracy'])} right ({low} to {high}) in "
        f"{count(measured['checked_count'])} checked at random"
    )


def share(scope: Scope) -> str:
    """The period's negative share as counted and corrected; empty where that cannot be done."""
    found = data.negative_share(scope)
    if not is_known(found["negative_share_corrected"]):
        return ""
    return (
        f"Negative {percent(found['negative_share'])} as counted, "
        f"{percent(found['negative_share_corrected'])} with measured errors taken out"
    )


def summary(scope: Scope) -> str:
    """Both in one line; empty while nobody has checked a post by chance."""
    return ". ".join(part for part in (accuracy(scope), share(scope)) if part)


def note(scope: Scope) -> None:
    """That line below a figure or chart of sentiment."""
    if text := accuracy(scope):
        st.caption(f":material/how_to_reg: Sentiment is {text}.")
