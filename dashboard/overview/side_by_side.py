"""Several brands beside each other: each by its own rules, the one that needs somebody first.

Nothing is averaged or added up over brands: each has a baseline, a target and a clock of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard.overview import health_cards, queries
from dashboard.response.queries import addressed, response_change, silence, unanswered_summary
from dashboard.risk.queries import live_summary
from dashboard.sentiment.queries import period_change, period_summary
from dashboard.spikes.queries import spikes
from dashboard.ui import beside, filters, findings
from dashboard.ui.findings import Finding
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import (
    UNKNOWN,
    between,
    count,
    is_known,
    plural,
)
from wording.said import mark

_INBOUND = {"direction": "inbound"}
_COLUMNS = {
    "Brand": st.column_config.TextColumn(width=110),
    mark("Brand health"): st.column_config.TextColumn(width=180),
    mark("Net sentiment"): st.column_config.TextColumn(width=215),
    mark("Complaint rate"): st.column_config.TextColumn(width=185),
    mark("Answered in time"): st.column_config.TextColumn(width=180),
    mark("Waiting now"): st.column_config.TextColumn(width=145),
    mark("Spikes"): st.column_config.NumberColumn(width=70),
    mark("At risk"): st.column_config.NumberColumn(width=70),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one brand stands: rows of the metrics that its own Overview shows.

    Attributes:
        scope: of this brand alone.
        finding: the sentence of its own Overview; None without a mention.
        answers: response.queries.addressed; None where nobody wrote to it, or nobody knows.
    """

    scope: Scope
    finding: Finding | None
    health: pd.Series
    summary: pd.Series
    answers: pd.Series | None
    waiting: pd.Series
    silence: pd.Series
    risk: pd.Series
    running_count: int


def draw(scope: Scope) -> None:
    """The whole Overview of several brands."""
    standings = sorted((_standing(one) for one in scope.each), key=_urgency)
    beside.conclude(standings[0].scope, standings[0].finding)
    with st.grid(min(len(standings), 3), min_column_width=280, gap="small"):
        for one in standings:
            _brand(one)
    _table(standings)


def _standing(scope: Scope) -> Standing:
    summary, waiting, found = (
        period_summary(scope, scope.span),
        unanswered_summary(scope),
        spikes(scope),
    )
    answers = addressed(scope) if scope.brand.has_own_posts else None
    finding = None
    if summary["mention_count"]:
        finding = findings.conclusion(
            summary,
            period_change(scope, scope.before) if scope.before else None,
            answers,
            response_change(scope),
            waiting,
            found,
            is_answer_known=scope.brand.has_own_posts,
            whole=filters.whole(scope, say("The spike is")),
        )
    return Standing(
        scope=scope,
        finding=finding,
        health=queries.health_summary(scope),
        summary=summary,
        answers=answers,
        waiting=waiting,
        silence=silence(scope),
        risk=live_summary(scope.version, scope.brand.key),
        running_count=len(findings.running(found)),
    )


def _urgency(one: Standing) -> tuple[int, float]:
    """A post at risk that nobody answered burns first, then as everywhere; who is least healthy."""
    finding = one.finding
    if finding and one.risk["waiting_count"]:
        finding = replace(finding, level=findings.CRITICAL)
    return beside.urgency(finding, one.health["brand_health"])


def _brand(one: Standing) -> None:
    """Its name, its sentence, its health, and the ways to its own pages."""
    key = one.scope.brand.key
    with st.container(border=True, height="stretch", gap="xsmall", key=f"beside-{key}"):
        beside.head(one.scope, one.finding, say("No mention in this period."))
        if one.risk["waiting_count"]:
            st.badge(
                say("{post} at risk", post=plural(one.risk["waiting_count"], "post")),
                icon=":material/local_fire_department:",
                color="red",
            )
        health_cards.figure(one.scope)
        total = count(one.summary["mention_count"])
        behind = [(say("All {mention}", mention=total), _INBOUND)] if one.finding else []
        beside.doors(one.scope, *behind)


def _table(standings: Sequence[Standing]) -> None:
    with Card(
        say("Brands side by side"),
        say(
            "Each by its own baseline, target, clock and days; nothing is averaged over brands. "
            "95% intervals in brackets. Audience-hours: of complaints that waited. Spikes: that "
            "run now. At risk: posts at the alert level. A mention of two brands counts for each."
        ),
        "brand_health",
    ):
        beside.table([_row(one) for one in standings], _COLUMNS)


def _row(one: Standing) -> dict[str, object]:
    knows = one.scope.brand.has_own_posts
    return {
        "Brand": beside.name(one.scope),
        "Brand health": _health(one.health),
        "Net sentiment": beside.net(one.summary),
        "Complaint rate": _of(one.summary, "complaint_share", one.summary["mention_count"]),
        "Answered in time": _answered(one.answers),
        "Waiting now": say(
            "{open}, {overdue} past target",
            open=count(one.waiting["open_count"]),
            overdue=count(one.waiting["overdue_count"]),
        )
        if knows
        else UNKNOWN,
        "Audience-hours": one.silence["silence_hours"] if knows else None,
        "Spikes": one.running_count,
        "At risk": one.risk["alert_count"],
    }


def _health(found: pd.Series) -> str:
    if not is_known(found["brand_health"]):
        return UNKNOWN
    ends = ""
    if is_known(found["health_low"]):
        ends = f" ({between(count(found['health_low']), count(found['health_high']))})"
    return f"{count(found['brand_health'])}{ends}, {plural(found['day_count'], 'day')}"


def _answered(answers: pd.Series | None) -> str:
    return UNKNOWN if answers is None else _of(answers, "target_share", answers["turn_count"])


def _of(row: pd.Series, name: str, total: float) -> str:
    return beside.share(row, [name, f"{name}_low", f"{name}_high"], total)
