"""The widgets above every page; their values live in the URL, so that a view can be sent on."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.ui import own_clock, past, periods, query, speech, width
from dashboard.ui.periods import Span
from dashboard.ui.scope import Brand, Scope
from dashboard.ui.speech import say
from wording import topics
from wording.languages import language
from wording.safety import esc, plain
from wording.said import LANGUAGES, mark, speaking

LONGEST_TEXT = 80
WORDS = "words"
BRAND = "brand"  # in the address
_LAST = "brand-last"
_BRAND_WIDTH = 260
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


# By the name that filtered_mentions has for it.
FILTERS: Mapping[str, Filter] = {
    "source": Filter("source", mark("Source"), mark("only {values}"), mark("source {values}")),
    "topic": Filter(
        "topic", mark("Topic"), mark("about {values}"), mark("topic {values}"), shown=topics.topic
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
    "kind": Filter(
        "kind", mark("Kind"), mark("of kind {values}"), mark("kind {values}"), shown=topics.kind
    ),
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
    _take_brands(known, more)
    chosen = _choose_brands(known)
    brand = chosen[0]
    speech.listed("period", periods.PERIODS)
    period = st.segmented_control(
        say("Period"),
        periods.PERIODS,
        format_func=speech.shower(),
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
        then_known = {row["brand"]: _brand(row) for _, row in query.brands(version).iterrows()}
        chosen = [then_known.get(one.key, one) for one in chosen]
    heard = _heard(chosen, more)
    if not heard:
        return None
    period = period or "28d"
    with chips:
        asked = _asked(period, heard[0])
        comparison = _compare(period)
        kept = _kept(version, [one.key for one in heard], is_searching=is_searching)
    spans = [_span(one, asked) for one in heard]
    # One switch for all: it tells moments, not days, so it is the reader's and not a brand's.
    mine = own_clock.chosen(heard[0], (spans[0].since, spans[0].until))
    first, *others = (
        Scope(version, one, span, periods.compared(span, comparison, one.zone), kept, mine)
        for one, span in zip(heard, spans, strict=True)
    )
    return replace(first, beside=tuple(others))


def _heard(chosen: Sequence[Brand], more: DeltaGenerator) -> list[Brand]:
    """Those of which something is held; of several the others are told."""
    heard = [one for one in chosen if one.earliest is not None and one.observed_until is not None]
    if heard and (silent := [esc(one.name, 40) for one in chosen if one not in heard]):
        more.warning(
            say(
                "The warehouse holds no mention of {silent}: it is left out.",
                silent=", ".join(silent),
            ),
            icon=":material/help:",
        )
    return heard


def _span(brand: Brand, asked: str | tuple[date, date]) -> Span:
    """The period of one brand: days of its own clock, up to where its own sources know."""
    if brand.earliest is None or brand.observed_until is None:
        raise ValueError(f"{brand.key}: no mention is held of it")
    if isinstance(asked, str):
        return periods.current(asked, brand.observed_until, brand.earliest, brand.zone)
    return periods.between(*asked, brand.observed_until, brand.earliest, brand.zone)


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


def _asked(period: str, brand: Brand) -> str | tuple[date, date]:
    """The period, or the days of a calendar where the reader picks them."""
    until, earliest = brand.observed_until, brand.earliest
    if period != periods.DATES or until is None or earliest is None:
        return period
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
    # The first click of two is a period of one day until the second.
    return (days[0], days[-1]) if days else (usual.first, usual.last)


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


def _take_brands(known: list[Brand], more: DeltaGenerator) -> None:
    """Take brands' keys in the address for their names, which are what the widget knows.

    Links from messages and other tools name keys, which never change; several stand in keys of
    their own, or with commas between them. A brand that there is not is told: another one in its
    place would be read as the one that was asked for.
    """
    names = {brand.key: _name(brand) for brand in known}
    strange = _written(BRAND, names, is_list=True)
    if strange:
        asked = st.query_params.get_all(BRAND)
        shown = [name for name in names.values() if name in asked] or [_name(known[0])]
        more.warning(
            say(
                "There is no brand “{asked}” here that you may see: {shown} is shown."
                if len(shown) == 1
                else "There is no brand “{asked}” here that you may see: {shown} are shown.",
                asked="”, “".join(esc(one, 40) for one in strange[:3]),
                shown=say(" and ").join(esc(one, 40) for one in shown),
            ),
            icon=":material/help:",
        )


def _written(key: str, names: Mapping[str, str], *, is_list: bool = False) -> list[str]:
    """Write values of the address as their widget does, by name; those that it does not know.

    Args:
        key: of the widget in the address.
        names: what the widget shows, by what links from elsewhere may say instead.
        is_list: a value may be several, with commas between them.
    """
    asked = st.query_params.get_all(key)
    known = {*names, *names.values()}
    values = [
        part
        for one in asked
        for part in (one.split(",") if is_list and one not in known else (one,))
    ]
    told = [value if value in names.values() else names.get(value, value) for value in values]
    told = list(dict.fromkeys(told))
    if told != asked:
        speech.written(key, told)
    return [value for value in told if value not in names.values()]


def _name(brand: Brand) -> str:
    return plain(brand.name, 40)


def _choose_brands(known: list[Brand]) -> list[Brand]:
    """One brand or several, in the order of the choice; the first of all while none is."""
    by_key = {brand.key: brand for brand in known}
    keys = st.multiselect(
        say("Brand"),
        list(by_key),
        [known[0].key],
        format_func=lambda one: _name(by_key[one]),
        key=BRAND,
        bind="query-params",
        on_change=_never_none,
        label_visibility="collapsed",
        placeholder=say("Brand"),
        width=_BRAND_WIDTH,
    )
    st.session_state[_LAST] = keys
    return [by_key[key] for key in keys if key in by_key] or known[:1]


def _never_none() -> None:
    """A page is about some brand: the last that was taken out comes back."""
    if not st.session_state.get(BRAND) and (last := st.session_state.get(_LAST)):
        st.session_state[BRAND] = last


def only(brand: str) -> None:
    """Choose one brand, by key, and no other."""
    st.session_state[BRAND] = [brand]


def _kept(version: str, brands: Sequence[str], *, is_searching: bool) -> Mapping[str, str]:
    """The filters that leave mentions out: name, and values as filtered_mentions takes them."""
    choices = query.filter_choices(version, brands)
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
    parts = [say(" and ").join(esc(name) for name in scope.names)]
    if len(scope.zones) > 1:
        parts += [say("each brand by its own days")]
        parts += [
            say(
                "{name}: {shown}, {zone}",
                name=esc(one.brand.name, 40),
                shown=_period(one),
                zone=own_clock.told(one),
            )
            for one in scope.each
        ]
    else:
        parts += [_period(scope), own_clock.told(scope)]
    parts += [
        say(FILTERS[name].caption, values=_said(name, scope, say("or"))) for name in scope.filters
    ]
    return " · ".join(parts)


def _period(scope: Scope) -> str:
    shown = speech.span(scope.span)
    if not scope.before:
        return shown
    before = speech.span(scope.before)
    return say("{shown}, compared with {before}", shown=shown, before=before)


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
