"""Cards about spikes: whether one runs, when they were, and the list to choose from."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from charts import volume as volumes
from dashboard.spikes import queries
from dashboard.ui import cards, filters, findings, listing, notes, width
from dashboard.ui.findings import Finding
from dashboard.ui.scope import Scope
from dashboard.ui.speech import listed, say, shower, span
from dashboard.ui.states import Card
from wording.numbers import count, decimal, duration, is_known, moment, plural
from wording.safety import esc
from wording.said import mark

MEASURES = (mark("mentions"), mark("complaints"))
_COLUMNS = {
    "Severity": st.column_config.ProgressColumn(min_value=0, max_value=10, format="%d", width=90)
}


def conclusion(scope: Scope, summary: pd.Series, episodes: pd.DataFrame) -> Finding:
    """Whether a spike runs now, and the most severe; else how many there were.

    Args:
        scope: what the page is about.
        summary: queries.episode_summary.
        episodes: queries.episodes, the running first.
    """
    whole = filters.whole(scope, say("Spikes are"))
    running = episodes[episodes["is_running"].eq(other=True)]
    if running.empty:
        found = plural(summary["spike_count"], "spike")
        detail = (
            say(
                "{found} in {span}, all over.{whole}",
                found=found,
                span=span(scope.span),
                whole=whole,
            )
            if summary["spike_count"]
            else say("No spike in {span}.{whole}", span=span(scope.span), whole=whole)
        )
        return Finding(findings.GOOD, say("No spike is running"), detail)
    worst = running.iloc[0]
    return Finding(
        findings.level_of(worst),
        say(
            "{worst} spike since {started}",
            worst=esc(findings.spike_title(worst)),
            started=moment(worst["started_at"], scope.clock),
        ),
        say(
            "{observed} posts where {expected} were expected, severity {severity} of 10; {spike} "
            "running, single topics included.{whole}",
            observed=count(worst["observed_count"]),
            expected=decimal(worst["expected_count"]),
            severity=worst["severity"],
            spike=plural(len(running), "spike"),
            whole=whole,
        ),
    )


def figures(summary: pd.Series, episodes: pd.DataFrame) -> None:
    """How many, how large, how soon known.

    Args:
        summary: queries.episode_summary, of spikes over all topics.
        episodes: queries.episodes, those of single topics too.
    """
    of_topics = int(episodes["topic"].notna().sum())
    with st.grid(4, min_column_width=165, gap="small"):
        cards.figure(say("Running now"), count(summary["running_count"]), term="spike")
        cards.figure(
            say("In the period"),
            count(summary["spike_count"]),
            term="spike",
            note=say("over all topics"),
            below=say("The list has {of_topics} of single topics, too.", of_topics=count(of_topics))
            if of_topics
            else "",
        )
        cards.figure(
            say("Largest excess"),
            count(summary["largest_excess"]),
            term="spike",
            note=say("above expectation"),
        )
        cards.figure(
            say("Known after"),
            duration(summary["median_detection_seconds"], say("no spike")),
            term="spike",
            note=say("in the median"),
        )


def volume(scope: Scope) -> None:
    """Mentions or complaints over the period against what was to be expected."""
    with Card(
        say("Volume against expectation"),
        say(
            "Shading: 95% of usual hours. Dotted uprights: events of the brand, and notes. Hours "
            "that no source was watched are gaps."
        ),
        "volume",
    ):
        listed("measure", MEASURES)
        measure = st.segmented_control(
            say("Count"),
            MEASURES,
            format_func=shower(),
            default="mentions",
            required=True,
            key="measure",
            bind="query-params",
            label_visibility="collapsed",
        )
        hours = queries.volume(scope, measure or "mentions", scope.span.since, scope.span.until)
        if scope.span.until - scope.span.since > queries.HOURLY:
            st.caption(say("By day, without the range: it is known for single hours."))
        _draw(scope, hours, measure or "mentions", "volume")


def choose(scope: Scope, episodes: pd.DataFrame) -> pd.Series:
    """The list of spikes; the chosen one, at first the first. The URL's `spike` is the state."""
    with Card(
        say("Spikes"),
        say("Those still running first, then the most severe. Choose one to look into it."),
        "spike",
    ):
        rows = table_of(scope, episodes)
        columns = cards.headed(rows, _COLUMNS)
        if width.is_narrow():
            listing.draw(rows, columns, "episodes")
            _choose_by_name(scope, episodes)
        else:
            st.dataframe(
                rows,
                hide_index=True,
                height=min(38 + 35 * len(episodes), 290),
                column_config=columns,
                selection_mode="single-row",
                on_select=partial(_chosen, tuple(episodes["spike_key"])),
                key="episodes",
                alt=say("{spike} of the brand, one a row.", spike=plural(len(episodes), "spike")),
            )
    asked = st.query_params.get("spike", "")
    wanted = episodes[episodes["spike_key"] == asked]
    if asked and wanted.empty:
        st.caption(say("The spike of this link is not in the period: choose a longer one above."))
    return (episodes if wanted.empty else wanted).iloc[0]


