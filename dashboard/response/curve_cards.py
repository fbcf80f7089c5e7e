"""Cards about the honest curve: what it says, and what other rules would say of the same turns."""

import pandas as pd
import streamlit as st

from charts.waits import SHORTEST, answered_curve
from dashboard.response import queries
from dashboard.ui import cards
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording import clocks
from wording.clocks import named, wait
from wording.numbers import count, is_known, percent, plural

_RULES = (
    ("Ours: open turns count as waiting", "median_seconds", "median"),
    ("Answered only", "answered_only_median_seconds", "median"),
    ("Answered only", "answered_only_mean_seconds", "mean"),
    ("Fastest 90% of the answered", "fastest90_mean_seconds", "mean"),
    ("Answered within 24 h", "under_24h_mean_seconds", "mean"),
)

_SHARES = {"15m": "15 min", "1h": "1 h", "4h": "4 h", "24h": "24 h"}


def curve(scope: Scope, clock: str) -> None:
    """The share answered by time waited."""
    with Card(
        "Answered within …",
        f"Share of turns answered by time waited, {named(clock)}; who still waits counts. "
        "Shading: 95% interval.",
        "curve",
    ):
        rows = queries.response_curve(scope, clock)
        if len(rows[rows["elapsed_seconds"] >= SHORTEST]) < 2:
            st.caption("Fewer than ten turns in this period: too few to draw a curve.")
            return
        now, target = queries.response_summary(scope, scope.span, clock), queries.target(scope)
        is_same = clock == target["target_clock"]
        cards.chart(
            answered_curve(
                cards.look(), rows, scope.brand.target_seconds if is_same else None, clock
            ),
            "curve",
            f"{percent(rows['answered_share'].max())} answered within "
            f"{wait(rows['elapsed_seconds'].max(), clock)}; "
            f"{_half(now, clock)}.",
            below=_ends(rows, clock, "" if is_same else target["target_clock"]),
        )


def shares(scope: Scope, clock: str) -> None:
    """What the curve says at round times, each with its interval."""
    with Card("Read off the curve", f"Waits {named(clock)}, with 95% intervals.", "curve"):
        now = queries.response_summary(scope, scope.span, clock)
        end = now["curve_end_seconds"]
        answered = [
            (f"Within {name}", percent(now[f"share_{key}"]), _shares_between(now, key))
            for key, name in _SHARES.items()
        ]
        low, high = now["median_low_seconds"], now["median_high_seconds"]
        spread = clocks.interval(low, high, end, clock)
        half = (_half(now, clock), spread)
        most = (_reached(now["p90_seconds"], end, clock), "")
        st.table(
            pd.DataFrame(
                [*answered, ("Half of all", *half), ("90% of all", *most)],
                columns=["Answered", "Share or wait", "95% interval"],
            ),
            hide_index=True,
            border="horizontal",
        )


def other_rules(scope: Scope, clock: str) -> None:
    """The same turns as other tools would count them."""
    with Card(
        "The same data under other rules",
        "They differ because ours counts everybody who wrote, while each other rule leaves out "
        "those who still wait or waited longest.",
        "other_rules",
    ):
        now = queries.response_summary(scope, scope.span, clock)
        st.table(
            pd.DataFrame(
                {
                    "Rule": [name for name, _, _ in _RULES],
                    "Figure": [kind for _, _, kind in _RULES],
                    "Wait": [wait(now[column], clock, _absent(column)) for _, column, _ in _RULES],
                }
            ),
            hide_index=True,
            border="horizontal",
        )
        st.caption(
            f"{plural(now['turn_count'], 'turn')}, waits {named(clock)}: "
            f"{count(now['answered_count'])} answered, {count(now['open_count'])} open, "
            f"{count(now['removed_count'])} taken back. {count(now['selected_count'])} more are "
            "turns only because they were answered, and are left out of all rules."
        )


def _reached(seconds: float | None, end: float | None, clock: str) -> str:
    """A percentile; where the curve ends before it, only that it lies beyond."""
    if is_known(seconds):
        return wait(seconds, clock)
    return f"not reached ({clocks.beyond(end, clock)})" if is_known(end) else "not reached"


def _half(now: pd.Series, clock: str) -> str:
    """The median; where the curve lies flat it is noise, and only that is said."""
    if is_known(now["median_seconds"]) and not now["is_median_stable"]:
        return "no clear half: the curve lies flat there"
    return _reached(now["median_seconds"], now["curve_end_seconds"], clock)


def _absent(column: str) -> str:
    return "not reached" if column == "median_seconds" else "none answered"


def _shares_between(now: pd.Series, key: str) -> str:
    low, high = now[f"share_{key}_low"], now[f"share_{key}_high"]
    return f"{percent(low)} to {percent(high)}" if is_known(low) and is_known(high) else ""


def _ends(rows: pd.DataFrame, clock: str, other_clock: str) -> str:
    """Where the curve stops, and why no target stands on it."""
    said = (
        f"Drawn to {wait(rows['elapsed_seconds'].max(), clock)}, as long as ten turns are at risk."
    )
    return f"{said} The target runs {named(other_clock)} and is not drawn." if other_clock else said
