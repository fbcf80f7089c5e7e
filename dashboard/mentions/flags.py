"""Why a mention is flagged, in words: the rule that made it a complaint, a turn, or a risk."""

from collections.abc import Iterator, Mapping

import pandas as pd

from dashboard.ui.speech import say
from wording.numbers import decimal, is_known
from wording.said import mark

COMPLAINS = {
    "rating": mark("its rating says so"),
    "word": mark("negative, names what goes wrong"),
    "address": mark("negative, said to the brand"),
    "evidence": mark("its words weigh towards one"),
    "person": mark("a person says so"),
}
ASKS = {
    "review": mark("it is a review"),
    "reply": mark("it replies to the brand"),
    "named": mark("it names the brand's account"),
    "page": mark("it stands on the brand's page"),
    "complaint": mark("it complains"),
    "question": mark("it asks a question"),
    "answered": mark("it was answered"),
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
    return say(
        "Its words weigh {score} of 1 towards a complaint; from 0.5 on they alone make one.",
        score=decimal(score, 2),
    )


def _said(row: pd.Series, risks: Mapping[str, float]) -> Iterator[str]:
    if (risk := risks.get(row["post_id"])) is not None:
        yield say(
            "At risk: viral risk {risk} of 100, which is at the alert level", risk=f"{risk:.0f}"
        )
    if row["is_complaint"]:
        yield say(
            "Complaint: {reason}",
            reason=say(COMPLAINS.get(row["complaint_reason"], mark("as the rule says"))),
        )
    # A complaint needs a reply for being one; the badges say both.
    if row["needs_reply"] and not (row["reply_reason"] == "complaint" and row["is_complaint"]):
        yield say(
            "Needs a reply: {reason}",
            reason=say(ASKS.get(row["reply_reason"], mark("as the rule says"))),
        )
