"""What a page is about: the brand, the period and the filters that the reader chose."""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.ui.periods import Span
from sql.past import is_past, moment_of

_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Brand:
    """One row of query.brands.

    Attributes:
        key: as the warehouse knows it.
        name: as people read it; written by whoever configured it, so not to be trusted either.
        zone: in which days and hours are cut.
        target_seconds: agreed time to a first reply.
        earliest: first mention, UTC; None while there is none.
        observed_until: up to when the brand's sources are known, UTC; None while there is none.
        is_live: a source of it is fetched again and again; a loaded file is never late.
        has_own_posts: something by the brand itself is loaded; else nobody knows what it answered.
    """

    key: str
    name: str
    is_own: bool
    zone: ZoneInfo
    target_seconds: float
    earliest: datetime | None
    observed_until: datetime | None
    is_live: bool
    has_own_posts: bool = True


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything that a query of a page depends on.

    Attributes:
        version: the published version that is shown; a part of every cache key.
        before: what the span is compared with, None for nothing.
        filters: name and value of each that leaves mentions out, as filtered_mentions knows them.
        own_clock: of a reader who wants moments by it; None: by the brand's.
        beside: the scopes of the other brands that are shown together with this one, each with the
            period as that brand's own clock and sources have it. What is asked of such a scope is
            asked of all of them: no rule of one brand answers it.
    """

    version: str
    brand: Brand
    span: Span
    before: Span | None
    filters: Mapping[str, str]
    own_clock: ZoneInfo | None = None
    beside: "tuple[Scope, ...]" = ()

    @property
    def clock(self) -> ZoneInfo:
        """By which moments are told: days and hours of the week stay the brand's, being sums."""
        return self.own_clock or self.brand.zone

    @property
    def each(self) -> "tuple[Scope, ...]":
        """A scope of one brand for each that is shown, in the order of the choice."""
        return (replace(self, beside=()), *self.beside) if self.beside else (self,)

    def of(self, brand: object) -> "Scope":
        """The scope of one of the brands that are shown, by key.

        Raises:
            KeyError: it is not shown.
        """
        return {one.brand.key: one for one in self.each}[str(brand)]

    @property
    def now(self) -> datetime:
        """Aware: the moment that the version goes back to, else what the clock says."""
        return moment_of(self.version) if is_past(self.version) else datetime.now(UTC)

    @property
    def is_filtered(self) -> bool:
        """Whether a filter leaves mentions of the brand out."""
        return bool(self.filters)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the brands that are shown, not safe yet."""
        return tuple(one.brand.name for one in self.each)

    @property
    def kept(self) -> Mapping[str, str]:
        """What metrics take as filters: those of the page, and several brands."""
        brands = {"brand": "\n".join(one.brand.key for one in self.each)} if self.beside else {}
        return {**self.filters, **brands}

    @property
    def cut(self) -> Mapping[str, str]:
        """The same with the period: where zones differ, each brand by days of its own."""
        if len(self.zones) < 2:
            return self.kept
        return {**self.kept, "own_days": "\n".join(map(_days, self.each))}

    @property
    def zones(self) -> tuple[str, ...]:
        """Time zones of the brands that are shown, each once, in the order of the choice."""
        return tuple(dict.fromkeys(one.brand.zone.key for one in self.each))

    def values(self, span: Span | None = None) -> dict[str, object]:
        """What may be asked of the scope, by the names of parameters.

        Args:
            span: another span than the scope's own.
        """
        before, filters = self.before, self.kept if span else self.cut
        since = span.since if span else min(one.span.since for one in self.each)
        until = span.until if span else max(one.span.until for one in self.each)
        span = span or self.span
        return {
            "brand": None if self.beside else self.brand.key,
            "time_zone": self.brand.zone.key,
            "since": since,
            "until": until,
            "first_date": span.first,
            "last_date": span.last,
            "since_before": before and before.since,
            "until_before": before and before.until,
            "first_date_before": before and before.first,
            "last_date_before": before and before.last,
            "filters": filters,
        }


def _days(scope: Scope) -> str:
    """The span of one brand as the function in_own_days reads it."""
    ends = ((end - _EPOCH) // _MICROSECOND for end in (scope.span.since, scope.span.until))
    return "\t".join([scope.brand.key, *map(str, ends)])


_CURRENT: ContextVar[Scope | None] = ContextVar("scope", default=None)
_ENTERED = "entered-scope"


def enter(scope: Scope) -> None:
    """Make a scope the one that the running page reads."""
    _CURRENT.set(scope)
    st.session_state[_ENTERED] = scope


def current() -> Scope:
    """The scope of the running page.

    Raises:
        LookupError: no page is running.
    """
    entered = _CURRENT.get(None)
    # A part of a page that runs again by itself does so in a thread that no page has entered.
    if entered is None and get_script_run_ctx(suppress_warning=True):
        entered = st.session_state.get(_ENTERED)
    if entered is None:
        raise LookupError("no page is running")
    return entered
