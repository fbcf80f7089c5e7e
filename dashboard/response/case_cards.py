"""One case of the queue: as a line of it, and as what its reader needs to answer it."""

from collections.abc import Iterator
from datetime import datetime

import pandas as pd
import streamlit as st

from dashboard.mentions import feedback as labels
from dashboard.mentions import thread_cards
from dashboard.mentions.flags import ASKS
from dashboard.response import feedback
from dashboard.response.feedback import Heard, Word
from dashboard.ui import links, width
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from sql import access
from sql.past import is_past
from wording.clocks import BUSINESS, running, wait
from wording.numbers import compact, moment, percent
from wording.safety import esc, link, plain
from wording.said import mark

TURN = "turn"  # of the address: which case is open
# Two lines of the list, beside a conversation and on a phone.
_LINES = {False: 105, True: 62}
_DUE, _OVERDUE = mark("✓ due in {}"), mark("! overdue by {}")


def asked() -> str:
    """The turn that the address names; empty for none."""
    return str(st.query_params.get(TURN, ""))


def clock_note(scope: Scope, clock: str) -> str:
    """Why the clocks stand, where they do."""
    if _runs(scope) and clock != BUSINESS:
        return ""
    return say(
        "Clocks stand at {observed_until}.",
        observed_until=moment(scope.brand.observed_until, scope.clock),
    )


def line(scope: Scope, row: pd.Series, said: Heard, clock: str, *, is_chosen: bool) -> None:
    """Who waits, with what, for how long, before how many people; a click opens it."""
    turn = row["turn_id"]
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        gap="xsmall",
    ):
        st.button(
            _named(row),
            key=f"case-{turn}",
            icon=":material/forum:" if is_chosen else ":material/chevron_right:",
            type="secondary" if is_chosen else "tertiary",
            on_click=_open,
            args=(turn,),
        )
        st.html(_waits(scope, row, clock), width="content")
    st.text(plain(row["text"], _LINES[width.is_narrow()]).replace("\n", " "))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.html(_due(scope, row, clock), width="content")
        st.caption(" · ".join(_told(row)), width="content")
        _badges(scope, row, said)


def case(scope: Scope, row: pd.Series, said: Heard, clock: str) -> None:
    """The chosen case: what it costs, who has it, the way to answer, the whole conversation."""
    turn = row["turn_id"]
    if not width.is_narrow():
        st.subheader(_named(row), anchor=False)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(_waits(scope, row, clock), width="content")
            st.html(_due(scope, row, clock), width="content")
            _badges(scope, row, said)
    st.caption(_priority(row))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _taking(scope, turn, said.taken.get(turn))
        if address := link(row["url"]):
            st.link_button(say("Original"), address, icon=":material/open_in_new:")
        _correcting(scope, turn, said.needless.get(turn))
        if isinstance(row["author_id"], str):
            links.author(say("Author"), row["source"], row["author_id"])
    thread_cards.thread(scope, row["conversation_id"], None)


def _open(turn: str) -> None:
    """Write the case into the address; on a phone a second tap closes it."""
    if width.is_narrow() and asked() == turn:
        del st.query_params[TURN]
    else:
        st.query_params[TURN] = turn


def _taking(scope: Scope, turn: str, taken: Word | None) -> None:
    """Who answers it: whoever takes it first, until they give it back."""
    if taken is None:
        if not feedback.may_take():
            return
        st.button(
            say("I take it"),
            key=f"take-{turn}",
            icon=":material/front_hand:",
            help=say("Everybody who opens the queue sees that you answer this one."),
            on_click=feedback.take,
            args=(scope, turn),
        )
        if access.rules() is None:
            labels.ask_name()
    elif feedback.may_give_back(taken):
        st.button(
            say("Give it back"),
            key=f"give-{turn}",
            icon=":material/undo:",
            on_click=feedback.give_back,
            args=(taken,),
        )


def _correcting(scope: Scope, turn: str, needless: Word | None) -> None:
    if needless is None:
        if feedback.may_take():
            st.button(
                say("Needs no reply"),
                key=f"needless-{turn}",
                icon=":material/speaker_notes_off:",
                help=say("It leaves the queue, and every figure of waits, with the next run."),
                on_click=feedback.needs_none,
                args=(scope, turn),
            )
    elif feedback.may_give_back(needless):
        st.button(
            say("It does need a reply"),
            key=f"needed-{turn}",
            icon=":material/undo:",
            on_click=feedback.give_back,
            args=(needless,),
        )


