"""Cards on what people ask and request again and again, and the form in which a person names it."""

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.replies import feedback, queries
from dashboard.ui import cards, links, who
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import count, duration, interval, is_known, percent, plural, points
from wording.safety import plain

QUESTION, REQUEST = "question", "request"
PROPOSED, LONGEST = 15, 80
_TITLES = {
    QUESTION: (
        "Questions an article could answer",
        "Hours that people waited for an answer, each for 24 hours at most, by question.",
    ),
    REQUEST: (
        "What they want changed",
        "What people ask to have added, brought back or allowed; by the hours that they waited.",
    ),
}
_TRENDS = {"more": ", more now", "fewer": ", fewer now"}
_SAVED = {QUESTION: "At most so much could an article have saved. ", REQUEST: ""}
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
    title, caption = _TITLES[kind]
    with Card(title, caption, "recurring_questions"):
        rows = queries.recurring(scope, kind)
        shown = rows[rows["is_recurring"].astype(bool)]
        if shown.empty:
            st.caption(f"No {kind} of this period has a name yet: see “Not named yet” below.")
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
            f"Hours waited by {kind}; {len(shown)} are shown, the longest first.",
            below=_SAVED[kind] + _left_out(rows, shown),
        )
        with st.expander("All figures"):
            cards.table(
                _figures(shown),
                f"recurring-{kind}-table",
                f"Each {kind} with its people, waits, answers and trend.",
            )


def _told(row: pd.Series) -> str:
    half = row["median_wait_seconds"]
    waited = f"half in {duration(half)}" if is_known(half) else "half over a day"
    hours = f"{count(row['waiting_hours'])} h, {count(row['person_count'])} people"
    return f"{hours}\n{waited}{_TRENDS.get(row['trend'], '')}"


def _left_out(rows: pd.DataFrame, shown: pd.DataFrame) -> str:
    few = len(rows) - len(shown)
    left = f" {plural(few, 'name')} with fewer than five people left out." if few else ""
    return (
        "Half in: the wait of the middle one. More or fewer now: in the second half of the period "
        f"than in the first, beyond chance.{left}"
    )


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
                else "nobody answered"
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
        return "24 hours not over"
    low, high = (duration(row[f"median_{end}"], "over a day") for end in ("low", "high"))
    half = duration(row["median_wait_seconds"], "over a day")
    ends = f"95%: {low} to {high}, " if is_known(row["median_low"]) else ""
    return f"{half} ({ends}n = {count(row['known_count'])})"


def _share(row: pd.Series, half: str) -> str:
    return f"{count(row[f'{half}_people'])} of {count(row[f'{half}_all'])} people"


def _change(row: pd.Series) -> str:
    if row["trend"] == "few":
        return "too few to compare"
    ends = f"95%: {points(row['change_low'])} to {points(row['change_high'])}"
    return f"{points(row['change'])} points ({ends})"


@st.fragment
def proposals(scope: Scope) -> None:
    """What may recur, for a person to read, to name or to set aside."""
    with Card(
        "Not named yet",
        "Turns that share two words which belong together, from five people on. Read them, then "
        "say what they ask; nothing counts before somebody named it.",
        "question_proposals",
    ):
        said = feedback.questions(scope.brand.key)
        rows = queries.question_proposals(scope)
        rows = rows[~rows["words"].isin(list(said))].head(PROPOSED)
        if rows.empty:
            st.caption("Nothing that five people ask is without a name.")
        else:
            _proposed(rows)
            _name(scope, rows, said)
        _own_words(scope, said)
        if said != queries.known_questions(scope):
            st.caption("What was named or taken back shows in the figures with the next run.")


def _proposed(rows: pd.DataFrame) -> None:
    cards.table(
        pd.DataFrame(
            {
                "Words": [plain(words, 60) for words in rows["words"]],
                "One of them": [plain(text, 200) for text in rows["example"]],
                "Kind": rows["kind"],
                "People": rows["person_count"],
                "Hours waited": rows["waiting_hours"],
                "Complaints": rows["complaint_count"],
            }
        ),
        "question-proposals",
        "What may recur and has no name yet, the longest waits first.",
        _COLUMNS,
    )


def _name(scope: Scope, rows: pd.DataFrame, said: dict[str, str]) -> None:
    told = {
        (row["kind"], row["words"]): f"{row['words']}: {plain(row['example'], 70)}"
        for _, row in rows.iterrows()
    }
    chosen = st.selectbox(
        "What they ask",
        list(told),
        format_func=lambda one: told[one],
        key="question-proposal",
    )
    row = rows[(rows["kind"] == chosen[0]) & (rows["words"] == chosen[1])].iloc[0]
    links.mentions(
        f"Read the {plural(row['turn_count'], 'post')}",
        asked_with=str(row["words"]),
        asks=str(row["kind"]),
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        name = st.selectbox(
            "Its name",
            sorted({name for name in said.values() if name}),
            index=None,
            accept_new_options=True,
            placeholder="A new name, or one that is there",
            key="question-name",
        )
        given = plain(name or "", LONGEST).strip()
        if _button("Name it", "question-say", "label", off=not given):
            _say(scope, [str(row["words"])], given)
        if _button("Nothing recurs", "question-aside", "block"):
            _say(scope, [str(row["words"])], "")


def _own_words(scope: Scope, said: dict[str, str]) -> None:
    """Words that nothing proposed, and what was said before."""
    with st.expander("Words of your own, and names given"):
        words = st.text_input(
            "Whoever asks with all of these words",
            key="question-words",
            max_chars=LONGEST,
            placeholder="lounge access, lounge guest",
            help="A set of words has blanks between them; several sets have commas.",
        )
        name = st.text_input("Asks", key="question-own-name", max_chars=LONGEST)
        sets = [" ".join(one.lower().split()) for one in words.split(",")]
        sets, name = [one for one in sets if one], plain(name, LONGEST).strip()
        if _button("Name it", "question-own", "label", off=not (sets and name)):
            _say(scope, sets, name)
        if not said:
            return
        told = {one: f"{one}: {name or 'nothing recurs'}" for one, name in sorted(said.items())}
        given = st.selectbox(
            "Named or set aside",
            list(told),
            format_func=lambda one: plain(told[one], 160),
            key="question-named",
        )
        if _button("Take back", "question-back", "undo"):
            feedback.unname_question(scope.brand.key, str(given))
            st.rerun()


def _button(label: str, key: str, icon: str, *, off: bool = False) -> bool:
    may = who.asker().may("lead")
    return st.button(
        label,
        key=key,
        icon=f":material/{icon}:",
        disabled=off or not may,
        help=None if may else "For leads and admins.",
    )


def _say(scope: Scope, words: list[str], name: str) -> None:
    feedback.name_question(scope.brand.key, words, name)
    st.rerun()
