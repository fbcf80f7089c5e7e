"""The card on what an author set off: answers, what stands below them, and who passed it on."""

import pandas as pd
import streamlit as st

from dashboard.authors import queries
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import compact, count, moment
from wording.safety import plain
from wording.said import mark

SHOWN = 50
_RELATIONS = {
    "answer": mark("answers"),
    "below": mark("in the thread"),
    "repost": mark("passes on"),
}


def reactions(scope: Scope, author: str, summary: pd.Series) -> None:
    """What others wrote because of them, those heard by most first."""
    with Card(
        say("What they set off"),
        say(
            "Answers of others, what stands below in threads that they began, and "
            "reposts; heard by most first."
        ),
        "author_effects",
    ):
        rows = queries.reactions(scope, author, SHOWN)
        if rows.empty:
            st.caption(say("Nobody answered them or passed it on, as far as is held."))
            return
        st.markdown(_reached(summary))
        cards.table(
            pd.DataFrame([_reaction(scope, row) for _, row in rows.iterrows()]),
            "author-reactions",
            say("What others wrote because of the author."),
        )
        total = summary["answer_count"] + summary["repost_count"]
        links.mentions(say("All {total}", total=count(total)), set_off_by=author)


def _reached(summary: pd.Series) -> str:
    unknown = summary["reached_unknown_count"]
    left = (
        say(", unknown of {n} post" if unknown == 1 else ", unknown of {n} posts", n=count(unknown))
        if unknown
        else ""
    )
    return say(
        "Together they reached {people} people{left}.",
        people=compact(summary["reached_audience"]),
        left=left,
    )


def _reaction(scope: Scope, row: pd.Series) -> dict[str, object]:
    return {
        "Post": plain(row["text"], 160),
        "How": say(_RELATIONS[row["relation"]]),
        "Sentiment": say("complaint")
        if row["is_complaint"]
        else say(row["polarity"] if isinstance(row["polarity"], str) else "unscored"),
        "Audience": row["estimated_audience"],
        "When": moment(row["created_at"], scope.clock),
        "Who": plain(row["author_shown"], 40),
        "Author": links.author_address(scope.brand.key, row["source"], row["author_id"]),
        "Thread": links.address(brand=scope.brand.key, conversation=row["conversation_id"]),
    }
