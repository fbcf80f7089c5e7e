"""Cards about growing posts: what to do now, the board, one post's growth."""

from collections.abc import Iterator, Mapping

import pandas as pd
import streamlit as st

from charts.growth import growth as growth_of
from dashboard.risk import queries, reaction_cards
from dashboard.ui import cards, filters, findings, links, timeline
from dashboard.ui.findings import Finding
from dashboard.ui.scope import Scope
from dashboard.ui.states import Card
from wording.numbers import compact, count, duration, is_known, moment, percent, plural
from wording.safety import esc, link, plain

STEPS: Mapping[str, tuple[str, str, str]] = {
    "answer": (findings.CRITICAL, "Answer now", "Answer it now, in public; tell communications"),
    "follow": (findings.WARNING, "Follow up", "Answered, still spreading: check the answer"),
    "prepare": (findings.WATCH, "Prepare", "Have an answer ready; look again within the hour"),
    "thank": (findings.GOOD, "Thank", "Praise that spreads: thank, and share it"),
    "stands": (findings.GOOD, "Stands still", "Stands still: nothing to do"),
    "watch": (findings.WATCH, "Watch", "Far from the threshold: watch"),
    "wait": (findings.WATCH, "Not known yet", "One snapshot only: nothing is known of its growth"),
}
URGENT = ("answer", "follow", "prepare")
COLUMNS = {
    "Risk": st.column_config.ProgressColumn(min_value=0, max_value=100, format="%.0f", width=90),
    "Post": st.column_config.TextColumn(width=270),
    "Next step": st.column_config.TextColumn(width=100),
    "Harm to come": st.column_config.NumberColumn(format="compact", width=110),
    "Shares": st.column_config.NumberColumn(format="localized", width=70),
    "Course": st.column_config.LineChartColumn(width=90),
    "Thread": st.column_config.LinkColumn(display_text="Thread", width=60),
    "Open": st.column_config.LinkColumn(display_text=":material/open_in_new:", width=50),
}


def conclusion(scope: Scope, summary: pd.Series, rows: pd.DataFrame) -> Finding:
    """Whether a post is at the alert level, and whether it waits: the one to answer first.

    Args:
        scope: what the page is about.
        summary: queries.live_summary.
        rows: queries.live_risk.
    """
    level, whole = count(summary["alert_level"]), filters.whole(scope, "Live risk is")
    if summary["waiting_count"]:
        title = f"{plural(summary['waiting_count'], 'post')} may run away, and nobody has answered"
        detail = " ".join(_waiting(scope, rows, level))
        return Finding(findings.CRITICAL, title, detail + whole)
    if summary["alert_count"]:
        title = f"{plural(summary['alert_count'], 'post')} at the alert level, answered"
        detail = "Still growing: look whether the answer holds."
        return Finding(findings.WARNING, title, detail + whole)
    if not summary["live_count"]:
        return Finding(
            findings.WATCH,
            "No growing post is known",
            "Growth needs share counts of posts younger than seven days, read at least twice."
            + whole,
        )
    detail = f"{plural(summary['live_count'], 'post')} younger than seven days are followed."
    return Finding(findings.GOOD, f"No post is at the alert level of {level}", detail + whole)


def _waiting(scope: Scope, rows: pd.DataFrame, level: str) -> Iterator[str]:
    """The first post to answer, as far as the board holds one; what all of them have in common."""
    urgent = rows[rows["next_step"] == "answer"]
    if not urgent.empty:
        worst = urgent.iloc[0]
        since = moment(worst["created_at"], scope.brand.zone)
        shares = plural(worst["share_count"], "share")
        yield f"“{esc(worst['title_or_text'], 90)}” {since}, {shares} so far."
    yield f"Viral risk at or above the alert level of {level}."


def fire(scope: Scope) -> None:
    """One line for the Overview, only where a growing post waits at the alert level."""
    summary = queries.live_summary(scope.version, scope.brand.key)
    if summary["waiting_count"]:
        rows = queries.live_risk(scope.version, scope.brand.key)
        cards.conclusion(conclusion(scope, summary, rows))
        links.live_risk("See which, and what to do")


