"""Would other hours have helped? Only a desk that a replay meets is asked."""

from collections.abc import Iterator, Mapping

import pandas as pd
import streamlit as st

from dashboard.staffing import fit, queries, what_if
from dashboard.staffing.desk import ORDERS
from dashboard.staffing.fit import Trial
from dashboard.staffing.queries import Desk
from dashboard.staffing.what_if import Changed, Outcome
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import compact, count, percent

WITHIN = ("Within 15 min", "Within 1 h", "Within 4 h", "Within 24 h")
KINDS = {"calm": "Usual weeks", "crisis": "Weeks of crisis"}
_ASKED, _BANDS = "staffing-asked", "staffing-bands"
_WIDE = 2  # hours of a band
_KEPT = 20


def staffing(scope: Scope) -> None:
    """The card; nothing is replayed before somebody asks."""
    with Card(
        "Would other hours help?",
        "The desk of the past, replayed person by person: learned on half of the weeks, tried on "
        "the other half. Only a replay that meets what was seen is asked about other hours.",
        "staffing",
    ):
        if not st.session_state.get(_ASKED):
            st.button("Replay the desk", icon=":material/replay:", key="replay-desk", on_click=_ask)
            st.caption("Takes some seconds.")
            return
        held = queries.desk(scope)
        if held is None:
            st.caption("No turn asks for an answer here.")
            return
        with st.spinner("Replaying …"):
            found = _trials(scope.version, scope.brand.key, scope.span.until, _held=held)
        for trial in found:
            _verdict(scope, held, trial)
        cards.table(
            pd.DataFrame(list(_rows(found))), "staffing", "Seen against replayed, by weeks."
        )
        st.caption(_told(found, held))
        links.mentions("The turns that were answered", turn_status="answered")


def _ask() -> None:
    st.session_state[_ASKED] = True


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _trials(version: str, brand: str, until: object, *, _held: Desk) -> list[Trial]:
    """Version, brand and end name what is kept."""
    del version, brand, until
    return fit.trials(_held.history)


def _rows(found: list[Trial]) -> Iterator[Mapping[str, str]]:
    for trial in found:
        error = trial.error
        for n, label in enumerate(WITHIN):
            if error is not None:
                yield {
                    "Weeks": KINDS[trial.kind],
                    "Answered": label,
                    "Seen": percent(trial.observed[n]),
                    "Replayed": percent(trial.replayed[n]),
                    "Off by": f"{100 * abs(trial.observed[n] - trial.replayed[n]):.1f} points",
                }


def _told(found: list[Trial], held: Desk) -> str:
    people = len(held.history.answers)
    turns = " and ".join(f"{count(one.turn_count)} of {KINDS[one.kind].lower()}" for one in found)
    return (
        f"Tried on turns that were not learned from: {turns}. {people} answered by name or "
        "account; who was there and did not answer is not seen. Hours that nobody watched are out."
    )


def _verdict(scope: Scope, held: Desk, trial: Trial) -> None:
    name = KINDS[trial.kind]
    if trial.error is None or trial.policy is None:
        st.caption(f"{name}: too few turns to replay (fewer than {fit.LEAST} in each half).")
        return
    if not trial.is_believed:
        st.info(
            f"The replay is off by {100 * trial.error:.1f} points where at most "
            f"{100 * fit.LIMIT:.0f} are allowed: this desk works by more than hours and an order. "
            "What one more person would bring is not known, and nothing is claimed.",
            title=f"{name}: no answer",
            icon=":material/block:",
        )
        return
    st.success(
        f"Off by {100 * trial.error:.1f} points at most. It works {ORDERS[trial.policy.order]}, "
        f"gives up after {trial.policy.give_up / 3600:.0f} h and takes up "
        f"{percent(trial.policy.attention)} of what comes, as far as can be told.",
        title=f"{name}: the replay is met",
        icon=":material/check:",
    )
    _ask_for_hours(scope, held, trial)


def _ask_for_hours(scope: Scope, held: Desk, trial: Trial) -> None:
    assert trial.policy is not None  # noqa: S101 - it is believed
    since, until = st.slider("More people between", 0, 24, (9, 17), key=f"hours-{trial.kind}")
    more = st.slider("How many more", 0, 5, 1, key=f"more-{trial.kind}")
    orders = list(ORDERS)
    order = st.selectbox(
        "Order",
        orders,
        index=orders.index(trial.policy.order),
        format_func=ORDERS.__getitem__,
        key=f"order-{trial.kind}",
    )
    people = fit.people_of(held.history)
    if why := what_if.refusal(people, held.seen, range(since, until), more):
        st.info(why, icon=":material/block:")
        return
    if not st.button("Replay with these hours", key=f"ask-{trial.kind}"):
        return
    added = queries.spans_of(scope, held, since, until) if until > since else []
    with st.spinner(f"{fit.DRAWS} replays …"):
        done = what_if.change(held.history, trial, added, more, order)
        bands = what_if.one_more(held.history, trial, _bands(scope, held))
    cards.table(pd.DataFrame(list(_compared(done))), f"changed-{trial.kind}", "Before and after.")
    st.caption(
        f"Replayed, 95% of {fit.DRAWS} draws in brackets. The change is associated with "
        f"{_ranged(done.saved)} audience-hours of silence less, for "
        f"{count(round(done.person_hours))} person-hours."
    )
    _one_more(bands, trial.kind)


def _bands(scope: Scope, held: Desk) -> dict[str, what_if.Spans]:
    """Two hours of the day each, where somebody was seen in both."""
    return {
        f"{hour:02}:00 to {hour + _WIDE:02}:00": queries.spans_of(scope, held, hour, hour + _WIDE)
        for hour in range(0, 24, _WIDE)
        if {hour, hour + 1} <= held.seen
    }


def _one_more(bands: Mapping[str, Outcome], kind: str) -> None:
    st.subheader("What one more hour buys", anchor=False)
    rows = [
        {"Hours": name, "Audience-hours avoided per person-hour": _ranged(one)}
        for name, one in sorted(bands.items(), key=lambda item: -item[1].mean)
    ]
    cards.table(pd.DataFrame(rows), f"one-more-{kind}", "By hours of the day, most first.")


def _compared(done: Changed) -> Iterator[Mapping[str, str]]:
    for label, before, after in zip(WITHIN, done.before, done.after, strict=True):
        yield {"Answered": label, "As it was": _share(before), "With the change": _share(after)}


def _share(one: Outcome) -> str:
    return f"{percent(one.mean)} ({percent(one.low)} to {percent(one.high)})"


def _ranged(one: Outcome) -> str:
    return f"{compact(one.mean)} ({compact(one.low)} to {compact(one.high)})"
