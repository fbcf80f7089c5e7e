"""Cards about what customers hear once the brand has begun to answer."""

import pandas as pd
import streamlit as st

from charts.waits import SHORTEST, compared_curves
from dashboard.response import promise_cards, queries
from dashboard.ui import cards, links
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.clocks import named, wait
from wording.numbers import UNKNOWN, count, duration, is_known, moment, percent
from wording.safety import link, plain
from wording.said import mark

_FIRST, _NEXT = mark("first turns"), mark("next turns")
_FEW = 20  # turns on a side, below which nothing is compared


def after_first_reply(scope: Scope, clock: str) -> None:
    """Who had to ask again, who was left alone and which, and how long a next answer takes."""
    found = queries.update_cadence(scope)
    with Card(say("After the first reply"), _headline(found), "update_cadence"):
        if not found["case_count"]:
            return
        with st.grid(4, min_column_width=165, gap="small"):
            _figures(found)
        _curves(scope, clock)
    _dropped(scope)
    promise_cards.promises(scope)


def _dropped(scope: Scope) -> None:
    """The list of those who were answered once and then left with a question."""
    with Card(
        say("Begun, then dropped"),
        say(
            "Whom the brand began to answer, and who then asked and heard nothing "
            "for a day or longer; the largest audience first."
        ),
        "dropped",
    ):
        rows = queries.dropped(scope)
        if rows.empty:
            st.badge(say("Nobody was dropped"), icon=":material/check_circle:", color="green")
            return
        cards.table(_listed(scope, rows), "dropped", say("Customers left without a second answer."))


def _headline(found: pd.Series) -> str:
    if not found["case_count"]:
        return say("The brand has begun to answer nobody who wrote in this period.")
    if found["is_few"]:
        return say(
            "Only {n} customer answered so far: too few for shares."
            if found["case_count"] == 1
            else "Only {n} customers answered so far: too few for shares.",
            n=count(found["case_count"]),
        )
    return say(
        "Of {case} customers whom the brand began to answer, {nudged} had to ask "
        "again and {dropped} asked something more that nobody answered.",
        case=count(found["case_count"]),
        nudged=count(found["nudged_count"]),
        dropped=count(found["dropped_count"]),
    )


def _figures(found: pd.Series) -> None:
    cards.figure(
        say("Begun, then dropped"),
        _share(found, "dropped"),
        term="dropped",
        note=_between(found, "dropped"),
        below=say(
            "n = {ended}; {waiting} more have waited for less than a day",
            ended=count(found["ended_count"]),
            waiting=count(found["waiting_count"]),
        ),
        see=(
            say("{dropped} dropped", dropped=count(found["dropped_count"])),
            {"after_reply": "dropped"},
        ),
    )
    cards.figure(
        say("Had to ask again"),
        _share(found, "nudged"),
        term="update_cadence",
        note=_between(found, "nudged"),
        below=say(
            "n = {case}; {nudge} times in all",
            case=count(found["case_count"]),
            nudge=count(found["nudge_count"]),
        ),
        see=(
            say("{nudged} asked again", nudged=count(found["nudged_count"])),
            {"after_reply": "nudged"},
        ),
    )
    cards.figure(
        say("Told more unasked, 24 h"),
        _share(found, "updated"),
        term="update_cadence",
        note=_between(found, "updated"),
        below=say(
            "n = {case}; later than ten minutes after the reply", case=count(found["case_count"])
        ),
        see=(
            say("{updated} heard more", updated=count(found["updated_count"])),
            {"after_reply": "updated"},
        ),
    )
    cards.figure(
        say("Silence before they asked"),
        duration(found["silence_median_seconds"], UNKNOWN),
        term="update_cadence",
        note=say("median"),
        below=say(
            "n = {silence} who asked again after a reply; one in ten waited longer "
            "than {silence_p90}",
            silence=count(found["silence_count"]),
            silence_p90=duration(found["silence_p90_seconds"], UNKNOWN),
        ),
        see=(
            say("{nudged} asked again", nudged=count(found["nudged_count"])),
            {"after_reply": "nudged"},
        ),
    )


def _curves(scope: Scope, clock: str) -> None:
    """First turns and next turns beside each other, where there are enough of either."""
    curves = {
        say(name): queries.response_curve(scope, clock, order)
        for name, order in ((_FIRST, "first"), (_NEXT, "next"))
    }
    sizes = {name: _size(rows) for name, rows in curves.items()}
    if min(sizes.values()) < _FEW or any(
        len(rows[rows["elapsed_seconds"] >= SHORTEST]) < 2 for rows in curves.values()
    ):
        st.caption(say("Fewer than 20 first or next turns: too few to compare how long they wait."))
        return
    begun, followed = sizes.values()
    cards.chart(
        compared_curves(cards.look(), curves, clock),
        "first-and-next",
        "; ".join(_within(name, rows, clock) for name, rows in curves.items()) + ".",
        below=say(
            "Share answered by time waited, {clock}, of {first} first turns and {next} next "
            "turns; who still waits counts. Shading: 95% interval.",
            clock=named(clock),
            first=count(begun),
            next=count(followed),
        ),
    )


def _size(rows: pd.DataFrame) -> int:
    return 0 if rows.empty else int(rows["at_risk_count"].max())


def _within(name: str, rows: pd.DataFrame, clock: str) -> str:
    last = rows.iloc[-1]
    share, seconds = last["answered_share"], last["elapsed_seconds"]
    return say(
        "{share} of {name} answered within {seconds}",
        share=percent(share),
        name=name,
        seconds=wait(seconds, clock),
    )


def _share(found: pd.Series, name: str) -> str:
    return UNKNOWN if found["is_few"] else percent(found[f"{name}_share"])


def _between(found: pd.Series, name: str) -> str:
    if found["is_few"] or not is_known(found[f"{name}_low"]):
        return say("too few")
    return say(
        "95%: {low} to {high}",
        low=percent(found[f"{name}_low"]),
        high=percent(found[f"{name}_high"]),
    )


def _listed(scope: Scope, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Left for": [duration(seconds) for seconds in rows["waiting_seconds"]],
            "Asked last": [plain(text, 160) for text in rows["text"]],
            "Since": [moment(at, scope.clock) for at in rows["waiting_since"]],
            "Answers before": rows["answer_count"],
            "Audience": rows["estimated_audience"],
            "Source": [plain(name, 40) for name in rows["source"]],
            "Open": [link(address) for address in rows["url"]],
            "Thread": [
                links.address(brand=scope.brand.key, conversation=one)
                for one in rows["conversation_id"]
            ],
        }
    )
