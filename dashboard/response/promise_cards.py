"""The card about what the brand promised in public, and what became of it."""

import pandas as pd
import streamlit as st

from dashboard.response import queries
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import UNKNOWN, count, is_known, moment, percent, plural
from wording.safety import link, plain

KINDS = {
    "call": "a call",
    "reply": "an answer",
    "update": "an update",
    "money": "money back",
    "service": "service",
}
REASONS = {
    "asked": "the customer had to ask again",
    "late": "the update came late",
    "silent": "no update came",
}


def promises(scope: Scope) -> None:
    """Kept, broken and unknown promises, with the list of the broken ones."""
    rows = queries.promise_summary(scope)
    with Card("Promises kept", _headline(rows), "promises"):
        if rows.empty:
            return
        whole = rows.iloc[0]
        with st.grid(4, min_column_width=165, gap="small"):
            _figures(whole, rows)
        broken = queries.broken_promises(scope)
        if broken.empty:
            st.badge("None is known to be broken", icon=":material/check_circle:", color="green")
            return
        cards.table(_listed(scope, broken), "broken", "Promises that were broken, newest first.")


def _headline(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "Nothing was promised in public to who wrote in this period."
    whole = rows.iloc[0]
    return (
        f"{plural(whole['promise_count'], 'reply').replace('replys', 'replies')} said what the "
        f"brand will do. Whether it did shows in public for {count(whole['judged_count'])} of "
        f"them: {count(whole['kept_count'])} kept, {count(whole['broken_count'])} broken."
    )


def _figures(whole: pd.Series, rows: pd.DataFrame) -> None:
    is_few = whole["is_few"]
    between = f"95%: {percent(whole['broken_low'])} to {percent(whole['broken_high'])}"
    cards.figure(
        "Broken, of those judged",
        UNKNOWN if is_few else percent(whole["broken_share"]),
        term="promises",
        note="too few" if is_few else between,
        below=f"n = {count(whole['judged_count'])} that can be judged in public",
        see=(plural(whole["broken_customers"], "customer"), {"promise": "broken"}),
    )
    cards.figure(
        "Kept",
        count(whole["kept_count"]),
        term="promises",
        below="the brand spoke again in time, or the customer thanked after it",
        see=(plural(whole["kept_customers"], "customer"), {"promise": "kept"}),
    )
    cards.figure(
        "Nothing public says",
        count(whole["unknown_count"]),
        term="promises",
        below=f"calls, mails and payments; {count(whole['pending_count'])} more are not due yet",
        see=(plural(whole["unknown_customers"], "customer"), {"promise": "unknown"}),
    )
    timed = f"{count(whole['timed_count'])} of {count(whole['promise_count'])}"
    cards.figure("Named a time", timed, term="promises", below=_by_kind(rows.iloc[1:]))


def _by_kind(rows: pd.DataFrame) -> str:
    parts = zip(rows["kind"], rows["promise_count"], strict=True)
    return " · ".join(f"{KINDS[kind]} {count(number)}" for kind, number in parts)


def _listed(scope: Scope, rows: pd.DataFrame) -> pd.DataFrame:
    zone = scope.brand.zone
    return pd.DataFrame(
        {
            "Promised": [plain(text, 160) for text in rows["sentence"]],
            "What became of it": [REASONS[reason] for reason in rows["reason"]],
            "Said": [moment(at, zone) for at in rows["made_at"]],
            "By when": [
                moment(at, zone) if is_known(at) else "no time named" for at in rows["due_at"]
            ],
            "Who": [plain(name, 40) if is_known(name) else UNKNOWN for name in rows["responder"]],
            "Open": [link(address) for address in rows["url"]],
            "Thread": [
                links.address(brand=scope.brand.key, conversation=one)
                for one in rows["conversation_id"]
            ],
        }
    )