def _badges(scope: Scope, row: pd.Series, said: Heard) -> None:
    """What sets a case apart, in words and signs: alert level, whose it is, that it needs none."""
    if row["is_at_alert_level"]:
        st.badge(say("Alert level"), icon=":material/local_fire_department:", color="red")
    if (taken := said.taken.get(row["turn_id"])) is not None:
        name = esc(taken.who, 40)
        since = moment(pd.Timestamp(taken.said_at), scope.clock)
        st.badge(
            say("Taken by you") if taken.is_mine else say("Taken by {name}", name=name),
            icon=":material/front_hand:",
            color="blue",
            help=say("Since {since}.", since=since),
        )
    if row["turn_id"] in said.needless:
        st.badge(say("Needs no reply: leaves with the next run"), color="gray")


def _named(row: pd.Series) -> str:
    name = row["author_name"] if isinstance(row["author_name"], str) else ""
    handle = row["author_handle"] if isinstance(row["author_handle"], str) else ""
    return esc(name, 40) or (f"@{esc(handle, 40)}" if handle else say("Somebody unknown"))


def _told(row: pd.Series) -> Iterator[str]:
    yield say("complaint") if row["is_complaint"] else _polarity(row)
    audience = row["estimated_audience"]
    yield (
        say("audience unknown")
        if pd.isna(audience)
        else say("{audience} people", audience=compact(audience))
    )
    yield esc(row["source"], 40)


def _polarity(row: pd.Series) -> str:
    known = row["polarity"]
    return say(known if isinstance(known, str) else "unscored")


def _priority(row: pd.Series) -> str:
    """The three parts of the order, as the queue multiplies them."""
    audience = row["estimated_audience"]
    return say(
        "Priority {priority} of 100: nobody knows how many have read it, {more} more in the "
        "next hour, harm {harm}. In the queue because {reason}."
        if pd.isna(audience)
        else "Priority {priority} of 100: {read} people have read it, {more} more in the "
        "next hour, harm {harm}. In the queue because {reason}.",
        priority=f"{row['priority']:.0f}",
        read=compact(audience),
        more=compact(row["audience_per_hour"]),
        harm=percent(row["harm"]),
        reason=say(ASKS.get(row["reply_reason"], mark("the rule says so"))),
    )


def _runs(scope: Scope) -> bool:
    """Whether time goes on where the page stands: not in a file that was loaded, nor the past."""
    return scope.brand.is_live and not is_past(scope.version)


def _waits(scope: Scope, row: pd.Series, clock: str) -> str:
    """How long somebody waits: a clock that runs where time does."""
    if clock == BUSINESS:
        return say(
            "waits {business_waiting}",
            business_waiting=wait(row["business_waiting_seconds"], clock),
        )
    return _clock(scope, row, row["started_at"], "", say("waits {}"))


def _due(scope: Scope, row: pd.Series, clock: str) -> str:
    """How the target stands, in words and with a sign."""
    due = row["due_at"]
    if pd.isna(due):
        return say("no target")
    if clock == BUSINESS:
        return say(
            "! overdue since {due}" if row["sla_status"] == "missed" else "✓ due {due}",
            due=moment(due, scope.clock),
        )
    return _clock(scope, row, due, say(_DUE), say(_OVERDUE))


def _clock(scope: Scope, row: pd.Series, at: datetime, before: str, after: str) -> str:
    """Nothing that anybody wrote: a moment, and words of ours."""
    now = scope.now
    if not _runs(scope):
        now = row["started_at"] + pd.Timedelta(seconds=row["waiting_seconds"])
    passed = (now - at).total_seconds()
    said = (before if before and passed <= 0 else after).format(running(abs(passed)))
    is_late = ' class="earshot-late"' if before and passed > 0 else ""
    if not _runs(scope):
        return f"<span{is_late}>{said}</span>"
    ahead = f' data-before="{before}"' if before else ""
    return (
        f'<time class="earshot-clock" datetime="{at.isoformat()}"{ahead} data-after="{after}">'
        f"{said}</time>"
    )