def figures(summary: pd.Series) -> None:
    """How many posts are followed, grow, and are a matter."""
    fastest = summary["fastest_per_hour"]
    with st.grid(4, min_column_width=165, gap="small"):
        cards.figure(
            "At the alert level",
            count(summary["alert_count"]),
            term="viral_risk",
            note=f"{count(summary['waiting_count'])} wait for an answer",
        )
        cards.figure(
            "Growing",
            count(summary["growing_count"]),
            term="live_risk",
            note=f"of {count(summary['live_count'])} followed",
            below=f"{count(summary['unknown_count'])} with one snapshot only",
        )
        cards.figure(
            "Fastest",
            f"{count(fastest)}/h" if is_known(fastest) else "–",  # noqa: RUF001 - no value
            term="viral_risk",
            note="shares an hour",
        )
        cards.figure(
            "Threshold",
            compact(summary["threshold_audience"]),
            term="viral_risk",
            note="people",
            below=f"{count(summary['passed_count'])} have passed it",
        )


def to_do(scope: Scope, rows: pd.DataFrame) -> None:
    """The posts that ask for somebody, with the next step in words; at most five."""
    with Card("What to do now", "By rule, the most urgent first.", "live_risk"):
        urgent = rows[rows["next_step"].isin(URGENT)].head(5)
        for _, row in urgent.iterrows():
            level, _, step = STEPS[row["next_step"]]
            detail = " · ".join(_reasons(scope, row))
            see = ("See the conversation", {"conversation": row["conversation_id"]})
            cards.attention(
                Finding(level, step, f"“{esc(row['title_or_text'], 90)}” {detail}", see)
            )
        if urgent.empty:
            st.badge("Nothing asks for you", icon=":material/check_circle:", color="green")


def growth(scope: Scope, rows: pd.DataFrame) -> None:
    """How one post grew and where it may end; the choice stays when the board is refreshed."""
    with Card("One post closer", "Shares by age, projected to seven days.", "viral_risk"):
        texts = dict(zip(rows["post_id"], rows["title_or_text"], strict=True))
        chosen = st.selectbox(
            "Post",
            list(texts),
            format_func=lambda post_id: plain(texts.get(post_id, post_id), 80),
            key="grown",
            label_visibility="collapsed",
        )
        snapshots = queries.growth_of_post(scope.version, scope.brand.key, chosen)
        row = rows[rows["post_id"] == chosen].iloc[0]
        left, right = st.columns(2, gap="medium")
        with left:
            figure = growth_of(cards.look(), snapshots, conversation=row["conversation_id"])
            cards.chart(figure, "growth", _projected(row))
            st.caption(f"{_projected(row)} {_parts(row)}")
        with right:
            reaction_cards.draw(scope, row, snapshots)


def board(scope: Scope, rows: pd.DataFrame) -> None:
    """All followed posts, those first that still reach and hurt most."""
    with Card(
        "Growing posts",
        f"Younger than seven days; first those that still reach and hurt most; snapshots to "
        f"{moment(rows['observed_at'].max(), scope.brand.zone)}.",
        "viral_risk",
    ):
        cards.table(
            pd.DataFrame([_board_row(scope, row) for _, row in rows.iterrows()]),
            "board",
            f"{plural(len(rows), 'post')} that may still grow.",
            COLUMNS,
        )


def early_warning(scope: Scope) -> None:
    """What passed the alert level in the period, and what became of it."""
    with Card(
        "Looked back on",
        "Posts of the period that passed the alert level, the most shared first.",
        "early_warning",
    ):
        rows = queries.early_warning(scope)
        if rows.empty:
            st.caption("No post of this period passed the alert level.")
            return
        cards.table(
            pd.DataFrame([_past_row(scope, row) for _, row in rows.iterrows()]),
            "early-warning",
            "Posts that passed the alert level.",
        )
        st.caption(
            f"n = {len(rows)} posts, at most 25 shown. A false alarm: after seven days it had "
            "fewer than half of the shares that were projected then. What was projected goes by "
            "what was known then; how harmful a text is, by the reading of today."
        )
        _went(scope, rows)


def _went(scope: Scope, rows: pd.DataFrame) -> None:
    """One of them step by step, with what was spent before each."""
    texts = dict(zip(rows["post_id"], rows["title_or_text"], strict=True))
    chosen = st.selectbox(
        "How one of them went",
        list(texts),
        format_func=lambda post_id: plain(texts.get(post_id, post_id), 80),
        key="went",
    )
    spent = {"Shares over": "share_share_before", "Views over": "view_share_before"}
    timeline.table(scope, queries.post_timeline(scope, chosen), spent, "post-timeline")


