"""The card on what people ask less about since a day, such as that of a help page."""

from datetime import date

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.replies import queries
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.speech import language, say
from dashboard.ui.states import Card
from wording.numbers import count, moment, percent, points
from wording.safety import plain
from wording.said import day, mark

POSTS, LONGEST = 50, 200
_SINCE = {
    "fewer": mark("Fewer ask since then"),
    "more": mark("More ask since then"),
    "same": mark("No change beyond chance"),
    "few": mark("Too few to compare"),
    "untried": mark("Not enough history to tell a change from chance"),
}


@st.fragment
def card(scope: Scope) -> None:
    """How many questions hold some words before and after a day, and on placebo dates."""
    with Card(
        say("Do fewer ask since the help page?"),
        say(
            "Share of questions that hold your words, in the eight weeks before a "
            "day and from it on, whatever the period above."
        ),
        "after_article",
    ):
        events = queries.events(scope)
        if events.empty:
            st.caption(say("No dated event of the brand is configured: add it under `events`."))
            return
        opened, words = _asked_for(events)
        if not words:
            st.caption(say("Type what the page answers, in the words of those who ask."))
            return
        _told(queries.after_article(scope, words, opened), opened)
        _posts(scope, words, opened)


def _asked_for(events: pd.DataFrame) -> tuple[date, str]:
    """The day and the words, a line each; no word: nothing was typed."""
    days = [pd.Timestamp(one).date() for one in events["event_date"]]
    names = {f"{one} {label}": one for one, label in zip(days, events["label"], strict=True)}
    left, right = st.columns(2, gap="small")
    chosen = left.selectbox(
        say("Since"),
        list(names),
        format_func=lambda one: f"{day(language(), names[one])}: {plain(one[11:], 60)}",
        key="article-event",
    )
    typed = right.text_input(
        say("Questions that hold"),
        key="article-words",
        max_chars=LONGEST,
        placeholder="cabin bag, hand luggage",
        help=say("Several words or phrases, with commas between them: one of them is enough."),
    )
    words = [word.strip() for word in typed.split(",")]
    return names[str(chosen)], "\n".join(word for word in words if word)


def _told(row: pd.Series, opened: date) -> None:
    since = day(language(), opened, with_year=False)
    st.markdown(f"**{say(_SINCE[row['verdict']])}**")
    if row["verdict"] == "few":
        st.caption(
            say(
                "20 people who ask anything are needed on either side, and 5 who ask "
                "with these words; people who did: {person}.",
                person=count(row["person_count"]),
            )
        )
        return
    cards.chart(
        bars(
            cards.look(),
            [say("Eight weeks before"), say("From {day} on", day=since)],
            [float(row["before_share"]), float(row["after_share"])],
            [
                say(
                    "{share}\n{part} of {n} questions",
                    share=percent(row[f"{side}_share"], 1),
                    part=count(row[f"{side}_asked"]),
                    n=count(row[f"{side}_count"]),
                )
                for side in ("before", "after")
            ],
        ),
        "article",
        say(
            "Share of questions with these words before and after {day}: {before} and {after}.",
            day=since,
            before=percent(row["before_share"], 1),
            after=percent(row["after_share"], 1),
        ),
        below=_chance(row),
    )


def _chance(row: pd.Series) -> str:
    ends = say(
        "{low} to {high}", low=points(row["difference_low"]), high=points(row["difference_high"])
    )
    tried = say(
        "Of {n} other date tried, {placebo_changed} changed as clearly in that direction."
        if row["placebo_count"] == 1
        else "Of {n} other dates tried, {placebo_changed} changed as clearly in that direction.",
        n=count(row["placebo_count"]),
        placebo_changed=count(row["placebo_changed"]),
    )
    spikes = say(
        "{n} question asked while a spike ran: left out."
        if row["spike_count"] == 1
        else "{n} questions asked while a spike ran: left out.",
        n=count(row["spike_count"]),
    )
    told = say(
        "{difference} points (95%: {ends}), among {person} people. {tried} "
        "Associated with the day, not caused by it.",
        difference=points(row["difference"]),
        ends=ends,
        person=count(row["person_count"]),
        tried=tried,
    )
    return f"{told} {spikes}" if row["spike_count"] else told


def _posts(scope: Scope, words: str, day: date) -> None:
    rows = queries.article_posts(scope, words, day, POSTS)
    if rows.empty:
        return
    with st.expander(say("The questions behind it")):
        cards.table(
            pd.DataFrame(
                {
                    "Question": [plain(text, 300) for text in rows["text"]],
                    "Asked": [moment(at, scope.clock) for at in rows["created_at"]],
                    "Side": [say("after") if one else say("before") for one in rows["is_after"]],
                    "Post": [
                        links.address(brand=scope.brand.key, post=post) for post in rows["post_id"]
                    ],
                }
            ),
            "article-posts",
            say("Questions that hold the words, the newest first."),
            {
                "Question": st.column_config.TextColumn(width=520),
                "Post": st.column_config.LinkColumn(display_text=mark("Read"), width=60),
            },
        )
        if len(rows) == POSTS:
            st.caption(say("The newest {most}.", most=POSTS))
