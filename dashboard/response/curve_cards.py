"""Cards about the honest curve: what it says, and what other rules would say of the same turns."""

import pandas as pd
import streamlit as st

from charts.waits import SHORTEST, answered_curve
from dashboard.response import queries
from dashboard.ui import cards
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording import clocks
from wording.clocks import named, wait
from wording.numbers import count, is_known, percent
from wording.said import mark

_RULES = (
    (mark("Ours: open turns count as waiting"), "median_seconds", mark("median")),
    (mark("Answered only"), "answered_only_median_seconds", mark("median")),
    (mark("Answered only"), "answered_only_mean_seconds", mark("mean")),
    (mark("Fastest 90% of the answered"), "fastest90_mean_seconds", mark("mean")),
    (mark("Answered within 24 h"), "under_24h_mean_seconds", mark("mean")),
)

_MINUTES, _HOURS = mark("{n} min"), mark("{n} h")
_SHARES = {"15m": (_MINUTES, 15), "1h": (_HOURS, 1), "4h": (_HOURS, 4), "24h": (_HOURS, 24)}


def curve(scope: Scope, clock: str) -> None:
    """The share answered by time waited."""
    with Card(
        say("Answered within …"),
        say(
            "How many had an answer after so much time, {clock}; who still waits counts, too. "
            "Shading: 95% interval.",
            clock=named(clock),
        ),
        "curve",
    ):
        rows = queries.response_curve(scope, clock)
        if len(rows[rows["elapsed_seconds"] >= SHORTEST]) < 2:
            st.caption(say("Fewer than ten turns in this period: too few to draw a curve."))
            return
        now, target = queries.response_summary(scope, scope.span, clock), queries.target(scope)
        is_same = clock == target["target_clock"]
        cards.chart(
            answered_curve(
                cards.look(), rows, scope.brand.target_seconds if is_same else None, clock
            ),
            "curve",
            say(
                "{answered} answered within {wait}; {half}.",
                answered=percent(rows["answered_share"].max()),
                wait=wait(rows["elapsed_seconds"].max(), clock),
                half=_half(now, clock),
            ),
            below=_ends(rows, clock, "" if is_same else target["target_clock"]),
        )


def shares(scope: Scope, clock: str) -> None:
    """What the curve says at round times, each with its interval."""
    with Card(
        say("Read off the curve"),
        say("Waits {clock}, with 95% intervals.", clock=named(clock)),
        "curve",
    ):
        now = queries.response_summary(scope, scope.span, clock)
        end = now["curve_end_seconds"]
        answered = [
            (
                say("Within {name}", name=say(unit, n=number)),
                percent(now[f"share_{key}"]),
                _shares_between(now, key),
            )
            for key, (unit, number) in _SHARES.items()
        ]
        low, high = now["median_low_seconds"], now["median_high_seconds"]
        spread = clocks.interval(low, high, end, clock)
        half = (_half(now, clock), spread)
        most = (_reached(now["p90_seconds"], end, clock), "")
        st.table(
            pd.DataFrame(
                [*answered, (say("Half of all"), *half), (say("90% of all"), *most)],
                columns=[say("Answered"), say("Share or wait"), say("95% interval")],
            ),
            hide_index=True,
            border="horizontal",
        )


def other_rules(scope: Scope, clock: str) -> None:
    """The same turns as other tools would count them."""
    with Card(
        say("The same data under other rules"),
        say(
            "They differ because ours counts everybody who wrote, while each other "
            "rule leaves out those who still wait or waited longest."
        ),
        "other_rules",
    ):
        now = queries.response_summary(scope, scope.span, clock)
        st.table(
            pd.DataFrame(
                {
                    say("Rule"): [say(name) for name, _, _ in _RULES],
                    say("Figure"): [say(kind) for _, _, kind in _RULES],
                    say("Wait"): [
                        wait(now[column], clock, _absent(column)) for _, column, _ in _RULES
                    ],
                }
            ),
            hide_index=True,
            border="horizontal",
        )
        st.caption(
            say(
                "{n} turn, waits {clock}: {answered} answered, {open} open, {removed} "
                "taken back. {selected} more are turns only because they were answered, "
                "and are left out of all rules."
                if now["turn_count"] == 1
                else "{n} turns, waits {clock}: {answered} answered, {open} open, {removed} "
                "taken back. {selected} more are turns only because they were answered, "
                "and are left out of all rules.",
                n=count(now["turn_count"]),
                clock=named(clock),
                answered=count(now["answered_count"]),
                open=count(now["open_count"]),
                removed=count(now["removed_count"]),
                selected=count(now["selected_count"]),
            )
        )


def _reached(seconds: float | None, end: float | None, clock: str) -> str:
    """A percentile; where the curve ends before it, only that it lies beyond."""
    if is_known(seconds):
        return wait(seconds, clock)
    if not is_known(end):
        return say("not reached")
    return say("not reached ({end})", end=clocks.beyond(end, clock))


def _half(now: pd.Series, clock: str) -> str:
    """The median; where the curve lies flat it is noise, and only that is said."""
    if is_known(now["median_seconds"]) and not now["is_median_stable"]:
        return say("no clear half: the curve lies flat there")
    return _reached(now["median_seconds"], now["curve_end_seconds"], clock)


def _absent(column: str) -> str:
    return say("not reached") if column == "median_seconds" else say("none answered")


def _shares_between(now: pd.Series, key: str) -> str:
    low, high = now[f"share_{key}_low"], now[f"share_{key}_high"]
    return (
        say("{low} to {high}", low=percent(low), high=percent(high))
        if is_known(low) and is_known(high)
        else ""
    )


def _ends(rows: pd.DataFrame, clock: str, other_clock: str) -> str:
    """Where the curve stops, and why no target stands on it."""
    said = say(
        "Drawn to {wait}, as long as ten turns are at risk.",
        wait=wait(rows["elapsed_seconds"].max(), clock),
    )
    if not other_clock:
        return said
    return f"{said} " + say(
        "The target runs {other_clock} and is not drawn.",
        other_clock=named(other_clock),
    )
