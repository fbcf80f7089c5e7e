"""Cards about growing posts: what to do now, the board, one post's growth."""

from collections.abc import Iterator, Mapping

import pandas as pd
import streamlit as st

from charts.growth import growth as growth_of
from dashboard.risk import queries, reaction_cards
from dashboard.ui import cards, filters, findings, links
from dashboard.ui.findings import Finding
from dashboard.ui.scope import Scope
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import (
    between,
    compact,
    count,
    decimal,
    duration,
    is_known,
    moment,
    percent,
    plural,
)
from wording.safety import esc, link, plain
from wording.said import mark

STEPS: Mapping[str, tuple[str, str, str]] = {
    "answer": (
        findings.CRITICAL,
        mark("Answer now"),
        mark("Answer it now, in public; tell communications"),
    ),
    "follow": (
        findings.WARNING,
        mark("Follow up"),
        mark("Answered, still spreading: check the answer"),
    ),
    "prepare": (
        findings.WATCH,
        mark("Prepare"),
        mark("Have an answer ready; look again within the hour"),
    ),
    "thank": (findings.GOOD, mark("Thank"), mark("Praise that spreads: thank, and share it")),
    "stands": (findings.GOOD, mark("Stands still"), mark("Stands still: nothing to do")),
    "watch": (findings.WATCH, mark("Watch"), mark("Far from the threshold: watch")),
    "wait": (
        findings.WATCH,
        mark("Not known yet"),
        mark("One snapshot only: nothing is known of its growth"),
    ),
}
URGENT = ("answer", "follow", "prepare")
COLUMNS = {
    "Risk": st.column_config.ProgressColumn(min_value=0, max_value=100, format="%.0f", width=90),
    "Post": st.column_config.TextColumn(width=230),
    "Next step": st.column_config.TextColumn(width=100),
    "Harm to come": st.column_config.NumberColumn(format="compact", width=110),
    "Audience": st.column_config.TextColumn(width=110),
    "Shares": st.column_config.NumberColumn(format="localized", width=70),
    "Course": st.column_config.LineChartColumn(width=90),
    "Thread": st.column_config.LinkColumn(display_text=mark("Thread"), width=60),
    "Open": st.column_config.LinkColumn(display_text=":material/open_in_new:", width=50),
}


def conclusion(scope: Scope, summary: pd.Series, rows: pd.DataFrame) -> Finding:
    """Whether a post is at the alert level, and whether it waits: the one to answer first.

    Args:
        scope: what the page is about.
        summary: queries.live_summary.
        rows: queries.live_risk.
    """
    level, whole = count(summary["alert_level"]), filters.whole(scope, say("Live risk is"))
    if summary["waiting_count"]:
        title = say(
            "{post} may run away, and nobody has answered",
            post=plural(summary["waiting_count"], "post"),
        )
        detail = " ".join(_waiting(scope, rows, level))
        return Finding(findings.CRITICAL, title, detail + whole)
    if summary["alert_count"]:
        title = say(
            "{post} at the alert level, answered", post=plural(summary["alert_count"], "post")
        )
        detail = say("Still growing: look whether the answer holds.")
        return Finding(findings.WARNING, title, detail + whole)
    if not summary["live_count"]:
        return Finding(
            findings.WATCH,
            say("No growing post is known"),
            say("Growth needs share counts of posts younger than seven days, read at least twice.")
            + whole,
        )
    detail = say(
        "{post} younger than seven days are followed.", post=plural(summary["live_count"], "post")
    )
    return Finding(
        findings.GOOD, say("No post is at the alert level of {level}", level=level), detail + whole
    )


def _waiting(scope: Scope, rows: pd.DataFrame, level: str) -> Iterator[str]:
    """The first post to answer, as far as the board holds one; what all of them have in common."""
    urgent = rows[rows["next_step"] == "answer"]
    if not urgent.empty:
        worst = urgent.iloc[0]
        since = moment(worst["created_at"], scope.clock)
        shares = plural(worst["share_count"], "share")
        yield say(
            "“{title_or_text}” {since}, {shares} so far.",
            title_or_text=esc(worst["title_or_text"], 90),
            since=since,
            shares=shares,
        )
    yield say("Viral risk at or above the alert level of {level}.", level=level)


