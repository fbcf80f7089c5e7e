"""A delivery whose caller is killed at any moment: nothing is lost, nothing is told twice."""

import json
import os
import signal
import subprocess
import sys
import time

import filelock
import pytest

from notify.deliver import LOCK
from sql import deliveries
from tests.build import answers, publish_all
from tests.commands.door import FRONT, environment
from tests.ingest.web.server import Reply, Server
from tests.notify import forked
from tests.notify.test_delivery import loud

ALERTS = 6
TOML = """
[brands.acme]
handles = ["acme"]
own_accounts = ["acme"]

[people.anna]
to = "{address}"

[[alerts]]
name = "A loud silence"
brand = "acme"
kind = "silence"
level = 10000
tell = ["anna"]
cool_down_minutes = 0
critical_level = 1
"""


@pytest.fixture
def folder(tmp_path):
    posts = [loud(number, number) for number in range(ALERTS)]
    publish_all(tmp_path / "data", [*posts, answers("voice", 0, None, text="Hello")], until=300)
    return tmp_path


def killed(folder, after, *verb):
    """`earshot VERB`, and the whole group of its processes killed so many seconds later."""
    call = [sys.executable, *FRONT, *verb]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        call, cwd=folder, env=environment(), stdout=quiet, stderr=quiet, start_new_session=True
    ) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture
def receiver(folder):
    """Whom everybody tells, the same for senders that outlive a round."""
    with Server(lambda _: Reply("{}")) as server:
        address = server.url.replace("http://", "json://")
        (folder / "earshot.toml").write_text(TOML.format(address=address), encoding="utf-8")
        yield server


def told_through(folder, receiver, dice, times, longest, *verb, by=killed):
    """What the receiver got through so many kills, and through calls that are left alone."""
    before = _forget(folder, receiver)
    for _ in range(times):
        by(folder, dice.uniform(0.0, longest), *verb)
    until = time.monotonic() + 600
    while time.monotonic() < until and not _is_done(folder):
        by(folder, 60, "alerts")
    return [json.loads(one.body)["message_id"] for one in receiver.requests[before:]]


def _is_done(folder):
    held = deliveries.newest(folder / "data", "acme")
    return len(held) == ALERTS and all(one.state == "sent" for one in held)


def _forget(folder, receiver):
    """Let nobody have been told anything, while no sender is at work; what was got until then."""
    forget(folder / "data")
    return len(receiver.requests)


def forget(data):
    """Take all messages away. Since when people are told by a rule stays: alerts get old here."""
    with filelock.FileLock(data / LOCK, timeout=600), deliveries.opened(data) as con:
        con.execute("delete from messages")


def test_a_few_kills(folder, receiver, dice):
    got = told_through(folder, receiver, dice, 3, 3.0, "alerts")

    assert len(got) == len(set(got)) == ALERTS


KILLS, ROUND = 1000, 4  # that cut a call off, and between two times that all is told anew


def again_after(folder, receiver, dice, longest, *verb):
    """How many messages came again, under an id that had come, over so many kills; none is lost."""
    cut, again = [], 0

    def by(*call):
        cut.append(forked.killed(*call))

    while sum(cut) < KILLS:
        got = told_through(folder, receiver, dice, ROUND, longest, *verb, by=by)
        assert len(set(got)) == ALERTS
        again += len(got) - ALERTS
    told = f"{sum(cut)} of {len(cut)} calls cut off, {again} messages again"
    sys.stdout.write(f"{' '.join(verb)}: {told}\n")  # pytest -s shows it
    return again


@pytest.mark.long
def test_a_thousand_kills(folder, receiver, dice):
    """Whoever is killed before, while or after it has somebody told: each is told once."""
    assert again_after(folder, receiver, dice, 1.2, "alerts") == 0


@pytest.mark.long
def test_a_thousand_kills_of_the_sender_itself(folder, receiver, dice):
    """Nothing is lost; what was cut off between its sending and its mark comes under one id."""
    assert again_after(folder, receiver, dice, 1.0, "deliver", "--here") < KILLS / 10
