"""How several brands are spoken of, side by side: each against its own period before."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.mentions.queries import negative_share
from dashboard.sentiment import driver_cards, queries
from dashboard.spikes.queries import spikes
from dashboard.ui import beside, findings
from dashboard.ui.findings import Finding
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import UNKNOWN, count, is_known, points
from wording.said import mark
from wording.verdicts import note

_COLUMNS = {
    "Brand": st.column_config.TextColumn(width=110),
    "Net sentiment": st.column_config.TextColumn(width=215),
    mark("Against before"): st.column_config.TextColumn(width=215),
    mark("Negative share"): st.column_config.TextColumn(width=185),
    "Complaint rate": st.column_config.TextColumn(width=185),
    "Not scored": st.column_config.TextColumn(width=120),
}

_NEGATIVE = tuple(f"negative_share{end}" for end in ("", "_low", "_high"))
_COMPLAINING = tuple(f"complaint_share{end}" for end in ("", "_low", "_high"))


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the Sentiment page of one brand says: scope, finding, rows of its metrics.

    Attributes:
        finding: None without a mention.
        change: None where nothing is compared.
    """

    scope: Scope
    finding: Finding | None
    summary: pd.Series
    change: pd.Series | None
    shares: pd.Series


def draw(scope: Scope) -> None:
    """The whole page of several brands."""
    standings = sorted(map(_standing, scope.each), key=_urgency)
    beside.conclude(standings[0].scope, standings[0].finding)
    with st.grid(min(len(standings), 3), min_column_width=280, gap="small"):
        for one in standings:
            _brand(one)
    with Card(
        say("Brands side by side"),
        say(
            "Each by its own days, against its own period before; nothing is averaged over "
            "brands. 95% intervals in brackets. A mention of two brands counts for each."
        ),
        "net_sentiment",
    ):
        beside.table([_row(one) for one in standings], _COLUMNS)
    driver_cards.courses(scope, [one.scope.brand.key for one in standings])
    beside.of_one(
        scope,
        say(
            "What moved it, what drives it, what would change the headline and the review queue "
            "follow the topics, words and scores of one brand. Of one alone:"
        ),
    )


def _standing(scope: Scope) -> _Standing:
    summary = queries.period_summary(scope, scope.span)
    change = queries.period_change(scope, scope.before) if scope.before else None
    finding = None
    if summary["mention_count"]:
        is_calm = findings.running(spikes(scope)).empty
        finding = driver_cards.conclusion(scope, summary, change, is_calm=is_calm)
    return _Standing(scope, finding, summary, change, negative_share(scope))


def _urgency(one: _Standing) -> tuple[int, float]:
    return beside.urgency(one.finding, one.summary["net_sentiment"])


def _brand(one: _Standing) -> None:
    """Its sentence, and the mentions behind its numbers."""
    inbound = driver_cards.INBOUND
    with st.container(border=True, height="stretch", gap="xsmall"):
        beside.head(one.scope, one.finding, say("No mention in this period."))
        if one.finding is None:
            beside.doors(one.scope)
            return
        beside.doors(
            one.scope,
            (
                say("{negative} negative", negative=count(one.summary["negative_count"])),
                inbound | {"polarity": "negative"},
            ),
            (
                say("{complaint} complaints", complaint=count(one.summary["complaint_count"])),
                inbound | {"complaint": "yes"},
            ),
            (say("All {mention}", mention=count(one.summary["mention_count"])), inbound),
        )


def _row(one: _Standing) -> dict[str, object]:
    summary, total = one.summary, one.summary["mention_count"]
    return {
        "Brand": beside.name(one.scope),
        "Net sentiment": beside.net(summary),
        "Against before": _changed(one.change),
        "Negative share": beside.share(one.shares, _NEGATIVE, summary["scored_count"]),
        "Complaint rate": beside.share(summary, _COMPLAINING, total),
        "Not scored": say("{part} of {n}", part=count(summary["unscored_count"]), n=count(total)),
    }


def _changed(change: pd.Series | None) -> str:
    """The change of net sentiment with its margin, and whether it is beyond chance."""
    if change is None or not is_known(change["net_change"]):
        return UNKNOWN
    word = {"better": say("better than before"), "worse": say("worse than before")}.get(
        change["net_verdict"], note(change["net_verdict"])
    )
    moved, margin = points(change["net_change"]), points(change["net_margin"]).lstrip("+")
    return f"{moved} ± {margin}, {word}"