def table_of(scope: Scope, episodes: pd.DataFrame) -> pd.DataFrame:
    """Episodes of one brand as people read them, in their order."""
    return pd.DataFrame(
        {
            "What": [findings.spike_title(row) for _, row in episodes.iterrows()],
            "Started": [moment(at, scope.clock) for at in episodes["started_at"]],
            "Ended": [_ended(row, scope) for _, row in episodes.iterrows()],
            "Severity": episodes["severity"],
            "Posts": episodes["observed_count"],
            "Expected": episodes["expected_count"].round(1),
            "Authors": episodes["author_count"],
            "Known after": [duration(s) for s in episodes["detection_seconds"]],
        }
    )


def _ended(row: pd.Series, scope: Scope) -> str:
    """The moment alone where it simply ended: the column says the rest."""
    if is_known(row["ended_at"]) and not is_known(row["adopted_at"]):
        return moment(row["ended_at"], scope.clock)
    return findings.ended(row, scope.clock)


def _choose_by_name(scope: Scope, episodes: pd.DataFrame) -> None:
    """The same choice where the list is one of cards, in which no row can be marked."""
    names = {
        row["spike_key"]: f"{findings.spike_title(row)}, {moment(row['started_at'], scope.clock)}"
        for _, row in episodes.iterrows()
    }
    asked = st.query_params.get("spike", "")
    st.selectbox(
        say("Look into"),
        list(names),
        index=list(names).index(asked) if asked in names else 0,
        format_func=lambda key: names.get(key, key),
        key="episode",
        on_change=_named,
    )


def heading(scope: Scope, row: pd.Series) -> str:
    """A spike's name and time, for places that read Markdown."""
    return f"{esc(findings.spike_title(row))}, {moment(row['started_at'], scope.clock)}"


def _chosen(keys: Sequence[str]) -> None:
    """Write the selected row's key into the URL."""
    rows = st.session_state["episodes"].selection.rows
    if rows:
        st.query_params["spike"] = keys[rows[0]]


def _named() -> None:
    """Write the chosen spike's key into the URL."""
    st.query_params["spike"] = st.session_state["episode"]


def _draw(scope: Scope, hours: pd.DataFrame, measure: str, key: str, *, height: int = 300) -> None:
    if hours["observed_count"].isna().all():
        st.caption(say("Nothing was watched in this time."))
        return
    top = hours.sort_values("observed_count", na_position="first").iloc[-1]
    # A day is the brand's on whatever clock hours are read.
    is_daily = (hours["hour_at"].dt.tz_convert(scope.brand.zone).dt.hour == 0).all()
    zone = scope.brand.zone if is_daily else scope.clock
    cards.chart(
        volumes.volume(cards.look(), hours, notes.happened(scope), zone, measure, height=height),
        key,
        say(
            "{measure} over time, most on {hour} with {observed}.",
            measure=say(measure).capitalize(),
            hour=moment(top["hour_at"], scope.clock),
            observed=count(top["observed_count"]),
        ),
    )
