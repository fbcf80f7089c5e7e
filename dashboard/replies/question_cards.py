"""Cards on what people ask and request again and again, and the form in which a person names it."""

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.replies import feedback, queries
from dashboard.ui import cards, links, who
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import count, duration, interval, is_known, percent, points
from wording.safety import plain
from wording.said import mark

QUESTION, REQUEST = mark("question"), mark("request")
PROPOSED, LONGEST = 15, 80
_TITLES = {
    QUESTION: (
        mark("Questions an article could answer"),
        mark("Hours that people waited for an answer, each for 24 hours at most, by question."),
    ),
    REQUEST: (
        mark("What they want changed"),
        mark(
            "What people ask to have added, brought back or allowed; by the hours that they waited."
        ),
    ),
}
_TRENDS = {"more": mark("more now"), "fewer": mark("fewer now")}
_SAVED = mark("At most so much could an article have saved.")
_COLUMNS = {
    "Words": st.column_config.TextColumn(width=150),
    "One of them": st.column_config.TextColumn(width=420),
    "People": st.column_config.NumberColumn(format="localized", width=70),
    "Hours waited": st.column_config.NumberColumn(format="%.0f", width=100),
    "Complaints": st.column_config.NumberColumn(format="localized", width=90),
}


def draw(scope: Scope) -> None:
    """Questions beside requests, and below them what may recur and has no name."""
    for column, kind in zip(st.columns([3, 2], gap="small"), _TITLES, strict=True):
        with column:
            card(scope, kind)
    proposals(scope)


def card(scope: Scope, kind: str) -> None:
    """What people named of one kind, by what it costs those who wait."""
    title, caption = (say(text) for text in _TITLES[kind])
    with Card(title, caption, "recurring_questions"):
        rows = queries.recurring(scope, kind)
        shown = rows[rows["is_recurring"].astype(bool)]
        if shown.empty:
            st.caption(
                say(
                    "No question of this period has a name yet: see “Not named yet” below."
                    if kind == QUESTION
                    else "No request of this period has a name yet: see “Not named yet” below."
                )
            )
            return
        cards.chart(
            bars(
                cards.look(),
                [plain(name, LONGEST) for name in shown["question"]],
                [float(hours) for hours in shown["waiting_hours"]],
                [_told(row) for _, row in shown.iterrows()],
                opens=[{"question": name, "asks": kind} for name in shown["question"]],
            ),
            f"recurring-{kind}",
            say(
                "Hours waited by question; {n} are shown, the longest first."
                if kind == QUESTION
                else "Hours waited by request; {n} are shown, the longest first.",
                n=len(shown),
            ),
            below=" ".join([*([say(_SAVED)] if kind == QUESTION else []), _left_out(rows, shown)]),
        )
        with st.expander(say("All figures")):
            cards.table(
                _figures(shown),
                f"recurring-{kind}-table",
                say(
                    "Each question with its people, waits, answers and trend."
                    if kind == QUESTION
                    else "Each request with its people, waits, answers and trend."
                ),
            )


def _told(row: pd.Series) -> str:
    half = row["median_wait_seconds"]
    waited = (
        say("half in {half}", half=duration(half)) if is_known(half) else say("half over a day")
    )
    hours = say(
        "{hours} h, {person} people",
        hours=count(row["waiting_hours"]),
        person=count(row["person_count"]),
    )
    trend = _TRENDS.get(row["trend"])
    return f"{hours}\n{waited}{f', {say(trend)}' if trend else ''}"


def _left_out(rows: pd.DataFrame, shown: pd.DataFrame) -> str:
    few = len(rows) - len(shown)
    left = say(
        "{n} name with fewer than five people left out."
        if few == 1
        else "{n} names with fewer than five people left out.",
        n=count(few),
    )
    told = say(
        "Half in: the wait of the middle one. More or fewer now: in the second "
        "half of the period than in the first, beyond chance."
    )
    return f"{told} {left}" if few else told


def _figures(rows: pd.DataFrame) -> pd.DataFrame:
    each = [row for _, row in rows.iterrows()]
    return pd.DataFrame(
        {
            "Named": [plain(row["question"], LONGEST) for row in each],
            "People": rows["person_count"],
            "Turns": rows["turn_count"],
            "With a complaint": rows["complaint_count"],
            "Hours waited": [count(row["waiting_hours"]) for row in each],
            "Half within": [_median(row) for row in each],
            "Answered": rows["answered_count"],
            "Same answer": [
                f"{percent(row['same_answer_share'])} "
                f"({interval(row['same_answer_low'], row['same_answer_high'])})"
                if row["answered_count"]
                else say("nobody answered")
                for row in each
            ],
            "First half": [_share(row, "earlier") for row in each],
            "Second half": [_share(row, "later") for row in each],
            "Change": [_change(row) for row in each],
            "Newest": [plain(row["newest_text"], 200) for row in each],
        }
    )


