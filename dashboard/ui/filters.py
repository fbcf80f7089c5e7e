"""The widgets above every page; their values live in the URL, so that a view can be sent on."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.ui import own_clock, past, periods, query, speech, width
from dashboard.ui.periods import Span
from dashboard.ui.scope import Brand, Scope
from dashboard.ui.speech import say
from wording.languages import language
from wording.safety import esc, plain
from wording.said import LANGUAGES, mark, speaking

LONGEST_TEXT = 80
WORDS = "words"
BANDS = (
    mark("under 100"),
    mark("100 to 999"),
    mark("1,000 to 9,999"),
    mark("10,000 to 99,999"),
    mark("100,000 and more"),
    mark("unknown"),
)


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter that leaves mentions out.

    Attributes:
        key: of its widget in the address, which holds one value or several.
        label: on the widget while nothing is chosen.
        caption: how the page's caption says it, with {values}.
        lacking: how a page that it leaves empty says it.
        shown: a value as people read it, not safe yet.
        offered: what there is to choose from; empty: whatever the brand's mentions have.
    """

    key: str
    label: str
    caption: str
    lacking: str
    shown: Callable[[str], str] = str
    offered: tuple[str, ...] = ()


def _spaced(value: str) -> str:
    return value.replace("_", " ")


# By the name that filtered_mentions has for it.
FILTERS: Mapping[str, Filter] = {
    "source": Filter("source", mark("Source"), mark("only {values}"), mark("source {values}")),
    "topic": Filter(
        "topic", mark("Topic"), mark("about {values}"), mark("topic {values}"), shown=_spaced
    ),
    "lang": Filter(
        "language", mark("Language"), mark("in {values}"), mark("language {values}"), shown=language
    ),
    "audience": Filter(
        "audience",
        mark("People reached"),
        mark("reaching {values}"),
        mark("audience {values}"),
        offered=BANDS,
        shown=say,
    ),
    "kind": Filter("kind", mark("Kind"), mark("of kind {values}"), mark("kind {values}")),
    WORDS: Filter("text", mark("Text"), mark("containing “{values}”"), mark("text “{values}”")),
}


def draw(version: str, more: DeltaGenerator, *, is_searching: bool = False) -> Scope | None:
    """Draw the filters; None while there is nothing to show of the brand.

    They stand in the frame, not in the pages, and never in a popover, whose closed content the
    browser forgets: so a link that was opened keeps its filters from page to page.

    Args:
        version: the published version that is shown.
        more: the row in which the chips of the filters go, side by side.
        is_searching: the page lists what the words find, so that it follows while one types.
    """
    known = [_brand(row) for _, row in query.brands(version).iterrows()]
    if not known:
        return None
    _take_brand(known, more)
    brand = _choose_brand(known)
    period = st.segmented_control(
        say("Period"),
        [*periods.DAYS, periods.ALL, periods.DATES],
        default="28d",
        required=True,
        key="period",
        bind="query-params",
        label_visibility="collapsed",
    )
    chips, behind = _places(more)
    with behind:
        then = past.choose(brand)
    if then:
        version = past.version_of(version, brand, then)
        known = [_brand(row) for _, row in query.brands(version).iterrows()]
        brand = next((one for one in known if one.key == brand.key), brand)
    if brand.earliest is None or brand.observed_until is None:
        return None
    period = period or "28d"
    with chips:
        span = _span(period, brand, brand.earliest, brand.observed_until)
        comparison = _compare(period)
        kept = _kept(version, brand, is_searching=is_searching)
    before = periods.compared(span, comparison, brand.zone)
    mine = own_clock.chosen(brand, (span.since, span.until))
    return Scope(version, brand, span, before, kept, mine)


def _places(
    more: DeltaGenerator,
) -> tuple[DeltaGenerator, AbstractContextManager[object]]:
    """Where the chips go, and the control of the past: behind them where there is little room."""
    if not width.is_narrow():
        return more, nullcontext()
    with more:
        chips, behind = (
            st.container(horizontal=True, wrap=False, gap="xsmall", width="content")
            for _ in range(2)
        )
    return chips, behind


def _span(period: str, brand: Brand, earliest: datetime, until: datetime) -> Span:
    """The period, with a calendar where the reader picks the days."""
    if period != periods.DATES:
        return periods.current(period, until, earliest, brand.zone)
    first, last = periods.known_days(until, earliest, brand.zone)
    usual = periods.current("28d", until, earliest, brand.zone)
    picked = st.date_input(
        say("From the first day to the last"),
        # Less than 28 days may be known.
        (max(usual.first, first), min(usual.last, last)),
        min_value=first,
        max_value=last,
        key="dates",
        bind="query-params",
        format="YYYY-MM-DD",
        label_visibility="collapsed",
        width=230,
    )
    days: tuple[date, ...] = picked if isinstance(picked, tuple) else (picked,)
    if not days:
        return usual
    # The first click of two is a period of one day until the second.
    return periods.between(days[0], days[-1], until, earliest, brand.zone)


def _compare(period: str) -> str:
    if period == periods.ALL:
        return periods.NOTHING  # there is nothing before everything
    speech.listed("compare", periods.COMPARISONS)
    return st.selectbox(
        say("Compare with"),
        periods.COMPARISONS,
        format_func=speech.shower(),
        key="compare",
        bind="query-params",
        label_visibility="collapsed",
        width=180,
    )


