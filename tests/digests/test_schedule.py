"""Digests that come by themselves: when, to whom, each once, and again what failed."""

from datetime import UTC, datetime, timedelta

import pytest

from commands.alerting import give_alerts
from commands.digest_delivery import deliver_digests, entries, newly_due
from digests.sendings import last_slot
from ingest.config_file import parse_config
from ingest.errors import ConfigError
from tests.build import publish_all, published_same
from tests.digests.post_office import PostOffice
from tests.digests.test_sending import posts
from tests.ingest.web.server import Reply, Server
from tests.notify.test_delivery import loud

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)  # 09:00 in Berlin
HOUR = timedelta(hours=1)


def config(*to, alerts=(), **entry):
    digest = {"for": "support", "brand": "acme", "tell": ["anna"], "at": "09:00"}
    brand = {"handles": ["acme"], "own_accounts": ["acme"], "time_zone": "Europe/Berlin"}
    return parse_config(
        {
            "brands": {"acme": brand},
            "people": {"anna": {"to": list(to or ["json://127.0.0.1:1"])}},
            "digests": [digest | entry],
            "alerts": list(alerts),
        }
    )


@pytest.fixture
def data(tmp_path):
    published_same(tmp_path / "data", posts(), config=config(), until=60)
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("every", "hours", "slot"),
    [
        ("week", -0.1, None),
        ("week", 0, 0),
        ("week", 23, 0),
        ("week", 25, None),  # the machine was off all Monday: it is too late
        ("day", -0.1, -24),
        ("day", 25, 24),
    ],
)
def test_it_is_due_at_its_hour_in_the_brands_zone(every, hours, slot):
    (entry,) = entries(config(every=every))
    wanted = None if slot is None else MONDAY + slot * HOUR

    assert last_slot(entry, MONDAY + hours * HOUR) == wanted


def test_the_hour_follows_the_clocks_of_the_zone():
    """Summer time begins on 29 March 2026: nine in Berlin is seven in UTC."""
    (entry,) = entries(config(every="day"))
    summer = datetime(2026, 3, 30, 12, tzinfo=UTC)

    assert last_slot(entry, summer) == datetime(2026, 3, 30, 7, tzinfo=UTC)


def test_it_is_sent_once_to_every_address(data):
    with PostOffice() as office, PostOffice() as other:
        settings = config(office.address, other.address)
        for minutes in (1, 2, 90):
            assert deliver_digests(data, settings, MONDAY + timedelta(minutes=minutes)) == 0
        deliver_digests(data, settings, MONDAY + 24 * HOUR + HOUR)
        subjects = [one["Subject"] for one in office.letters]

    assert subjects == ["acme: the week 24 Feb – 2 Mar 2026"]
    assert len(other.letters) == 1
    assert office.letters[0]["Message-ID"] != other.letters[0]["Message-ID"]


def test_what_failed_comes_later_under_the_same_name(data):
    answer = {"status": 500}
    with Server(lambda _: Reply("{}", status=answer["status"])) as server:
        settings = config(server.url.replace("http://", "json://"))
        asked = newly_due()
        assert asked(data, settings, MONDAY)
        assert deliver_digests(data, settings, MONDAY) == 1
        assert not asked(data, settings, MONDAY)
        answer["status"] = 200
        later = MONDAY + timedelta(minutes=2)
        assert asked(data, settings, later)
        assert deliver_digests(data, settings, later) == 0
        assert not asked(data, settings, later + HOUR)
        names = {one.body.split(b'"message_id": "')[1][:20] for one in server.requests}

    assert len(server.requests) == 2
    assert len(names) == 1


def test_an_alert_calls_for_one_at_once(data):
    rule = {"name": "Loud", "brand": "acme", "kind": "silence", "level": 10_000}
    with PostOffice() as office:
        settings = config(office.address, when="alert", alerts=[rule])
        deliver_digests(data, settings, MONDAY)
        before = len(office.letters)
        publish_all(data, posts(loud(1)), config=settings, until=300)
        given = give_alerts(data, settings, MONDAY + 6 * HOUR).found
        for minutes in (1, 2, 59):
            deliver_digests(data, settings, MONDAY + 6 * HOUR + timedelta(minutes=minutes))

    assert given
    assert (before, len(office.letters)) == (0, 1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"for": "lawyers"}, "digests.0.for"),
        ({"at": "25:00"}, "digests.0.at"),
        ({"tell": ["zoe"]}, "zoe is nobody of [people]"),
        ({"brand": "umbrella"}, "'umbrella' is no brand of this file"),
        ({"till": "support"}, "there are for, brand, tell, every, at, when"),
    ],
)
def test_a_mistake_is_named(wrong, said):
    with pytest.raises(ConfigError, match="digests") as raised:
        config(**wrong)

    assert said in str(raised.value)


def test_what_cannot_be_made_is_tried_ever_more_rarely(data):
    """Nothing about the brand is loaded yet."""
    settings = parse_config(
        {
            "brands": {"bolt": {"handles": ["bolt"]}},
            "people": {"anna": {"to": ["json://127.0.0.1:1"]}},
            "digests": [{"for": "support", "brand": "bolt", "tell": ["anna"], "at": "08:00"}],
        }
    )
    failed = [
        deliver_digests(data, settings, MONDAY + timedelta(minutes=minutes))
        for minutes in (0, 0.5, 1.5, 2.5, 4)
    ]

    assert failed == [1, 0, 1, 0, 1]
