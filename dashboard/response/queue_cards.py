"""The desk: who waits, the worst first, with one conversation beside them; and for how long."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from charts.bars import bars
from dashboard.response import case_cards, feedback, queries
from dashboard.ui import cards, findings, links, who, width
from dashboard.ui.findings import Finding
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.clocks import CALENDAR, named
from wording.numbers import count, duration
from wording.said import mark

_ON_A_PAGE = 15
# As the metric calls them, and their links.
BANDS = {
    mark("< 1 h"): mark("under 1 h"),
    mark("1–4 h"): mark("1–4 h"),  # noqa: RUF001 - as the metric
    mark("4–24 h"): mark("4–24 h"),  # noqa: RUF001 - as the metric
    mark("1–7 d"): mark("1–7 d"),  # noqa: RUF001 - as the metric
    mark("> 7 d"): mark("over 7 d"),
}
_HEIGHT = 780  # pixels: what a window of 1000 has room for below the frame


def conclusion(scope: Scope, waiting: pd.Series) -> Finding:
    """Whether anybody waits past the target; waiting is queries.waiting_summary."""
    target, left = duration(scope.brand.target_seconds), int(waiting["never_count"])
    more = say("{left} older than 7 days never got one.", left=count(left)) if left else ""
    if not waiting["open_count"]:
        return Finding(findings.GOOD, say("Nobody waits for an answer"), more)
    overdue = int(waiting["overdue_count"])
    if not overdue:
        title = say(
            "{open} wait, all within the target of {target}",
            open=count(waiting["open_count"]),
            target=target,
        )
        return Finding(findings.GOOD, title, more)
    title = say(
        "{overdue} of {open} who wait are past the target",
        overdue=count(overdue),
        open=count(waiting["open_count"]),
    )
    detail = say("An answer was due within {target}.", target=target)
    return Finding(findings.WARNING, title, " ".join(filter(None, [detail, more])))


def queue(scope: Scope, clock: str, waiting: pd.Series) -> None:
    """Who waits, the worst first, and beside them what the chosen one is about.

    Args:
        scope: of the page.
        clock: calendar or business.
        waiting: queries.waiting_summary.
    """
    with Card(
        say("Who is waiting"),
        say(
            "Worst first: people who have read it an hour from now, times harm; "
            "posts at the alert level above all. Waits {clock}. {standing}",
            clock=named(clock),
            standing=case_cards.clock_note(scope, clock),
        ),
        "reply_queue",
    ):
        never = _above(scope, waiting)
        rows = queries.unanswered(scope, never=never)
        if rows.empty:
            st.badge(say("Nobody waits"), icon=":material/check_circle:", color="green")
            return
        said = feedback.heard(scope, list(rows["turn_id"]))
        asked = case_cards.asked()
        chosen = rows[rows["turn_id"] == asked]
        if asked and chosen.empty:
            st.caption(
                say("The post of this link waits no longer, or the filters above leave it out.")
            )
        if width.is_narrow():
            _list(scope, rows, said, clock, asked)
        else:
            _beside(scope, rows, said, clock, (rows if chosen.empty else chosen).iloc[0])


def _above(scope: Scope, waiting: pd.Series) -> bool:
    """What narrows the queue, and ways out of it; whether those never answered are shown."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        never = st.toggle(say("Older than 7 days instead"), key="older", bind="query-params")
        if never:
            links.mentions(say("Read their posts"), age="> 7 d")
        else:
            links.mentions(say("{open} waiting", open=count(waiting["open_count"])), waiting="yes")
            links.mentions(
                say("{overdue} past the target", overdue=count(waiting["overdue_count"])),
                overdue="yes",
            )
        st.space("stretch")
        st.download_button(
            say("The queue"),
            who.later(lambda: feedback.queue_csv(scope, never=never), "queue.csv"),
            "queue.csv",
            "text/csv",
            icon=":material/download:",
            on_click="ignore",
            help=say("Those listed, with handle and name, and who has taken each; at most 200."),
        )
    return never


def _beside(
    scope: Scope, rows: pd.DataFrame, said: feedback.Heard, clock: str, chosen: pd.Series
) -> None:
    """The list and the chosen case side by side, each of which scrolls by itself."""
    left, right = st.columns([2, 3], gap="small")
    with left, st.container(height=_HEIGHT, border=False, gap="xsmall", key="desk-queue"):
        _list(scope, rows, said, clock, chosen["turn_id"])
    with right, st.container(height=_HEIGHT, border=False, gap="xsmall", key="desk-case"):
        case_cards.case(scope, chosen, said, clock)


def _list(scope: Scope, rows: pd.DataFrame, said: feedback.Heard, clock: str, chosen: str) -> None:
    """A page of the queue; on a phone the chosen case opens below its row."""
    places: Mapping[str, int] = {turn: place for place, turn in enumerate(rows["turn_id"])}
    pages = -(-len(rows) // _ON_A_PAGE)
    begun = places.get(chosen, 0) // _ON_A_PAGE + 1
    page = st.pagination(pages, default=begun, key="desk-page") if pages > 1 else 1
    first = (page - 1) * _ON_A_PAGE
    for _, row in rows.iloc[first : first + _ON_A_PAGE].iterrows():
        is_chosen = row["turn_id"] == chosen
        with st.container(border=True, gap="xxsmall"):
            case_cards.line(scope, row, said, clock, is_chosen=is_chosen)
            if is_chosen and width.is_narrow():
                case_cards.case(scope, row, said, clock)
    if len(rows) > _ON_A_PAGE:
        st.caption(
            say(
                "{n} case listed, at most 200."
                if len(rows) == 1
                else "{n} cases listed, at most 200.",
                n=count(len(rows)),
            )
        )


def bands(scope: Scope, clock: str) -> None:
    """How long those who wait have waited."""
    with Card(
        say("Waiting for"),
        say(
            "Open turns by age; after 7 days: never answered."
            if clock == CALENDAR
            else "Open turns by age, in calendar time whatever the clock; after 7 days: never "
            "answered."
        ),
        "unanswered",
    ):
        rows = queries.unanswered_bands(scope)
        if rows.empty:
            st.caption(say("Nobody waits."))
            return
        counts = [count(value) for value in rows["open_count"]]
        cards.chart(
            bars(
                cards.look(),
                [say(band) for band in rows["age_band"]],
                list(rows["open_count"]),
                counts,
                opens=[{"age": band} for band in rows["age_band"]],
            ),
            "bands",
            say("{n} open turns by age.", n=count(rows["open_count"].sum())),
        )
        with st.container(horizontal=True, gap="xsmall"):
            for band in rows["age_band"]:
                links.mentions(say(BANDS[band]), age=band)
