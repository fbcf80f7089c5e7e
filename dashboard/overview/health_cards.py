"""Cards for who has thirty seconds: brand health, what moved it, whose brand is spoken of."""

import pandas as pd
import streamlit as st

from charts import bars
from dashboard.overview import queries
from dashboard.ui import cards
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import UNKNOWN, count, is_known, percent, plural, points
from wording.safety import plain
from wording.verdicts import note

_PART_NAMES = {
    "net_sentiment": "Net sentiment",
    "complaint_rate": "Complaint rate",
    "answered_in_target": "Answered within target",
    "silence": "Silence",
    "viral_risk": "Viral risk",
}
_FEW = "too few days to tell"


def figure(scope: Scope) -> None:
    """Brand health of the period, its change and its course."""
    found = queries.health_summary(scope)
    least = found["least_part_count"]
    lacking = is_known(least) and least < len(_PART_NAMES)
    cards.figure(
        "Brand health",
        f"{found['brand_health']:.0f} of 100" if is_known(found["brand_health"]) else UNKNOWN,
        term="brand_health",
        change=_change(found),
        note=_noted(found["health_verdict"]),
        below=_reach(found)
        + f"{plural(found['day_count'], 'whole day')}"
        + (f", some with {count(least)} of {len(_PART_NAMES)} parts" if lacking else ""),
        series=list(found["course"]),
    )


def moved(scope: Scope) -> None:
    """What each part of brand health did to its change."""
    with Card("What moved brand health", "Points of 100, by part; they add up.", "brand_health"):
        if scope.before is None:
            st.caption("Choose a period to compare with under Filters.")
            return
        rows = queries.health_change(scope)
        if rows.empty:
            st.caption("The compared period has no brand health, so nothing can be compared.")
            return
        rows = rows.assign(part_name=rows["part_name"].map(_PART_NAMES))
        worst = rows.iloc[0]
        cards.chart(
            bars.contributions(cards.look(), rows, "part_name"),
            "health-moved",
            f"{worst['part_name']} moved brand health by {points(worst['contribution'])} points.",
        )


def share_of_voice(scope: Scope) -> None:
    """The brand among all tracked brands."""
    with Card(
        "Share of voice",
        "Mentions of all tracked brands, over the weeks that the period touches; all sources.",
        "share_of_voice",
    ):
        rows = queries.share_of_voice(scope)
        if len(rows) < 2:
            st.caption("Only one brand is tracked; add competitors to earshot.toml.")
            return
        cards.chart(
            bars.bars(
                cards.look(),
                [plain(name, 28) for name in rows["name"]],
                [float(share) for share in rows["mention_share"]],
                [_voice(row) for _, row in rows.iterrows()],
                full=1,
            ),
            "share-of-voice",
            f"{plain(rows.iloc[0]['name'], 40)} has the most mentions, "
            f"{percent(rows.iloc[0]['mention_share'])}.",
        )


def _reach(found: pd.Series) -> str:
    """The 95 % interval, as Methods and the glossary say what it knows of."""
    if not is_known(found["health_low"]):
        return ""
    return f"{found['health_low']:.0f} to {found['health_high']:.0f}, "


def _noted(verdict: str | None) -> str:
    """Health is a mean of days: these are what there may be too few of."""
    if verdict is None or not is_known(verdict):
        return ""
    return _FEW if verdict == "few" else note(verdict)


def _change(found: pd.Series) -> tuple[str, str] | None:
    if not is_known(found["health_change"]):
        return None
    return points(found["health_change"] / 100), found["health_verdict"]


def _voice(row: pd.Series) -> str:
    """Its shares of mentions and of audience, each with its interval and without its largest."""
    said = f"{_ranged(row, 'mention_share')} · n = {count(row['mention_count'])}"
    if row["largest_count"] > 1 and is_known(row["mention_share_without"]):
        said += f"\n{percent(row['mention_share_without'])} without its largest post"
    if is_known(row["audience_share"]):
        said += f"\n{_ranged(row, 'audience_share')} of audience"
        if is_known(row["audience_share_without"]):
            said += f"\n{percent(row['audience_share_without'])} without its loudest post"
    return said


def _ranged(row: pd.Series, name: str) -> str:
    low, high = percent(row[f"{name}_low"]), percent(row[f"{name}_high"])
    return f"{percent(row[name])} ({low} to {high})"
