"""What a digest is about: a brand and a period; its rows, and links to the pages that show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pandas as pd

from assistants.answers import Desk
from assistants.asked import Asked, RefusedError, Wish, asked
from assistants.figures import FIGURES, NOW
from sql import statements
from sql.reader import Reader
from sql.sent_pages import SentPage

DAY, WEEK = 1, 7
# What pages call a facet of turns that metrics call otherwise.
_OF_TURN = {"complaint": "complaining", "status": "turn_status"}
# Where figures are shown that no single mentions stand behind.
_PAGES = {
    "brand_health": "overview",
    "share_of_voice": "overview",
    "posts_at_alert_level": "live-risk",
    "spikes": "spikes",
    "spikes_running": "spikes",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A brand and a period of it.

    Attributes:
        reader: of the published warehouse.
        desk: answers with their rules.
        wish: the period, as figures are asked for.
        asked: the same, made out.
        name: of the brand; not to be trusted.
        url: where the dashboard is.
        days: 1: the last whole day; 7: up to where the brand is known, as pages show it.
        view: the page that is sent, with its own period and filters; None: a digest of a brand.
    """

    reader: Reader
    desk: Desk
    wish: Wish
    asked: Asked
    name: str
    url: str
    days: int
    view: SentPage | None = None

    def rows(self, metric: str, *, order: str = "", **more: object) -> pd.DataFrame:
        """Rows of a metric, about this brand and period; more is asked beside or instead."""
        values = {**self.asked.values(), "time_zone": self.asked.zone.key, **more}
        sql = statements.select(metric, frozenset(values), order=order)
        return self.reader.query(sql, {key: values[key] for key in statements.placed(sql)})

    def link(self, page: str, **query: str) -> str:
        """A page about this brand; of a day's digest with the pages' shortest period.

        Of a page that is sent with its period and its filters.
        """
        asked: dict[str, object] = {"brand": self.asked.brand, "period": "7d"}
        if self.view is not None:
            asked |= {"period": self.view.period, **self.view.address}
        return f"{self.url.rstrip('/')}/{page}?{urlencode(asked | query, doseq=True)}"

    def mentions(self, facets: Mapping[str, str], *, is_now: bool = False) -> str:
        """The mentions that a number counts; facets are keys and values of the page's address."""
        is_cut = self.days == DAY and not is_now and self.view is None
        day = {"day": self.asked.span.first.isoformat()} if is_cut else {}
        return self.link("mentions", **facets, **day)

    def link_of(self, name: str) -> str:
        """The page that shows what is behind a figure."""
        figure = FIGURES[name]
        if name in _PAGES:
            return self.link(_PAGES[name])
        if figure.turns is not None:
            facets = {_OF_TURN.get(key, key): value for key, value in figure.turns.items()}
            return self.mentions(facets, is_now=figure.of == NOW)
        return self.mentions(figure.facets or {})


def subject(
    reader: Reader,
    brand: str | None,
    days: int,
    url: str,
    known_until: datetime | None = None,
    *,
    view: SentPage | None = None,
) -> Subject:
    """Make out what a digest is about.

    Args:
        reader: of the published warehouse.
        brand: key or name; None is the only own brand.
        days: 1 or 7.
        url: where the dashboard is.
        known_until: where a period ended that is asked for again, aware; None is the newest.
        view: the page that is sent; None: a digest of a brand.

    Raises:
        RefusedError: there is no such brand, several, or nothing of it is loaded.
    """
    desk = Desk(reader)
    brands = desk.known_brands()
    key = brand or _only(brands)
    whole = asked(brands, key, Wish(period="7d"))
    if view is not None:
        wish = Wish(
            period=view.period,
            known_until=known_until or whole.span.until,
            filters=view.filters,
        )
    else:
        wish = wished(days, known_until or _end(whole, days), whole.zone)
    row = brands[brands["brand"] == whole.brand].iloc[0]
    about = asked(brands, key, wish)
    return Subject(reader, desk, wish, about, str(row["name"]), url, days, view)


def wished(days: int, known_until: datetime, zone: ZoneInfo) -> Wish:
    """The period of so many days that ends there."""
    if days == WEEK:
        return Wish(period="7d", known_until=known_until)
    # Midnight belongs to the day that it ends.
    day = pd.Timestamp(known_until).tz_convert(zone) - pd.Timedelta(microseconds=1)
    first = day.date().isoformat()
    return Wish(since=first, until=first, known_until=known_until)


def _end(whole: Asked, days: int) -> datetime:
    """Where the period ends: a week where the brand is known; a day with the last whole one."""
    known = whole.span.until
    if days == WEEK:
        return known
    midnight = datetime.combine(known.astimezone(whole.zone).date(), time(), whole.zone)
    return midnight.astimezone(UTC)


def _only(brands: pd.DataFrame) -> str:
    own: list[str] = list(brands[brands["role"] == "own"]["brand"])
    if len(own) != 1:
        known = ", ".join(brands["brand"]) or "none"
        raise RefusedError(f"which brand? --brand KEY says it; there are: {known}")
    return own[0]
