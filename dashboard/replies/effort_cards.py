"""The card on effort: what answering took, and whether what is cheap is hollow."""

import pandas as pd
import streamlit as st

from charts import hours
from charts.bars import bars
from charts.effort import weeks_of_effort
from dashboard.replies import queries
from dashboard.ui import cards
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import compact, count, duration, is_known, percent, plural
from wording.safety import plain

BAND = 4
LEAST_CELLS = 7
_ANSWERED = {"complaining": "yes", "turn_status": "answered"}
_FEW = "Fewer than 20 times did anybody reply twice within 20 minutes: the work is unknown."


def card(scope: Scope) -> None:
    """Effort against answers in time by week, and what an answer spared by hour of the week."""
    with Card(
        "What did answering take?",
        "Estimated from public replies only: the time between two replies of one hand, below 20 "
        "minutes. What is done in private is not seen.",
        "effort",
    ):
        st.markdown(_sentence(queries.effort(scope, "all").iloc[0]))
        left, right = st.columns(2, gap="medium")
        with left:
            _weeks(queries.effort(scope, "week"))
        with right:
            _spared(scope)


def _sentence(row: pd.Series) -> str:
    if not is_known(row["handling_seconds"]):
        return _FEW
    said = (
        f"A reply took **{duration(row['handling_seconds'])}** (95%: "
        f"{duration(row['handling_low'])} to {duration(row['handling_high'])}, n = "
        f"{count(row['gap_count'])}), so {row['replies_per_person_hour']:.1f} per person-hour: "
        f"about **{count(round(row['person_hours']))} person-hours** for "
        f"{count(row['reply_count'])} replies{_money(row)}. "
        f"Machines wrote {count(row['automated_count'])} more."
    )
    if unsigned := row["unsigned_count"]:
        said += f" {plural(unsigned, 'reply').replace('replys', 'replies')} bore no signature."
    return said


def _money(row: pd.Series) -> str:
    """Only where somebody said what an hour costs."""
    if not is_known(row["cost"]):
        return ""
    currency = plain(row["currency"], 8)
    each = row["cost"] / row["reply_count"]
    return f", about {currency} {count(round(row['cost']))}, {currency} {each:.2f} a reply"


def _weeks(rows: pd.DataFrame) -> None:
    """A dot for each week; cheap and hollow stands top left and is red."""
    st.markdown("**Weeks: work per reply, against answered in time**")
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
        f"Work per reply against answered in time for {plural(len(shown), 'week')}; after "
        f"{plural(len(red), 'week')} fewer came back calmer.",
        below="Red: fewer angry people came back calmer than after the answers of other weeks "
        "(one of twenty weeks that are alike is red by chance). Top left and red: cheap and "
        "hollow."
        + (f" {plural(left_out, 'week')} with too few replies or turns left out." * bool(left_out)),
    )


def _spared(scope: Scope) -> None:
    """What an answer to a complaint went with sparing, by when the complaint came."""
    st.markdown("**Audience-hours that an answer to a complaint spared**")
    told = (
        f"By when the complaint came, {scope.brand.zone.key.replace('_', ' ')}. What an answer "
        "spared: how much longer complaints like it waited, times the people who could read it. "
    )
    rows = queries.effort(scope, "band").dropna(subset=["spared_per_reply"])
    if len(rows) >= LEAST_CELLS:
        _week(rows, told)
        return
    rows = queries.effort(scope, "part").dropna(subset=["spared_per_reply"])
    if rows.empty:
        st.caption("Fewer than 20 answers in any four hours of the day: too few to compare.")
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
        "Audience-hours spared per answer, by four hours of the week; most on "
        f"{hours.WEEKDAYS[most // 24]} from {most % 24}:00.",
        below=f"{told}Four hours together; faint: one post makes more than half; blank: fewer than "
        "20 answers.",
    )


def _day(rows: pd.DataFrame, told: str) -> None:
    """Few answers: all days of the week together."""
    begins = [int(at) for at in rows["group_value"]]
    cards.chart(
        bars(
            cards.look(),
            [f"{at:02d}:00 to {at + BAND:02d}:00" for at in begins],
            [max(float(one), 0.0) for one in rows["spared_per_reply"]],
            [
                f"{compact(row['spared_per_reply'])}, n = {count(row['spared_count'])}\n"
                f"largest {percent(row['largest_share'])}"
                for _, row in rows.iterrows()
            ],
            opens=[{"turn_part": at, **_ANSWERED} for at in begins],
        ),
        "effort-parts",
        f"Audience-hours spared per answer, by {plural(len(rows), 'part')} of the day.",
        below=f"{told}Below each: the part of the largest post. Fewer than 20 answers are left "
        "out; a longer period shows the days of the week.",
    )


def _cell(row: pd.Series) -> hours.Hour:
    return hours.Hour(
        max(float(row["spared_per_reply"]), 0.0),
        f"{compact(row['spared_per_reply'])} audience-hours per answer, of "
        f"{count(row['spared_count'])} with a known audience<br>"
        f"the largest makes {percent(row['largest_share'])}",
        is_faint=bool(row["largest_share"] > 1 / 2),
        opens={"turn_band": row["group_value"], **_ANSWERED},
    )