def _board_row(scope: Scope, row: pd.Series) -> dict[str, object]:
    polarity = row["polarity"] if is_known(row["polarity"]) else "unscored"
    return {
        "Harm to come": row["harmful_audience"],
        "Risk": row["viral_risk"],
        "Next step": STEPS[row["next_step"]][1],
        "Post": plain(row["title_or_text"], 160),
        "Shares": row["share_count"],
        "Per hour": _rate(row["shares_per_hour"]),
        "At 7 days": _range(row),
        "Audience": f"{compact(row['estimated_audience'])} → {compact(row['projected_audience'])}",
        "Threshold": "passed" if row["is_passed"] else "",
        "Sentiment": "complaint" if row["is_complaint"] else polarity,
        "Answered": "yes" if row["is_answered"] else "waiting",
        "Age": duration(row["age_hours"] * 3600),
        "Course": list(row["share_history"]),
        "Thread": links.address(brand=scope.brand.key, conversation=row["conversation_id"]),
        "Author": links.author_address(scope.brand.key, row["source"], row["author_id"]),
        "Open": link(row["url"]),
    }


def _past_row(scope: Scope, row: pd.Series) -> dict[str, object]:
    return {
        "Post": plain(row["title_or_text"], 120),
        "Written": moment(row["created_at"], scope.brand.zone),
        "Passed after": duration(row["hours_to_pass"] * 3600),
        "Shares then": count(row["share_count"]),
        "Projected then": count(row["projected_share_count"]),
        "Became": count(row["final_share_count"]) + ("" if row["is_finished"] else " so far"),
        "Was": row["outcome"],
        "Still to come": percent(row["share_to_come"]),
        "Before the answer": percent(row["share_before_answer"])
        if is_known(row["answered_at"])
        else "never answered",
        "Thread": links.address(brand=scope.brand.key, conversation=row["conversation_id"]),
    }


def _reasons(scope: Scope, row: pd.Series) -> Iterator[str]:
    yield f"risk {count(row['viral_risk'])}"
    yield f"{count(row['share_count'])} shares, {_rate(row['shares_per_hour'])} an hour"
    yield f"{_range(row)} at 7 days"
    if row["is_passed"]:
        yield f"has passed {compact(row['threshold_audience'])} people"
    yield "answered" if row["is_answered"] else "waiting"
    yield f"{esc(row['source'], 40)}, {moment(row['created_at'], scope.brand.zone)}"


def _projected(row: pd.Series) -> str:
    if not is_known(row["projected_share_count"]):
        return "One snapshot only: nothing is projected."
    return (
        f"{count(row['share_count'])} shares now, {_range(row)} at seven days (80% interval), "
        f"up to {compact(row['projected_pickup'])} if somebody large picks it up; learned from "
        f"{count(row['learned_count'])} finished posts."
    )


def _parts(row: pd.Series) -> str:
    """The score as the product of its parts, and what the harm was read from."""
    if not is_known(row["pass_probability"]):
        return ""
    people = compact(row["threshold_audience"])
    goal = f"gaining {people} people more" if row["is_passed"] else f"passing {people} people"
    reactions = f"{count(row['negative_count'])} of {plural(row['reaction_count'], 'reaction')}"
    waits = ", its author waits with a complaint" if row["has_open_complaint"] else ""
    return (
        f"Risk {count(row['viral_risk'])} = {percent(row['pass_probability'])} probability of "
        f"{goal} × {percent(row['harm'])} harm ({reactions} negative{waits}) × "  # noqa: RUF001 - the sign for times
        f"{row['waiting_weight']:g} waiting."
    )


def _range(row: pd.Series) -> str:
    if not is_known(row["projected_share_count"]):
        return "not known yet"
    low, high = compact(row["projected_low"]), compact(row["projected_high"])
    return f"{compact(row['projected_share_count'])} ({low} to {high})"


def _rate(shares: float | None) -> str:
    return f"{shares:,.1f}" if shares is not None and is_known(shares) else "–"  # noqa: RUF001
