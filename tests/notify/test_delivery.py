"""Telling people: what, when and how often; over a real receiver of webhooks."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import filelock
import pytest

from commands.alerting import give_alerts
from ingest.config_file import parse_config
from notify.deliver import deliver
from notify.message import PAGES
from notify.people import Person
from sql import deliveries, feedback
from sql.alert_kinds import alert_kinds
from sql.feedback import Action
from tests.build import answers, asks, published_same
from tests.ingest.web.server import Reply, Server
from tests.places import ROOT

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
URL = "https://earshot.example"


def config(**rule):
    """One brand, two people, one rule: 10,000 audience-hours of silence."""
    entry = {"name": "A loud silence", "brand": "acme", "kind": "silence", "level": 10_000}
    return parse_config(
        {
            "brands": {"acme": {"handles": ["acme"], "own_accounts": ["acme"]}},
            "people": {"anna": {"to": "json://127.0.0.1"}, "boss": {"to": "json://127.0.0.1"}},
            "alerts": [entry | {"tell": ["anna"]} | rule],
        }
    )


def person(server, key, quiet=None, zone="UTC", path="", brands=()):
    address = server.url.replace("http://", "json://")
    to = [f"{address}/{key}{path}"]
    return Person(key=key, to=to, quiet=quiet, zone=ZoneInfo(zone), brands=brands)


def people(server, **more):
    return {key: person(server, key, **more) for key in ("anna", "boss")}


def loud(number, at=0, **more):
    """A complaint that 15,000 people may read, at `at` minutes after nine."""
    text = f"@acme worst service ever, order {number} never came"
    return asks(
        f"p{number}",
        at,
        author=f"a{number}",
        text=text,
        author_handle=f"a{number}",
        author_followers=100_000,
        **more,
    )


def load(data, posts, settings, until=300, now=NOW):
    voice = answers("voice", 0, None, text="We are open.")  # else nobody knows who was answered
    published_same(data, [*posts, voice], config=settings, until=until)
    return give_alerts(data, settings, now).found


def got(server):
    """Who was told what, in order."""
    return [(one.path.strip("/"), json.loads(one.body)) for one in server.requests]


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def receiver():
    with Server(lambda _: Reply("{}")) as server:
        yield server


def test_a_message_says_what_how_unusual_which_posts_and_where_to_look(data, receiver):
    load(data, [loud(1)], config())
    done = deliver(data, people(receiver), URL, NOW)
    ((who, told),) = got(receiver)
    body = told["message"]

    assert (done.planned_count, done.sent_count, done.failed_count) == (1, 1, 0)
    assert who == "anna"
    assert "acme: an unanswered complaint, 10k audience-hours of silence" in told["title"]
    assert "How unusual: there is too little history to say." in body
    assert "- a1 (100,000 followers): “@acme worst service ever, order 1 never came”" in body
    assert f"Look: {URL}/response-desk?brand=acme\n" in body
    assert f"The post: {URL}/mentions?brand=acme&post=x%3Ap1\n" in body
    assert f"I have it: {URL}/live-risk?brand=acme&alert=A+loud+silence&take=x%3Ap1\n" in body
    assert len(told["message_id"]) == len(told["thread"]) == 20


def test_a_post_is_quoted_beside_one_of_whom_less_is_known(data, receiver):
    """A frame holds nan, which is true, where the next row has a title or followers."""
    reply = asks("p2", 1, author="a2", text="Same here.", author_handle="a2", parent_id="p1")
    load(data, [loud(1), reply], config())
    deliver(data, people(receiver), URL, NOW)
    ((_, told),) = got(receiver)

    assert "- a1 (100,000 followers): “@acme worst service ever, order 1" in told["message"]
    assert "- a2: “Same here.”" in told["message"]


def test_of_many_alerts_at_once_the_worst_are_told_with_their_posts(data, receiver):
    posts = [loud(n, n) for n in range(9)]
    load(data, posts, config(kind="overdue"))
    deliver(data, people(receiver), URL, NOW)
    ((_, told),) = got(receiver)
    others = told["message"].partition("And 8 more alerts of this rule:\n")[2].splitlines()

    assert told["title"].endswith(", and 8 more")
    assert others[:2] == [
        f"- the target was missed before 15k people: {URL}/mentions?brand=acme&post=x%3Ap8",
        "  a8 (100,000 followers): “@acme worst service ever, order 8 never came”",
    ]
    assert len(others) == 11
    assert others[-1] == f"- and 3 more: {URL}/response-desk?brand=acme"


def test_each_is_told_in_their_language(data, receiver):
    """Of the file, and of one person."""
    settings = config(tell=["anna", "boss"])
    load(data, [loud(1)], settings)
    both = people(receiver)
    both["boss"] = replace(both["boss"], language="de")
    deliver(data, both, URL, NOW)
    told = dict(got(receiver))

    assert "How unusual: there is too little history to say." in told["anna"]["message"]
    assert "eine unbeantwortete Beschwerde, 10\u00a0Tsd. Publikumsstunden" in told["boss"]["title"]
    assert "Ansehen: https://" in told["boss"]["message"]
    # What people wrote stays as it is.
    assert "worst service ever, order 1 never came" in told["boss"]["message"]


def test_nothing_is_told_twice(data, receiver):
    load(data, [loud(1)], settings := config())
    for minute in range(3):
        deliver(data, people(receiver), URL, NOW + minute * MINUTE)
        give_alerts(data, settings, NOW + minute * MINUTE)

    assert len(got(receiver)) == 1


def test_what_was_given_before_somebody_is_told_is_history(data, receiver):
    load(data, [loud(1)], config(tell=[]), now=NOW - timedelta(hours=3))
    load(data, [loud(1), loud(2, 1)], config())
    deliver(data, people(receiver), URL, NOW)

    assert ["p2" in one["message"] for _, one in got(receiver)] == [True]


def test_what_failed_is_tried_again_ever_more_rarely_and_shown(data):
    answer = {"status": 500}
    load(data, [loud(1)], config())
    with Server(lambda _: Reply("{}", status=answer["status"])) as server:
        for minutes in (0, 0.5, 1.5, 2.5, 4):
            deliver(data, people(server), URL, NOW + minutes * MINUTE)
        tries = len(got(server))
        (held,) = deliveries.newest(data, "acme")
        answer["status"] = 200
        deliver(data, people(server), URL, NOW + timedelta(hours=2))
        (after,) = deliveries.newest(data, "acme")

        assert held.state == "waiting"
        assert held.problem == "not taken by address 1 of anna (json)"
        assert held.attempt_count == tries == 3  # at once, after a minute, after three
        assert after.state == "sent"
        assert len({one["message_id"] for _, one in got(server)}) == 1


def test_after_a_day_it_is_given_up_and_can_be_sent_again(data):
    load(data, [loud(1)], config())
    with Server(lambda _: Reply("{}", status=500)) as server:
        deliver(data, people(server), URL, NOW)
        deliver(data, people(server), URL, NOW + timedelta(hours=25))
        (held,) = deliveries.newest(data, "acme")
        deliveries.send_again(data, held.message_id, NOW + timedelta(hours=26))
        (again,) = deliveries.newest(data, "acme")

        assert held.state == "failed"
        assert again.state == "waiting"


def test_quiet_hours_hold_back_what_is_not_critical(data, receiver):
    """From 15:00 to 7:00 in Berlin, where it is an hour later than in UTC."""
    asleep = people(receiver, quiet=(15 * 60, 7 * 60), zone="Europe/Berlin")
    load(data, [loud(1)], config())
    deliver(data, asleep, URL, NOW)
    (held,) = deliveries.newest(data, "acme")
    before = len(got(receiver))
    deliver(data, asleep, URL, held.due_at)

    assert held.due_at == datetime(2026, 3, 3, 6, 0, tzinfo=UTC)
    assert (before, len(got(receiver))) == (0, 1)


def test_what_is_critical_wakes_people(data, receiver):
    asleep = people(receiver, quiet=(15 * 60, 7 * 60), zone="Europe/Berlin")
    load(data, [loud(1)], config(critical_level=10_000))
    deliver(data, asleep, URL, NOW)

    ((_, told),) = got(receiver)
    assert told["title"].startswith("Critical: ")


def test_what_comes_while_a_rule_cools_down_is_one_message(data, receiver):
    """The first at once; the two of the next minutes together, an hour after it."""
    settings = config(cool_down_minutes=60)
    load(data, [loud(1)], settings)
    deliver(data, people(receiver), URL, NOW)
    load(data, [loud(n, n) for n in (1, 2, 3)], settings, now=NOW + 5 * MINUTE)
    deliver(data, people(receiver), URL, NOW + 5 * MINUTE)
    first = len(got(receiver))
    deliver(data, people(receiver), URL, NOW + 61 * MINUTE)

    assert first == 1
    assert len(got(receiver)) == 2
    assert "And 1 more alert of this rule:" in got(receiver)[1][1]["message"]


def test_who_has_it_keeps_the_others_asleep(data, receiver):
    settings = config(escalate_to=["boss"], escalate_minutes=30)
    load(data, [loud(1), loud(2, 1)], settings)
    deliver(data, people(receiver), URL, NOW)
    taken = Action(
        kind="alert_taken",
        subject="x:p1",
        brand="acme",
        field="A loud silence",
        value="yes",
        who="anna",
        said_at=NOW,
    )
    feedback.record(data, [taken])
    deliver(data, people(receiver), URL, NOW + 29 * MINUTE)
    before = [who for who, _ in got(receiver)]
    deliver(data, people(receiver), URL, NOW + 31 * MINUTE)
    called = [told for who, told in got(receiver) if who == "boss"]

    assert "boss" not in before
    assert len(called) == 1
    assert called[0]["title"].startswith("Nobody has taken this: ")
    assert "p2" in called[0]["message"]


def test_when_it_is_over_those_are_told_who_were_told_of_it(data, receiver):
    settings = config()
    load(data, [loud(1)], settings)
    deliver(data, people(receiver), URL, NOW)
    load(data, [loud(1), answers("r", 310, "p1")], settings, until=400)
    for _ in range(2):
        deliver(data, people(receiver), URL, NOW + 60 * MINUTE)
    (_, begun), (who, over) = got(receiver)

    assert who == "anna"
    assert over["title"] == f"Re: {begun['title']} – it is over"
    assert over["thread"] == begun["thread"]
    assert over["message_id"] != begun["message_id"]


def test_who_was_cut_off_while_sending_goes_on_under_the_same_id(data, receiver):
    load(data, [loud(1)], config())
    deliver(data, people(receiver), URL, NOW)
    sent = deliveries.newest(data, "acme")
    deliveries.mark(data, sent, deliveries.SENDING)
    deliver(data, people(receiver), URL, NOW + MINUTE)
    (_, first), (_, second) = got(receiver)

    assert first["message_id"] == second["message_id"]


def test_two_at_a_time_do_it_once(data, receiver):
    load(data, [loud(1)], config())
    with filelock.FileLock(data / "deliveries.lock"):
        done = deliver(data, people(receiver), URL, NOW)

    assert done.is_elsewhere
    assert got(receiver) == []


def test_links_lead_to_pages_that_there_are():
    """The addresses that the dashboard gives its pages."""
    app = (ROOT / "dashboard" / "app.py").read_text(encoding="utf-8")

    assert set(PAGES.values()) <= set(re.findall(r'url_path="([a-z-]+)"', app))
    assert set(PAGES) == set(alert_kinds())


def test_a_rule_of_the_page_tells_people_too(data, receiver):
    """Asked for on the page, with whom to tell; nothing of it stands in the file."""
    asked = [
        Action(kind=kind, subject="mine", brand="acme", field="silence", value=value, who="kim",
               said_at=NOW)
        for kind, value in (("alert_rule", "10000"), ("alert_tell", "anna boss"))
    ]  # fmt: skip
    data.mkdir(parents=True)
    feedback.record(data, asked)
    load(data, [loud(1)], config(tell=[]))
    deliver(data, people(receiver), URL, NOW)

    assert sorted(who for who, _ in got(receiver)) == ["anna", "boss"]


def test_nobody_is_told_about_a_brand_that_is_not_theirs(data, receiver):
    """Whoever made the rule: the file says whom somebody may hear of."""
    load(data, [loud(1)], config())
    deliver(data, people(receiver, brands=["bolt"]), URL, NOW)
    before = got(receiver)
    deliver(data, people(receiver, brands=["bolt", "acme"]), URL, NOW + MINUTE)

    assert before == []
    assert "anna" in {who for who, _ in got(receiver)}
