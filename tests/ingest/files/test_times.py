"""Every notation of time that exports use is understood, and nothing absurd becomes a post."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.files.preset import Context, Refused
from ingest.files.times import moment
from ingest.mention import Post, Reject

MORNING = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-01T09:30:00+00:00",
        "2026-03-01T09:30:00Z",
        "2026-03-01T09:30Z",
        "2026-03-01 09:30:00+00",
        "2026-03-01 09:30:00.000 UTC",
        "2026-03-01 10:30:00 +0100",
        "2026-03-01 04:30:00 -05:00",
        "20260301T093000Z",
        "  2026-03-01T09:30:00Z ",
        "Sun Mar 01 09:30:00 +0000 2026",
        "Sun Mar 01 15:00:00 +0530 2026",
        "Sun, 01 Mar 2026 09:30:00 +0000",
        "Sun, 1 Mar 2026 09:30:00 GMT",
        "Sun, 01 Mar 2026 09:30:00 -0000",
        "Sun Mar  1 09:30:00 -0000 2026",
        "1 Mar 2026 04:30 EST",
        "Sun, 01 Mar 2026 01:30:00 -0800 (PST)",
        "1772357400",
        "1772357400.0",
        "1772357400000",
        "1772357400000000",
    ],
)
def test_notations_of_one_moment(one, cell):
    """ISO 8601, RFC 822, Twitter's own and epochs in s, ms and µs say the same."""
    assert MORNING == one({"created_at": cell}).created_at


@pytest.mark.parametrize(
    "cell",
    [
        "yesterday",
        "1.7E+09",
        "2026-13-01T00:00:00Z",
        "2026-03-01T25:00:00Z",
        "2026-03-01x09:30:00Z",
        "2026-03-01T09:30:00+99:99",
        "Sun Mar 41 09:30:00 +0000 2026",
        "Sun Foo 01 09:30:00 +0000 2026",
        "Sun, 01 Mar 2026 09:30:00 IST",
        "Sun, 01 Mar 2026 09:30:00 A",
        "Sun, 01 Mar 2026 09:30:00 AST",
        "Sun, 01 Mar 0026 09:30:00 GMT",
        "Sun, 01 Mar 2026 09:30:00 +9999",
        "Sun, 41 Mar 2026 09:30:00 GMT",
        "Sun, 01 Mar 2026 09:30:00 GMT and more",
        "Sun, 01 Foo 2026 09:30:00 +0000",
        "-1772357400",
        "١٧٧٢٣٥٧٤٠٠",
    ],
)
def test_what_is_no_time_is_refused_by_name(one, cell):
    """The reason names the column and the value, and says what is allowed."""
    reason = f"created_at {cell!r} is not a time: ISO 8601, RFC 822 and epochs are allowed"

    assert reason == one({"created_at": cell}).reason


BERLIN = datetime(2026, 11, 5, 14, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell",
    [
        "5 Nov 2026 15:04",
        "5-Nov-26 15:04",
        "05-Nov-2026 03:04PM",
        "Nov 5, 2026, 3:04 PM",
        "November 5, 2026 at 3:04 p.m.",
        "Thursday, November 5th, 2026 3:04:00 PM",
        "3:04 PM - 5 Nov 2026",
        "Nov 5, 2026 @ 15:04:00.000",
        "5. November 2026 um 15:04 Uhr",
        "Donnerstag, 5. Nov. 2026, 15:04",
        "05.11.2026, 15:04 Uhr",
        "05.11.26 15:04",
        "15:04 05.11.2026",
        "5 novembre 2026 à 15h04",
        "jeudi 5 novembre 2026 15:04",
        "jueves, 5 de noviembre de 2026, 15:04",
        "5 novembro 2026 15:04",
        "2026年11月5日 15:04",
        "2026. 11. 05. 15:04",
        "2026/11/05 15:04:00",
        "2026/11/5 3:04 pm",
        "2026-11-05 15:04:00,000",
        "2026-11-05T15:04:00.000000000",
        "2026-11-5 15:04",
        "20261105150400",
        "46331.62777777778",
        "2026-11-05 15:04 CET",
        "2026-11-05 15:04 Europe/Berlin",
        "2026-11-05 14:04 (UTC)",
        "2026-11-05 09:04 EST",
        "2026-11-05 09:04 ET",
        "2026-11-05 16:04 UTC+2",
        "1.79388744e9",
        "1793887440000000000",
    ],
)
def test_notations_of_peoples_tools(one, cell):
    """In words of several languages, in figures, with a zone's name, as a spreadsheet counts."""
    assert BERLIN == one({"created_at": cell}, timezone="Europe/Berlin").created_at


@pytest.mark.parametrize(
    ("cell", "dmy", "mdy"),
    [
        ("05/11/2026 3:04 PM", "2026-11-05T15:04", "2026-05-11T15:04"),
        ("05/11/2026 12:30 PM", "2026-11-05T12:30", "2026-05-11T12:30"),
        ("05-11-2026", "2026-11-05T00:00", "2026-05-11T00:00"),
        ("5/11/26 12:00 AM", "2026-11-05T00:00", "2026-05-11T00:00"),
        ("05.11.2026", "2026-11-05T00:00", "2026-05-11T00:00"),
    ],
)
def test_the_order_of_day_and_month_is_told(one, cell, dmy, mdy):
    """Figures alone do not tell it; points stand behind the day unless somebody says otherwise."""
    read = [one({"created_at": cell}, timezone="UTC", dates=order) for order in ("dmy", "mdy")]

    assert [f"{time}:00+00:00" for time in (dmy, mdy)] == [it.created_at.isoformat() for it in read]
    if "." not in cell:
        assert "pass --dates dmy or --dates mdy" in one({"created_at": cell}, timezone="UTC").reason


