"""Cards about how the desk does: promises kept, who waits longest, which hours, the queue."""

import pandas as pd
import streamlit as st

from charts import counts, hours
from dashboard.response import queries
from dashboard.ui import cards, links, who, width
from dashboard.ui.query import EXPORT_LIMIT
from dashboard.ui.scope import Scope
from dashboard.ui.speech import listed, say, shower
from dashboard.ui.states import Card
from wording.clocks import BUSINESS, CALENDAR, NAMES, named, wait
from wording.numbers import count, duration, percent
from wording.said import mark

ARRIVALS, KEPT, OPEN = mark("arrivals"), mark("target met"), mark("unanswered")
QUEUE, FIGURES = mark("queue"), mark("figures")
OF_FIGURES = {"by", "hours"}  # keys of the address that cards of the figures read
_SHOW = "show"
_NONE = mark("No turn needs a reply in this period.")


def promises(scope: Scope) -> None:
    """Whether the target is met better or worse than before."""
    clock = queries.target(scope)["target_clock"]
    with Card(
        say("Target of {target}, by week", target=duration(scope.brand.target_seconds)),
        say(
            "Turns by the week in which they began; above each bar: met of those "
            "due. The target runs {clock}, whichever clock is chosen.",
            clock=named(clock),
        ),
        "target",
    ):
        rows = queries.weeks(scope)
        if rows.empty:
            st.caption(say(_NONE))
            return
        met, missed = rows["met_count"].sum(), rows["missed_count"].sum()
        pending = rows["pending_count"].sum()
        cards.chart(
            counts.targets_by_week(cards.look(), rows),
            "promises",
            say(
                "{met} turns met their target, {missed} missed it and {pending} are not "
                "due, over {n} weeks.",
                met=count(met),
                missed=count(missed),
                pending=count(pending),
                n=len(rows),
            ),
        )
        with st.container(horizontal=True, gap="medium"):
            links.mentions(say("{met} met", met=count(met)), sla="met")
            links.mentions(say("{missed} missed", missed=count(missed)), sla="missed")
            links.mentions(say("{pending} pending", pending=count(pending)), sla="pending")


def backlog(scope: Scope) -> None:
    """How long the queue was, back then."""
    with Card(
        say("The queue over time"),
        say(
            "Turns open at the time, and those past their target; older than 7 days "
            "is left out. A gap: a source was not watched. A count has no clock."
        ),
        "backlog",
    ):
        rows = queries.backlog(scope)
        known = rows.dropna()
        if known.empty:
            st.caption(say("Nothing was watched in this period."))
            return
        most = known.sort_values("waiting_count").iloc[-1]
        cards.chart(
            counts.queue_length(cards.look(), rows),
            "backlog",
            say(
                "The queue was longest at {step_at} with {waiting} turns; it ends at {waiting2}.",
                step_at=_step(most["step_at"]),
                waiting=count(most["waiting_count"]),
                waiting2=count(known.iloc[-1]["waiting_count"]),
            ),
        )
        # The curve may end before now: the link says no number that it does not open.
        links.mentions(say("Who waits now"), waiting="yes")


@st.fragment
def coverage(scope: Scope, clock: str) -> None:
    """When the work comes in, and which hours it is served in."""
    with Card(
        say("Hours of the week"),
        say(
            "By the hour in which a turn began, {zone}. Stronger colour: more. Blank: "
            "no turn. Faint: a share of fewer than ten.",
            zone=scope.brand.zone.key.replace("_", " "),
        ),
        "coverage",
    ):
        listed("hours", [ARRIVALS, KEPT, OPEN])
        shown = st.segmented_control(
            say("Show"),
            [ARRIVALS, KEPT, OPEN],
            format_func=shower(),
            default=ARRIVALS,
            required=True,
            key="hours",
            bind="query-params",
            label_visibility="collapsed",
        )
        rows = queries.coverage(scope, clock)
        if rows.empty:
            st.caption(say(_NONE))
            return
        column = {KEPT: "attainment_share", OPEN: "unanswered_share"}.get(shown, "turn_count")
        known = rows.dropna(subset=column)
        cells = {int(row["hour_of_week"]): _hour(row, column, clock) for _, row in known.iterrows()}
        full = 1.0 if shown in (KEPT, OPEN) else float(rows["turn_count"].max())
        cards.chart(
            hours.by_hour(cards.look(), cells, full),
            f"coverage-{column}",
            say(
                "{n} turns by hour of the week: {shown}.",
                n=count(rows["turn_count"].sum()),
                shown=say(shown),
            ),
        )
        st.caption(
            say("Point at an hour for its n and its median wait {clock}.", clock=named(clock))
        )


def download(scope: Scope) -> None:
    """The turns behind the page as a file for spreadsheets."""
    st.download_button(
        say("CSV"),
        who.later(lambda: queries.turns_csv(scope), "turns.csv"),
        "turns.csv",
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
        help=say(
            "Every turn of the period with its waits on both clocks, its target, "
            "audience and reach; the newest first, at most {most}.",
            most=count(EXPORT_LIMIT),
        ),
    )


def shows_figures() -> bool:
    """The switch between the queue and the figures behind it; it stands in the address.

    What only the figures have a place for asks for them.
    """
    if OF_FIGURES & set(st.query_params) and _SHOW not in st.query_params:
        st.session_state.setdefault(_SHOW, FIGURES)
    listed(_SHOW, [QUEUE, FIGURES])
    chosen = st.segmented_control(
        say("Show"),
        [QUEUE, FIGURES],
        format_func=shower(),
        default=QUEUE,
        required=True,
        key=_SHOW,
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen == FIGURES


def choose_clock(scope: Scope) -> str:
    """The clock that the reader chose, one for all below it, and what it counts; in the address."""
    listed("clock", list(NAMES.values()))
    chosen = st.segmented_control(
        say("Waits are read in"),
        list(NAMES.values()),
        format_func=shower(),
        default=NAMES[CALENDAR],
        required=True,
        key="clock",
        bind="query-params",
        label_visibility="collapsed",
    )
    clock = BUSINESS if chosen == NAMES[BUSINESS] else CALENDAR
    if not width.is_narrow():
        st.caption(_clock_note(scope, clock), width="content")
    return clock


def _clock_note(scope: Scope, clock: str) -> str:
    """What the chosen clock counts, for the line beside the switch."""
    if clock != BUSINESS:
        return say("Waits count every hour, open or closed.")
    zone = scope.brand.zone.key.replace("_", " ")
    if queries.target(scope)["is_always_open"]:
        return say("No weekly hours are configured for this brand, so both clocks say the same.")
    return say("Waits count the brand's weekly hours only, holidays left out ({zone}).", zone=zone)


def _hour(row: pd.Series, column: str, clock: str) -> hours.Hour:
    said = say(
        "{turn} turns, {attainment} of {due} due met the target, {unanswered} "
        "unanswered, half answered within {median}",
        turn=count(row["turn_count"]),
        attainment=percent(row["attainment_share"]),
        due=count(row["due_count"]),
        unanswered=percent(row["unanswered_share"]),
        median=wait(row["median_seconds"], clock),
    )
    is_faint = column != "turn_count" and bool(row["is_small"])
    return hours.Hour(float(row[column]), said, is_faint, {"turn_hour": row["hour_of_week"]})


def _step(at: pd.Timestamp) -> str:
    """A local hour, or a day where steps are days."""
    return f"{at.day} {at:%b}" if at.hour == 0 else f"{at.day} {at:%b} {at:%H:%M}"
