"""Cards about how a brand is spoken of: figures, trend, causes, volume."""

import pandas as pd
import streamlit as st

from charts.bars import contributions
from charts.counts import mentions_by_day
from charts.hours import WEEKDAYS, counts_by_hour
from charts.sentiment import sentiment_line
from dashboard.data_health.queries import freshness_by_source
from dashboard.mentions import accuracy_cards
from dashboard.overview.queries import most_shared as most_shared_rows
from dashboard.response.queries import loudest_silence
from dashboard.sentiment import queries
from dashboard.spikes.queries import spikes
from dashboard.ui import cards, findings, links
from dashboard.ui.cards import polarity_badge
from dashboard.ui.findings import UNREAD
from dashboard.ui.scope import Scope, current
from dashboard.ui.speech import say
from dashboard.ui.states import Card
from wording.numbers import compact, count, is_known, percent, plural, points
from wording.safety import esc, plain
from wording.said import mark, short_day
from wording.verdicts import note

INBOUND = {"direction": "inbound"}


def whole_days(scope: Scope) -> pd.DataFrame:
    """Days of the period but the last, which has only begun and would end each line in a jump."""
    days = queries.sentiment_by_day(scope, scope.span.since)
    return days[pd.to_datetime(days["local_date"]) < pd.Timestamp(scope.span.last)]


def net_sentiment(
    summary: pd.Series, change: pd.Series | None, days: pd.DataFrame, *, is_calm: bool
) -> None:
    """Net sentiment of the period, its change and its course.

    Args:
        summary: queries.period_summary.
        change: queries.period_change; None where nothing is compared.
        days: whole_days.
        is_calm: as of `figure_cards.figures`.
    """
    cards.figure(
        say("Net sentiment"),
        points(summary["net_sentiment"]),
        term="net_sentiment",
        change=change_of(change, "net", is_calm=is_calm),
        note=_noted(change, "net"),
        below=accuracy_cards.summary(current()),
        series=_series(days["net_sentiment"] * 100),
        see=(
            say("{negative} negative", negative=count(summary["negative_count"])),
            INBOUND | {"polarity": "negative"},
        ),
    )


def mentions(summary: pd.Series, change: pd.Series | None, days: pd.DataFrame) -> None:
    """How many mentions there were."""
    grown = None
    if change is not None and is_known(change["mention_change"]):
        grown = _grown(change["mention_change"]), "same"
    cards.figure(
        say("Mentions"),
        count(summary["mention_count"]),
        term="mentions",
        change=grown,
        note=note(None) if grown else "",
        below=say("{copy} are copies of another one", copy=count(summary["copy_count"]))
        if summary["copy_count"]
        else "",
        series=_series(days["mention_count"]),
        see=(say("All {mention}", mention=count(summary["mention_count"])), INBOUND),
    )


def _grown(change: float) -> str:
    """A change of a count with its sign: +12%, -3%."""
    return f"{'+' if round(change * 100) >= 0 else '-'}{percent(abs(change))}"


def complaints(
    summary: pd.Series, change: pd.Series | None, days: pd.DataFrame, *, is_calm: bool
) -> None:
    """Which part of the mentions complains; arguments as of `net_sentiment`."""
    cards.figure(
        say("Complaint rate"),
        percent(summary["complaint_share"], 1),
        term="complaint_rate",
        change=change_of(change, "complaint", is_calm=is_calm),
        note=_noted(change, "complaint"),
        below=say("A spike is running: fewer than before is no all-clear.") if not is_calm else "",
        series=_series(days["complaint_share"] * 100),
        see=(
            say("{complaint} complaints", complaint=count(summary["complaint_count"])),
            INBOUND | {"complaint": "yes"},
        ),
    )


def trend(scope: Scope) -> None:
    """Net sentiment per day, with the compared period before it."""
    with Card(
        say("Net sentiment, daily"),
        say(
            "Above zero more mentions are positive than negative. "
            "Shading is the 95% interval: wider means fewer mentions."
        ),
        "net_sentiment",
    ):
        since = scope.before.since if scope.before else scope.span.since
        days = queries.sentiment_by_day(scope, min(since, scope.span.since))
        if days["net_sentiment"].isna().all():
            st.caption(say(UNREAD))
            return
        worst = days.sort_values("net_sentiment").iloc[0]
        cards.chart(
            sentiment_line(cards.look(), days, scope.span.first),
            "trend",
            say(
                "Net sentiment per day, lowest at {net_sentiment} on {local_date}.",
                net_sentiment=points(worst["net_sentiment"]),
                local_date=short_day(pd.Timestamp(worst["local_date"])),
            ),
            height="stretch",
        )
        accuracy_cards.note(scope)


