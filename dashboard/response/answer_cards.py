"""Cards about answers: who waits, how long, and whether the target was met."""

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.response import queries
from dashboard.ui import cards, findings, links
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording import waits
from wording.numbers import UNKNOWN, count, duration, interval, is_known, percent
from wording.safety import plain
from wording.verdicts import note

_FOUND = {"turn_status": "answered", "addressed": "no"}
_POPULATIONS = {
    ("addressed", "all"): "Said to the brand",
    ("addressed", "first"): "of them first turns",
    ("addressed", "next"): "of them next turns",
    ("found", "all"): "Found by listening",
}


def figures(scope: Scope, summary: pd.Series) -> None:
    """The row that opens the desk; summary is queries.unanswered_summary."""
    with st.grid(4, min_column_width=200, gap="small"):
        waiting(scope, summary)
        within_target(scope)
        found(scope)
        mean_wait(scope)


def within_target(scope: Scope) -> None:
    """The headline: of those who wrote to the brand, how many were answered in time."""
    label = "Answered in time"  # longer words are cut on a phone
    answers = queries.addressed(scope)
    if answers is None:
        cards.figure(label, UNKNOWN, term="answered_within", note=_lacking(scope))
        return
    changed = queries.response_change(scope)
    change = findings.reply_change(changed)
    cards.figure(
        label,
        percent(answers["target_share"]),
        term="answered_within",
        change=change,
        note=_noted(change, changed, answers),
        below=_parts(answers),
        see=(
            f"{count(answers['answered_count'])} answered",
            {"turn_status": "answered", "addressed": "yes"},
        ),
    )


def found(scope: Scope) -> None:
    """The second line: of those who were found by listening, whom nobody promised an answer."""
    row = queries.found(scope)
    label = "Found by listening"
    if row is None:
        cards.figure(label, UNKNOWN, term="answered_within", note=_lacking(scope))
        return
    cards.figure(
        label,
        percent(row["target_share"]),
        term="answered_within",
        below=_parts(row),
        see=(f"{count(row['answered_count'])} answered", _FOUND),
    )


def mean_wait(scope: Scope) -> None:
    """The one number that is always there; and the median, where there is one."""
    answers = queries.addressed(scope)
    if answers is None or not is_known(answers["mean_24h_seconds"]):
        cards.figure("Mean wait, cut at 24 h", UNKNOWN, term="mean_24h", note=_lacking(scope))
        return
    only = answers["answered_only_median_seconds"]
    cards.figure(
        "Mean wait, cut at 24 h",
        duration(answers["mean_24h_seconds"]),
        term="mean_24h",
        note=f"95%: {interval(answers['mean_24h_low'], answers['mean_24h_high'])}",
        below=f"{half(answers)} Of those who got an answer, half within {duration(only, UNKNOWN)}.",
        see=(f"{count(answers['turn_count'])} turns", {"addressed": "yes"}),
    )


def half(answers: pd.Series) -> str:
    """The median where the curve has a stable one; else how many never get an answer, in words."""
    if answers["is_median_stable"]:
        return f"Half are answered within {duration(answers['median_seconds'])}."
    return f"{waits.never(answers['never_share'])}."


def populations(scope: Scope) -> None:
    """Who wrote to the brand and who was found; first turns and next ones; each with its n."""
    with Card(
        "Who gets an answer",
        "Turns said to the brand and turns found by listening are two populations; a first turn "
        "and a next one are two experiences. 95% intervals.",
        "answered_within",
    ):
        rows = queries.headline(scope)
        rows = rows[rows["population"] != "all"]
        cards.table(
            pd.DataFrame(
                {
                    "Turns": [_POPULATIONS[key] for key in _keys(rows)],
                    "n": [count(value) for value in rows["turn_count"]],
                    f"Within {duration(scope.brand.target_seconds)}": _shares(rows, "target_share"),
                    "Within 24 h": _shares(rows, "share_24h"),
                    "Still open after 7 days": _shares(rows, "never_share"),
                    "Mean wait, cut at 24 h": [
                        duration(value, UNKNOWN) for value in rows["mean_24h_seconds"]
                    ],
                    "Half within": [
                        duration(row["median_seconds"])
                        if row["is_median_stable"]
                        else "no clear half"
                        for _, row in rows.iterrows()
                    ],
                }
            ),
            "populations",
            "Shares answered, of turns said to the brand and of those found by listening.",
        )


def waiting(scope: Scope, summary: pd.Series) -> None:
    """How many wait now, and how many have waited in vain; summary is of unanswered_summary."""
    if not scope.brand.has_own_posts:
        cards.figure("Waiting now", UNKNOWN, term="unanswered", note=_lacking(scope))
        return
    overdue = int(summary["overdue_count"])
    cards.figure(
        "Waiting now",
        count(summary["open_count"]),
        term="unanswered",
        change=(f"{count(overdue)} past target", "worse") if overdue else None,
        note="" if overdue else "all within target",
        below=f"Never answered: {count(summary['never_count'])} of the period's "
        f"{count(summary['turn_count'])}",
        see=(f"{count(summary['open_count'])} waiting", {"waiting": "yes"}),
    )


def targets_by_source(scope: Scope) -> None:
    """Where the target is met."""
    with Card(
        f"Answered within {duration(scope.brand.target_seconds)}, by source",
        "Share of due turns that met the target, those found by listening too.",
        "target",
    ):
        rows = queries.targets_by_source(scope)
        rows = rows[rows["attainment_share"].notna()].head(8)
        if rows.empty:
            known = scope.brand.has_own_posts
            st.caption("No turn of this period is due yet." if known else findings.UNKNOWN_ANSWERS)
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


def _noted(change: findings.Change | None, changed: pd.Series | None, answers: pd.Series) -> str:
    if change is not None and changed is not None:
        return note(changed["target_verdict"])
    low, high = answers["target_share_low"], answers["target_share_high"]
    return f"95%: {percent(low)} to {percent(high)}" if is_known(low) else ""


def _parts(row: pd.Series) -> str:
    """The promise in words, what became of the others, and of how many, in small print."""
    said = [
        f"within {duration(row['target_seconds'])}",
        f"{percent(row['share_24h'])} within 24 h" * is_known(row["share_24h"]),
        f"{percent(row['never_share'])} still open after 7 days" * is_known(row["never_share"]),
    ]
    return " · ".join([*filter(None, said), f"n = {count(row['turn_count'])}"])


def _lacking(scope: Scope) -> str:
    return "no turn" if scope.brand.has_own_posts else "nothing by the brand is loaded"


def _keys(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(rows["population"], rows["turn_order"], strict=True))


def _shares(rows: pd.DataFrame, name: str) -> list[str]:
    ends = zip(rows[name], rows[f"{name}_low"], rows[f"{name}_high"], strict=True)
    return [
        f"{percent(share)} ({percent(low)} to {percent(high)})" if is_known(low) else percent(share)
        for share, low, high in ends
    ]
