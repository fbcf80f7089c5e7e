"""The card on whether the same question gets the same answer, as soon, from whomever."""

import pandas as pd
import streamlit as st

from dashboard.replies import queries
from dashboard.ui import cards, links, who
from dashboard.ui.scope import Scope
from dashboard.ui.speech import listed, say, shower
from dashboard.ui.states import Card
from wording.numbers import count, decimal, duration, is_known, moment, plural
from wording.safety import plain
from wording.said import mark

SHOWN = 10
BY = {
    mark("question"): "all",
    mark("source"): "source",
    mark("who answers"): "responder",
    mark("hour"): "hour",
}
_VERDICTS = {
    "differs": mark("Told differently"),
    "changed": mark("Changed"),
    "same": mark("Nothing told differently"),
    "few": mark("Fewer than 5 answers"),
    "untold": mark("Nothing to compare"),
}
_TAIL = mark("over a day")


@st.fragment
def card(scope: Scope) -> None:
    """How alike named questions are answered, and what was told differently, with both texts."""
    with Card(
        say("Same question, same answer?"),
        say(
            "Links, amounts and spans of time told to people who asked the same, and "
            "how far their waits lie apart; of questions that somebody named."
        ),
        "consistency",
    ):
        whole = queries.consistency(scope)
        if whole.empty:
            st.caption(say("No question of this period has a name yet: see “Not named yet”."))
            return
        _conclusion(whole)
        for _, row in queries.told_differently(scope, SHOWN).iterrows():
            _difference(scope, row)
        listed("consistency", list(BY))
        chosen = st.segmented_control(
            say("Apart by"),
            list(BY),
            format_func=shower(),
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
            say("Each named question with its waits, its answers and what was told differently."),
        )


def _conclusion(whole: pd.DataFrame) -> None:
    differing = whole[whole["differing_count"] > 0]
    told = whole["told_count"].sum()
    if differing.empty:
        st.markdown(
            say(
                "**No contradiction among {n} answer that tell a link, an amount or a time.**"
                if told == 1
                else "**No contradiction among {n} answers that tell a link, an amount or a "
                "time.**",
                n=count(told),
            )
        )
        return
    number = int(differing["differing_count"].sum())
    st.markdown(
        say(
            "**{number} of {n} answers contradicts what others were told who asked the same.**"
            if number == 1
            else "**{number} of {n} answers contradict what others were told who asked the same.**",
            number=count(number),
            n=count(told),
        )
    )


def _difference(scope: Scope, row: pd.Series) -> None:
    """One value beside the usual one: both answers, as they stand."""
    zone = scope.clock
    first, last = moment(row["first_at"], zone), moment(row["last_at"], zone)
    with st.container(border=True, gap="xxsmall"):
        is_change = row["verdict"] == "changed"
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.badge(say(_VERDICTS[row["verdict"]]), color="gray" if is_change else "orange")
            st.text(f"{plain(row['question'], 80)}: {plain(row['asked_text'], 160)}")
        when = (
            say("on {first}", first=first)
            if first == last
            else say("from {first} to {last}", first=first, last=last)
        )
        st.caption(
            f"{plural(row['answer_count'], 'answer')} {when}"
            + ("; " + say("all others came before or after: a change, no contradiction."))
            * is_change
        )
        left, right = st.columns(2, gap="small")
        with left:
            _answer(row["told"], row["answer_text"], row["answer_post_id"], say("Read this one"))
        with right:
            _answer(
                row["usual_told"],
                row["usual_text"],
                row["usual_post_id"],
                say("Read the usual one"),
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
                say("{n} times", n=decimal(row["wait_spread"]))
                if is_known(row["wait_spread"])
                else ""
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
        return say("too few: {known}", known=count(row["known_count"]))
    return duration(row[name], say(_TAIL))