def attention(scope: Scope, waiting: pd.Series) -> None:
    """What needs a person now."""
    with Card(say("Needs attention"), say("Most urgent first.")):
        found = findings.attention(
            spikes(scope),
            waiting,
            loudest_silence(scope),
            freshness_by_source(scope.version),
            scope.clock,
            is_answer_known=scope.brand.has_own_posts,
        )
        for one in found:
            cards.attention(one)
        if not found:
            st.badge(say("Nothing needs attention"), icon=":material/check_circle:", color="green")
        links.response_desk(say("Open the response desk"))


def moved(scope: Scope) -> None:
    """Which source changed net sentiment, and by how much."""
    with Card(say("What moved net sentiment"), say("Contribution in points, by source."), "moved"):
        if scope.before is None:
            st.caption(say("Choose a period to compare with under Filters."))
            return
        rows = queries.change_by(scope, queries.SOURCE)
        if rows.empty:
            st.caption(
                say("The compared period has no scored mention, so nothing can be compared.")
            )
            return
        largest = _largest(rows)
        opens = [INBOUND | {"from_source": source} for source in largest["source"]]
        cards.chart(
            contributions(cards.look(), largest, "source", opens),
            "moved",
            say(
                "{source} moved net sentiment most downwards, by {contribution} points.",
                source=plain(rows.iloc[0]["source"], 40),
                contribution=points(rows.iloc[0]["contribution"]),
            ),
        )
        accuracy_cards.note(scope)


def per_day(scope: Scope) -> None:
    """Mentions per day by sentiment."""
    with Card(say("Mentions per day"), say("By sentiment of what others wrote."), "mentions"):
        days = queries.sentiment_by_day(scope, scope.span.since)
        busiest = days.sort_values("mention_count").iloc[-1]
        cards.chart(
            mentions_by_day(cards.look(), days),
            "per-day",
            say(
                "Mentions per day by sentiment; the busiest day is {local_date} with {mention}.",
                local_date=short_day(pd.Timestamp(busiest["local_date"])),
                mention=count(busiest["mention_count"]),
            ),
        )
        accuracy_cards.note(scope)


def complaint_hours(scope: Scope) -> None:
    """When complaints arrive."""
    with Card(
        say("When complaints arrive"),
        say("By hour of the week. Stronger colour means more."),
        "week",
    ):
        hours = queries.complaints_by_hour_of_week(scope)
        if hours.empty:
            is_read = queries.sentiment_by_day(scope, scope.span.since)["scored_count"].any()
            st.caption(say("No complaints in this period.") if is_read else say(UNREAD))
            return
        busiest = hours.sort_values("row_count").iloc[-1]
        cards.chart(
            counts_by_hour(cards.look(), hours, mark("complaints"), complaint="yes"),
            "complaint-hours",
            say(
                "Complaints by hour of the week, most on {hour_of_week}.",
                hour_of_week=_hour(busiest["hour_of_week"]),
            ),
        )


def most_shared(scope: Scope) -> None:
    """The posts that travelled furthest."""
    with Card(say("Most-shared posts"), say("By shares when last observed."), "mentions"):
        rows = most_shared_rows(scope)
        if rows.empty:
            st.caption(say("No platform gave a share count for these mentions."))
        for _, row in rows.iterrows():
            with st.container(gap="xxsmall"):
                st.text(plain(row["title_or_text"], 180))
                with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                    polarity_badge(row["polarity"])
                    st.caption(_spread(row), width="content")
                    links.mentions(say("Conversation"), conversation=row["conversation_id"])


def _spread(row: pd.Series) -> str:
    parts = [
        plural(row["share_count"], "share"),
        say("{view} views", view=compact(row["view_count"])),
    ]
    return " · ".join([*parts[: 1 + is_known(row["view_count"])], esc(row["source"], 40)])


def _changed(change: pd.Series | None, figure: str) -> tuple[str, str] | None:
    if change is None or not is_known(change[f"{figure}_change"]):
        return None
    return say("{n} pts", n=points(change[f"{figure}_change"])), change[f"{figure}_verdict"]


def change_of(change: pd.Series | None, figure: str, *, is_calm: bool) -> tuple[str, str] | None:
    """The change of a figure and its verdict; nothing is better while a spike runs.

    Green is kept for what is over: four calm weeks do not make a running crisis good.
    """
    found = _changed(change, figure)
    if found is None or is_calm or found[1] != "better":
        return found
    return found[0], "same"


def _noted(change: pd.Series | None, figure: str) -> str:
    """What must be known of a change; with its unit there is no room for "vs before" as well."""
    if change is None or _changed(change, figure) is None:
        return ""
    said = note(change[f"{figure}_verdict"])
    return "" if said == note(None) else said


def _series(values: pd.Series) -> list[float]:
    return [float(value) for value in values.dropna()]


def _largest(rows: pd.DataFrame) -> pd.DataFrame:
    """The eight parts that moved most, worst first."""
    keep = rows["contribution"].abs().nlargest(8).index
    return rows.loc[keep].sort_values("contribution")


def _hour(hour_of_week: float) -> str:
    day, hour = divmod(int(hour_of_week), 24)
    return say("{day} at {hour}:00", day=say(WEEKDAYS[day]), hour=hour)
