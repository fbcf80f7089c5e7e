"""What people were told, what waits, and what could not be told: alerts, digests and pages."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from dashboard.ui import cards, query
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from sql import sent_pages
from sql.deliveries import FAILED, WAITING, DigestSent, Message
from wording.numbers import moment
from wording.safety import plain
from wording.said import mark

SHOWN = 30


# As sql.deliveries calls them.
STATES = (mark("waiting"), mark("sending"), mark("sent"), mark("skipped"), mark("failed"))


def deliveries(scope: Scope) -> None:
    """The newest messages, one a row; what failed can be sent again."""
    with Card(
        say("People told"),
        say("Each message once; what fails is tried again for a day."),
        "alert_ledger",
    ):
        rows = query.told(scope.brand.key, SHOWN)
        if not rows:
            st.caption(say("Nobody so far. Rules tell the people they name, of `[people]`."))
            return
        cards.table(
            pd.DataFrame(
                {
                    "Planned": [moment(one.planned_at, scope.clock) for one in rows],
                    "State": [_state(one, scope) for one in rows],
                    "Who": [f"{plain(one.person, 40)} ({one.channel})" for one in rows],
                    "What": [f"{one.part}: {plain(one.rule_name, 40)}" for one in rows],
                    "About": [plain(one.subject, 60) for one in rows],
                    "Problem": [plain(one.problem or "", 120) for one in rows],
                }
            ),
            "deliveries",
            say("Messages to people, one a row."),
        )
        for one in rows:
            if one.state == FAILED:
                st.button(
                    say(
                        "Send again: {person}, {subject}",
                        person=plain(one.person, 40),
                        subject=plain(one.subject, 60),
                    ),
                    key=f"again-{one.message_id}",
                    on_click=query.tell_again,
                    args=(one.message_id, datetime.now(UTC)),
                )


def digests(scope: Scope) -> None:
    """The newest digests and pages that were due, one a row, with what went wrong."""
    with Card(
        say("Digests and pages sent"),
        say("Each once to every address; what fails is tried again for a day."),
        "alert_ledger",
    ):
        rows = query.told_digests(scope.brand.key, SHOWN)
        if not rows:
            st.caption(
                say(
                    "None so far: `[[digests]]` of earshot.toml and “Send me this page”, "
                    "below Share, ask for them."
                )
            )
            return
        pages = {
            one.audience: sent_pages.PAGES[one.page]
            for one in sent_pages.standing(query.said(sent_pages.KIND))
        }
        cards.table(
            pd.DataFrame(
                {
                    "Due": [moment(one.slot, scope.clock) for one in rows],
                    "State": [_digest_state(one, scope) for one in rows],
                    "Who": [f"{plain(one.person, 40)} ({one.channel})" for one in rows],
                    "What": [_what(one, pages) for one in rows],
                    "Problem": [plain(one.problem, 160) for one in rows],
                }
            ),
            "digests",
            say("Digests and pages sent to people, one a row."),
        )


def _what(one: DigestSent, pages: Mapping[str, str]) -> str:
    if one.audience.startswith(sent_pages.PREFIX):
        return say("page: {name}", name=pages.get(one.audience) or say("taken back"))
    return say(
        "digest: {name}, after an alert" if one.why == "alert" else "digest: {name}",
        name=plain(one.audience, 40),
    )


def _digest_state(one: DigestSent, scope: Scope) -> str:
    if one.state == WAITING:
        return say(
            "tried again {due}" if one.problem else "waits until {due}",
            due=moment(one.due_at, scope.clock),
        )
    return say(one.state)


def _state(one: Message, scope: Scope) -> str:
    if one.state == WAITING:
        return say("waits until {due}", due=moment(one.due_at, scope.clock))
    if one.sent_at is not None:
        return say("sent {at}", at=moment(one.sent_at, scope.clock))
    return say(one.state)
