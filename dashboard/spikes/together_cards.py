"""Spikes of several brands as one list: each against what is usual for its own brand."""

import pandas as pd
import streamlit as st

from dashboard.spikes import queries, spike_cards
from dashboard.ui import cards, filters, findings, links, together
from dashboard.ui.findings import Finding
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say, span
from dashboard.ui.states import Card
from wording.numbers import plural
from wording.safety import esc
from wording.said import mark

_COLUMNS = {
    "Brand": st.column_config.TextColumn(width=110),
    "What": st.column_config.TextColumn(width=255),
    "Severity": st.column_config.ProgressColumn(min_value=0, max_value=10, format="%d", width=90),
    "Open": st.column_config.LinkColumn(display_text=mark("Open"), width=70),
}


def draw(scope: Scope) -> None:
    """What spiked at any of the brands, the running first, each kind by severity."""
    rows = together.rows(scope, queries.episodes, "spike_key")
    if rows.empty:
        told = say("No spike in {span}.{whole}", span=span(scope.span), whole=_whole(scope))
        cards.conclusion(Finding(findings.GOOD, say("No spike is running"), told))
        return
    order = ["is_running", "severity", "excess_count", "started_at"]
    rows = rows.sort_values(order, ascending=False, ignore_index=True)
    cards.conclusion(_conclusion(scope, rows))
    with Card(
        say("Spikes"),
        say(
            "Of all chosen brands, each against what is usual for that brand. Those still running "
            "first, then the most severe."
        ),
        "spike",
    ):
        listed = [
            spike_cards.table_of(scope.of(key), rows.iloc[[n]])
            for n, key in enumerate(rows["brand"])
        ]
        opens = [
            links.page_address("spikes", brand=key, spike=spike, period="all")
            for key, spike in zip(rows["brand"], rows["spike_key"], strict=True)
        ]
        joined = pd.concat(listed, ignore_index=True)
        columns = {str(name): joined[name] for name in joined}
        shown = pd.DataFrame({"Brand": rows[together.BRANDS], **columns, "Open": opens})
        alt = say("{spike} of several brands, one a row.", spike=plural(len(rows), "spike"))
        cards.table(shown, "spikes-together", alt, _COLUMNS)


def _conclusion(scope: Scope, rows: pd.DataFrame) -> Finding:
    running = rows[rows["is_running"].eq(other=True)]
    if running.empty:
        found = plural(len(rows), "spike")
        told = say(
            "{found} in {span}, all over.{whole}",
            found=found,
            span=span(scope.span),
            whole=_whole(scope),
        )
        return Finding(findings.GOOD, say("No spike is running"), told)
    worst = running.iloc[0]
    names = dict.fromkeys(running[together.BRANDS])
    return Finding(
        findings.level_of(worst),
        say("{spike} running", spike=plural(len(running), "spike")),
        say(
            "{names}; the most severe: {worst}, severity {severity} of 10.{whole}",
            names=", ".join(esc(name, 80) for name in names),
            worst=esc(findings.spike_title(worst)),
            severity=worst["severity"],
            whole=_whole(scope),
        ),
    )


def _whole(scope: Scope) -> str:
    return filters.whole(scope, say("Spikes are"))
