"""Cards about answers: who waits, how long, and whether the target was met."""

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.response import queries
from dashboard.ui import cards, findings, links
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording import clocks
from wording.clocks import CALENDAR, suffix, wait
from wording.numbers import count, duration, is_known, percent
from wording.safety import plain


def median(scope: Scope, clock: str = CALENDAR) -> None:
    """The honest median, what it was before, and what others would show."""
    now, before = summaries(scope, clock)
    change = findings.reply_change(now, before)
    others = wait(now["answered_only_median_seconds"], clock, "none answered")
    cards.figure(
        f"Median first reply{suffix(clock)}",
        wait(now["median_seconds"], clock),
        term="median",
        change=change,
        note=_noted(change, now, clock),
        below=f"{others} if only the answered counted",
        see=(f"{count(now['answered_count'])} answered", {"turn_status": "answered"}),
    )


def summaries(scope: Scope, clock: str = CALENDAR) -> tuple[pd.Series, pd.Series | None]:
    """Response times of the period and of the one it is compared with."""
    before = queries.response_summary(scope, scope.before, clock) if scope.before else None
    return queries.response_summary(scope, scope.span, clock), before


def waiting(summary: pd.Series) -> None:
    """How many wait now, and how many have waited in vain."""
    overdue = int(summary["overdue_count"])
    cards.figure(
        "Waiting now",
        count(summary["open_count"]),
        term="unanswered",
        change=(f"{count(overdue)} past target", "worse") if overdue else None,
        note="" if overdue else "all within target",
        below=f"{count(summary['never_count'])} older were never answered",
        see=(f"{count(summary['open_count'])} waiting", {"waiting": "yes"}),
    )


def targets_by_source(scope: Scope) -> None:
    """Where the target is met."""
    with Card(
        f"Answered within {duration(scope.brand.target_seconds)}, by source",
        "Share of due turns that met the target.",
        "target",
    ):
        rows = queries.targets_by_source(scope)
        rows = rows[rows["attainment_share"].notna()].head(8)
        if rows.empty:
            st.caption("No turn of this period is due yet.")
            return
        texts = [
            f"{percent(row['attainment_share'])} of {count(row['met_count'] + row['missed_count'])}"
            for _, row in rows.iterrows()
        ]
        cards.chart(
            bars(
                cards.look(),
                list(rows["source"]),
                list(rows["attainment_share"]),
                texts,
                full=1,
                opens=[{"turn_source": source, "sla": "missed"} for source in rows["source"]],
            ),
            "targets-by-source",
            f"Target met by source; {plain(rows.iloc[0]['source'], 40)} has the most turns and "
            f"meets it for {percent(rows.iloc[0]['attainment_share'])}.",
        )
        links.mentions(f"{count(rows['missed_count'].sum())} missed turns", sla="missed")


def _noted(change: findings.Change | None, now: pd.Series, clock: str) -> str:
    if change:
        return "within chance" if change[1] == "same" else "vs before"
    end = now["curve_end_seconds"]
    if not is_known(now["median_seconds"]) and is_known(end):
        return f"{clocks.beyond(end, clock)}, the curve's end"
    low, high = now["median_low_seconds"], now["median_high_seconds"]
    spread = clocks.interval(low, high, end, clock)
    return f"95%: {spread}" if spread else f"n = {count(now['turn_count'])}"
