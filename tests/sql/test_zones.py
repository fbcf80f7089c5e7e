"""Local times in SQL against Python's zoneinfo, which is where they come from."""

import zoneinfo
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta

import duckdb
import pyarrow as pa
import pytest

from ingest.loading.settings import settings_hash
from sql import schema
from sql.zones import clock, write_zone
from tests.build import ACME

# Zones that are another's by another name are asked once.
ZONES = sorted({clock(zone): zone for zone in sorted(zoneinfo.available_timezones())}.values())
FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2041, 1, 1, tzinfo=UTC)
DAYS = (LAST - FIRST).days


@pytest.fixture(scope="module")
def con():
    with closing(duckdb.connect()) as con:
        con.execute("set TimeZone = 'UTC'")
        schema.apply(con)
        yield con


def wrong(con, zone, moments):
    """Those of the moments at which SQL shows another time than Python's clock of the zone."""
    info = zoneinfo.ZoneInfo(zone)
    shown = [moment.astimezone(info).replace(tzinfo=None) for moment in moments]
    con.register("asked", pa.table({"moment": moments, "shown": shown}))
    return con.execute(
        "select cast(moment as varchar), shown from asked "
        "where local_time(moment, $1) is distinct from shown or shown is null",
        [zone],
    ).fetchall()


def test_every_zone_at_every_change_and_at_random(con, dice):
    """A second before and at each change from 1990 to 2040, and at ten other moments."""
    for zone in ZONES:
        write_zone(con, zone)
        changes = [datetime.fromtimestamp(second, UTC) for second in clock(zone).starts_at[1:]]
        near = [one + timedelta(seconds=s) for one in changes for s in (-1, 0)]
        moments = [one for one in near if one < LAST]
        moments += [FIRST + dice.random() * (LAST - FIRST) for _ in range(10)]
        assert not wrong(con, zone, moments), zone
        con.execute("delete from zone_days")


@pytest.mark.long
@pytest.mark.parametrize("zone", ZONES)
def test_every_zone_on_every_day(con, zone):
    """At noon and at midnight of every day: a change and back within days would show."""
    write_zone(con, zone)
    assert not wrong(con, zone, [FIRST + timedelta(hours=12 * n) for n in range(2 * DAYS)])
    con.execute("delete from zone_days")


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Santiago", "Asia/Beirut", "UTC"])
def test_a_day_begins_at_its_midnight(con, zone):
    """Also where the clock skips midnight, as Santiago's and Beirut's do: at the change itself."""
    write_zone(con, zone)
    days = [date(1990, 1, 1) + timedelta(days=n) for n in range(DAYS)]
    info = zoneinfo.ZoneInfo(zone)
    expected = [datetime.combine(day, time(), info).astimezone(UTC) for day in days]
    con.register("asked", pa.table({"day": days, "expected": expected}))

    assert not con.execute(
        "select day from asked where day_start(day, $1) is distinct from expected", [zone]
    ).fetchall()


def test_a_day_that_a_zone_left_out_begins_with_the_next(con):
    """Apia went from 29 to 31 December 2011."""
    write_zone(con, "Pacific/Apia")

    assert con.execute(
        "select day_start(date '2011-12-30', 'Pacific/Apia') = timestamptz '2011-12-30 10:00Z', "
        "day_start(date '2011-12-31', 'Pacific/Apia') = timestamptz '2011-12-30 10:00Z'"
    ).fetchone() == (True, True)


def test_new_rules_of_a_zone_change_what_figures_depend_on(monkeypatch):
    """Every stored local day of the brand is cut anew when its zone's rules changed."""
    brand = ACME.brands["acme"]
    before = settings_hash(brand, ACME.cutoffs)
    elsewhere = clock("America/Vancouver")
    monkeypatch.setattr("ingest.loading.settings.clock", lambda _zone: elsewhere)

    assert settings_hash(brand, ACME.cutoffs) != before
