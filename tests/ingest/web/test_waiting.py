"""How long a server asks to wait, in every notation that servers use."""

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from ingest.errors import SourceUnavailable
from ingest.web.answer import Answer
from ingest.web.asking import Api
from ingest.web.client import Client
from ingest.web.pace import HeldBack
from ingest.web.waiting import LimitHeaders, asks_to_wait, retry_after, spent, until_reset
from tests.ingest.web.server import QUICK, Reply, Server, in_order, quick_client

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
        ({"retry-after": "Nov +9999 09:00:00 GMT 99999999999999999999"}, None),
        ({"retry-after": "Mon, 02 Nov 2026 09:00:00 +" + "9" * 400}, None),
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


SOON = str(int(NOW.timestamp()) + 90)
DATE = {"date": format_datetime(NOW, usegmt=True)}


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": SOON}, 90.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": SOON + "000"}, 90.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "2026-11-02T09:01:30.5Z"}, 90.5),
        ({"x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "90"}, 90.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset-after": "90"}, 90.0),
        ({"x-rate-limit-remaining": "0", "x-rate-limit-reset": SOON}, 90.0),
        ({"ratelimit-remaining": "0", "ratelimit-reset": SOON}, 90.0),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "90"}, 90.0),
        ({"ratelimit": "limit=100, remaining=0, reset=90"}, 90.0),
        ({"ratelimit": '"default";r=0;t=90'}, 90.0),
        ({"zendesk-ratelimit-incremental-exports": "total=10; remaining=0; resets=90"}, 90.0),
        ({"x-ratelimit-remaining": "1", "x-ratelimit-reset": SOON}, None),
        ({"x-ratelimit-remaining": "0"}, None),
        ({"x-ratelimit-remaining": "none", "x-ratelimit-reset": "soon"}, None),
        ({"ratelimit": '"default";r=5;t=90'}, None),
        ({"ratelimit": "r=0;t=" + "9" * 400}, 1e8),
        ({"ratelimit": "t=90;r=" + "9" * 5000}, None),
        ({}, None),
    ],
)
def test_a_spent_limit_is_seen_in_every_notation(headers, seconds):
    """On good answers too; the latest reset of several."""
    assert seconds == spent(headers | DATE)


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"retry-after": "7", "x-ratelimit-reset": "90"}, 7.0),
        (429, {"x-rate-limit-reset": SOON}, 90.0),
        (429, {"ratelimit-reset": "90"}, 90.0),
        (403, {"retry-after": "60"}, 60.0),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": SOON}, 90.0),
        (403, {"x-ratelimit-remaining": "9", "x-ratelimit-reset": SOON}, None),
        (503, {"x-ratelimit-reset": SOON}, None),
        (429, {"retry-after": "9" * 400}, 1e8),
        (429, {}, None),
        (500, {"retry-after": "60"}, None),
    ],
)
def test_a_refusal_asks_to_wait_in_the_usual_ways(status, headers, seconds):
    """Whatever the platform: what nobody described works all the same."""
    answer = Answer(status=status, headers=headers | DATE, url="", moved_to=None, body=b"")

    assert seconds == asks_to_wait(answer)


def test_after_the_last_question_of_a_limit_none_is_asked(tmp_path):
    """A good answer that says that nothing is left: the next pass waits for the reset, too."""
    last = Reply("[]", headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "3600"})
    with Server(in_order(last)) as server:
        for _ in range(2):
            with Client(QUICK, tmp_path) as client:
                api = Api(source="s", base_url=server.url)
                if not server.requests:
                    client.get_json(api)
                with pytest.raises(HeldBack, match="asked not to be asked before"):
                    client.get_json(api)

    assert 1 == len(server.requests)


def test_a_spent_limit_is_waited_for():
    """The platform's own header counts as Retry-After does."""
    spent = Reply(status=403, headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "901"})
    told = pytest.raises(SourceUnavailable, match="403 Forbidden, asks to wait 901 s")
    with Server(in_order(spent)) as server, quick_client() as client, told:
        client.get_json(Api(source="s", base_url=server.url, asks_to_wait=GITHUB))
