"""Who waits for an answer of several brands: one queue, the worst first."""

import pandas as pd
import streamlit as st

from dashboard.response import case_cards, queries
from dashboard.ui import cards, findings, links, together
from dashboard.ui.findings import Finding
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import count, duration
from wording.safety import clipped, esc, plain
from wording.said import mark

_MOST = 50
_COLUMNS = {
    "Brand": st.column_config.TextColumn(width=110),
    mark("Open"): st.column_config.LinkColumn(display_text=mark("Open"), width=70),
}


def draw(scope: Scope) -> None:
    """The desk of all brands: how each stands, and one list."""
    known = [one for one in scope.each if one.brand.has_own_posts]
    stands = [(one, queries.waiting_summary(one)) for one in known]
    cards.conclusion(_conclusion(stands))
    unknown = [one.brand.name for one in scope.each if one not in known]
    if unknown:
        st.caption(
            say(
                "Nothing by {names} itself is loaded, so nobody knows whom it answered.",
                names=", ".join(esc(name, 40) for name in unknown),
            )
        )
    if known:
        _queue(scope)


def _conclusion(stands: list[tuple[Scope, pd.Series]]) -> Finding:
    """Whether anybody waits past a target: each brand's own, never added up."""
    said = [
        say(
            "{name}: {overdue} of {open} past {target}",
            name=esc(one.brand.name, 40),
            overdue=count(waiting["overdue_count"]),
            open=count(waiting["open_count"]),
            target=duration(one.brand.target_seconds),
        )
        for one, waiting in stands
    ]
    late = sum(bool(waiting["overdue_count"]) for _, waiting in stands)
    title = (
        say("Somebody waits past the target at {late} of {n} brands", late=late, n=len(stands))
        if late
        else say("Nobody waits past a target")
    )
    return Finding(findings.WARNING if late else findings.GOOD, title, " · ".join(said))


def _queue(scope: Scope) -> None:
    with Card(
        say("Who is waiting"),
        say(
            "Of all chosen brands, worst first by what another hour costs, which is measured alike "
            "for all; each target is its brand's own. Who asks two brands stands once."
        ),
        "reply_queue",
    ):
        rows = together.rows(scope, _waiting, "turn_id")
        if rows.empty:
            st.badge(say("Nobody waits"), icon=":material/check_circle:", color="green")
            return
        order = ["priority", "waiting_seconds", "turn_id"]
        rows = rows.sort_values(order, ascending=[False, False, True])
        cards.table(
            pd.DataFrame([_row(row) for _, row in rows.head(_MOST).iterrows()]),
            "queue-together",
            say("Who waits, of several brands."),
            _COLUMNS,
        )
        st.caption(
            say(
                "{shown} of {n} are listed; a brand gives at most 200.",
                shown=count(min(len(rows), _MOST)),
                n=count(len(rows)),
            )
        )


def _waiting(scope: Scope) -> pd.DataFrame:
    if not scope.brand.has_own_posts:
        return pd.DataFrame()
    return queries.unanswered(scope, never=False)


def _row(row: pd.Series) -> dict[str, object]:
    name = row["author_name"] if isinstance(row["author_name"], str) else row["author_handle"]
    return {
        "Brand": row[together.BRANDS],
        "Priority": row["priority"],
        "Who": plain(name, 40) if isinstance(name, str) else say("Somebody unknown"),
        "Post": clipped(row["text"], 160),
        "Waiting": duration(row["waiting_seconds"]),
        "Target": say(str(row["sla_status"])),
        "Audience": row["estimated_audience"],
        "Source": plain(row["source"], 40),
        "Open": links.page_address(
            "response-desk", brand=row["brand"], **{case_cards.TURN: row["turn_id"]}
        ),
    }
