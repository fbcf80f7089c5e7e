"""Cards for who has thirty seconds: brand health, what moved it, whose brand is spoken of."""

import pandas as pd
import streamlit as st

from charts import bars
from dashboard.overview import queries
from dashboard.ui import cards
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import UNKNOWN, between, count, is_known, percent, percents, plural, points
from wording.safety import plain
from wording.said import mark
from wording.verdicts import note

_PART_NAMES = {
    "net_sentiment": mark("Net sentiment"),
    "complaint_rate": mark("Complaint rate"),
    "answered_in_target": mark("Answered within target"),
    "silence": mark("Silence"),
    "viral_risk": mark("Viral risk"),
}
_FEW = mark("too few days to tell")


def figure(scope: Scope) -> None:
    """Brand health of the period, its change and its course."""
    found = queries.health_summary(scope)
    least = found["least_part_count"]
    lacking = is_known(least) and least < len(_PART_NAMES)
    cards.figure(
        say("Brand health"),
        say("{brand_health} of 100", brand_health=count(found["brand_health"]))
        if is_known(found["brand_health"])
        else UNKNOWN,
        term="brand_health",
        change=_change(found),
        note=_noted(found["health_verdict"]),
        below=_reach(found)
        + plural(found["day_count"], "whole day")
        + (
            say(", some with {least} of {parts} parts", least=count(least), parts=len(_PART_NAMES))
            if lacking
            else ""
        ),
        series=list(found["course"]),
    )


def moved(scope: Scope) -> None:
    """What each part of brand health did to its change."""
    with Card(
        say("What moved brand health"), say("Points of 100, by part; they add up."), "brand_health"
    ):
        if scope.before is None:
            st.caption(say("Choose a period to compare with under Filters."))
            return
        rows = queries.health_change(scope)
        if rows.empty:
            st.caption(say("The compared period has no brand health, so nothing can be compared."))
            return
        rows = rows.assign(part_name=rows["part_name"].map(_PART_NAMES).map(say))
        worst = rows.iloc[0]
        cards.chart(
            bars.contributions(cards.look(), rows, "part_name"),
            "health-moved",
            say(
                "{part} moved brand health by {contribution} points.",
                part=worst["part_name"],
                contribution=points(worst["contribution"]),
            ),
        )


def share_of_voice(scope: Scope) -> None:
    """The brand among all tracked brands."""
    with Card(
        say("Share of voice"),
        say("Mentions of all tracked brands, over the weeks that the period touches; all sources."),
        "share_of_voice",
    ):
        rows = queries.share_of_voice(scope)
        if len(rows) < 2:
            st.caption(say("Only one brand is tracked; add competitors to earshot.toml."))
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
            say(
                "{name} has the most mentions, {mention}.",
                name=plain(rows.iloc[0]["name"], 40),
                mention=percent(rows.iloc[0]["mention_share"]),
            ),
        )


def _reach(found: pd.Series) -> str:
    """The 95 % interval, as Methods and the glossary say what it knows of."""
    if not is_known(found["health_low"]):
        return ""
    return f"{between(count(found['health_low']), count(found['health_high']))}, "


def _noted(verdict: str | None) -> str:
    """Health is a mean of days: these are what there may be too few of."""
    if verdict is None or not is_known(verdict):
        return ""
    return say(_FEW) if verdict == "few" else note(verdict)


def _change(found: pd.Series) -> tuple[str, str] | None:
    if not is_known(found["health_change"]):
        return None
    return points(found["health_change"] / 100), found["health_verdict"]


def _voice(row: pd.Series) -> str:
    """Its shares of mentions and of audience, each with its interval and without its largest."""
    said = f"{_ranged(row, 'mention_share')} · n = {count(row['mention_count'])}"
    if row["largest_count"] > 1 and is_known(row["mention_share_without"]):
        said += say(
            "\n{mention_share_without} without its largest post",
            mention_share_without=percent(row["mention_share_without"]),
        )
    if is_known(row["audience_share"]):
        said += say("\n{audience} of audience", audience=_ranged(row, "audience_share"))
        if is_known(row["audience_share_without"]):
            said += say(
                "\n{audience_share_without} without its loudest post",
                audience_share_without=percent(row["audience_share_without"]),
            )
    return said


def _ranged(row: pd.Series, name: str) -> str:
    return f"{percent(row[name])} ({percents(row[f'{name}_low'], row[f'{name}_high'])})"
