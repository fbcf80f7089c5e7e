"""The card on what an author set off: answers, what stands below them, and who passed it on."""

import pandas as pd
import streamlit as st

from dashboard.authors import queries
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import compact, count, moment, plural
from wording.safety import plain

SHOWN = 50
_RELATIONS = {"answer": "answers", "below": "in the thread", "repost": "passes on"}


def reactions(scope: Scope, author: str, summary: pd.Series) -> None:
    """What others wrote because of them, those heard by most first."""
    with Card(
        "What they set off",
        "Answers of others, what stands below in threads that they began, and reposts; heard by "
        "most first.",
        "author_effects",
    ):
        rows = queries.reactions(scope, author, SHOWN)
        if rows.empty:
            st.caption("Nobody answered them or passed it on, as far as is held.")
            return
        st.markdown(_reached(summary))
        cards.table(
            pd.DataFrame([_reaction(scope, row) for _, row in rows.iterrows()]),
            "author-reactions",
            "What others wrote because of the author.",
        )
        total = summary["answer_count"] + summary["repost_count"]
        links.mentions(f"All {count(total)}", set_off_by=author)


def _reached(summary: pd.Series) -> str:
    unknown = summary["reached_unknown_count"]
    left = f", unknown of {plural(unknown, 'post')}" if unknown else ""
    return f"Together they reached {compact(summary['reached_audience'])} people{left}."


def _reaction(scope: Scope, row: pd.Series) -> dict[str, object]:
    return {
        "Post": plain(row["text"], 160),
        "How": _RELATIONS[row["relation"]],
        "Sentiment": "complaint" if row["is_complaint"] else plain(row["polarity"]) or "unscored",
        "Audience": row["estimated_audience"],
        "When": moment(row["created_at"], scope.brand.zone),
        "Who": plain(row["author_shown"], 40),
        "Author": links.author_address(scope.brand.key, row["source"], row["author_id"]),
        "Thread": links.address(brand=scope.brand.key, conversation=row["conversation_id"]),
    }