def _median(row: pd.Series) -> str:
    if not row["known_count"]:
        return say("24 hours not over")
    low, high = (duration(row[f"median_{end}"], say("over a day")) for end in ("low", "high"))
    half = duration(row["median_wait_seconds"], say("over a day"))
    ends = say("95%: {low} to {high}", low=low, high=high)
    parts = [ends] * is_known(row["median_low"]) + [f"n = {count(row['known_count'])}"]
    return f"{half} ({', '.join(parts)})"


def _share(row: pd.Series, half: str) -> str:
    return say(
        "{part} of {n} people", part=count(row[f"{half}_people"]), n=count(row[f"{half}_all"])
    )


def _change(row: pd.Series) -> str:
    if row["trend"] == "few":
        return say("too few to compare")
    ends = say(
        "95%: {low} to {high}", low=points(row["change_low"]), high=points(row["change_high"])
    )
    return say("{change} points ({ends})", change=points(row["change"]), ends=ends)


@st.fragment
def proposals(scope: Scope) -> None:
    """What may recur, for a person to read, to name or to set aside."""
    with Card(
        say("Not named yet"),
        say(
            "Turns that share two words which belong together, from five people on. "
            "Read them, then say what they ask; nothing counts before somebody named "
            "it."
        ),
        "question_proposals",
    ):
        said = feedback.questions(scope.brand.key)
        rows = queries.question_proposals(scope)
        rows = rows[~rows["words"].isin(list(said))].head(PROPOSED)
        if rows.empty:
            st.caption(say("Nothing that five people ask is without a name."))
        else:
            _proposed(rows)
            _name(scope, rows, said)
        _own_words(scope, said)
        if said != queries.known_questions(scope):
            st.caption(say("What was named or taken back shows in the figures with the next run."))


def _proposed(rows: pd.DataFrame) -> None:
    cards.table(
        pd.DataFrame(
            {
                "Words": [plain(words, 60) for words in rows["words"]],
                "One of them": [plain(text, 200) for text in rows["example"]],
                "Kind": [say(kind) for kind in rows["kind"]],
                "People": rows["person_count"],
                "Hours waited": rows["waiting_hours"],
                "Complaints": rows["complaint_count"],
            }
        ),
        "question-proposals",
        say("What may recur and has no name yet, the longest waits first."),
        _COLUMNS,
    )


def _name(scope: Scope, rows: pd.DataFrame, said: dict[str, str]) -> None:
    told = {
        (row["kind"], row["words"]): f"{row['words']}: {plain(row['example'], 70)}"
        for _, row in rows.iterrows()
    }
    chosen = st.selectbox(
        say("What they ask"),
        list(told),
        format_func=lambda one: told[one],
        key="question-proposal",
    )
    row = rows[(rows["kind"] == chosen[0]) & (rows["words"] == chosen[1])].iloc[0]
    links.mentions(
        say(
            "Read the {n} post" if row["turn_count"] == 1 else "Read the {n} posts",
            n=count(row["turn_count"]),
        ),
        asked_with=str(row["words"]),
        asks=str(row["kind"]),
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        name = st.selectbox(
            say("Its name"),
            sorted({name for name in said.values() if name}),
            index=None,
            accept_new_options=True,
            placeholder=say("A new name, or one that is there"),
            key="question-name",
        )
        given = plain(name or "", LONGEST).strip()
        if _button(say("Name it"), "question-say", "label", off=not given):
            _say(scope, [str(row["words"])], given)
        if _button(say("Nothing recurs"), "question-aside", "block"):
            _say(scope, [str(row["words"])], "")


def _own_words(scope: Scope, said: dict[str, str]) -> None:
    """Words that nothing proposed, and what was said before."""
    with st.expander(say("Words of your own, and names given")):
        words = st.text_input(
            say("Whoever asks with all of these words"),
            key="question-words",
            max_chars=LONGEST,
            placeholder="lounge access, lounge guest",
            help=say("A set of words has blanks between them; several sets have commas."),
        )
        name = st.text_input(say("Asks"), key="question-own-name", max_chars=LONGEST)
        sets = [" ".join(one.lower().split()) for one in words.split(",")]
        sets, name = [one for one in sets if one], plain(name, LONGEST).strip()
        if _button(say("Name it"), "question-own", "label", off=not (sets and name)):
            _say(scope, sets, name)
        if not said:
            return
        told = {
            one: f"{one}: {name or say('nothing recurs')}" for one, name in sorted(said.items())
        }
        given = st.selectbox(
            say("Named or set aside"),
            list(told),
            format_func=lambda one: plain(told[one], 160),
            key="question-named",
        )
        if _button(say("Take back"), "question-back", "undo"):
            feedback.unname_question(scope.brand.key, str(given))
            st.rerun()


def _button(label: str, key: str, icon: str, *, off: bool = False) -> bool:
    may = who.asker().may("lead")
    return st.button(
        label,
        key=key,
        icon=f":material/{icon}:",
        disabled=off or not may,
        help=None if may else say("For leads and admins."),
    )


def _say(scope: Scope, words: list[str], name: str) -> None:
    feedback.name_question(scope.brand.key, words, name)
    st.rerun()
