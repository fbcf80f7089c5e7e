"""What press and others made of a complaint that went wider, found by rare words."""

import pandas as pd
import streamlit as st

from dashboard.replies import queries
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.numbers import compact, count, is_known, moment, plural
from wording.safety import plain
from wording.said import mark

SHOWN = 40


def echoes(scope: Scope, turn_id: str) -> None:
    """A list of articles and posts that share rare words with the person's own, press first.

    Args:
        scope: of the page.
        turn_id: post that began the chain, as views name it.
    """
    rows = queries.chain_echoes(scope, turn_id)
    if rows.empty:
        st.caption(say("No article or post by others was found that shares rare words with it."))
        return
    copies = rows.groupby("is_press")["copy_count"].sum()
    st.markdown(
        say(
            "**Perhaps taken up by others**: {articles} and {posts} share rare words with it.",
            articles=plural(int(copies.get(True, 0)), "article"),
            posts=plural(int(copies.get(False, 0)), "post"),
        )
    )
    cards.table(
        pd.DataFrame([_row(scope, row) for _, row in rows.head(SHOWN).iterrows()]),
        "chain-echoes",
        say("Articles and posts that share rare words with this complaint, with the words."),
        {
            "What it says": st.column_config.TextColumn(width=220),
            "Post": st.column_config.LinkColumn(display_text=mark("Read"), width=60),
        },
    )
    least = rows.sort_values(["place_count", "is_press"]).iloc[0]
    st.caption(
        say(
            "No proof: found by words that fewer than one in 1,000 earlier posts hold. By chance: "
            "of {pairs} pairs of another complaint of the month before and one of these texts, "
            "{same} share as much as the weakest of them.",
            pairs=count(least["compared_count"]),
            same=count(least["by_chance_count"]),
        )
    )


def _row(scope: Scope, row: pd.Series) -> dict[str, object]:
    audience = row["estimated_audience"]
    return {
        "When": moment(row["created_at"], scope.clock),
        "Kind": say("Press") if row["is_press"] else say("Post"),
        "Who": plain(row["author_name"], 40),
        "What it says": plain(row["title_or_text"], 160),
        "Shared words": ", ".join(plain(word, 30) for word in row["words"]),
        "Copies": count(row["copy_count"]),
        "People": compact(audience) if is_known(audience) else "",
        "Post": links.address(brand=scope.brand.key, post=row["post_id"]),
    }
