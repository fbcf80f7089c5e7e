"""The card on what people ask less about since a day, such as that of a help page."""

from datetime import date

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.replies import queries
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import count, moment, percent, plural, points
from wording.safety import plain

POSTS, LONGEST = 50, 200
_SINCE = {
    "fewer": "Fewer ask since then",
    "more": "More ask since then",
    "same": "No change beyond chance",
    "few": "Too few to compare",
    "untried": "Not enough history to tell a change from chance",
}


@st.fragment
def card(scope: Scope) -> None:
    """How many questions hold some words before and after a day, and on placebo dates."""
    with Card(
        "Do fewer ask since the help page?",
        "Share of questions that hold your words, in the eight weeks before a day and from it on, "
        "whatever the period above.",
        "after_article",
    ):
        events = queries.events(scope)
        if events.empty:
            st.caption("No dated event of the brand is configured: add it under `events`.")
            return
        day, words = _asked_for(events)
        if not words:
            st.caption("Type what the page answers, in the words of those who ask.")
            return
        _told(queries.after_article(scope, words, day), day)
        _posts(scope, words, day)


def _asked_for(events: pd.DataFrame) -> tuple[date, str]:
    """The day and the words, a line each; no word: nothing was typed."""
    days = [pd.Timestamp(day).date() for day in events["event_date"]]
    names = {f"{day} {label}": day for day, label in zip(days, events["label"], strict=True)}
    left, right = st.columns(2, gap="small")
    chosen = left.selectbox(
        "Since",
        list(names),
        format_func=lambda one: f"{names[one]:%-d %b %Y}: {plain(one[11:], 60)}",
        key="article-event",
    )
    typed = right.text_input(
        "Questions that hold",
        key="article-words",
        max_chars=LONGEST,
        placeholder="cabin bag, hand luggage",
        help="Several words or phrases, with commas between them: one of them is enough.",
    )
    words = [word.strip() for word in typed.split(",")]
    return names[str(chosen)], "\n".join(word for word in words if word)


def _told(row: pd.Series, day: date) -> None:
    st.markdown(f"**{_SINCE[row['verdict']]}**")
    if row["verdict"] == "few":
        st.caption(
            "20 people who ask anything are needed on either side, and 5 who ask with these "
            f"words; people who did: {count(row['person_count'])}."
        )
        return
    cards.chart(
        bars(
            cards.look(),
            ["Eight weeks before", f"From {day:%-d %b} on"],
            [float(row["before_share"]), float(row["after_share"])],
            [
                f"{percent(row[f'{side}_share'], 1)}\n{count(row[f'{side}_asked'])} of "
                f"{count(row[f'{side}_count'])} questions"
                for side in ("before", "after")
            ],
        ),
        "article",
        f"Share of questions with these words before and after {day:%-d %B}: "
        f"{percent(row['before_share'], 1)} and {percent(row['after_share'], 1)}.",
        below=_chance(row),
    )


def _chance(row: pd.Series) -> str:
    ends = f"{points(row['difference_low'])} to {points(row['difference_high'])}"
    tried = (
        f"Of {plural(row['placebo_count'], 'other date')} tried, "
        f"{count(row['placebo_changed'])} changed as clearly in that direction."
    )
    spikes = f" {plural(row['spike_count'], 'question')} asked while a spike ran: left out."
    return (
        f"{points(row['difference'])} points (95%: {ends}), among {count(row['person_count'])} "
        f"people. {tried} Associated with the day, not caused by it."
        + spikes
        * bool(row["spike_count"])
    )


def _posts(scope: Scope, words: str, day: date) -> None:
    rows = queries.article_posts(scope, words, day, POSTS)
    if rows.empty:
        return
    with st.expander("The questions behind it"):
        cards.table(
            pd.DataFrame(
                {
                    "Question": [plain(text, 300) for text in rows["text"]],
                    "Asked": [moment(at, scope.brand.zone) for at in rows["created_at"]],
                    "Side": ["after" if one else "before" for one in rows["is_after"]],
                    "Post": [
                        links.address(brand=scope.brand.key, post=post) for post in rows["post_id"]
                    ],
                }
            ),
            "article-posts",
            "Questions that hold the words, the newest first.",
            {
                "Question": st.column_config.TextColumn(width=520),
                "Post": st.column_config.LinkColumn(display_text="Read", width=60),
            },
        )
        if len(rows) == POSTS:
            st.caption(f"The newest {POSTS}.")
