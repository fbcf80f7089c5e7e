"""The card on effort: what answering took, and whether what is cheap is hollow."""

import pandas as pd
import streamlit as st

from charts import hours
from charts.bars import bars
from charts.effort import weeks_of_effort
from dashboard.replies import queries
from dashboard.ui import cards
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import between, compact, count, decimal, duration, is_known, percent
from wording.safety import plain
from wording.said import mark

BAND = 4
LEAST_CELLS = 7
_ANSWERED = {"complaining": "yes", "turn_status": "answered"}
_FEW = mark("Fewer than 20 times did anybody reply twice within 20 minutes: the work is unknown.")


def card(scope: Scope) -> None:
    """Effort against answers in time by week, and what an answer spared by hour of the week."""
    with Card(
        say("What did answering take?"),
        say(
            "Estimated from public replies only: the time between two replies of one "
            "hand, below 20 minutes. What is done in private is not seen."
        ),
        "effort",
    ):
        rows = queries.efforts(scope).groupby("dimension")
        st.markdown(_sentence(rows.get_group("all").iloc[0]))
        left, right = st.columns(2, gap="medium")
        with left:
            _weeks(rows.get_group("week"))
        with right:
            _spared(scope, rows.get_group("band"), rows.get_group("part"))


def _sentence(row: pd.Series) -> str:
    if not is_known(row["handling_seconds"]):
        return say(_FEW)
    said = say(
        "A reply took **{handling}** (95%: {low} to {high}, n = {gap}), so "
        "{rate} per person-hour: about **{hours} person-hours** for {replies} replies{money}. "
        "Machines wrote {automated} more.",
        handling=duration(row["handling_seconds"]),
        low=duration(row["handling_low"]),
        high=duration(row["handling_high"]),
        gap=count(row["gap_count"]),
        rate=decimal(row["replies_per_person_hour"]),
        hours=count(round(row["person_hours"])),
        replies=count(row["reply_count"]),
        money=_money(row),
        automated=count(row["automated_count"]),
    )
    if unsigned := row["unsigned_count"]:
        said += " " + say(
            "{n} reply bore no signature." if unsigned == 1 else "{n} replies bore no signature.",
            n=count(unsigned),
        )
    return said


def _money(row: pd.Series) -> str:
    """Only where somebody said what an hour costs."""
    if not is_known(row["cost"]):
        return ""
    currency = plain(row["currency"], 8)
    each = row["cost"] / row["reply_count"]
    return say(
        ", about {currency} {cost}, {currency} {each} a reply",
        currency=currency,
        cost=count(round(row["cost"])),
        each=decimal(each, 2),
    )


def _weeks(rows: pd.DataFrame) -> None:
    """A dot for each week; cheap and hollow stands top left and is red."""
    st.markdown(say("**Weeks: work per reply, against answered in time**"))
    rows = rows[rows["reply_count"] > 0]
    shown = rows.dropna(subset=["handling_seconds", "in_time_share"])
    if shown.empty:
        st.caption(_FEW)
        return
    shown = shown.assign(week=pd.to_datetime(shown["group_value"]))
    red = shown[shown["is_lower"].fillna(value=False).astype(bool)]
    left_out = len(rows) - len(shown)
    cards.chart(
        weeks_of_effort(cards.look(), shown),
        "effort-weeks",
        say(
            "Work per reply against answered in time by week: {n}; weeks after which fewer came "
            "back calmer: {red}.",
            n=count(len(shown)),
            red=count(len(red)),
        ),
        below=say(
            "Red: fewer angry people came back calmer than after the answers of "
            "other weeks (one of twenty weeks that are alike is red by chance). Top "
            "left and red: cheap and hollow."
        )
        + (
            " "
            + say(
                "{n} week with too few replies or turns left out."
                if left_out == 1
                else "{n} weeks with too few replies or turns left out.",
                n=count(left_out),
            )
        )
        * bool(left_out),
    )


def _spared(scope: Scope, bands: pd.DataFrame, parts: pd.DataFrame) -> None:
    """What an answer to a complaint went with sparing, by when the complaint came."""
    st.markdown(say("**Audience-hours that an answer to a complaint spared**"))
    told = say(
        "By when the complaint came, {zone}. What an answer spared: how much longer "
        "complaints like it waited, times the people who could read it.",
        zone=scope.brand.zone.key.replace("_", " "),
    )
    rows = bands.dropna(subset=["spared_per_reply"])
    if len(rows) >= LEAST_CELLS:
        _week(rows, told)
        return
    rows = parts.dropna(subset=["spared_per_reply"])
    if rows.empty:
        st.caption(say("Fewer than 20 answers in any four hours of the day: too few to compare."))
        return
    _day(rows.sort_values("group_value", key=lambda hours_of: hours_of.astype(int)), told)


def _week(rows: pd.DataFrame, told: str) -> None:
    cells = {
        int(row["group_value"]) + offset: _cell(row)
        for _, row in rows.iterrows()
        for offset in range(BAND)
    }
    usual = rows[rows["largest_share"] <= 1 / 2]["spared_per_reply"]
    full = float((usual if len(usual) else rows["spared_per_reply"]).max())
    most = int(rows.sort_values("spared_per_reply").iloc[-1]["group_value"])
    cards.chart(
        hours.by_hour(cards.look(), cells, max(full, 1.0)),
        "effort-bands",
        say(
            "Audience-hours spared per answer, by four hours of the week; most on "
            "{weekday} from {hour}:00.",
            weekday=say(hours.WEEKDAYS[most // 24]),
            hour=most % 24,
        ),
        below=f"{told} "
        + say(
            "Four hours together; faint: one post makes more than half; blank: fewer than 20 "
            "answers."
        ),
    )


def _day(rows: pd.DataFrame, told: str) -> None:
    """Few answers: all days of the week together."""
    begins = [int(at) for at in rows["group_value"]]
    cards.chart(
        bars(
            cards.look(),
            [between(f"{at:02d}:00", f"{at + BAND:02d}:00") for at in begins],
            [max(float(one), 0.0) for one in rows["spared_per_reply"]],
            [
                say(
                    "{hours}, n = {n}\nlargest {largest}",
                    hours=compact(row["spared_per_reply"]),
                    n=count(row["spared_count"]),
                    largest=percent(row["largest_share"]),
                )
                for _, row in rows.iterrows()
            ],
            opens=[{"turn_part": at, **_ANSWERED} for at in begins],
        ),
        "effort-parts",
        say("Audience-hours spared per answer, by parts of the day: {n}.", n=count(len(rows))),
        below=f"{told} "
        + say(
            "Below each: the part of the largest post. Fewer than 20 answers "
            "are left out; a longer period shows the days of the week."
        ),
    )


def _cell(row: pd.Series) -> hours.Hour:
    return hours.Hour(
        max(float(row["spared_per_reply"]), 0.0),
        say(
            "{hours} audience-hours per answer, of {n} with a known "
            "audience<br>the largest makes {largest}",
            hours=compact(row["spared_per_reply"]),
            n=count(row["spared_count"]),
            largest=percent(row["largest_share"]),
        ),
        is_faint=bool(row["largest_share"] > 1 / 2),
        opens={"turn_band": row["group_value"], **_ANSWERED},
    )
