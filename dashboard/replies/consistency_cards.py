"""The card on whether the same question gets the same answer, as soon, from whomever."""

import pandas as pd
import streamlit as st

from dashboard.replies import queries
from dashboard.ui import cards, links, who
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import count, duration, is_known, moment, plural
from wording.safety import plain

SHOWN = 10
BY = {"question": "all", "source": "source", "who answers": "responder", "hour": "hour"}
_VERDICTS = {
    "differs": "Told differently",
    "changed": "Changed",
    "same": "Nothing told differently",
    "few": "Fewer than 5 answers",
    "untold": "Nothing to compare",
}
_TAIL = "over a day"


@st.fragment
def card(scope: Scope) -> None:
    """How alike named questions are answered, and what was told differently, with both texts."""
    with Card(
        "Same question, same answer?",
        "Links, amounts and spans of time told to people who asked the same, and how far their "
        "waits lie apart; of questions that somebody named.",
        "consistency",
    ):
        whole = queries.consistency(scope)
        if whole.empty:
            st.caption("No question of this period has a name yet: see “Not named yet”.")
            return
        _conclusion(whole)
        for _, row in queries.told_differently(scope, SHOWN).iterrows():
            _difference(scope, row)
        chosen = st.segmented_control(
            "Apart by",
            list(BY),
            default="question",
            required=True,
            key="consistency",
            bind="query-params",
            label_visibility="collapsed",
        )
        dimension = BY.get(str(chosen), "all")
        rows = whole if dimension == "all" else queries.consistency(scope, dimension)
        if dimension == "responder" and (own := who.only_own()):
            st.caption(own)
        cards.table(
            _table(rows, dimension),
            f"consistency-{dimension}",
            "Each named question with its waits, its answers and what was told differently.",
        )


def _conclusion(whole: pd.DataFrame) -> None:
    differing = whole[whole["differing_count"] > 0]
    told = plural(whole["told_count"].sum(), "answer")
    if differing.empty:
        st.markdown(f"**No contradiction among {told} that tell a link, an amount or a time.**")
        return
    number = int(differing["differing_count"].sum())
    st.markdown(
        f"**{count(number)} of {told} {'contradicts' if number == 1 else 'contradict'} what others "
        "were told who asked the same.**"
    )


def _difference(scope: Scope, row: pd.Series) -> None:
    """One value beside the usual one: both answers, as they stand."""
    zone = scope.brand.zone
    first, last = moment(row["first_at"], zone), moment(row["last_at"], zone)
    with st.container(border=True, gap="xxsmall"):
        is_change = row["verdict"] == "changed"
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.badge(_VERDICTS[row["verdict"]], color="gray" if is_change else "orange")
            st.text(f"{plain(row['question'], 80)}: {plain(row['asked_text'], 160)}")
        when = f"on {first}" if first == last else f"from {first} to {last}"
        st.caption(
            f"{plural(row['answer_count'], 'answer')} {when}"
            + "; all others came before or after: a change, no contradiction." * is_change
        )
        left, right = st.columns(2, gap="small")
        with left:
            _answer(row["told"], row["answer_text"], row["answer_post_id"], "Read this one")
        with right:
            _answer(
                row["usual_told"], row["usual_text"], row["usual_post_id"], "Read the usual one"
            )


def _answer(told: str, text: str, post: str, label: str) -> None:
    st.text(f"{plain(told, 80)}\n{plain(text, 300)}")
    links.mentions(label, post=str(post))


def _table(rows: pd.DataFrame, dimension: str) -> pd.DataFrame:
    each = [row for _, row in rows.iterrows()]
    group = {} if dimension == "all" else {"Apart": [plain(one, 60) for one in rows["group_value"]]}
    return pd.DataFrame(
        {
            "Named": [plain(name, 80) for name in rows["question"]],
            **group,
            "Turns": rows["turn_count"],
            "Half within": [_wait(row, "median_wait_seconds") for row in each],
            "Nine in ten within": [_wait(row, "p90_wait_seconds") for row in each],
            "Spread": [
                f"{row['wait_spread']:.1f} times" if is_known(row["wait_spread"]) else ""
                for row in each
            ],
            "Answers": rows["answer_count"],
            "Wordings": rows["wording_count"],
            "Tell a figure or link": rows["told_count"],
            "Different ones": rows["value_count"],
            "Told differently": rows["differing_count"],
            "So": [_VERDICTS[verdict] for verdict in rows["verdict"]],
        }
    )


def _wait(row: pd.Series, name: str) -> str:
    if row["is_small"]:
        return f"too few: {count(row['known_count'])}"
    return duration(row[name], _TAIL)
