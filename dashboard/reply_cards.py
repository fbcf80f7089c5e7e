"""Cards about answers: who waits, how long, and whether the target was met."""

import pandas as pd
import streamlit as st

from dashboard import cards, charts, data, findings, links
from dashboard.palette import look
from dashboard.reply_charts import answered_curve
from dashboard.safety import link, plain
from dashboard.scope import Scope
from dashboard.states import Card
from dashboard.wording import count, duration, interval, percent, plural

_RULES = (
    ("Ours: open turns count as waiting", "median_seconds", "median"),
    ("Answered only", "answered_only_median_seconds", "median"),
    ("Answered only", "answered_only_mean_seconds", "mean"),
    ("Fastest 90% of the answered", "fastest90_mean_seconds", "mean"),
    ("Answered within 24 h", "under_24h_mean_seconds", "mean"),
)


def median(scope: Scope) -> None:
    """The honest median, what it was before, and what others would show."""
    now, before = summaries(scope)
    change = findings.reply_change(now, before)
    others = duration(now["answered_only_median_seconds"], "none answered")
    cards.figure(
        "Median first reply",
        duration(now["median_seconds"]),
        term="median",
        change=change,
        note=_noted(change, now),
        below=f"{others} if only the answered counted",
        see=(f"{count(now['answered_count'])} answered", {"turn_status": "answered"}),
    )


def summaries(scope: Scope) -> tuple[pd.Series, pd.Series | None]:
    """Response times of the period and of the one it is compared with."""
    before = data.response_summary(scope, scope.before) if scope.before else None
    return data.response_summary(scope, scope.span), before


def waiting(summary: pd.Series) -> None:
    """How many wait now, and how many have waited in vain."""
    overdue = int(summary["overdue_count"])
    cards.figure(
        "Waiting now",
        count(summary["open_count"]),
        term="unanswered",
        change=(f"{count(overdue)} past target", "worse") if overdue else None,
        note="" if overdue else "all within target",
        below=f"{count(summary['never_count'])} older were never answered",
        see=(f"{count(summary['open_count'])} waiting", {"waiting": "yes"}),
    )


def within_target(scope: Scope) -> None:
    """The agreement kept: met, missed and pending stand beside each other."""
    rows = data.targets_by_source(scope)
    met, missed, pending = (rows[f"{name}_count"].sum() for name in ("met", "missed", "pending"))
    cards.figure(
        f"Answered within {duration(scope.brand.target_seconds)}",
        percent(met / (met + missed) if met + missed else None),
        term="target",
        note=f"{count(met)} met · {count(missed)} missed · {count(pending)} pending",
        see=(f"{count(missed)} missed", {"sla": "missed"}),
    )


def answered_only(scope: Scope) -> None:
    """The figure that other tools show, labelled as what it is."""
    now = data.response_summary(scope, scope.span)
    cards.figure(
        "Median of the answered only",
        duration(now["answered_only_median_seconds"], "none answered"),
        term="other_rules",
        note="leaves out who still waits",
        see=(f"{count(now['open_count'])} still open", {"turn_status": "open"}),
    )


def queue(scope: Scope) -> None:
    """Who waits, the most urgent first."""
    with Card(
        "Who is waiting",
        "Most urgent first: wait against target, complaint, audience.",
        "unanswered",
    ):
        never = st.toggle("Older than 7 days instead", key="older", bind="query-params")
        rows = data.unanswered(scope, never=never)
        if rows.empty:
            st.badge("Nobody waits", icon=":material/check_circle:", color="green")
            return
        cards.table(_queue_rows(scope, rows), "queue", "Customers who wait for a reply.")
        links.mentions("Read their posts", **({"never": "yes"} if never else {"waiting": "yes"}))


def curve(scope: Scope) -> None:
    """The share answered by time waited."""
    with Card(
        "Answered within …",
        "Share of turns answered by time waited; who still waits counts. Shading: 95% interval.",
        "curve",
    ):
        rows = data.response_curve(scope)
        if rows.empty:
            st.caption("Fewer than ten turns in this period: too few to draw a curve.")
            return
        now = data.response_summary(scope, scope.span)
        cards.chart(
            answered_curve(look(), rows, scope.brand.target_seconds),
            "curve",
            f"{percent(rows['answered_share'].max())} answered within "
            f"{duration(rows['elapsed_seconds'].max())}; median {duration(now['median_seconds'])}.",
        )
        _text_filter_note(scope)


