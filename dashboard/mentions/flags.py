"""Why a mention is flagged, in words: the rule that made it a complaint, a turn, or a risk."""

from collections.abc import Iterator, Mapping

import pandas as pd

from wording.numbers import is_known

COMPLAINS = {
    "rating": "its rating says so",
    "word": "negative, and names what goes wrong",
    "address": "negative, and said to the brand",
    "evidence": "what it says weighs towards one",
    "person": "a person says so",
}
ASKS = {
    "review": "it is a review",
    "reply": "it replies to the brand",
    "named": "it names the brand's account",
    "page": "it stands on the brand's page",
    "complaint": "it complains",
    "question": "it asks a question",
    "answered": "it was answered",
}


def why(row: pd.Series, risks: Mapping[str, float]) -> str:
    """One line of our own words; empty where nothing is flagged.

    Args:
        row: of a mention that others wrote, as people.overlay returns it.
        risks: viral risk, 0 .. 100, of posts at the alert level, by post_id.
    """
    return " · ".join(_said(row, risks))


def complaint_weight(score: float) -> str:
    """How far all that a text says weighs towards a complaint, 0 .. 1; from 0.5 it is one."""
    return f"words weigh {score:.2f} towards a complaint"


def _said(row: pd.Series, risks: Mapping[str, float]) -> Iterator[str]:
    if (risk := risks.get(row["post_id"])) is not None:
        yield f"At risk: viral risk {risk:.0f} of 100, which is at the alert level"
    if row["is_complaint"]:
        score = row["complaint_score"]
        weight = f" ({complaint_weight(score)})" if is_known(score) else ""
        yield f"Complaint: {COMPLAINS.get(row['complaint_reason'], 'as the rule says')}{weight}"
    if row["needs_reply"]:
        yield f"Needs a reply: {ASKS.get(row['reply_reason'], 'as the rule says')}"
