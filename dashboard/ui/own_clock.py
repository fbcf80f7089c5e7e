"""By whose clock the moments of a page are told: the brand's, or the reader's own.

Days, weeks and hours of the week are sums by the brand's day and stay so; a moment is the same by
either clock. The choice stands in the address, and is nobody else's: shared links leave it out.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.ui.scope import Brand, Scope
from dashboard.ui.speech import say
from wording import clocks
from wording.numbers import MINUS, decimal
from wording.safety import esc

KEY = "mine"  # in the address


def chosen(brand: Brand, moments: Sequence[datetime]) -> ZoneInfo | None:
    """The reader's zone, where they want moments by it; None: by the brand's.

    Args:
        brand: whose clock stands else.
        moments: of the page, aware; a clock that shows the same at all of them is no other one.
    """
    asked = st.session_state.get(KEY, st.query_params.get(KEY) == "true")
    return ZoneInfo(str(st.context.timezone)) if asked and _is_other(brand, moments) else None


def switch(scope: Scope) -> None:
    """Let a reader whose clock is another one have moments told by it."""
    if not _is_other(scope.brand, (scope.span.since, scope.span.until)):
        return
    st.toggle(
        say("Times by my clock"),
        key=KEY,
        bind="query-params",
        help=say(
            "Moments by {mine} instead of {zone}. Days and hours of the week stay those of "
            "{zone}: they are sums by its day.",
            mine=named(ZoneInfo(str(st.context.timezone))),
            zone=named(scope.brand.zone),
        ),
    )


def told(scope: Scope) -> str:
    """The zone of the page's days and times, and how far the reader's own clock is from it."""
    zone = named(scope.brand.zone)
    if scope.own_clock:
        return say("days by {zone}, times by {mine}", zone=zone, mine=named(scope.own_clock))
    hours = clocks.ahead(st.context.timezone, scope.brand.zone, scope.span.until)
    if not hours:
        return zone
    digits = 0 if hours.is_integer() else 1
    away = f"{'+' if hours > 0 else MINUS}{decimal(abs(hours), digits)}"
    return say("{zone} (your clock: {hours} h)", zone=zone, hours=away)


def named(zone: ZoneInfo) -> str:
    """A time zone as people read it, safe."""
    return esc(zone.key.replace("_", " "))


def _is_other(brand: Brand, moments: Sequence[datetime]) -> bool:
    theirs = st.context.timezone
    return any(clocks.ahead(theirs, brand.zone, one) for one in moments)
