"""The alerts that were given, what people thought of them, and what that says of each rule."""

import pandas as pd
import streamlit as st

from dashboard.alerts import feedback, queries
from dashboard.ui import cards
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import count, moment, percent
from wording.safety import esc, plain
from wording.said import mark

MARKS = {
    feedback.USEFUL: (mark("useful"), mark("Useful")),
    feedback.NOISE: (mark("noise"), mark("Noise")),
}


def told(scope: Scope) -> None:
    """The alert that a message's link names, first of all, with its button; nothing without one."""
    wanted = _wanted()
    if not all(wanted):
        return
    with Card(say("You were told of this"), term="alert_ledger"):
        rows = queries.alerts(scope)
        found = rows[(rows["rule_name"] == wanted[0]) & (rows["subject"] == wanted[1])]
        if found.empty:
            st.caption(say("No such alert was given in this period: choose a longer one."))
            return
        row = found.iloc[0]
        st.markdown(f"**{esc(wanted[0], 80)}**: {esc(_about(scope, row), 200)}")
        is_taken = wanted in feedback.taken(scope.brand.key)
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.button(
                say("I have it"),
                key="told-take",
                type="primary",
                on_click=feedback.take,
                args=(scope.brand.key, *wanted),
                disabled=is_taken,
            )
            st.caption(
                say("Taken: nobody else is called for it.")
                if is_taken
                else say("Given {at}.", at=moment(row["alerted_at"], scope.clock))
            )


def ledger(scope: Scope) -> None:
    """The alerts that were given, the newest first, to be marked useful or noise."""
    with Card(
        say("Alerts given"),
        say("Written once each. Mark them: it shows which rule earns its place."),
        "alert_ledger",
    ):
        rows = queries.alerts(scope)
        if rows.empty:
            st.caption(
                say("None so far. Rules are judged after every pass and by `earshot alerts`.")
            )
            return
        marks, taken = feedback.marks(scope.brand.key), feedback.taken(scope.brand.key)
        keys = list(zip(rows["rule_name"], rows["subject"], strict=True))
        cards.table(
            pd.DataFrame(
                {
                    "Given": [moment(at, scope.clock) for at in rows["alerted_at"]],
                    "Mark": [say(marks.get(key, "")) for key in keys],
                    "Taken": [say("yes") if key in taken else "" for key in keys],
                    "Rule": [plain(name, 40) for name in rows["rule_name"]],
                    "About": [plain(_about(scope, row), 90) for _, row in rows.iterrows()],
                    "Value": rows["observed_value"].round(1),
                    "Level": rows["level"],
                }
            ),
            "ledger",
            say("Alerts that were given, one a row."),
        )
        _mark(scope, rows, marks, taken)
        _precision(rows, marks)


def _about(scope: Scope, row: pd.Series) -> str:
    """What an alert is about, not safe yet: a post's words, or what happened and since when.

    The name of a spike or of a source that fell silent ends with its moment, for machines.
    """
    what, _, _ = str(row["subject"]).partition(" since ")
    if row["kind"] not in ("spike", "quiet"):
        return str(row["about"])
    since = moment(row["happened_at"], scope.clock)
    return say("{what} since {since}", what=say(what), since=since)


def _mark(
    scope: Scope, rows: pd.DataFrame, marks: feedback.Marks, taken: frozenset[tuple[str, str]]
) -> None:
    names = {
        (row["rule_name"], row["subject"]): f"{row['rule_name']}: {_about(scope, row)}"
        for _, row in rows.iterrows()
    }
    chosen = st.selectbox(
        say("Alert"),
        list(names),
        index=_asked(list(names)),
        format_func=lambda key: plain(names.get(key, ""), 80),
        key="marked",
        label_visibility="collapsed",
    )
    with st.container(horizontal=True, gap="small"):
        brand = scope.brand.key
        st.button(
            say("I have it"),
            key="alert-take",
            type="primary",
            on_click=feedback.take,
            args=(brand, *chosen),
            disabled=chosen in taken,
        )
        for verdict in MARKS:
            st.button(
                say(MARKS[verdict][1]),
                key=f"mark-{verdict}",
                on_click=feedback.mark,
                args=(brand, *chosen, verdict),
                disabled=marks.get(chosen) == verdict,
            )
        st.button(
            say("Take back"),
            key="mark-undo",
            on_click=feedback.unmark,
            args=(brand, *chosen),
            disabled=chosen not in marks,
        )


def _asked(keys: list[tuple[str, str]]) -> int:
    """The alert that a message's link names, else the newest."""
    wanted = _wanted()
    return keys.index(wanted) if wanted in keys else 0


def _wanted() -> tuple[str, str]:
    """Rule and subject that the address names; blanks where it names none."""
    return st.query_params.get("alert", ""), st.query_params.get("take", "")


def _precision(rows: pd.DataFrame, marks: feedback.Marks) -> None:
    """Of each rule, the share of its marked alerts that were useful, with n."""
    for rule, given in rows.groupby("rule_name")["subject"]:
        name = str(rule)
        verdicts = [marks[name, subject] for subject in given if (name, subject) in marks]
        found = feedback.precision(verdicts)
        rate = (
            say(
                "{useful} of {marked} marked were useful ({share})",
                useful=found.useful_count,
                marked=found.marked_count,
                share=percent(found.useful_count / found.marked_count),
            )
            if found.marked_count
            else say("none marked yet")
        )
        st.caption(
            say(
                "{name}: {rate}; {n} alert given."
                if len(given) == 1
                else "{name}: {rate}; {n} alerts given.",
                name=esc(name, 60),
                rate=rate,
                n=count(len(given)),
            )
        )
