"""Local times in SQL against Python's zoneinfo, which is where they come from."""

import zoneinfo
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta

import duckdb
import pyarrow as pa
import pytest

from ingest.config_file import parse_config
from sql import schema
from sql.zones import clock, keep_zone
from tests.build import START, asks, load_all, rows, work

FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2041, 1, 1, tzinfo=UTC)
DAYS = (LAST - FIRST).days


@pytest.fixture(scope="module")
def zones():
    """Names; zones that are another's by another name are asked once."""
    return sorted({clock(zone): zone for zone in sorted(zoneinfo.available_timezones())}.values())


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


def test_every_zone_at_every_change_and_at_random(con, zones, dice):
    """A second before and at each change from 1990 to 2040, and at ten other moments."""
    for zone in zones:
        keep_zone(con, zone)
        changes = [datetime.fromtimestamp(second, UTC) for second in clock(zone).starts_at[1:]]
        near = [one + timedelta(seconds=s) for one in changes for s in (-1, 0)]
        moments = [one for one in near if one < LAST]
        moments += [FIRST + dice.random() * (LAST - FIRST) for _ in range(10)]
        assert not wrong(con, zone, moments), zone
        con.execute("delete from zone_days; delete from zones")


@pytest.mark.long
def test_every_zone_on_every_day(con, zones):
    """At noon and at midnight of every day: a change and back within days would show."""
    for zone in zones:
        keep_zone(con, zone)
        moments = [FIRST + timedelta(hours=12 * n) for n in range(2 * DAYS)]
        assert not wrong(con, zone, moments), zone
        con.execute("delete from zone_days; delete from zones")


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Santiago", "Asia/Beirut", "UTC"])
def test_a_day_begins_at_its_midnight(con, zone):
    """Also where the clock skips midnight, as Santiago's and Beirut's do: at the change itself."""
    keep_zone(con, zone)
    days = [date(1990, 1, 1) + timedelta(days=n) for n in range(DAYS)]
    info = zoneinfo.ZoneInfo(zone)
    expected = [datetime.combine(day, time(), info).astimezone(UTC) for day in days]
    con.register("asked", pa.table({"day": days, "expected": expected}))

    assert not con.execute(
        "select day from asked where day_start(day, $1) is distinct from expected", [zone]
    ).fetchall()


def test_a_day_that_a_zone_left_out_begins_with_the_next(con):
    """Apia went from 29 to 31 December 2011."""
    keep_zone(con, "Pacific/Apia")

    assert con.execute(
        "select day_start(date '2011-12-30', 'Pacific/Apia') = timestamptz '2011-12-30 10:00Z', "
        "day_start(date '2011-12-31', 'Pacific/Apia') = timestamptz '2011-12-30 10:00Z'"
    ).fetchone() == (True, True)


VANCOUVER = parse_config({"brands": {"acme": {"time_zone": "America/Vancouver"}}})
NONE = parse_config({"brands": {}})
LOCAL = "select local_date from mentions"


@pytest.mark.parametrize("config", [VANCOUVER, NONE], ids=["configured", "no longer configured"])
@pytest.mark.parametrize("held", [None, "other rules"], ids=["no clocks", "old rules"])
def test_days_are_cut_anew_where_a_zone_has_other_rules_than_it_was_written_by(
    tmp_path, config, held
):
    """Also of a brand that a file or an earlier earshot.toml named, and of an older warehouse."""
    load_all(tmp_path, [asks("p", 0, brand="acme")], config=VANCOUVER)
    with work(tmp_path) as con:
        con.execute("update posts set local_date = date '1999-01-01'")
        con.execute("delete from zones")
        if held is None:
            con.execute("delete from zone_days")
        else:
            con.execute("insert into zones values ('America/Vancouver', ?)", [held])

    load_all(tmp_path, [], config=config)

    assert [{"local_date": START.date()}] == [
        {"local_date": one["local_date"].date()} for one in rows(tmp_path, LOCAL)
    ]
