"""What others said to one growing post: marks on its curve, how they sound, and the list."""

import pandas as pd
import streamlit as st

from charts import episode as episodes
from charts.growth import so_far
from dashboard.risk import queries
from dashboard.ui import brief_files, cards, glossary, links, tones
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.numbers import count, duration, is_known, plural
from wording.safety import plain

MOST_LISTED = 40


def told(scope: Scope, row: pd.Series, snapshots: pd.DataFrame, reactions: pd.DataFrame) -> None:
    """What was said to a post so far, on its curve, and how that sounds.

    Args:
        scope: of the newest version.
        row: of queries.live_risk.
        snapshots: queries.growth_of_post.
        reactions: queries.reactions.
    """
    st.markdown(f"**{say('What was said to it so far')}**")
    answers = int(reactions["is_answer"].sum())
    said = say(
        "Circles: {n} replies and quotes by others, the larger the more people each reached. "
        "Triangles: {answers} by the brand. A click opens one.",
        n=count(len(reactions) - answers),
        answers=plural(answers, "answer"),
    )
    figure = so_far(cards.look(), snapshots, reactions, conversation=row["conversation_id"])
    cards.chart(figure, "so-far", said, below=said)
    _tone(scope, row, reactions)


def kept(scope: Scope, row: pd.Series, reactions: pd.DataFrame) -> None:
    """What may be taken along of a post: a brief, and the list of its reactions."""
    with st.container(horizontal=True, gap="xsmall"):
        brief_files.offer_post(scope, row)
    if not reactions.empty:
        with st.expander(say("Replies, quotes and answers as a list"), key="reactions-listed"):
            _list(scope, reactions.head(MOST_LISTED))


def _tone(scope: Scope, row: pd.Series, reactions: pd.DataFrame) -> None:
    st.markdown(f"**{say('How the reactions sound')}**", help=glossary.help_text("reaction_tone"))
    steps = queries.reaction_tone(scope.version, scope.brand.key, row["post_id"])
    if steps.empty:
        scored = int((reactions["polarity"].notna() & ~reactions["is_answer"].astype(bool)).sum())
        st.caption(
            say("Too few to tell: {n} of the eight reactions that it takes.", n=count(scored))
        )
        return
    said = tones.between(steps.iloc[0], steps.iloc[-1])
    figure = episodes.tone_by_age(cards.look(), steps, conversation=row["conversation_id"])
    cards.chart(figure, "reaction-tone", said, below=said)


def _list(scope: Scope, rows: pd.DataFrame) -> None:
    cards.table(
        pd.DataFrame(
            {
                "Post": [plain(text, 160) for text in rows["title_or_text"]],
                "By##author": [_who(row) for _, row in rows.iterrows()],
                "After": [duration(hours * 3600) for hours in rows["age_hours"]],
                "Sentiment": [
                    say(one if is_known(one) else "unscored") for one in rows["polarity"]
                ],
                "Shares": rows["share_count"],
                "Audience": rows["estimated_audience"],
                "Thread": [
                    links.address(brand=scope.brand.key, conversation=one)
                    for one in rows["conversation_id"]
                ],
            }
        ),
        "reactions",
        say("What others said to the post, and what the brand answered."),
    )


def _who(row: pd.Series) -> str:
    if row["is_answer"]:
        return say("the brand")
    return plain(row["author_name"], 40) if is_known(row["author_name"]) else say("somebody")
