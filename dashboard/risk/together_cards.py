"""Growing posts of several brands as one board."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.risk import growth_cards, queries
from dashboard.ui import cards, filters, findings, query, together
from dashboard.ui.findings import Finding
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import plural
from wording.safety import esc
from wording.said import mark

# The brand takes their room: the board of one brand has them, and no link lies off the screen.
_LEFT_OUT = [mark("Per hour"), mark("Threshold"), mark("Course"), mark("Author")]


@st.fragment(run_every="30s")
def draw(scope: Scope) -> None:
    """What grows, read again every half minute: the most harm to come first, whosever it is."""
    version = query.version()
    newest = [replace(one, version=version) for one in scope.each]
    scope = replace(newest[0], beside=tuple(newest[1:]))
    stands = [(one, queries.live_summary(version, one.brand.key)) for one in newest]
    cards.conclusion(_conclusion(scope, stands))
    rows = together.rows(scope, _growing, "post_id")
    if rows.empty:
        return
    order = ["harmful_audience", "share_count", "post_id"]
    rows = rows.sort_values(order, ascending=[False, False, True], ignore_index=True)
    with Card(
        say("Growing posts"),
        say(
            "Of all chosen brands, younger than seven days; first those that still reach and hurt "
            "most. A post about two brands stands once."
        ),
        "viral_risk",
    ):
        shown = [
            {"Brand": row[together.BRANDS], **growth_cards.board_row(scope.of(row["brand"]), row)}
            for _, row in rows.iterrows()
        ]
        cards.table(
            pd.DataFrame(shown).drop(columns=_LEFT_OUT),
            "board-together",
            say("{post} that may still grow.", post=plural(len(rows), "post")),
            {**growth_cards.COLUMNS, "Brand": st.column_config.TextColumn(width=110)},
        )
    st.caption(say("Alert rules, what they gave and who was told: look at one brand closer."))


def _growing(scope: Scope) -> pd.DataFrame:
    return queries.live_risk(scope.version, scope.brand.key)


def _conclusion(scope: Scope, stands: list[tuple[Scope, pd.Series]]) -> Finding:
    """Whether a post waits at the alert level, and at which brand."""
    whole = filters.whole(scope, say("Live risk is"))
    for column, level, title in (
        ("waiting_count", findings.CRITICAL, say("A post may run away, and nobody has answered")),
        ("alert_count", findings.WARNING, say("At the alert level, answered")),
        ("live_count", findings.GOOD, say("No post is at the alert level")),
    ):
        told = [
            f"{esc(one.brand.name, 40)}: {plural(summary[column], 'post')}"
            for one, summary in stands
            if summary[column]
        ]
        if told:
            return Finding(level, title, f"{' · '.join(told)}.{whole}")
    return Finding(findings.WATCH, say("No growing post is known"), whole.strip())
