"""What a question is about: a brand that may be seen, a period as the pages cut it, filters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.ui.periods import ALL, DAYS, PREVIOUS, Span, compared, current
from sql.reader import Reader
from wording.said import mark, say

WATCHED = """
select * from watched_by_source($brand, $since, $until)
where is_one_of(source, $source)
order by source
"""
FILTERS = ("source", "lang", "topic", "kind", "audience", "words")


class RefusedError(Exception):
    """A question that is not answered, and why; the message is for whoever asked, in English.

    Args:
        why: as of `say`.
        head: what stands before it in the message, not where it is said to readers.
        values: by name, where the text has places for them.
    """

    def __init__(self, why: str, *, head: str = "", **values: object) -> None:
        super().__init__(head + (why.format_map(values) if values else why))
        self._why, self._values = why, values

    def said(self) -> str:
        """The reason alone, in the language that is spoken."""
        return say(self._why, **self._values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which part of what is known somebody asks about.

    Attributes:
        period: 7d, 28d, 90d, 12m or all, up to where the brand is known; not with since or until.
        since: first local day, ISO 8601.
        until: last local day, itself included; None is the last one known.
        known_until: as if nothing after this moment were known yet, aware; None is all.
        filters: as filtered_mentions takes them.
    """

    period: str = "28d"
    since: str | None = None
    until: str | None = None
    known_until: datetime | None = None
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question's brand, period and filters; times in UTC."""

    brand: str
    zone: ZoneInfo
    has_own_posts: bool
    span: Span
    before: Span
    filters: Mapping[str, str]

    def values(self) -> dict[str, object]:
        """By the names that metrics have for them."""
        return {
            "brand": self.brand,
            "since": self.span.since,
            "until": self.span.until,
            "first_date": self.span.first,
            "last_date": self.span.last,
            "since_before": self.before.since,
            "until_before": self.before.until,
            "filters": self.filters,
        }


def asked(brands: pd.DataFrame, brand: str, wish: Wish) -> Asked:
    """Make out what is asked.

    Args:
        brands: rows of known_brands that may be seen.
        brand: key or name, in any case.
        wish: the period and filters.

    Raises:
        RefusedError: there is no such brand, period, day or filter, or nothing of the brand is
            loaded.
    """
    if strange := sorted(set(wish.filters) - set(FILTERS)):
        raise RefusedError(f"no filter is called {', '.join(strange)}; {', '.join(FILTERS)} are")
    row = _row(brands, brand)
    if pd.isna(row["earliest_at"]) or pd.isna(row["observed_until"]):
        raise RefusedError(f"nothing about {row['brand']} is loaded, so nothing is known of it")
    zone, known = ZoneInfo(row["time_zone"]), row["observed_until"].to_pydatetime()
    if wish.known_until is not None:
        known = min(known, wish.known_until)
    earliest = row["earliest_at"].to_pydatetime()
    if wish.since is None and wish.until is None:
        if wish.period not in (*DAYS, ALL):
            raise RefusedError(f"period {wish.period!r} is none of {', '.join((*DAYS, ALL))}")
        span = current(wish.period, known, earliest, zone)
    else:
        span = _between(wish.since, wish.until, known, earliest, zone)
    before = compared(span, PREVIOUS, zone)
    assert before is not None  # noqa: S101 - only where nothing is compared
    return Asked(
        brand=row["brand"],
        zone=zone,
        has_own_posts=bool(row["has_own_posts"]),
        span=span,
        before=before,
        filters=dict(wish.filters),
    )


def unwatched(reader: Reader, question: Asked) -> list[dict[str, object]]:
    """Hours of the period in which a source of the brand was not watched, by source.

    Raises:
        RefusedError: none of its sources was watched at any time of the period, and nothing of it
            is held.
    """
    span, source = question.span, question.filters.get("source")
    named = {"brand": question.brand, "source": source}
    rows = reader.query(WATCHED, named | {"since": span.since, "until": span.until})
    if not (rows["watched_seconds"] > 0).any() and not rows["post_count"].sum():
        raise RefusedError(
            mark(
                "a gap: no source of {brand} was watched from {first} to {last}; what was said "
                "then is not known, which is not nothing"
            ),
            brand=question.brand,
            first=span.first,
            last=span.last,
        )
    return [
        {"source": str(source), "hours": round(float(seconds) / 3600, 2)}
        for source, seconds in zip(rows["source"], rows["missing_seconds"], strict=True)
        if seconds >= 1
    ]


def _row(brands: pd.DataFrame, brand: str) -> pd.Series:
    wanted = brand.casefold()
    for column in ("brand", "name"):
        found = brands[brands[column].str.casefold() == wanted]
        if len(found):
            return found.iloc[0]
    known = ", ".join(brands["brand"]) or "none"
    raise RefusedError(f"there is no brand {brand!r} here; there are: {known}")


def _between(
    since: str | None, until: str | None, known: datetime, earliest: datetime, zone: ZoneInfo
) -> Span:
    last = known.astimezone(zone).date() if until is None else _day("until", until)
    first = earliest.astimezone(zone).date() if since is None else _day("since", since)
    begins = datetime.combine(first, time(), zone).astimezone(UTC)
    ends = datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)
    if first > last and until is not None:
        raise RefusedError(f"since {first} lies after until {last}")
    if begins >= known:
        raise RefusedError(
            f"a gap: known up to {known:%Y-%m-%d %H:%M} UTC only, {first} lies after it"
        )
    return Span(begins, min(ends, known), first, last)


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RefusedError(f"{name} {text!r} is no day; write 2026-11-27") from None
