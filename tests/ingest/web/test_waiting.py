"""How long a server asks to wait, in every notation that servers use."""

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from ingest.errors import SourceUnavailable
from ingest.web.answer import Answer
from ingest.web.asking import Api
from ingest.web.waiting import LimitHeaders, retry_after, until_reset
from tests.ingest.web.server import Reply, Server, in_order, quick_client

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "120"}, 120.0),
        ({"retry-after": " 1.5 "}, 1.5),
        (
            {
                "retry-after": format_datetime(NOW.replace(minute=2), usegmt=True),
                "date": format_datetime(NOW, usegmt=True),
            },
            120.0,
        ),
        ({"retry-after": "Mon, 02 Nov 2020 09:00:00 GMT"}, 0.0),
        ({"retry-after": "Mon, 02 Nov 2020 09:00:00"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "nan"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_seconds_or_a_date_by_the_servers_clock(headers, seconds):
    """Seconds or an HTTP date; what is neither is as good as missing."""
    assert seconds == retry_after(headers)


GITHUB = LimitHeaders(
    reset="x-ratelimit-reset", remaining="x-ratelimit-remaining", statuses=(403, 429)
)


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "90"}, 90.0),
        (403, {"x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "90"}, 90.0),
        (403, {"x-ratelimit-remaining": "12", "x-ratelimit-reset": "90"}, None),
        (403, {"x-ratelimit-reset": "90"}, None),
        (403, {"retry-after": "30", "x-ratelimit-reset": "90"}, 30.0),
        (500, {"retry-after": "30"}, None),
        (429, {"x-ratelimit-remaining": "0"}, None),
        (429, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon"}, None),
    ],
)
def test_limits_are_read_where_a_platform_writes_them(status, headers, seconds):
    """A spent limit names its end; a refusal for another reason asks for nothing."""
    answer = Answer(status=status, headers=headers, url="", moved_to=None, body=b"")

    assert seconds == GITHUB(answer)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("600", 600.0),
        (str(int(NOW.timestamp()) + 60), 60.0),
        ("2026-11-02T09:02:00.000000Z", 120.0),
        ("2026-11-02T09:02:00", 120.0),
        (str(int(NOW.timestamp()) - 60), 0.0),
        ("9" * 30, None),
        ("", None),
    ],
    ids=["seconds left", "epoch", "ISO", "ISO without offset", "past", "beyond", "missing"],
)
def test_a_reset_is_seconds_or_a_moment(value, seconds):
    """By the server's own clock."""
    headers = {"date": format_datetime(NOW, usegmt=True), "reset": value}

    assert seconds == until_reset(headers, "reset")


def test_a_spent_limit_is_waited_for():
    """The platform's own header counts as Retry-After does."""
    spent = Reply(status=403, headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "901"})
    told = pytest.raises(SourceUnavailable, match="403 Forbidden, asks to wait 901 s")
    with Server(in_order(spent)) as server, quick_client() as client, told:
        client.get_json(Api(source="s", base_url=server.url, asks_to_wait=GITHUB))
