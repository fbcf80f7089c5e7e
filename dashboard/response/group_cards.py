"""One card: who waits longest, apart by source, topic, language, and by who answers."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from charts import waits
from dashboard.response import queries
from dashboard.ui import cards, links, who
from dashboard.ui.scope import Scope
from dashboard.ui.speech import listed, say, shower
from dashboard.ui.states import Card
from wording.clocks import interval, named, wait
from wording.languages import language
from wording.numbers import count
from wording.safety import plain
from wording.said import mark
from wording.topics import topic

DRAWN = 8
RESPONDER = mark("responder")
# The reader's word for a dimension, the view's word, and the facet of its posts.
_DIMENSIONS = {
    mark("source"): ("source", "turn_source"),
    mark("topic"): ("topic", "turn_topic"),
    mark("language"): ("lang", "turn_lang"),
}
_FILTERS = ("period", "compare", "source")
_SHARE = st.column_config.ProgressColumn(min_value=0, max_value=100, format="%.0f%%", width=110)
_COLUMNS = {
    "Turns": st.column_config.NumberColumn(format="localized", width=70),
    "Answered": st.column_config.NumberColumn(format="localized", width=80),
    "Target met": _SHARE,
    "Unanswered": _SHARE,
    "Few": st.column_config.TextColumn(width=90),
    "Posts": st.column_config.LinkColumn(display_text=mark("Read"), width=60),
}


@st.fragment
def groups(scope: Scope, clock: str) -> None:
    """Waits apart by what the reader chooses."""
    with Card(
        say("Who waits longest"),
        say(
            "Half of each group was answered within …, {clock}, with 95% intervals; "
            "the target runs {target_clock}.",
            clock=named(clock),
            target_clock=named(queries.target(scope)["target_clock"]),
        ),
        "groups",
    ):
        listed("by", [*_DIMENSIONS, RESPONDER])
        chosen = st.segmented_control(
            say("By"),
            [*_DIMENSIONS, RESPONDER],
            format_func=shower(),
            default="source",
            required=True,
            key="by",
            bind="query-params",
            label_visibility="collapsed",
        )
        if chosen == RESPONDER:
            _responders(scope, clock)
        else:
            _by(scope, clock, chosen if chosen in _DIMENSIONS else "source")


def _by(scope: Scope, clock: str, name: str) -> None:
    dimension, facet = _DIMENSIONS[name]
    rows = queries.groups(scope, dimension, clock)
    if rows.empty:
        st.caption(say("No turn needs a reply in this period."))
        return
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _picture(scope, clock, rows.head(DRAWN), name)
    with right:
        _table(_group_rows(scope, rows, clock, name, facet), f"groups-{dimension}")
    if dimension == "topic":
        st.caption(say("A turn of several topics counts in each; without any it is unknown."))


def _picture(scope: Scope, clock: str, rows: pd.DataFrame, name: str) -> None:
    target = queries.target(scope)
    seconds = scope.brand.target_seconds if target["target_clock"] == clock else None
    words = [wait(median, clock) for median in rows["median_seconds"]]
    opens = [{_DIMENSIONS[name][1]: value} for value in rows["group_value"]]
    rows = rows.assign(group_value=_named(rows, name))
    first = f"{rows.iloc[0]['group_value']} {words[0]}"
    cards.chart(
        waits.ranges(cards.look(), rows, words, seconds, clock, opens),
        f"ranges-{name}",
        say(
            "Median first reply by {name} with its interval; the largest group: {first}.",
            name=say(name),
            first=first,
        ),
    )


def _group_rows(
    scope: Scope, rows: pd.DataFrame, clock: str, name: str, facet: str
) -> pd.DataFrame:
    spreads = zip(rows["median_low_seconds"], rows["median_high_seconds"], strict=True)
    return pd.DataFrame(
        {
            name.capitalize(): _named(rows, name),
            "Turns": rows["turn_count"],
            "Median": [wait(value, clock) for value in rows["median_seconds"]],
            "95% interval": [interval(low, high, None, clock) for low, high in spreads],
            "Target met": rows["attainment_share"] * 100,
            "Unanswered": rows["unanswered_share"] * 100,
            "Few": _few(rows["is_small"], rows["turn_count"]),
            "Posts": [_posts(scope, {facet: value}) for value in rows["group_value"]],
        }
    )


def _named(rows: pd.DataFrame, name: str) -> list[str]:
    """The groups as people read them."""
    told = {"topic": topic, "language": language}.get(name, str)
    return [plain(told(value), 40) for value in rows["group_value"]]


def _responders(scope: Scope, clock: str) -> None:
    rows = queries.responders(scope, clock)
    st.caption(
        say(
            "Of what was answered only: who will answer an open turn is not known, "
            "so these medians look better than the curve's and compare people with "
            "each other alone."
        )
    )
    if own := who.only_own():
        st.caption(own)
    if rows.empty:
        st.caption(
            say(
                "Nothing was answered in this period by you."
                if own
                else "Nothing was answered in this period."
            )
        )
        return
    shown = pd.DataFrame(
        {
            RESPONDER.capitalize(): [plain(value, 40) for value in rows["responder"]],
            "Answered": rows["answered_count"],
            "Median of the answered": [
                wait(value, clock) for value in rows["answered_only_median_seconds"]
            ],
            "Target met": rows["met_share"] * 100,
            "Few": _few(rows["is_small"], rows["answered_count"]),
            "Posts": [_posts(scope, {"responder": value}) for value in rows["responder"]],
        }
    )
    _table(shown, "groups-responder")


def _table(shown: pd.DataFrame, key: str) -> None:
    alt = say("The same as a table, {n} rows, the largest first.", n=len(shown))
    # A column of nothing takes the room of what is read.
    told = shown if shown["Few"].any() else shown.loc[:, shown.columns != "Few"]
    cards.table(told, key, alt, _COLUMNS)


def _few(small: pd.Series, counts: pd.Series) -> list[str]:
    """Marks what is too small to compare."""
    marked = zip(small, counts, strict=True)
    return [
        say("few: n = {number}", number=count(number)) if is_small else ""
        for is_small, number in marked
    ]


def _posts(scope: Scope, facets: Mapping[str, str]) -> str:
    """The posts of a group, in a new tab with the filters of this page."""
    kept = {key: st.query_params[key] for key in _FILTERS if key in st.query_params}
    return links.address(brand=scope.brand.key, **kept, **facets)
