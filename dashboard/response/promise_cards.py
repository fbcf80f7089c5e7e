"""The card about what the brand promised in public, and what became of it."""

import pandas as pd
import streamlit as st

from dashboard.response import queries
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import UNKNOWN, count, is_known, moment, percent
from wording.safety import link, plain
from wording.said import mark

KINDS = {
    "call": mark("a call"),
    "reply": mark("an answer"),
    "update": mark("an update"),
    "money": mark("money back"),
    "service": mark("service"),
}
REASONS = {
    "asked": mark("the customer had to ask again"),
    "late": mark("the update came late"),
    "silent": mark("no update came"),
}


def promises(scope: Scope) -> None:
    """Kept, broken and unknown promises, with the list of the broken ones."""
    rows = queries.promise_summary(scope)
    with Card(say("Promises kept"), _headline(rows), "promises"):
        if rows.empty:
            return
        whole = rows.iloc[0]
        with st.grid(4, min_column_width=165, gap="small"):
            _figures(whole, rows)
        broken = queries.broken_promises(scope)
        if broken.empty:
            st.badge(
                say("None is known to be broken"), icon=":material/check_circle:", color="green"
            )
            return
        cards.table(
            _listed(scope, broken), "broken", say("Promises that were broken, newest first.")
        )


def _headline(rows: pd.DataFrame) -> str:
    if rows.empty:
        return say("Nothing was promised in public to who wrote in this period.")
    whole = rows.iloc[0]
    return say(
        "{n} reply said what the brand will do. Whether it did shows in public for "
        "{judged} of them: {kept} kept, {broken} broken."
        if whole["promise_count"] == 1
        else "{n} replies said what the brand will do. Whether it did shows in public for "
        "{judged} of them: {kept} kept, {broken} broken.",
        n=count(whole["promise_count"]),
        judged=count(whole["judged_count"]),
        kept=count(whole["kept_count"]),
        broken=count(whole["broken_count"]),
    )


def _figures(whole: pd.Series, rows: pd.DataFrame) -> None:
    is_few = whole["is_few"]
    between = say(
        "95%: {low} to {high}",
        low=percent(whole["broken_low"]),
        high=percent(whole["broken_high"]),
    )
    cards.figure(
        say("Broken, of those judged"),
        UNKNOWN if is_few else percent(whole["broken_share"]),
        term="promises",
        note=say("too few") if is_few else between,
        below=say("n = {judged} that can be judged in public", judged=count(whole["judged_count"])),
        see=(
            say(
                "{n} customer" if whole["broken_customers"] == 1 else "{n} customers",
                n=count(whole["broken_customers"]),
            ),
            {"promise": "broken"},
        ),
    )
    cards.figure(
        say("Kept"),
        count(whole["kept_count"]),
        term="promises",
        below=say("the brand spoke again in time, or the customer thanked after it"),
        see=(
            say(
                "{n} customer" if whole["kept_customers"] == 1 else "{n} customers",
                n=count(whole["kept_customers"]),
            ),
            {"promise": "kept"},
        ),
    )
    cards.figure(
        say("Nothing public says"),
        count(whole["unknown_count"]),
        term="promises",
        below=say(
            "calls, mails and payments; {pending} more are not due yet",
            pending=count(whole["pending_count"]),
        ),
        see=(
            say(
                "{n} customer" if whole["unknown_customers"] == 1 else "{n} customers",
                n=count(whole["unknown_customers"]),
            ),
            {"promise": "unknown"},
        ),
    )
    timed = say(
        "{part} of {n}",
        part=count(whole["timed_count"]),
        n=count(whole["promise_count"]),
    )
    cards.figure(say("Named a time"), timed, term="promises", below=_by_kind(rows.iloc[1:]))


def _by_kind(rows: pd.DataFrame) -> str:
    parts = zip(rows["kind"], rows["promise_count"], strict=True)
    return " · ".join(f"{say(KINDS[kind])} {count(number)}" for kind, number in parts)


def _listed(scope: Scope, rows: pd.DataFrame) -> pd.DataFrame:
    zone = scope.clock
    return pd.DataFrame(
        {
            "Promised": [plain(text, 160) for text in rows["sentence"]],
            "What became of it": [say(REASONS[reason]) for reason in rows["reason"]],
            "Said": [moment(at, zone) for at in rows["made_at"]],
            "By when": [
                moment(at, zone) if is_known(at) else say("no time named") for at in rows["due_at"]
            ],
            "Who": [plain(name, 40) if is_known(name) else UNKNOWN for name in rows["responder"]],
            "Open": [link(address) for address in rows["url"]],
            "Thread": [
                links.address(brand=scope.brand.key, conversation=one)
                for one in rows["conversation_id"]
            ],
        }
    )
