"""Cards about answers: who waits, how long, and whether the target was met."""

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.response import queries
from dashboard.ui import cards, findings, links
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording import waits
from wording.numbers import UNKNOWN, count, duration, interval, is_known, percent
from wording.safety import plain
from wording.said import mark
from wording.verdicts import note

_FOUND = {"turn_status": "answered", "addressed": "no"}
_POPULATIONS = {
    ("addressed", "all"): mark("Said to the brand"),
    ("addressed", "first"): mark("of them first turns"),
    ("addressed", "next"): mark("of them next turns"),
    ("found", "all"): mark("Found by listening"),
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
    label = say("Answered in time")  # longer words are cut on a phone
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
            say("{answered} answered", answered=count(answers["answered_count"])),
            {"turn_status": "answered", "addressed": "yes"},
        ),
    )


def found(scope: Scope) -> None:
    """The second line: of those who were found by listening, whom nobody promised an answer."""
    row = queries.found(scope)
    label = say("Found by listening")
    if row is None:
        cards.figure(label, UNKNOWN, term="answered_within", note=_lacking(scope))
        return
    cards.figure(
        label,
        percent(row["target_share"]),
        term="answered_within",
        below=_parts(row),
        see=(say("{answered} answered", answered=count(row["answered_count"])), _FOUND),
    )


def mean_wait(scope: Scope) -> None:
    """The one number that is always there; and the median, where there is one."""
    answers = queries.addressed(scope)
    if answers is None or not is_known(answers["mean_24h_seconds"]):
        cards.figure(say("Mean wait, cut at 24 h"), UNKNOWN, term="mean_24h", note=_lacking(scope))
        return
    only = answers["answered_only_median_seconds"]
    cards.figure(
        say("Mean wait, cut at 24 h"),
        duration(answers["mean_24h_seconds"]),
        term="mean_24h",
        note=say(
            "95%: {interval}",
            interval=interval(answers["mean_24h_low"], answers["mean_24h_high"]),
        ),
        below=half(answers)
        + " "
        + say("Of those who got an answer, half within {only}.", only=duration(only, UNKNOWN)),
        see=(say("{turn} turns", turn=count(answers["turn_count"])), {"addressed": "yes"}),
    )


def half(answers: pd.Series) -> str:
    """The median where the curve has a stable one; else how many never get an answer, in words."""
    if answers["is_median_stable"]:
        return say("Half are answered within {median}.", median=duration(answers["median_seconds"]))
    return f"{waits.never(answers['never_share'])}."


def populations(scope: Scope) -> None:
    """Who wrote to the brand and who was found; first turns and next ones; each with its n."""
    with Card(
        say("Who gets an answer"),
        say(
            "Who wrote to the brand waits for it; who only spoke of it was found by listening. "
            "In brackets 95% intervals."
        ),
        "answered_within",
    ):
        rows = queries.headline(scope)
        rows = rows[rows["population"] != "all"]
        cards.table(
            pd.DataFrame(
                {
                    "Turns": [say(_POPULATIONS[key]) for key in _keys(rows)],
                    "n": [count(value) for value in rows["turn_count"]],
                    say("Within {target}", target=duration(scope.brand.target_seconds)): _shares(
                        rows, "target_share"
                    ),
                    "Within 24 h": _shares(rows, "share_24h"),
                    "Still open after 7 days": _shares(rows, "never_share"),
                    "Mean wait, cut at 24 h": [
                        duration(value, UNKNOWN) for value in rows["mean_24h_seconds"]
                    ],
                    "Half within": [
                        duration(row["median_seconds"])
                        if row["is_median_stable"]
                        else say("no clear half")
                        for _, row in rows.iterrows()
                    ],
                }
            ),
            "populations",
            say("Shares answered, of turns said to the brand and of those found by listening."),
        )


def waiting(scope: Scope, summary: pd.Series) -> None:
    """How many wait now, and how many have waited in vain; summary is of unanswered_summary."""
    if not scope.brand.has_own_posts:
        cards.figure(say("Waiting now"), UNKNOWN, term="unanswered", note=_lacking(scope))
        return
    overdue = int(summary["overdue_count"])
    cards.figure(
        say("Waiting now"),
        count(summary["open_count"]),
        term="unanswered",
        change=(say("{overdue} past target", overdue=count(overdue)), "worse") if overdue else None,
        note="" if overdue else say("all within target"),
        below=say(
            "Never answered: {never} of the period's {turn}",
            never=count(summary["never_count"]),
            turn=count(summary["turn_count"]),
        ),
        see=(say("{open} waiting", open=count(summary["open_count"])), {"waiting": "yes"}),
    )


def targets_by_source(scope: Scope) -> None:
    """Where the target is met."""
    with Card(
        say("Answered within {target}, by source", target=duration(scope.brand.target_seconds)),
        say("Share of due turns that met the target, those found by listening too."),
        "target",
    ):
        rows = queries.targets_by_source(scope)
        rows = rows[rows["attainment_share"].notna()].head(8)
        if rows.empty:
            known = scope.brand.has_own_posts
            st.caption(
                say("No turn of this period is due yet.") if known else findings.UNKNOWN_ANSWERS
            )
            return
        texts = [
            say(
                "{share} of {n}",
                share=percent(row["attainment_share"]),
                n=count(row["met_count"] + row["missed_count"]),
            )
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
            say(
                "Target met by source; {source} has the most turns and meets it for {attainment}.",
                source=plain(rows.iloc[0]["source"], 40),
                attainment=percent(rows.iloc[0]["attainment_share"]),
            ),
        )
        links.mentions(
            say("{missed} missed turns", missed=count(rows["missed_count"].sum())), sla="missed"
        )


def _noted(change: findings.Change | None, changed: pd.Series | None, answers: pd.Series) -> str:
    if change is not None and changed is not None:
        return note(changed["target_verdict"])
    low, high = answers["target_share_low"], answers["target_share_high"]
    return (
        say("95%: {low} to {high}", low=percent(low), high=percent(high)) if is_known(low) else ""
    )


def _parts(row: pd.Series) -> str:
    """The promise in words, what became of the others, and of how many, in small print."""
    said = [
        say("within {target}", target=duration(row["target_seconds"])),
        say("{share_24h} within 24 h", share_24h=percent(row["share_24h"]))
        * is_known(row["share_24h"]),
        say("{never} still open after 7 days", never=percent(row["never_share"]))
        * is_known(row["never_share"]),
    ]
    return " · ".join([*filter(None, said), f"n = {count(row['turn_count'])}"])


def _lacking(scope: Scope) -> str:
    return say("no turn") if scope.brand.has_own_posts else say("nothing by the brand is loaded")


def _keys(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(rows["population"], rows["turn_order"], strict=True))


def _shares(rows: pd.DataFrame, name: str) -> list[str]:
    ends = zip(rows[name], rows[f"{name}_low"], rows[f"{name}_high"], strict=True)
    return [
        say("{share} ({low} to {high})", share=percent(share), low=percent(low), high=percent(high))
        if is_known(low)
        else percent(share)
        for share, low, high in ends
    ]
