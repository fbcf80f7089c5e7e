"""Would other hours have helped? Only a desk that a replay meets is asked."""

from collections.abc import Iterator, Mapping

import pandas as pd
import streamlit as st

from dashboard.staffing import fit, queries, what_if
from dashboard.staffing.desk import ORDERS
from dashboard.staffing.fit import Trial
from dashboard.staffing.queries import Desk
from dashboard.staffing.what_if import Changed, Outcome
from dashboard.ui import cards, links, speech
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import between, compact, count, decimal, percent
from wording.said import mark

WITHIN = (mark("Within 15 min"), mark("Within 1 h"), mark("Within 4 h"), mark("Within 24 h"))
KINDS = {"calm": mark("Usual weeks"), "crisis": mark("Weeks of crisis")}
_ASKED, _BANDS = "staffing-asked", "staffing-bands"
_WIDE = 2  # hours of a band
_KEPT = 20


def staffing(scope: Scope) -> None:
    """The card; nothing is replayed before somebody asks."""
    with Card(
        say("Would other hours help?"),
        say(
            "The desk of the past, replayed person by person: learned on half of the "
            "weeks, tried on the other half. Only a replay that meets what was seen "
            "is asked about other hours."
        ),
        "staffing",
    ):
        if not st.session_state.get(_ASKED):
            st.button(
                say("Replay the desk"), icon=":material/replay:", key="replay-desk", on_click=_ask
            )
            st.caption(say("Takes some seconds."))
            return
        held = queries.desk(scope)
        if held is None:
            st.caption(say("No turn asks for an answer here."))
            return
        with st.spinner(say("Replaying …")):
            found = _trials(scope.version, scope.brand.key, scope.span.until, _held=held)
        for trial in found:
            _verdict(scope, held, trial)
        cards.table(
            pd.DataFrame(list(_rows(found))), "staffing", say("Seen against replayed, by weeks.")
        )
        st.caption(_told(found, held))
        links.mentions(say("The turns that were answered"), turn_status="answered")


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
                    "Weeks": say(KINDS[trial.kind]),
                    "Answered": say(label),
                    "Seen": percent(trial.observed[n]),
                    "Replayed": percent(trial.replayed[n]),
                    "Off by": say(
                        "{n} points",
                        n=decimal(100 * abs(trial.observed[n] - trial.replayed[n])),
                    ),
                }


def _told(found: list[Trial], held: Desk) -> str:
    people = len(held.history.answers)
    turns = say(" and ").join(
        say("{n} of {weeks}", n=count(one.turn_count), weeks=speech.inside(KINDS[one.kind]))
        for one in found
    )
    return say(
        "Tried on turns that were not learned from: {turns}. {people} answered "
        "by name or account; who was there and did not answer is not seen. Hours "
        "that nobody watched are out.",
        turns=turns,
        people=people,
    )


def _verdict(scope: Scope, held: Desk, trial: Trial) -> None:
    name = say(KINDS[trial.kind])
    if trial.error is None or trial.policy is None:
        st.caption(
            say(
                "{name}: too few turns to replay (fewer than {most} in each half).",
                name=name,
                most=fit.LEAST,
            )
        )
        return
    if not trial.is_believed:
        st.info(
            say(
                "The replay is off by {n} points where at most {most} are allowed: this "
                "desk works by more than hours and an order. What one more person would "
                "bring is not known, and nothing is claimed.",
                n=decimal(100 * trial.error),
                most=count(100 * fit.LIMIT),
            ),
            title=say("{name}: no answer", name=name),
            icon=":material/block:",
        )
        return
    st.success(
        say(
            "Off by {n} points at most. It works {order}, gives up after {give_up} h "
            "and takes up {attention} of what comes, as far as can be told.",
            n=decimal(100 * trial.error),
            order=say(ORDERS[trial.policy.order]),
            give_up=count(trial.policy.give_up / 3600),
            attention=percent(trial.policy.attention),
        ),
        title=say("{name}: the replay is met", name=name),
        icon=":material/check:",
    )
    _ask_for_hours(scope, held, trial)


def _ask_for_hours(scope: Scope, held: Desk, trial: Trial) -> None:
    assert trial.policy is not None  # noqa: S101 - it is believed
    since, until = st.slider(say("More people between"), 0, 24, (9, 17), key=f"hours-{trial.kind}")
    more = st.slider(say("How many more"), 0, 5, 1, key=f"more-{trial.kind}")
    orders = list(ORDERS)
    order = st.selectbox(
        say("Order"),
        orders,
        index=orders.index(trial.policy.order),
        format_func=lambda one: say(ORDERS[one]),
        key=f"order-{trial.kind}",
    )
    people = fit.people_of(held.history)
    if why := what_if.refusal(people, held.seen, range(since, until), more):
        st.info(why, icon=":material/block:")
        return
    if not st.button(say("Replay with these hours"), key=f"ask-{trial.kind}"):
        return
    added = queries.spans_of(scope, held, since, until) if until > since else []
    with st.spinner(say("{most} replays …", most=fit.DRAWS)):
        done = what_if.change(held.history, trial, added, more, order)
        bands = what_if.one_more(held.history, trial, _bands(scope, held))
    cards.table(
        pd.DataFrame(list(_compared(done))), f"changed-{trial.kind}", say("Before and after.")
    )
    st.caption(
        say(
            "Replayed, 95% of {most} draws in brackets. The change is associated "
            "with {saved} audience-hours of silence less, for {person_hours} "
            "person-hours.",
            most=fit.DRAWS,
            saved=_ranged(done.saved),
            person_hours=count(round(done.person_hours)),
        )
    )
    _one_more(bands, trial.kind)


def _bands(scope: Scope, held: Desk) -> dict[str, what_if.Spans]:
    """Two hours of the day each, where somebody was seen in both."""
    return {
        between(f"{hour:02}:00", f"{hour + _WIDE:02}:00"): queries.spans_of(
            scope, held, hour, hour + _WIDE
        )
        for hour in range(0, 24, _WIDE)
        if {hour, hour + 1} <= held.seen
    }


def _one_more(bands: Mapping[str, Outcome], kind: str) -> None:
    st.subheader(say("What one more hour buys"), anchor=False)
    rows = [
        {"Hours": name, "Audience-hours avoided per person-hour": _ranged(one)}
        for name, one in sorted(bands.items(), key=lambda item: -item[1].mean)
    ]
    cards.table(pd.DataFrame(rows), f"one-more-{kind}", say("By hours of the day, most first."))


def _compared(done: Changed) -> Iterator[Mapping[str, str]]:
    for label, before, after in zip(WITHIN, done.before, done.after, strict=True):
        yield {
            "Answered": say(label),
            "As it was": _share(before),
            "With the change": _share(after),
        }


def _share(one: Outcome) -> str:
    return say(
        "{share} ({low} to {high})",
        share=percent(one.mean),
        low=percent(one.low),
        high=percent(one.high),
    )


def _ranged(one: Outcome) -> str:
    return say(
        "{share} ({low} to {high})",
        share=compact(one.mean),
        low=compact(one.low),
        high=compact(one.high),
    )
