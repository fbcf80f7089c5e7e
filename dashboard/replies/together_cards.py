"""How several brands answer, side by side."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.replies import audit_cards, queries
from dashboard.ui import beside
from dashboard.ui.findings import Finding
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import UNKNOWN, between, count, duration, is_known, points
from wording.safety import esc
from wording.said import mark

_COLUMNS = {
    "Brand": st.column_config.TextColumn(width=110),
    "Generic replies": st.column_config.TextColumn(width=190),
    "Templates filled in": st.column_config.TextColumn(width=130),
    "Median first answer": st.column_config.TextColumn(width=190),
    mark("Calmer after an answer"): st.column_config.TextColumn(width=250),
    mark("Asked to go private"): st.column_config.TextColumn(width=130),
}

_GENERIC = ("generic_share", "generic_low", "generic_high")


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the Replies page of one brand says: scope, finding, rows of its metrics.

    Attributes:
        finding: None where nobody replied, or nobody knows.
        audit: queries.audit; None as above.
        turned: of all answers together; None where too few can be compared.
    """

    scope: Scope
    finding: Finding | None
    audit: pd.Series | None
    turned: pd.Series | None


def draw(scope: Scope) -> None:
    """The whole page of several brands."""
    standings = sorted(map(_standing, scope.each), key=_urgency)
    beside.conclude(standings[0].scope, standings[0].finding)
    with st.grid(min(len(standings), 3), min_column_width=280, gap="small"):
        for one in standings:
            _brand(one)
    if any(one.audit is not None for one in standings):
        with Card(
            say("Brands side by side"),
            say(
                "Each by its own replies; nothing is averaged over brands. 95% intervals in "
                "brackets. Calmer: angry people who came back calmer less those angry again, "
                "beyond people like them whom nobody answered, in points of 100."
            ),
            "generic_reply",
        ):
            beside.table([_row(one) for one in standings], _COLUMNS)
    beside.of_one(
        scope,
        say(
            "Weeks, who answered, wordings, questions, and what went wider follow the templates "
            "and the people of one brand. Of one alone:"
        ),
    )


def _standing(scope: Scope) -> _Standing:
    audit = queries.audit(scope) if scope.brand.has_own_posts else None
    if audit is None:
        return _Standing(scope, None, None, None)
    finding = audit_cards.conclusion(audit, queries.by_week(scope))
    rows = queries.turnaround(scope)
    is_told = not rows.empty and not rows.iloc[0]["is_small"]
    return _Standing(scope, finding, audit, rows.iloc[0] if is_told else None)


def _urgency(one: _Standing) -> tuple[int, float]:
    share = float("nan") if one.audit is None else one.audit["generic_share"]
    return beside.urgency(one.finding, -share if is_known(share) else share)


def _brand(one: _Standing) -> None:
    """Its sentence, and the replies behind its numbers."""
    with st.container(border=True, height="stretch", gap="xsmall"):
        beside.head(one.scope, one.finding, _nothing(one.scope))
        if one.audit is None or one.finding is None:
            beside.doors(one.scope)
            return
        audit = one.audit
        own = count(audit["judged_count"] - audit["generic_count"] - audit["filled_count"])
        beside.doors(
            one.scope,
            (say("{generic} generic", generic=count(audit["generic_count"])), audit_cards.GENERIC),
            (
                say("{filled} filled in", filled=count(audit["filled_count"])),
                {"reply": "filled"},
            ),
            (say("{own} in their own words", own=own), {"reply": "own"}),
        )


def _nothing(scope: Scope) -> str:
    if scope.brand.has_own_posts:
        return say("No reply by a person here")
    return say(
        "Nothing by {names} itself is loaded, so nobody knows whom it answered.",
        names=esc(scope.brand.name, 40),
    )


def _row(one: _Standing) -> dict[str, object]:
    audit = one.audit
    told: dict[str, object] = {**dict.fromkeys(_COLUMNS, UNKNOWN), "Brand": beside.name(one.scope)}
    if audit is None:
        return told
    judged, wait = audit["judged_count"], audit["median_wait_seconds"]
    answered = say("of {n}", n=count(audit["answered_count"]))
    return told | {
        "Generic replies": beside.share(audit, _GENERIC, judged),
        "Templates filled in": say(
            "{part} of {n}", part=count(audit["filled_count"]), n=count(judged)
        ),
        "Median first answer": f"{duration(wait)} {answered}" if is_known(wait) else UNKNOWN,
        "Calmer after an answer": _calmer(one.turned),
        "Asked to go private": say(
            "{part} of {n}", part=count(audit["private_count"]), n=count(audit["reply_count"])
        ),
    }


def _calmer(turned: pd.Series | None) -> str:
    if turned is None:
        return say("too few to tell")
    ends = between(points(turned["calm_low"]), points(turned["calm_high"]))
    return f"{points(turned['calm_difference'])} ({ends}) " + say(
        "of {n}", n=count(turned["matched_count"])
    )