def other_rules(scope: Scope) -> None:
    """The same turns as other tools would count them."""
    with Card(
        "The same data under other rules",
        "Each rule below the first leaves out people who waited longest, so it looks better.",
        "other_rules",
    ):
        now = data.response_summary(scope, scope.span)
        st.table(
            pd.DataFrame(
                {
                    "Rule": [name for name, _, _ in _RULES],
                    "Figure": [kind for _, _, kind in _RULES],
                    "Wait": [duration(now[column]) for _, column, _ in _RULES],
                }
            ),
            hide_index=True,
            border="horizontal",
        )
        st.caption(
            f"{plural(now['turn_count'], 'turn')}: {count(now['answered_count'])} answered, "
            f"{count(now['open_count'])} open."
        )
        _text_filter_note(scope)


def targets_by_source(scope: Scope) -> None:
    """Where the target is met."""
    with Card(
        f"Answered within {duration(scope.brand.target_seconds)}, by source",
        "Share of due turns that met the target.",
        "target",
    ):
        rows = data.targets_by_source(scope)
        rows = rows[rows["met_share"].notna()].head(8)
        if rows.empty:
            st.caption("No turn of this period is due yet.")
            return
        texts = [
            f"{percent(row['met_share'])} of {count(row['met_count'] + row['missed_count'])}"
            for _, row in rows.iterrows()
        ]
        cards.chart(
            charts.bars(look(), list(rows["source"]), list(rows["met_share"]), texts, full=1),
            "targets-by-source",
            f"Target met by source; {plain(rows.iloc[0]['source'], 40)} has the most turns and "
            f"meets it for {percent(rows.iloc[0]['met_share'])}.",
        )
        links.mentions(f"{count(rows['missed_count'].sum())} missed turns", sla="missed")


def targets_by_week(scope: Scope) -> None:
    """Whether the target is met better or worse than before."""
    with Card("Target by week", "Turns by the week in which they began.", "target"):
        rows = data.targets_by_week(scope)
        if rows.empty:
            st.caption("No turn needs a reply in this period.")
            return
        tones = look()
        parts = (
            ("met_count", "Met", tones.brand),
            ("missed_count", "Missed", tones.negative),
            ("pending_count", "Pending", tones.pale),
        )
        cards.chart(
            charts.stacked(tones, rows, charts.dates(rows, "week_date"), parts),
            "targets-by-week",
            f"Turns that met, missed or await their target over {len(rows)} weeks.",
        )


def bands(scope: Scope) -> None:
    """How long those who wait have waited."""
    with Card("Waiting for", "Open turns by age; after 7 days: never answered.", "unanswered"):
        rows = data.unanswered_bands(scope)
        if rows.empty:
            st.caption("Nobody waits.")
            return
        cards.chart(
            charts.bars(
                look(),
                list(rows["age_band"]),
                list(rows["open_count"]),
                [count(value) for value in rows["open_count"]],
            ),
            "bands",
            f"{count(rows['open_count'].sum())} open turns by age.",
        )
        with st.container(horizontal=True, gap="xsmall"):
            for band in rows["age_band"]:
                links.mentions(band.replace("<", "under").replace(">", "over"), age=band)


def turn_hours(scope: Scope) -> None:
    """When the work comes in."""
    with Card("When work arrives", "Turns that need a reply, by hour of the week.", "week"):
        rows = data.turns_by_hour_of_week(scope)
        if rows.empty:
            st.caption("No turn needs a reply in this period.")
            return
        cards.chart(
            charts.week_heatmap(look(), rows, "turns"),
            "turn-hours",
            f"{count(rows['row_count'].sum())} turns by hour of the week.",
        )


def _queue_rows(scope: Scope, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Priority": rows["priority"],
            "Waiting": [duration(value) for value in rows["waiting_seconds"]],
            "Target": rows["sla_status"].map({"missed": "overdue", "pending": "in time"}),
            "Post": [plain(text, 160) for text in rows["text"]],
            "Why": rows["reply_reason"],
            "Source": [plain(name, 40) for name in rows["source"]],
            "Audience": rows["estimated_audience"],
            "Thread": [
                links.address(brand=scope.brand.key, conversation=one)
                for one in rows["conversation_id"]
            ],
            "Open": [link(address) for address in rows["url"]],
        }
    )


def _noted(change: findings.Change | None, now: pd.Series) -> str:
    if change:
        return "within chance" if change[1] == "same" else "vs before"
    spread = interval(now["median_low_seconds"], now["median_high_seconds"])
    return f"95%: {spread}" if spread else f"n = {count(now['turn_count'])}"


def _text_filter_note(scope: Scope) -> None:
    if scope.words:
        st.caption("The text filter does not apply to this figure.")
