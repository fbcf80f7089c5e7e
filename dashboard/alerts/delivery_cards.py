"""What people were told, what waits, and what could not be told: alerts, digests and pages."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from dashboard.ui import cards, query
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from sql import sent_pages
from sql.deliveries import FAILED, WAITING, DigestSent, Message
from wording.numbers import moment
from wording.safety import plain

SHOWN = 30


def deliveries(scope: Scope) -> None:
    """The newest messages, one a row; what failed can be sent again."""
    with Card(
        "People told",
        "Each message once; what fails is tried again for a day.",
        "alert_ledger",
    ):
        rows = query.told(scope.brand.key, SHOWN)
        if not rows:
            st.caption("Nobody so far. Rules tell the people they name, of `[people]`.")
            return
        cards.table(
            pd.DataFrame(
                {
                    "Planned": [moment(one.planned_at, scope.brand.zone) for one in rows],
                    "State": [_state(one, scope) for one in rows],
                    "Who": [f"{plain(one.person, 40)} ({one.channel})" for one in rows],
                    "What": [f"{one.part}: {plain(one.rule_name, 40)}" for one in rows],
                    "About": [plain(one.subject, 60) for one in rows],
                    "Problem": [plain(one.problem or "", 120) for one in rows],
                }
            ),
            "deliveries",
            "Messages to people, one a row.",
        )
        for one in rows:
            if one.state == FAILED:
                st.button(
                    f"Send again: {plain(one.person, 40)}, {plain(one.subject, 60)}",
                    key=f"again-{one.message_id}",
                    on_click=query.tell_again,
                    args=(one.message_id, datetime.now(UTC)),
                )


def digests(scope: Scope) -> None:
    """The newest digests and pages that were due, one a row, with what went wrong."""
    with Card(
        "Digests and pages sent",
        "Each once to every address; what fails is tried again for a day.",
        "alert_ledger",
    ):
        rows = query.told_digests(scope.brand.key, SHOWN)
        if not rows:
            st.caption(
                "None so far: `[[digests]]` of earshot.toml and “Send me this page”, below Share, "
                "ask for them."
            )
            return
        pages = {
            one.audience: sent_pages.PAGES[one.page]
            for one in sent_pages.standing(query.said(sent_pages.KIND))
        }
        cards.table(
            pd.DataFrame(
                {
                    "Due": [moment(one.slot, scope.brand.zone) for one in rows],
                    "State": [_digest_state(one, scope) for one in rows],
                    "Who": [f"{plain(one.person, 40)} ({one.channel})" for one in rows],
                    "What": [_what(one, pages) for one in rows],
                    "Problem": [plain(one.problem, 160) for one in rows],
                }
            ),
            "digests",
            "Digests and pages sent to people, one a row.",
        )


def _what(one: DigestSent, pages: Mapping[str, str]) -> str:
    if one.audience.startswith(sent_pages.PREFIX):
        return f"page: {pages.get(one.audience, 'taken back')}"
    return f"digest: {plain(one.audience, 40)}{', after an alert' * (one.why == 'alert')}"


def _digest_state(one: DigestSent, scope: Scope) -> str:
    if one.state == WAITING:
        again = "tried again" if one.problem else "waits until"
        return f"{again} {moment(one.due_at, scope.brand.zone)}"
    return one.state


def _state(one: Message, scope: Scope) -> str:
    if one.state == WAITING:
        return f"waits until {moment(one.due_at, scope.brand.zone)}"
    if one.sent_at is not None:
        return f"sent {moment(one.sent_at, scope.brand.zone)}"
    return one.state
