"""The widgets above every page; their values live in the URL, so that a view can be sent on."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.ui import periods, query
from dashboard.ui.scope import Brand, Scope
from wording.safety import esc, plain

LONGEST_TEXT = 80
EVERY_SOURCE = "All sources"


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter that leaves mentions out.

    Attributes:
        key: of its widget in the address.
        everything: the widget's value that keeps all.
        caption: how the page's caption says it.
        lacking: how a page that it leaves empty says it.
    """

    key: str
    everything: str
    caption: str
    lacking: str


# By the name that filtered_mentions has for it.
FILTERS: Mapping[str, Filter] = {
    "source": Filter("source", EVERY_SOURCE, "only {}", "source {}"),
    "words": Filter("topic", "", "containing “{}”", "text “{}”"),
}


def draw(version: str, more: DeltaGenerator) -> Scope | None:
    """Draw the filters; None while there is nothing to show of the brand.

    They stand in the frame, not in the pages, and never in a popover, whose closed content the
    browser forgets: so a link that was opened keeps its filters from page to page.

    Args:
        version: the published version that is shown.
        more: where the filters go that are used less often.
    """
    known = [_brand(row) for _, row in query.brands(version).iterrows()]
    if not known:
        return None
    _take_brand(known, more)
    brand = _choose_brand(known)
    period = st.segmented_control(
        "Period",
        [*periods.DAYS, periods.ALL],
        default="28d",
        required=True,
        key="period",
        bind="query-params",
        label_visibility="collapsed",
    )
    with more:
        comparison, kept = _more(version, brand)
    if brand.earliest is None or brand.observed_until is None:
        return None
    span = periods.current(period or "28d", brand.observed_until, brand.earliest, brand.zone)
    before = None
    if period != periods.ALL:
        before = periods.compared(span, comparison, brand.zone)
    return Scope(version, brand, span, before, kept)


def _take_brand(known: list[Brand], more: DeltaGenerator) -> None:
    """Take a brand's key in the address for its name, which is what the widget knows.

    Links from messages and other tools name keys, which never change. A brand that there is not is
    told: another one in its place would be read as the one that was asked for.
    """
    said = st.query_params.get("brand")
    if said is None or any(said == _name(brand) for brand in known):
        return
    found = next((brand for brand in known if brand.key == said), None)
    if found is not None:
        st.query_params["brand"] = _name(found)
        st.rerun()  # the widget reads the address as the run found it
    more.warning(
        f"There is no brand “{esc(said, 40)}” here that you may see: "
        f"{esc(known[0].name, 40)} is shown.",
        icon=":material/help:",
    )


def _name(brand: Brand) -> str:
    return plain(brand.name, 40)


def _choose_brand(known: list[Brand]) -> Brand:
    by_key = {brand.key: brand for brand in known}
    key = st.selectbox(
        "Brand",
        list(by_key),
        format_func=lambda one: _name(by_key[one]),
        key="brand",
        bind="query-params",
        label_visibility="collapsed",
        width=190,
    )
    return by_key.get(key, known[0])


def _more(version: str, brand: Brand) -> tuple[str, Mapping[str, str]]:
    """The comparison, and the filters that leave mentions out, by name."""
    with (
        st.expander(_label(), icon=":material/tune:", key="filters"),
        st.grid(3, min_column_width=200, gap="small"),
    ):
        comparison = st.selectbox(
            "Compare with", periods.COMPARISONS, key="compare", bind="query-params"
        )
        source = st.selectbox(
            "Source",
            [EVERY_SOURCE, *query.sources(version, brand.key)],
            key="source",
            bind="query-params",
        )
        words = st.text_input(
            "Mentions that contain",
            key="topic",
            bind="query-params",
            max_chars=LONGEST_TEXT,
            placeholder="a word or phrase",
            icon=":material/search:",
        )
    chosen = {"source": source, "words": plain(words, LONGEST_TEXT).strip()}
    return comparison, {
        name: value for name, value in chosen.items() if value != FILTERS[name].everything
    }


def _label() -> str:
    """The button says how many filters leave mentions out, before its widgets are drawn."""
    count = sum(_chosen(one.key) not in ("", one.everything) for one in FILTERS.values())
    return f"Filters · {count}" if count else "Filters"


def _chosen(key: str) -> str:
    """A widget's value; on the first run it is still only in the address."""
    return str(st.session_state.get(key, st.query_params.get(key, "")))


def _brand(row: pd.Series) -> Brand:
    return Brand(
        key=row["brand"],
        name=row["name"],
        is_own=row["role"] == "own",
        zone=ZoneInfo(row["time_zone"]),
        target_seconds=float(row["target_seconds"]),
        earliest=_moment(row["earliest_at"]),
        observed_until=_moment(row["observed_until"]),
        is_live=bool(row["is_live"]),
        has_own_posts=bool(row["has_own_posts"]),
    )


def _moment(value: pd.Timestamp) -> pd.Timestamp | None:
    return None if pd.isna(value) else value


def summary(scope: Scope) -> str:
    """One line on what the page shows, for its caption."""
    parts = [esc(scope.brand.name), str(scope.span)]
    if scope.before:
        parts[-1] += f", compared with {scope.before}"
    parts += [esc(scope.brand.zone.key.replace("_", " "))]
    parts += [FILTERS[name].caption.format(esc(value)) for name, value in scope.filters.items()]
    return " · ".join(parts)


def lacking(scope: Scope) -> str:
    """What leaves a page without mentions, in words."""
    said = [FILTERS[name].lacking.format(esc(value)) for name, value in scope.filters.items()]
    return " and ".join(said) or "this period"


def forget() -> None:
    """Set the widgets that leave mentions out back to their defaults."""
    for one in FILTERS.values():
        st.session_state[one.key] = one.everything
