"""Cards about the data itself: sources, gaps, languages, refusals."""

import pandas as pd
import streamlit as st

from dashboard.data_health import queries, replay_cards
from dashboard.ui import cards
from dashboard.ui.own_clock import named
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.languages import language
from wording.numbers import count, duration, moment, percent
from wording.safety import plain


def figures(sources: pd.DataFrame) -> None:
    """How much is held, missed and refused."""
    with st.grid(4, min_column_width=165, gap="small"):
        loaded, rejected = sources["loaded_count"].sum(), sources["rejected_count"].sum()
        cards.figure(
            say("Posts held"), count(loaded), term="freshness", note=say("all brands, all time")
        )
        cards.figure(
            say("Sources failing"),
            count((sources["failure_count"] > 0).sum()),
            term="freshness",
            note=say(
                "of {n} source" if len(sources) == 1 else "of {n} sources", n=count(len(sources))
            ),
        )
        cards.figure(
            say("Hours not observed"),
            count(sources["gap_hours"].sum()),
            term="freshness",
            note=say("gaps, not zeros"),
        )
        cards.figure(
            say("Refused"), count(rejected), term="rejected", note=say("kept with their reason")
        )


def sources(scope: Scope, rows: pd.DataFrame) -> None:
    """One line per source."""
    zone = scope.clock
    with Card(say("Sources"), say("Times in {zone}.", zone=named(zone)), "freshness"):
        cards.table(
            pd.DataFrame(
                {
                    "Source": [plain(name, 60) for name in rows["source"]],
                    "Kind": rows["kind"],
                    "State": [_state(row) for _, row in rows.iterrows()],
                    "Known up to": [moment(at, zone) for at in rows["observed_until"]],
                    "Last success": [moment(at, zone) for at in rows["last_success_at"]],
                    "Gaps": [
                        duration(hours * 3600) if hours else say("none")
                        for hours in rows["gap_hours"]
                    ],
                    "Loaded": rows["loaded_count"],
                    "Expected": rows["expected_count"].round(),
                    "Refused": rows["rejected_count"],
                    "Last error": [plain(text, 200) for text in rows["last_error"]],
                }
            ),
            "sources",
            say("Sources with their state, gaps and counts."),
        )


def gaps(scope: Scope) -> None:
    """When nobody was listening."""
    with Card(
        say("Not watched"),
        say("Nobody knows what was said then: charts show gaps there, never zero."),
        "freshness",
    ):
        rows = queries.newest_gaps(scope.version)
        if rows.empty:
            st.badge(say("No gap is known"), icon=":material/check_circle:", color="green")
            return
        lengths = (rows["until_at"] - rows["since_at"]).dt.total_seconds()
        cards.table(
            pd.DataFrame(
                {
                    "Source": [plain(name, 60) for name in rows["source"]],
                    "From": [moment(at, scope.clock) for at in rows["since_at"]],
                    "To": [moment(at, scope.clock) for at in rows["until_at"]],
                    "Length": [duration(seconds) for seconds in lengths],
                }
            ),
            "gaps",
            say("The newest spans in which a source was not watched."),
        )


def languages(scope: Scope) -> None:
    """Which mentions sentiment cannot speak about."""
    with Card(
        say("Scored by language"),
        say("Sentiment leaves out what no scorer covers; it is never counted as neutral."),
        "net_sentiment",
    ):
        rows = queries.scoring_by_language(scope).head(12)
        if rows.empty:
            st.caption(say("No mentions in this period."))
            return
        shares = rows["scored_count"] / rows["mention_count"]
        cards.table(
            pd.DataFrame(
                {
                    "Language": [plain(language(code), 40) for code in rows["lang"]],
                    "Mentions": rows["mention_count"],
                    "Scored": [percent(share) for share in shares],
                }
            ),
            "languages",
            say("Mentions by language and the share of them that is scored."),
        )


def refused(scope: Scope) -> None:
    """What could not become a mention, and why."""
    with Card(
        say("Refused"), say("Nothing is dropped silently: each payload is kept."), "rejected"
    ):
        reasons = queries.rejected_by_reason(scope.version)
        if reasons.empty:
            st.badge(say("Nothing was refused"), icon=":material/check_circle:", color="green")
            return
        cards.table(
            pd.DataFrame(
                {
                    "Source": [plain(name, 60) for name in reasons["source"]],
                    "Reason": [plain(text, 200) for text in reasons["reason"]],
                    "Payloads": reasons["reject_count"],
                    "Last seen": [moment(at, scope.clock) for at in reasons["last_seen_at"]],
                }
            ),
            "reasons",
            say("Refused payloads by source and reason."),
        )
        replay_cards.again(sorted(set(reasons["source"])))
        with st.expander(say("The newest hundred payloads"), on_change="rerun") as newest:
            if newest.open:
                _payloads(queries.rejected(scope.version))


def _payloads(rows: pd.DataFrame) -> None:
    cards.table(
        pd.DataFrame(
            {
                "Where": [plain(text, 80) for text in rows["place"]],
                "Reason": [plain(text, 200) for text in rows["reason"]],
                "Payload": [plain(text, 500) for text in rows["payload"]],
            }
        ),
        "payloads",
        say("Refused payloads, the newest first."),
    )


def _state(row: pd.Series) -> str:
    if row["failure_count"]:
        return say("failing ({n}×)", n=row["failure_count"])  # noqa: RUF001 - times
    return say("as loaded") if row["kind"] == "file" else say("working")