def fire(scope: Scope) -> None:
    """One line for the Overview, only where a growing post waits at the alert level."""
    summary = queries.live_summary(scope.version, scope.brand.key)
    if summary["waiting_count"]:
        rows = queries.live_risk(scope.version, scope.brand.key)
        cards.conclusion(conclusion(scope, summary, rows))
        links.live_risk(say("See which, and what to do"))


def figures(summary: pd.Series) -> None:
    """How many posts are followed, grow, and are a matter."""
    fastest = summary["fastest_per_hour"]
    with st.grid(4, min_column_width=165, gap="small"):
        cards.figure(
            say("At the alert level"),
            count(summary["alert_count"]),
            term="viral_risk",
            note=say(
                "{waiting} waits for an answer"
                if summary["waiting_count"] == 1
                else "{waiting} wait for an answer",
                waiting=count(summary["waiting_count"]),
            ),
        )
        cards.figure(
            say("Growing"),
            count(summary["growing_count"]),
            term="live_risk",
            note=say("of {live} followed", live=count(summary["live_count"])),
            below=say("{unknown} with one snapshot only", unknown=count(summary["unknown_count"])),
        )
        cards.figure(
            say("Fastest"),
            f"{count(fastest)}/h" if is_known(fastest) else "–",  # noqa: RUF001 - no value
            term="viral_risk",
            note=say("shares an hour"),
        )
        cards.figure(
            say("Threshold"),
            compact(summary["threshold_audience"]),
            term="viral_risk",
            note=say("people"),
            below=say("{passed} have passed it", passed=count(summary["passed_count"])),
        )


def to_do(scope: Scope, rows: pd.DataFrame) -> None:
    """The posts that ask for somebody, with the next step in words; at most five."""
    with Card(say("What to do now"), say("By rule, the most urgent first."), "live_risk"):
        urgent = rows[rows["next_step"].isin(URGENT)].head(5)
        for _, row in urgent.iterrows():
            level, _, step = STEPS[row["next_step"]]
            detail = " · ".join(_reasons(scope, row))
            see = (say("See the conversation"), {"conversation": row["conversation_id"]})
            cards.attention(
                Finding(level, say(step), f"“{esc(row['title_or_text'], 90)}” {detail}", see)
            )
        if urgent.empty:
            st.badge(say("Nothing asks for you"), icon=":material/check_circle:", color="green")


def growth(scope: Scope, rows: pd.DataFrame) -> None:
    """How one post grew and where it may end; the choice stays when the board is refreshed."""
    with Card(say("One post closer"), say("Shares by age, projected to seven days."), "viral_risk"):
        texts = dict(zip(rows["post_id"], rows["title_or_text"], strict=True))
        chosen = st.selectbox(
            say("Post"),
            list(texts),
            format_func=lambda post_id: plain(texts.get(post_id, post_id), 80),
            key="grown",
            label_visibility="collapsed",
        )
        snapshots = queries.growth_of_post(scope.version, scope.brand.key, chosen)
        row = rows[rows["post_id"] == chosen].iloc[0]
        reactions = queries.reactions(scope.version, scope.brand.key, chosen)
        left, right = st.columns(2, gap="medium")
        with left:
            figure = growth_of(cards.look(), snapshots, conversation=row["conversation_id"])
            cards.chart(figure, "growth", _projected(row))
            st.caption(f"{_projected(row)} {_parts(row)}")
            reaction_cards.kept(scope, row, reactions)
        with right:
            reaction_cards.told(scope, row, snapshots, reactions)


def board(scope: Scope, rows: pd.DataFrame) -> None:
    """All followed posts, those first that still reach and hurt most."""
    with Card(
        say("Growing posts"),
        say(
            "Younger than seven days; first those that still reach and hurt most; snapshots to "
            "{observed}.",
            observed=moment(rows["observed_at"].max(), scope.clock),
        ),
        "viral_risk",
    ):
        cards.table(
            pd.DataFrame([board_row(scope, row) for _, row in rows.iterrows()]),
            "board",
            say("{post} that may still grow.", post=plural(len(rows), "post")),
            COLUMNS,
        )


