"""Fields of items: what is understood, and how what is not is told."""

from datetime import UTC, datetime

import pytest

from ingest.errors import UnexpectedPayload
from ingest.sources.fields import moment
from ingest.sources.options import Source

SOURCE = Source(name="s", kind="any")
MORNING = datetime(2026, 11, 2, 9, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        1793610930,
        1793610930.0,
        "1793610930",
        "2026-11-02T09:15:30Z",
        "2026-11-02t09:15:30z",
        "2026-11-02 09:15:30+00:00",
        "2026-11-02T09:15:30.000Z",
        "2026-11-02T09:15:30.000000000Z",
        "2026-11-02T01:15:30-08:00",
        "2026-11-02T10:15:30+0100",
    ],
    ids=repr,
)
def test_one_moment_as_platforms_write_it(value):
    """Epoch seconds as number, fraction or text; ISO 8601 with any offset and any fraction."""
    found = moment(SOURCE, {"at": value}, "at")

    assert (MORNING, UTC) == (found, found.tzinfo)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("2026-11-02T09:15:30.123456789Z", 30.123456), (1793610930.5, 30.5)],
)
def test_fractions_are_kept_to_the_microsecond(value, seconds):
    """The rest is cut off."""
    found = moment(SOURCE, {"at": value}, "at")

    assert seconds == found.second + found.microsecond / 1e6


@pytest.mark.parametrize("item", [{}, {"at": None}])
def test_a_moment_may_be_missing(item):
    """Absent and null are the same."""
    assert moment(SOURCE, item, "at") is None


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-02T09:15:30",
        "2026-11-02",
        "20261102T091530Z",
        "2026-11-02x09:15:30Z",
        "2026-13-02T09:15:30Z",
        "soon",
        "",
        True,
        [],
        {"seconds": 1},
        10**15,
        "-5",
        float("nan"),
        float("inf"),
    ],
    ids=repr,
)
def test_what_is_no_moment_is_named(value):
    """A time without an offset is none: nobody knows when it was."""
    told = "s: at holds .*, epoch seconds or ISO 8601 with an offset are due"
    with pytest.raises(UnexpectedPayload, match=told):
        moment(SOURCE, {"at": value}, "at")
