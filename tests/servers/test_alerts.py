"""Alerts for real: a mail server and a receiver of webhooks that also fails, limits and is slow."""

import json
import os
import sys
import time
from collections import Counter
from zoneinfo import ZoneInfo

import httpx
import pytest

from notify.deliver import deliver
from notify.people import Person
from sql import deliveries
from tests.build import answers, publish_all
from tests.notify import forked
from tests.notify.test_delivery import MINUTE, NOW, URL, config, load, loud
from tests.notify.test_kills import ALERTS, TOML, forget
from tests.servers.kit import absent

pytestmark = [pytest.mark.servers, absent]
CUT_OFF = int(os.environ.get("EARSHOT_KILLS", "40"))  # calls; a thousand take an hour


def person(*to):
    return {"anna": Person(key="anna", to=to, quiet=None, zone=ZoneInfo("UTC"))}


def got(address):
    return httpx.get(f"{address}/got").json()


@pytest.fixture
def data(tmp_path):
    load(tmp_path / "data", [loud(1)], config())
    return tmp_path / "data"


def test_a_mail_and_a_webhook_arrive(data, sink):
    """Both addresses of a person, each once."""
    smtp, hook = sink
    mail = f"mailto://127.0.0.1:{smtp}?from=earshot@acme.example&to=lead@acme.example&mode=insecure"
    told = person(mail, f"{hook.replace('http', 'json')}/hook")
    before = len(got(hook))
    for minute in range(2):
        deliver(data, told, URL, NOW + minute * MINUTE)
    letter, posted = sorted(got(hook)[before:], key=lambda one: one["kind"], reverse=True)

    assert letter["to"] == ["lead@acme.example"]
    assert "10k audience-hours of silence" in letter["subject"]
    assert "order 1 never came" in letter["body"]
    assert "audience-hours of silence" in posted["body"]["title"]


@pytest.mark.parametrize("path", ["fail", "limit", "slow"])
def test_what_is_not_taken_waits_and_is_shown(data, sink, path):
    """500, 429 with Retry-After, and 30 s without an answer."""
    address = f"{sink[1].replace('http', 'json')}/{path}"
    done = deliver(data, person(address), URL, NOW)
    (held,) = deliveries.newest(data, "acme")

    assert (done.sent_count, done.failed_count) == (0, 1)
    assert held.state == "waiting"
    assert held.due_at == NOW + MINUTE
    assert held.problem == "not taken by address 1 of anna (json)"


def test_a_letter_that_failed_goes_to_another_address_later(data, sink):
    _, hook = sink
    deliver(data, person(f"{hook.replace('http', 'json')}/fail"), URL, NOW)
    deliver(data, person(f"{hook.replace('http', 'json')}/hook"), URL, NOW + 2 * MINUTE)
    bodies = [json.dumps(one) for one in got(hook)]

    assert deliveries.newest(data, "acme")[0].state == "sent"
    assert len(bodies) >= 2


def test_letters_come_once_whenever_their_caller_is_killed(tmp_path, sink, dice):
    """A mail server's own account of it: each alert one letter, through so many calls cut off."""
    smtp, hook = sink
    mail = f"mailto://127.0.0.1:{smtp}?from=earshot@acme.example&to=killed@acme.example"
    told = TOML.format(address=f"{mail}&mode=insecure")
    (tmp_path / "earshot.toml").write_text(told, encoding="utf-8")
    posts = [loud(number, number) for number in range(ALERTS)]
    publish_all(tmp_path / "data", [*posts, answers("voice", 0, None, text="Hello")], until=300)
    data, cut, rounds = tmp_path / "data", 0, 0
    while cut < CUT_OFF:
        before = len(_letters(hook))
        forget(data)
        for _ in range(4):
            cut += forked.killed(tmp_path, dice.uniform(0.0, 1.2), "alerts")
        _deliver_the_rest(tmp_path)
        came = Counter(one["subject"] for one in _letters(hook)[before:])
        rounds += 1
        assert (len(came), set(came.values())) == (ALERTS, {1})
    sys.stdout.write(f"{cut} calls cut off in {rounds} rounds, each alert one letter\n")


def _letters(hook):
    return [one for one in got(hook) if one.get("to") == ["killed@acme.example"]]


def _deliver_the_rest(folder):
    """Call again until all is sent, ten minutes at most."""
    until = time.monotonic() + 600
    while time.monotonic() < until:
        forked.killed(folder, 60, "alerts")
        held = deliveries.newest(folder / "data", "acme")
        if len(held) == ALERTS and all(one.state == "sent" for one in held):
            return