def _take_brand(known: list[Brand], more: DeltaGenerator) -> None:
    """Take a brand's key in the address for its name, which is what the widget knows.

    Links from messages and other tools name keys, which never change. A brand that there is not is
    told: another one in its place would be read as the one that was asked for.
    """
    strange = _written("brand", {brand.key: _name(brand) for brand in known})
    if strange:
        more.warning(
            say(
                "There is no brand “{asked}” here that you may see: {shown} is shown.",
                asked=esc(strange[0], 40),
                shown=esc(known[0].name, 40),
            ),
            icon=":material/help:",
        )


def _written(key: str, names: Mapping[str, str]) -> list[str]:
    """Write values of the address as their widget does, by name; those that it does not know.

    Args:
        key: of the widget in the address.
        names: what the widget shows, by what links from elsewhere may say instead.
    """
    asked = st.query_params.get_all(key)
    told = [value if value in names.values() else names.get(value, value) for value in asked]
    if told != asked:
        speech.written(key, told)
    return [value for value in told if value not in names.values()]


def _name(brand: Brand) -> str:
    return plain(brand.name, 40)


def _choose_brand(known: list[Brand]) -> Brand:
    by_key = {brand.key: brand for brand in known}
    key = st.selectbox(
        say("Brand"),
        list(by_key),
        format_func=lambda one: _name(by_key[one]),
        key="brand",
        bind="query-params",
        label_visibility="collapsed",
        width=190,
    )
    return by_key.get(key, known[0])


def _kept(version: str, brand: Brand, *, is_searching: bool) -> Mapping[str, str]:
    """The filters that leave mentions out: name, and values as filtered_mentions takes them."""
    choices = query.filter_choices(version, brand.key)
    kept = {}
    for name, one in FILTERS.items():
        if name == WORDS:
            continue
        if values := _choose(one, one.offered or choices.get(name, ())):
            kept[name] = "\n".join(values)
    words = st.text_input(
        say("Mentions that contain"),
        key=FILTERS[WORDS].key,
        bind="query-params",
        max_chars=LONGEST_TEXT,
        placeholder=say(FILTERS[WORDS].label),
        icon=":material/search:",
        label_visibility="collapsed",
        live=is_searching,
        width=300 if is_searching else 170,
    )
    if words := plain(words, LONGEST_TEXT).strip():
        kept[WORDS] = words
    return kept


def _choose(one: Filter, offered: Sequence[str]) -> list[str]:
    """One chip, which opens in place; a link's value that there is not is told and dropped."""
    names = {value: plain(one.shown(value), 40) for value in offered}
    if strange := _written(one.key, _in_any_language(one, offered) | names):
        said = ", ".join(f"“{esc(value, 40)}”" for value in strange[:3])
        st.toast(
            say(
                "The link asks for {what} {values}, which there is not.",
                what=speech.inside(one.label),
                values=said,
            ),
            icon=":material/help:",
            duration="long",
        )
    return st.multiselect(
        say(one.label),
        offered,
        format_func=lambda value: names[value],
        key=one.key,
        bind="query-params",
        label_visibility="collapsed",
        placeholder=say(one.label),
        width=150,
    )


def _in_any_language(one: Filter, offered: Sequence[str]) -> dict[str, str]:
    """What a chip shows of each value, by what readers of every language see."""
    words: dict[str, str] = {}
    for code in LANGUAGES:
        with speaking(code):
            words |= {plain(one.shown(value), 40): value for value in offered}
    return {word: plain(one.shown(value), 40) for word, value in words.items()}


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
    shown = speech.span(scope.span)
    if scope.before:
        before = speech.span(scope.before)
        shown = say("{shown}, compared with {before}", shown=shown, before=before)
    parts = [esc(scope.brand.name), shown]
    parts += [own_clock.told(scope)]
    parts += [
        say(FILTERS[name].caption, values=_said(name, scope, say("or"))) for name in scope.filters
    ]
    return " · ".join(parts)


def lacking(scope: Scope, without: str | None = None) -> str:
    """What leaves a page without mentions, in words; `without` where no filter does."""
    said = [
        say(FILTERS[name].lacking, values=_said(name, scope, say("or"))) for name in scope.filters
    ]
    return say(" and ").join(said) or (say("this period") if without is None else without)


def whole(scope: Scope, what: str) -> str:
    """What must be known beside a headline that filters do not narrow; empty while there are none.

    Args:
        scope: what the page is about.
        what: our own words for what the headline is of, with its verb, said already.
    """
    if not scope.is_filtered:
        return ""
    return say(" {what} of the whole brand, whatever the filters above keep.", what=what)


def _said(name: str, scope: Scope, word: str = "or") -> str:
    """The values of a filter, safe and as people read them."""
    values = scope.filters[name].split("\n")
    return f" {word} ".join(esc(FILTERS[name].shown(value), 40) for value in values)


def address(scope: Scope) -> dict[str, list[str]]:
    """The filters as the address of any page takes them: key and values of each that is set."""
    return {FILTERS[name].key: values.split("\n") for name, values in scope.filters.items()}


def forget() -> None:
    """Set the widgets that leave mentions out back to their defaults."""
    for name, one in FILTERS.items():
        st.session_state[one.key] = "" if name == WORDS else []
