"""What figures depend on, written from earshot.toml into tables by every run."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

import duckdb
import pyarrow as pa

from ingest.brand import Brand
from ingest.config import Config, Cutoffs
from ingest.loading.calendars import open_spans
from ingest.loading.staging import insert_arrow
from ingest.reading.topics import needs_for
from sql.zones import keep_zone

# Stored business times count from the calendar's first day, so that day never moves.
CALENDAR_START = date(1990, 1, 1)
CALENDAR_AHEAD = timedelta(days=800)
CALENDAR_LEAST = timedelta(days=400)
# What no stored figure depends on: metrics ask it of tables of its own.
ASKED_ONLY = {"person_hour", "needs", "details"}
Span = tuple[str, date, datetime, datetime, float]


def write_settings(
    con: duckdb.DuckDBPyConnection, config: Config, now: datetime
) -> dict[str, set[str]]:
    """Bring the tables up to the configuration.

    Returns:
        brand → names that began or ceased to mean it, for every brand whose entry changed and
        that was known before or is new to the configuration, and for every one whose time zone
        has other rules than it was last written by.
    """
    held = _held(con)
    moved = _new_clocks(con, now)
    changed = {}
    for brand in config.brands.values():
        before = held.get(brand.key)
        if before is None or before[0] != settings_hash(brand, config.cutoffs):
            changed[brand.key] = set(names_of(brand)) ^ set(before[1] if before else ())
            write_brand(con, brand, config.cutoffs, now)
    _write_values(con, config)
    _extend_calendars(con, config, now)
    return {key: set() for key in moved} | changed


def write_brand(
    con: duckdb.DuckDBPyConnection,
    brand: Brand,
    cutoffs: Cutoffs,
    now: datetime,
    *,
    entry: Brand | None = None,
    is_configured: bool = True,
) -> None:
    """Replace everything that is stored about one brand's entry.

    Args:
        con: from `writer()`.
        brand: with the accounts that batches added.
        cutoffs: of the configuration.
        now: aware; its calendar is written from here on.
        entry: as the configuration has it. The brand is written anew when that changes: what
            batches added is no change, or every run would derive all of the brand again.
        is_configured: it stands in the configuration.
    """
    keep_zone(con, brand.time_zone)
    for table in ("brands", "own_accounts", "automated_patterns", "brand_events"):
        con.execute(f"delete from {table} where brand = ?", [brand.key])  # noqa: S608
    con.execute(
        "insert into brands values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            brand.key,
            brand.name,
            brand.role,
            brand.time_zone,
            is_configured,
            brand.hours is None,
            brand.targets.first_reply_minutes * 60,
            brand.targets.clock,
            cutoffs.never_answered_days * 86400.0,
            settings_hash(entry or brand, cutoffs),
            names_of(brand),
            brand.model_dump_json(),
        ],
    )
    accounts = sorted({account.lower() for account in brand.own_accounts})
    _fill(con, "own_accounts", [(brand.key, account) for account in accounts])
    _fill(con, "automated_patterns", [(brand.key, text) for text in brand.automated_patterns])
    _fill(con, "brand_events", [(brand.key, e.date, e.label) for e in brand.events])
    _write_calendar(con, brand, now)


def stored_brands(con: duckdb.DuckDBPyConnection) -> dict[str, Brand]:
    """Every brand the warehouse knows, as it was last written."""
    rows = con.execute("select brand, settings from brands").fetchall()
    return {key: Brand.model_validate_json(settings) for key, settings in rows}


def names_of(brand: Brand) -> list[str]:
    """Everything that is matched and masked for a brand, sorted."""
    return sorted(
        {
            *(brand.name, *brand.names, *brand.nicknames, *brand.products, *brand.exclude),
            *(brand.handles + brand.own_accounts),
        }
    )


def settings_hash(brand: Brand, cutoffs: Cutoffs) -> str:
    """Changes whenever a stored figure of the brand would."""
    asked = brand.model_dump_json(exclude=ASKED_ONLY)
    text = asked + str(cutoffs.never_answered_days)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _new_clocks(con: duckdb.DuckDBPyConnection, now: datetime) -> list[str]:
    """Brands, configured or not, whose zone has other rules than their days were cut by."""
    brands = stored_brands(con)
    zones = {zone for zone in {one.time_zone for one in brands.values()} if keep_zone(con, zone)}
    moved = [key for key, brand in brands.items() if brand.time_zone in zones]
    for key in moved:
        _write_calendar(con, brands[key], now)
    return moved


def _held(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, list[str]]]:
    rows = con.execute("select brand, settings_hash, names from brands").fetchall()
    return {key: (fingerprint, names) for key, fingerprint, names in rows}


def _write_values(con: duckdb.DuckDBPyConnection, config: Config) -> None:
    values: list[tuple[object, ...]] = [
        (f"{section}.{name}", float(value))
        for section in ("cutoffs", "health")
        for name, value in getattr(config, section).model_dump().items()
    ]
    rules: list[tuple[object, ...]] = [
        (
            *(one.name, one.brand, one.kind, float(one.level), "file", list(one.tell)),
            *(one.cool_down_minutes, one.critical_level, list(one.escalate_to)),
            one.escalate_minutes,
        )
        for one in config.alerts
    ]
    costs: list[tuple[object, ...]] = [
        (key, float(one.person_hour.cost), one.person_hour.currency)
        for key, one in config.brands.items()
        if one.person_hour is not None
    ]
    needs: list[tuple[object, ...]] = [("", *one) for one in needs_for({}, {})]
    for key, brand in config.brands.items():
        needs += [(key, *one) for one in needs_for(brand.needs, brand.details)]
    _keep(con, "topic_needs", "true", needs)
    _keep(con, "settings", "true", values)
    _keep(con, "desk_costs", "true", costs)
    _keep(con, "people", "true", [(key,) for key in config.people])
    _keep(con, "alert_rules", "origin = 'file'", rules)


def _keep(
    con: duckdb.DuckDBPyConnection, table: str, of_file: str, rows: list[tuple[object, ...]]
) -> None:
    """Make rows all that is held of the file; what is the same already is left as it is."""
    held = con.execute(f"select * from {table} where {of_file}").fetchall()  # noqa: S608
    if sorted(held, key=repr) != sorted(rows, key=repr):
        con.execute(f"delete from {table} where {of_file}")  # noqa: S608
        _fill(con, table, rows)


def _write_calendar(con: duckdb.DuckDBPyConnection, brand: Brand, now: datetime) -> None:
    for table in ("business_days", "business_dates"):
        con.execute(f"delete from {table} where brand = ?", [brand.key])  # noqa: S608
    if brand.hours is None:
        return
    last = now.date() + CALENDAR_AHEAD
    spans: list[Span] = []
    total = 0.0
    for day, opens, closes in open_spans(brand, CALENDAR_START, last):
        spans.append((brand.key, day, opens, closes, total))
        total += (closes - opens).total_seconds()
    _fill(con, "business_days", spans)
    dates, running = [], 0.0
    lengths = _lengths(spans)
    for offset in range((last - CALENDAR_START).days + 1):
        day = CALENDAR_START + timedelta(days=offset)
        dates.append((brand.key, day, running))
        running += lengths.get(day, 0.0)
    _fill(con, "business_dates", dates)


def _lengths(spans: Iterable[Span]) -> dict[date, float]:
    lengths: dict[date, float] = {}
    for _, day, opens, closes, _ in spans:
        lengths[day] = lengths.get(day, 0.0) + (closes - opens).total_seconds()
    return lengths


def _extend_calendars(con: duckdb.DuckDBPyConnection, config: Config, now: datetime) -> None:
    rows = con.execute(
        "select brand from business_dates group by brand having max(local_date) < ?",
        [now.date() + CALENDAR_LEAST],
    ).fetchall()
    for (key,) in rows:
        if key in config.brands:
            _write_calendar(con, config.brands[key], now)


def _fill(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if not rows:
        return
    found = con.execute(f"select * from {table} limit 0")  # noqa: S608
    names = [column[0] for column in found.description]
    columns = list(zip(*rows, strict=True))
    arrays = {name: pa.array(values) for name, values in zip(names, columns, strict=True)}
    insert_arrow(con, table, pa.table(arrays))