def board_row(scope: Scope, row: pd.Series) -> dict[str, object]:
    """A row of queries.live_risk as the board shows it."""
    polarity = row["polarity"] if is_known(row["polarity"]) else "unscored"
    return {
        "Harm to come": row["harmful_audience"],
        "Risk": row["viral_risk"],
        "Next step": say(STEPS[row["next_step"]][1]),
        "Post": plain(row["title_or_text"], 160),
        "Shares": row["share_count"],
        "Per hour": _rate(row["shares_per_hour"]),
        "At 7 days": _range(row),
        "Audience": f"{compact(row['estimated_audience'])} → {compact(row['projected_audience'])}",
        "Threshold": say("passed") if row["is_passed"] else "",
        "Sentiment": say("complaint" if row["is_complaint"] else polarity),
        "Answered": say("yes" if row["is_answered"] else "waiting"),
        "Age": duration(row["age_hours"] * 3600),
        "Course": list(row["share_history"]),
        "Thread": links.address(brand=scope.brand.key, conversation=row["conversation_id"]),
        "Author": links.author_address(scope.brand.key, row["source"], row["author_id"]),
        "Open": link(row["url"]),
    }


def _reasons(scope: Scope, row: pd.Series) -> Iterator[str]:
    yield say("risk {viral_risk}", viral_risk=count(row["viral_risk"]))
    yield say(
        "{share} shares, {shares_per_hour} an hour",
        share=count(row["share_count"]),
        shares_per_hour=_rate(row["shares_per_hour"]),
    )
    yield say("{range} at 7 days", range=_range(row))
    if row["is_passed"]:
        yield say(
            "has passed {threshold_audience} people",
            threshold_audience=compact(row["threshold_audience"]),
        )
    yield say("answered" if row["is_answered"] else "waiting")
    yield f"{esc(row['source'], 40)}, {moment(row['created_at'], scope.clock)}"


def _projected(row: pd.Series) -> str:
    if not is_known(row["projected_share_count"]):
        return say("One snapshot only: nothing is projected.")
    return say(
        "{shares} so far, {range} at seven days (80% interval), up to {projected_pickup} if "
        "somebody large picks it up; learned from {learned} finished posts.",
        shares=plural(row["share_count"], "share"),
        range=_range(row),
        projected_pickup=compact(row["projected_pickup"]),
        learned=count(row["learned_count"]),
    )


def _parts(row: pd.Series) -> str:
    """The score as the product of its parts, and what the harm was read from."""
    if not is_known(row["pass_probability"]):
        return ""
    people = compact(row["threshold_audience"])
    goal = (
        say("gaining {people} people more", people=people)
        if row["is_passed"]
        else say("passing {people} people", people=people)
    )
    reactions = say(
        "{negative} of {reaction}",
        negative=count(row["negative_count"]),
        reaction=plural(row["reaction_count"], "reaction"),
    )
    waits = say(", its author waits with a complaint") if row["has_open_complaint"] else ""
    return say(
        "Risk {viral_risk} = {pass_probability} probability of {goal} \u00d7 {harm} harm "
        "({reactions} negative{waits}) \u00d7 {waiting_weight} waiting.",
        viral_risk=count(row["viral_risk"]),
        pass_probability=percent(row["pass_probability"]),
        goal=goal,
        harm=percent(row["harm"]),
        reactions=reactions,
        waits=waits,
        waiting_weight=decimal(row["waiting_weight"], 0 if row["waiting_weight"] == 1 else 1),
    )


def _range(row: pd.Series) -> str:
    if not is_known(row["projected_share_count"]):
        return say("not known yet")
    ends = between(compact(row["projected_low"]), compact(row["projected_high"]))
    return f"{compact(row['projected_share_count'])} ({ends})"


def _rate(shares: float | None) -> str:
    return decimal(shares)