@pytest.mark.parametrize(("cell", "order"), [("25/12/2025", "mdy"), ("12/25/2025", "dmy")])
def test_a_date_of_the_other_order_is_refused(one, cell, order):
    """It shows that the order is wrong; without one it allows one reading only."""
    refused = one({"created_at": cell}, timezone="UTC", dates=order)

    assert f"created_at {cell!r} is no date in the order {order}" == refused.reason
    assert 25 == one({"created_at": cell}, timezone="UTC").created_at.day


def test_a_naive_time_needs_a_zone(one):
    """Without an offset and without --timezone a row is rejected."""
    record = one({"created_at": "2026-03-01 09:30:00"})

    assert "created_at has no offset: pass --timezone" == record.reason


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-03-01 09:30:00", "2026-03-01T08:30:00+00:00"),
        ("2026-07-01 09:30:00", "2026-07-01T07:30:00+00:00"),
        ("2026-03-01", "2026-02-28T23:00:00+00:00"),
        ("Sun, 01 Mar 2026 09:30:00", "2026-03-01T08:30:00+00:00"),
        ("2026-03-01 09:30:00Z", "2026-03-01T09:30:00+00:00"),
        ("2025-10-26 02:30:00", "2025-10-26T00:30:00+00:00"),
    ],
    ids=["winter", "summer", "date", "rfc822", "an offset wins", "twice: the first pass"],
)
def test_naive_times_are_read_in_the_zone(one, cell, expected):
    """--timezone applies to times without an offset only, with the offset of that day."""
    record = one({"created_at": cell}, timezone="Europe/Berlin")

    assert datetime.fromisoformat(expected) == record.created_at


def test_a_time_that_the_clock_skips_is_refused(one):
    """It shows that the zone is wrong."""
    record = one({"created_at": "2026-03-29 02:30:00"}, timezone="Europe/Berlin")

    assert (
        "created_at 2026-03-29 02:30:00 does not exist in Europe/Berlin: the clock skips it"
        == record.reason
    )


@pytest.mark.parametrize("cell", ["0", "1989-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"])
def test_before_1990_is_absurd(one, cell):
    """Nobody posted then: the value is a default or a broken clock."""
    assert f"created_at {cell!r} is before 1990" == one({"created_at": cell}).reason


@pytest.mark.parametrize("column", ["created_at", "removed_at", "edited_at", "observed_at"])
def test_more_than_two_days_ahead_is_absurd(one, column):
    """A clock may run ahead a little, whatever the column."""
    soon, late = (datetime.now(UTC) + timedelta(days=days) for days in (1.9, 2.1))

    assert soon == getattr(one({column: soon.isoformat()}), column)
    assert (
        f"{column} '{late.isoformat()}' is more than 2 days in the future"
        == one({column: late.isoformat()}).reason
    )


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/New_York"])
@pytest.mark.parametrize("cell", ["0001-01-01 00:00:00", "9999-12-31 23:59:59"])
def test_the_ends_of_the_calendar_do_not_overflow(one, cell, zone):
    """Even a time that no zone can shift is a reject, not an error."""
    assert isinstance(one({"created_at": cell}, timezone=zone), Reject)


MOMENTS = st.integers(631_238_400, 1_767_225_600).map(  # 1990-01-02 to 2026-01-01
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda n: timezone(timedelta(minutes=n)))


@given(MOMENTS, OFFSETS)
def test_every_moment_survives_every_notation(time, offset):
    """Written by the standard library, in any offset, read back as the same moment."""
    local = time.astimezone(offset)
    notations = (
        local.isoformat(),
        local.isoformat(" "),
        format_datetime(local),
        local.strftime("%a %b %d %H:%M:%S %z %Y"),
        str(int(time.timestamp())),
        str(int(time.timestamp()) * 1000),
    )

    assert {time} == {moment(cell, "created_at", Context(source="s")) for cell in notations[:4]}
    if time.timestamp() > 1e9:  # nine digits of milliseconds are seconds to anybody
        assert {time} == {moment(cell, "created_at", Context(source="s")) for cell in notations}


@given(st.text(min_size=1) | st.from_regex(r"[0-9:TZ+ .-]{1,32}", fullmatch=True))
def test_no_text_is_more_than_refused(cell):
    """Whatever stands in the column, the outcome is a believable time or a reason."""
    with suppress(Refused):
        time = moment(cell, "created_at", Context(source="s"))

        assert time is None or datetime(1990, 1, 1, tzinfo=UTC) <= time


def test_a_blank_time_is_unknown(one):
    """An empty cell and one with blanks alike."""
    record = one({"removed_at": "  ", "observed_at": ""})

    assert isinstance(record, Post)
    assert (None, None) == (record.removed_at, record.observed_at)
