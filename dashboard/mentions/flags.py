"""Why a mention is flagged, in words: the rule that made it a complaint, a turn, or a risk."""

from collections.abc import Iterator, Mapping

import pandas as pd

from wording.numbers import is_known

COMPLAINS = {
    "rating": "its rating says so",
    "word": "negative, names what goes wrong",
    "address": "negative, said to the brand",
    "evidence": "its words weigh towards one",
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


def weight(score: float | None) -> str | None:
    """How far all that a text says weighs towards a complaint; None where nobody weighed it."""
    if score is None or not is_known(score):
        return None
    return f"Its words weigh {score:.2f} of 1 towards a complaint; from 0.5 on they alone make one."


def _said(row: pd.Series, risks: Mapping[str, float]) -> Iterator[str]:
    if (risk := risks.get(row["post_id"])) is not None:
        yield f"At risk: viral risk {risk:.0f} of 100, which is at the alert level"
    if row["is_complaint"]:
        yield f"Complaint: {COMPLAINS.get(row['complaint_reason'], 'as the rule says')}"
    # A complaint needs a reply for being one; the badges say both.
    if row["needs_reply"] and not (row["reply_reason"] == "complaint" and row["is_complaint"]):
        yield f"Needs a reply: {ASKS.get(row['reply_reason'], 'as the rule says')}"
