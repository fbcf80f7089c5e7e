"""One conversation as a thread: oldest first, with the clock between what is asked and answered."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard.mentions import facets, feedback, mention_cards, post_card, queries
from dashboard.ui import glossary
from dashboard.ui.cards import Colour
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from wording.numbers import count, duration, is_known, moment
from wording.said import mark

ENDINGS = {
    "dropped": mark("left without an answer"),
    "waiting": mark("waiting for less than a day"),
    "answered": mark("answered last"),
    "asked": mark("asked for something by the brand"),
    "thanks": mark("thankful at the end"),
    "said": mark("said something that asks nothing"),
    "removed": mark("took it back"),
}
KINDS = {
    "call": mark("a call"),
    "reply": mark("an answer"),
    "update": mark("an update"),
    "money": mark("money back"),
    "service": mark("service"),
}
REASONS = {
    "asked": mark("Broken: had to ask again"),
    "late": mark("Broken: the update came late"),
    "silent": mark("Broken: no update came"),
}
VERDICTS: Mapping[str, tuple[Colour, str]] = {
    "kept": ("green", mark("Kept")),
    "broken": ("red", mark("Broken")),
    "pending": ("gray", mark("Not due yet")),
    "unknown": ("gray", mark("Nothing public says whether it was kept")),
}
_ALL_SHOWN = 10  # so many posts of bystanders do not hide the others


def is_thread(chosen: Mapping[str, str]) -> bool:
    """Whether one whole conversation is asked for, and nothing else of it."""
    return set(chosen) == {"conversation"}


def beside(scope: Scope, conversation: str) -> None:
    """A conversation beside the list that it was opened from, with the way to all of it, and back.

    Args:
        scope: of the page.
        conversation: its id, as the address gives it; it may be nobody's.
    """
    with st.container(border=True, gap="xsmall", key="beside"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.header(say("Conversation"), anchor=False, width="content")
            st.space("stretch")
            st.button(
                say("On its own"),
                key="beside-alone",
                icon=":material/open_in_full:",
                type="tertiary",
                on_click=facets.only,
                args=("conversation", conversation),
            )
            st.button(
                say("Close"),
                key="beside-close",
                icon=":material/close:",
                type="tertiary",
                on_click=facets.beside,
                args=(conversation,),
            )
        thread(scope, conversation, None)


def thread(scope: Scope, conversation: str, correct: post_card.Correct | None) -> None:
    """Every post of the conversation, and between them what the clock says.

    Args:
        scope: of the page; its period and filters do not cut a conversation.
        conversation: its id, as the address gives it.
        correct: as of post_card.draw.
    """
    sizes = queries.thread_sizes(scope, conversation)
    _endings(queries.cases(scope, conversation))
    others = int(sizes.get("bystander", 0))
    with_bystanders = others <= _ALL_SHOWN or st.toggle(
        say(
            "Show {n} post by others, who asked the brand nothing"
            if others == 1
            else "Show {n} posts by others, who asked the brand nothing",
            n=count(others),
        ),
        key="bystanders",
    )
    total = int(sum(sizes.values())) - (0 if with_bystanders else others)
    number = mention_cards.turn_pages(total, "thread-page")
    rows = queries.thread(scope, conversation, number, with_bystanders=with_bystanders)
    told, promised = feedback.overlay(scope, rows), queries.promises(scope, conversation)
    for (_, row), (_, step) in zip(told.iterrows(), rows.iterrows(), strict=True):
        _before(step)
        post_card.draw(scope, row, correct, leads=False, place="thread-")
        _after(scope, step)
        if (promise := promised.get(row["post_id"])) is not None:
            _promised(scope, promise)


def _endings(cases: pd.DataFrame) -> None:
    """What became of everybody whom the brand began to answer here."""
    if cases.empty:
        st.caption(
            say("Nobody whom the brand answered: the clock of a turn runs until it is."),
            help=glossary.help_text("turn"),
        )
        return
    counts = cases["ending"].value_counts()
    parts = [f"{count(number)} {say(ENDINGS[str(ending)])}" for ending, number in counts.items()]
    nudges = int(cases["nudge_count"].sum())
    asked = say(
        "They asked again {n} time." if nudges == 1 else "They asked again {n} times.",
        n=count(nudges),
    )
    st.caption(
        say(
            "{n} customer whom the brand began to answer: {parts}."
            if len(cases) == 1
            else "{n} customers whom the brand began to answer: {parts}.",
            n=count(len(cases)),
            parts=", ".join(parts),
        )
        + (f" {asked}" if nudges else ""),
        help=glossary.help_text("update_cadence"),
    )


def _before(step: pd.Series) -> None:
    """What passed until this post."""
    if is_known(step["answered_seconds"]):
        with _line():
            st.badge(
                say("Answered after {answered}", answered=duration(step["answered_seconds"])),
                icon=":material/schedule:",
                color="green" if step["answered_sla"] == "met" else "orange",
            )
            if step["answered_sla"] == "missed":
                st.caption(say("past the target"), width="content")
    elif step["step"] == "nudge":
        silence = step["silence_seconds"]
        since = (
            say("{silence} after the brand's last word", silence=duration(silence))
            if is_known(silence)
            else say("{gap} later, still unanswered", gap=duration(step["gap_seconds"]))
        )
        with _line():
            st.badge(say("Asks again"), icon=":material/notification_important:", color="orange")
            st.caption(since, width="content")
    elif step["step"] == "update":
        with _line():
            st.badge(say("Told unasked"), icon=":material/campaign:", color="blue")
            st.caption(say("{gap} later", gap=duration(step["gap_seconds"])), width="content")
    elif is_known(step["gap_seconds"]):
        with _line():
            st.caption(say("{gap} later", gap=duration(step["gap_seconds"])), width="content")


def _after(scope: Scope, step: pd.Series) -> None:
    """The target that a turn crosses before its answer, and a turn that never had one."""
    is_open, is_late = step["turn_status"] == "open", step["turn_sla"] == "missed"
    if not (is_open or is_late):
        return
    with _line():
        if is_late:
            st.badge(
                say(
                    "The target passed at {turn_due_at}",
                    turn_due_at=moment(step["turn_due_at"], scope.clock),
                ),
                icon=":material/alarm:",
                color="red",
            )
        if is_open:
            st.badge(
                say(
                    "Dropped: no answer for {waited}"
                    if step["is_dropped"]
                    else "No answer for {waited}",
                    waited=duration(step["turn_wait_seconds"]),
                ),
                icon=":material/hourglass_empty:",
                color="red" if step["is_dropped"] else "orange",
            )


def _promised(scope: Scope, promise: pd.Series) -> None:
    """What the reply above says that the brand will do, until when, and what became of it."""
    due = promise["due_at"]
    colour, told = VERDICTS[promise["verdict"]]
    with _line():
        st.badge(
            say(
                "Promised: {what} by {due}" if is_known(due) else "Promised: {what}",
                what=say(KINDS[promise["kind"]]),
                due=moment(due, scope.clock),
            ),
            icon=":material/handshake:",
            color="gray",
        )
        st.badge(say(REASONS.get(promise["reason"], told)), color=colour)


def _line() -> st.delta_generator.DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="center", gap="small")
